"""Evaluate points of paths: scores and step gradients, whatever the model."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from igviz.engine.batches import Batches, Points
from igviz.engine.paths import Path
from igviz.engine.stem import FasterStems
from igviz.errors import GradientError, ModelError
from igviz.models.forward import Forward, placement, storages
from igviz.models.guard import guarded
from igviz.models.private import check_weights
from igviz.models.reach import modules_of
from igviz.models.score import Score
from igviz.quadrature.rules import Bools, Floats, Ints


class Evaluations(NamedTuple):
    """Scores and step gradients at the points of a batch, for every target.

    ``scores`` has shape (rows, targets) and ``step_gradients`` (rows, targets, ...). Both belong to
    the score that is differentiated; of a probability that is the log-odds. ``finite`` (rows,)
    tells where both are finite, and ``eps`` is the machine epsilon that scores are computed with.
    """

    points: Points
    scores: Floats
    step_gradients: Tensor
    finite: Bools
    eps: float


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
        self.unused = False  # whether a gradient told that the input is not used

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

    def __call__(self, points: Points) -> Iterator[Evaluations]:
        """Evaluate the points in the order given, batch by batch."""
        yield from self.batches.run(points, self._evaluate)

    def scores(self, points: Points) -> Floats:
        """The scores that are differentiated, without gradients: shape (rows, targets)."""
        return np.concatenate(list(self.batches.run(points, self._evaluate_scores)))

    def scores_of(self, outputs: Tensor) -> Floats:
        """The scores that are differentiated, from the model's output (rows, ...) of every row."""
        rows = np.arange(len(outputs))
        return np.asarray(self.score.differentiated(outputs, rows).cpu().double().T)

    def check_weights(self) -> None:
        """Raise `WeightsChangedError` if somebody changed the model's weights meanwhile."""
        check_weights(modules_of(self.guarded_module), bits=True)

    def note(self, text: str) -> None:
        """Add a note, once."""
        self.batches.note(text)

    def _evaluate(self, batch: Points) -> Evaluations:
        with guarded(self.guarded_module), self.batches.size.watched(batch.rows):
            alphas, inputs = self._inputs(batch)
            with FasterStems() if self.batches.faster_stems else contextlib.nullcontext():
                scores = self._scores(inputs.requires_grad_(), batch.examples)
            gradients = self._gradients(scores, inputs)
        velocity = self.path.velocity(batch.examples, alphas)
        step_gradients = gradients.contiguous() * velocity[:, None]
        scores = scores.detach()
        finite = _finite(scores.T) & _finite(step_gradients)
        return Evaluations(
            batch,
            np.asarray(scores.cpu().double().T),
            step_gradients,
            np.asarray(finite.cpu()),
            torch.finfo(self.dtype or inputs.dtype).eps,
        )

    def _evaluate_scores(self, batch: Points) -> Floats:
        with guarded(self.guarded_module), self.batches.size.watched(batch.rows):
            _, inputs = self._inputs(batch)
            return np.asarray(
                self._scores(inputs.requires_grad_(), batch.examples).detach().cpu().double().T
            )

    def _inputs(self, batch: Points) -> tuple[Tensor, Tensor]:
        """The alphas and the points of the path there, row by row."""
        alphas = torch.from_numpy(batch.alphas).to(self.path.inputs)
        inputs = self.path.points(batch.examples, alphas)
        if self.batches.channels_last:
            inputs = inputs.contiguous(memory_format=torch.channels_last)
        return alphas, inputs

    def _scores(self, points: Tensor, examples: Ints) -> Tensor:
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
        """The gradient of every target's score at every row, shape (rows, targets, ...).

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
                self.unused = True
                gradient = torch.zeros_like(points)
            gradients.append(gradient.detach())
        return torch.stack(gradients, 1)


def _finite(values: Tensor) -> Tensor:
    """Which rows of (rows, ...) hold finite numbers only."""
    return values.isfinite().reshape(len(values), -1).all(1)
