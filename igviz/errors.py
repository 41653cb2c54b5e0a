"""The errors igviz raises on purpose; plain bad arguments stay ``ValueError`` and ``TypeError``.

IgvizError
├── InputError        what was handed over cannot be read as an input
├── ModelError        the model does something that path attribution cannot use
│   └── GradientError the gradient is missing or not finite somewhere on the path
└── TargetError       the asked-for output does not exist
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class IgvizError(Exception):
    """Root of every error igviz raises on purpose."""


class InputError(IgvizError, ValueError):
    """What was handed over cannot be read as an input (file, array, tensor, token)."""


class ModelError(IgvizError, RuntimeError):
    """The model's output, or the way it behaves on a batch, cannot be attributed."""


class GradientError(ModelError):
    """The gradient is missing or not finite at a point of the path."""


class TargetError(IgvizError, ValueError):
    """The target asked for is not among the model's outputs."""


def what_it_said(error: BaseException) -> str:
    """Kind and first line of somebody else's error, for a sentence of ours."""
    first = str(error).strip().split("\n")[0][:300]
    return f"{type(error).__name__}: {first}"


def meant(given: object, names: Iterable[str]) -> str:
    """How a sentence that refuses a name ends: with the nearest name there is, if one is near."""
    near = difflib.get_close_matches(str(given), list(names), n=1)
    return f"; did you mean {near[0]!r}?" if near else "."
