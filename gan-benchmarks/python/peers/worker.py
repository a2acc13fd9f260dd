"""A worker: a process that builds one competitor, says what losses it reaches, and then runs rounds.

Once built it prints a line of JSON: ``{"losses": [[D, G], [D, G]], "versions": {...}}`` with both
players' losses after CHECKED iterations. For each line ``round SECONDS`` on its standard input it
trains for about that long and prints ``{"microseconds": m, "steps": n}``, the mean time of an
optimizer step. It ends with its input.

Training starts anew every BLOCK iterations, outside the clock, so that all competitors, however fast,
walk the same path, and none gets to where losses vanish and numbers denormalize. An iteration takes
its batch from the host's memory and gives back both losses as numbers.
"""

import json
import os
import sys
import time

from peers.problem import read

CHECKED = (1, 3)
BLOCK = 50


def serve(build):
    """Runs the worker whose arguments are VARIANT WORKLOAD THREADS PROBLEM.

    ``build(variant, threads, problem)`` gives a competitor with ``versions``, ``restart()`` and
    ``iterate()``, which returns both losses, and the work of the moment before a step's update.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what frameworks print is no answer
    variant, name, threads, path = sys.argv[1:]
    competitor = build(variant, int(threads), read(path, name))
    _answer(answers, {"losses": losses(competitor), "versions": competitor.versions})
    for line in sys.stdin:
        seconds = float(line.split()[1])
        _answer(answers, timed(competitor, seconds, 2 * competitor.workload.steps))


def _answer(answers, value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


def losses(competitor):
    """Both losses after each of the CHECKED numbers of iterations."""
    competitor.restart()
    reached = [competitor.iterate() for _ in range(max(CHECKED))]
    return [[float(loss) for loss in reached[checked - 1]] for checked in CHECKED]


def by_steps(peer, real, noise):
    """An iteration of a peer that makes a call for each step; returns both losses."""
    fake = peer.generate(noise)
    for _ in range(peer.workload.steps):
        discriminator_loss = peer.discriminator_step(real, fake)
    for _ in range(peer.workload.steps):
        generator_loss = peer.generator_step(noise)
    return float(discriminator_loss), float(generator_loss)


def timed(competitor, seconds, steps_per_iteration):
    spent, iterations = 0.0, 0
    while spent < seconds:
        competitor.restart()
        start = time.perf_counter()
        for _ in range(BLOCK):
            competitor.iterate()
            iterations += 1
            if spent + time.perf_counter() - start >= seconds:
                break
        spent += time.perf_counter() - start
    steps = iterations * steps_per_iteration
    return {"microseconds": spent * 1e6 / steps, "steps": steps}
