"""JAX on the CPU.

    jit    one compiled call per step, its state donated
    scan   one compiled call per iteration: all steps of either player in a lax.scan
    adjoint   the same, with transposed convolutions as the transposes of convolutions, which XLA takes
              for the gradients that they are
"""

import os
import sys

THREADS = int(sys.argv[3])
os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={str(THREADS > 1).lower()}"

import jax
from jax import lax, numpy as jnp

from peers.worker import serve
from peers.workloads import Adam

LAYOUT = ("NHWC", "HWIO", "NHWC")


def conv_transpose(x, kernel):
    return lax.conv_transpose(x, kernel, (2, 2), "SAME", dimension_numbers=LAYOUT, transpose_kernel=True)


def adjoint_convolution(x, kernel):
    batch, height, width, _ = x.shape
    images = jax.ShapeDtypeStruct((batch, 2 * height, 2 * width, kernel.shape[2]), x.dtype)

    def convolution(y):
        return lax.conv_general_dilated(y, kernel, (2, 2), "SAME", dimension_numbers=LAYOUT)

    return jax.linear_transpose(convolution, images)(x)[0]


TRANSPOSED = adjoint_convolution if sys.argv[1] == "adjoint" else conv_transpose


def applied(layers, parameters, running, x):
    """A network's output and its next running statistics."""
    moved = []
    for layer, p, statistics in zip(layers, parameters, running):
        x, statistics = layer_of(layer, p, statistics, x)
        moved.append(statistics)
    return x, moved


def layer_of(layer, p, statistics, x):
    if layer.kind == "batchNorm":
        pixels = tuple(range(x.ndim - 1))
        mean, variance = x.mean(pixels), x.var(pixels)
        statistics = {
            "mean": statistics["mean"] + 0.01 * (mean - statistics["mean"]),
            "variance": statistics["variance"] + 0.01 * (variance - statistics["variance"]),
        }
        return (x - mean) * (lax.rsqrt(variance + 1e-5) * p["scale"]) + p["offset"], statistics
    if layer.kind == "dense":
        x = x @ p["kernel"]
    elif layer.kind == "conv2d":
        x = lax.conv_general_dilated(x, p["kernel"], (2, 2), "SAME", dimension_numbers=LAYOUT)
    elif layer.kind == "convTranspose2d":
        x = TRANSPOSED(x, p["kernel"])
    elif layer.kind == "leakyRelu":
        x = jax.nn.leaky_relu(x, 0.2)
    elif layer.kind in ("reshape", "flatten"):
        x = x.reshape(len(x), *(layer.shape or (-1,)))
    else:
        x = jax.nn.relu(x) if layer.kind == "relu" else jnp.tanh(x)
    return (x + p["bias"] if "bias" in p else x), statistics


def player(layers, parameters, rule):
    """A network's state: parameters, running statistics and what its optimizer keeps."""

    def filled(value):
        return jax.tree.map(lambda p: jnp.full_like(p, value), parameters)

    running = [
        {"mean": jnp.zeros_like(p["scale"]), "variance": jnp.ones_like(p["scale"])}
        if layer.kind == "batchNorm"
        else {}
        for layer, p in zip(layers, parameters)
    ]
    slots = {"mean": filled(0), "square": filled(0), "steps": 0.0} if isinstance(rule, Adam) else filled(1)
    return jax.tree.map(jnp.array, (parameters, running, slots))


def moved(rule, parameters, slots, gradients):
    if isinstance(rule, Adam):
        steps = slots["steps"] + 1
        mean = jax.tree.map(lambda m, g: rule.beta1 * m + (1 - rule.beta1) * g, slots["mean"], gradients)
        square = jax.tree.map(lambda v, g: rule.beta2 * v + (1 - rule.beta2) * g * g, slots["square"], gradients)
        rate, weight = rule.rate / (1 - rule.beta1**steps), 1 - rule.beta2**steps
        parameters = jax.tree.map(
            lambda w, m, v: w - rate * m / (jnp.sqrt(v / weight) + rule.epsilon), parameters, mean, square
        )
        return parameters, {"mean": mean, "square": square, "steps": steps}
    slots = jax.tree.map(lambda ms, g: ms + (g * g - ms) * (1 - rule.decay), slots, gradients)
    parameters = jax.tree.map(
        lambda w, ms, g: w - rule.rate * g * lax.rsqrt(ms + rule.epsilon), parameters, slots, gradients
    )
    return parameters, slots


