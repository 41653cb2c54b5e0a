"""How many nodes a rough path needs, and where the next ones go."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

import numpy as np

from igviz.quadrature.estimate import SAFETY, Estimate
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.rules import Floats

# Each number below is explained in docs/numerics.md, in the section named.
MIN_WIDTH = 2.0**-16  # of a cell that may be split: what errs in less is a jump ("Jumps")
ROUND_SHARE = 0.9  # of the missing nodes that a round asks for ("Placing nodes")
ROUND_MULTIPLE = 4  # of which a round's number of nodes is a multiple ("Placing nodes")
MANY = 1e6  # nodes: a larger estimate of their number says nothing more
NEGLIGIBLE = 1e-9  # share of the largest cell's error below which no attribution is told apart


def nodes_needed(estimate: Estimate, nodes: Nodes, tol: float) -> float:
    """Estimate how many nodes, best placed, bring the piecewise rule within ``tol``."""
    errors = estimate.cell_errors * nodes.cell_lengths
    allowed = SAFETY * tol * float(estimate.attributions.norm()) / estimate.scale
    return float((errors ** (2 / 3)).sum() ** 1.5 / _divisor(allowed, errors))


def refinement(
    estimates: Sequence[Estimate], nodes: Nodes, tol: float, needed: float, limit: int
) -> list[float]:
    """Choose the alphas of the next round, in proportion to error^(2/3).

    Parameters
    ----------
    estimates : sequence of Estimate
        Of the targets that have not converged.
    nodes : Nodes
    tol : float
        Relative L2 error to reach.
    needed : float
        How many nodes would suffice.
    limit : int
        How many nodes there may be.
    """
    missing = min(needed, MANY) - len(nodes)
    n = ROUND_MULTIPLE * math.ceil(ROUND_SHARE * missing / ROUND_MULTIPLE)
    # At most twice as many nodes as there are: the new ones may change where to look next.
    at_most = len(nodes) // ROUND_MULTIPLE * ROUND_MULTIPLE
    n = min(max(ROUND_MULTIPLE, min(n, at_most)), limit - len(nodes))
    shares = np.max([_shares(estimate, nodes, tol) for estimate in estimates], axis=0)
    by_cell = allot(shares, nodes.cell_lengths, n)
    return [alpha for cell, k in enumerate(by_cell) for alpha in nodes.split(cell, k)]


def allot(shares: Floats, lengths: Floats, n: int) -> list[int]:
    """Give each of ``n`` nodes to the cell whose squared error it makes fall most.

    A cell of so many steps that is cut into m has the share (length / m)^2 of its squared error.

    Parameters
    ----------
    shares : ndarray, shape (cells,)
        Errors of the cells, in any unit; a cell without error gets no node.
    lengths : ndarray, shape (cells,)
        Steps that each cell is long, see `igviz.quadrature.nodes.Nodes.cell_lengths`.
    n : int

    Returns
    -------
    list of int
        Number of nodes of each cell.
    """
    squares = (shares * lengths) ** 2

    def gain(i: int, given: int) -> float:
        steps = lengths[i] + given
        return float(squares[i] * (1 / steps**2 - 1 / (steps + 1) ** 2))

    given = [0] * len(shares)
    gains = [(-gain(i, 0), i) for i, share in enumerate(shares) if share > 0]
    heapq.heapify(gains)
    for _ in range(n if gains else 0):
        _, i = heapq.heappop(gains)
        given[i] += 1
        heapq.heappush(gains, (-gain(i, given[i]), i))
    return given


def _shares(estimate: Estimate, nodes: Nodes, tol: float) -> Floats:
    """The cells' errors in units of the error allowed; zero for cells too narrow to split."""
    errors = estimate.cell_errors
    wide = np.diff(nodes.edges) > MIN_WIDTH
    allowed = tol * float(estimate.attributions.norm())
    return np.where(wide, errors / _divisor(allowed, errors), 0.0)


def _divisor(allowed: float, errors: Floats) -> float:
    """The error allowed as a number to divide by: above zero even where no attribution is."""
    return max(allowed, NEGLIGIBLE * float(errors.max()), 1e-300)
