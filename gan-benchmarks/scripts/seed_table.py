#!/usr/bin/env python3
"""Trains the quadratic experiment for several seeds and prints a Markdown table.

usage: gan-benchmarks/scripts/seed_table.py SEEDS [options of `gan train quadratic`]

Final losses are means over the last 40% of the iterations (6,000 to 10,000 of the original).
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

GAN = pathlib.Path(__file__).resolve().parents[2] / "gan"
METRICS = ["withinBand", "intervalsCovered", "slicedWasserstein", "mmdSquared"]


def run(seed, options, folder):
    out = pathlib.Path(folder) / str(seed)
    command = [GAN, "train", "quadratic", "--seed", str(seed), "--out", out, *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(out / "losses.csv") as file:
        rows = [[float(value) for value in row] for row in list(csv.reader(file))[1:]]
    last = [row for row in rows if row[0] >= 0.6 * rows[-1][0]]
    result = json.loads((out / "run.json").read_text())
    losses = [sum(row[column] for row in last) / len(last) for column in (1, 2)]
    return losses + [result["metrics"][name] for name in METRICS] + [result["wallSeconds"]]


def main():
    seeds, options = int(sys.argv[1]), sys.argv[2:]
    print("| seed | discriminator loss | generator loss | within 3% | intervals of 20 "
          "| sliced Wasserstein | MMD² | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(seeds):
            d, g, band, covered, wasserstein, mmd, seconds = run(seed, options, folder)
            print(f"| {seed} | {d:.3f} | {g:.3f} | {band:.1%} | {covered:.0f} "
                  f"| {wasserstein:.1f} | {mmd:.4f} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main()