class Peer:
    def __init__(self, variant, threads, problem):
        self.versions = {"jax": jax.__version__}
        self.problem, self.workload = problem, problem.workload
        self.layers = (self.workload.generator(), self.workload.discriminator())
        self.generate = jax.jit(self.generate)
        self.run = self.by_steps if variant == "jit" else self.scanned
        self.discriminator_jit = jax.jit(self.discriminator_step, donate_argnums=0)
        self.generator_jit = jax.jit(self.generator_step, donate_argnums=0)
        self.iteration_jit = jax.jit(self.iteration, donate_argnums=(0, 1))

    def restart(self):
        rule = self.workload.optimizer
        self.generator = player(self.layers[0], self.problem.generator, rule)
        self.discriminator = player(self.layers[1], self.problem.discriminator, rule)
        jax.block_until_ready((self.generator, self.discriminator))

    def generate(self, generator, noise):
        parameters, running, _ = generator
        return applied(self.layers[0], parameters, running, noise)[0]

    def discriminator_step(self, discriminator, real, fake):
        parameters, running, slots = discriminator

        def loss(parameters):
            real_logits, between = applied(self.layers[1], parameters, running, real)
            fake_logits, after = applied(self.layers[1], parameters, between, fake)
            return jax.nn.softplus(-real_logits).mean() + jax.nn.softplus(fake_logits).mean(), after

        (value, running), gradients = jax.value_and_grad(loss, has_aux=True)(parameters)
        parameters, slots = moved(self.workload.optimizer, parameters, slots, gradients)
        return (parameters, running, slots), value

    def generator_step(self, generator, discriminator, noise):
        parameters, running, slots = generator

        def loss(parameters):
            fake, after = applied(self.layers[0], parameters, running, noise)
            logits, _ = applied(self.layers[1], *discriminator[:2], fake)
            return jax.nn.softplus(-logits).mean(), after

        (value, running), gradients = jax.value_and_grad(loss, has_aux=True)(parameters)
        parameters, slots = moved(self.workload.optimizer, parameters, slots, gradients)
        return (parameters, running, slots), value

    def iteration(self, generator, discriminator, real, noise):
        fake = self.generate(generator, noise)
        discriminator, discriminator_loss = self.repeated(
            lambda state: self.discriminator_step(state, real, fake), discriminator
        )
        generator, generator_loss = self.repeated(
            lambda state: self.generator_step(state, discriminator, noise), generator
        )
        return generator, discriminator, discriminator_loss, generator_loss

    def repeated(self, step, state):
        """A lax.scan over a player's steps; a single step needs none, and is slow in one on the CPU."""
        if self.workload.steps == 1:
            return step(state)
        state, losses = lax.scan(lambda carried, _: step(carried), state, length=self.workload.steps)
        return state, losses[-1]

    def scanned(self):
        problem = self.problem
        self.generator, self.discriminator, *losses = self.iteration_jit(
            self.generator, self.discriminator, problem.real, problem.noise
        )
        return losses

    def by_steps(self):
        real, noise = jax.device_put((self.problem.real, self.problem.noise))
        fake = self.generate(self.generator, noise)
        for _ in range(self.workload.steps):
            self.discriminator, discriminator_loss = self.discriminator_jit(self.discriminator, real, fake)
        for _ in range(self.workload.steps):
            self.generator, generator_loss = self.generator_jit(self.generator, self.discriminator, noise)
        return discriminator_loss, generator_loss

    def iterate(self):
        discriminator_loss, generator_loss = self.run()
        return float(discriminator_loss), float(generator_loss)


if __name__ == "__main__":
    serve(Peer)
