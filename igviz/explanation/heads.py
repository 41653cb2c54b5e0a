"""Targets that name one of several tensors which a model returns."""

from __future__ import annotations

from collections.abc import Sequence

from igviz.models.heads import Head


def head_in(target: object, heads: Sequence[str]) -> Head | None:
    """The head that a target names; None for a target that names none."""
    if isinstance(target, tuple) and len(target) == 2 and target[0] in heads:
        return Head.of(*target)
    return None
