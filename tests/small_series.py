"""Models and figures of series, all of which cost milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import torch
from small import drawn_tokens, finished
from torch import Tensor, nn

from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import wire
from igviz.modalities.series.figure import SeriesFigure
from igviz.modalities.series.spectrum import frequencies
from igviz.modalities.series.times import Times


class Summed(nn.Module):
    """A convolution of known weights, its outputs summed over time: linear in the series."""

    def __init__(self, weights: Sequence[float]) -> None:
        super().__init__()
        self.layer = nn.Conv1d(len(weights), 1, 1)
        self.layer.weight.data[:] = torch.tensor(weights)[None, :, None]

    def forward(self, x: Tensor) -> Tensor:
        summed: Tensor = self.layer(x).sum(2)
        return summed


class Recurrent(nn.Module):
    """An LSTM over three channels, read out at its end."""

    def __init__(self, batch_first: bool = True, width: int = 3) -> None:
        super().__init__()
        self.layer = nn.LSTM(width, 6, batch_first=batch_first)
        self.head = nn.Linear(6, 2)

    def forward(self, x: Tensor) -> Tensor:
        out = self.layer(x)[0]
        last: Tensor = self.head(out[:, -1] if self.layer.batch_first else out[-1])
        return last


def seeded(made: type[nn.Module], *given: Any) -> nn.Module:
    """A model whose weights are the same every time."""
    with torch.random.fork_rng():
        torch.manual_seed(2)
        return made(*given).eval()


def conv(channels: int = 1, classes: int = 3) -> nn.Sequential:
    """A smooth convolutional classifier of series."""
    with torch.random.fork_rng():
        torch.manual_seed(4)
        return nn.Sequential(
            nn.Conv1d(channels, 4, 5, padding=2), nn.Tanh(), nn.AdaptiveAvgPool1d(1),
            nn.Flatten(), nn.Linear(4, classes),
        ).eval()  # fmt: skip


def seeing() -> nn.Sequential:
    """A network that takes a spectrogram for a grey picture."""
    with torch.random.fork_rng():
        torch.manual_seed(4)
        return nn.Sequential(
            nn.Conv2d(1, 3, 3), nn.Tanh(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 2)
        ).eval()


def wave(steps: int = 40, channels: int = 1) -> Tensor:
    """A series (C, T) in which every value differs."""
    at = torch.arange(steps)[None] / 3 + torch.arange(channels)[:, None]
    return torch.sin(at) + 0.01 * at


def explained(source: object, model: Any = None, **how: Any) -> Explanation:
    """Explain a series, without a progress bar."""
    return explainer_of(model or conv(), source, **{"progress": False, **how}).explain()


def figure_of(source: object, model: Any = None, **how: Any) -> SeriesFigure:
    """The figure of an explained series."""
    return cast("SeriesFigure", explained(source, model, **how).figure())


def drawn_series(
    values: Any = None, names: Sequence[str] = ("value",), rate: float | None = None, **facts: Any
) -> SeriesFigure:
    """Return the figure of a series (C, T) made without any model; F(x) is what is summed."""
    if values is None:
        values = np.r_[np.zeros(6), np.ones(2), np.zeros(12), -0.25 * np.ones(2), np.zeros(2)][None]
    values = np.asarray(values, np.float32)
    count, steps = values.shape
    text, times = drawn_tokens(), Times(steps, rate)
    shared = {key: value for key, value in text.items() if key not in ("tokens", "after", "about")}
    inputs = np.sin(np.arange(steps) / 2)[None] + np.arange(count)[:, None]
    figure: Any = {
        **shared,
        "kind": "series",
        "channels": list(names),
        "hertz": frequencies(names),
        "inputs": wire(inputs.astype(np.float32)),
        "baseline": wire(np.zeros_like(values)),
        "values": wire(values),
        "steps": {**text["steps"], "signed": wire(np.zeros((2, count, steps), np.int8))},
        "rate": rate,
        "dates": times.wire,
        "ticks": times.ticks(),
        "intervals": times.intervals(),
        "target": {"index": 0, "label": "high"},
        "output": "score",
        "baseline_score": 1.0,
        "score": 1.0 + float(values.sum()),
        "certificate": {**text["certificate"], "delta": 0.0},
        **facts,
    }
    return cast("SeriesFigure", finished(figure, "steps"))
