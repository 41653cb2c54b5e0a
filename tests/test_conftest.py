from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = """
import pytest

def test_tool():
    pytest.skip("no tool")

@pytest.mark.optional
def test_rare_hardware():
    pytest.skip("no such hardware")

@pytest.mark.xfail(reason="known")
def test_known():
    raise ValueError
"""


def outcome(folder: Path, ci: str) -> str:
    """Run tests that skip under this project's conftest and return pytest's last line."""
    shutil.copy(Path(__file__).with_name("conftest.py"), folder / "conftest.py")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = optional\n")
    (folder / "test_skips.py").write_text(SKIPS)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-1].partition(" in ")[0]


@pytest.mark.parametrize(
    ("ci", "expected"),
    [("true", "1 failed, 1 skipped, 1 xfailed"), ("", "2 skipped, 1 xfailed")],
)
def test_skip_is_a_failure_in_ci(tmp_path: Path, ci: str, expected: str) -> None:
    assert outcome(tmp_path, ci) == expected


def test_missing_module_is_a_failure_in_ci(tmp_path: Path) -> None:
    (tmp_path / "test_module.py").write_text(
        "import pytest\npytest.importorskip('no_module_of_this_name')\n"
    )
    assert "1 error" in outcome(tmp_path, "true")
