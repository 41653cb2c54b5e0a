"""Answers of a model that says something of every node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from torch import Tensor

from igviz.errors import TargetError, nearest, quoted
from igviz.modalities.modality import Rivals
from igviz.modalities.numbers import is_whole
from igviz.models.labels import name_of, weighted
from igviz.models.targets import Target, resolve


class Nodes:
    """Values of an output (1, nodes, classes); see `igviz.modalities.modality.Targets`.

    A target is a node and a class, each by its number or name. The numbers that the view passes
    back count through the output.
    """

    def __init__(self, outputs: Tensor, labels: Sequence[str], names: Sequence[str]) -> None:
        self.outputs, self.labels, self.names = outputs, labels, names
        self.count: int | None = int(outputs.shape[2])

    def resolve(self, target: object) -> Target:
        """A node and a class; None for the class is the node's top class."""
        if callable(target):
            return resolve(target, self.outputs, self.labels)
        if isinstance(target, Mapping):
            made = {self._pair(key): weight for key, weight in target.items()}
            return resolve(made, self.outputs, self.labels)
        return self._pair(target)

    def name(self, target: Target) -> str:
        """Such as "node 3: toxic"."""
        if isinstance(target, Mapping):
            return weighted({self.name(index): weight for index, weight in target.items()})
        if not isinstance(target, tuple):
            return name_of(target, self.labels)
        node, of_class = target
        single = self.count == 1 and not self.labels
        return (
            self.names[node] if single else f"{self.names[node]}: {name_of(of_class, self.labels)}"
        )

    def about(self, target: Target) -> tuple[int, ...]:
        """The node that is spoken of."""
        return (target[0],) if isinstance(target, tuple) else ()

    def index(self, target: Target) -> int | None:
        """Position in the output, counted through."""
        if not isinstance(target, tuple):
            return None
        return int(target[0]) * int(self.outputs.shape[2]) + int(target[1])

    def target_at(self, index: int) -> Target:
        """The target at that position."""
        return self._pair(divmod(index, int(self.outputs.shape[2])))

    def best(self, scores: Tensor, count: int) -> list[tuple[int, float]]:  # noqa: ARG002
        """None: which node is asked about is the reader's choice."""
        return []

    def rivals(self, scores: Tensor, target: Target) -> Rivals | None:
        """The classes of the target's node."""
        if not isinstance(target, tuple) or scores.shape[2] < 2:
            return None
        return Rivals(scores[0, target[0]], lambda k: name_of(k, self.labels))

    def _pair(self, target: object) -> tuple[int, int]:
        if isinstance(target, Tensor):
            target = tuple(target.reshape(-1).tolist())
        nodes, classes = self.outputs.shape[1:]
        if not isinstance(target, tuple) or len(target) != 2:
            given = "" if target is None else f"target={target!r} was given, but "
            start = "the" if given else "The"
            raise TargetError(
                f"{given}{start} model answers for each of {nodes} nodes with {classes} "
                f"value{'s' if classes > 1 else ''}; name a node and a class, target=(node, "
                "class), such as target=(0, 0), or target=(0, None) for the top class there."
            )
        node = self._node(target[0])
        of_class = resolve(target[1], self.outputs[:, node], self.labels)
        if not isinstance(of_class, int):
            raise TargetError(f"target={target!r} was given; pass target=(node, class).")
        return node, of_class

    def _node(self, node: object) -> int:
        if isinstance(node, str) and node in self.names:
            return self.names.index(node)
        if isinstance(node, str):
            near = nearest(node, self.names, most=3, cutoff=0.0)
            raise TargetError(f"No node is called {node!r}; the nearest are {quoted(near)}.")
        count = len(self.names)
        if not is_whole(node) or not -count <= int(str(node)) < count:
            raise TargetError(
                f"target names node {node!r}, and the graph has nodes 0 to {count - 1}."
            )
        return int(str(node)) % count
