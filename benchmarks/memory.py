"""Peak memory of a process, as the system counts it."""

from __future__ import annotations

import resource
from pathlib import Path


def peak() -> float:
    """GiB that this process has held at most.

    Linux tells it of the program itself; what ``getrusage`` says there counts the process that
    started it, too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**30
