from __future__ import annotations

from typing import Any

import pytest

from igviz.modalities.stills import look_of
from igviz.stills.look import LOOKS, check_takes, checked
from igviz.stills.paint import PALETTES, POLARITIES


def test_sentences_name_what_there_is() -> None:
    for names, option in (
        (PALETTES, LOOKS["palette"]),
        (POLARITIES, LOOKS["polarity"]),
        (("window", "overlay", "heat", "outline", "image"), LOOKS["mode"]),
    ):
        assert [name for name in names if f"`{name}`" not in option.sentence] == []


def test_what_is_given_is_kept_and_none_is_left_out() -> None:
    given = {"mode": "heat", "polarity": "both", "palette": PALETTES["blue-orange"], "clip": 98}
    assert checked({**given, "strength": None}) == given
    assert checked({}) == {}


@pytest.mark.parametrize(
    ("look", "sentence"),
    [
        ({"polarity": "bth"}, "'negative' or 'both', not 'bth'; did you mean 'both'?"),
        ({"polarity": "up"}, "polarity must be 'positive', 'negative' or 'both', not 'up'."),
        (
            {"palette": "blue-oragne"},
            (
                "must be one of 'green-red', 'blue-orange' or a Palette, not 'blue-oragne'; "
                "did you mean 'blue-orange'?"
            ),
        ),
        ({"palette": ["green-red"]}, "or a Palette, not ['green-red']"),
        (
            {"mode": "heatmap"},
            (
                "mode must be 'window', 'overlay', 'regions', 'heat', 'outline' or 'image', "
                "not 'heatmap'; "
                "did you mean 'heat'?"
            ),
        ),
        ({"mode": 3}, "'outline' or 'image', not 3."),
    ],
)
def test_what_there_is_not_is_said_with_what_there_is(look: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"must be") as caught:
        look_of(look)
    assert sentence in str(caught.value)


def test_a_word_that_is_no_option_is_refused() -> None:
    with pytest.raises(TypeError, match=r"no argument 'polarty'; did you mean polarity\?"):
        look_of({"polarty": "both"})
    with pytest.raises(TypeError, match="there are mode, polarity, palette, clip, strength, grain"):
        look_of({"x": 1})


@pytest.mark.parametrize("name", ["clip", "strength", "alpha"])
@pytest.mark.parametrize("value", ["high", True, [1]])
def test_numbers_are_numbers(name: str, value: object) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a number, not"):
        checked({name: value})


def test_an_option_that_says_nothing_of_what_is_drawn() -> None:
    check_takes({"clip": 3}, ("clip",), "It")
    with pytest.raises(ValueError, match=r"^It takes no clip; leave it out\.$"):
        check_takes({"clip": 3}, (), "It")
    with pytest.raises(ValueError, match=r"no clip; leave it out, or pass mode or alpha\.$"):
        check_takes({"clip": 3}, ("mode", "alpha"), "It")
