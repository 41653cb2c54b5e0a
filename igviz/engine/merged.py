"""Several baselines of one example: the mean over them is what is integrated."""

from __future__ import annotations

import numpy as np
import torch

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluations
from igviz.quadrature.inverse_link import InverseLink
from igviz.quadrature.scheme import NodeBatch


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
        self._rest: NodeBatch | None = None  # rows of a node not yet whole

    def points(self, nodes: Points) -> Points:
        """The points of the rows that nodes consist of."""
        if self.n == 1:
            return nodes
        rows = nodes.examples[:, None] * self.n + np.arange(self.n)
        return Points(rows.ravel(), np.repeat(nodes.alphas, self.n))

    def __call__(self, evaluations: Evaluations) -> NodeBatch:
        """The nodes that are whole after a batch, as a scheme takes them."""
        _, scores, step_gradients, finite, eps = evaluations
        batch = NodeBatch(scores, step_gradients, finite, self.inverse_link, eps)
        if self.n == 1:
            return batch
        batch = batch.explained()
        if self._rest is not None:
            batch = NodeBatch(
                np.concatenate([self._rest.scores, batch.scores]),
                torch.cat([self._rest.step_gradients, batch.step_gradients]),
                np.concatenate([self._rest.finite, batch.finite]),
                batch.inverse_link,
                eps,
            )
        nodes = batch.rows // self.n
        whole = batch.part(0, nodes * self.n)
        self._rest = batch.part(whole.rows, batch.rows)
        shape = (nodes, self.n)
        return NodeBatch(
            whole.scores.reshape(*shape, whole.scores.shape[1]).mean(1),
            whole.step_gradients.unflatten(0, shape).mean(1),
            np.asarray(whole.finite.reshape(shape).all(1)),
            whole.inverse_link,
            eps,
        )
