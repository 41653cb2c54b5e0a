"""What the wire holds of several inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypedDict, cast

from igviz.figure.schema import Facts


class Part(TypedDict):
    """One input: its name, the sum of its attributions, and its figure but for what all share."""

    name: str
    value: float
    figure: dict[str, Any]


class PartsFigure(Facts):
    """One explanation of several inputs on one path."""

    kind: Literal["parts"]
    parts: list[Part]


def figures(figure: PartsFigure) -> Iterator[tuple[Part, Any]]:
    """Every input with a whole figure of its own; what the others are given is ``beside``."""
    facts = {name: value for name, value in figure.items() if name not in ("parts", "kind")}
    total = sum(part["value"] for part in figure["parts"])
    for part in figure["parts"]:
        own = {**facts, "notes": [], **part["figure"], "beside": total - part["value"]}
        yield part, cast("Any", own)
