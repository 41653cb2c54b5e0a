from __future__ import annotations

import pytest

from scripts.covered import LEAST, report, spans


@pytest.mark.parametrize(
    ("lines", "expected"), [([], ""), ([7], "7"), ([9, 3, 5, 6, 7, 10], "3, 5-7, 9-10")]
)
def test_neighbours_are_joined(lines: list[int], expected: str) -> None:
    assert spans(lines) == expected


def counted(**missing: list[int]) -> dict[str, object]:
    total = sum(map(len, missing.values()))
    return {
        "files": {name: {"missing_lines": lines} for name, lines in missing.items()},
        "summary": {"covered_lines": 2000 - total, "missing_lines": total},
    }


def test_files_with_most_missing_lines_come_first() -> None:
    said = report(counted(a=[4], b=[], c=[1, 2, 3, 9])).splitlines()
    assert said == [
        "coverage: 99.8 % of 2,000 lines of igviz/ were run; most are left in:",
        "  c: 1-3, 9",
        "  a: 4",
    ]


def test_report_is_short() -> None:
    assert report(counted()) == "coverage: 100.0 % of 2,000 lines of igviz/ were run"
    assert len(report(counted(**{f"f{i}": [i] for i in range(50)})).splitlines()) == 1 + LEAST
