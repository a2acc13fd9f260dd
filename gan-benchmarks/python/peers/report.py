"""The results as Markdown and as JSON."""

import json
from dataclasses import asdict

from peers.competitors import ALL
from peers.figures import ratio
from peers.suite import CURVES, TABLES, TITLES
from peers.targets import verdicts
from peers.workloads import Image

LABELS = {competitor.name: competitor.label for competitor in ALL}
BASES = ("jvm", "tf")


def number(value):
    """Three digits, or all before the point."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def times(found):
    """A ratio with its quartiles where they differ from it."""
    if not found:
        return ""
    low, middle, high = (f"{value:.2f}" if value < 10 else f"{value:,.0f}" for value in (found.low, found.median, found.high))
    return middle if low == high else f"{middle} ({low}–{high})"


def unit(workload):
    """What an optimizer step is given in, and how many microseconds that is."""
    return ("ms", 1e3) if isinstance(workload, Image) else ("µs", 1)


def table(results, workload):
    """A row for each competitor, the fastest first; for each number of threads time and ratios."""
    threads = results.threads(workload.name)
    name, scale = unit(workload)
    head = ["an optimizer step"]
    for count in threads:
        head += [f"{name}, {count} thread{'s' * (count > 1)}", *(f"× {base}" for base in BASES)]
    rows = [head, ["---"] + ["---:"] * (len(head) - 1)]
    for competitor in results.by_speed(workload.name):
        rows.append([LABELS[competitor]])
        for count in threads:
            rows[-1] += _cells(results, workload, count, competitor, scale)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _cells(results, workload, threads, competitor, scale):
    measurement = results.of(workload.name, threads, competitor)
    if not measurement or not measurement.samples:
        return [""] * (1 + len(BASES))
    low, high = measurement.quartiles
    time = f"{number(measurement.median / scale)} ({number(low / scale)}–{number(high / scale)})"
    cells = [time]
    for base in BASES:
        other = results.of(workload.name, threads, base)
        cells.append(times(ratio(measurement, other)) if other else "")
    return cells


def problems(results):
    """A line for each that is not timed, and why."""
    lines = {}
    for m in results.measurements:
        if m.problem:
            lines.setdefault(f"{LABELS[m.competitor]}: {m.problem}", []).append(f"{m.workload} ({m.threads})")
    return "\n".join(f"- {line} — {', '.join(places)}" for line, places in lines.items())


def curve_table(results, curve, threads):
    """A row for each competitor, a column for each size."""
    workloads = [w for w in CURVES[curve] if results.timed(w.name, threads)]
    scale = unit(workloads[0])[1]
    head = [f"{unit(workloads[0])[0]}; {curve}"] + [str(getattr(w, curve)) for w in workloads]
    rows = [head, ["---"] + ["---:"] * len(workloads)]
    for competitor in _by_speed_of_curve(results, workloads, threads):
        cells = [results.of(w.name, threads, competitor) for w in workloads]
        rows.append([LABELS[competitor]] + [number(m.median / scale) if m and m.samples else "" for m in cells])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _by_speed_of_curve(results, workloads, threads):
    found = {m.competitor for w in workloads for m in results.timed(w.name, threads)}
    return [c.name for c in ALL if c.name in found and c.in_curves]


def target_table(results):
    rows = ["| target | threads | against | reached | |", "|---|---:|---|---:|---|"]
    for v in verdicts(results):
        said = "met" if v.met else f"missed by a factor of {v.ratio / v.limit:.2f}"
        reached = f"{1 / v.ratio:.2f} × as fast" if v.limit <= 1 else f"{v.ratio:.2f} × the time"
        rows.append(f"| {v.target} | {v.threads} | {LABELS[v.against]} | {reached} | {said} |")
    return "\n".join(rows)


def markdown(results, facts, charts):
    parts = ["# gan4j and its peers", ", ".join(f"{name} {value}" for name, value in facts.items()) + "."]
    parts.append(EXPLANATION)
    for key, workload in TABLES.items():
        if results.threads(workload.name):
            parts += [f"## {TITLES[key]}", table(results, workload)]
    if "step" in charts:
        parts.append(f"![an optimizer step]({charts['step']})")
    curves = [(c, t) for c in CURVES for t in _curve_threads(results, c)]
    if curves:
        parts.append("## How cost grows")
    if "growth" in charts:
        parts.append(f"![how cost grows]({charts['growth']})")
    parts += [curve_table(results, curve, threads) for curve, threads in curves]
    parts += ["## Targets", target_table(results)]
    if problems(results):
        parts += ["## Not timed", problems(results)]
    return "\n\n".join(parts) + "\n"


def _curve_threads(results, curve):
    """The number of threads that most of a curve was measured on."""
    names = [w.name for w in CURVES[curve]]
    measured = sum(len(results.threads(name)) for name in names)
    return [results.usual_threads(names)] if measured > 1 else []


EXPLANATION = """\
Medians over the rounds, with quartiles; × is the ratio within a round, so that what slowed the whole
machine does not count. All run the same steps from the same numbers, reach the losses of a reference in
double precision, take each batch from memory and give both losses back. A step is the mean over both
players'. On as many cores as threads."""


def store(path, results, facts, effort, packages):
    value = {
        "facts": facts,
        "effort": effort,
        "measurements": [asdict(m) for m in results.measurements],
        "targets": [{**asdict(v), "met": v.met} for v in verdicts(results)],
        "packages": packages,
    }
    path.write_text(json.dumps(value, indent=1) + "\n")
