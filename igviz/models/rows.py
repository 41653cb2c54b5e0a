"""Whether a model is a function of each row of a batch, which is what gradients take it for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import torch
from torch import Tensor

from igviz.errors import GradientError, ModelError
from igviz.models.dense import trouble_with
from igviz.models.forward import Forward, placement
from igviz.models.graph import operations_in, reaches
from igviz.models.guard import guarded
from igviz.models.heads import heads_of
from igviz.models.memory import empty_cache, is_out_of_memory, refuse_out_of_memory
from igviz.models.outputs import output_tensor
from igviz.models.randomness import Draws, may_draw
from igviz.models.reach import modules_of

# Shares of the largest by which values may differ between a batch and a row alone, since kernels
# round differently ("Rows that see each other" in docs/numerics.md).
SAME_OUTPUT = 2e-3
SAME_OUTPUT_BY_DTYPE = {torch.float16: 5e-2, torch.bfloat16: 5e-2, torch.float64: 1e-6}
SMALL = 4096  # bytes of an example of which a few more cost next to nothing
CHANCES = 6  # how often a model that draws random numbers is asked; some answers are alike
_CUT = (
    "The model's output changes with the input, but is not differentiable in it{}; look for "
    ".detach(), torch.no_grad() or argmax in the model, and pass the float model where a quantised "
    "one was made of it."
)
APART_NOTE = (
    "The model's answer to an input changes with what else is in its batch, so one row was "
    "evaluated at a time."
)
_STATE_NOTE = (
    "The model writes into its buffer {!r} whenever it is called, so that an answer may change "
    "with what is asked before or beside it; one row was evaluated at a time, and the buffer was "
    "set back after each."
)


class Rows(NamedTuple):
    """What a second call tells: of the rows of a batch, and of the operations in the model.

    Attributes
    ----------
    apart : bool
        Whether the model answers an input differently when another is in the batch.
    operations : frozenset of str
        What was done inside the model, see `igviz.models.graph.operations_in`.
    at_baseline : Tensor or None, shape (1, ...)
        The model's output at the first baseline, where it was among what was asked.
    heads : mapping of str to Tensor, shapes (1, ...)
        What the model returned for the input, see `igviz.models.heads.heads_of`.
    verified : int
        Rows of a batch in which the input was answered as it is alone; 0 where there was none.
    state : str
        Name of a buffer that the model writes into at every call, where its answers change.
    drew : bool
        Whether it drew torch's random numbers, though its answers do not hang on them.
    """

    apart: bool
    operations: frozenset[str] = frozenset()
    at_baseline: Tensor | None = None
    heads: Mapping[str, Tensor] = MappingProxyType({})
    verified: int = 0
    state: str = ""
    drew: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know of rows that were evaluated one at a time."""
        if not self.apart:
            return ()
        return (_STATE_NOTE.format(self.state) if self.state else APART_NOTE,)


def asked_again(
    forward: Forward,
    inputs: Tensor,
    baselines: Tensor,
    first: Tensor,
    batch_size: int | None = None,
    explained: bool = True,
) -> Rows:
    """Ask the model for its first input again, between others, with other random numbers.

    Where ``batch_size`` is 1, it is asked for that input alone.

    Parameters
    ----------
    forward : callable
    inputs, baselines : Tensor, shape (N, ...)
    first : Tensor, shape (1, ...)
        The model's output for the first input alone.
    batch_size : int, optional
    explained : bool
        Whether this output is explained; else, nothing is refused for its sake.

    Raises
    ------
    ModelError
        The model answers the same input differently each time.
    GradientError
        Its output changes with the input, without a gradient.
    """
    heads: dict[str, Tensor] = {}
    same = same_output(computing_dtype(forward, first))
    for points, own in _companies(inputs[:1], baselines[:1].to(inputs), batch_size):
        points.requires_grad_()
        try:
            outputs, drew = with_other_draws(forward, points, partial(_called, heads=heads))
        except Exception:  # noqa: BLE001 - whatever a batch fails of, single rows may not
            heads.clear()
            continue
        operations, off = operations_in(outputs), _difference(outputs[own : own + 1], first)
        cut = not reaches(outputs, points) or any("NotImplemented" in one for one in operations)
        if explained and cut and _difference(outputs[:1], outputs[-1:]) > same:
            raise GradientError(_CUT.format(_quantised(forward)))
        verified = len(points) if off <= same and len(points) > 2 else 0
        at_baseline = outputs[-1:].detach() if verified else None
        if (off > same or drew) and explained:
            for skipped in range(2, 2 + (CHANCES if drew else 1)):
                again, _ = with_other_draws(forward, inputs[:1], output_of, skipped)
                refuse_chance(first, again, same)
        apart = batch_size != 1 and off > same
        state = _written(forward, inputs[:1]) if apart else ""
        return Rows(apart, operations, at_baseline, _row(heads, own), verified, state, drew)
    return Rows(False)


def _row(heads: Mapping[str, Tensor], own: int) -> dict[str, Tensor]:
    """One row of all tensors that a model returned."""
    return {name: part[own : own + 1].detach() for name, part in heads.items()}


def _written(forward: Forward, x: Tensor) -> str:
    """The name of a buffer that a call writes into or replaces; empty where there is none."""

    def buffers() -> dict[tuple[int, str], tuple[Tensor, int]]:
        return {
            (id(module), name): (buffer, 0 if buffer.is_inference() else buffer._version)
            for module in modules_of(forward)
            for name, buffer in module.named_buffers(recurse=False)
        }

    with guarded(forward), torch.no_grad():
        before = buffers()
        _called(forward, x)
        for place, (buffer, version) in buffers().items():
            known = before.get(place)
            if known is None or known[0] is not buffer or known[1] != version:
                return place[1]
    return ""


