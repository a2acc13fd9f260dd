"""What is timed: two networks, a batch, an optimizer rule and a schedule, each known by a name.

A workload's name is all that a worker needs to build it, whatever language it is written in:
``dense-b256-w16-d2`` is the quadratic experiment (batch, width and number of hidden layers), and
``image-b64-s28-c1-f64`` a DCGAN (batch, size, colours, filters at half size).
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Layer:
    """A layer as gan4j names it, and the shapes of its parameters, in gan4j's order and layout."""

    kind: str
    parameters: dict = field(default_factory=dict)
    shape: tuple = ()


def dense(inputs, units, bias=True):
    return Layer("dense", {"kernel": (inputs, units), **({"bias": (units,)} if bias else {})})


def conv2d(channels, filters, bias=True):
    return Layer("conv2d", {"kernel": (4, 4, channels, filters), **({"bias": (filters,)} if bias else {})})


def conv_transpose2d(channels, filters, bias=True):
    kernel = (4, 4, filters, channels)
    return Layer("convTranspose2d", {"kernel": kernel, **({"bias": (filters,)} if bias else {})})


def batch_norm(channels):
    return Layer("batchNorm", {"scale": (channels,), "offset": (channels,)})


LEAKY_RELU, RELU, TANH, FLATTEN = (Layer(kind) for kind in ("leakyRelu", "relu", "tanh", "flatten"))


@dataclass(frozen=True)
class RmsProp:
    """TensorFlow 1's rule: the mean square starts at 1, epsilon is inside the root."""

    rate: float = 1e-3
    decay: float = 0.9
    epsilon: float = 1e-10


@dataclass(frozen=True)
class Adam:
    """The paper's rule: epsilon is added to the corrected root."""

    rate: float = 2e-4
    beta1: float = 0.5
    beta2: float = 0.999
    epsilon: float = 1e-8


@dataclass(frozen=True)
class Dense:
    """The networks of the quadratic experiment, with other widths and depths too."""

    batch: int = 256
    width: int = 16
    depth: int = 2
    optimizer = RmsProp()
    steps = 10

    @property
    def name(self):
        return f"dense-b{self.batch}-w{self.width}-d{self.depth}"

    @property
    def sample_shape(self):
        return (2,)

    @property
    def noise_size(self):
        return 2

    def _hidden(self):
        layers = []
        for inputs in [2] + [self.width] * (self.depth - 1):
            layers += [dense(inputs, self.width), LEAKY_RELU]
        return layers

    def generator(self):
        return self._hidden() + [dense(self.width, 2)]

    def discriminator(self):
        return self._hidden() + [dense(self.width, 2), dense(2, 1)]


@dataclass(frozen=True)
class Image:
    """A DCGAN: a 4x4 convolution of stride 2 per halving of the image, batch norm between them."""

    batch: int = 64
    size: int = 28
    colours: int = 1
    filters: int = 64
    optimizer = Adam()
    steps = 1

    @property
    def name(self):
        return f"image-b{self.batch}-s{self.size}-c{self.colours}-f{self.filters}"

    @property
    def sample_shape(self):
        return (self.size, self.size, self.colours)

    @property
    def noise_size(self):
        return 100

    @property
    def halvings(self):
        size, halvings = self.size, 0
        while size % 2 == 0 and size > 4:
            size, halvings = size // 2, halvings + 1
        return halvings

    @property
    def _smallest(self):
        size = self.size >> self.halvings
        return (size, size, self.filters << (self.halvings - 1))

    def generator(self):
        height, width, most = self._smallest
        layers = [dense(self.noise_size, height * width * most, bias=False)]
        layers += [Layer("reshape", shape=self._smallest)]
        channels = most
        while channels > self.filters:
            layers += [batch_norm(channels), RELU, conv_transpose2d(channels, channels // 2, bias=False)]
            channels //= 2
        return layers + [batch_norm(channels), RELU, conv_transpose2d(channels, self.colours), TANH]

    def discriminator(self):
        layers = [conv2d(self.colours, self.filters), LEAKY_RELU]
        for halving in range(1, self.halvings):
            channels = self.filters << halving
            layers += [conv2d(channels // 2, channels, bias=False), batch_norm(channels), LEAKY_RELU]
        height, width, most = self._smallest
        return layers + [FLATTEN, dense(height * width * most, 1)]


def parse(name):
    """The workload of a name."""
    for kind, pattern in ((Dense, r"dense-b(\d+)-w(\d+)-d(\d+)"), (Image, r"image-b(\d+)-s(\d+)-c(\d+)-f(\d+)")):
        match = re.fullmatch(pattern, name)
        if match:
            return kind(*map(int, match.groups()))
    raise ValueError(f"no workload is named {name}")


def parameter_names(network, layers):
    """For each layer the names of its parameters, as gan4j has them: generator/dense1/kernel."""
    counts, names = {}, []
    for layer in layers:
        counts[layer.kind] = counts.get(layer.kind, 0) + 1
        path = f"{network}/{layer.kind}{counts[layer.kind]}"
        names.append({parameter: f"{path}/{parameter}" for parameter in layer.parameters})
    return names
