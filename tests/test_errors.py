from __future__ import annotations

from igviz.errors import nearest, quoted


def test_the_likest_name_comes_first_whatever_its_case() -> None:
    names = ["Samoyed", "samovar", "hen", "SAMOYED"]
    assert nearest("samoyd", names) == ["Samoyed"]
    assert nearest("SAMOV", names, most=2, cutoff=0.0) == ["samovar", "Samoyed"]
    assert nearest("xyz", names) == []


def test_names_in_quotes() -> None:
    assert quoted(["cat", "hot dog"]) == "'cat', 'hot dog'"
    assert quoted([]) == ""
