"""The self-stopping scheme: nested nodes, an estimate of the error, no number of steps to choose.

Smooth networks are integrated by Romberg's nested rules, which converge very fast. Along a line
the gradient of a ReLU network is a staircase of very many small jumps, which behaves like Brownian
motion: there the trapezoid is the best linear estimate, its error follows from the jumps, and nodes
are best placed in proportion to error^(2/3). Both rules use the same step gradients, and none is
thrown away. docs/numerics.md says what was measured.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from torch import Tensor

from igviz.quadrature.cohort import Cohort, Estimated
from igviz.quadrature.inverse_link import InverseLink
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.refine import nodes_needed, placed, refinement
from igviz.quadrature.rules import Bools, Floats, Ints
from igviz.quadrature.scheme import Integrals, NodeBatch, feature_sums
from igviz.quadrature.shown import Shown
from igviz.quadrature.store import LARGE, OneByOne, Store, Together

# Each number below is explained in docs/numerics.md, in the section named.
VALUE_BYTES = 4  # of a value, as long as none has come
PILOT_INTERVALS = 4  # of Romberg's first rule ("Romberg's rule")
PILOT_NODES = 4  # first nodes of a staircase ("Rough paths")
# The same of small examples, where a round costs more than its nodes ("Rough paths").
SMALL, VERY_SMALL = 16384, 512  # values of an example
PILOT_INTERVALS_OF_SMALL = 8
PILOT_NODES_OF_SMALL = 12
PILOT_NODES_OF_VERY_SMALL = 24
NEAR_BASELINE = 2.0**-10  # the first alpha there ("Rough paths")
MAX_INTERVALS = 64  # of Romberg's last rule ("Romberg's rule")
MAX_EVALUATIONS = 512  # most gradient evaluations of one path ("Limits")


class AdaptiveScheme:
    """Nodes of many paths, refined until the attribution of every target is within ``tol``.

    Parameters
    ----------
    tol : float
        Relative L2 error of the attribution to reach (0.05 = 5 %).
    shown : Shown
        What is shown of attributions and judged.
    limit : int
        Most gradient evaluations to spend on a path; fewer where the gradients would not fit into
        memory.
    kinks : bool, optional
        Whether the network has kinks, as far as its layers tell. Without kinks, the path between
        two nodes is taken for a curve. With kinks it is taken for a staircase, and Romberg's rule
        is not tried.
    examples : int
        How many paths there are.
    values : int, optional
        How many values an example has: the fewer, the more first nodes are worth their while.
    keep : bool
        Whether step maps and standard errors are kept; and of a single path also the nodes, so
        that `set_tol` can go on from them.
    """

    def __init__(
        self,
        tol: float,
        shown: Shown,
        limit: int = MAX_EVALUATIONS,
        kinks: bool | None = None,
        examples: int = 1,
        values: int = SMALL + 1,
        keep: bool = True,
    ) -> None:
        if not (isinstance(tol, (int, float, np.floating)) and 0 < tol < 1):
            raise ValueError(
                f"tol={tol!r} was given; pass a number between 0 and 1, such as 0.05 for 5 %."
            )
        self.tol, self.shown, self.keep = float(tol), shown, keep
        self.limit = max(limit, PILOT_INTERVALS_OF_SMALL + 1)
        self.smooth, self.has_endpoints = kinks is False, not kinks
        self.examples, self.evaluations = examples, 0
        self.node_size = VALUE_BYTES * values
        self._pilot, self._intervals = _pilot(kinks, values)
        self._waiting: list[Cohort] = []  # with pending nodes
        self._working: list[Cohort] = []  # whose pending nodes are being evaluated
        self._scores: list[Floats] = []  # of the first of these, as far as they are evaluated
        self._sums: list[Floats] = []
        self._finite: list[Bools] = []
        self._kept: Cohort | None = None  # a single path that is done
        self._done: list[Integrals] = []

    @property
    def nbytes(self) -> int:
        """Bytes of step gradients and their products kept."""
        kept = [] if self._kept is None else [self._kept]
        cohorts = [*self._waiting, *self._working, *kept]
        return sum(cohort.nodes.nbytes for cohort in cohorts)

    @property
    def expected(self) -> int:
        """Nodes that all paths will take, as far as they have shown."""
        cohorts = [*self._waiting, *self._working]
        if not cohorts and not self.evaluations:
            return self.examples * len(self._pilot)
        return self.evaluations - self._begun + sum(cohort.missing for cohort in cohorts)

    @property
    def _begun(self) -> int:
        """How many pending nodes of the first working cohort are evaluated."""
        return sum(map(len, self._finite))

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Take the scores at both ends of every path, and open those of which they are finite."""
        if self.evaluations or not self.done:  # opened before: a closed run goes on
            return
        members = np.flatnonzero(np.isfinite(scores).all((1, 2)))
        n, targets = len(members), scores.shape[1]
        if n:
            store = Together(n, self.shown, targets * self.node_size)
            cohort = Cohort(
                members,
                Nodes.none(store, scores[members]),
                np.tile(self._pilot, (n, 1)),
                self._intervals,
                np.full(n, float(len(self._pilot))),
            )
            self._waiting = [cohort]

    def set_tol(self, tol: float) -> None:
        """Change the error to reach of a single path; all nodes are kept."""
        self.tol = tol
        if self._kept is not None:
            cohort, self._kept, self._done = self._kept, None, []
            self._plan(cohort)
        # A path that is still open is judged by the new tol after its next round.

    # Working ------------------------------------------------------------------------------------

    @property
    def done(self) -> bool:
        """Whether every path converged or reached the limit."""
        return not self._waiting and not self._working

    def pending(self, room: int, urgent: bool) -> tuple[Ints, Floats]:
        """Return the next nodes of the cohorts that there is room for, those with most first."""
        if not self._working:
            self._choose(room, urgent)
        examples = [np.repeat(c.members, c.pending.shape[1]) for c in self._working]
        alphas = [cohort.pending.ravel() for cohort in self._working]
        if not examples:
            return np.empty(0, np.int64), np.empty(0)
        return np.concatenate(examples)[self._begun :], np.concatenate(alphas)[self._begun :]

    def _choose(self, room: int, urgent: bool) -> None:
        """Move waiting examples to the working ones, in cohorts that are not too large."""
        self._waiting.sort(key=lambda cohort: len(cohort.nodes), reverse=True)
        waiting, self._waiting = self._waiting, []
        for cohort in waiting:
            n, most = len(cohort.members), cohort.most
            grows = cohort.example_size - cohort.nodes.size_with(0)
            fit = min(n, max(0, room) // grows)
            if urgent and not self._working:
                fit = max(fit, 1)
            room -= fit * grows
            for first in range(0, fit, most):
                self._working.append(cohort.take(np.arange(first, min(first + most, fit))))
            if fit < n:
                self._waiting.append(cohort.take(np.arange(fit, n)))

    def add(self, batch: NodeBatch) -> None:
        """Take the next nodes; after a cohort's last one, estimate its errors and plan the next."""
        if self.smooth:  # the score explained is a curve, too, so that it needs no link
            batch = batch.explained()
        first = 0
        while first < batch.rows:
            cohort = self._working[0]
            here = batch.part(first, cohort.pending.size - self._begun)
            if not self._finite and not len(cohort.nodes):
                cohort = self._working[0] = self._opened(cohort, here.step_gradients)
            cohort.nodes.store.put(here.step_gradients)
            self._scores.append(here.scores)
            self._sums.append(feature_sums(here.step_gradients))
            self._finite.append(here.finite)
            first += here.rows
            self.evaluations += here.rows
            if self._begun == cohort.pending.size:
                self._close(cohort, batch.inverse_link, batch.eps)

    def _opened(self, cohort: Cohort, step_gradients: Tensor) -> Cohort:
        """Give a cohort the store that fits its examples."""
        store: Store = cohort.nodes.store
        if len(cohort.members) == 1 and step_gradients[0].nbytes > LARGE:
            store = OneByOne(self.limit, self.shown)
        return replace(cohort, nodes=replace(cohort.nodes, store=store))

    def _close(self, cohort: Cohort, inverse_link: InverseLink, eps: float) -> None:
        """Put the evaluated nodes into the cohort, and plan its next ones."""
        self._working.pop(0)
        e, k = cohort.pending.shape
        cohort.nodes.store.close()
        scores, sums = (
            np.concatenate(rows).reshape(e, k, -1).swapaxes(1, 2)
            for rows in (self._scores, self._sums)
        )
        fine = np.concatenate(self._finite).reshape(e, k).all(1)
        self._scores, self._sums, self._finite = [], [], []
        nodes = cohort.nodes.added(cohort.pending, scores, sums, inverse_link, eps)
        if self.has_endpoints:
            first, last = self._pilot.argmin(), self._pilot.argmax()
            nodes = replace(nodes, ends=nodes.scores[..., [first, last]])
        cohort = replace(cohort, nodes=nodes, pending=np.empty((e, 0)))
        cohort = cohort if fine.all() else cohort.take(np.flatnonzero(fine))
        if len(cohort.members):
            self._plan(cohort)

    # Planning -----------------------------------------------------------------------------------

    def _plan(self, cohort: Cohort) -> None:
        """Estimate the errors of a cohort; what converged is done, the rest gets pending nodes."""
        estimated = Estimated.of(cohort, self.smooth, self.tol)
        estimate, n = estimated.estimate, len(cohort.nodes)
        limit = min(self.limit, cohort.nodes.store.capacity)
        done = estimate.converged.all(1) | (n >= limit)
        doubles = ~done & estimate.by_romberg.all(1)
        self._double(estimated, np.flatnonzero(doubles), limit)
        rough = ~done & ~doubles
        if not rough.any():
            self._finish(estimated, np.flatnonzero(done))
            return
        needed = np.where(
            estimate.converged, n, nodes_needed(estimate, estimated.nodes, self.tol)
        ).max(1)
        counts = refinement(estimate, estimated.nodes, self.tol, needed, limit)
        k = np.where(rough, counts.sum(1), 0)
        self._finish(estimated, np.flatnonzero(~doubles & (k == 0)))
        for each in np.unique(k[k > 0]):
            some = np.flatnonzero(k == each)
            pending = placed(estimated.nodes.edges[some], counts[some])
            expected = np.minimum(needed[some] + 1, limit)
            self._wait(estimated, some, pending, None, expected)

    def _double(self, estimated: Estimated, some: Ints, limit: int) -> None:
        """Ask for Romberg's next rule; beyond its last one, go on as on a rough path."""
        intervals = estimated.cohort.intervals
        if not len(some) or intervals is None:
            return
        doubled = 2 * intervals
        if doubled > MAX_INTERVALS or doubled + 1 > limit:
            self._plan(replace(estimated.cohort.take(some), intervals=None))
            return
        alphas = (np.arange(intervals) + 0.5) / intervals
        expected = np.full(len(some), doubled + 1.0)
        self._wait(estimated, some, np.tile(alphas, (len(some), 1)), doubled, expected)

    def _wait(
        self,
        estimated: Estimated,
        some: Ints,
        pending: Floats,
        intervals: int | None,
        expected: Floats,
    ) -> None:
        """Let some examples wait for their next nodes, with others that have as many."""
        cohort = replace(
            estimated.cohort.take(some), pending=pending, intervals=intervals, expected=expected
        )
        alike = next((one for one in self._waiting if one.joins(cohort)), None)
        if alike is not None:
            self._waiting = [one for one in self._waiting if one is not alike]
            cohort = Cohort.joined([alike, cohort])
        self._waiting.append(cohort)

    def _finish(self, estimated: Estimated, some: Ints) -> None:
        if not len(some):
            return
        self._done.append(estimated.integrals(some, self.tol, self.shown, self.keep))
        if self.keep and self.examples == 1:
            self._kept = estimated.cohort

    # Results ------------------------------------------------------------------------------------

    def integrals(self) -> list[Integrals]:
        """Return the integrals of all paths that have nodes."""
        begun = [one.evaluated for one in (*self._waiting, *self._working) if len(one.nodes)]
        still_open = [
            Estimated.of(cohort, self.smooth, self.tol).integrals(
                np.arange(len(cohort.members)), self.tol, self.shown, self.keep
            )
            for cohort in begun
        ]
        return [*self._done, *still_open]


def _pilot(kinks: bool | None, values: int) -> tuple[Floats, int | None]:
    """The first alphas, and the number of intervals if they are those of Romberg's rule.

    A middle one and the last come first, in one batch. The model's outputs differ most between
    these two, so that a model whose rows influence each other gives itself away.
    """
    nodes, intervals = PILOT_NODES, PILOT_INTERVALS
    if values <= SMALL:
        nodes, intervals = PILOT_NODES_OF_SMALL, PILOT_INTERVALS_OF_SMALL
    if values <= VERY_SMALL:
        nodes = PILOT_NODES_OF_VERY_SMALL
    if kinks:
        alphas = np.arange(nodes) / (nodes - 0.5)
        alphas[0] = NEAR_BASELINE
    else:
        alphas = np.arange(intervals + 1) / intervals
    *others, last = alphas.tolist()
    return np.array([others.pop(len(others) // 2), last, *others]), None if kinks else intervals
