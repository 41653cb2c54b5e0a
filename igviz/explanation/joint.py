"""Several tensors as one input: one path, one certificate over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.engine.joint import Joint, Tensors
from igviz.errors import InputError
from igviz.modalities.numbers import is_number

Starts = tuple[Tensor | float, ...] | Mapping[str, Tensor | float]  # baselines of these


@dataclass(frozen=True)
class JointAttribution:
    """Integrated Gradients of several tensors along one path.

    Attributes
    ----------
    attributions, inputs, baselines : tuple of Tensor, or dict of str to Tensor
        In the structure of the inputs, shapes (N, ...).
    joint : Attribution
        The same with all features side by side, (N, features), and with everything else: the
        certificates speak of all tensors together.
    """

    attributions: Tensors
    inputs: Tensors
    baselines: Tensors
    joint: Attribution

    def __getattr__(self, name: str) -> Any:
        """Whatever is not by tensor is that of the joint attribution."""
        if name.startswith("__") or name == "joint":
            raise AttributeError(name)
        return getattr(self.joint, name)

    def __len__(self) -> int:
        return len(self.joint)

    def __getitem__(self, index: int) -> JointAttribution:
        """The attribution of one example, each tensor still with a leading dimension of 1."""
        joint, i = self.joint[index], index % len(self)
        attributions, inputs, baselines = (
            _row(part, i) for part in (self.attributions, self.inputs, self.baselines)
        )
        return JointAttribution(attributions, inputs, baselines, joint)

    def __repr__(self) -> str:
        return f"Joint{self.joint!r}"


def _row(tensors: Tensors, i: int) -> Tensors:
    if isinstance(tensors, Mapping):
        return {name: tensor[i : i + 1] for name, tensor in tensors.items()}
    return tuple(tensor[i : i + 1] for tensor in tensors)


def starts_of(joint: Joint, baselines: Any) -> list[Any]:
    """The baseline of every tensor: a number for all, or one each in the inputs' structure."""
    count, names = len(joint.shapes), joint.names
    if baselines is None or is_number(baselines):
        return [baselines] * count
    of_kind = isinstance(baselines, (tuple, list) if names is None else Mapping)
    fits = of_kind and len(baselines) == count
    if not fits or (names is not None and set(names) != set(baselines)):
        size = f" of {len(baselines)}" if of_kind else ""
        raise InputError(
            f"baselines is {type(baselines).__name__}{size} and inputs {joint.kind} of {count}; "
            "pass one baseline for each tensor of inputs, in the same structure, or a number."
        )
    return joint.listed(baselines)


def in_structure(joint: Joint, whole: Attribution) -> JointAttribution:
    """An attribution in the structure of the inputs, with a note on tensors without any."""
    attributions, inputs, baselines = (
        joint.apart(rows) for rows in (whole.attributions, whole.inputs, whole.baselines)
    )
    unused = [
        repr(name)
        for name in (joint.names or range(len(joint.shapes)))
        if not attributions[name].any() and not torch.equal(inputs[name], baselines[name])
    ]
    if unused:
        note = (
            f"The score changes with {' and '.join(unused)} of inputs nowhere on the path, so "
            "that the attribution is zero there."
        )
        whole = replace(whole, notes=(*whole.notes, note))
    return JointAttribution(attributions, inputs, baselines, whole)
