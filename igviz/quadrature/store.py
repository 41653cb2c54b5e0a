"""Where the step gradients of open paths are kept: together for many small ones, else one by one.

Nodes are numbered by *slot*, in the order in which they came. Errors are judged by what is shown of
step gradients, see `igviz.quadrature.shown.Shown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.by_row import by_row
from igviz.quadrature.packed import Packed
from igviz.quadrature.rules import Floats, Ints
from igviz.quadrature.shown import AS_IT_IS, Shown

# Each number below is explained in docs/numerics.md, "Limits".
FULL_BYTES = 20 * 2**20  # step gradients kept as computed; those of later nodes are packed
PACKED_BYTES = 88 * 2**20  # step gradients kept in 8 bits; nodes beyond are not evaluated
MIN_NODES = 33  # packed nodes that are kept whatever their size
LARGE = 128 * 2**10  # bytes of a node from which an example is kept by itself
# Features by whose changes the scatter of the estimate is judged ("Scatter").
SAMPLED_FEATURES = 4096
BLOCK = 4  # nodes of a large example that are unpacked at a time
AT_ONCE = 8  # new nodes of it whose products are made at a time
CHUNK = 2**15  # features whose products are made at a time, so that they stay in the cache


class Store(Protocol):
    """Step gradients of several examples with equally many nodes each."""

    @property
    def nbytes(self) -> int:
        """Bytes kept."""

    @property
    def capacity(self) -> int:
        """How many nodes an example may have."""

    @property
    def node_size(self) -> int:
        """Bytes of one node's step gradients, of all targets."""

    @property
    def shown_values(self) -> int:
        """How many values of a step gradient are shown."""

    def put(self, step_gradients: Tensor) -> None:
        """Take step gradients (rows, targets, ...), all new nodes of an example after the other."""

    def close(self) -> None:
        """End a round, in which every example got equally many new nodes."""

    def unit(self) -> Floats:
        """About the largest value kept, as a power of two, (examples, targets)."""

    def products(self, new: int, unit: Floats) -> Floats:
        """Inner products of what is shown of all nodes with the ``new`` last ones, in a unit.

        Shape (examples, targets, n, new); the unit's is (examples, targets).
        """

    def weighted(self, weights: Floats) -> Tensor:
        """Sum over nodes with weights (examples, targets, n), shape (examples, targets, ...)."""

    def sampled(self) -> Tensor:
        """A sample of what is shown of every node, (examples, n, targets, values)."""

    def blocks(self, example: int, slots: Ints) -> Iterator[Tensor]:
        """The step gradients of some nodes, in that order, a few (k, targets, ...) at a time."""

    def take(self, examples: Ints) -> Store:
        """The store of some of the examples."""


