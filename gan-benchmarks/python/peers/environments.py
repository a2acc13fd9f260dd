"""What the competitors run in: the Java build, and a Python environment per framework.

Frameworks get an environment each, since they pin the same packages differently. Whatever cannot be
had is a reason to be reported, not an error.
"""

import functools
import os
import pathlib
import re
import subprocess
import sys

HOME = pathlib.Path(__file__).resolve().parents[2]
TARGET = HOME / "target"

#: As ./gan starts it.
JVM = ["--add-modules", "jdk.incubator.vector", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"]
JVM += ["-XX:+UseSerialGC", "-XX:-UsePerfData"]
NATIVE_ACCESS = ["--enable-native-access=ALL-UNNAMED"]


class Unavailable(Exception):
    """Something could not be installed or built; the message says what and why."""


#: What the xla backend needs, and is built from.
JAVA_OF_XLA = 22


def java():
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home) / "bin" / "java") if home else "java"


@functools.cache
def java_version():
    """The feature number of the Java that the workers run on, such as 17."""
    output = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True).stderr
    return int(re.search(r'version "(\d+)', output).group(1))


def _logged(command, log, what, **options):
    """Runs a command whose output goes to a file, of which an error quotes the end."""
    TARGET.mkdir(exist_ok=True)
    try:
        with open(log, "w") as file:
            result = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, **options)
    except FileNotFoundError as error:
        raise Unavailable(f"{what}: there is no {error.filename}") from None
    if result.returncode:
        lines = [line.strip() for line in log.read_text(errors="replace").splitlines()]
        errors = [line for line in lines if "ERROR" in line] or lines[-1:]
        raise Unavailable(f"{what}: {errors[0] if errors else 'failed'} (see {log})")


def build_java():
    """Builds this module, and what it needs, where a source is newer than the last build."""
    root = HOME.parent
    stamp = TARGET / "peers-built"
    sources = [root / "pom.xml", *root.glob("gan-*/pom.xml")]
    sources += [path for path in root.glob("gan-*/src/main/**/*") if path.is_file()]
    built_by = str(java_version())
    newer = not stamp.exists() or any(path.stat().st_mtime >= stamp.stat().st_mtime for path in sources)
    if not newer and stamp.read_text() == built_by:
        return
    command = ["mvn", "-q", "-B", "-pl", "gan-benchmarks", "-am", "-DskipTests", "-Dspotless.check.skip", "package"]
    _logged(command, TARGET / "peers-build.log", "the Java build", cwd=root)
    stamp.write_text(built_by)


def python_of(name):
    """The interpreter of an environment with what requirements/NAME.txt asks for."""
    requirements = HOME / "requirements" / f"{name}.txt"
    folder = TARGET / f"venv-{name}"
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        log = TARGET / f"venv-{name}.log"
        _logged([sys.executable, "-m", "venv", folder], log, f"an environment for {name}")
        _logged([python, "-m", "pip", "install", "-r", requirements], log, f"installing {name}")
        stamp.write_text(requirements.read_text())
    return str(python)


@functools.cache
def packages(name):
    """Names and versions of all that an environment has."""
    command = [TARGET / f"venv-{name}" / "bin" / "python", "-m", "pip", "freeze"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


class Environments:
    """Each set up when first asked for, or known not to be had."""

    def __init__(self, say):
        self._say = say
        self._ready = {}

    def command(self, competitor, workload, threads, problem):
        """What starts a competitor's worker.

        :raises Unavailable: if its environment cannot be had
        """
        arguments = [competitor.variant, workload.name, str(threads), str(problem)]
        if competitor.environment == "java":
            if competitor.name == "xla" and java_version() < JAVA_OF_XLA:
                raise Unavailable(f"needs Java {JAVA_OF_XLA}, and this is Java {java_version()}: set JAVA_HOME")
            self._set_up("java", build_java)
            classes = f"{TARGET}/classes:{TARGET}/lib/*"
            flags = [*JVM, *(NATIVE_ACCESS if java_version() >= JAVA_OF_XLA else [])]
            return [java(), *flags, "-cp", classes, "org.gan4j.benchmarks.Worker", *arguments]
        return [self.python(competitor.environment), "-m", f"peers.{competitor.environment}_peer", *arguments]

    def python(self, name):
        return self._set_up(name, lambda: python_of(name))

    def ready(self):
        """The names of the Python environments that were set up."""
        return [name for name, state in self._ready.items() if isinstance(state, str)]

    def _set_up(self, name, make):
        if name not in self._ready:
            self._say(f"setting up {name}")
            try:
                self._ready[name] = make()
            except Unavailable as reason:
                self._ready[name] = reason
        state = self._ready[name]
        if isinstance(state, Unavailable):
            raise state
        return state
