"""How an explanation is drawn: the options of ``plot`` and ``save``, each written down once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from numbers import Real
from typing import Annotated, TypedDict, cast

from igviz.errors import meant
from igviz.options import Option, Typed, check_words, options_of
from igviz.stills.paint.palettes import Palette, palette_named
from igviz.stills.paint.polarity import Polarity, signs


class Look(TypedDict, total=False):
    """The options of drawing; each may be left out."""

    mode: Annotated[
        str,
        Option(
            "How an image is drawn: `window`, `overlay`, `regions`, `heat`, `outline` or `image`.",
            Typed.WORD,
            usual="without any option the image, its overlay and its window; with one the overlay",
        ),
    ]
    polarity: Annotated[
        Polarity,
        Option(
            "Which signs are drawn: `positive`, `negative` or `both`.",
            Typed.WORD,
            usual="`positive` for an image, else `both`",
        ),
    ]
    palette: Annotated[
        str | Palette,
        Option(
            "The colours of both signs: `green-red` or `blue-orange`.",
            Typed.WORD,
            usual="`green-red`",
        ),
    ]
    clip: Annotated[
        float,
        Option(
            "Percentile drawn at full strength: lower shows fainter attribution. Of outlines, the "
            "percentile that a region starts at.",
            Typed.DECIMAL,
            usual="that of the mode",
        ),
    ]
    strength: Annotated[
        float,
        Option(
            "How far the attribution covers the image, 0..1.",
            Typed.DECIMAL,
            usual="that of the mode",
        ),
    ]
    grain: Annotated[
        int,
        Option(
            "The width in pixels that attribution is added up over before an image is drawn: the "
            "nearest that there is; `1` draws single pixels.",
            Typed.INTEGER,
            usual="the finest at which what is painted keeps its sign",
        ),
    ]
    alpha: Annotated[
        float,
        Option(
            "A point of the path, 0..1, that is drawn of an image instead: the image there, its "
            "step gradient, and the attribution gathered so far.",
            Typed.DECIMAL,
        ),
    ]


LOOKS = options_of(Look)


def checked(look: Mapping[str, object]) -> Look:
    """Refuse an option that does not exist, and a value that no kind of figure could be drawn with.

    Options that are None are left out.
    """
    check_words(look, LOOKS)
    given = {name: value for name, value in look.items() if value is not None}
    if "polarity" in given:
        signs(cast("str", given["polarity"]))
    if "palette" in given:
        palette_named(cast("str", given["palette"]))
    for name in given.keys() & {"clip", "strength", "grain", "alpha"}:
        if not isinstance(given[name], Real) or isinstance(given[name], bool):
            raise TypeError(f"{name} must be a number, not {given[name]!r}.")
    return cast("Look", given)


def check_among(name: str, value: object, names: Collection[str]) -> None:
    """Refuse a value that is none of the names there are."""
    if value not in names:
        quoted = [repr(each) for each in names]
        listed = " or ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)
        raise ValueError(f"{name} must be {listed}, not {value!r}{meant(value, names)}")


def check_takes(look: Look, names: Collection[str], drawn: str) -> None:
    """Refuse an option that says nothing of what is drawn."""
    for name in look:
        if name not in names:
            others = f", or pass {' or '.join(names)}" if names else ""
            raise ValueError(f"{drawn} takes no {name}; leave it out{others}.")
