"""TensorFlow from Python, one call a step, with TensorFlow's own kernels for the optimizers.

    session     a graph and a Session, fed by each call, as TensorFlow 1 programs do
    function    tf.function
    xla         tf.function(jit_compile=True)
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf

from peers.worker import by_steps, serve
from peers.workloads import Adam


class Player:
    """A network's variables, and the steps of its optimizer."""

    def __init__(self, layers, parameters, rule):
        self.layers, self.rule = layers, rule
        self.parameters = [{k: tf.Variable(v) for k, v in p.items()} for p in parameters]
        self.flat = [variable for p in self.parameters for variable in p.values()]
        self.initial = [value for p in parameters for value in p.values()]
        self.running = [
            [tf.Variable(tf.zeros_like(p["scale"])), tf.Variable(tf.ones_like(p["scale"]))]
            if layer.kind == "batchNorm"
            else []
            for layer, p in zip(layers, self.parameters)
        ]
        start, kinds = (0.0, 2) if isinstance(rule, Adam) else (1.0, 1)
        self.start = start
        self.slots = [[tf.Variable(tf.fill(v.shape, start)) for _ in range(kinds)] for v in self.flat]
        self.momentum = [tf.Variable(tf.zeros(v.shape)) for v in self.flat]
        self.powers = [tf.Variable(1.0), tf.Variable(1.0)]

    def restart(self):
        for variable, value in zip(self.flat, self.initial):
            variable.assign(value)
        for slot in sum(self.slots, []):
            slot.assign(tf.fill(slot.shape, self.start))
        for power in self.powers:
            power.assign(1.0)

    def __call__(self, x, moves=True):
        """Applies the network; the statistics of its batch norms move only if it is its turn."""
        for layer, p, running in zip(self.layers, self.parameters, self.running):
            x = layer_of(layer, p, running if moves else None, x)
        return x

    def descend(self, gradients):
        step = self.adam if isinstance(self.rule, Adam) else self.rms_prop
        step(gradients)

    def rms_prop(self, gradients):
        rule = self.rule
        for variable, (square,), momentum, gradient in zip(self.flat, self.slots, self.momentum, gradients):
            tf.raw_ops.ResourceApplyRMSProp(
                var=variable.handle, ms=square.handle, mom=momentum.handle, grad=gradient,
                lr=rule.rate, rho=rule.decay, momentum=0.0, epsilon=rule.epsilon,
            )  # fmt: skip

    def adam(self, gradients):
        rule = self.rule
        powers = [p.assign(p * beta) for p, beta in zip(self.powers, (rule.beta1, rule.beta2))]
        epsilon = rule.epsilon * tf.sqrt(1 - powers[1])  # the kernel adds it to the uncorrected root
        for variable, (mean, square), gradient in zip(self.flat, self.slots, gradients):
            tf.raw_ops.ResourceApplyAdam(
                var=variable.handle, m=mean.handle, v=square.handle, grad=gradient,
                beta1_power=powers[0], beta2_power=powers[1],
                lr=rule.rate, beta1=rule.beta1, beta2=rule.beta2, epsilon=epsilon,
            )  # fmt: skip


def layer_of(layer, p, running, x):
    if layer.kind == "batchNorm":
        y, mean, variance = tf.compat.v1.nn.fused_batch_norm(x, p["scale"], p["offset"], epsilon=1e-5)
        for statistic, batch in zip(running or (), (mean, variance)):
            statistic.assign_add(0.01 * (batch - statistic))
        return y
    if layer.kind == "dense":
        x = tf.matmul(x, p["kernel"])
    elif layer.kind == "conv2d":
        x = tf.nn.conv2d(x, p["kernel"], 2, "SAME")
    elif layer.kind == "convTranspose2d":
        batch, height, width, _ = x.shape
        shape = (batch, 2 * height, 2 * width, layer.parameters["kernel"][2])
        x = tf.nn.conv2d_transpose(x, p["kernel"], shape, 2, "SAME")
    elif layer.kind == "leakyRelu":
        x = tf.nn.leaky_relu(x, 0.2)
    elif layer.kind in ("reshape", "flatten"):
        x = tf.reshape(x, (x.shape[0], *(layer.shape or (-1,))))
    else:
        x = tf.nn.relu(x) if layer.kind == "relu" else tf.tanh(x)
    return tf.nn.bias_add(x, p["bias"]) if "bias" in p else x


