"""Work on points of paths in batches, and a failed batch tried again in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from torch import Tensor

from igviz.engine.batch_size import BatchSize
from igviz.engine.stem import can_be_faster
from igviz.errors import GradientError, IgvizError, text_of
from igviz.models.forward import Forward, storages
from igviz.models.memory import empty_cache, is_out_of_memory, trim
from igviz.quadrature.rules import Floats, Ints

TRIM_EVERY = 16 * 2**20  # bytes of inputs ("Memory" in docs/numerics.md)
T = TypeVar("T")


class Points(NamedTuple):
    """Points on paths: the example and the alpha of each, shape (rows,)."""

    examples: Ints
    alphas: Floats

    @property
    def rows(self) -> int:
        """How many points there are."""
        return len(self.examples)

    def part(self, first: int, rows: int) -> Points:
        """So many of the points, from one on."""
        last = first + rows
        return Points(self.examples[first:last], self.alphas[first:last])

    @staticmethod
    def joined(several: Sequence[Points]) -> Points:
        """All points of several, one after the other."""
        examples = [points.examples for points in several]
        alphas = [points.alphas for points in several]
        return Points(np.concatenate(examples), np.concatenate(alphas))


class Batches:
    """Cuts points into batches, and changes what a batch may have failed of.

    Parameters
    ----------
    forward : callable
        The model's function.
    inputs : Tensor
        The inputs of all examples.
    batch_size : int, optional
        Rows of one forward pass; without it, as many as pay and fit.
    """

    def __init__(self, forward: Forward, inputs: Tensor, batch_size: int | None) -> None:
        self.device = inputs.device
        self.size = BatchSize(batch_size, inputs.device, storages(forward), inputs[0].nbytes)
        # Convolutions on a CPU run up to 1.6 times faster so; the model itself is not touched.
        self.channels_last = inputs.device.type == "cpu" and inputs.ndim == 4
        self.faster_stems = self.channels_last and can_be_faster(forward)
        self.notes: list[str] = []
        self._gave_room = False  # whether a single row was tried again once memory was given back
        self._row_size = inputs[0].nbytes
        self._untrimmed = 0  # bytes of inputs since memory was trimmed

    def run(self, points: Points, work: Callable[[Points], T]) -> Iterator[T]:
        """Do the work on all points, in order, and yield what it returns for each batch."""
        first = 0
        while first < points.rows:
            batch = points.part(first, self.size.rows)
            try:
                result = work(batch)
            except IgvizError:
                raise
            except Exception as error:
                if not self._can_retry(error, batch.rows):
                    _refuse_reentrant(error)
                    raise
            else:
                first += batch.rows
                yield result
                del result  # it would take memory from the next batch
                self._trim(batch.rows)
                continue
            # Out here the failed attempt's tensors are gone, so there is something to give back.
            empty_cache(self.device)

    def note(self, text: str) -> None:
        """Add a note for the reader of the result, once."""
        if text not in self.notes:
            self.notes.append(text)

    def _can_retry(self, error: Exception, rows: int) -> bool:
        """Change what the failure may be due to: memory layout or batch size; False to give up."""
        if is_out_of_memory(error):
            if rows > 1:
                self.size.halve(rows)
            elif self._gave_room:
                return False
            self._gave_room = self._gave_room or rows == 1
            return True
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

    def _trim(self, rows: int) -> None:
        self._untrimmed += rows * self._row_size
        if self._untrimmed >= TRIM_EVERY and self.device.type == "cpu":
            self._untrimmed = 0
            trim()


def _refuse_reentrant(error: Exception) -> None:
    """Say what to do where PyTorch refuses gradients of older checkpoints without saying it."""
    if "use_reentrant=True" in text_of(error):
        raise GradientError(
            "The model checkpoints its activations in the older way, which cannot give gradients "
            "of the input; pass use_reentrant=False to torch.utils.checkpoint.checkpoint, or turn "
            "gradient checkpointing off (model.gradient_checkpointing_disable())."
        ) from error
