"""A fixed rule: its nodes are known beforehand, and its error is not estimated."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.by_row import by_row
from igviz.quadrature.rules import Floats, Ints, rule
from igviz.quadrature.scheme import Integrals, Looks, NodeBatch, feature_sums
from igviz.quadrature.shown import Shown
from igviz.quadrature.step_maps import StepMapBuilder


class FixedScheme:
    """The same rule for every example; see `igviz.quadrature.scheme.Scheme`.

    Memory does not grow with ``n_steps``: step gradients are summed and not kept.

    Parameters
    ----------
    method : str
    n_steps : int
    shown : Shown
        What is shown of attributions.
    examples : int
        How many there are.
    keep : bool
        Whether step maps are kept.
    """

    has_endpoints = False
    nbytes = 0

    def __init__(
        self,
        method: str,
        n_steps: int,
        shown: Shown,
        examples: int = 1,
        keep: bool = True,
    ) -> None:
        self.method, self.examples, self.keep = method, examples, keep
        self.alphas, self.weights = rule(method, n_steps)
        self.shown = shown
        self.evaluations = 0
        self._fine = np.ones(examples, bool)
        self._sums: Tensor | None = None
        self._builders: list[list[StepMapBuilder]] = []
        self._scores: list[Floats] = []
        self._contributions: list[Floats] = []

    @property
    def expected(self) -> int:
        """The rule's number of nodes, for each example."""
        return len(self.alphas) * self.examples

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Give up examples of which a score at an end is not finite."""
        self._fine &= np.isfinite(scores).all((1, 2))

    @property
    def done(self) -> bool:
        """Whether all nodes have been added, or no example is left."""
        return self.evaluations == self.expected or not self._fine.any()

    def pending(self, room: int, urgent: bool) -> tuple[Ints, Floats]:  # noqa: ARG002 - nothing is kept
        """Return the nodes that have not been added, all of an example after the other."""
        rows = np.arange(self.evaluations, self.expected)
        return rows // len(self.alphas), self.alphas[rows % len(self.alphas)]

    def add(self, batch: NodeBatch) -> None:
        """Add the next nodes, in the order in which they were pending."""
        batch = batch.explained()
        step_gradients = batch.step_gradients
        rows = np.arange(self.evaluations, self.evaluations + batch.rows)
        examples, nodes = rows // len(self.alphas), rows % len(self.alphas)
        self._fine[examples[~batch.finite]] = False
        if self._sums is None:
            self._sums = step_gradients.new_zeros((self.examples, *step_gradients.shape[1:]))
        first, last = int(examples[0]), int(examples[-1])
        weighted = step_gradients * by_row(self.weights[nodes], step_gradients)
        places = torch.from_numpy(examples - first).to(step_gradients.device)
        self._sums[first : last + 1].index_add_(0, places, weighted)
        if self.keep:
            self._keep(examples, step_gradients)
        self._scores.append(batch.scores)
        self._contributions.append(feature_sums(step_gradients))
        self.evaluations += batch.rows

    def _keep(self, examples: Ints, step_gradients: Tensor) -> None:
        numbers, counts = np.unique(examples, return_counts=True)
        for example, some in zip(numbers, step_gradients.split(counts.tolist()), strict=True):
            if example == len(self._builders):
                self._builders.append(
                    [StepMapBuilder(self.alphas, self.weights, self.shown) for _ in some[0]]
                )
            for builder, steps in zip(self._builders[example], some.unbind(1), strict=True):
                builder.add(steps)

    def integrals(self) -> list[Integrals]:
        """Return the integrals of the examples all of whose nodes have been added."""
        whole = self.evaluations // len(self.alphas)
        fine = np.flatnonzero(self._fine[:whole])
        if not len(fine) or self._sums is None:
            return []
        scores, contributions = (
            np.concatenate(rows)[: whole * len(self.alphas)]
            .reshape(whole, len(self.alphas), -1)
            .swapaxes(1, 2)
            for rows in (self._scores, self._contributions)
        )
        looks = [[Looks(b.build()) for b in self._builders[e]] for e in fine if self.keep]
        return [
            Integrals(
                examples=fine,
                attributions=self._sums[torch.from_numpy(fine).to(self._sums.device)],
                alphas=np.tile(self.alphas, (len(fine), 1)),
                weights=np.broadcast_to(self.weights, scores[fine].shape),
                scores=scores[fine],
                contributions=contributions[fine],
                method=self.method,
                looks=looks if self.keep else None,
            )
        ]
