"""The workloads of the suite: those of the tables, and series in which one thing grows."""

from peers.workloads import Dense, Image

TABLES = {
    "quadratic": Dense(),
    "mnist": Image(size=28, colours=1),
    "cifar10": Image(size=32, colours=3),
}

TITLES = {
    "quadratic": "The quadratic experiment: batch 256, two hidden layers of 16",
    "mnist": "DCGAN at 28x28x1: batch 64, 64 filters at half size",
    "cifar10": "DCGAN at 32x32x3: batch 64, 64 filters at half size",
}

CURVES = {
    "batch": [Dense(batch=batch) for batch in (32, 128, 512, 2048, 8192)],
    "width": [Dense(width=width) for width in (16, 64, 256, 512, 1024)],
    "depth": [Dense(depth=depth) for depth in (2, 4, 8, 16)],
    "size": [Image(size=size, colours=3, filters=32) for size in (16, 32, 64)],
}

#: Whose tables show how cost changes with the number of threads.
THREADS_CURVE = ["quadratic", "mnist"]
