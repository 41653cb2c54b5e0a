"""Evaluate (example, alpha) nodes in batches: scores and step gradients, whatever the model."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from igviz.engine.batch_size import BatchSize
from igviz.engine.memory import give_back
from igviz.engine.paths import Path
from igviz.engine.stem import FasterStems, can_be_faster
from igviz.errors import GradientError, IgvizError, ModelError
from igviz.models.guard import Forward, guarded, is_out_of_memory, placement, storages
from igviz.models.targets import Score
from igviz.quadrature.rules import Floats

Node = tuple[int, float]
TIDY = 32  # rows after which holes in memory are given back
T = TypeVar("T")


@dataclass(frozen=True)
class Evaluation:
    """What one node contributes: F(alpha) and the step gradient there, for every target.

    ``scores`` has shape (targets,), ``step_gradients`` (targets, ...). F is what the score's
    inverse link is applied to: the log-odds of a probability.
    """

    example: int
    alpha: float
    scores: Tensor
    step_gradients: Tensor


class Evaluator:
    """Gradients along the path, streamed in batches that fit.

    Parameters
    ----------
    forward : callable
        Maps a batch (rows, ...) to a model output.
    path : Path
        From each example's baseline to its input.
    score : Score
        What is differentiated.
    batch_size : int, optional
        Rows in one forward pass; found while working when left out.
    """

    def __init__(
        self,
        forward: Forward,
        path: Path,
        score: Score,
        batch_size: int | None = None,
    ) -> None:
        self.forward, self.path, self.score = forward, path, score
        inputs = path.inputs
        self.size = BatchSize(batch_size, inputs.device, storages(forward))
        self.dtype = placement(forward)[1]
        self.guarded = forward  # the module that is to be as it was
        # On a CPU convolutions run up to 1.6 times faster so; the model itself is not touched.
        self.channels_last = inputs.device.type == "cpu" and inputs.ndim == 4
        self.faster_stems = self.channels_last and can_be_faster(forward)
        self.notes: list[str] = []
        self._untidy = 0  # rows since then

    def with_forward(self, forward: Forward, dtype: torch.dtype) -> Evaluator:
        """The same paths and targets through another function that computes in ``dtype``."""
        asked = self.size.rows if self.size.settled else None
        other = Evaluator(forward, self.path, self.score, asked)
        other.dtype, other.guarded = dtype, self.guarded
        other.size.model |= storages(self.guarded)
        return other

    def __call__(self, nodes: Sequence[Node]) -> Iterator[list[Evaluation]]:
        """Evaluate the nodes in the order given, one list of samples per batch."""
        yield from self._in_batches(nodes, self._evaluate)

    def scores(self, nodes: Sequence[Node]) -> Floats:
        """What is differentiated, without gradients: shape (targets, nodes)."""
        return np.concatenate(list(self._in_batches(nodes, self._look)), 1)

    def scores_of(self, outputs: Tensor, alpha: float) -> Floats:
        """The same as `scores`, from the model's output (rows, ...) at one alpha of every row."""
        rows = list(range(len(outputs)))
        scores = self.score.before(outputs, rows).cpu().double()
        check_finite(scores, [(row, alpha) for row in rows], "score")
        return np.asarray(scores)

    def check_rows(self, node: Node, found: Floats) -> None:
        """Refuse a model whose rows influence each other.

        ``found`` holds the scores (targets,) of a node that was evaluated with others; alone they
        must be the same, or the gradient of a batch is not each row's own.
        """
        value = self.score.inverse_link.value
        found, alone = value(found), value(self._look([node])[:, 0])
        coarse = self.dtype in (torch.float16, torch.bfloat16)
        near = 5e-2 if coarse else 1e-6 if self.dtype == torch.float64 else 2e-3
        if (np.abs(found - alone) > near * np.maximum(np.abs(alone), 1e-4)).any():
            raise ModelError(
                "An example's score changes with what else is in its batch, so gradients of a "
                "batch are not each example's own (batch statistics, attention across rows or "
                "state kept between calls); pass batch_size=1 to evaluate one row at a time."
            )

    def _in_batches(self, nodes: Sequence[Node], work: Callable[[list[Node]], T]) -> Iterator[T]:
        start = 0
        while start < len(nodes):
            chunk = list(nodes[start : start + self.size.rows])
            try:
                done = work(chunk)
            except IgvizError:
                raise
            except Exception as error:
                if not self._can_retry(error, len(chunk)):
                    _explained(error)
                    raise
            else:
                start += len(chunk)
                yield done
                self._untidy += len(chunk)
                if self._untidy >= TIDY and self.path.inputs.device.type == "cpu":
                    self._untidy = 0
                    give_back()
                continue
            # Out here the failed attempt's tensors are gone, so there is something to give back.
            _release(self.path.inputs.device)

    def _can_retry(self, error: Exception, rows: int) -> bool:
        """Change what a failure may be due to: memory layout, batch size; False to give up."""
        if is_out_of_memory(error) and rows > 1:
            self.size.halve(rows)
            return True
        if not isinstance(error, (RuntimeError, ValueError, AssertionError)):
            return False
        if self.channels_last:
            self.channels_last = self.faster_stems = False
            return True
        if rows == 1:
            return False
        self.size.limit(1)
        self.note(
            "The model does not take several rows at once "
            f"({type(error).__name__}), so the path was evaluated one alpha at a time."
        )
        return True

    def _points(self, chunk: list[Node]) -> tuple[list[int], Tensor, Tensor]:
        """The examples, the alphas and the points of the path there, row by row."""
        examples = [example for example, _ in chunk]
        alphas = torch.tensor([alpha for _, alpha in chunk], dtype=torch.float64)
        alphas = alphas.to(self.path.inputs)
        points = self.path.points(examples, alphas)
        if self.channels_last:
            points = points.contiguous(memory_format=torch.channels_last)
        return examples, alphas, points

    def _look(self, chunk: list[Node]) -> Floats:
        with guarded(self.guarded), torch.no_grad():
            examples, _, points = self._points(chunk)
            scores = self._scores(points, examples).cpu().double()
        check_finite(scores, chunk, "score")
        return np.asarray(scores)

    def note(self, text: str) -> None:
        """Say something that a reader of the result should know, once."""
        if text not in self.notes:
            self.notes.append(text)

    def _evaluate(self, chunk: list[Node]) -> list[Evaluation]:
        with guarded(self.guarded), self.size.watched(len(chunk)):
            examples, alphas, points = self._points(chunk)
            with FasterStems() if self.faster_stems else contextlib.nullcontext():
                scores = self._scores(points.requires_grad_(), examples)
            check_finite(scores.detach(), chunk, "score")
            slopes = self._slopes(scores, points)
        check_finite(slopes, chunk, "gradient")
        step_gradients = slopes.contiguous() * self.path.velocity(examples, alphas)
        scores = scores.detach().cpu().double()
        return [
            Evaluation(e, a, scores[:, i], step_gradients[:, i]) for i, (e, a) in enumerate(chunk)
        ]

    def _scores(self, points: Tensor, examples: list[int]) -> Tensor:
        # A copy, since a first layer that works in place may not write into a leaf of the graph.
        fed = points.to(self.dtype or points.dtype, copy=True)
        try:
            return self.score.before(self.forward(fed), examples)
        except ModelError as error:
            if len(examples) == 1:
                raise
            # Not one row per example: the shape may be fixed for a batch of one.
            raise RuntimeError(str(error)) from error

    def _slopes(self, scores: Tensor, points: Tensor) -> Tensor:
        """dF/dx of every target at every row, shape (targets, rows, ...).

        Rows do not see each other in evaluation mode: the gradient of their sum holds each one's.
        """
        if not scores.requires_grad:
            raise GradientError(
                "The score does not depend on the input in a differentiable way; look for "
                ".detach(), argmax or torch.no_grad() in the model, and return raw scores."
            )
        found = []
        for t in range(len(scores)):
            keep = t < len(scores) - 1
            (slope,) = torch.autograd.grad(
                scores[t].sum(), points, retain_graph=keep, allow_unused=True
            )
            if slope is None:
                self.note("The score does not use this input, so its attribution is zero.")
                slope = torch.zeros_like(points)
            found.append(slope.detach())
        return torch.stack(found)


def _explained(error: Exception) -> None:
    """Say what can be done about what PyTorch refuses; nothing where it says so itself."""
    if "use_reentrant=True" in str(error):
        raise GradientError(
            "The model checkpoints its activations in the older way, which cannot give gradients "
            "of the input; pass use_reentrant=False to torch.utils.checkpoint.checkpoint, or turn "
            "gradient checkpointing off (model.gradient_checkpointing_disable())."
        ) from error


def check_finite(values: Tensor, chunk: list[Node], what: str) -> None:
    """Refuse NaN and infinity, naming the first alpha; values have shape (targets, rows, ...)."""
    rows = values.isfinite().flatten(2).all(2) if values.ndim > 2 else values.isfinite()
    bad = (~rows.all(0)).nonzero().flatten().tolist()
    if bad:
        example, alpha = chunk[bad[0]]
        raise GradientError(
            f"The {what} of example {example} is not finite at alpha = {alpha:.3g} on the path "
            "from the baseline (0) to the input (1); try another baseline, float32 instead of half "
            "precision, or check the model for log, sqrt or a division at zero."
        )


def _release(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
