"""Prepare, guard and restore a model: what is borrowed is given back as it was."""

from __future__ import annotations

import contextlib
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any, cast

import torch
from torch import Tensor, nn

Forward = Callable[[Tensor], Any]


class TrainModeWarning(UserWarning):
    """The model was in training mode and was switched to evaluation for the computation."""


def is_compiled(module: object) -> bool:
    """True for what `torch.compile` made of a module."""
    return type(module).__name__ == "OptimizedModule"


def uncompiled(forward: Forward) -> Forward:
    """The module itself, of a compiled one, which would be compiled anew for every batch size."""
    return cast(
        "Forward", getattr(forward, "_orig_mod", forward) if is_compiled(forward) else forward
    )


def placement(forward: Forward) -> tuple[torch.device, torch.dtype | None]:
    """Where the model lives and the floating dtype it computes in; (cpu, None) for a function."""
    for tensor in _tensors(forward):
        if tensor.is_floating_point():
            return tensor.device, tensor.dtype
    return torch.device("cpu"), None


def _tensors(forward: Forward) -> Iterator[Tensor]:
    if isinstance(forward, nn.Module):
        yield from forward.parameters()
        yield from forward.buffers()


def storages(forward: Forward) -> set[int]:
    """Where the model's own tensors lie in memory."""
    return {tensor.untyped_storage().data_ptr() for tensor in _tensors(forward)}


# Layers that compute something else while training; a model without them is the same in both modes.
_MODAL = (nn.modules.batchnorm._NormBase, nn.modules.dropout._DropoutNd, nn.RNNBase, nn.RReLU)


def _outside() -> int:
    """The stacklevel of the first caller that is not this package."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith("igviz"):
        level, frame = level + 1, frame.f_back
    return level


# Parts of layers' names, by what their derivative does.
_KINKED = ("relu", "maxpool", "hardtanh", "hardswish", "hardsigmoid", "shrink", "threshold")
_SMOOTH = (
    "gelu",
    "silu",
    "swish",
    "tanh",
    "sigmoid",
    "softplus",
    "mish",
    "lstm",
    "gru",
    "attention",
)


def has_kinks(forward: Forward) -> bool | None:
    """Whether the network has kinks, as far as its layers' names tell; None if they do not.

    Only a hint, by which paths are first looked at: what a function calls inside is not seen, and
    where smooth and kinked layers meet, either may show.
    """
    if not isinstance(forward, nn.Module):
        return None
    names = [type(module).__name__.lower() for module in forward.modules()]
    # Transformer layers hold a function as their activation, ReLU unless told otherwise.
    names += [
        str(getattr(getattr(m, "activation", None), "__name__", "")) for m in forward.modules()
    ]
    bent = {name for name in names if any(part in name for part in _KINKED)}
    kinked = bool(bent)
    # "hardswish" is no swish.
    smooth = any(part in name for name in set(names) - bent for part in _SMOOTH)
    return None if kinked == smooth else kinked


def state(forward: Forward) -> tuple[tuple[int, int], ...]:
    """What tells whether weights were changed or replaced since: address and version of each."""
    return tuple((t.data_ptr(), 0 if t.is_inference() else t._version) for t in _tensors(forward))


def in_training(forward: Forward) -> bool:
    """True if a layer that behaves differently in training is in training mode."""
    return isinstance(forward, nn.Module) and any(
        m.training for m in forward.modules() if isinstance(m, _MODAL)
    )


def warn_in_training(forward: Forward) -> None:
    """Say once why a model in training mode is not used as it stands."""
    if in_training(forward):
        warnings.warn(
            "The model is in training mode, where dropout and batch statistics would make the "
            "attribution random and change the model; it is evaluated in eval() mode here and set "
            "back afterwards. Call model.eval() to silence this.",
            TrainModeWarning,
            stacklevel=_outside(),
        )


@contextlib.contextmanager
def guarded(forward: Forward) -> Iterator[None]:
    """Evaluate inside; afterwards mode, buffers, gradients and random state are as before.

    Held around one batch at a time, never across a yield, so that nothing is different while the
    caller's code runs.
    """
    with contextlib.ExitStack() as stack:
        if threading.current_thread() is threading.main_thread():
            # Another thread must not rewind the state that the user's own cell is drawing from.
            stack.enter_context(torch.random.fork_rng(**_rng_scope(forward)))
        if isinstance(forward, nn.Module):
            stack.enter_context(_evaluation(forward))
            stack.enter_context(_kept_buffers(forward))
            if placement(forward)[0].type == "cuda":
                stack.enter_context(_exact_on_cuda(forward))
        for kind in {"cpu", "cuda", placement(forward)[0].type}:
            # The cell's own autocast, unknown to the background, would round gradients unseen.
            if torch.is_autocast_enabled(kind):
                stack.enter_context(torch.autocast(kind, enabled=False))
        stack.enter_context(torch.inference_mode(False))
        stack.enter_context(torch.enable_grad())
        yield


_NEW_NAMES = hasattr(torch.backends.cuda.matmul, "fp32_precision")


@contextlib.contextmanager
def _exact_on_cuda(model: nn.Module) -> Iterator[None]:
    """TF32 rounds like half precision; and cuDNN cannot differentiate an RNN in evaluation mode."""
    cudnn, matmul = torch.backends.cudnn, torch.backends.cuda.matmul
    recurrent = any(isinstance(module, nn.RNNBase) for module in model.modules())
    # The older name of two raises once the newer one was used.
    name, exact = ("fp32_precision", "ieee") if _NEW_NAMES else ("allow_tf32", False)
    before = getattr(matmul, name)
    flags = {
        "enabled": cudnn.enabled and not recurrent,
        "benchmark": cudnn.benchmark,
        "deterministic": cudnn.deterministic,
        "allow_tf32": False,
    }
    try:
        setattr(matmul, name, exact)
        with cudnn.flags(**flags):
            yield
    finally:
        setattr(matmul, name, before)


def _rng_scope(forward: Forward) -> dict[str, Any]:
    device, _ = placement(forward)
    if device.type == "cuda":
        return {"devices": [device.index or 0]}
    return {"device_type": "mps"} if device.type == "mps" else {"devices": []}


@contextlib.contextmanager
def _evaluation(model: nn.Module) -> Iterator[None]:
    training = [module for module in model.modules() if module.training]
    try:
        for module in training:
            module.training = False
        yield
    finally:
        for module in training:
            module.training = True


@contextlib.contextmanager
def _kept_buffers(model: nn.Module) -> Iterator[None]:
    """Undo what a forward pass writes into buffers (custom counters, running statistics)."""
    places = [
        (module._buffers, name, buffer)
        for module in model.modules()
        if not isinstance(module, torch.jit.ScriptModule)
        for name, buffer in module._buffers.items()
        if buffer is not None
    ]
    kept = [(b, b._version, b.detach().clone()) for b in model.buffers() if not b.is_inference()]
    try:
        yield
    finally:
        with torch.no_grad():
            for buffer, version, value in kept:
                if buffer._version != version:
                    buffer.copy_(value)
            for buffers, name, buffer in places:
                now = buffers.get(name)
                # On another device it was not the forward pass that put it there.
                if now is not None and now is not buffer and now.device == buffer.device:
                    buffers[name] = buffer
