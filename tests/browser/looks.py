"""Looking at an explorer, wherever it stands: what its canvases hold, what it says and does."""

from __future__ import annotations

import base64
import io
import re
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page

Picture = NDArray[np.int16]
# A name that would do harm if it ever became markup.
EVIL = "</script><img src=x onerror='window.hacked=1'>"
WAIT = 20.0  # seconds until a picture that should change counts as one that does not


def decoded(png: str) -> Picture:
    """Return a base64 PNG, or the address that holds one, as (H, W, 3)."""
    image = Image.open(io.BytesIO(base64.b64decode(png.rpartition(",")[2])))
    return np.asarray(image.convert("RGB"), dtype=np.int16)


def is_blank(picture: Picture) -> bool:
    """Say whether a picture is one plain colour, or nearly."""
    return float(picture.std()) < 2.0


def same(one: Picture, other: Picture, within: int = 0) -> bool:
    """Say whether two pictures agree, to a few of 255 levels."""
    return one.shape == other.shape and int(abs(one - other).max()) <= within


def brightness(colour: str) -> float:
    """Return how bright a computed ``rgb(9, 9, 9)`` or ``color(srgb 0.1 0.1 0.1)`` is, 0 to 1."""
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    red, green, blue = parts if colour.startswith("color(srgb") else [p / 255 for p in parts]
    return 0.299 * red + 0.587 * green + 0.114 * blue


@dataclass(frozen=True)
class Look:
    """One explorer on a page: the output of a cell, or a whole report."""

    place: Locator

    @property
    def page(self) -> Page:
        return self.place.page

    def part(self, testid: str) -> Locator:
        """Return a part by its ``data-testid``."""
        return self.place.locator(f'[data-testid="{testid}"]')

    def state(self, state: str) -> Locator:
        """Return the view where it is in a state: ready, computing, stopped or failed."""
        return self.place.locator(f'.view[data-state="{state}"]')

    def pixels(self, testid: str = "picture") -> Picture:
        """Return what a canvas holds."""
        return decoded(self.part(testid).evaluate("canvas => canvas.toDataURL('image/png')"))

    def changed(self, before: Picture, testid: str = "picture") -> Picture:
        """Wait until a canvas holds something else than before and return it."""
        deadline = time.monotonic() + WAIT
        while same(now := self.pixels(testid), before):
            assert time.monotonic() < deadline, f"{testid} did not change"
            self.page.wait_for_timeout(30)
        return now

    def drawn(self) -> None:
        """Wait until what was done so far has reached the screen."""
        self.page.evaluate("() => new Promise(d => requestAnimationFrame(() => setTimeout(d)))")

    def alpha(self) -> float:
        return float(self.part("alpha").input_value())

    def explain(self, label: str) -> None:
        """Press the button of another class."""
        self.place.get_by_role("button", name=f"Explain {label}", exact=True).click()

    def drag(self, testid: str, start: float, end: float, moves: int = 5) -> None:
        """Move a slider with the mouse, from one share of its length to another."""
        slider = self.part(testid)
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + 8 + start * (box["width"] - 16), y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 8 + end * (box["width"] - 16), y, steps=moves)
        self.page.mouse.up()
        self.drawn()

    def colour(self, testid: str, name: str = "color") -> str:
        """Return a computed colour."""
        return str(self.part(testid).evaluate("(e, name) => getComputedStyle(e)[name]", name))
