"""Integrate along the paths of many examples at once, with progress after every batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from igviz.engine.attribution import Attribution, assemble
from igviz.engine.endpoints import Outputs, endpoints
from igviz.engine.evaluator import Evaluation, Evaluator
from igviz.engine.progress import Progress
from igviz.engine.queue import Queue
from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.rules import Floats
from igviz.quadrature.scheme import PathIntegral, Scheme


def integrate(
    evaluator: Evaluator,
    scheme_of: Callable[[int], Scheme],
    n_baselines: int = 1,
    early: bool = True,
    outputs: Outputs = (None, None),
) -> Iterator[Progress]:
    """Integrate every example's path; attributions come as soon as there are any.

    Examples share one queue, so that batches are full. As many are open at once as their nodes
    have room in memory, and at least one. Closing the iterator stops the work; attributions that
    it has yielded stay valid.

    Parameters
    ----------
    evaluator : Evaluator
        Holds the forward function, the paths and the scores.
    scheme_of : callable
        Gives the scheme of an example, by number; a scheme that has nodes goes on from them.
    n_baselines : int
        How many consecutive rows of the evaluator are one example, seen from several baselines.
        Their mean is integrated, so that one scheme and one error estimate serve them all.
    early : bool
        Whether attributions are made after every round, where examples are few; else at the end.
    outputs : pair of Tensor or None
        The model's output of every row at the baselines and at the inputs, where it is known.
    """
    n_rows = len(evaluator.path.inputs)
    rows = [range(first, first + n_baselines) for first in range(0, n_rows, n_baselines)]
    queue = Queue(len(rows), scheme_of, _node_size(evaluator))
    have_endpoints = all(scheme.has_endpoints for scheme in queue.open().values())
    ends = None if have_endpoints else endpoints(evaluator, rows, outputs)
    checked = False
    while queue.open():
        schemes = queue.working()
        for example, scheme in schemes.items():
            if ends is not None:
                scheme.set_endpoint_scores(ends.differentiated[:, :, example])
        nodes = [
            (row, alpha)
            for example, scheme in schemes.items()
            for alpha in scheme.pending()
            for row in rows[example]
        ]
        waiting: list[Evaluation] = []
        for evaluations in evaluator(nodes):
            checked = checked or _check_rows(evaluator, evaluations)
            # Each is dropped once it is used: its tensors would take memory from the next batch.
            while evaluations:
                waiting.append(evaluations.pop(0))
                if len(waiting) == n_baselines:
                    example = waiting[0].example // n_baselines
                    schemes[example].add(*_merged(waiting, evaluator.score.inverse_link))
                    waiting = []
            yield Progress(n_baselines * queue.evaluations, n_baselines * queue.expected)
        queue.settle(early)
        attributions = _attributions(
            evaluator, queue.integrals, ends.explained if ends else None, rows
        )
        yield Progress(n_baselines * queue.evaluations, n_baselines * queue.expected, attributions)


def _check_rows(evaluator: Evaluator, evaluations: Sequence[Evaluation]) -> bool:
    """Check that a batch's rows do not influence each other; False for a batch of one row."""
    if len(evaluations) < 2:
        return False
    first = evaluations[0]
    evaluator.check_rows((first.example, first.alpha), first.scores.numpy())
    return True


def _merged(
    evaluations: list[Evaluation], inverse_link: InverseLink
) -> tuple[float, Tensor, Tensor, InverseLink]:
    """One node as a scheme takes it; of several baselines, the mean of the scores explained."""
    first = evaluations[0]
    if len(evaluations) == 1:
        return first.alpha, first.scores, first.step_gradients, inverse_link
    explained = [inverse_link.apply(one.scores, one.step_gradients) for one in evaluations]
    scores, step_gradients = (torch.stack(each).mean(0) for each in zip(*explained, strict=True))
    return first.alpha, scores, step_gradients, IDENTITY


def _node_size(evaluator: Evaluator) -> int:
    """Bytes of one node's step gradients, of every target."""
    example = evaluator.path.inputs[0]
    return example.numel() * example.element_size() * len(evaluator.score)


def _attributions(
    evaluator: Evaluator,
    integrals: Mapping[int, list[PathIntegral]],
    endpoint_scores: Floats | None,
    rows: Sequence[range],
) -> tuple[Attribution, ...]:
    """One attribution per target; none while an example has no integral."""
    if len(integrals) < len(rows):
        return ()
    examples = range(len(rows))
    if endpoint_scores is None:
        scores = [[one.scores[[0, -1]] for one in integrals[example]] for example in examples]
        endpoint_scores = np.array(scores).T
    return tuple(
        assemble(
            torch.stack([evaluator.path.inputs[r.start] for r in rows]),
            torch.stack([evaluator.path.baselines[r.start : r.stop].mean(0) for r in rows]),
            tuple(targets[r.start] for r in rows),
            torch.from_numpy(endpoint_scores[:, t]),
            [integrals[example][t] for example in examples],
            evaluator.notes,
            len(rows[0]),
        )
        for t, targets in enumerate(evaluator.score.targets)
    )
