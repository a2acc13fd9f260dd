"""What all workers start from: initial parameters and one batch, in a file that all read.

The format is safetensors, which gan4j reads and writes too: the length of a JSON header, the header
with each array's shape and place, then little-endian 32-bit floats.
"""

import array
import json
import math
import random
import sys
from dataclasses import dataclass

from peers.workloads import Dense, parameter_names, parse


def draw(workload, seed=1):
    """All arrays of a workload by name, each a shape and its numbers."""
    source = random.Random(seed)
    arrays = {}
    for network, layers in (("generator", workload.generator()), ("discriminator", workload.discriminator())):
        for layer, names in zip(layers, parameter_names(network, layers)):
            for parameter, shape in layer.parameters.items():
                arrays[names[parameter]] = (shape, _initial(source, parameter, shape))
    arrays["real"] = ((workload.batch, *workload.sample_shape), _real(source, workload))
    noise = (source.uniform if isinstance(workload, Dense) else source.gauss)
    bounds = (-1, 1) if isinstance(workload, Dense) else (0, 1)
    shape = (workload.batch, workload.noise_size)
    arrays["noise"] = (shape, [noise(*bounds) for _ in range(math.prod(shape))])
    return arrays


def _initial(source, parameter, shape):
    """Glorot uniform kernels, scales of 1, and zeros."""
    if parameter != "kernel":
        return [1.0 if parameter == "scale" else 0.0] * math.prod(shape)
    field = math.prod(shape[:-2])
    limit = math.sqrt(6 / (field * (shape[-2] + shape[-1])))
    return [limit * (2 * source.random() - 1) for _ in range(math.prod(shape))]


def _real(source, workload):
    if not isinstance(workload, Dense):
        return [source.uniform(-1, 1) for _ in range(workload.batch * math.prod(workload.sample_shape))]
    points = []
    for _ in range(workload.batch):
        x = 100 * (source.random() - 0.5)
        points += [x, 10 + x * x]
    return points


def write(path, arrays):
    header, offset = {}, 0
    for name, (shape, numbers) in arrays.items():
        end = offset + 4 * len(numbers)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, end]}
        offset = end
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    with open(path, "wb") as file:
        file.write(len(encoded).to_bytes(8, "little") + encoded)
        for _, numbers in arrays.values():
            floats = array.array("f", numbers)
            if sys.byteorder == "big":
                floats.byteswap()
            file.write(floats.tobytes())


@dataclass
class Problem:
    """A workload with its numbers; a network's parameters are a dict for each of its layers."""

    workload: object
    generator: list
    discriminator: list
    real: object
    noise: object


def read(path, name):
    """A problem as arrays of NumPy."""
    import numpy

    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        numbers = numpy.frombuffer(file.read(), "<f4")
    arrays = {}
    for key, entry in header.items():
        start, end = entry["data_offsets"]
        arrays[key] = numbers[start // 4 : end // 4].reshape(entry["shape"]).copy()
    workload = parse(name)

    def parameters(network, layers):
        return [
            {parameter: arrays[key] for parameter, key in names.items()}
            for names in parameter_names(network, layers)
        ]

    return Problem(
        workload,
        parameters("generator", workload.generator()),
        parameters("discriminator", workload.discriminator()),
        arrays["real"],
        arrays["noise"],
    )
