"""Several inputs of one model, read each by itself and put on one path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import torch
from torch import Tensor

from igviz.engine.joint import Joint
from igviz.engine.precision import HALF
from igviz.errors import InputError
from igviz.modalities.baselines import joined
from igviz.modalities.choose import modality_of
from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, Input, InputFacts, Menu, Targets
from igviz.modalities.parts.baselines import PartsBaseline, menu_of, specs, together
from igviz.modalities.parts.display import PartsDisplay
from igviz.modalities.parts.read import is_text, named, one_by_one, opened, several_texts
from igviz.modalities.parts.together import Together
from igviz.models.lookup import Embedded
from igviz.models.model import Model
from igviz.options import How
from igviz.quadrature.shown import SideBySide
from igviz.visible import legible

HINT = "pass each input as the model takes it, in its order or by its names"


class OpenParts:
    """Several inputs; see `igviz.modalities.modality.Input`."""

    def __init__(self, model: Model, source: object, options: How) -> None:
        self.names, values, self.by_name = named(source, model)
        if not values:
            raise InputError("No input was given in the tuple or mapping; pass one or more.")
        values = one_by_one(values)
        texts = [number for number, value in enumerate(values) if is_text(value, model)]
        if len(texts) > 1:
            several_texts([self.names[number] for number in texts])
        self.text = texts[0] if texts else None
        others = {
            number: opened(name, value, model, options)
            for number, (name, value) in enumerate(zip(self.names, values, strict=True))
            if number != self.text
        }
        self.inputs = [
            others[number]
            if number in others
            else self._text(model, values[number], others, options)
            for number in range(len(values))
        ]
        self.model = model
        self.facts = self._facts()

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.model = model
        if self.text is not None:
            others = {k: one for k, one in enumerate(self.inputs) if k != self.text}
            self.inputs[self.text].refresh(self._holding(model, others))
        self.facts = self._facts()

    @property
    def menu(self) -> Menu:
        """The usual baseline of each, and those by name that one of them knows."""
        return menu_of([one.menu for one in self.inputs])

    def baselines(self, spec: object, seed: int) -> list[PartsBaseline]:
        """See `igviz.modalities.parts.baselines.specs`; a list of specifications is averaged."""
        made = []
        for one in spec if isinstance(spec, list) else [spec]:
            own = specs(one, self.names, self.inputs, self.by_name)
            each = [
                self._of(name, source, its, seed)
                for name, source, its in zip(self.names, self.inputs, own, strict=True)
            ]
            made += [self._baseline(several) for several in together(each)]
        if not made:
            raise InputError("The list of baselines is empty; pass one or more.")
        return made

    def targets(self, outputs: Tensor) -> Targets:
        """What a text model says of its tokens, or classes."""
        if self.text is not None:
            return self.inputs[self.text].targets(outputs)
        return Classes(outputs, self.model.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> PartsDisplay:
        """What each shows of itself."""
        made = cast("Sequence[PartsBaseline]", baselines)
        own = [
            source.display([baseline.each[number] for baseline in made], about)
            for number, source in enumerate(self.inputs)
        ]
        names = joined(made)
        return PartsDisplay(
            tuple(self.names), tuple(own), cast("SideBySide", self.facts.shown), names
        )

    def _facts(self) -> InputFacts:
        tensors = [self._in_precision(self.model, one.facts.inputs) for one in self.inputs]
        given = dict(zip(self.names, tensors, strict=True)) if self.by_name else tuple(tensors)
        self.joint = Joint(cast("Any", given))
        own = self.model.forward
        if self.text is not None:
            own = self.inputs[self.text].facts.forward
        shapes = tuple(tuple(shape) for shape in self.joint.shapes)
        each = tuple(replace(one.facts.shown, channels=False) for one in self.inputs)
        most = min((one.most_maps for one in each if one.most_maps is not None), default=None)
        shown = SideBySide(shapes=shapes, each=each, most_maps=most)
        notes = dict.fromkeys(note for one in self.inputs for note in one.facts.notes)
        kept = {}
        for name, one in zip(self.names, self.inputs, strict=True):
            called = f"input {legible(name)}"
            kept[called] = " x ".join(map(str, one.facts.inputs.shape[1:]))
            kept |= {f"{called}: {key}": value for key, value in one.facts.provenance.items()}
        return InputFacts(
            Together(own, self.names, self.joint, self.text),
            self.joint.side_by_side(tensors),
            shown,
            HINT,
            tuple(notes),
            kept,
        )

    @staticmethod
    def _in_precision(model: Model, tensor: Tensor) -> Tensor:
        """An input in the precision in which the model takes it."""
        if model.is_double or not model.has_weights:
            return tensor.double() if model.is_double else tensor
        return tensor.to(model.dtype if model.dtype in HALF else torch.float32)

    def _baseline(self, each: tuple[Baseline, ...]) -> PartsBaseline:
        inputs = self.facts.inputs
        flat = self.joint.side_by_side([baseline.tensor for baseline in each]).to(inputs.dtype)
        name = ", ".join(baseline.name for baseline in each)
        return PartsBaseline(flat, each, name)

    def _of(self, name: str, source: Input, spec: object, seed: int) -> Sequence[Baseline]:
        try:
            return source.baselines(spec, seed)
        except InputError as error:
            raise InputError(f"Input {name!r}: {error}") from error

    def _text(
        self, model: Model, value: object, others: Mapping[int, Input], options: How
    ) -> Input:
        """Read the text, for which the model is called with the other inputs beside."""
        assert self.text is not None
        own = cast("How", {**options, "kind": None, "transform": None})
        holding = self._holding(replace(model, transform=None), others)
        text = modality_of("text").open({self.names[self.text]: value}, holding, own)
        assert isinstance(text.facts.forward, Embedded)
        return text

    def _holding(self, model: Model, others: Mapping[int, Input]) -> Model:
        return model.holding(
            {
                self.names[number]: self._in_precision(model, one.facts.inputs).to(model.device)
                for number, one in others.items()
            }
        )
