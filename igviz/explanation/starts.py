"""Where the paths of one input may start: what is refused, and what the model answers there."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import torch
from torch import Tensor

from igviz.errors import InputError
from igviz.explanation.singular import (
    NEAR,
    NEAR_OF_NUMBERS,
    SHARE,
    jump_beside,
    moved_note,
    no_number,
    normalises,
    refusal,
)
from igviz.modalities.choose import baselines_of
from igviz.modalities.modality import Baseline, Input
from igviz.models.lookup import Embedded
from igviz.models.model import Model
from igviz.models.outputs import are_scores
from igviz.models.probe import probe


class Starts:
    """The baselines of one input of a model.

    Parameters
    ----------
    model : Model
    source : Input
    outputs : Tensor, shape (1, ...)
        The model's output at the input.
    seed : int
        Of the noise baseline.
    batch_size : int, optional
        Rows per forward pass.
    """

    def __init__(
        self, model: Model, source: Input, outputs: Tensor, seed: int, batch_size: int | None
    ) -> None:
        self.model, self.input, self.outputs = model, source, outputs
        self.seed, self.batch_size = seed, batch_size
        self.forward = source.facts.forward
        self._known: tuple[Sequence[Baseline], Tensor] | None = None

    def made(self, spec: object) -> Sequence[Baseline]:
        """The baselines that a specification names."""
        return baselines_of(self.input, spec, self.seed)

    def know(self, baselines: Sequence[Baseline], outputs: Tensor) -> None:
        """Keep the model's outputs at some baselines, which somebody computed already."""
        self._known = baselines, outputs

    def outputs_at(self, baselines: Sequence[Baseline]) -> Tensor:
        """The model's output at each baseline, (baselines, ...), computed once."""
        if self._known is None or self._known[0] is not baselines:
            rows = torch.cat([self.model.placed(baseline.tensor) for baseline in baselines])
            self._known = baselines, probe(self.forward, rows, self.batch_size)
        return self._known[1]

    def check(self, baselines: Sequence[Baseline]) -> None:
        """Refuse baselines beside which the score jumps."""
        if jump := self._jump(baselines):
            raise InputError(jump + self._another(self._works()))

    def settled(
        self, spec: object, baselines: Sequence[Baseline], ours: bool
    ) -> tuple[object, Sequence[Baseline], tuple[str, ...]]:
        """The baseline to start from, made, and notes: another one where the choice is ours.

        Raises
        ------
        InputError
            The score jumps beside it, and it was given or no other works.
        """
        jump = self._jump(baselines)
        if not jump:
            return spec, baselines, ()
        works = self._works()
        if works is None or not ours:
            raise InputError(jump + self._another(works))
        return works, self.made(works), (moved_note(str(spec), works),)

    def _jump(self, baselines: Sequence[Baseline]) -> str:
        """Why no path can start at these baselines; empty where one can."""
        of_text = isinstance(self.forward, Embedded)
        if not (of_text or normalises(self.forward)):
            return ""
        alpha = NEAR if of_text else NEAR_OF_NUMBERS
        inputs = self.model.placed(self.input.facts.inputs)
        for baseline, output in zip(baselines, self.outputs_at(baselines), strict=True):
            if not are_scores(output[None]):
                return no_number(baseline.name)
            start = self.model.placed(baseline.tensor)
            ends = start, inputs, output[None], self.outputs
            share, where = jump_beside(self.forward, *ends, alpha)
            if share > SHARE:
                return refusal(baseline.name, share, where)
        return ""

    def _another(self, name: str | None) -> str:
        """What to pass instead: the baseline of that name, or one without a name."""
        return f" Pass {f'baseline={name!r}' if name else self.input.menu.free}."

    def _works(self) -> str | None:
        """The first of the baselines to choose from beside which the score does not jump."""
        menu = self.input.menu
        for name in sorted(menu.names, key=lambda name: name != menu.instead):
            with contextlib.suppress(InputError):  # it has no such token, or the input equals it
                if not self._jump(self.made(name)):
                    return name
        return None
