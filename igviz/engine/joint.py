"""Several tensors as one: their features side by side, and apart again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.engine.precision import HALF
from igviz.errors import InputError
from igviz.models.forward import Forward

Tensors = tuple[Tensor, ...] | Mapping[str, Tensor]


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

    def stretches(self, rows: Tensor) -> list[Tensor]:
        """The features of each tensor, (rows, ...), in the shape that it has."""
        sizes = [shape.numel() for shape in self.shapes]
        firsts = [sum(sizes[:number]) for number in range(len(sizes))]
        # Not by split, whose views no layer may work on in place.
        parts = [rows.narrow(1, *place) for place in zip(firsts, sizes, strict=True)]
        return [
            part.unflatten(1, shape) if shape else part[:, 0]
            for part, shape in zip(parts, self.shapes, strict=True)
        ]

    def apart(self, rows: Tensor) -> Any:
        """The tensors of (rows, features), in the structure of the inputs.

        Each has its own precision, but what was half may be float32 here, as attributions are.
        """
        tensors = [
            part if dtype in HALF else part.to(dtype)
            for part, dtype in zip(self.stretches(rows), self.dtypes, strict=True)
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


class _Module(nn.Module):
    """A module of several tensors as one of (rows, features)."""

    def __init__(self, module: nn.Module, joint: Joint) -> None:
        super().__init__()
        self.module, self.joint = module, joint
        self.config = getattr(module, "config", None)  # which says what logits are of

    def forward(self, rows: Tensor) -> Any:
        """Call the module."""
        return self.joint.call(cast("Callable[..., Any]", self.module), rows)
