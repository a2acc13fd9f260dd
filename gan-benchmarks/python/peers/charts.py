"""The results as pictures: python -m peers.charts results.json FOLDER."""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from peers.competitors import ALL, GAN4J, PEER
from peers.figures import Measurement, Results, ratio
from peers.report import LABELS, number, unit
from peers.suite import CURVES, TABLES, THREADS_CURVE, TITLES

ROLES = {competitor.name: competitor.role for competitor in ALL}
INK, FAINT = "#222222", "#bbbbbb"

#: Okabe and Ito's colours, which people with any colour vision tell apart: blue, green and yellow are gan4j's.
COLOURS = {
    "jvm": "#0072B2",
    "nd4j": "#56B4E9",
    "tf": "#009E73",
    "xla": "#F0E442",
    "tensorflow-function": "#E69F00",
    "torch-eager": "#D55E00",
    "torch-compile": "#D55E00",
    "jax-scan": "#CC79A7",
}
DASHED = ("torch-eager",)
SHORT = {
    "jvm": "gan4j jvm",
    "nd4j": "gan4j nd4j",
    "tf": "gan4j tf",
    "xla": "gan4j xla",
    "tensorflow-function": "TensorFlow",
    "torch-eager": "PyTorch eager",
    "torch-compile": "PyTorch compiled",
    "jax-scan": "JAX",
}

STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.fonttype": "none",
    "svg.hashsalt": "gan4j",
}


def loaded(path):
    results = Results()
    for entry in json.loads(path.read_text())["measurements"]:
        results.add(Measurement(**entry))
    return results


def draw_steps(results):
    """For each workload a line per competitor, the fastest above, and a dot per number of threads."""
    keys = [key for key, w in TABLES.items() if any(results.timed(w.name, t) for t in results.threads(w.name))]
    if not keys:
        return None
    orders = {key: results.by_speed(TABLES[key].name) for key in keys}
    heights = [len(orders[key]) for key in keys]
    figure, panels = plt.subplots(
        len(keys), 1, figsize=(8.5, 0.9 * len(keys) + 0.27 * sum(heights)), height_ratios=heights, squeeze=False
    )
    for key, axes in zip(keys, panels[:, 0]):
        _draw_steps_of(results, TABLES[key], orders[key], axes)
        axes.set_title(TITLES[key], fontweight="bold")
    figure.tight_layout(h_pad=1.5)
    return figure


def _draw_steps_of(results, workload, order, axes):
    name, scale = unit(workload)
    counts = results.threads(workload.name)
    for row, competitor in enumerate(order):
        colour = COLOURS["jvm"] if ROLES[competitor] == GAN4J else INK if ROLES[competitor] == PEER else "#888888"
        found = [(t, results.of(workload.name, t, competitor)) for t in counts]
        found = [(t, m) for t, m in found if m and m.samples]
        for threads, m in found:
            first = threads == counts[0]
            axes.plot([value / scale for value in m.quartiles], [row, row], color=colour, linewidth=1.5)
            face = colour if first else "white"
            axes.plot(m.median / scale, row, "o", color=colour, markerfacecolor=face, markersize=6)
        axes.annotate(
            _said(results, workload, found, scale, name),
            (max(m.quartiles[1] for _, m in found) / scale, row),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=8,
        )
    axes.set_xscale("log")
    axes.set_yticks(range(len(order)), [LABELS[competitor] for competitor in order])
    for label, competitor in zip(axes.get_yticklabels(), order):
        if ROLES[competitor] == GAN4J:
            label.set(color=COLOURS["jvm"], fontweight="bold")
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    _plain_numbers(axes.xaxis)
    low, high = axes.get_xlim()
    axes.set_xlim(low, high * (high / low) ** 0.35)
    marks = f"● {counts[0]} thread{'s' * (counts[0] > 1)}" + "".join(f"   ○ {t} threads" for t in counts[1:])
    axes.set_xlabel(f"{name} for an optimizer step, log scale      {marks}", fontsize=8)


def _said(results, workload, found, scale, name):
    threads, m = found[0]
    jvm = results.of(workload.name, threads, "jvm")
    times = ratio(m, jvm) if jvm else None
    beside = f"   {times.median:.{2 if times.median < 10 else 0}f} × jvm" if times and m is not jvm else ""
    return f"{number(m.median / scale)} {name}{beside}"


