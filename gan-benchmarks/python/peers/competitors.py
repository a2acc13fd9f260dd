"""Who is timed, and in what."""

from dataclasses import dataclass

from peers.workloads import Dense

GAN4J, YARDSTICK, PEER = "gan4j", "yardstick", "peer"


@dataclass(frozen=True)
class Competitor:
    """
    label        for people
    role         one of gan4j's backends, what a backend is measured by, or what others would use
    environment  what it runs in: java, or the Python environment of a framework
    variant      its name within the environment
    in_images    whether it knows the DCGANs
    in_curves    whether the curves show it
    in_dense     whether it is of interest for networks without convolutions
    """

    name: str
    label: str
    role: str
    environment: str
    variant: str
    in_images: bool = True
    in_curves: bool = True
    in_dense: bool = True

    def runs(self, workload, threads):
        if self.role == YARDSTICK:
            return workload == Dense() and threads == 1
        return self.in_dense if isinstance(workload, Dense) else self.in_images


ALL = [
    Competitor("jvm", "gan4j, jvm", GAN4J, "java", "jvm"),
    Competitor("nd4j", "gan4j, nd4j", GAN4J, "java", "nd4j"),
    Competitor("tf", "gan4j, tf", GAN4J, "java", "tf"),
    Competitor("xla", "gan4j, xla", GAN4J, "java", "xla"),
    Competitor("hand-written", "written by hand, Vector API", YARDSTICK, "java", "hand-written", False, False),
    Competitor("samediff", "ND4J's SameDiff", YARDSTICK, "java", "samediff", False, False),
    Competitor("bare-tensorflow", "a bare graph of TensorFlow", YARDSTICK, "java", "bare-tensorflow", False, False),
    Competitor("tensorflow-session", "TensorFlow, Session", PEER, "tensorflow", "session", False, False),
    Competitor("tensorflow-function", "TensorFlow, tf.function", PEER, "tensorflow", "function"),
    Competitor("tensorflow-xla", "TensorFlow, tf.function with XLA", PEER, "tensorflow", "xla", True, False),
    Competitor("torch-eager", "PyTorch, eager", PEER, "torch", "eager"),
    Competitor("torch-compile", "PyTorch, torch.compile", PEER, "torch", "compile"),
    Competitor("jax-jit", "JAX, jit per step", PEER, "jax", "jit", False, False),
    Competitor("jax-scan", "JAX, jit per iteration", PEER, "jax", "scan"),
    Competitor("jax-adjoint", "JAX, transposed convolutions as gradients", PEER, "jax", "adjoint", True, False, False),
]


def chosen(only):
    """All, or those of the names, each a competitor's or the first part of one."""
    if not only:
        return ALL
    names = only.split(",")
    for name in names:
        if not any(_is_meant(competitor, name) for competitor in ALL):
            raise ValueError(f"nobody is called {name}; there are {', '.join(c.name for c in ALL)}")
    return [competitor for competitor in ALL if any(_is_meant(competitor, name) for name in names)]


def _is_meant(competitor, name):
    return competitor.name == name or competitor.name.startswith(name + "-")
