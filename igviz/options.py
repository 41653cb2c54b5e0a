"""Every word of how to explain, once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Options:
    """How to explain, with every default filled in."""

    target: object = None
    baseline: object = None
    output: str | None = None
    tol: float | None = None
    n_steps: int | None = None
    method: str | None = None
    transform: Callable[..., Any] | None = None
    labels: object = None
    tokenizer: object = None
    embedding: object = None
    truncation: bool | int = False
    keep_special: bool = True
    batch_size: int | None = None
    device: Any = None
    progress: Any = None
    seed: int = 0
