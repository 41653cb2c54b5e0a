"""Padding and marks that no tokenizer declares, as boxes of their own and without attribution."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

import igviz
from igviz.figure.arrays import unwire
from igviz.modalities.text.edges import with_edges, zeros_at_ends
from igviz.modalities.text.figure import TokensFigure, word_numbers
from igviz.modalities.text.stills import html, terminal
from igviz.modalities.text.units import words
from igviz.stills.console import Console


class Mean(nn.Module):
    """Scores that hang on every token, padding too."""

    def __init__(self, padding: int | None) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(0)
            self.embedding = nn.Embedding(30, 4, padding_idx=padding)
            self.last = nn.Linear(4, 2)

    def forward(self, ids: Tensor) -> Tensor:
        scores: Tensor = self.last(torch.tanh(self.embedding(ids)).mean(1))
        return scores


def explained(ids: list[int], padding: int | None = None, **how: object) -> igviz.Explanation:
    made = igviz.explain(Mean(padding).eval(), ids, target=1, progress=False, **how)  # type: ignore[arg-type]
    assert isinstance(made, igviz.Explanation)
    return made


def figure_of(made: igviz.Explanation) -> TokensFigure:
    figure = made.figure()
    assert figure["kind"] == "tokens"
    return figure


@pytest.mark.parametrize(("padding", "pad"), [(None, 0), (0, 0), (29, 29)])
def test_padding_is_one_box_without_attribution(padding: int | None, pad: int) -> None:
    made = explained([pad] * 12 + [5, 6, 7], padding)
    figure = figure_of(made)
    units = words(figure)
    assert [unit.text for unit in units] == ["[pad] ×12", "#5", "#6", "#7"]
    assert units[0].special
    assert units[0].value == 0
    assert set(unwire(figure["values"])[:12]) == {0.0}
    assert [name for name, _ in made.words] == ["#5", "#6", "#7"]
    assert len(set(word_numbers(figure["tokens"]))) == 4
    change = made.score - made.baseline_score
    assert sum(unit.value for unit in units) == pytest.approx(change, rel=0.05)
    assert ("taken for padding" in " ".join(made.notes)) == (padding is None)


def test_padding_is_folded_in_stills_and_terminal() -> None:
    figure = figure_of(explained([0] * 12 + [5, 6, 7]))
    page = html([figure])
    assert page.count("[pad] ×12") == 1
    assert "Strongest: " in page
    assert "[pad]" not in page.partition("Strongest: ")[2]
    letters = terminal(figure, Console(width=100, color_system=None))
    assert letters.count("[pad] ×12") == 1


def test_what_padding_is_worth_is_shown_where_it_is_asked_for() -> None:
    units = words(figure_of(explained([0] * 3 + [5, 6, 7], keep_special=False)))
    assert units[0].text == "[pad] ×3"
    assert units[0].value != 0


@pytest.mark.parametrize(
    ("ids", "count"),
    [([0, 0, 5], 2), ([5, 0, 0, 0], 3), ([0, 0, 5, 0, 0], 4), ([0, 5], 0), ([5, 0, 0, 6], 0)],
)
def test_one_zero_may_be_a_word(ids: list[int], count: int) -> None:
    assert zeros_at_ends(ids) == count
    assert zeros_at_ends([0, 0]) == 0  # then nothing is left


def edged(names: list[str], text: str = "the film", pad: int | None = None) -> list[bool]:
    count = len(names)
    return with_edges([False] * count, range(count), names, pad, text)


def test_marks_at_the_ends_are_special() -> None:
    assert edged(["<START>", "the", "film", "</s>"]) == [True, False, False, True]
    assert edged(["[CLS]", "<|user|>", "film"]) == [True, True, False]


def test_marks_that_stand_for_the_text_are_not() -> None:
    assert edged(["<UNK>", "film"]) == [False, False]
    assert edged(["[MASK]", "film"]) == [False, False]
    assert edged(["the", "<b>", "film"]) == [False, False, False]
    assert edged(["<b>", "film"], "<b> film") == [False, False]  # somebody wrote it
    assert edged(["<a>", "<b>"]) == [False, False]  # nothing would be left
