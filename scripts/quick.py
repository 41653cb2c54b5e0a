"""Check what you changed in under a minute: ``make quick``.

Changed is what differs from where the branch left main, and what git does not know yet. The tests
of a file stand at its own path under ``tests/``; where there are none of its name, those of its
folder are run. Slow tests and those that need a browser are left to ``make test``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 45.0  # of pytest's time, which leaves 15 of a minute for its start and the other checks
MAIN = ("main", "origin/main")
#: Run where nothing was changed, or nothing that has tests of its own.
SMOKE = ("tests/test_package.py", "tests/examples")
#: Run after a change of what other files are written from.
GENERATED = "tests/test_generated.py"
SOURCES = ("igviz/", "js/src/generated/", "scripts/generate.py")
#: What is tested as a whole, by how its path starts.
WHOLES = {
    "README.md": "tests/test_documents.py",
    "docs/": "tests/test_documents.py",
    "js/src/": "tests/test_package.py",
    "pyproject.toml": "tests/test_package.py",
    "igviz/static/": "tests/test_package.py",
    "igviz/examples/weights/": "tests/training",
    "igviz/examples/scene/": "tests/training/test_picture.py",
}


class Budget:
    """A pytest plug-in that lets no test begin after so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self.left = 0

    def pytest_runtest_teardown(self, item: pytest.Item, nextitem: pytest.Item | None) -> None:
        """Ask pytest to stop between two tests."""
        if nextitem is not None and time.monotonic() > self._ends:
            items = item.session.items
            self.left = len(items) - items.index(nextitem)
            item.session.shouldstop = f"{self.left} tests are left to make pytest"


def git(root: Path, *arguments: str) -> list[str]:
    """Return the lines that git prints, none where it fails."""
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def changed_files(root: Path) -> list[str]:
    """Return the paths of files that were changed or added since the branch left main."""
    bases = (git(root, "merge-base", "HEAD", branch) for branch in MAIN)
    base = next((lines[0] for lines in bases if lines), "HEAD")
    tracked = git(root, "diff", "--name-only", "--diff-filter=d", base)
    return sorted({*tracked, *git(root, "ls-files", "--others", "--exclude-standard")})


def matching_tests(name: str, root: Path) -> list[str]:
    """Return the test files of one file, those of its own name before those that stand for them."""
    path = Path(name)
    whole = next((tests for start, tests in WHOLES.items() if name.startswith(start)), None)
    if whole is not None:
        return [whole]
    if path.suffix != ".py":
        return []
    if path.parts[0] == "tests":
        return [name] if path.stem.startswith("test_") else _users_of(path, root)
    inner = path.parts[1:] if path.parts[0] == "igviz" else path.parts
    return _mirrored(Path("tests", *inner), root)


def _mirrored(path: Path, root: Path) -> list[str]:
    """Return the tests at a path: of that name, else of the nearest folder below tests/."""
    folder = path.parent
    named = [] if path.stem == "__init__" else [f"test_{path.stem}.py", f"test_{path.stem}_*.py"]
    tests = _files(root, folder, named)
    while not tests and len(folder.parts) > 1:
        tests, folder = _files(root, folder, ["test_*.py"]), folder.parent
    return tests


def _files(root: Path, folder: Path, patterns: Iterable[str]) -> list[str]:
    files = (file for pattern in patterns for file in sorted((root / folder).glob(pattern)))
    return [file.relative_to(root).as_posix() for file in files]


def _users_of(helper: Path, root: Path) -> list[str]:
    """Return the tests that import a helper of theirs; all beside and below a conftest."""
    if helper.stem == "conftest":
        return _files(root, helper.parent, ["**/test_*.py"])
    module = ".".join(helper.with_suffix("").parts[1:])
    files = _files(root, Path("tests"), ["**/test_*.py"])
    imports = (f"from {module} import ", f"import {module}\n")
    return [file for file in files if any(each in (root / file).read_text() for each in imports)]


def chosen_tests(changed: Sequence[str], root: Path) -> list[str]:
    """Return what pytest is asked to run, each once, in the order of the changed files."""
    tests = dict.fromkeys(test for name in changed for test in matching_tests(name, root))
    if any(name.startswith(SOURCES) for name in changed):
        tests[GENERATED] = None
    return [test for test in tests if (root / test).exists()] or list(SMOKE)


def run(*command: str, cwd: Path = ROOT) -> int:
    """Say what is run, run it and return its exit status."""
    print("quick:", *command, flush=True)
    return subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, check=False).returncode


def check_python(changed: Sequence[str]) -> int:
    """Check the style of changed Python files."""
    files = [name for name in changed if name.endswith(".py")]
    if not files:
        return 0
    ruff = [sys.executable, "-m", "ruff"]
    return run(*ruff, "check", *files) or run(*ruff, "format", "--check", *files)


def check_front_end(changed: Sequence[str]) -> int:
    """Run the front end's checks and tests that changed sources have to do with."""
    sources = [name for name in changed if name.startswith(("js/src/", "js/test/"))]
    if not sources:
        return 0
    npx = shutil.which("npx")
    if npx is None or not (ROOT / "js" / "node_modules").is_dir():
        print("quick: the front end is left to make js: it needs Node.js and js/node_modules")
        return 0
    files = [name.removeprefix("js/") for name in sources]
    biome = run(npx, "biome", "check", *files, cwd=ROOT / "js")
    return biome or run(npx, "vitest", "related", "--run", *files, cwd=ROOT / "js")


def check_tests(changed: Sequence[str]) -> int:
    """Run the tests of the changed files for at most `SECONDS`."""
    tests, budget = chosen_tests(changed, ROOT), Budget(SECONDS)
    arguments = ["-q", "-m", "not slow and not browser", *tests]
    print("quick: pytest", *tests, flush=True)
    os.chdir(ROOT)
    status = pytest.main(arguments, plugins=[budget])
    stopped = status == pytest.ExitCode.INTERRUPTED and budget.left > 0
    return 0 if stopped or status == pytest.ExitCode.NO_TESTS_COLLECTED else int(status)


def main() -> int:
    """Return 0 where every check passes."""
    changed = changed_files(ROOT)
    print(f"quick: {len(changed)} files changed", flush=True)
    checks: tuple[Callable[[Sequence[str]], int], ...] = (
        check_python,
        check_front_end,
        check_tests,
    )
    return max([check(changed) for check in checks])


if __name__ == "__main__":
    sys.exit(main())
