#!/usr/bin/env python3
"""Milliseconds for an iteration of a DCGAN (one step of each player, batch 64, Adam) on each backend of
gan4j, and on PyTorch and TensorFlow from Python where they are installed, one after the other in one
run: the median, and the least, of the second half of the iterations.

All have the same networks: per halving of the image a 4x4 convolution of stride 2, batch norm between
them; and the statistics of both batches, real and generated, apart.

    pip install torch tensorflow==2.18.0
    gan-benchmarks/scripts/image_iteration.py [--iterations 40] [--threads 2] [--only jvm,torch]
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

BATCH, LATENT = 64, 100
SETS = {"mnist": (28, 1, 64), "cifar10": (32, 3, 64)}
HOME = pathlib.Path(__file__).resolve().parent.parent


def halvings(size):
    return 0 if size % 2 or size <= 4 else 1 + halvings(size // 2)


def measured(step, iterations):
    times = []
    for _ in range(iterations):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1e3)
    warm = times[iterations // 2 :]
    return statistics.median(warm), min(warm)


def gan4j(backend, size, colours, channels, threads, iterations):
    flags = ["--add-modules", "jdk.incubator.vector", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"]
    classpath = f"{HOME}/target/classes:{HOME}/target/lib/*"
    numbers = map(str, (size, colours, channels, threads, iterations))
    command = ["java", *flags, "-cp", classpath, "org.gan4j.benchmarks.ImageIteration", backend, *numbers]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(map(float, result.stdout.split()[-2:]))


def torch_peer(size, colours, channels, threads, iterations):
    import torch
    from torch import nn

    torch.set_num_threads(threads)
    steps = halvings(size)
    smallest, most = size >> steps, channels << (steps - 1)
    layers = [nn.Linear(LATENT, smallest * smallest * most, bias=False)]
    layers += [nn.Unflatten(1, (most, smallest, smallest))]
    width = most
    while width > channels:
        layers += [nn.BatchNorm2d(width), nn.ReLU(), nn.ConvTranspose2d(width, width // 2, 4, 2, 1, bias=False)]
        width //= 2
    layers += [nn.BatchNorm2d(width), nn.ReLU(), nn.ConvTranspose2d(width, colours, 4, 2, 1), nn.Tanh()]
    generator = nn.Sequential(*layers)
    layers = [nn.Conv2d(colours, channels, 4, 2, 1), nn.LeakyReLU(0.2)]
    for i in range(1, steps):
        layers += [nn.Conv2d(channels << (i - 1), channels << i, 4, 2, 1, bias=False)]
        layers += [nn.BatchNorm2d(channels << i), nn.LeakyReLU(0.2)]
    discriminator = nn.Sequential(*layers, nn.Flatten(), nn.Linear(smallest * smallest * most, 1))
    optimizers = [torch.optim.Adam(p.parameters(), 2e-4, (0.5, 0.999)) for p in (discriminator, generator)]
    softplus = nn.functional.softplus

    def step():
        real, noise = torch.rand(BATCH, colours, size, size) * 2 - 1, torch.randn(BATCH, LATENT)
        with torch.no_grad():
            fake = generator(noise)
        loss = softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()
        optimizers[0].zero_grad()
        loss.backward()
        optimizers[0].step()
        loss = softplus(-discriminator(generator(noise))).mean()
        optimizers[1].zero_grad()
        gradients = torch.autograd.grad(loss, list(generator.parameters()))
        for parameter, gradient in zip(generator.parameters(), gradients):
            parameter.grad = gradient
        optimizers[1].step()

    return measured(step, iterations)


def tensorflow_peer(size, colours, channels, threads, iterations):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf
    from tensorflow.keras import layers as k

    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    steps = halvings(size)
    smallest, most = size >> steps, channels << (steps - 1)
    parts = [k.Dense(smallest * smallest * most, use_bias=False), k.Reshape((smallest, smallest, most))]
    width = most
    while width > channels:
        parts += [k.BatchNormalization(), k.ReLU()]
        parts += [k.Conv2DTranspose(width // 2, 4, 2, "same", use_bias=False)]
        width //= 2
    parts += [k.BatchNormalization(), k.ReLU()]
    parts += [k.Conv2DTranspose(colours, 4, 2, "same", activation="tanh")]
    generator = tf.keras.Sequential(parts)
    parts = [k.Conv2D(channels, 4, 2, "same"), k.LeakyReLU(negative_slope=0.2)]
    for i in range(1, steps):
        parts += [k.Conv2D(channels << i, 4, 2, "same", use_bias=False)]
        parts += [k.BatchNormalization(), k.LeakyReLU(negative_slope=0.2)]
    discriminator = tf.keras.Sequential([*parts, k.Flatten(), k.Dense(1)])
    optimizers = [tf.keras.optimizers.Adam(2e-4, 0.5, 0.999) for _ in range(2)]

    def descend(optimizer, tape, loss, player):
        gradients = tape.gradient(loss, player.trainable_variables)
        optimizer.apply_gradients(zip(gradients, player.trainable_variables))

    @tf.function
    def step():
        real = tf.random.uniform((BATCH, size, size, colours), -1, 1)
        noise = tf.random.normal((BATCH, LATENT))
        fake = generator(noise, training=True)
        with tf.GradientTape() as tape:
            real_logits, fake_logits = discriminator(real, training=True), discriminator(fake, training=True)
            loss = tf.reduce_mean(tf.nn.softplus(-real_logits)) + tf.reduce_mean(tf.nn.softplus(fake_logits))
        descend(optimizers[0], tape, loss, discriminator)
        with tf.GradientTape() as tape:
            logits = discriminator(generator(noise, training=True), training=True)
            loss = tf.reduce_mean(tf.nn.softplus(-logits))
        descend(optimizers[1], tape, loss, generator)
        return loss

    return measured(lambda: step().numpy(), iterations)


def in_python_of_its_own(peer, *numbers):
    """Two frameworks in one process would share threads."""
    command = [sys.executable, __file__, "--peer", peer, *map(str, numbers)]
    result = subprocess.run(command, capture_output=True, text=True)
    return tuple(map(float, result.stdout.split()[-2:])) if result.returncode == 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iterations", type=int, default=40)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", help="some of jvm,nd4j,tf,torch,tensorflow")
    parser.add_argument("--peer", nargs=6, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    peers = {"torch": torch_peer, "tensorflow": tensorflow_peer}
    if arguments.peer:
        name, *numbers = arguments.peer
        print(*peers[name](*map(int, numbers)))
        return
    if subprocess.run(["mvn", "-q", "-B", "-pl", "gan-benchmarks", "-am", "-DskipTests", "-Dspotless.check.skip", "package"], cwd=HOME.parent).returncode:
        sys.exit("the build failed")
    chosen = arguments.only.split(",") if arguments.only else ["jvm", "nd4j", "tf", *peers]
    print("| | " + " | ".join(f"{name}, median | least" for name in SETS) + " |")
    print("|---" * (1 + 2 * len(SETS)) + "|")
    for name in chosen:
        cells = []
        for size, colours, channels in SETS.values():
            numbers = (size, colours, channels, arguments.threads, arguments.iterations)
            figures = in_python_of_its_own(name, *numbers) if name in peers else gan4j(name, *numbers)
            cells += [f"{f:.0f}" for f in figures] if figures else ["not installed", ""]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
