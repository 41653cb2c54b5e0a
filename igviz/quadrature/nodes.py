"""The evaluated nodes of a cohort of paths, and the cells between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from igviz.cached import cached_property
from igviz.quadrature.inverse_link import IDENTITY, CellWeights, InverseLink
from igviz.quadrature.rules import Floats, Ints
from igviz.quadrature.store import Store, Together


def nbytes_of_products(nodes: int, targets: int) -> int:
    """Bytes that the inner products of so many nodes take."""
    return 8 * targets * nodes**2


@dataclass(frozen=True)
class Nodes:
    """Scores and step gradients of E examples with n nodes each, for T targets.

    Both are those of the score that is differentiated; ``inverse_link`` turns that score into the
    score explained. Nodes stand in the order in which they were evaluated; `ascending` sorts them.

    Attributes
    ----------
    store : Store
        The step gradients themselves.
    ends : ndarray, shape (E, T, 2)
        The scores at both ends of the path.
    alphas : ndarray, shape (E, n)
    scores : ndarray, shape (E, T, n)
    unit : ndarray, shape (E, T)
        About the largest value of the first step gradients: sums and products are in this unit, so
        that their squares neither overflow nor vanish, however large or small scores are.
    sums : ndarray, shape (E, T, n)
        The sum of the step gradient over features.
    products : ndarray, shape (E, T, n, n)
        Inner products of the step gradients: all that estimates of errors need of them.
    eps : float
        Machine epsilon that the scores were computed with.
    """

    store: Store
    ends: Floats
    alphas: Floats
    scores: Floats
    unit: Floats
    sums: Floats
    products: Floats
    inverse_link: InverseLink = IDENTITY
    eps: float = 0.0

    @staticmethod
    def none(store: Store, ends: Floats) -> Nodes:
        """No node yet."""
        e, t = ends.shape[:2]
        rows = np.empty((e, t, 0))
        products = np.empty((e, t, 0, 0))
        return Nodes(store, ends, np.empty((e, 0)), rows, np.ones((e, t)), rows, products)

    def __len__(self) -> int:
        return int(self.alphas.shape[1])

    @property
    def nbytes(self) -> int:
        """Bytes of step gradients and of their products."""
        return self.store.nbytes + self.products.nbytes

    def size_with(self, new: int) -> int:
        """Bytes of an example after so many new nodes."""
        nodes = len(self) + new
        return nodes * self.store.node_size + nbytes_of_products(nodes, self.ends.shape[1])

    def added(
        self, alphas: Floats, scores: Floats, sums: Floats, inverse_link: InverseLink, eps: float
    ) -> Nodes:
        """These nodes and new ones (E, k), whose step gradients the store has already."""
        new = alphas.shape[1]
        unit = self.unit if len(self) else self.store.unit()
        products = np.empty((*scores.shape[:2], len(self) + new, len(self) + new))
        products[:, :, : len(self), : len(self)] = self.products
        products[:, :, :, len(self) :] = self.store.products(new, unit)
        products[:, :, len(self) :] = np.swapaxes(products[:, :, :, len(self) :], 2, 3)
        return Nodes(
            self.store,
            self.ends,
            np.concatenate([self.alphas, alphas], 1),
            np.concatenate([self.scores, scores], 2),
            unit,
            np.concatenate([self.sums, sums / unit[..., None]], 2),
            products,
            inverse_link,
            eps,
        )

    def take(self, examples: Ints) -> Nodes:
        """The nodes of some of the examples."""
        return replace(
            self,
            store=self.store.take(examples),
            ends=self.ends[examples],
            alphas=self.alphas[examples],
            scores=self.scores[examples],
            unit=self.unit[examples],
            sums=self.sums[examples],
            products=self.products[examples],
        )

    @staticmethod
    def joined(several: Sequence[Nodes]) -> Nodes:
        """Join the nodes of different examples, with equally many nodes each."""
        if len(several) == 1:
            return several[0]
        return replace(
            several[0],
            store=Together.joined([nodes.store for nodes in several]),
            ends=np.concatenate([nodes.ends for nodes in several]),
            alphas=np.concatenate([nodes.alphas for nodes in several]),
            scores=np.concatenate([nodes.scores for nodes in several]),
            unit=np.concatenate([nodes.unit for nodes in several]),
            sums=np.concatenate([nodes.sums for nodes in several]),
            products=np.concatenate([nodes.products for nodes in several]),
        )

    @cached_property
    def ascending(self) -> Ascending:
        """The nodes in the order of their alphas."""
        order = np.argsort(self.alphas, 1)
        by_target = order[:, None]
        rows = np.take_along_axis(self.products, by_target[..., None], 2)
        return Ascending(
            self,
            order,
            np.take_along_axis(self.alphas, order, 1),
            np.take_along_axis(self.scores, by_target, 2),
            np.take_along_axis(self.sums, by_target, 2),
            np.take_along_axis(rows, by_target[:, :, None], 3),
        )


@dataclass(frozen=True)
class Ascending:
    """The nodes of a cohort in ascending order, and the cells that they cut the paths into.

    Both ends of a path and all nodes are *edges*, with *cells* between them. The first and the
    last cell have a node on one side only, and no width where that node is the end itself. Sums,
    products and all norms and errors that are made of them are in the unit of the nodes.
    """

    nodes: Nodes
    order: Ints  # (E, n): the slot of each node
    alphas: Floats
    scores: Floats
    sums: Floats
    products: Floats

    @cached_property
    def edges(self) -> Floats:
        """The alphas that cut the path into cells, (E, n + 2)."""
        edges = np.zeros((len(self.alphas), self.alphas.shape[1] + 2))
        edges[:, 1:-1], edges[:, -1] = self.alphas, 1.0
        return edges

    @cached_property
    def widths(self) -> Floats:
        """The widths of the cells, (E, n + 1)."""
        return np.diff(self.edges)

    @cached_property
    def edge_scores(self) -> Floats:
        """The score that is differentiated, at every edge, (E, T, n + 2)."""
        ends = self.nodes.ends
        return np.concatenate([ends[..., :1], self.scores, ends[..., 1:]], 2)

    @cached_property
    def explained_at_edges(self) -> Floats:
        """The score explained at every edge, in the unit of the sums, (E, T, n + 2)."""
        unit = self.nodes.unit[..., None]
        return np.asarray(self.nodes.inverse_link.value(self.edge_scores) / unit)

    @cached_property
    def cell_weights(self) -> CellWeights:
        """What the step gradients kept weigh in the integral of those explained, by cell."""
        scores = self.edge_scores
        widths = np.broadcast_to(self.widths[:, None], (*scores.shape[:2], scores.shape[2] - 1))
        return self.nodes.inverse_link.cell_weights(widths, scores).without_endpoints()

    @cached_property
    def weights(self) -> Floats:
        """What step gradients weigh in the integral of themselves, (E, n)."""
        trapezoid = IDENTITY.cell_weights(self.widths, self.edges)
        return trapezoid.without_endpoints().node_weights()[:, 1:-1]

    @cached_property
    def explained_weights(self) -> Floats:
        """What step gradients kept weigh in the integral of those explained, (E, T, n)."""
        return self.cell_weights.node_weights()[..., 1:-1]

    @cached_property
    def slopes(self) -> Floats:
        """The inverse link's slope at every node: the step gradient explained per one kept."""
        return self.nodes.inverse_link.slope(self.scores)

    @cached_property
    def norms(self) -> Floats:
        """L2 norm of the step gradient at every node, (E, T, n)."""
        squares = np.diagonal(self.products, axis1=2, axis2=3)
        return np.sqrt(np.maximum(squares, 0.0))

    def jumps(self, across: int) -> Floats:
        """L2 norms of the changes of the step gradient across so many cells."""
        squares = np.diagonal(self.products, axis1=2, axis2=3)
        mixed = np.diagonal(self.products, across, axis1=2, axis2=3)
        changes = squares[..., :-across] + squares[..., across:] - 2 * mixed
        return np.sqrt(np.maximum(changes, 0.0))

    @cached_property
    def jump_products(self) -> Floats:
        """Inner products of the changes from node to node, (E, T, n - 1, n - 1)."""
        return np.diff(np.diff(self.products, axis=2), axis=3)

    def norm(self, weights: Floats) -> Floats:
        """L2 norm of the sum of step gradients with weights (E, T, n) or (n,), shape (E, T)."""
        weights = np.broadcast_to(weights, self.scores.shape)
        square = np.einsum("eti,etij,etj->et", weights, self.products, weights)
        return np.asarray(np.sqrt(np.maximum(square, 0.0)))

    def by_slot(self, weights: Floats) -> Floats:
        """Weights (E, T, n) in the order in which nodes were evaluated."""
        placed = np.empty_like(weights)
        np.put_along_axis(placed, self.order[:, None], weights, 2)
        return placed

    def sampled_jumps(self) -> Floats:
        """Changes of a sample of features from node to node, (E, n - 1, T, features)."""
        sampled = self.nodes.store.sampled()
        order = torch.from_numpy(self.order).to(sampled.device)
        rows = torch.arange(len(order), device=sampled.device)[:, None]
        jumps = sampled[rows, order].diff(dim=1).cpu().double()
        return np.asarray(jumps.div_(torch.from_numpy(self.nodes.unit)[:, None, :, None]))
