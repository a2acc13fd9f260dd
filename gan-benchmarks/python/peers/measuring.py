"""Competitors timed side by side: rounds of all in turn, so that a slow phase of the machine hits all."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from peers.environments import HOME, Unavailable
from peers.figures import Measurement, deviation
from peers.problem import draw, write
from peers.process import Worker, WorkerFailed


@dataclass(frozen=True)
class Effort:
    """Seconds of a first round that is not counted, and how many rounds of how many seconds are."""

    warm_up: float
    rounds: int
    seconds: float


class Problems:
    """The numbers that workloads start from, and the losses that these should lead to."""

    def __init__(self, environments, folder, say):
        self._environments, self._folder, self._say = environments, folder, say
        self._known = {}

    def of(self, workload):
        """A file, and the losses in double precision; none if there is no NumPy to be had."""
        if workload.name not in self._known:
            file = self._folder / f"{workload.name}.safetensors"
            write(file, draw(workload))
            self._known[workload.name] = (file, self._reference(workload, file))
        return self._known[workload.name]

    def _reference(self, workload, file):
        try:
            python = self._environments.python("driver")
        except Unavailable as reason:
            self._say(f"losses are not checked: {reason}")
            return []
        command = [python, "-m", "peers.numpy_reference", workload.name, file]
        environment = {**os.environ, "PYTHONPATH": str(HOME / "python")}
        printed = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(printed.stdout)["losses"]


class Bench:
    def __init__(self, environments, out, say):
        """Leaves the problems, and what workers said, in a folder."""
        self._environments, self._logs, self._say = environments, out / "logs", say
        problems = out / "problems"
        for folder in (self._logs, problems):
            folder.mkdir(parents=True, exist_ok=True)
        self._problems = Problems(environments, problems, say)
        self.versions = {}

    def measure(self, workload, threads, competitors, effort):
        """A measurement of each competitor that knows the workload."""
        competitors = [c for c in competitors if c.runs(workload, threads)]
        self._say(f"{workload.name}, {threads} thread{'s' * (threads > 1)}: {len(competitors)} competitors")
        file, reference = self._problems.of(workload)
        found = [Measurement(workload.name, threads, c.name, reference=reference) for c in competitors]
        commands = [self._command(c, m, workload, threads, file) for c, m in zip(competitors, found)]
        workers = []
        try:
            # Several start at a time, since most of a start is compiling on one thread.
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                for seat, (measurement, command) in enumerate(zip(found, commands)):
                    if command:
                        pool.submit(self._start, measurement, command, seat, workers)
            self._run_rounds(workers, effort)
        finally:
            for _, worker in workers:
                worker.close()
        for measurement in found:
            if measurement.problem:
                self._say(f"  {measurement.competitor}: {measurement.problem}")
        return found

    def _command(self, competitor, measurement, *arguments):
        try:
            return self._environments.command(competitor, *arguments)
        except Unavailable as reason:
            measurement.problem = f"not run: {reason}"
            return None

    def _start(self, measurement, command, seat, workers):
        """Adds a worker once it is built and right."""
        name = f"{measurement.workload}-t{measurement.threads}-{measurement.competitor}"
        worker = Worker(command, measurement.threads, self._logs / f"{name}.log", seat)
        try:
            answer = worker.built()
            self.versions.update(answer["versions"])
            measurement.losses = answer["losses"]
            measurement.problem = deviation(measurement.losses, measurement.reference)
        except WorkerFailed as failure:
            measurement.problem = f"not run: {failure}"
        if measurement.problem:
            worker.close()
        else:
            workers.append((measurement, worker))

    def _run_rounds(self, workers, effort):
        for number in range(-1, effort.rounds):
            for measurement, worker in list(workers):
                try:
                    microseconds = worker.round(effort.warm_up if number < 0 else effort.seconds)
                    if number >= 0:
                        measurement.samples.append(microseconds)
                except WorkerFailed as failure:
                    measurement.problem, measurement.samples = f"not run: {failure}", []
                    worker.close()
                    workers.remove((measurement, worker))
