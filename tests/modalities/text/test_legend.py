from __future__ import annotations

from small import drawn_tokens

from igviz.modalities.text.legend import legend
from igviz.stills.paint import PALETTES


def test_colours_and_underlining() -> None:
    assert legend([drawn_tokens()]) == "Green raises the score, red lowers it."
    several = [drawn_tokens(), drawn_tokens(about=[7])]
    assert legend(several).endswith(" it. Underlined: what the output speaks of.")
    assert (
        legend([drawn_tokens()], PALETTES["blue-orange"], "negative") == "Orange lowers the score."
    )