def _companies(x: Tensor, baseline: Tensor, batch_size: int | None) -> Iterator[tuple[Tensor, int]]:
    """Batches to ask an input in, and its place there; one after the other, if they fail.

    It stands between louder ones, in case the loudest sets a scale, so that it sees one before and
    one behind; the last row is its baseline. The mean of all is another point.
    """
    # Where a wrong index ends all work on a device, no point is asked for that may hold one.
    if batch_size != 1 and x.device.type != "cuda":
        some = [3 * x, x, -2 * x, baseline]
        # As many rows as first batches of small examples have, which then need not be looked at.
        more = [*some[:3], 2 * x, -x, x / 2, -x / 2, baseline]
        most = batch_size or (len(more) if x.nbytes <= SMALL else len(some))
        fitting = [some[:2], some, more]
        rows = next(one for one in reversed(fitting) if len(one) <= max(most, 2))
        yield torch.cat(rows).detach(), 1
    if batch_size != 1:
        yield torch.cat([x, baseline]).detach(), 0
    yield x.detach().clone(), 0


def refuse_chance(first: Tensor, again: Tensor, same: float) -> None:
    """Refuse a model whose answer to the same input, `with_other_draws`, is another.

    ``same`` is the share of the largest value by which rounding may change it.
    """
    if _difference(again, first) > same:
        raise ModelError(
            "The model answers the same input differently each time it is asked "
            f"({_numbers(first, again)}), as with dropout left on or sampling, so it is no "
            "function that could be explained; call .eval() on the module inside, or have the "
            "function draw its random numbers from a seed of its own."
        )


def computing_dtype(forward: Forward, values: Tensor) -> torch.dtype:
    """The coarser of the types that a model computes in and answers in."""
    own = placement(forward)[1] or values.dtype
    return max((own, values.dtype), key=lambda dtype: torch.finfo(dtype).eps)


def _quantised(forward: Forward) -> str:
    """Which layer is quantised, as part of a sentence; such a one has no gradient."""
    kinds = {type(module) for module in modules_of(forward)}
    named = sorted(kind.__name__ for kind in kinds if "quantized" in kind.__module__.split("."))
    return f" ({named[0]} is a quantised layer, which has no gradient)" if named else ""


def same_output(dtype: torch.dtype) -> float:
    """The share of the largest by which values in a batch may differ from those of rows alone."""
    return SAME_OUTPUT_BY_DTYPE.get(dtype, SAME_OUTPUT)


def with_other_draws(
    forward: Forward, points: Tensor, ask: Callable[[Forward, Tensor], Tensor], skipped: int = 1
) -> tuple[Tensor, bool]:
    """What the model is asked, after some random numbers were skipped; and whether it drew any."""
    with guarded(forward, asking=True):
        if may_draw():  # the guard sets them back
            torch.rand(skipped)
            torch.rand(skipped, device=points.device)
        draws = Draws(points.device)
        return ask(forward, points), draws.any()


def _difference(one: Tensor, other: Tensor) -> float:
    """The largest difference of two outputs, as a share of the largest value."""
    if one.shape != other.shape:
        return 1.0
    both = torch.stack([one.detach(), other.detach()]).double().nan_to_num(0, 0, 0)
    largest = both.abs().max().clamp_min(torch.finfo(torch.float64).tiny)
    return float((both[0] - both[1]).abs().max() / largest)


def _numbers(one: Tensor, other: Tensor) -> str:
    """The values that differ most, as two numbers."""
    if one.shape != other.shape:
        return f"shapes {tuple(one.shape)}, then {tuple(other.shape)}"
    place = int((one - other).abs().flatten().argmax())
    return f"{float(one.flatten()[place]):.3g}, then {float(other.flatten()[place]):.3g}"


def output_of(forward: Forward, points: Tensor) -> Tensor:
    """The model's output of one or several examples, in the model's own precision.

    Where memory runs out, one example is evaluated at a time.

    Raises
    ------
    MemoryRanOutError
        It ran out on one.
    """
    try:
        return _output(forward, points)
    except Exception as error:
        if not is_out_of_memory(error):
            raise
    # Out here the failed attempt's tensors are gone, so there is something to give back.
    empty_cache(points.device)
    try:
        return torch.cat([_output(forward, points[i : i + 1]) for i in range(len(points))])
    except Exception as error:
        refuse_out_of_memory(error)
        raise


def _output(forward: Forward, points: Tensor) -> Tensor:
    with guarded(forward, asking=True), torch.no_grad():
        return _called(forward, points).detach()


def _called(forward: Forward, points: Tensor, heads: dict[str, Tensor] | None = None) -> Tensor:
    """The tensor of scores; ``heads`` is given all tensors of rows that were returned."""
    dtype = placement(forward)[1] or points.dtype
    raw = forward(points.to(dtype, copy=True))
    outputs = output_tensor(raw)
    if why := trouble_with(outputs):
        raise ModelError(f"The model's output {why} on what it returns.")
    if heads is not None:
        parts = heads_of(raw).items()
        heads.update({k: part for k, part in parts if part.shape[:1] == points.shape[:1]})
    if outputs.ndim == 0 or len(outputs) != len(points):
        count = "one example" if len(points) == 1 else f"{len(points)} examples"
        raise ModelError(
            f"The model was given {count} and returned shape {tuple(outputs.shape)}; it must "
            "return one row per example, such as (1, classes) or (1,)."
        )
    return outputs
