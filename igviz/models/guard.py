"""A model is evaluated behind a guard: whatever that changes is set back afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from igviz.errors import ModelError
from igviz.models.forward import Forward, any_compiled, in_training, is_training, placement
from igviz.models.private import check_weights, is_private, only_these
from igviz.models.randomness import may_draw, random_state_kept
from igviz.models.reach import is_watched, modules_of


def works_beside(forward: Forward) -> bool:
    """Whether a model may be evaluated in another thread while the user's code runs.

    Of a private copy nothing that the user has is touched; but on CUDA, how exactly torch computes
    is set for all threads, and what a function without modules computes with is not seen.
    """
    copied = bool(modules_of(forward)) and is_private(forward)
    return copied and placement(forward)[0].type != "cuda"


@contextlib.contextmanager
def beside() -> Iterator[None]:
    """Compute inside only with what `works_beside` the user's code, which runs at the same time."""
    _thread.beside = True
    try:
        yield
    finally:
        _thread.beside = False


def _refuse_beside_others(modules: Sequence[nn.Module]) -> None:
    """Refuse a model that is no private copy where other code may be using it."""
    if getattr(_thread, "beside", False):
        raise ModelError(
            "The model cannot be copied, so nothing is computed with it while other code may use "
            "it; run the cell again."
        )
    if not may_draw() and any(map(is_training, modules)):
        raise ModelError(
            "The model is in training mode and cannot be copied, and other threads may be using "
            "it; call model.eval() first, or explain it in the main thread."
        )


_thread = threading.local()


class TrainModeWarning(UserWarning):
    """The model is in training mode, and is explained as it is in evaluation mode."""


def training_notes(forward: Forward) -> tuple[str, ...]:
    """What a reader should know of a model that is in training mode; nothing of another."""
    if not in_training(forward):
        return ()
    return ("The model is in training mode, and was explained as it is in evaluation mode.",)


def warn_in_training(forward: Forward) -> None:
    """Warn that a model in training mode is evaluated in eval mode."""
    if in_training(forward):
        warnings.warn(
            "The model is in training mode, where dropout and batch statistics would make the "
            "attribution random; it is explained as it is in eval() mode, and stays in training "
            "mode itself. Call model.eval() to silence this.",
            TrainModeWarning,
            stacklevel=_outside(),
        )


def _outside() -> int:
    """The stack level of the first caller outside this package."""
    level, frame = 1, sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith("igviz"):
        level, frame = level + 1, frame.f_back
    return level


_LOCK = threading.RLock()


def _unlock() -> None:
    """Make a new lock: in a forked process, nobody is left who would release the old one."""
    global _LOCK  # noqa: PLW0603 - there is one for all
    _LOCK = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_unlock)


@contextlib.contextmanager
def guarded(forward: Forward, asking: bool = False) -> Iterator[None]:
    """Evaluate the model inside; afterwards its mode, buffers and the random state are as before.

    The guard is held around one batch at a time and never across a yield, so that the caller's code
    never runs inside it. Of a model that is no private copy, one thread holds it at a time: what it
    sets back is shared by all.

    Parameters
    ----------
    forward : callable
    asking : bool
        Whether the model is only being asked what it is. Then it is seen that no module runs but
        those that are known.

    Raises
    ------
    WeightsChangedError
        Somebody else changed the weights of a private copy since it was made.
    UncopiedError
        A module of the user's was about to run that was not known to be used.
    """
    modules = modules_of(forward)
    private = is_private(forward)
    if not private:
        _refuse_beside_others(modules)
    with contextlib.nullcontext() if private else _LOCK, contextlib.ExitStack() as stack:
        interrupts = _Interrupts()
        stack.callback(interrupts.let)
        tensors = (tensor for m in modules for tensor in (*m.parameters(False), *m.buffers(False)))
        first = next(tensors, None)
        device = torch.device("cpu") if first is None else first.device
        stack.enter_context(random_state_kept(device, everything=False))
        if asking and (private or is_watched(forward)):
            stack.enter_context(only_these(modules))
        if any_compiled(modules) and hasattr(torch.compiler, "set_stance"):
            # It would be compiled anew for every number of rows.
            stack.enter_context(torch.compiler.set_stance("force_eager"))
        stack.enter_context(_evaluation(modules))
        stack.enter_context(_kept_buffers(modules, by_value=not private))
        if device.type == "cuda":
            stack.enter_context(_exact_on_cuda(modules))
        stack.enter_context(exact(device.type))
        stack.enter_context(torch.inference_mode(False))
        stack.enter_context(torch.enable_grad())
        stack.callback(interrupts.hold)  # the first of what is done at the end
        try:
            yield
        except Exception:
            check_weights(modules, bits=True)  # of which autograd, too, may have failed
            raise
        check_weights(modules, bits=False)


