"""What gan4j set out to reach, each said to be met, or missed by how much."""

from dataclasses import dataclass

from peers.competitors import ALL, PEER
from peers.figures import ratio
from peers.suite import CURVES, TABLES

PEERS = [competitor.name for competitor in ALL if competitor.role == PEER]
JAX = [name for name in PEERS if name.startswith("jax")]
TENSORFLOW = [name for name in PEERS if name.startswith("tensorflow")]


@dataclass(frozen=True)
class Target:
    """Ours takes at most so many times as long as the fastest of others; below 1 it is faster."""

    text: str
    workload: object
    ours: str
    others: list
    limit: float


def _targets():
    quadratic = TABLES["quadratic"]
    yield Target("jvm at least 3 times as fast as the fastest peer", quadratic, "jvm", PEERS, 1 / 3)
    yield Target("jvm at least 5 times as fast as TensorFlow", quadratic, "jvm", TENSORFLOW, 1 / 5)
    yield Target("jvm at least 15 times as fast as PyTorch eager", quadratic, "jvm", ["torch-eager"], 1 / 15)
    yield Target("jvm within 1.15 times the hand-written step", quadratic, "jvm", ["hand-written"], 1.15)
    for workload in CURVES["width"]:
        if workload.width >= 256:
            yield Target(f"width {workload.width}: jvm within 1.5 times the fastest peer", workload, "jvm", PEERS, 1.5)
    for name in ("mnist", "cifar10"):
        yield Target(f"DCGAN {name}: jvm within 1.5 times the fastest peer", TABLES[name], "jvm", PEERS, 1.5)
    yield Target("xla within 0.95 times JAX", quadratic, "xla", JAX, 0.95)
    for name in ("mnist", "cifar10"):
        yield Target(f"DCGAN {name}: xla within 0.4 times JAX", TABLES[name], "xla", JAX, 0.4)
    for name, workload in TABLES.items():
        yield Target(f"{name}: tf at least as fast as TensorFlow from Python", workload, "tf", TENSORFLOW, 1.0)


@dataclass(frozen=True)
class Verdict:
    target: str
    threads: int
    against: str
    ratio: float
    limit: float

    @property
    def met(self):
        return self.ratio <= self.limit


def verdicts(results):
    """One for each target and number of threads that there are figures of."""
    found = []
    for target in _targets():
        for threads in results.threads(target.workload.name):
            ours = results.of(target.workload.name, threads, target.ours)
            other = results.fastest(target.workload.name, threads, target.others)
            if ours and ours.samples and other:
                reached = ratio(ours, other).median
                found.append(Verdict(target.text, threads, other.competitor, reached, target.limit))
    return found
