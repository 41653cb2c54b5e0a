"""Several baselines of one example: the mean over them is what is integrated."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluations
from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.rules import Bools, Floats

Taken = tuple[Floats, Tensor, Bools, InverseLink, float]  # what `Scheme.add` takes


class Merged:
    """Merges the rows of an example's baselines into one.

    Parameters
    ----------
    n_baselines : int
        How many consecutive rows are one example, seen from several baselines.
    inverse_link : InverseLink
        Of the scores that are differentiated. The mean is over scores explained.
    """

    def __init__(self, n_baselines: int, inverse_link: InverseLink) -> None:
        self.n, self.inverse_link = n_baselines, inverse_link
        self._rest: tuple[Floats, Tensor, Bools] | None = None  # rows of a node not yet whole

    def points(self, nodes: Points) -> Points:
        """The points of the rows that nodes consist of."""
        if self.n == 1:
            return nodes
        rows = nodes.examples[:, None] * self.n + np.arange(self.n)
        return Points(rows.ravel(), np.repeat(nodes.alphas, self.n))

    def __call__(self, evaluations: Evaluations) -> Taken:
        """The nodes that are whole after a batch, as a scheme takes them."""
        _, scores, step_gradients, finite, eps = evaluations
        if self.n == 1:
            return scores, step_gradients, finite, self.inverse_link, eps
        scores, step_gradients = self.inverse_link.apply(scores, step_gradients)
        if self._rest is not None:
            scores = np.concatenate([self._rest[0], scores])
            step_gradients = torch.cat([self._rest[1], step_gradients])
            finite = np.concatenate([self._rest[2], finite])
        whole = len(scores) // self.n * self.n
        self._rest = scores[whole:], step_gradients[whole:], finite[whole:]
        shape = (-1, self.n)
        return (
            scores[:whole].reshape(*shape, scores.shape[1]).mean(1),
            step_gradients[:whole].unflatten(0, shape).mean(1),
            np.asarray(finite[:whole].reshape(shape).all(1)),
            IDENTITY,
            eps,
        )