class _Interrupts:
    """Holds interrupts back while things are set back, which one would cut short."""

    def __init__(self) -> None:
        self._before: set[Any] | None = None

    def hold(self) -> None:
        """From here on none comes through, where the system can do that."""
        if may_draw() and hasattr(signal, "pthread_sigmask"):  # in the main thread, which gets them
            held = {signal.SIGINT, signal.SIGALRM, signal.SIGTERM}
            self._before = signal.pthread_sigmask(signal.SIG_BLOCK, held)

    def let(self) -> None:
        """Let through what came meanwhile, and what comes."""
        if self._before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, self._before)


@contextlib.contextmanager
def exact(kind: str) -> Iterator[None]:
    """Compute without the cell's autocast, which rounds, and which a background thread lacks."""
    with contextlib.ExitStack() as stack:
        for each in {"cpu", "cuda", kind}:
            if torch.is_autocast_enabled(each):
                stack.enter_context(torch.autocast(each, enabled=False))
        yield


_NEW_NAMES = hasattr(torch.backends.cuda.matmul, "fp32_precision")


@contextlib.contextmanager
def _exact_on_cuda(modules: Sequence[nn.Module]) -> Iterator[None]:
    """Compute in full float32, since TF32 rounds like half precision.

    cuDNN is switched off for recurrent layers, which it cannot differentiate in evaluation mode.
    """
    cudnn, matmul = torch.backends.cudnn, torch.backends.cuda.matmul
    recurrent = any(isinstance(module, nn.RNNBase) for module in modules)
    # Of the two names of this setting, the older raises once the newer was used.
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


@contextlib.contextmanager
def _evaluation(modules: Sequence[nn.Module]) -> Iterator[None]:
    modes = [(module, is_training(module)) for module in modules]
    try:
        for module, training in modes:
            if training:
                module.training = False
        yield
    finally:
        for module, training in modes:
            if is_training(module) != training:  # a forward pass may have called train() itself
                module.training = training


@contextlib.contextmanager
def _kept_buffers(modules: Sequence[nn.Module], by_value: bool) -> Iterator[None]:
    """Undo what a forward pass writes into buffers (custom counters, running statistics).

    What was written shows in their versions, or else, as some kernels do not raise them, only in
    their values.
    """
    registered = [
        (module._buffers, name, buffer)
        for module in modules
        if not isinstance(module, torch.jit.ScriptModule)
        for name, buffer in module._buffers.items()
    ]
    scripted = [
        (module, name, buffer)
        for module in modules
        if isinstance(module, torch.jit.ScriptModule)
        for name, buffer in module.named_buffers(recurse=False)
    ]
    buffers_of = (buffer for module in modules for buffer in module.buffers(recurse=False))
    distinct = {id(buffer): buffer for buffer in buffers_of}.values()
    kept = [(b, b._version, b.detach().clone()) for b in distinct if not b.is_inference()]
    try:
        yield
    finally:
        with torch.no_grad():
            for buffer, version, value in kept:
                if buffer._version != version or (by_value and not _same(buffer, value)):
                    buffer.copy_(value)
            for buffers, name, before in registered:
                now = buffers.get(name)
                # On another device it was not the forward pass that put it there.
                moved = now is not None and before is not None and now.device != before.device
                if name in buffers and now is not before and not moved:
                    buffers[name] = before
            for module, name, buffer in scripted:
                if getattr(module, name).data_ptr() != buffer.data_ptr():
                    setattr(module, name, buffer)


def _same(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors hold the same; NaN is the same as itself."""
    return bool(((one == other) | ((one != one) & (other != other))).all())
