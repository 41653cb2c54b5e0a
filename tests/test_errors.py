from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

import igviz
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


def test_no_error_hides_what_it_quotes() -> None:
    class Hostile:
        def __repr__(self) -> str:
            return "\x1b[31mA\x07\u202eB"

    model = torch.nn.Linear(4, 2).eval()
    explanation = igviz.explain(model, torch.ones(4), target=0, progress=False)
    hostile: Any = Hostile()
    calls: list[Callable[[], object]] = [
        lambda: igviz.explain(model, torch.ones(4), tol=hostile),
        lambda: igviz.integrated_gradients(model, torch.ones(1, 4), method=hostile),
        lambda: explanation.save(hostile),  # type: ignore[union-attr]
        lambda: explanation.plot(polarity=hostile),  # type: ignore[union-attr]
        lambda: igviz.report(hostile, "x.html"),
    ]
    for call in calls:
        with pytest.raises((ValueError, TypeError)) as caught:
            call()
        assert not set(str(caught.value)) & set("\x1b\x07\u202e")
