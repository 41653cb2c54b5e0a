from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.quick import (
    GENERATED,
    ROOT,
    SMOKE,
    SOURCES,
    WHOLES,
    Budget,
    changed_files,
    chosen_tests,
    matching_tests,
)

FILES = (
    "tests/test_cli.py",
    "tests/small.py",
    "tests/engine/test_path.py",
    "tests/engine/test_path_blur.py",
    "tests/engine/test_pathology.py",
    "tests/engine/conftest.py",
    "tests/text/test_read.py",
    "tests/text/helper.py",
    "tests/training/scenes/test_scene.py",
    "tests/scripts/test_quick.py",
    "tests/test_documents.py",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("import small\n" if "read" in name else "\n")
    (tmp_path / "tests/test_cli.py").write_text("from text.helper import it\n")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("igviz/cli.py", ["tests/test_cli.py"]),
        ("igviz/engine/path.py", ["tests/engine/test_path.py", "tests/engine/test_path_blur.py"]),
        ("igviz/text/words.py", ["tests/text/test_read.py"]),
        ("igviz/text/__init__.py", ["tests/text/test_read.py"]),
        ("igviz/text/deep/words.py", ["tests/text/test_read.py"]),
        ("igviz/errors.py", []),
        ("igviz/static/igviz.js", ["tests/test_package.py"]),
        ("js/src/view/App.tsx", ["tests/test_package.py"]),
        ("js/test/path.test.ts", []),
        ("training/scenes/scene.py", ["tests/training/scenes/test_scene.py"]),
        ("scripts/quick.py", ["tests/scripts/test_quick.py"]),
        ("tests/engine/test_path.py", ["tests/engine/test_path.py"]),
        ("tests/small.py", ["tests/text/test_read.py"]),
        ("tests/text/helper.py", ["tests/test_cli.py"]),
        ("README.md", ["tests/test_documents.py"]),
        ("docs/images/texts.png", ["tests/test_documents.py"]),
        ("LICENSE", []),
    ],
)
def test_tests_stand_where_the_file_stands(root: Path, changed: str, expected: list[str]) -> None:
    assert matching_tests(changed, root) == expected


def test_a_conftest_concerns_all_beside_it(root: Path) -> None:
    tests = matching_tests("tests/engine/conftest.py", root)
    assert tests == [f"tests/engine/test_path{end}.py" for end in ("", "_blur")] + [
        "tests/engine/test_pathology.py"
    ]


def test_each_test_file_is_run_once(root: Path) -> None:
    changed = ["igviz/text/a.py", "igviz/text/b.py", "tests/text/test_read.py"]
    assert chosen_tests(changed, root) == ["tests/text/test_read.py"]


def test_what_is_written_from_the_package_is_compared(root: Path) -> None:
    (root / GENERATED).touch()
    changed = ["igviz/text/a.py", "tests/text/test_read.py"]
    assert chosen_tests(changed, root) == ["tests/text/test_read.py", GENERATED]
    assert chosen_tests(["tests/text/test_read.py"], root) == ["tests/text/test_read.py"]


@pytest.mark.parametrize("changed", [[], ["LICENSE"], ["igviz/static/igviz.js"]])
def test_smoke_where_nothing_else_is_there(root: Path, changed: list[str]) -> None:
    assert chosen_tests(changed, root) == list(SMOKE)


def test_what_is_named_is_there() -> None:
    names = (*SMOKE, *WHOLES, *WHOLES.values(), GENERATED, *SOURCES)
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_changed_since_main_or_unknown_to_git(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", "-C", tmp_path, *who, *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    for name in ("kept.py", "edited.py", "gone.py"):
        (tmp_path / name).write_text("1")
    git("add", ".")
    git("commit", "-m", "one")
    assert changed_files(tmp_path) == []
    git("checkout", "-b", "mine")
    (tmp_path / "committed.py").write_text("2")
    (tmp_path / "gone.py").unlink()
    git("add", ".")
    git("commit", "-m", "two")
    (tmp_path / "edited.py").write_text("2")
    (tmp_path / "new.py").write_text("3")
    assert changed_files(tmp_path) == ["committed.py", "edited.py", "new.py"]


def test_time_is_up_between_two_tests(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_one(): pass\ndef test_two(): raise ValueError\n")
    code = """
import sys, pytest
from scripts.quick import Budget
budget = Budget(float(sys.argv[1]))
status = pytest.main(["-q", "-p", "no:cacheprovider", sys.argv[2]], plugins=[budget])
print(int(status), budget.left)
"""
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for seconds, expected in (("-1", "2 1"), ("60", "1 0")):
        command = [sys.executable, "-c", code, seconds, str(tmp_path)]
        done = subprocess.run(
            command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False
        )
        assert done.stdout.splitlines()[-1] == expected, done.stdout + done.stderr
    assert Budget(1).left == 0
