from __future__ import annotations

from igviz.errors import MANY, nearest, quoted


def test_the_likest_name_comes_first_whatever_its_case() -> None:
    names = ["Samoyed", "samovar", "hen", "SAMOYED"]
    assert nearest("samoyd", names) == ["Samoyed"]
    assert nearest("SAMOV", names, most=2, cutoff=0.0) == ["samovar", "Samoyed"]
    assert nearest("xyz", names) == []


def test_of_very_many_names_those_of_about_the_length_are_compared() -> None:
    names = [f"{n:030d}" for n in range(2 * MANY)]
    assert nearest("samoyd", [*names, "Samoyed"]) == ["Samoyed"]
    assert nearest("samoyd", names) == []


def test_names_in_quotes() -> None:
    assert quoted(["cat", "hot dog"]) == "'cat', 'hot dog'"
    assert quoted([]) == ""
