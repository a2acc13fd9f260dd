"""The arithmetic: what was measured, and what follows from it. Needs nothing but the language."""

import statistics
from dataclasses import dataclass, field

#: How far losses may be from the reference's, relative: after the first of the CHECKED numbers of
#: iterations, where only rounding differs, and after the last, where it has grown.
TOLERANCES = (1e-3, 1e-2)


@dataclass
class Measurement:
    """A competitor in a workload on a number of threads: microseconds a step, or why there are none."""

    workload: str
    threads: int
    competitor: str
    samples: list = field(default_factory=list)
    losses: list = field(default_factory=list)
    reference: list = field(default_factory=list)
    problem: str = ""

    @property
    def median(self):
        return statistics.median(self.samples) if self.samples else None

    @property
    def quartiles(self):
        return quartiles(self.samples)


def quartiles(samples):
    if len(samples) < 2:
        return (samples[0], samples[0])
    low, _, high = statistics.quantiles(samples, n=4, method="inclusive")
    return (low, high)


@dataclass(frozen=True)
class Ratio:
    """How many times as long one takes as the other: the median over the rounds, with quartiles."""

    median: float
    low: float
    high: float


def ratio(measurement, base):
    """Round by round, so that what slowed both in a round cancels; None if one has no samples."""
    pairs = [ours / theirs for ours, theirs in zip(measurement.samples, base.samples)]
    return Ratio(statistics.median(pairs), *quartiles(pairs)) if pairs else None


def deviation(losses, reference):
    """Why losses are wrong, or an empty string."""
    for reached, expected, tolerance in zip(losses, reference, TOLERANCES):
        for player, loss, right in zip(("discriminator", "generator"), reached, expected):
            if not abs(loss - right) <= tolerance * abs(right):
                return f"wrong: {player} loss {loss:.6g}, should be {right:.6g}"
    return ""


class Results:
    def __init__(self):
        self.measurements = []

    def add(self, measurement):
        self.measurements.append(measurement)

    def of(self, workload, threads, competitor):
        """That of a competitor, if there is one."""
        for m in self.measurements:
            if (m.workload, m.threads, m.competitor) == (workload, threads, competitor):
                return m
        return None

    def timed(self, workload, threads):
        """Those that have samples, the fastest first."""
        found = [m for m in self.measurements if (m.workload, m.threads) == (workload, threads) and m.samples]
        return sorted(found, key=lambda m: m.median)

    def fastest(self, workload, threads, names):
        return next((m for m in self.timed(workload, threads) if m.competitor in names), None)

    def threads(self, workload):
        return sorted({m.threads for m in self.measurements if m.workload == workload})

    def by_speed(self, workload):
        """The names of those that have samples on any number of threads, the fastest first."""
        return list(dict.fromkeys(m.competitor for t in self.threads(workload) for m in self.timed(workload, t)))

    def usual_threads(self, workloads):
        """The number of threads that most of these were measured on; 1 if none was."""
        counts = [t for workload in workloads for t in self.threads(workload)]
        return max(counts, key=counts.count, default=1)
