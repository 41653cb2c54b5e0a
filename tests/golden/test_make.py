from __future__ import annotations

from golden import make


def test_the_committed_file_is_what_the_painters_draw() -> None:
    written = make.PATH.read_text(encoding="utf-8")
    assert written == make.text(), "run: python tests/golden/make.py"


def test_every_painter_and_input_has_a_case() -> None:
    data = make.document()
    assert {case["painter"] for case in data["cases"]} == set(make._PAINTERS)
    assert {case["input"] for case in data["cases"]} == set(data["inputs"])


def test_cases_differ_from_one_another() -> None:
    """A parameter that a painter ignored would make two cases alike."""
    data = make.document()
    pictures = [
        (case["painter"], tuple(case["output"]))
        for case in data["cases"]
        if case["input"] == "scene" and case["painter"] in ("overlay", "heat_map", "window")
    ]
    assert len(set(pictures)) == len(pictures)
