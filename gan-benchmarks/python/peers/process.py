"""A worker as the driver sees it: started, let run for a round at a time, otherwise stopped."""

import json
import os
import queue
import signal
import subprocess
import threading

from peers.environments import HOME

#: Variables of the surrounding shell that steer how libraries compute.
STEERING = ("OPENBLAS_", "OMP_", "MKL_", "XLA_", "TF_", "KMP_", "GOMP_", "JAX_", "TORCH", "JAVA_TOOL_OPTIONS")
START_SECONDS, ROUND_SECONDS = 600, 300


class WorkerFailed(Exception):
    """A worker did not start or did not answer; the message says what it last said."""


def cpus_of(threads):
    """The last so many of this process's CPUs, or None where processes cannot be bound to any."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    available = sorted(os.sched_getaffinity(0))
    return set(available[-threads:])


def _environment(threads):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(STEERING)}
    # OMP: PyTorch's compiled code and NumPy's BLAS ask for it before anything can be set in them.
    return {**kept, "OMP_NUM_THREADS": str(threads), "PYTHONPATH": str(HOME / "python")}


class Worker:
    def __init__(self, command, threads, log, seat=0):
        """Starts it on as many CPUs as it has threads; one thread on the CPU of its seat, for now."""
        self.log = log
        self._cpus = cpus_of(threads)
        mine = os.sched_getaffinity(0) if self._cpus else None
        if mine and threads == 1:
            os.sched_setaffinity(0, {sorted(mine)[seat % len(mine)]})
        elif mine:
            os.sched_setaffinity(0, self._cpus)
        try:
            with open(log, "w") as file:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=file,
                    text=True,
                    env=_environment(threads),
                    start_new_session=True,
                )
        finally:
            if mine:
                os.sched_setaffinity(0, mine)
        self._answers = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        for line in self._process.stdout:
            if line.startswith("{"):
                self._answers.put(line)
        self._answers.put(None)

    def _answer(self, seconds):
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise WorkerFailed(f"no answer within {seconds} seconds") from None
        if line is None:
            lines = self.log.read_text(errors="replace").strip().splitlines()
            raise WorkerFailed(f"ended: {lines[-1].strip() if lines else 'without a word'}")
        return json.loads(line)

    def built(self):
        """Waits until it is built; returns the losses that it reached and its versions."""
        answer = self._answer(START_SECONDS)
        self._settle()
        self._signal(signal.SIGSTOP)
        return answer

    def _settle(self):
        """Moves all threads to the CPUs that are measured on."""
        if self._cpus:
            for thread in os.listdir(f"/proc/{self._process.pid}/task"):
                try:
                    os.sched_setaffinity(int(thread), self._cpus)
                except ProcessLookupError:
                    pass  # it ended meanwhile

    def round(self, seconds):
        """Lets it train for about so long; returns the mean microseconds of a step."""
        self._signal(signal.SIGCONT)
        try:
            self._process.stdin.write(f"round {seconds}\n")
            self._process.stdin.flush()
            return self._answer(ROUND_SECONDS)["microseconds"]
        except BrokenPipeError:
            return self._answer(0)["microseconds"]
        finally:
            self._signal(signal.SIGSTOP)

    def close(self):
        self._signal(signal.SIGKILL)
        self._listener.join()
        self._process.stdout.close()
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before it had read all
        self._process.wait()

    def _signal(self, number):
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            pass  # it ended by itself
