from __future__ import annotations

import pytest
from small import drawn_tokens, token

from igviz.figure.arrays import unwire
from igviz.modalities.text.units import Unit, painted, scale_of, segments, spacing, strongest, words
from igviz.stills.paint import token_colours


def test_tokens_of_a_word_are_one_unit_and_add_up() -> None:
    units = {unit.text: unit for unit in words(drawn_tokens())}
    assert units["unbelievable"].value == -0.25 - 0.125 + 0.0625
    assert units["unbelievable"].before == " "
    assert list(units)[:4] == ["[CLS]", "The", "unbelievable", "plot"]


def test_nothing_is_lost() -> None:
    figure = drawn_tokens(after=" \n")
    units = words(figure)
    assert sum(unit.value for unit in units) == pytest.approx(unwire(figure["values"]).sum())
    text = "".join(unit.before + unit.text for unit in units) + figure["after"]
    tokens = "".join(token["before"] + token["text"] for token in figure["tokens"])
    assert text == tokens + " \n"


def test_pieces_keep_what_stands_between_them() -> None:
    tokens = [token(" ", "it", 0), token("'", "s", 0), token("", "", 0), token("", "", 1)]
    units = words(drawn_tokens(tokens=tokens, values=[1, 2, 3, 4] + [0] * 11))
    assert [(unit.before, unit.text, unit.value) for unit in units] == [
        (" ", "it's", 6),
        ("", "", 4),
    ]


def test_a_word_ends_where_its_text_does() -> None:
    tokens = [token("", "a", 0, 0), token("", "b", 0, 1)]
    assert len(words(drawn_tokens(tokens=tokens))) == 2


def test_a_special_token_is_never_part_of_a_word() -> None:
    tokens = [token("", "[CLS]", 0, special=True), token("", "a", 0)]
    units = words(drawn_tokens(tokens=tokens))
    assert [(unit.text, unit.special) for unit in units] == [("[CLS]", True), ("a", False)]


def test_shares_are_of_the_change() -> None:
    units = words(drawn_tokens("a", "b", values=[0.4, -0.1]))
    assert [unit.share for unit in units] == pytest.approx([0.8, -0.2], rel=1e-6)
    same = words(drawn_tokens("a", values=[0.4], score=0.25))
    assert same[0].share is None


def test_a_word_is_spoken_of_where_any_of_its_tokens_is() -> None:
    units = words(drawn_tokens(about=[4, 7]))
    assert [unit.text for unit in units if unit.about] == ["unbelievable", "awful"]


def test_scale_is_the_largest_word_of_all() -> None:
    pieces = drawn_tokens("a", "b", values=[0.3, 0.3])
    pieces["tokens"][1]["word"] = 0
    assert scale_of([pieces]) == pytest.approx(0.6)
    assert scale_of([pieces, drawn_tokens("c", values=[-0.75])]) == 0.75
    assert scale_of([]) == 0.0


def test_strongest() -> None:
    units = words(drawn_tokens(*"abcdef", values=[0.1, -1, 0, 0.5, 0.02, 0.5]))
    assert [unit.text for unit in strongest(units, 9)] == ["b", "d", "f", "a"]
    assert [unit.text for unit in strongest(units, 2)] == ["b", "d"]
    assert strongest(words(drawn_tokens("a", values=[0])), 9) == []


def test_segments_of_a_pair() -> None:
    first, second = segments(words(drawn_tokens()))
    assert [unit.text for unit in second] == ["Is", "it", "good", "?", "[SEP]"]
    assert first[-1].special


def test_special_tokens_are_set_apart() -> None:
    def unit(before: str, special: bool) -> Unit:
        return Unit(before, "x", special, 0, False, 0.0, None)

    word, name = unit("", False), unit("", True)
    assert [spacing(last, word) for last in (None, word, name)] == ["", "", " "]
    assert [spacing(last, name) for last in (None, word, name)] == ["", " ", " "]
    assert spacing(name, unit("\n", False)) == "\n"


def test_colours_are_the_painter_s() -> None:
    units = words(drawn_tokens())
    backs, fores = token_colours([unit.value for unit in units], scale=0.6)
    pairs = painted(units, 0.6)
    assert len(pairs) == len(units)
    for unit, colours, back, fore in zip(units, pairs, backs, fores, strict=True):
        shown = abs(unit.value) >= 0.03
        assert colours == ((tuple(back), tuple(fore)) if shown else None)


def test_bare_grey_is_not_painted() -> None:
    units = words(drawn_tokens("a", "b", "c", values=[1, 0.05, -0.049]))
    assert [colours is None for colours in painted(units, 1.0)] == [False, False, True]
    assert painted(words(drawn_tokens("a", values=[0])), 0.0) == [None]
