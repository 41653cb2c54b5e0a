"""Integrate along the paths of many examples at once, with progress after every batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from igviz.engine.assemble import assemble
from igviz.engine.attribution import Attribution
from igviz.engine.endpoints import Outputs, endpoints
from igviz.engine.evaluator import Evaluator
from igviz.engine.failures import Failures
from igviz.engine.flat import UNUSED, Flats
from igviz.engine.merged import Merged
from igviz.engine.progress import Progress
from igviz.engine.queue import Queue
from igviz.engine.row_check import RowCheck
from igviz.quadrature.scheme import Scheme


def integrate(
    evaluator: Evaluator,
    scheme_of: Callable[[int], Scheme],
    n_baselines: int = 1,
    early: bool = True,
    outputs: Outputs = (None, None),
    verified: int = 0,
) -> Iterator[Progress]:
    """Integrate every example's path; attributions come as soon as there are any.

    Examples share one queue, so that batches are full. As many are open at once as their nodes
    have room in memory, and at least one. Closing the iterator stops the work; attributions that
    it has yielded stay valid. An example whose score or gradient is not finite somewhere is given
    up, which is an error where there is no other.

    Parameters
    ----------
    evaluator : Evaluator
        Holds the forward function, the paths and the scores.
    scheme_of : callable
        Gives a scheme of so many examples; one that has nodes goes on from them.
    n_baselines : int
        How many consecutive rows of the evaluator are one example, seen from several baselines.
        Their mean is integrated, so that one scheme and one error estimate serve them all.
    early : bool
        Whether attributions are made after every round, where examples are few; else at the end.
    outputs : pair of Tensor or None
        The model's output of every row at the baselines and at the inputs, where it is known.
    verified : int
        Rows of the largest batch in which rows are known not to see each other.
    """
    examples, targets = len(evaluator.path.inputs) // n_baselines, len(evaluator.score)
    queue = Queue(examples, scheme_of, _node_size(evaluator), targets)
    ends = endpoints(evaluator, n_baselines, outputs)
    failures = Failures(n_baselines, ends.differentiated)
    flats = Flats(evaluator, failures, n_baselines, ends.explained)
    row_check = RowCheck(evaluator, n_baselines, ends.explained, verified)

    def attributions(partly: bool = False) -> tuple[Attribution, ...]:
        return assemble(evaluator, ends, queue.integrals(), failures, n_baselines, partly)

    while queue.open(ends.differentiated):
        failures.refuse_all()
        merged = Merged(n_baselines, evaluator.score.inverse_link)
        for evaluations in evaluator(merged.points(queue.pending())):
            row_check.check(evaluations)
            failures.notice(evaluations)
            flats.notice(evaluations)
            queue.add(merged(evaluations))
            del evaluations  # its tensors would take memory from the next batch
            yield Progress(
                n_baselines * queue.evaluations,
                n_baselines * queue.expected,
                current=lambda: attributions(partly=True),
            )
        flats.give_up()
        failures.refuse_all()
        if evaluator.unused:
            evaluator.note(UNUSED)
        queue.close()
        if queue.finished:
            row_check.check_last()
        if queue.finished or (early and queue.early):
            evaluator.check_weights()
            yield Progress(
                n_baselines * queue.evaluations,
                n_baselines * queue.expected,
                attributions(),
                last=queue.finished,
            )


def _node_size(evaluator: Evaluator) -> int:
    """Bytes of one node's step gradients, of every target."""
    example = evaluator.path.inputs[0]
    return example.numel() * example.element_size() * len(evaluator.score)
