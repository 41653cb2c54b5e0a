"""A network, a picture and an explanation that cost milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from igviz import metrics
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import wire
from igviz.figure.schema import Facts
from igviz.figure.sentences import said
from igviz.modalities.figures import Figure
from igviz.modalities.image.display import ImageDisplay
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.text.figure import Token, TokensFigure

SIDE = 16
LABELS = ("cat", "dog", "goldfish", "great white shark", "hot dog", "hen", "ox")


def net(act: type[nn.Module] = nn.Tanh, classes: int = len(LABELS)) -> nn.Sequential:
    """Return a convolutional classifier with batch statistics and dropout, in eval mode."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        model = nn.Sequential(
            nn.Conv2d(3, 6, 3, stride=2, padding=1), act(), nn.BatchNorm2d(6),
            nn.Conv2d(6, 8, 3, stride=2, padding=1), act(), nn.Dropout(0.5),
            nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(32, classes),
        )  # fmt: skip
        last = model[-1]
        assert isinstance(last, nn.Linear)
        last.weight.data.mul_(4)
    return model.eval()


def photo(width: int = SIDE, height: int = SIDE) -> Image.Image:
    """Return a picture in which every pixel differs and none is black or white."""
    down, across = np.mgrid[0:height, 0:width]
    red = 40 + 180 * across / max(width - 1, 1)
    green = 40 + 180 * down / max(height - 1, 1)
    blue = np.where(across + down > (height + width) / 2, 220, 60)
    return Image.fromarray(np.stack([red, green, blue], axis=2).astype(np.uint8))


def tensor(side: int = SIDE) -> Tensor:
    """Return the picture as a model without a transform receives it, (1, 3, H, W) in 0..1."""
    pixels = np.asarray(photo(side, side), dtype=np.float32) / 255
    return torch.from_numpy(pixels).permute(2, 0, 1)[None]


def explained(model: Callable[..., Any] | None = None, **how: Any) -> Explanation:
    """Explain the picture, without a progress bar."""
    given = {"labels": LABELS, "progress": False, **how}
    return explainer_of(model or net(), photo(), **given).explain()


def figure_of(explanation: Explanation) -> ImageFigure:
    """The figure of an explained picture."""
    figure = explanation.figure()
    assert figure["kind"] == "image"
    return figure


def display_of(explanation: Explanation) -> ImageDisplay:
    """What is shown of an explained picture."""
    assert isinstance(explanation.display, ImageDisplay)
    return explanation.display


def state_of(model: nn.Module) -> tuple[object, ...]:
    """Everything of a model that a computation could leave changed."""
    tensors = [*model.named_parameters(), *model.named_buffers()]
    return (
        {name: value.detach().clone().numpy().tobytes() for name, value in tensors},
        {name: (p.requires_grad, p.grad is None) for name, p in model.named_parameters()},
        [module.training for module in model.modules()],
        [(len(m._forward_hooks), len(m._backward_hooks)) for m in model.modules()],
        torch.get_rng_state().numpy().tobytes(),
        torch.is_grad_enabled(),
    )


