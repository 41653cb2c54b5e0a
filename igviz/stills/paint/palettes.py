"""The colours, once: ``js/src/generated/palettes.ts`` is written from this."""

from __future__ import annotations

from dataclasses import dataclass

from igviz.errors import meant

RGB = tuple[int, int, int]


def css(colour: RGB) -> str:
    """A colour as style sheets, SVG and matplotlib write it."""
    return f"#{bytes(colour).hex()}"


@dataclass(frozen=True)
class Palette:
    """Colours of one view of signed attribution, each RGB on 0..255.

    Attributes
    ----------
    label : str
        What a menu shows.
    positive, negative : RGB
        Channels added to the image by the overlay and by outlines.
    heat_positive, heat_negative : tuple of RGB
        Stops of the heat map from zero outwards, at equal distances; both start at the neutral.
    token_positive, token_negative, token_neutral : RGB
        Ends and middle of the scale behind tokens.
    positive_name, negative_name, both_name : str
        What sentences call the colours of either sign, and what both channels give where they meet.
    """

    label: str
    positive: RGB
    negative: RGB
    heat_positive: tuple[RGB, ...]
    heat_negative: tuple[RGB, ...]
    token_positive: RGB
    token_negative: RGB
    token_neutral: RGB = (128, 128, 128)
    positive_name: str = "the positive colour"
    negative_name: str = "the negative colour"
    both_name: str = "both colours"


_NEUTRAL: RGB = (246, 246, 244)

PALETTES: dict[str, Palette] = {
    # The colours of the authors' own figures.
    "green-red": Palette(
        label="Green and red",
        positive=(0, 255, 0),
        negative=(255, 0, 0),
        heat_positive=(_NEUTRAL, (97, 184, 106), (0, 82, 38)),
        heat_negative=(_NEUTRAL, (236, 112, 88), (126, 0, 24)),
        token_positive=(0, 255, 0),
        token_negative=(255, 0, 0),
        positive_name="green",
        negative_name="red",
        both_name="yellow",
    ),
    # Told apart with any of the common colour-vision deficiencies; a test simulates them.
    "blue-orange": Palette(
        label="Blue and orange",
        positive=(40, 130, 255),
        negative=(255, 150, 0),
        heat_positive=(_NEUTRAL, (92, 160, 222), (6, 56, 128)),
        heat_negative=(_NEUTRAL, (244, 158, 66), (134, 56, 0)),
        token_positive=(40, 130, 255),
        token_negative=(255, 150, 0),
        positive_name="blue",
        negative_name="orange",
        both_name="white",
    ),
}


def palette_named(palette: str | Palette) -> Palette:
    """Return the palette of that name, or the palette itself."""
    if isinstance(palette, Palette):
        return palette
    if not isinstance(palette, str) or palette not in PALETTES:
        names = ", ".join(repr(name) for name in PALETTES)
        raise ValueError(
            f"palette must be one of {names} or a Palette, not {palette!r}"
            f"{meant(palette, PALETTES)}"
        )
    return PALETTES[palette]
