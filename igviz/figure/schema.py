"""The wire: what a picture is, as plain data. Its twin is ``js/src/figure.ts``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, SupportsFloat, TypedDict

import numpy as np
from numpy.typing import NDArray

VERSION = 1
LONGEST_LABEL = 60
_DTYPES = {"uint8": "u8", "int8": "i8", "float32": "f32"}
_NOT_FINITE = "A figure cannot hold NaN or infinity."


class WireArray(TypedDict):
    """An array as bytes, little endian, C order."""

    dtype: Literal["u8", "i8", "f32"]
    shape: list[int]
    data: memoryview


class Path(TypedDict):
    """The nodes of the path, ascending in alpha; one entry per node."""

    alphas: list[float]
    weights: list[float]
    scores: list[float]
    contributions: list[float]


class StepMaps(TypedDict):
    r"""Kept step-gradient maps; values are levels times the map's scale.

    ``cancelled`` is what the channels of a pixel cancel, absolute less \|signed\|: mostly small, it
    deflates to half of what the absolute map would take.
    """

    alphas: list[float]
    weights: list[float]
    signed: WireArray
    signed_scale: list[float]
    cancelled: WireArray
    cancelled_scale: list[float]


class Target(TypedDict):
    """What is explained; ``index`` is null for anything but one class."""

    index: int | None
    label: str


class Prediction(TypedDict):
    """One class the model considers."""

    index: int
    label: str
    score: float


class Certificate(TypedDict):
    """How far the attribution can be trusted; see `igviz.engine.attribution.Certificate`."""

    evaluations: int
    error: float | None
    tol: float | None
    delta: float
    converged: bool | None
    method: str
    worst: list[float] | None


class BaselinePrediction(TypedDict):
    """What the model says at the baseline.

    ``entropy`` is that of the probabilities there, as a share of its maximum, which even odds have;
    null for probabilities that do not exclude each other.
    """

    label: str
    score: float
    entropy: float | None


class Facts(TypedDict):
    """What every kind of figure says about its result."""

    version: int
    title: str
    baseline_name: str
    baseline_prediction: BaselinePrediction | None
    path: Path
    target: Target
    output: str
    score: float
    baseline_score: float
    predictions: list[Prediction]
    certificate: Certificate
    notes: list[str]
    provenance: dict[str, str]


class ImageFigure(Facts):
    """One explanation of an image; maps are (H, W), pictures (H, W, 3)."""

    kind: Literal["image"]
    image: WireArray
    baseline: WireArray
    positive: WireArray
    negative: WireArray
    error: WireArray | None
    steps: StepMaps


class Token(TypedDict):
    """One token as it is shown; ``before`` and ``text`` one after the other are the text.

    ``word`` numbers the word that a token is part of, ``segment`` the text of a pair; ``special``
    marks what the tokenizer added.
    """

    before: str
    text: str
    special: bool
    word: int
    segment: int


class TokenSteps(TypedDict):
    """Kept step gradients, (K, T); values are levels times the scale of their step."""

    alphas: list[float]
    weights: list[float]
    signed: WireArray
    signed_scale: list[float]


class TokensFigure(Facts):
    """One explanation of a text of T tokens; ``values`` and ``error`` are (T,).

    ``about`` lists the tokens that the explained output speaks of: one that is labelled, or the
    start of an answer.
    """

    kind: Literal["tokens"]
    tokens: list[Token]
    after: str
    values: WireArray
    error: WireArray | None
    steps: TokenSteps
    about: list[int]


Figure = ImageFigure | TokensFigure


class Gallery(TypedDict):
    """Several figures to choose from in one view."""

    kind: Literal["many"]
    version: int
    figures: list[Figure]


def gallery(figures: list[Figure]) -> Gallery:
    """Several figures as one."""
    if not figures:
        raise ValueError("No explanation was given; pass one, or a list of them.")
    return {"kind": "many", "version": VERSION, "figures": figures}


def flat(given: Any) -> Iterator[Any]:
    """One by one: several targets of several inputs come as lists in a list."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        for part in given:
            yield from flat(part)
    else:
        yield given


def wire(values: NDArray[Any]) -> WireArray:
    """An array of uint8, int8 or float32 for the wire."""
    name = _DTYPES.get(values.dtype.name)
    if name is None:
        raise TypeError(f"An array of {values.dtype} cannot be sent; use uint8, int8 or float32.")
    if not np.isfinite(values).all():
        raise ValueError(_NOT_FINITE)
    flat = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
    data = memoryview(flat.tobytes())
    return {"dtype": name, "shape": list(values.shape), "data": data}  # type: ignore[typeddict-item]


def unwire(array: WireArray) -> NDArray[Any]:
    """The array behind `wire`."""
    dtype = {short: name for name, short in _DTYPES.items()}[array["dtype"]]
    return np.frombuffer(array["data"], np.dtype(dtype).newbyteorder("<")).reshape(array["shape"])


def rounded(values: NDArray[Any]) -> NDArray[np.float32]:
    """Values to 12 binary digits, a relative 1.2e-4: more than is ever shown, and half to store."""
    fraction, exponent = np.frexp(np.asarray(values, np.float64))
    return np.ldexp(np.round(fraction * 4096) / 4096, exponent).astype(np.float32)


def step_maps(
    signed: NDArray[np.int8],
    signed_scale: NDArray[Any],
    absolute: NDArray[np.uint8],
    absolute_scale: NDArray[Any],
) -> tuple[WireArray, WireArray, list[float]]:
    """``signed``, ``cancelled`` and its scale for `StepMaps`, from maps of shape (K, H, W)."""
    levels = np.zeros(absolute.shape, np.uint8)
    scales = []
    for k, place in enumerate(levels):
        magnitude = np.abs(signed[k].astype(np.float32)) * np.float32(signed_scale[k])
        left = (absolute[k] * np.float32(absolute_scale[k]) - magnitude).clip(0, None)
        scales.append(float(left.max(initial=0.0)) / 255)
        place[...] = np.round(left / (scales[-1] or 1.0))
    return wire(signed), wire(levels), scales


def in_short(text: str) -> str:
    """A label as one line of at most 60 characters, whatever it holds."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1]}…"


def numbers(values: Iterable[SupportsFloat]) -> list[float]:
    """Numbers as JSON can hold them."""
    found = [float(value) for value in values]
    if not all(map(math.isfinite, found)):
        raise ValueError(_NOT_FINITE)
    return found