def drawn(height: int = 6, width: int = 8, steps: int = 3, label: str = "dog") -> ImageFigure:
    """Return a figure made without any model, from random numbers of a fixed seed."""
    random = np.random.default_rng(5)

    def picture() -> Any:
        return wire(random.integers(0, 256, (height, width, 3), dtype=np.uint8))

    def maps(low: int, high: int, dtype: Any) -> Any:
        return wire(random.integers(low, high, (steps, height, width)).astype(dtype))

    alphas = [k / (steps - 1) for k in range(steps)]
    figure: ImageFigure = {
        "kind": "image",
        "version": 1,
        "title": "photo.jpg",
        "image": picture(),
        "baseline": picture(),
        "baseline_name": "black",
        "baseline_prediction": None,
        "positive": wire(random.random((height, width)).astype(np.float32)),
        "negative": wire(random.random((height, width)).astype(np.float32)),
        "error": None,
        "grain": 1,
        "regions": {
            "labels": wire(
                (np.indices((height, width)) * 2 // [[[height]], [[width]]])
                .T.dot([1, 2])
                .T.astype(np.uint8)
            ),
            "names": ["upper left", "lower left", "upper right", "lower right"],
            "edge": 1,
            "given": False,
        },
        "path": {
            "alphas": alphas,
            "weights": [1 / steps] * steps,
            "scores": alphas,
            "contributions": [1.0] * steps,
        },
        "steps": {
            "alphas": alphas,
            "weights": [1 / steps] * steps,
            "signed": maps(-127, 128, np.int8),
            "signed_scale": [0.1] * steps,
            "cancelled": maps(0, 256, np.uint8),
            "cancelled_scale": [0.05] * steps,
        },
        "target": {"index": 1, "label": label},
        "output": "probability",
        "score": 1.0,
        "baseline_score": 0.0,
        "predictions": [{"index": 1, "label": label, "score": 1.0}],
        "certificate": {
            "evaluations": steps,
            "error": None,
            "tol": None,
            "delta": 0.0,
            "converged": None,
            "method": "riemann_trapezoid",
            "worst": None,
        },
        "notes": [],
        "provenance": {"model": "Net", "igviz": "0"},
    }
    return cast("ImageFigure", finished(figure, "pixels"))


def finished(figure: Facts, features: str) -> Facts:
    """A figure with all that is said of it."""
    change, delta = figure["score"] - figure["baseline_score"], figure["certificate"]["delta"]
    share = 1 + delta / change if change else None
    told = metrics.said({"completeness": share}, figure, features)
    return {**figure, "said": said(figure), "metrics": told}


# What stands before a token, its text, its word, the text of the pair it is in, and its value.
_PAIR: tuple[tuple[str, str, int, int, float], ...] = (
    ("", "[CLS]", -1, 0, 0.01),
    ("", "The", 0, 0, 0.0),
    (" ", "un", 1, 0, -0.25),
    ("", "believ", 1, 0, -0.125),
    ("", "able", 1, 0, 0.0625),
    (" ", "plot", 2, 0, 0.03125),
    ("", ",", 3, 0, -0.015625),
    (" ", "awful", 4, 0, 0.5),
    ("", "!", 5, 0, 0.0625),
    ("", "[SEP]", -2, 0, -0.02),
    ("", "Is", 6, 1, 0.0),
    (" ", "it", 7, 1, 0.015625),
    ("\n", "good", 8, 1, 0.25),
    ("", "?", 9, 1, 0.0),
    ("", "[SEP]", -3, 1, 0.0),
)


def token(before: str, text: str, word: int, segment: int = 0, *, special: bool = False) -> Token:
    """Return one token of the wire."""
    return {
        "before": before, "text": text, "special": special, "word": word, "segment": segment
    }  # fmt: skip


def drawn_tokens(
    *texts: str,
    values: Sequence[float] | None = None,
    label: str = "negative",
    **facts: Any,
) -> TokensFigure:
    """Return a text's figure made without any model: words parted by blanks, or a pair with names.

    Parameters
    ----------
    *texts : str
        One token each; without any, a pair of sentences with sub-words and special tokens.
    values : sequence of float, optional
        One for each text, by default ±1, ±1/2, ±1/3, ...
    label : str
    **facts : object
        What the figure is to say instead.
    """
    tokens = [token(before, text, word, segment, special=word < 0)
              for before, text, word, segment, _ in _PAIR]  # fmt: skip
    amounts = [value for *_, value in _PAIR]
    if texts:
        tokens = [token(" " * (at > 0), text, at) for at, text in enumerate(texts)]
        amounts = [(-1) ** at / (at + 1) for at in range(len(texts))]
    amounts = list(values) if values is not None else amounts
    count, alphas = len(tokens), [0.25, 0.75]
    figure: TokensFigure = {
        "kind": "tokens",
        "version": 1,
        "title": "",
        "tokens": tokens,
        "after": "",
        "values": wire(np.array(amounts, np.float32)),
        "error": None,
        "steps": {
            "alphas": alphas,
            "weights": [0.5, 0.5],
            "signed": wire(np.zeros((2, count), np.int8)),
            "signed_scale": [0.0, 0.0],
        },
        "about": [],
        "baseline_name": "zero",
        "baseline_prediction": {"label": "positive", "score": 0.75, "entropy": 0.8113},
        "path": {
            "alphas": alphas,
            "weights": [0.5, 0.5],
            "scores": [0.5, 0.75],
            "contributions": [1.0, -0.25],
        },
        "target": {"index": 0, "label": label},
        "output": "probability",
        "score": 0.75,
        "baseline_score": 0.25,
        "predictions": [{"index": 0, "label": label, "score": 0.75}],
        "certificate": {
            "evaluations": 13,
            "error": 0.031,
            "tol": 0.05,
            "delta": -0.001,
            "converged": True,
            "method": "adaptive",
            "worst": None,
        },
        "notes": [],
        "provenance": {"model": "Net", "igviz": "0"},
    }
    told = cast("TokensFigure", {**figure, **facts})
    return cast("TokensFigure", finished(told, "tokens"))


class Drawn:
    """Something that can be reported and was never computed."""

    display: object = None  # none whose explanations are shown together

    def __init__(self, figure: Figure | None = None) -> None:
        self._figure = figure or drawn()

    def figure(self) -> Figure:
        return self._figure
