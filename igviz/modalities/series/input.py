"""One series with its model, which takes it in the shape in which it was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from igviz.errors import InputError
from igviz.modalities.baselines import joined
from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.modalities.precision import check_fits
from igviz.modalities.series.baselines import Maker
from igviz.modalities.series.display import SeriesDisplay
from igviz.modalities.series.layout import layout_of
from igviz.modalities.series.read import names_given, read_series
from igviz.modalities.series.spectrum import count_named
from igviz.modalities.series.times import Times, rate_given
from igviz.modalities.tensors import in_its_precision
from igviz.models.model import Model
from igviz.options import How
from igviz.quadrature.shown import AS_IT_IS

HINT = "pass the series in the shape the model takes, such as (C, T) or (T, C), and scaled alike"


class OpenSeries:
    """One series; see `igviz.modalities.modality.Input`."""

    def __init__(self, model: Model, source: object, options: How) -> None:
        rate = rate_given(options["sample_rate"])
        series = read_series(source)
        if series.whole and model.looks_up:
            raise InputError(
                "The series holds whole numbers, which this model may take for token ids; pass "
                "kind='text' for a text, or floats, such as x.float(), for a series."
            )
        self.model = model
        given = options["feature_names"]
        self.layout = layout_of(series, model, options["time_dim"], count_named(given))
        values = self.layout.put(series.values)
        self.maker = Maker(values, self.layout, options["background"])
        self.shown = self.layout.channels(values)[0]
        count, steps = self.shown.shape
        names = names_given(given, series.names, count)
        self.names = names or tuple(_unnamed(count))
        self.times = Times(steps, rate, None if rate else series.dates)
        inputs = in_its_precision(torch.from_numpy(np.array(values)), source, model)
        check_fits(inputs, "The series")
        self.facts = InputFacts(model.forward, inputs, AS_IT_IS, HINT)
        names = self.maker.names()
        instead = next((name for name in names if name != names[0]), "zero")
        self.menu = Menu(names, "zero", instead, "a number (baseline=1)")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.facts = replace(self.facts, forward=model.forward)

    def baselines(self, spec: object, seed: int) -> Any:  # noqa: ARG002
        """See `igviz.modalities.series.baselines.Maker.make`."""
        return self.maker.make(spec, self.facts.inputs)

    def targets(self, outputs: Tensor) -> Classes:
        """Classes, or the numbers of a forecast."""
        return Classes(outputs, self.model.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> SeriesDisplay:  # noqa: ARG002
        """The series, and the mean of the baselines."""
        mean: Any = np.mean([one.tensor[0].cpu().double().numpy() for one in baselines], axis=0)
        names = joined(baselines)
        given = cast("Any", self.facts.inputs[0].numpy())
        return SeriesDisplay(self.layout, self.names, self.times, given, mean, names)


def _unnamed(count: int) -> list[str]:
    """What channels are called that nobody named; a single one needs no number."""
    return ["value"] if count == 1 else [f"channel {at}" for at in range(count)]