class Gan:
    """Both players and the mathematics of their steps, for a graph of either kind."""

    def __init__(self, problem):
        workload = problem.workload
        self.generator = Player(workload.generator(), problem.generator, workload.optimizer)
        self.discriminator = Player(workload.discriminator(), problem.discriminator, workload.optimizer)

    def restart(self):
        self.generator.restart()
        self.discriminator.restart()

    def generate(self, noise):
        return self.generator(noise, moves=False)

    def discriminator_step(self, real, fake):
        loss = tf.reduce_mean(tf.nn.softplus(-self.discriminator(real)))
        loss += tf.reduce_mean(tf.nn.softplus(self.discriminator(fake)))
        self.discriminator.descend(tf.gradients(loss, self.discriminator.flat))
        return loss

    def generator_step(self, noise):
        loss = tf.reduce_mean(tf.nn.softplus(-self.discriminator(self.generator(noise), moves=False)))
        self.generator.descend(tf.gradients(loss, self.generator.flat))
        return loss


class Peer:
    """One tf.function for each step."""

    def __init__(self, variant, problem):
        self.versions = {"tensorflow": tf.__version__}
        self.problem, self.workload = problem, problem.workload
        self.gan = Gan(problem)
        compiled = {"autograph": False, "jit_compile": variant == "xla" or None}
        self.generate = tf.function(self.gan.generate, **compiled)
        self.discriminator_step = tf.function(self.gan.discriminator_step, **compiled)
        self.generator_step = tf.function(self.gan.generator_step, **compiled)

    def restart(self):
        self.gan.restart()

    def iterate(self):
        return by_steps(self, tf.constant(self.problem.real), tf.constant(self.problem.noise))


class SessionPeer:
    """One call of a Session for each step, on one graph."""

    def __init__(self, threads, problem):
        self.versions = {"tensorflow": tf.__version__}
        self.problem, self.workload = problem, problem.workload
        config = tf.compat.v1.ConfigProto(
            intra_op_parallelism_threads=threads, inter_op_parallelism_threads=threads
        )
        graph = tf.Graph()
        with graph.as_default():
            gan = Gan(problem)
            real = tf.compat.v1.placeholder(tf.float32, problem.real.shape)
            noise = tf.compat.v1.placeholder(tf.float32, problem.noise.shape)
            fake = tf.compat.v1.placeholder(tf.float32, problem.real.shape)
            self.session = tf.compat.v1.Session(config=config)
            self.initialize = self.session.make_callable(tf.compat.v1.global_variables_initializer())
            self.generate = self.session.make_callable(gan.generate(noise), [noise])
            self.discriminator_step = self.call(lambda: gan.discriminator_step(real, fake), [real, fake])
            self.generator_step = self.call(lambda: gan.generator_step(noise), [noise])

    def call(self, step, inputs):
        """A step's loss, fetched together with all that changes a variable, by the operations' kinds."""
        graph = tf.compat.v1.get_default_graph()
        before = set(graph.get_operations())
        loss = step()
        updates = [
            op
            for op in graph.get_operations()
            if op not in before and op.type.startswith(("ResourceApply", "Assign"))
        ]
        run = self.session.make_callable([loss, tf.group(*updates)], inputs)
        return lambda *batches: run(*batches)[0]

    def restart(self):
        self.initialize()

    def iterate(self):
        return by_steps(self, self.problem.real, self.problem.noise)


def build(variant, threads, problem):
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    return SessionPeer(threads, problem) if variant == "session" else Peer(variant, problem)


if __name__ == "__main__":
    serve(build)
