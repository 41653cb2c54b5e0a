"""The engine: one queue of (example, alpha) nodes, progress and stop after every batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import Tensor

from igviz.engine.attribution import Attribution, assemble
from igviz.engine.evaluator import Evaluation, Evaluator
from igviz.engine.progress import Progress
from igviz.options import DEFAULT_METHOD, DEFAULT_TOL
from igviz.quadrature.adaptive import AdaptiveScheme
from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.rules import Floats
from igviz.quadrature.scheme import FixedScheme, PathIntegral, Scheme

FEW = 4  # examples of which every round's picture is made
OPEN_BYTES = 256 * 2**20  # that the nodes of open paths may take
TYPICAL_NODES = 40
Outputs = tuple[Tensor | None, Tensor | None]


@dataclass(frozen=True)
class Plan:
    """How a path is integrated: to a tolerance, or by a fixed rule when ``n_steps`` is given."""

    tol: float | None = None
    n_steps: int | None = None
    method: str | None = None

    def __post_init__(self) -> None:
        """Refuse a method, number of steps or tolerance that cannot be."""
        self.scheme(None)

    def scheme(self, channel_dim: int | None, kinks: bool | None = None) -> Scheme:
        """A fresh scheme for one path of an example whose channels lie in ``channel_dim``.

        ``kinks`` is what `igviz.models.guard.has_kinks` says of the model.
        """
        if self.n_steps is not None and self.tol is not None:
            raise ValueError(
                f"tol={self.tol!r} and n_steps={self.n_steps!r} were both given; pass n_steps for "
                "a fixed rule, or tol for as many steps as it takes."
            )
        if self.n_steps is not None:
            return FixedScheme(self.method or DEFAULT_METHOD, self.n_steps, channel_dim)
        if self.method is not None:
            raise ValueError(
                f"method={self.method!r} was given without n_steps; pass n_steps=64 for a fixed "
                "rule, or leave method out to integrate until tol is met."
            )
        tol = DEFAULT_TOL if self.tol is None else self.tol
        return AdaptiveScheme(tol, channel_dim, kinks=kinks)


def integrate(
    evaluator: Evaluator,
    scheme_of: Callable[[int], Scheme],
    averaged: int = 1,
    early: bool = True,
    outputs: Outputs = (None, None),
) -> Iterator[Progress]:
    """Integrate every example's path, best first picture first.

    Examples share one queue, so that batches are full; as many go on at once as their nodes have
    room in memory, and the first in any case. Closing the iterator stops the work; records handed
    out before stay valid.

    Parameters
    ----------
    evaluator : Evaluator
        Holds the forward function, both ends of the paths and the targets.
    scheme_of : callable
        Gives the scheme of an example, by number; one that has nodes already goes on from them.
    averaged : int
        How many consecutive rows of the evaluator are one example seen from several baselines;
        their mean is integrated, so that one scheme and one error estimate serve them all.
    early : bool
        Whether records are made after every round, where examples are few; else at the end only.
    outputs : pair of Tensor or None
        The model's output of every row at the baselines and at the inputs, where it is known.
    """
    rows = [
        range(start, start + averaged) for start in range(0, len(evaluator.path.inputs), averaged)
    ]
    queue = _Queue(len(rows), scheme_of, _node_size(evaluator))
    have_ends = all(scheme.has_endpoints for scheme in queue.opened().values())
    ends = None if have_ends else _ends(evaluator, rows, outputs)
    checked = False
    while queue.opened():
        opened = queue.working()
        for e, scheme in opened.items():
            if ends is not None:
                scheme.set_endpoint_scores(ends.held[:, :, e])
        nodes = [
            (row, a) for e, scheme in opened.items() for a in scheme.pending() for row in rows[e]
        ]
        waiting: list[Evaluation] = []
        for samples in evaluator(nodes):
            if not checked and len(samples) > 1:
                checked = True
                first = samples[0]
                evaluator.check_rows((first.example, first.alpha), first.scores.numpy())
            while samples:  # none may lie in the way of the next batch
                waiting.append(samples.pop(0))
                if len(waiting) == averaged:
                    example = waiting[0].example // averaged
                    opened[example].add(*_merged(waiting, evaluator.score.inverse_link))
                    waiting = []
            yield Progress(averaged * queue.evaluations, averaged * queue.expected)
        queue.settle(early)
        records = _records(evaluator, queue.results, ends.explained if ends else None, rows)
        yield Progress(averaged * queue.evaluations, averaged * queue.expected, records)


def _merged(
    samples: list[Evaluation], inverse_link: InverseLink
) -> tuple[float, Tensor, Tensor, InverseLink]:
    """One node as a scheme takes it; of several baselines, the mean of what is explained."""
    first = samples[0]
    if len(samples) == 1:
        return first.alpha, first.scores, first.step_gradients, inverse_link
    linked = [inverse_link.apply(sample.scores, sample.step_gradients) for sample in samples]
    scores, steps = (torch.stack(parts).mean(0) for parts in zip(*linked, strict=True))
    return first.alpha, scores, steps, IDENTITY


class _Queue:
    """The examples: not begun, open (with their nodes in memory), or finished."""

    def __init__(self, examples: int, scheme_of: Callable[[int], Scheme], node_size: int) -> None:
        self.examples, self.node_size, self._scheme_of = examples, node_size, scheme_of
        self.at_once = max(1, OPEN_BYTES // (TYPICAL_NODES * node_size))
        self.results: dict[int, list[PathIntegral]] = {}
        self._open: dict[int, Scheme] = {}
        self._begun = 0
        self._finished: list[int] = []

    def opened(self) -> dict[int, Scheme]:
        while self._begun < self.examples and len(self._open) < self.at_once:
            self._open[self._begun] = self._scheme_of(self._begun)
            self._begun += 1
        return self._open

    def working(self) -> dict[int, Scheme]:
        """The open ones to go on with: the first, and others whose next nodes have room.

        Paths that take many more nodes than most would together take far more memory.
        """
        room = OPEN_BYTES - sum(scheme.nbytes for scheme in self._open.values())
        chosen: dict[int, Scheme] = {}
        for e, scheme in self._open.items():
            needed = len(scheme.pending()) * self.node_size
            if not chosen or needed <= room:
                chosen[e] = scheme
                room -= needed
        return chosen

    def settle(self, early: bool) -> None:
        """Take results after a round: of all examples if few, else of those that have ended."""
        for e, scheme in list(self._open.items()):
            ended = not scheme.pending()
            if ended or (early and self.examples <= FEW):
                found = scheme.integrals()
                self.results.update({} if found is None else {e: found})
            if ended:
                self._finished.append(self._open.pop(e).evaluations)

    @property
    def evaluations(self) -> int:
        return sum(self._finished) + sum(s.evaluations for s in self._open.values())

    @property
    def expected(self) -> int:
        known = [*self._finished, *(scheme.expected for scheme in self._open.values())]
        return sum(known) + (self.examples - len(known)) * sum(known) // max(len(known), 1)


def _node_size(evaluator: Evaluator) -> int:
    """Bytes of one node's gradients, of every target."""
    example = evaluator.path.inputs[0]
    return example.numel() * example.element_size() * len(evaluator.score)


