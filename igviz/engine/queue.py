"""Which examples are worked on, so that their nodes fit into memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from igviz.engine.batches import Points
from igviz.quadrature.nodes import nbytes_of_products
from igviz.quadrature.rules import Floats
from igviz.quadrature.scheme import Integrals, NodeBatch, Scheme

# Numbers explained in docs/numerics.md, "Memory".
FEW = 4  # examples whose attributions are made after every round
OPEN_BYTES = 256 * 2**20  # that step gradients of all open paths and their products may take
TYPICAL_NODES = 40  # of one path
TOGETHER_BYTES = 32 * 2**20  # that those of one scheme may take
TOGETHER = 512  # examples that are open at once


@dataclass(frozen=True)
class Opened:
    """A scheme, and the number of its first example."""

    first: int
    examples: int
    scheme: Scheme


class Queue:
    """The examples of a computation: waiting, open (with their nodes in memory), or finished.

    Parameters
    ----------
    examples : int
        How many there are.
    scheme_of : callable
        Gives a scheme of so many examples.
    node_size : int
        Bytes of one node's step gradients, of all targets.
    targets : int
        Number of targets.
    """

    def __init__(
        self, examples: int, scheme_of: Callable[[int], Scheme], node_size: int, targets: int = 1
    ) -> None:
        self.examples, self.node_size, self._scheme_of = examples, node_size, scheme_of
        path_size = TYPICAL_NODES * node_size + nbytes_of_products(TYPICAL_NODES, targets)
        self.together = min(max(1, TOGETHER_BYTES // path_size), TOGETHER)
        self.at_once = max(1, min(OPEN_BYTES // path_size, TOGETHER) // self.together)
        self._open: list[Opened] = []
        self._opened = 0
        self._finished: list[tuple[int, Integrals]] = []
        self._spent = 0  # evaluations of finished examples
        self._ended = 0  # finished examples
        self._asked: list[tuple[Scheme, int]] = []  # how many nodes each scheme waits for

    def open(self, ends: Floats) -> bool:
        """Open waiting examples while there is room; False when all are finished.

        ``ends``, (examples, targets, 2), are the scores at both ends of all paths.
        """
        while self._opened < self.examples and len(self._open) < self.at_once:
            first, last = self._opened, min(self._opened + self.together, self.examples)
            scheme = self._scheme_of(last - first)
            scheme.set_endpoint_scores(ends[first:last])
            self._open.append(Opened(first, last - first, scheme))
            self._opened = last
        return bool(self._open)

    def pending(self) -> Points:
        """The nodes to go on with, of the schemes whose next nodes have room.

        Together, paths that take many more nodes than most would take far more memory.
        """
        room = OPEN_BYTES - sum(opened.scheme.nbytes for opened in self._open)
        chosen: list[Points] = []
        self._asked = []
        for opened in self._open:
            examples, alphas = opened.scheme.pending(room, urgent=not chosen)
            if len(examples):
                chosen.append(Points(examples + opened.first, alphas))
                self._asked.append((opened.scheme, len(examples)))
                room -= len(examples) * self.node_size
        if not chosen:
            return Points(np.empty(0, np.int64), np.empty(0))
        return Points.joined(chosen)

    def add(self, batch: NodeBatch) -> None:
        """Hand nodes to the schemes that asked for them, in order; see `Scheme.add`."""
        first = 0
        while first < batch.rows:
            scheme, asked = self._asked[0]
            n = min(asked, batch.rows - first)
            scheme.add(batch.part(first, n))
            first += n
            self._asked[:1] = [(scheme, asked - n)] if n < asked else []

    def close(self) -> None:
        """Close the schemes that have no more nodes to ask for."""
        for opened in list(self._open):
            if opened.scheme.done:
                self._open.remove(opened)
                self._finished += [(opened.first, each) for each in opened.scheme.integrals()]
                self._spent += opened.scheme.evaluations
                self._ended += opened.examples

    def integrals(self) -> list[tuple[int, Integrals]]:
        """The integrals so far, each with the number of its scheme's first example."""
        still_open = [
            (opened.first, each) for opened in self._open for each in opened.scheme.integrals()
        ]
        return [*self._finished, *still_open]

    @property
    def finished(self) -> bool:
        """Whether all examples are finished."""
        return self._ended == self.examples

    @property
    def early(self) -> bool:
        """Whether examples are so few that their attributions are made after every round."""
        return self.examples <= FEW

    @property
    def evaluations(self) -> int:
        """Nodes evaluated so far, of all examples."""
        return self._spent + sum(opened.scheme.evaluations for opened in self._open)

    @property
    def expected(self) -> int:
        """Nodes that all examples will take; a waiting one is taken to need as many as others."""
        begun = self._spent + sum(opened.scheme.expected for opened in self._open)
        examples = self._ended + sum(opened.examples for opened in self._open)
        return begun + (self.examples - examples) * begun // max(examples, 1)
