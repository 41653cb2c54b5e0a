"""Whether a network has kinks: by the names of its layers, and by the operations in its graph."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from igviz.models.forward import Forward

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
    """Whether the network has kinks, as far as its layers' names tell; None where they do not.

    A hint only, on which a path's first nodes depend: of a network with smooth and kinked layers
    either may show. Functions called inside layers are not seen; `has_kinks_inside` sees them.
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


# Operations as autograd names them. Those that only bound a divisor or mask are left out (clamp).
_KINKED_OPERATIONS = ("Relu", "MaxPool", "Hardtanh", "Hardswish", "Hardsigmoid", "Threshold")
MOST = 20_000  # operations looked at


def has_kinks_inside(output: Tensor) -> bool:
    """Whether operations with kinks led to an output, as far as its graph shows them."""
    waiting, seen = [output.grad_fn], set[Any]()
    while waiting and len(seen) < MOST:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if any(part in node.name() for part in _KINKED_OPERATIONS):
            return True
        waiting += [following for following, _ in node.next_functions]
    return False