class Together:
    """Step gradients of many small examples, in one tensor (examples, n, targets, ...).

    ``expected_size`` are the bytes of a node that has not come yet.
    """

    def __init__(self, examples: int, shown: Shown = AS_IT_IS, expected_size: int = 0) -> None:
        self.examples, self.shown, self.expected_size = examples, shown, expected_size
        self._kept: Tensor | None = None
        self._waiting: list[Tensor] = []

    @property
    def nbytes(self) -> int:
        """Bytes kept."""
        kept = [] if self._kept is None else [self._kept]
        return sum(tensor.nbytes for tensor in [*kept, *self._waiting])

    @property
    def capacity(self) -> int:
        """How many nodes an example may have: as many as fit in full precision and in 8 bits."""
        return max(MIN_NODES, (FULL_BYTES + PACKED_BYTES) // max(1, self.node_size))

    @property
    def node_size(self) -> int:
        """Bytes of one node's step gradients; those expected while there is none."""
        return self.expected_size if self._kept is None else self._kept[0, 0].nbytes

    @property
    def shown_values(self) -> int:
        """How many values of a step gradient are shown."""
        return self.shown.judged(self._all[0, 0, 0], 0).numel()

    def _shown(self) -> Tensor:
        """What is shown of all nodes, (examples, n, targets, values)."""
        return self.shown.judged(self._all, 3)

    @property
    def _all(self) -> Tensor:
        assert self._kept is not None
        return self._kept

    def put(self, step_gradients: Tensor) -> None:
        """Take step gradients (rows, targets, ...)."""
        self._waiting.append(step_gradients)

    def close(self) -> None:
        """Put the round's nodes behind those before."""
        new = torch.cat(self._waiting).unflatten(0, (self.examples, -1))
        self._waiting = []
        self._kept = new if self._kept is None else torch.cat([self._kept, new], 1)

    def unit(self) -> Floats:
        """About the largest value kept."""
        return _power_of_two(self._all.abs().amax((1, *range(3, self._all.ndim))))

    def products(self, new: int, unit: Floats) -> Floats:
        """Inner products of all nodes with the last ones."""
        flat = _double(self._shown()).movedim(2, 1)
        units = by_row(unit, flat)
        products = flat @ (flat[:, :, -new:] / units).transpose(2, 3) / units
        return np.asarray(products.cpu())

    def weighted(self, weights: Floats) -> Tensor:
        """Sum the nodes with their weights."""
        kept = self._all
        flat = kept.reshape(*kept.shape[:3], -1).movedim(2, 1)
        total: Tensor = torch.from_numpy(weights).to(kept)[:, :, None] @ flat
        by_target: Tensor = total[:, :, 0].reshape(*total.shape[:2], *kept.shape[3:])
        return by_target

    def sampled(self) -> Tensor:
        """Sample what is shown of every node."""
        return _sample(self._shown())

    def blocks(self, example: int, slots: Ints) -> Iterator[Tensor]:
        """Give the step gradients of all nodes at once."""
        yield self._all[example, torch.from_numpy(slots).to(self._all.device)]

    def take(self, examples: Ints) -> Together:
        """Copy what is kept of some of the examples."""
        other = Together(len(examples), self.shown, self.expected_size)
        if self._kept is not None:
            other._kept = self._kept[torch.from_numpy(examples).to(self._kept.device)]
        return other

    @staticmethod
    def joined(several: Sequence[Store]) -> Together:
        """Join the stores of examples with equally many nodes."""
        stores = [store for store in several if isinstance(store, Together)]
        other = Together(sum(store.examples for store in stores), stores[0].shown)
        other._kept = torch.cat([store._all for store in stores])
        return other


class OneByOne:
    """Step gradients of one large example: the first as computed, later ones in 8 bits."""

    def __init__(self, limit: int, shown: Shown = AS_IT_IS) -> None:
        self.limit, self.shown = limit, shown  # no more nodes than the limit will come
        self.capacity = 1
        self._kept: list[Tensor | int] = []  # the step gradients, or the row where they are packed
        self._samples: Tensor | None = None  # in one piece, as `Packed` is
        self._packed: Packed | None = None

    @property
    def nbytes(self) -> int:
        """Bytes kept."""
        full = sum(kept.nbytes for kept in self._kept if isinstance(kept, Tensor))
        return full + (0 if self._packed is None else self._packed.nbytes)

    @property
    def node_size(self) -> int:
        """Bytes of one node's step gradients as they are computed."""
        return self._node(0).nbytes

    @property
    def shown_values(self) -> int:
        """How many values of a step gradient are shown."""
        return self._shown(self._node(0)).shape[1]

    def _shown(self, node: Tensor) -> Tensor:
        """What is shown of a node, (targets, values)."""
        return self.shown.judged(node, 1)

    def put(self, step_gradients: Tensor) -> None:
        """Take step gradients (rows, targets, ...)."""
        features = max(1, step_gradients[0].numel())
        full = FULL_BYTES // (features * step_gradients.element_size())
        rows = min(max(PACKED_BYTES // features, MIN_NODES), self.limit)
        self.capacity = full + rows
        for node in step_gradients:
            sample = _sample(self._shown(node))
            if self._samples is None:
                self._samples = sample.new_empty((self.capacity, *sample.shape))
            self._samples[len(self._kept)] = sample
            if len(self._kept) < full:
                self._kept.append(node.clone() if len(step_gradients) > 1 else node)
            else:
                self._packed = self._packed or Packed(node, rows)
                self._kept.append(self._packed.put(node))

    def close(self) -> None:
        """Do nothing: nodes are kept as they come."""

    def unit(self) -> Floats:
        """About the largest value kept."""
        largest = [self._node(slot).flatten(1).abs().amax(1) for slot in range(len(self._kept))]
        return _power_of_two(torch.stack(largest).amax(0)[None])

    def products(self, new: int, unit: Floats) -> Floats:
        """Inner products of all nodes with the last ones."""
        n = len(self._kept)
        firsts = range(n - new, n, AT_ONCE)
        parts = [self._products_with(first, min(first + AT_ONCE, n), unit) for first in firsts]
        return np.concatenate(parts, 3) / unit[..., None, None]

    def _products_with(self, first: int, end: int, unit: Floats) -> Floats:
        """Inner products of all nodes with a few, which are held in float64 meanwhile."""
        shown = [self._shown(self._node(slot)) for slot in range(first, end)]
        few = [_double(part) for part in torch.stack(shown, 1).split(CHUNK, 2)]
        for part in few:
            part.div_(by_row(unit[0], part))
        rows = []
        for slot in range(len(self._kept)):
            own = first <= slot < end
            node = shown[slot - first] if own else self._shown(self._node(slot))
            parts = [
                some @ _double(part)[:, :, None]
                for part, some in zip(node.split(CHUNK, 1), few, strict=True)
            ]
            rows.append(torch.stack(parts).sum(0)[..., 0])
        return np.asarray(torch.stack(rows, 1).cpu())[None]

    def weighted(self, weights: Floats) -> Tensor:
        """Sum the nodes with their weights."""
        total = torch.zeros_like(self._node(0))
        for slot in range(weights.shape[2]):
            total.addcmul_(self._node(slot), by_row(weights[0, :, slot], total))
        return total[None]

    def sampled(self) -> Tensor:
        """Give the sample of what is shown of every node."""
        assert self._samples is not None
        return self._samples[None, : len(self._kept)]

    def blocks(self, example: int, slots: Ints) -> Iterator[Tensor]:  # noqa: ARG002 - there is one
        """Give the step gradients of some nodes, a few at a time."""
        for some in np.array_split(slots, -(-len(slots) // BLOCK)):
            yield torch.stack([self._node(int(slot)) for slot in some])

    def take(self, examples: Ints) -> OneByOne:  # noqa: ARG002 - there is one example
        """Return the store itself: there is one example."""
        return self

    def _node(self, slot: int) -> Tensor:
        kept = self._kept[slot]
        if isinstance(kept, Tensor):
            return kept
        assert self._packed is not None
        return self._packed.get(kept)


def _sample(flat: Tensor) -> Tensor:
    """At most so many features, evenly spread."""
    return flat[..., :: max(1, -(-flat.shape[-1] // SAMPLED_FEATURES))]


def _power_of_two(largest: Tensor) -> Floats:
    """The powers of two next above some numbers, 1 where a number is zero or not finite."""
    numbers = largest.cpu().double().numpy()
    exponents = np.frexp(np.where(np.isfinite(numbers), numbers, 0.0))[1]
    return np.asarray(np.ldexp(1.0, np.clip(exponents, -1021, 1023)))


def _double(values: Tensor) -> Tensor:
    """In float64, but on MPS, which has none."""
    return values if values.device.type == "mps" else values.double()
