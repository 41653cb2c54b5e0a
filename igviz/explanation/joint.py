"""Several tensors as one input: one path, one certificate over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.engine.attribution import Attribution
from igviz.engine.precision import HALF
from igviz.errors import InputError
from igviz.modalities.numbers import is_number
from igviz.models.forward import Forward

Tensors = tuple[Tensor, ...] | Mapping[str, Tensor]
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


class Joint:
    """Puts the features of several tensors side by side, and takes them apart again.

    Parameters
    ----------
    inputs : tuple of Tensor, or mapping of names to Tensor
        Floating point, shapes (N, ...) with one N.
    """

    def __init__(self, inputs: Tensors) -> None:
        self.kind = type(inputs).__name__
        self.names = list(inputs) if isinstance(inputs, Mapping) else None
        tensors = self.listed(inputs)
        if not tensors:
            raise InputError("inputs holds no tensor; pass one or more, each (examples, ...).")
        for value in tensors:
            if not isinstance(value, Tensor) or value.ndim == 0:
                raise TypeError(
                    f"inputs holds a {type(value).__name__}; pass floating-point tensors "
                    "(examples, ...), all with as many examples."
                )
        self.shapes = [tensor.shape[1:] for tensor in tensors]
        self.dtypes = [tensor.dtype for tensor in tensors]
        lengths = {len(tensor) for tensor in tensors}
        if len(lengths) > 1:
            raise InputError(
                f"The tensors of inputs hold {' and '.join(map(str, sorted(lengths)))} examples; "
                "pass equally many rows in each."
            )

    def starts(self, baselines: Any) -> list[Any]:
        """The baseline of every tensor: a number for all, or one each in the inputs' structure."""
        if baselines is None or is_number(baselines):
            return [baselines] * len(self.shapes)
        of_kind = isinstance(baselines, (tuple, list) if self.names is None else Mapping)
        fits = of_kind and len(baselines) == len(self.shapes)
        if not fits or (self.names is not None and set(self.names) != set(baselines)):
            size = f" of {len(baselines)}" if of_kind else ""
            raise InputError(
                f"baselines is {type(baselines).__name__}{size} and inputs {self.kind} of "
                f"{len(self.shapes)}; pass one baseline for each tensor of inputs, in the same "
                "structure, or a number."
            )
        return self.listed(baselines)

    def listed(self, values: Any) -> list[Any]:
        """The values of a structure, in the order of the inputs."""
        if self.names is None:
            return list(values)
        return [values[name] for name in self.names]

    def side_by_side(self, values: Sequence[Tensor]) -> Tensor:
        """All features of several tensors, (N, features), in the widest precision among them."""
        dtype = torch.float16
        for value in values:
            dtype = torch.promote_types(dtype, value.dtype)
        return torch.cat([value.to(dtype).reshape(len(value), -1) for value in values], 1)

    def apart(self, rows: Tensor) -> Any:
        """The tensors of (rows, features), in the structure of the inputs.

        Each has its own precision, but what was half may be float32 here, as attributions are.
        """
        sizes = [shape.numel() for shape in self.shapes]
        firsts = [sum(sizes[:number]) for number in range(len(sizes))]
        # Not by split, whose views no layer may work on in place.
        parts = [rows.narrow(1, *place) for place in zip(firsts, sizes, strict=True)]
        dtypes = [rows.dtype if dtype in HALF else dtype for dtype in self.dtypes]
        tensors = [
            (part.unflatten(1, shape) if shape else part[:, 0]).to(dtype)
            for part, shape, dtype in zip(parts, self.shapes, dtypes, strict=True)
        ]
        return tuple(tensors) if self.names is None else dict(zip(self.names, tensors, strict=True))

    def forward(self, forward: Callable[..., Any]) -> Forward:
        """The function of (rows, features) that calls a function of several tensors."""
        if isinstance(forward, nn.Module):
            return _Module(forward, self)
        return lambda rows: self.call(forward, rows)

    def call(self, forward: Callable[..., Any], rows: Tensor) -> Any:
        """Call a function of several tensors with (rows, features)."""
        parts = self.apart(rows)
        return forward(*parts) if self.names is None else forward(**parts)

    def attribution(self, joint: Attribution) -> JointAttribution:
        """An attribution in the structure of the inputs, with a note on tensors without any."""
        attributions, inputs, baselines = (
            self.apart(rows) for rows in (joint.attributions, joint.inputs, joint.baselines)
        )
        unused = [
            repr(name)
            for name in (self.names or range(len(self.shapes)))
            if not attributions[name].any() and not torch.equal(inputs[name], baselines[name])
        ]
        if unused:
            note = (
                f"The score changes with {' and '.join(unused)} of inputs nowhere on the path, so "
                "that the attribution is zero there."
            )
            joint = replace(joint, notes=(*joint.notes, note))
        return JointAttribution(attributions, inputs, baselines, joint)


class _Module(nn.Module):
    """A module of several tensors as one of (rows, features)."""

    def __init__(self, module: nn.Module, joint: Joint) -> None:
        super().__init__()
        self.module, self.joint = module, joint
        self.config = getattr(module, "config", None)  # which says what logits are of

    def forward(self, rows: Tensor) -> Any:
        """Call the module."""
        return self.joint.call(cast("Callable[..., Any]", self.module), rows)
