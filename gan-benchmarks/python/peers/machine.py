"""What the figures are of."""

import os
import platform
import subprocess

from peers.environments import HOME, java


def _first_line(command):
    try:
        result = subprocess.run(command, capture_output=True, text=True, cwd=HOME, check=False)
        return (result.stdout or result.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def _processor():
    try:
        with open("/proc/cpuinfo") as file:
            lines = [line.partition(":") for line in file]
            info = {name.strip(): value.strip() for name, _, value in lines if value.strip()}
    except OSError:
        return _first_line(["sysctl", "-n", "machdep.cpu.brand_string"])
    widest = next((set_ for set_ in ("avx512f", "avx2", "sse4_2") if set_ in info.get("flags", "")), "")
    family = f"family {info.get('cpu family')}, model {info.get('model')}" if "cpu family" in info else ""
    return ", ".join(part for part in (info.get("model name", platform.machine()), family, widest) if part)


def facts():
    """Names and values of all that figures depend on but the frameworks' versions."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _processor(),
        "cores": str(cores),
        "system": platform.platform(terse=True),
        "JDK": _first_line([java(), "-version"]),
        "Python": platform.python_version(),
        "gan4j": _first_line(["git", "describe", "--always", "--dirty"]),
    }
