"""Times gan4j's backends beside what people would otherwise use, in one run on this machine:
TensorFlow, PyTorch and JAX, with the same networks, batches, optimizer rules and schedule.

Needs a JDK from 17 on, Maven and Python from 3.9 on; installs the rest, and says what it cannot.
Prints tables in Markdown, and leaves RESULTS.md, results.json and charts in a folder.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time
from dataclasses import asdict

from peers import competitors, machine, report
from peers.environments import HOME, TARGET, Environments, Unavailable, packages
from peers.figures import Results
from peers.measuring import Bench, Effort
from peers.suite import CURVES, TABLES, TITLES
from peers.workloads import Image

QUICK = ["quadratic", "mnist"]


def arguments():
    parser = argparse.ArgumentParser(
        prog="gan-benchmarks/peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="two tables, one thread, fewer rounds: 3 minutes")
    parser.add_argument("--only", help="some of " + ",".join(c.name for c in competitors.ALL))
    parser.add_argument("--workloads", help="some of " + ",".join([*TABLES, *CURVES]))
    parser.add_argument("--threads", help="the tables' numbers of threads; 1,2 by default")
    parser.add_argument("--rounds", type=int, help="how often each is timed; 10 by default")
    parser.add_argument("--out", type=pathlib.Path, default=TARGET / "peers", help="target/peers by default")
    return parser.parse_args()


def effort(workload, options, in_curve):
    """A round holds several steps of the slowest."""
    seconds = 0.8 if isinstance(workload, Image) else 0.3
    if in_curve:
        return Effort(3.0, 3, seconds)
    rounds = options.rounds or (5 if options.quick or isinstance(workload, Image) else 10)
    return Effort(2.0 if options.quick else 5.0, rounds, seconds)


def names(text, known, default):
    chosen = text.split(",") if text else default
    for name in chosen:
        if name not in known:
            raise ValueError(f"there is no {name}; there are {', '.join(known)}")
    return chosen


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def run(options):
    known = [*TABLES, *CURVES]
    chosen = names(options.workloads, known, QUICK if options.quick else known)
    rivals = competitors.chosen(options.only)
    facts = machine.facts()
    cores = int(facts["cores"])
    asked = options.threads or ("1" if options.quick else "1,2")
    threads = [count for count in map(int, asked.split(",")) if count <= cores]
    environments = Environments(say)
    bench, results = Bench(environments, options.out, say), Results()

    def measure(workload, count, among, in_curve=False):
        if not results.of(workload.name, count, among[0].name):
            used = effort(workload, options, in_curve)
            for measurement in bench.measure(workload, count, among, used):
                results.add(measurement)
            facts.update(bench.versions)
            installed = {name: packages(name) for name in environments.ready()}
            report.store(options.out / "results.json", results, facts, asdict(used), installed)

    for name in chosen:
        if name in TABLES:
            for count in threads:
                measure(TABLES[name], count, rivals)
            print(f"\n{TITLES[name]}\n\n{report.table(results, TABLES[name])}\n", flush=True)
    for name in chosen:
        if name in CURVES:
            among = [rival for rival in rivals if rival.in_curves]
            for workload in CURVES[name]:
                measure(workload, max(threads), among, in_curve=True)
            print(f"\n{report.curve_table(results, name, max(threads))}\n", flush=True)
    charts = draw_charts(options.out, environments)
    text = report.markdown(results, facts, charts)
    (options.out / "RESULTS.md").write_text(text)
    print(report.target_table(results), report.problems(results), sep="\n\n")
    say(f"see {options.out / 'RESULTS.md'}")


def draw_charts(out, environments):
    """The charts' files by name; none if there is no Matplotlib to be had."""
    try:
        command = [environments.python("driver"), "-m", "peers.charts", out / "results.json", out]
    except Unavailable as reason:
        say(f"no charts: {reason}")
        return {}
    environment = {**os.environ, "PYTHONPATH": str(HOME / "python")}
    done = subprocess.run(command, env=environment, check=False)
    return {file.stem: file.name for file in sorted(out.glob("*.svg"))} if done.returncode == 0 else {}


def main():
    try:
        run(arguments())
    except ValueError as error:
        sys.exit(f"peers: {error}")


if __name__ == "__main__":
    main()
