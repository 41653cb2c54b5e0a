from __future__ import annotations

from pathlib import Path

import pytest
from golden import make


@pytest.mark.parametrize("path", make.FILES, ids=lambda path: path.name)
def test_the_committed_files_are_what_would_be_written(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert written == make.FILES[path](), "run: python tests/golden/make.py"


def test_both_sides_of_every_rule_have_a_case() -> None:
    data = make.words_document()
    units = [unit for text in data["texts"] for unit in text["units"]]
    assert {unit["share"] is None for unit in units} == {False, True}
    assert {unit["special"] for unit in units} == {False, True}


def test_every_painter_and_input_has_a_case() -> None:
    data = make.paint_document()
    assert {case["painter"] for case in data["cases"]} == set(make._PAINTERS)
    assert {case["input"] for case in data["cases"]} == set(data["inputs"])


def test_cases_differ_from_one_another() -> None:
    """A parameter that a painter ignored would make two cases alike."""
    data = make.paint_document()
    pictures = [
        (case["painter"], tuple(case["output"]))
        for case in data["cases"]
        if case["input"] == "scene" and case["painter"] in ("overlay", "heat_map", "window")
    ]
    assert len(set(pictures)) == len(pictures)
