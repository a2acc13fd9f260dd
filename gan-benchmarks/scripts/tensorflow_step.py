#!/usr/bin/env python3
"""Microseconds for an optimizer step of the quadratic experiment in TensorFlow from Python: the mean
over an iteration's ten steps of the discriminator and ten of the generator on one batch.

The peer of the tf backend: the same networks, losses, optimizer rule, batch and schedule, written as
a user of TensorFlow would, driven by one call a step of a session on a graph, and of a tf.function.

    pip install tensorflow==2.18.0
    gan-benchmarks/scripts/tensorflow_step.py [--threads 1] [--rounds 200]
"""

import argparse
import os
import statistics
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

BATCH, STEPS = 256, 10
RATE, DECAY, EPSILON = 1e-3, 0.9, 1e-10


class Player:
    """A network's parameters and the mean squares of their gradients, which start at 1."""

    def __init__(self, random, *sizes):
        self.parameters, self.mean_squares = [], []
        for inputs, outputs in zip(sizes, sizes[1:]):
            limit = np.sqrt(6 / (inputs + outputs))
            kernel = random.uniform(-limit, limit, (inputs, outputs))
            for value in (kernel, np.zeros(outputs)):
                self.parameters.append(tf.Variable(value, dtype=tf.float32))
                self.mean_squares.append(tf.Variable(np.ones(value.shape), dtype=tf.float32))

    def apply(self, x):
        layers = list(zip(self.parameters[::2], self.parameters[1::2]))
        for position, (kernel, bias) in enumerate(layers):
            x = tf.nn.bias_add(tf.matmul(x, kernel), bias)
            x = tf.nn.leaky_relu(x, 0.2) if position < 2 else x
        return x

    def descend(self, gradients):
        """TensorFlow 1's RMSProp; all reads come before all writes."""
        updates = []
        for weight, square, gradient in zip(self.parameters, self.mean_squares, gradients):
            new_square = square + (gradient * gradient - square) * (1 - DECAY)
            new_weight = weight - RATE * gradient / tf.sqrt(new_square + EPSILON)
            updates.append((square, new_square))
            updates.append((weight, new_weight))
        values = [value for _, value in updates]
        with tf.control_dependencies(values):
            return tf.group(*[variable.assign(value) for variable, value in updates])


class Gan:
    def __init__(self):
        random = np.random.default_rng(1)
        self.generator = Player(random, 2, 16, 16, 2)
        self.discriminator = Player(random, 2, 16, 16, 2, 1)

    def discriminator_step(self, real, noise):
        logits = self.discriminator.apply
        real_logits = logits(real)
        fake_logits = logits(tf.stop_gradient(self.generator.apply(noise)))
        loss = tf.reduce_mean(tf.nn.softplus(-real_logits)) + tf.reduce_mean(
            tf.nn.softplus(fake_logits)
        )
        gradients = tf.gradients(loss, self.discriminator.parameters)
        return loss, self.discriminator.descend(gradients)

    def generator_step(self, noise):
        logits = self.discriminator.apply(self.generator.apply(noise))
        loss = tf.reduce_mean(tf.nn.softplus(-logits))
        return loss, self.generator.descend(tf.gradients(loss, self.generator.parameters))


def batches():
    random = np.random.default_rng(2)
    x = 100 * (random.random(BATCH) - 0.5)
    real = np.stack([x, 10 + x * x], axis=1).astype(np.float32)
    return real, random.uniform(-1, 1, (BATCH, 2)).astype(np.float32)


def measured(discriminator_step, generator_step, rounds):
    """Median and least microseconds a step, and the losses after all rounds."""
    samples, losses = [], (np.nan, np.nan)
    for number in range(rounds + rounds // 4):
        start = time.perf_counter()
        for _ in range(STEPS):
            d = discriminator_step()
        for _ in range(STEPS):
            g = generator_step()
        if number >= rounds // 4:
            samples.append((time.perf_counter() - start) / (2 * STEPS) * 1e6)
        losses = (float(d), float(g))
    return statistics.median(samples), min(samples), losses


def by_session(threads, rounds):
    real, noise = batches()
    with tf.Graph().as_default():
        gan = Gan()
        real_input = tf.compat.v1.placeholder(tf.float32, real.shape)
        noise_input = tf.compat.v1.placeholder(tf.float32, noise.shape)
        d_step = gan.discriminator_step(real_input, noise_input)
        g_step = gan.generator_step(noise_input)
        config = tf.compat.v1.ConfigProto(
            intra_op_parallelism_threads=threads, inter_op_parallelism_threads=threads
        )
        with tf.compat.v1.Session(config=config) as session:
            session.run(tf.compat.v1.global_variables_initializer())
            d_call = session.make_callable(list(d_step), [real_input, noise_input])
            g_call = session.make_callable(list(g_step), [noise_input])
            return measured(
                lambda: d_call(real, noise)[0], lambda: g_call(noise)[0], rounds
            )


def by_function(rounds):
    real, noise = (tf.constant(batch) for batch in batches())
    gan = Gan()
    d_step = tf.function(lambda: gan.discriminator_step(real, noise)[0], autograph=False)
    g_step = tf.function(lambda: gan.generator_step(noise)[0], autograph=False)
    return measured(d_step, g_step, rounds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=400)
    options = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(options.threads)
    print(f"TensorFlow {tf.__version__}, {options.threads} thread(s), batch {BATCH}")
    for name, (median, least, losses) in {
        "tf.function": by_function(options.rounds),
        "Session": by_session(options.threads, options.rounds),
    }.items():
        print(
            f"{name:12} median {median:6.1f} us a step, least {least:6.1f};"
            f" losses D {losses[0]:.4f}, G {losses[1]:.4f}"
        )


if __name__ == "__main__":
    main()
