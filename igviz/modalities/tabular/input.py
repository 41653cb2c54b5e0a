"""One row of a table with its model, which takes it as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.modalities.tabular.baselines import BASELINES, RowBaseline, make_baselines
from igviz.modalities.tabular.display import TabularDisplay
from igviz.modalities.tabular.names import names_given
from igviz.modalities.tabular.read import check_fits, is_framed, read_row
from igviz.modalities.tabular.rows import read_rows
from igviz.models.model import Model
from igviz.quadrature.shown import AS_IT_IS

HINT = "pass the row as the model takes it: as many values, scaled and encoded as in training"


def _names_of_first(_: Model) -> list[tuple[str, ...]]:
    """What the first row with names calls its features: others are put in its order."""
    return []


def _is_wide(source: object, model: Model) -> bool:
    """Whether a row's own precision is float64, and nothing is known to need another.

    Arrays are float64 unless somebody saw to it, so that of them only a function without weights
    is handed what it was given.
    """
    if isinstance(source, Tensor):
        return source.dtype == torch.float64
    values = cast("Any", source).to_numpy() if is_framed(source) else source
    return isinstance(values, np.ndarray) and values.dtype == np.float64 and not model.has_weights


class OpenRow:
    """One row; see `igviz.modalities.modality.Input`."""

    def __init__(
        self, model: Model, source: object, feature_names: object, background: object
    ) -> None:
        self.model = model
        first: list[tuple[str, ...]] = model.once(_names_of_first)
        self.row = read_row(source, names_given(feature_names) or (first[0] if first else None))
        if self.row.named and not first:
            first.append(self.row.names)
        self.background = (
            None if background is None else read_rows(background, self.row, "background")
        )
        inputs = torch.from_numpy(self.row.values[None])
        if not (model.is_double or _is_wide(source, model)):
            inputs = inputs.float()
        check_fits(inputs, "The row")
        self.facts = InputFacts(model.forward, inputs, AS_IT_IS, HINT)

    @property
    def menu(self) -> Menu:
        """A mean is offered where there is a background to take it of."""
        names = BASELINES if self.background is not None else BASELINES[:1]
        instead = "zero" if self.row.values.any() else "mean"
        return Menu(names, "zero", instead, "a typical row of the table (baseline=row)")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.facts = replace(self.facts, forward=model.forward)

    def baselines(self, spec: object, seed: int) -> list[RowBaseline]:  # noqa: ARG002
        """See `igviz.modalities.tabular.baselines.make_baselines`."""
        return make_baselines(spec, self.row, self.facts.inputs, self.background)

    def targets(self, outputs: Tensor) -> Classes:
        """Classes, or the one number of a regression."""
        return Classes(outputs, self.model.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> TabularDisplay:  # noqa: ARG002
        """The features, and the mean of the baselines."""
        made = cast("Sequence[RowBaseline]", baselines)
        mean: Any = np.mean([baseline.values for baseline in made], axis=0)
        names = " + ".join(dict.fromkeys(baseline.name for baseline in made))
        return TabularDisplay(self.row.names, self.row.values, mean, names)
