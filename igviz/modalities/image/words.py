"""What a still says of attribution that was added up. The view says the same."""

from __future__ import annotations

from igviz.figure.formats import percent
from igviz.modalities.image.maps import Grained, Maps
from igviz.stills.legend import capital
from igviz.stills.paint import Polarity

_WORTH_SAYING = 0.005


def over(grain: int) -> str:
    """Over what attribution is added up."""
    return f"added up over {grain} × {grain} pixels"


def over_what(maps: Grained, polarity: Polarity) -> str:
    """The end of a sentence: over what, and why not pixel by pixel."""
    text, finer = f", {over(maps.grain)}", maps.finer(polarity)
    return text + (f"; pixel by pixel, {_share(finer)} would cancel" if _told(finer) else "")


def only_cancels(maps: Grained, nothing: str) -> str:
    """Why sums show nothing where pixels show something, from what would be said of pixels."""
    some = any(maps.signs)
    what = f"{nothing[:1].lower()}{nothing[1:]}" if some else "everything cancels."
    return f"{capital(over(maps.grain))}, {what}"


def cancels(maps: Maps, polarity: Polarity) -> str:
    """How much of what is painted wider neighbourhoods take back; empty where that is nothing."""
    share = maps.cancels(polarity)
    return f"{_share(share)} cancels" if _told(share) else ""


def _told(share: float) -> bool:
    return share >= _WORTH_SAYING


def _share(share: float) -> str:
    return percent(round(share, 2))
