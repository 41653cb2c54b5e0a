"""Answers of a model that gives each input one list of scores, or anything without words."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from igviz.modalities.modality import Rivals
from igviz.models.labels import name_of
from igviz.models.outputs import class_count
from igviz.models.targets import Target, resolve


class Classes:
    """Classes by index and label; see `igviz.modalities.modality.Targets`."""

    def __init__(self, outputs: Tensor, labels: Sequence[str]) -> None:
        self.outputs, self.labels = outputs, labels
        self.count: int | None = class_count(outputs) or 0

    def resolve(self, target: object) -> Target:
        """See `igviz.models.targets.resolve`."""
        return resolve(target, self.outputs, self.labels)

    def name(self, target: Target) -> str:
        """Its label; the one output of a two-class model speaks for the second class."""
        only = self.count == 1 and isinstance(target, int) and target == 0
        return name_of(() if only else target, self.labels)

    def about(self, target: Target) -> tuple[int, ...]:  # noqa: ARG002
        """A class is said of the whole input."""
        return ()

    def index(self, target: Target) -> int | None:
        """The class index."""
        return target if isinstance(target, int) else None

    def target_at(self, index: int) -> Target:
        """The class of that index."""
        return self.resolve(index)

    def best(self, scores: Tensor, count: int) -> list[tuple[int, float]]:
        """The best classes, where there are two or more."""
        if (self.count or 0) < 2:
            return []
        top = scores[0].topk(min(count, len(scores[0])))
        return list(zip(top.indices.tolist(), top.values.tolist(), strict=True))

    def rivals(self, scores: Tensor, target: Target) -> Rivals | None:  # noqa: ARG002
        """All classes."""
        return Rivals(scores[0], self.name) if (self.count or 0) > 1 else None
