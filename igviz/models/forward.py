"""What a forward function tells of itself without being called: device, weights, layers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.models.reach import modules_of

Forward = Callable[[Tensor], Any]
Given = Callable[..., Any]  # a model as it is handed over: of one input, or of several
PARTS, SMALL = 8, 2**16  # of a large tensor that are compared; bytes of one that is not large
_WHOLE = {1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}  # by their bytes


def placement(forward: Forward) -> tuple[torch.device, torch.dtype | None]:
    """The model's device and the floating dtype of its weights; (cpu, None) for a function."""
    for tensor in _tensors(forward):
        if tensor.is_floating_point():
            return tensor.device, tensor.dtype
    return torch.device("cpu"), None


def parameters_of(forward: object) -> Mapping[str, inspect.Parameter] | None:
    """What a model is called with; None for one that does not tell."""
    inner = forward.module if isinstance(forward, nn.DataParallel) else forward
    entry: Any = inner.forward if isinstance(inner, nn.Module) else inner
    try:
        return inspect.signature(entry).parameters
    except (TypeError, ValueError):  # a builtin or a scripted module
        return None


def without_numbers(forward: Forward) -> bool:
    """Whether all of a model's tensors are on the meta device, where they hold nothing."""
    where = {tensor.is_meta for tensor in _all_tensors(forward)}
    return where == {True}  # of others, hooks may load what is there


def weights_dtype(forward: Forward) -> torch.dtype | None:
    """The floating type of all weights that a model or function computes with; None without one."""
    kinds = {tensor.dtype for tensor in _all_tensors(forward) if tensor.is_floating_point()}
    return kinds.pop() if len(kinds) == 1 else None


def storages(forward: Forward) -> set[int]:
    """Addresses of the storages of the model's own tensors."""
    return {tensor.untyped_storage().data_ptr() for tensor in _all_tensors(forward)}


def weights_version(forward: Forward) -> tuple[Any, ...]:
    """What is the same of all tensors as long as no weight is changed or replaced."""
    return tuple((version_of(tensor), bits_of(tensor)) for tensor in _all_tensors(forward))


def bits_of(tensor: Tensor) -> tuple[int, ...]:
    """Sums of a tensor's bits: they tell of changes in ``.data``, too, of which no version does.

    There are several, of parts, since what only changes places within one has the same sum; of a
    small tensor, all its bits tell.
    """
    if tensor.is_meta or tensor.layout is not torch.strided or not tensor.numel():
        return ()
    values = tensor.detach()
    values = torch.view_as_real(values) if values.is_complex() else values
    flat = values.contiguous().reshape(-1)
    if flat.nbytes <= SMALL and flat.device.type == "cpu":
        return (hash(flat.view(torch.uint8).numpy().tobytes()),)
    size, offset = flat.element_size(), flat.storage_offset()
    whole = size * flat.numel() % 8 == 0 and size * offset % 8 == 0  # 8 bytes at once, if it goes
    bits = flat.view(torch.int64 if whole else _WHOLE[size])
    return tuple(int(part.sum(dtype=torch.int64)) for part in bits.tensor_split(PARTS))


def version_of(tensor: Tensor) -> tuple[int, int]:
    """Address and version of a tensor, which tell of changes but those made in ``.data``."""
    return tensor.data_ptr(), 0 if tensor.is_inference() else tensor._version


def _tensors(forward: Forward) -> Iterator[Tensor]:
    if isinstance(forward, nn.Module):
        yield from forward.parameters()
        yield from forward.buffers()


def _all_tensors(forward: Forward) -> Iterator[Tensor]:
    """The same, and those of the modules that a function reaches."""
    for module in modules_of(forward):
        yield from module.parameters(recurse=False)
        yield from module.buffers(recurse=False)


def is_compiled(module: object) -> bool:
    """Whether `torch.compile` made the module."""
    return type(module).__name__ == "OptimizedModule"


def any_compiled(modules: Iterable[nn.Module]) -> bool:
    """Whether `torch.compile` or ``module.compile()`` made one of the modules."""
    return any(
        is_compiled(module) or getattr(module, "_compiled_call_impl", None) is not None
        for module in modules
    )


def uncompiled(forward: Forward) -> Forward:
    """The module that was compiled: a compiled one would be compiled anew for every batch size."""
    return cast(
        "Forward", getattr(forward, "_orig_mod", forward) if is_compiled(forward) else forward
    )


# Layers that behave differently in training.
MODAL = (nn.modules.batchnorm._NormBase, nn.modules.dropout._DropoutNd, nn.RNNBase, nn.RReLU)


def in_training(forward: Forward) -> bool:
    """True if a layer that behaves differently in training is in training mode."""
    return any(is_training(m) for m in modules_of(forward) if isinstance(m, MODAL))


def is_training(module: nn.Module) -> bool:
    """Whether a module is in training mode; a frozen script has none."""
    return bool(getattr(module, "training", False))
