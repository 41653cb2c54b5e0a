"""Which examples are worked on, so that their nodes fit into memory."""

from __future__ import annotations

from collections.abc import Callable

from igviz.quadrature.scheme import PathIntegral, Scheme

# Numbers explained in docs/numerics.md, "Memory".
FEW = 4  # examples whose attributions are made after every round
OPEN_BYTES = 256 * 2**20  # that the step gradients of all open paths may take
TYPICAL_NODES = 40  # of one path


class Queue:
    """The examples of a computation: waiting, open (with their nodes in memory), or finished.

    Parameters
    ----------
    examples : int
        How many there are.
    scheme_of : callable
        Gives the scheme of an example, by number.
    node_size : int
        Bytes of one node's step gradients.
    """

    def __init__(self, examples: int, scheme_of: Callable[[int], Scheme], node_size: int) -> None:
        self.examples, self.node_size, self._scheme_of = examples, node_size, scheme_of
        self.at_once = max(1, OPEN_BYTES // (TYPICAL_NODES * node_size))
        self.integrals: dict[int, list[PathIntegral]] = {}
        self._open: dict[int, Scheme] = {}
        self._opened = 0
        self._finished: list[int] = []  # evaluations of each finished example

    def open(self) -> dict[int, Scheme]:
        """Open waiting examples while there is room, and return the open ones' schemes."""
        while self._opened < self.examples and len(self._open) < self.at_once:
            self._open[self._opened] = self._scheme_of(self._opened)
            self._opened += 1
        return self._open

    def working(self) -> dict[int, Scheme]:
        """The open examples to go on with: the first, and others whose next nodes have room.

        Together, paths that take many more nodes than most would take far more memory.
        """
        room = OPEN_BYTES - sum(scheme.nbytes for scheme in self._open.values())
        chosen: dict[int, Scheme] = {}
        for example, scheme in self._open.items():
            needed = len(scheme.pending()) * self.node_size
            if not chosen or needed <= room:
                chosen[example] = scheme
                room -= needed
        return chosen

    def settle(self, early: bool) -> None:
        """Collect integrals after a round, and close finished examples.

        The integrals of open examples are collected, too, where ``early`` is true and examples are
        few.
        """
        for example, scheme in list(self._open.items()):
            finished = not scheme.pending()
            if finished or (early and self.examples <= FEW):
                integrals = scheme.integrals()
                if integrals is not None:
                    self.integrals[example] = integrals
            if finished:
                self._finished.append(self._open.pop(example).evaluations)

    @property
    def evaluations(self) -> int:
        """Nodes evaluated so far, of all examples."""
        return sum(self._finished) + sum(s.evaluations for s in self._open.values())

    @property
    def expected(self) -> int:
        """Nodes that all examples will take; a waiting one is taken to need as many as others."""
        begun = [*self._finished, *(scheme.expected for scheme in self._open.values())]
        return sum(begun) + (self.examples - len(begun)) * sum(begun) // max(len(begun), 1)
