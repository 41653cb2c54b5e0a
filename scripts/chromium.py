"""Find a Chromium for the browser tests, or set one up where that is possible.

Says in one line what there is. Without any browser the tests that need one are skipped, which is a
failure where ``CI=true``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser.chromium import find_chromium


def attempt(command: list[str], seconds: float) -> None:
    """Run a command that may fail; its failure is shown by the browser still missing."""
    print("trying:", " ".join(command), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command,
            check=False,
            timeout=seconds,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        print("  no answer")


def install() -> None:
    """Ask playwright, then (as root on Debian and Ubuntu) the system's packages."""
    root = os.geteuid() == 0
    with_libraries = ["--with-deps"] if root and shutil.which("apt-get") else []
    attempt([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"], 150)
    if find_chromium() is None and root and shutil.which("apt-get"):
        attempt(["apt-get", "update", "-q"], 120)
        attempt(["apt-get", "install", "-qy", "--no-install-recommends", "chromium"], 300)


def main() -> None:
    """Say what there is, after trying to have something."""
    if find_chromium() is None:
        install()
    path = find_chromium()
    print(f"browser tests: {path}" if path else "browser tests skipped: no Chromium", flush=True)


if __name__ == "__main__":
    main()
