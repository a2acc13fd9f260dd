"""PyTorch on the CPU.

    eager    one call of autograd and one optimizer update by torch's multi-tensor operations per step
    compile  the same step, loss, gradients and update, as one graph by torch.compile
"""

import torch
from torch.nn import functional

from peers.worker import by_steps, serve
from peers.workloads import Adam


def network_of(layers):
    """The network as a function of its parameters, its running statistics and a batch."""

    def apply(parameters, running, x):
        for layer, p, statistics in zip(layers, parameters, running):
            x = layer_of(layer, p, statistics, x)
        return x

    return apply


def layer_of(layer, p, statistics, x):
    if layer.kind == "dense":
        return functional.linear(x, p["kernel"], p.get("bias"))
    if layer.kind == "conv2d":
        return functional.conv2d(x, p["kernel"], p.get("bias"), stride=2, padding=1)
    if layer.kind == "convTranspose2d":
        return functional.conv_transpose2d(x, p["kernel"], p.get("bias"), stride=2, padding=1)
    if layer.kind == "batchNorm":
        mean, variance = statistics
        return functional.batch_norm(x, mean, variance, p["scale"], p["offset"], True, 0.01, 1e-5)
    if layer.kind == "reshape":
        height, width, channels = layer.shape
        return x.reshape(-1, channels, height, width)
    if layer.kind == "flatten":
        return x.flatten(1)
    if layer.kind == "leakyRelu":
        return functional.leaky_relu(x, 0.2)
    return torch.relu(x) if layer.kind == "relu" else torch.tanh(x)


def in_torch_layout(layers, parameters):
    """From NHWC to PyTorch's NCHW, with kernels [out, in] and [out, in, height, width]."""
    converted = []
    for at, (layer, p) in enumerate(zip(layers, parameters)):
        p = {name: torch.from_numpy(value) for name, value in p.items()}
        if layer.kind in ("conv2d", "convTranspose2d"):
            p["kernel"] = p["kernel"].permute(3, 2, 0, 1).contiguous()
        if layer.kind == "dense":
            kernel = p["kernel"].T
            if at + 1 < len(layers) and layers[at + 1].kind == "reshape":
                kernel = kernel.reshape(*layers[at + 1].shape, -1).permute(2, 0, 1, 3).flatten(0, 2)
            if at > 0 and layers[at - 1].kind == "flatten":
                channels = _channels(layers[:at])
                side = int((kernel.shape[1] // channels) ** 0.5)
                kernel = kernel.reshape(-1, side, side, channels).permute(0, 3, 1, 2).flatten(1)
            p["kernel"] = kernel.contiguous()
        converted.append(p)
    return converted


def _channels(layers):
    return [layer.parameters["kernel"][-1] for layer in layers if layer.kind == "conv2d"][-1]


class Player:
    def __init__(self, layers, parameters):
        self.apply = network_of(layers)
        self.initial = in_torch_layout(layers, parameters)
        self.parameters = [{k: v.clone().requires_grad_() for k, v in p.items()} for p in self.initial]
        self.flat = [value for p in self.parameters for value in p.values()]
        self.running = [
            [torch.zeros_like(p["scale"]), torch.ones_like(p["scale"])] if layer.kind == "batchNorm" else []
            for layer, p in zip(layers, self.initial)
        ]

    def __call__(self, x):
        return self.apply(self.parameters, self.running, x)

    @torch.no_grad()
    def restart(self):
        for value, start in zip(self.flat, [value for p in self.initial for value in p.values()]):
            value.copy_(start)


class RmsProp:
    """By the multi-tensor operations that torch.optim uses too; its own RMSprop is another rule."""

    def __init__(self, rule, parameters):
        self.rule, self.parameters = rule, parameters
        self.squares = [torch.ones_like(p) for p in parameters]

    @torch.no_grad()
    def restart(self):
        for square in self.squares:
            square.fill_(1)

    @torch.no_grad()
    def step(self, gradients):
        rule = self.rule
        torch._foreach_mul_(self.squares, rule.decay)
        torch._foreach_addcmul_(self.squares, gradients, gradients, 1 - rule.decay)
        roots = torch._foreach_add(self.squares, rule.epsilon)
        torch._foreach_sqrt_(roots)
        torch._foreach_addcdiv_(self.parameters, gradients, roots, -rule.rate)


class AdamSteps:
    """Likewise, with the number of steps in tensors, which a compiled graph can hold."""

    def __init__(self, rule, parameters):
        self.rule, self.parameters = rule, parameters
        self.means = [torch.zeros_like(p) for p in parameters]
        self.squares = [torch.zeros_like(p) for p in parameters]
        self.powers = torch.ones(2)
        self.betas = torch.tensor([rule.beta1, rule.beta2])

    @torch.no_grad()
    def restart(self):
        for moment in self.means + self.squares:
            moment.zero_()
        self.powers.fill_(1)

    @torch.no_grad()
    def step(self, gradients):
        rule = self.rule
        self.powers.mul_(self.betas)
        mean_weight, square_weight = 1 - self.powers
        torch._foreach_lerp_(self.means, gradients, 1 - rule.beta1)
        torch._foreach_mul_(self.squares, rule.beta2)
        torch._foreach_addcmul_(self.squares, gradients, gradients, 1 - rule.beta2)
        roots = torch._foreach_div(self.squares, square_weight)
        torch._foreach_sqrt_(roots)
        torch._foreach_add_(roots, rule.epsilon)
        torch._foreach_mul_(roots, mean_weight)
        torch._foreach_addcdiv_(self.parameters, self.means, roots, -rule.rate)


class Peer:
    def __init__(self, variant, threads, problem):
        torch.set_num_threads(threads)
        self.versions = {"torch": torch.__version__}
        self.workload = workload = problem.workload
        images = problem.real.ndim == 4
        self.real = problem.real.transpose(0, 3, 1, 2).copy() if images else problem.real
        self.noise = problem.noise
        self.generator = Player(workload.generator(), problem.generator)
        self.discriminator = Player(workload.discriminator(), problem.discriminator)
        steps = AdamSteps if isinstance(workload.optimizer, Adam) else RmsProp
        self.discriminator_optimizer = steps(workload.optimizer, self.discriminator.flat)
        self.generator_optimizer = steps(workload.optimizer, self.generator.flat)
        self.generate = torch.no_grad()(self.generator)
        if variant == "compile":
            torch._dynamo.config.trace_autograd_ops = True
            self.generate = torch.compile(self.generate, fullgraph=True)
            self.discriminator_step = torch.compile(self.discriminator_step, fullgraph=True)
            self.generator_step = torch.compile(self.generator_step, fullgraph=True)

    def restart(self):
        players = (self.generator, self.discriminator)
        for part in (*players, self.discriminator_optimizer, self.generator_optimizer):
            part.restart()

    def discriminator_step(self, real, fake):
        loss = functional.softplus(-self.discriminator(real)).mean()
        loss = loss + functional.softplus(self.discriminator(fake)).mean()
        self.discriminator_optimizer.step(torch.autograd.grad(loss, self.discriminator.flat))
        return loss.detach()

    def generator_step(self, noise):
        loss = functional.softplus(-self.discriminator(self.generator(noise))).mean()
        self.generator_optimizer.step(torch.autograd.grad(loss, self.generator.flat))
        return loss.detach()

    def iterate(self):
        return by_steps(self, torch.from_numpy(self.real), torch.from_numpy(self.noise))


if __name__ == "__main__":
    serve(Peer)
