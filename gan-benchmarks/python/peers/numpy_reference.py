"""The definition of the mathematics, in double precision: whoever deviates from it is not timed.

    python -m peers.numpy_reference WORKLOAD PROBLEM

prints what a worker prints of its losses. A layer is a function that gives its output and a function
from the gradient of its output to those of its input and of its parameters.
"""

import json
import sys

import numpy as np

from peers.problem import read
from peers.worker import losses
from peers.workloads import Adam


def _windows(padded, height, width):
    """For each of the 4x4 places of a filter, the pixels that it meets at stride 2."""
    for i in range(4):
        for j in range(4):
            yield i, j, padded[:, i : i + 2 * height : 2, j : j + 2 * width : 2]


def _padded(images):
    return np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))


def convolved(images, kernel):
    height, width = images.shape[1] // 2, images.shape[2] // 2
    return sum(part @ kernel[i, j] for i, j, part in _windows(_padded(images), height, width))


def scattered(gradient, kernel):
    """The gradient of a convolution by its images: a transposed convolution."""
    batch, height, width, _ = gradient.shape
    padded = np.zeros((batch, 2 * height + 2, 2 * width + 2, kernel.shape[2]))
    for i, j, part in _windows(padded, height, width):
        part += gradient @ kernel[i, j].T
    return padded[:, 1:-1, 1:-1]


def kernel_gradient(images, gradient, kernel):
    result = np.empty(kernel.shape)
    for i, j, part in _windows(_padded(images), *gradient.shape[1:3]):
        result[i, j] = np.tensordot(part, gradient, ((0, 1, 2), (0, 1, 2)))
    return result


def _linear(x, p, forward, back, kernel_back):
    y = forward(x, p["kernel"])
    pixels = tuple(range(y.ndim - 1))

    def backward(dy):
        gradients = {"kernel": kernel_back(x, dy, p["kernel"])}
        if "bias" in p:
            gradients["bias"] = dy.sum(pixels)
        return back(dy, p["kernel"]), gradients

    return (y + p["bias"] if "bias" in p else y), backward


def _batch_norm(x, p):
    pixels = tuple(range(x.ndim - 1))
    deviation = np.sqrt(x.var(pixels) + 1e-5)
    normal = (x - x.mean(pixels)) / deviation

    def backward(dy):
        gradients = {"scale": (dy * normal).sum(pixels), "offset": dy.sum(pixels)}
        d = dy * p["scale"]
        return (d - d.mean(pixels) - normal * (d * normal).mean(pixels)) / deviation, gradients

    return normal * p["scale"] + p["offset"], backward


def _activation(y, slope):
    return y, lambda dy: (dy * slope, {})


def layer_of(layer, p, x):
    if layer.kind == "dense":
        return _linear(x, p, np.matmul, lambda dy, k: dy @ k.T, lambda x, dy, k: x.T @ dy)
    if layer.kind == "conv2d":
        return _linear(x, p, convolved, scattered, kernel_gradient)
    if layer.kind == "convTranspose2d":
        return _linear(x, p, scattered, convolved, lambda x, dy, k: kernel_gradient(dy, x, k))
    if layer.kind == "batchNorm":
        return _batch_norm(x, p)
    if layer.kind in ("leakyRelu", "relu"):
        slope = np.where(x > 0, 1.0, 0.2 if layer.kind == "leakyRelu" else 0.0)
        return _activation(x * slope, slope)
    if layer.kind == "tanh":
        y = np.tanh(x)
        return _activation(y, 1 - y * y)
    y = x.reshape(len(x), *(layer.shape or (-1,)))
    return y, lambda dy: (dy.reshape(x.shape), {})


class Network:
    def __init__(self, layers, parameters, optimizer):
        self.layers = layers
        self.parameters = [{k: v.astype(float) for k, v in p.items()} for p in parameters]
        self.optimizer, self.steps, self.slots = optimizer, 0, {}

    def apply(self, x):
        backwards = []
        for layer, p in zip(self.layers, self.parameters):
            x, backward = layer_of(layer, p, x)
            backwards.append(backward)

        def backward_all(dy):
            gradients = []
            for backward in reversed(backwards):
                dy, gradient = backward(dy)
                gradients.append(gradient)
            return dy, gradients[::-1]

        return x, backward_all

    def descend(self, *gradients):
        """Moves along the sum of the gradients."""
        self.steps += 1
        for at, p in enumerate(self.parameters):
            for name in p:
                g = sum(gradient[at][name] for gradient in gradients)
                p[name] = p[name] - self._step(self.slots.setdefault((at, name), {}), g)

    def _step(self, slots, g):
        rule = self.optimizer
        if isinstance(rule, Adam):
            m = slots["m"] = slots.get("m", 0) * rule.beta1 + (1 - rule.beta1) * g
            v = slots["v"] = slots.get("v", 0) * rule.beta2 + (1 - rule.beta2) * g * g
            mean, square = m / (1 - rule.beta1**self.steps), v / (1 - rule.beta2**self.steps)
            return rule.rate * mean / (np.sqrt(square) + rule.epsilon)
        ms = slots.get("ms", 1.0)
        ms = slots["ms"] = ms + (g * g - ms) * (1 - rule.decay)
        return rule.rate * g / np.sqrt(ms + rule.epsilon)


def mean_softplus(x):
    """And its gradient."""
    value = np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
    return value.mean(), np.where(x > 0, 1, np.exp(-np.abs(x))) / (1 + np.exp(-np.abs(x))) / x.size


class Reference:
    def __init__(self, problem):
        self.problem, self.workload = problem, problem.workload
        self.restart()

    def restart(self):
        workload, problem = self.workload, self.problem
        self.generator = Network(workload.generator(), problem.generator, workload.optimizer)
        self.discriminator = Network(workload.discriminator(), problem.discriminator, workload.optimizer)

    def iterate(self):
        real, noise = self.problem.real.astype(float), self.problem.noise.astype(float)
        fake, _ = self.generator.apply(noise)
        for _ in range(self.workload.steps):
            real_logits, real_back = self.discriminator.apply(real)
            fake_logits, fake_back = self.discriminator.apply(fake)
            real_loss, real_gradient = mean_softplus(-real_logits)
            fake_loss, fake_gradient = mean_softplus(fake_logits)
            self.discriminator.descend(real_back(-real_gradient)[1], fake_back(fake_gradient)[1])
        for _ in range(self.workload.steps):
            fake, generator_back = self.generator.apply(noise)
            logits, back = self.discriminator.apply(fake)
            loss, gradient = mean_softplus(-logits)
            self.generator.descend(generator_back(back(-gradient)[0])[1])
        return real_loss + fake_loss, loss


if __name__ == "__main__":
    name, path = sys.argv[1:]
    print(json.dumps({"losses": losses(Reference(read(path, name)))}))
