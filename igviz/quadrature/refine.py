"""How many nodes rough paths need, and where the next ones go."""

from __future__ import annotations

import numpy as np

from igviz.quadrature.estimate import Estimate
from igviz.quadrature.nodes import Ascending
from igviz.quadrature.roughness import TINY
from igviz.quadrature.rules import Floats, Ints

# Each number below is explained in docs/numerics.md, in the section named.
MIN_WIDTH = 2.0**-16  # of a cell that may be split: what errs in less is a jump ("Jumps")
ROUND_SHARE = 0.9  # of the missing nodes that a round asks for ("Placing nodes")
ROUND_MULTIPLE = 2  # of which a round's number of nodes is a multiple ("Placing nodes")
MANY = 1e6  # nodes: a larger estimate of their number says nothing more
NEGLIGIBLE = 1e-9  # share of the largest cell's error below which no attribution is told apart


def nodes_needed(estimate: Estimate, nodes: Ascending, tol: float) -> Floats:
    """Estimate how many nodes, best placed, bring the piecewise rule within ``tol``, (E, T)."""
    errors = estimate.cell_errors * cell_lengths(nodes)[:, None]
    allowed = tol * estimate.norms / np.maximum(estimate.scales, TINY)
    needed = np.cbrt(errors**2).sum(2) ** 1.5 / _divisor(allowed, errors)
    return np.asarray(np.minimum(needed, MANY))


def refinement(
    estimate: Estimate, nodes: Ascending, tol: float, needed: Floats, limit: int
) -> Ints:
    """Choose how many nodes of the next round go into each cell, (E, cells).

    They are placed in proportion to error^(2/3), at least one beside a node that stands for too
    much. An example of which all cells are too narrow gets none.

    Parameters
    ----------
    estimate : Estimate
    nodes : Ascending
    tol : float
        Relative L2 error to reach.
    needed : ndarray, shape (E,)
        How many nodes would suffice.
    limit : int
        How many nodes there may be.
    """
    n = len(nodes.nodes)
    wide = nodes.widths > MIN_WIDTH
    open_ = ~estimate.converged
    heavy = np.asarray((estimate.heavy & open_[..., None]).any(1))
    beside = np.zeros(wide.shape, bool)
    beside[:, :-1] |= heavy
    beside[:, 1:] |= heavy
    forced = (beside & wide).astype(np.int64)
    missing = np.maximum(ROUND_SHARE * (needed - n), forced.sum(1))
    asked = ROUND_MULTIPLE * np.ceil(missing / ROUND_MULTIPLE).astype(np.int64)
    # At most twice as many nodes as there are: the new ones may change where to look next.
    at_most = n // ROUND_MULTIPLE * ROUND_MULTIPLE
    asked = np.minimum(np.maximum(ROUND_MULTIPLE, np.minimum(asked, at_most)), limit - n)
    errors = np.where(open_[..., None], estimate.cell_errors, 0.0)
    allowed = _divisor(tol * estimate.norms, errors)
    shares = np.where(wide, (errors / allowed[..., None]).max(1), 0.0)
    return allot(shares, cell_lengths(nodes), asked, forced)


def allot(shares: Floats, lengths: Floats, n: Ints, given: Ints) -> Ints:
    """Give each of ``n`` nodes to the cell whose squared error it makes fall most.

    A cell of so many steps that is cut into m has the share (length / m)^2 of its squared error.

    Parameters
    ----------
    shares : ndarray, shape (E, cells)
        Errors of the cells, in any unit; a cell without error gets no node.
    lengths : ndarray, shape (E, cells)
        Steps that each cell is long, see `cell_lengths`.
    n : ndarray of int, shape (E,)
        How many nodes each example gets.
    given : ndarray of int, shape (E, cells)
        The nodes that cells get in any case, the first of the ``n``.

    Returns
    -------
    ndarray of int, shape (E, cells)
        Number of nodes of each cell.
    """
    given = np.where(given.cumsum(1) <= n[:, None], given, 0)
    squares = (shares * lengths) ** 2
    some = (shares > 0).any(1)
    rows = np.arange(len(shares))
    left = np.where(some, n - given.sum(1), 0)
    for _ in range(int(left.max(initial=0))):
        steps = lengths + given
        gains = squares * (1 / steps**2 - 1 / (steps + 1) ** 2)
        gains[shares <= 0] = -1.0
        given[rows, gains.argmax(1)] += left > 0
        left = left - 1
    return given


def placed(edges: Floats, by_cell: Ints) -> Floats:
    """The alphas of new nodes, (E, k), of which every example gets equally many.

    A cell between ``edges`` (E, cells + 1) is cut evenly, and half a step is left beside an end of
    the path.
    """
    examples, cells = by_cell.shape
    counts = by_cell.ravel()
    cell = np.repeat(np.arange(examples * cells), counts)
    place = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    of = cell % cells
    ends = np.where((of == 0) | (of == cells - 1), 0.5, 1.0)
    step = np.diff(edges).ravel()[cell] / (counts[cell] + ends)
    left = edges[:, :-1].ravel()[cell]
    offset = np.where(of == 0, place - 0.5, place)
    return np.asarray((left + offset * step).reshape(examples, -1))


def cell_lengths(nodes: Ascending) -> Floats:
    """Length of each cell in steps of a midpoint rule: a half beside an end, otherwise 1."""
    lengths = np.ones(nodes.widths.shape)
    lengths[:, [0, -1]] = 0.5
    return lengths


def _divisor(allowed: Floats, errors: Floats) -> Floats:
    """The error allowed as a number to divide by: above zero even where no attribution is."""
    return np.asarray(np.maximum(np.maximum(allowed, NEGLIGIBLE * errors.max(2)), TINY))