def _plain_numbers(axis):
    low, high = axis.get_view_interval()
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if high / low < 100 else (1,)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}"))
    axis.set_minor_locator(NullLocator())


def series(results):
    """A title, an axis and lines of (size, microseconds) by competitor, for each panel."""
    for curve, title in (
        ("batch", "batch (width 16, depth 2)"),
        ("width", "width of hidden layers (batch 256, depth 2)"),
        ("depth", "hidden layers (batch 256, width 16)"),
        ("size", "image size in pixels (DCGAN, batch 64, 32 filters)"),
    ):
        threads = results.usual_threads([w.name for w in CURVES[curve]])
        points = [(getattr(w, curve), results.timed(w.name, threads)) for w in CURVES[curve]]
        yield f"{title}, {threads} thread{'s' * (threads > 1)}", unit(CURVES[curve][0]), _lines(points)
    for key in THREADS_CURVE:
        workload = TABLES[key]
        points = [(t, results.timed(workload.name, t)) for t in results.threads(workload.name)]
        yield f"threads ({TITLES[key].split(':')[0]})", unit(workload), _lines(points)


def _lines(points):
    lines = {}
    for size, measurements in points:
        for m in measurements:
            if m.competitor in COLOURS:
                lines.setdefault(m.competitor, []).append((size, m.median))
    return {name: line for name, line in lines.items() if len(line) > 1}


def draw_growth(results):
    panels = [panel for panel in series(results) if panel[2]]
    if not panels:
        return None
    columns = min(2, len(panels))
    rows = -(-len(panels) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(5.6 * columns, 3.3 * rows), squeeze=False)
    for axes, panel in zip(grid.flat, panels):
        _draw_growth_of(axes, *panel)
    for axes in list(grid.flat)[len(panels) :]:
        axes.axis("off")
    figure.tight_layout(h_pad=2, w_pad=2)
    return figure


def _draw_growth_of(axes, title, unit_of, lines):
    name, scale = unit_of
    for competitor, line in lines.items():
        ours = ROLES[competitor] == GAN4J
        axes.plot(
            [size for size, _ in line],
            [value / scale for _, value in line],
            marker="o",
            markersize=3.5,
            color=COLOURS[competitor],
            linewidth=2.4 if competitor == "jvm" else 1.6 if ours else 1.2,
            linestyle="--" if competitor in DASHED else "-",
            zorder=3 if ours else 2,
        )
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    sizes = sorted({size for line in lines.values() for size, _ in line})
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    _plain_numbers(axes.yaxis)
    axes.grid(axis="y", color="#eeeeee")
    axes.set_axisbelow(True)
    axes.set_title(title)
    axes.set_ylabel(f"{name} a step")
    _label_ends(axes, lines, scale)


def _label_ends(axes, lines, scale):
    """Names at the lines' ends, moved apart where they would overlap."""
    axes.figure.canvas.draw()
    height = 11 * axes.figure.dpi / 72
    ends = sorted((axes.transData.transform((line[-1][0], line[-1][1] / scale))[1], c) for c, line in lines.items())
    places = [place for place, _ in ends]
    for _ in range(200):
        for below in range(len(places) - 1):
            overlap = height - (places[below + 1] - places[below])
            if overlap > 0:
                places[below] -= overlap / 2
                places[below + 1] += overlap / 2
    above = max(0, places[-1] - axes.bbox.y1)
    places = [place - above for place in places]
    for (place, competitor), moved in zip(ends, places):
        line = lines[competitor]
        axes.annotate(
            SHORT[competitor],
            (line[-1][0], line[-1][1] / scale),
            xytext=(8, (moved - place) * 72 / axes.figure.dpi),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=COLOURS[competitor],
            fontweight="bold" if competitor == "jvm" else "normal",
            annotation_clip=False,
        )


def main():
    source, folder = map(pathlib.Path, sys.argv[1:])
    results = loaded(source)
    with matplotlib.rc_context(STYLE):
        for name, draw in (("step", draw_steps), ("growth", draw_growth)):
            figure = draw(results)
            if figure:
                figure.savefig(folder / f"{name}.svg", bbox_inches="tight", metadata={"Date": None})
                figure.savefig(folder / f"{name}.png", bbox_inches="tight", dpi=150)


if __name__ == "__main__":
    main()