@dataclass(frozen=True)
class _Ends:
    """Scores of every target and example at the baseline and at the input, (2, targets, N)."""

    explained: Floats
    held: Floats  # as a scheme takes them: before a link, where it is given one


def _ends(evaluator: Evaluator, rows: Sequence[range], outputs: Outputs) -> _Ends:
    held = np.stack(_scores_at_ends(evaluator, outputs))
    values = evaluator.score.inverse_link.value(held)
    means = np.stack([values[:, :, r.start : r.stop].mean(2) for r in rows], 2)
    return _Ends(means, held if len(rows[0]) == 1 else means)


def _scores_at_ends(evaluator: Evaluator, outputs: Outputs) -> list[Floats]:
    """What is differentiated, (targets, rows), at alpha = 0 and 1; from outputs where known."""
    rows = range(len(evaluator.path.inputs))
    scores = [
        None if there is None or evaluator.score.calls else evaluator.scores_of(there, alpha)
        for there, alpha in zip(outputs, (0.0, 1.0), strict=True)
    ]
    missing = [alpha for alpha in (0, 1) if scores[alpha] is None]
    nodes = [(row, float(alpha)) for alpha in missing for row in rows]
    computed = evaluator.scores(nodes) if nodes else np.empty((len(evaluator.score), 0))
    for number, alpha in enumerate(missing):
        scores[alpha] = computed[:, number * len(rows) : (number + 1) * len(rows)]
    return cast("list[Floats]", scores)


def _records(
    evaluator: Evaluator,
    results: Mapping[int, list[PathIntegral]],
    ends: Floats | None,
    rows: Sequence[range],
) -> tuple[Attribution, ...]:
    if len(results) < len(rows):
        return ()
    if ends is None:
        scores = [[path.scores[[0, -1]] for path in results[e]] for e in range(len(rows))]
        ends = np.array(scores).T
    return tuple(
        assemble(
            torch.stack([evaluator.path.inputs[r.start] for r in rows]),
            torch.stack([evaluator.path.baselines[r.start : r.stop].mean(0) for r in rows]),
            tuple(targets[r.start] for r in rows),
            torch.from_numpy(ends[:, t]),
            [results[e][t] for e in range(len(rows))],
            evaluator.notes,
            len(rows[0]),
        )
        for t, targets in enumerate(evaluator.score.targets)
    )
