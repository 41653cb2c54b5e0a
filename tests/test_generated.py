from __future__ import annotations

from pathlib import Path

import pytest

from scripts import generate


@pytest.mark.parametrize("path", generate.FILES, ids=lambda path: path.name)
def test_the_committed_files_are_what_would_be_written(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert written == generate.FILES[path](), "run: python scripts/generate.py"
