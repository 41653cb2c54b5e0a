"""Evaluate (example, alpha) nodes in batches: scores and step gradients, whatever the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from igviz.compute.model import Forward, guarded, is_out_of_memory, placement
from igviz.compute.path import straight_line
from igviz.compute.target import Score
from igviz.errors import GradientError, IgvizError, ModelError

# Larger batches lose to cache misses on a CPU; an accelerator wants to be filled.
DEFAULT_BATCH = {"cpu": 8}
ACCELERATOR_BATCH = 32

Node = tuple[int, float]


@dataclass(frozen=True)
class Sample:
    """What one node contributes: F(alpha) and (x - x') * dF/dx for every target.

    ``scores`` has shape (targets,), ``steps`` (targets, ...).
    """

    example: int
    alpha: float
    scores: Tensor
    steps: Tensor


class Evaluator:
    """Gradients along the path, streamed in batches of at most ``batch_size`` rows.

    Parameters
    ----------
    forward : callable
        Maps a batch (rows, ...) to a model output.
    inputs, baselines : Tensor, shape (examples, ...)
        Ends of the paths, floating point.
    score : Score
        What is differentiated.
    batch_size : int, optional
        Rows in one forward pass; it shrinks by itself when memory runs out.
    """

    def __init__(
        self,
        forward: Forward,
        inputs: Tensor,
        baselines: Tensor,
        score: Score,
        batch_size: int | None = None,
    ) -> None:
        self.forward, self.score = forward, score
        self.inputs, self.baselines = inputs.detach(), baselines.detach()
        self.batch_size = batch_size or DEFAULT_BATCH.get(inputs.device.type, ACCELERATOR_BATCH)
        self.dtype = placement(forward)[1]
        self.notes: list[str] = []

    def __call__(self, nodes: Sequence[Node]) -> Iterator[list[Sample]]:
        """Evaluate the nodes in the order given, one list of samples per batch."""
        start = 0
        while start < len(nodes):
            chunk = list(nodes[start : start + self.batch_size])
            try:
                samples = self._evaluate(chunk)
            except IgvizError:
                raise
            except Exception as error:
                if len(chunk) == 1 or not self._smaller(error, len(chunk)):
                    raise
                continue
            start += len(chunk)
            yield samples

    def score_at(self, points: Tensor, examples: list[int]) -> Tensor:
        """F at given points without a gradient, shape (targets, rows), float64 on the CPU."""
        with guarded(self.forward), torch.no_grad():
            return self._scores(points, examples).cpu().double()

    def _smaller(self, error: Exception, rows: int) -> bool:
        """Shrink the batch after a failure that a smaller one may not have; False to give up."""
        if is_out_of_memory(error):
            self.batch_size = rows // 2
            _release(self.inputs.device)
            return True
        if not isinstance(error, (RuntimeError, ValueError, AssertionError)):
            return False
        self.batch_size = 1
        self._note(
            "The model does not take several rows at once "
            f"({type(error).__name__}), so the path was evaluated one alpha at a time."
        )
        return True

    def _note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def _evaluate(self, chunk: list[Node]) -> list[Sample]:
        examples = [example for example, _ in chunk]
        alphas = torch.tensor([alpha for _, alpha in chunk], dtype=torch.float64)
        with guarded(self.forward):
            ends = self.inputs[examples], self.baselines[examples]
            points = straight_line(*ends, alphas.to(ends[0])).requires_grad_()
            scores = self._scores(points, examples)
            _finite(scores.detach(), chunk, "score")
            slopes = self._slopes(scores, points)
        _finite(slopes, chunk, "gradient")
        steps = slopes * (ends[0] - ends[1])
        scores = scores.detach().cpu().double()
        return [Sample(e, a, scores[:, i], steps[:, i]) for i, (e, a) in enumerate(chunk)]

    def _scores(self, points: Tensor, examples: list[int]) -> Tensor:
        fed = points if self.dtype in (None, points.dtype) else points.to(self.dtype)
        try:
            return self.score(self.forward(fed), examples)
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
                self._note("The score does not use this input, so its attribution is zero.")
                slope = torch.zeros_like(points)
            found.append(slope.detach())
        return torch.stack(found)


def _finite(values: Tensor, chunk: list[Node], what: str) -> None:
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
