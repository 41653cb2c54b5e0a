"""One row of a table with its model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from igviz.errors import InputError
from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.tabular.background import Background
from igviz.modalities.tabular.baselines import BASELINES, Baselines, RowBaseline
from igviz.modalities.tabular.cells import is_missing
from igviz.modalities.tabular.changes import Changes
from igviz.modalities.tabular.display import TabularDisplay
from igviz.modalities.tabular.looked_up import LookedUp
from igviz.modalities.tabular.names import some
from igviz.modalities.tabular.opening import opened
from igviz.modalities.tabular.read import Floats
from igviz.modalities.tabular.tensor_rows import LookedUpTable
from igviz.modalities.tensors import is_wide
from igviz.models.forward import Forward
from igviz.models.model import Model
from igviz.models.rows import output_of
from igviz.options import How

HINT = "pass the row as the model takes it: as many values, scaled and encoded as in training"
_CAST = (
    "The model looks numbers up in a table (nn.Embedding): a column that it makes whole numbers of "
    "gets no attribution. Where the model takes categories by themselves, pass tensors by the "
    "names of its arguments, such as {'ids': ..., 'floats': ...}, with feature_names."
)
_ROWS = 1024  # of a background that a model is asked about at once


class OpenRow:
    """One row; see `igviz.modalities.modality.Input`."""

    def __init__(self, model: Model, source: object, options: How) -> None:
        self.source, self.options = source, options
        self._open(model)

    def _open(self, model: Model) -> None:
        """Read the row as a model takes it."""
        source, options = self.source, self.options
        self.model = model
        self.table = opened(model, source, options)
        background = options["background"]
        self.background = None if background is None else Background(self.table, background)
        wide = model.is_double or is_wide(source, model)
        like = torch.empty(0, dtype=torch.float64 if wide else torch.float32)
        inputs = self.table.tensor_of(self.table.row.values, like, "The row")
        self._outputs: Tensor | None = None
        self._changes = Changes(self.table, self.background)
        self._baselines = Baselines(self.table, inputs, self.background, self._classes)
        self.facts = InputFacts(
            self.forward,
            inputs,
            self.table.grouping.shown,
            HINT,
            self._notes(options["baseline"]),
            spread=True,
            many=True,
        )

    @property
    def forward(self) -> Forward:
        """From rows as they are prepared to the model's output."""
        if isinstance(self.table, LookedUpTable):
            return cast("LookedUp", self.table.prepared).forward
        return self.model.forward

    @property
    def menu(self) -> Menu:
        """What is made of a background is offered where there is one."""
        names = BASELINES if self.background is not None else BASELINES[:1]
        if self._outputs is not None and _decided(self._outputs) is None:
            names = tuple(name for name in names if name != "nearest")
        instead = "zero" if self.table.row.values.any() else "mean"
        return Menu(names, "zero", instead, "a typical row of the table (baseline=row)")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        if isinstance(self.table, LookedUpTable):  # whose tables may have other weights now
            self._open(model)
            return
        self.model = model
        self.facts = replace(self.facts, forward=model.forward)

    def baselines(self, spec: object, seed: int) -> list[RowBaseline]:
        """See `igviz.modalities.tabular.baselines.Baselines.made`."""
        return self._baselines.made(spec, seed)

    def targets(self, outputs: Tensor) -> Classes:
        """Classes, or the one number of a regression."""
        self._outputs = outputs
        return Classes(outputs, self.model.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> TabularDisplay:  # noqa: ARG002
        """The features, and the mean of the baselines."""
        made = cast("Sequence[RowBaseline]", baselines)
        grouping, names = self.table.grouping, self.table.names
        several = enumerate(zip(*(one.cells for one in made), strict=True))
        middle = [_middle(cells, self.table.is_category(at)) for at, cells in several]
        called = dict.fromkeys(f"{b.name} ({b.where})" if b.where else b.name for b in made)
        return TabularDisplay(
            grouping,
            tuple(grouping.cells(self.table.cells, names)),
            tuple(grouping.cells(middle, names)),
            " + ".join(called),
        )

    @property
    def offers(self) -> list[list[str] | None]:
        """See `igviz.modalities.modality.Changeable`."""
        return self._changes.offers()

    def changed(self, changed: Mapping[Any, object]) -> Tensor:
        """See `igviz.modalities.modality.Changeable`."""
        (values,) = self.table.prepare([self._changes.cells(changed)], "the changed row")
        return self.table.tensor_of(values, self.facts.inputs, "The changed row")

    def _classes(self, rows: Floats) -> NDArray[np.int64]:
        """What the model takes rows for."""
        like = self.facts.inputs
        parts = torch.from_numpy(rows).to(like).split(_ROWS)
        outputs = [output_of(self.facts.forward, self.model.placed(one)) for one in parts]
        decided = _decided(torch.cat(outputs))
        if decided is None:
            raise InputError(
                "baseline='nearest' was given, the nearest row of another class, and the model "
                "gives no classes; pass 'mean', 'median', 'training' or a row."
            )
        return decided

    def _notes(self, baseline: object) -> tuple[str, ...]:
        prepared = self.table.prepared
        centred = [] if prepared is None else sorted(prepared.fitted.standardised)
        notes = self.table.notes + (self.background.notes if self.background else ())
        if self.model.looks_up and not isinstance(self.table, LookedUpTable):
            notes += (_CAST,)
        zero = baseline is None or (isinstance(baseline, str) and baseline == "zero")
        if prepared is None or not centred or not zero:
            return notes
        names = some([prepared.names[at] for at in centred])
        said = f"The transform takes the mean away from {names}: a baseline of zero is the mean."
        return (*notes, said)


def _decided(outputs: Tensor) -> NDArray[np.int64] | None:
    """The class of each row of outputs; None where they give none."""
    if outputs.ndim == 2 and outputs.shape[1] > 1:
        return np.asarray(outputs.argmax(1).cpu())
    flat = outputs.reshape(len(outputs), -1)
    if flat.shape[1] == 1 and bool(((flat >= 0) & (flat <= 1)).all()):
        return np.asarray((flat[:, 0] > 0.5).long().cpu())
    return None


def _middle(cells: Sequence[Any], category: bool) -> Any:
    """One cell for those of several baselines: the one that all are, or the mean of amounts."""
    if any(map(is_missing, cells)):
        return None
    if all(cell == cells[0] for cell in cells):
        return cells[0]
    if category or not all(map(is_number, cells)):
        return "various"
    return float(np.mean([as_float(cell) for cell in cells]))
