"""What is shown of one input of each kind: the part of a figure that knows pictures or words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import numbers, rounded, wire
from igviz.modalities.image.figure import step_maps
from igviz.modalities.text.figure import Token


class Display(Protocol):
    """What an explanation shows beside the numbers.

    Attributes
    ----------
    features : str
        What the attributions are of, in the plural.
    """

    features: ClassVar[str]

    @property
    def baseline_name(self) -> str:
        """What the baseline is called."""

    @property
    def title(self) -> str:
        """A file's name; empty where there is none."""

    def parts(self, record: Attribution) -> dict[str, Any]:
        """What a figure of this kind holds beside the facts, from a record of one example."""


@dataclass(frozen=True)
class ImageDisplay:
    """What is shown of an image: picture and baseline as the model saw them, (H, W, 3) uint8."""

    features: ClassVar[str] = "pixels"

    image: NDArray[np.uint8]
    baseline: NDArray[np.uint8]
    baseline_name: str
    title: str

    def parts(self, record: Attribution) -> dict[str, Any]:
        """See `Display.parts`."""
        channels = _numpy(record.attributions[0]).astype(np.float64)
        (steps,) = record.steps
        scales = _numpy(steps.signed_scale), _numpy(steps.absolute_scale)
        signed, cancelled, cancelled_scale = step_maps(
            _numpy(steps.signed), scales[0], _numpy(steps.absolute), scales[1]
        )
        return {
            "kind": "image",
            "image": wire(self.image),
            "baseline": wire(self.baseline),
            "positive": wire(rounded(channels.clip(0, None).sum(0))),
            "negative": wire(rounded((-channels).clip(0, None).sum(0))),
            "error": _error(record),
            "steps": {
                "alphas": numbers(steps.alphas),
                "weights": numbers(steps.weights),
                "signed": signed,
                "signed_scale": numbers(scales[0]),
                "cancelled": cancelled,
                "cancelled_scale": numbers(cancelled_scale),
            },
        }


@dataclass(frozen=True)
class TextDisplay:
    """What is shown of a text: its tokens, what follows them, and those the output speaks of."""

    features: ClassVar[str] = "tokens"

    tokens: tuple[Token, ...]
    after: str
    baseline_name: str
    about: tuple[int, ...] = ()
    title: str = ""

    def parts(self, record: Attribution) -> dict[str, Any]:
        """See `Display.parts`."""
        (steps,) = record.steps
        return {
            "kind": "tokens",
            "tokens": list(self.tokens),
            "after": self.after,
            "values": wire(_numpy(record.attributions[0]).sum(1, np.float64).astype(np.float32)),
            "error": _error(record),
            "steps": {
                "alphas": numbers(steps.alphas),
                "weights": numbers(steps.weights),
                "signed": wire(_numpy(steps.signed)),
                "signed_scale": numbers(steps.signed_scale),
            },
            "about": list(self.about),
        }


def _error(record: Attribution) -> Any:
    return None if record.map_sigma is None else wire(rounded(_numpy(record.map_sigma[0])))


def _numpy(tensor: Any) -> NDArray[Any]:
    return np.asarray(tensor.detach().cpu().numpy())
