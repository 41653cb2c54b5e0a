"""Evaluate (example, alpha) nodes: scores and step gradients, whatever the model."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.engine.batches import Batches, Node
from igviz.engine.paths import Path
from igviz.engine.stem import FasterStems
from igviz.errors import GradientError, ModelError
from igviz.models.forward import Forward, placement, storages
from igviz.models.guard import guarded
from igviz.models.score import Score
from igviz.quadrature.rules import Floats

# How far a score may be off, relatively, when its row is evaluated alone: see "Rows that see each
# other" in docs/numerics.md.
SAME_SCORE = 2e-3
SAME_SCORE_BY_DTYPE = {torch.float16: 5e-2, torch.bfloat16: 5e-2, torch.float64: 1e-6}
SMALL_SCORE = 1e-4  # scores below it count as that large


@dataclass(frozen=True)
class Evaluation:
    """The score and the step gradient at one node, for every target.

    ``scores`` has shape (targets,) and ``step_gradients`` (targets, ...). Both belong to the score
    that is differentiated; of a probability that is the log-odds.
    """

    example: int
    alpha: float
    scores: Tensor
    step_gradients: Tensor


class Evaluator:
    """Evaluates gradients along paths, in batches that fit.

    Parameters
    ----------
    forward : callable
        Maps a batch (rows, ...) to a model output.
    path : Path
        From each example's baseline to its input.
    score : Score
        What is differentiated.
    batch_size : int, optional
        Rows of one forward pass; without it, as many as pay and fit.
    """

    def __init__(
        self,
        forward: Forward,
        path: Path,
        score: Score,
        batch_size: int | None = None,
    ) -> None:
        self.forward, self.path, self.score = forward, path, score
        self.batches = Batches(forward, path.inputs, batch_size)
        self.dtype = placement(forward)[1]
        self.guarded_module = forward  # is left as it was, whatever computes in its place

    @property
    def notes(self) -> list[str]:
        """What a reader should know about how the gradients were computed."""
        return self.batches.notes

    def with_forward(self, forward: Forward, dtype: torch.dtype) -> Evaluator:
        """An evaluator of the same paths and scores by another function, computing in ``dtype``."""
        size = self.batches.size
        other = Evaluator(forward, self.path, self.score, size.rows if size.settled else None)
        other.dtype, other.guarded_module = dtype, self.guarded_module
        other.batches.size.model |= storages(self.guarded_module)
        return other

    def __call__(self, nodes: Sequence[Node]) -> Iterator[list[Evaluation]]:
        """Evaluate the nodes in the order given, one list of evaluations per batch."""
        yield from self.batches.run(nodes, self._evaluate)

    def scores(self, nodes: Sequence[Node]) -> Floats:
        """The scores that are differentiated, without gradients: shape (targets, nodes)."""
        return np.concatenate(list(self.batches.run(nodes, self._evaluate_scores)), 1)

    def scores_of(self, outputs: Tensor, alpha: float) -> Floats:
        """The scores that are differentiated, from the model's output (rows, ...) of every row.

        ``alpha`` is where on the path the outputs were computed, for the error sentence.
        """
        rows = list(range(len(outputs)))
        scores = self.score.differentiated(outputs, rows).cpu().double()
        check_finite(scores, [(row, alpha) for row in rows], "score")
        return np.asarray(scores)

    def check_rows(self, node: Node, scores: Floats) -> None:
        """Refuse a model whose rows influence each other.

        ``scores`` (targets,) are those of a node that was evaluated in a batch with others. Alone
        the node must have the same scores, or the gradient of a batch is not each row's own.
        """
        value = self.score.inverse_link.value
        together, alone = value(scores), value(self._evaluate_scores([node])[:, 0])
        same = SAME_SCORE_BY_DTYPE.get(self.dtype or torch.float32, SAME_SCORE)
        if (np.abs(together - alone) > same * np.maximum(np.abs(alone), SMALL_SCORE)).any():
            raise ModelError(
                "An example's score changes with what else is in its batch, so gradients of a "
                "batch are not each example's own (batch statistics, attention across rows or "
                "state kept between calls); pass batch_size=1 to evaluate one row at a time."
            )

    def note(self, text: str) -> None:
        """Add a note, once."""
        self.batches.note(text)

    def _evaluate(self, batch: list[Node]) -> list[Evaluation]:
        with guarded(self.guarded_module), self.batches.size.watched(len(batch)):
            examples, alphas, points = self._points(batch)
            with FasterStems() if self.batches.faster_stems else contextlib.nullcontext():
                scores = self._scores(points.requires_grad_(), examples)
            check_finite(scores.detach(), batch, "score")
            gradients = self._gradients(scores, points)
        check_finite(gradients, batch, "gradient")
        step_gradients = gradients.contiguous() * self.path.velocity(examples, alphas)
        scores = scores.detach().cpu().double()
        return [
            Evaluation(example, alpha, scores[:, i], step_gradients[:, i])
            for i, (example, alpha) in enumerate(batch)
        ]

    def _evaluate_scores(self, batch: list[Node]) -> Floats:
        with guarded(self.guarded_module), torch.no_grad():
            examples, _, points = self._points(batch)
            scores = self._scores(points, examples).cpu().double()
        check_finite(scores, batch, "score")
        return np.asarray(scores)

    def _points(self, batch: list[Node]) -> tuple[list[int], Tensor, Tensor]:
        """The examples, the alphas and the points of the path there, row by row."""
        examples = [example for example, _ in batch]
        alphas = torch.tensor([alpha for _, alpha in batch], dtype=torch.float64)
        alphas = alphas.to(self.path.inputs)
        points = self.path.points(examples, alphas)
        if self.batches.channels_last:
            points = points.contiguous(memory_format=torch.channels_last)
        return examples, alphas, points

    def _scores(self, points: Tensor, examples: list[int]) -> Tensor:
        # A copy, since a first layer that works in place may not write into a leaf of the graph.
        rows = points.to(self.dtype or points.dtype, copy=True)
        try:
            return self.score.differentiated(self.forward(rows), examples)
        except ModelError as error:
            if len(examples) == 1:
                raise
            # Not one row per example: the shape may be fixed for a batch of one.
            raise RuntimeError(str(error)) from error

    def _gradients(self, scores: Tensor, points: Tensor) -> Tensor:
        """The gradient of every target's score at every row, shape (targets, rows, ...).

        Rows do not see each other in evaluation mode, so the gradient of their scores' sum holds
        each row's own gradient.
        """
        if not scores.requires_grad:
            raise GradientError(
                "The score does not depend on the input in a differentiable way; look for "
                ".detach(), argmax or torch.no_grad() in the model, and return raw scores."
            )
        gradients = []
        for t in range(len(scores)):
            keep = t < len(scores) - 1
            (gradient,) = torch.autograd.grad(
                scores[t].sum(), points, retain_graph=keep, allow_unused=True
            )
            if gradient is None:
                self.note("The score does not use this input, so its attribution is zero.")
                gradient = torch.zeros_like(points)
            gradients.append(gradient.detach())
        return torch.stack(gradients)


def check_finite(values: Tensor, nodes: Sequence[Node], what: str) -> None:
    """Refuse NaN and infinity, naming the first alpha; values have shape (targets, rows, ...)."""
    rows = values.isfinite().flatten(2).all(2) if values.ndim > 2 else values.isfinite()
    bad = (~rows.all(0)).nonzero().flatten().tolist()
    if bad:
        example, alpha = nodes[bad[0]]
        raise GradientError(
            f"The {what} of example {example} is not finite at alpha = {alpha:.3g} on the path "
            "from the baseline (0) to the input (1); try another baseline, float32 instead of half "
            "precision, or check the model for log, sqrt or a division at zero."
        )
