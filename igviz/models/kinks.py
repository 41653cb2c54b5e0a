"""Whether a network has kinks: by the names of its layers, and by the operations in its graph."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from torch import nn

from igviz.models.forward import Forward

# Parts of the names of layers and, as autograd calls them, of operations.
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

# How autograd's names of maxima and minima begin; those of bounds (clamp) end like them.
_EXTREMES = ("max", "min", "amax", "amin", "aminmax")
# Operations that tell of smooth layers; a sigmoid or tanh may as well be an output's.
_SMOOTH_OPERATIONS = ("gelu", "silu", "mish", "attention")


def has_kinks(forward: Forward, operations: Set[str] = frozenset()) -> bool | None:
    """Whether the network has kinks, as far as names tell; None where they do not.

    A hint only, on which a path's first nodes depend: of a network with smooth and kinked layers
    either may show.

    Parameters
    ----------
    forward : callable
        Of a module, the names of the layers tell.
    operations : set of str
        What was done inside, see `igviz.models.graph.operations_in`. That all of it is smooth is
        not relied upon.
    """
    modules = list(forward.modules()) if isinstance(forward, nn.Module) else []
    names = {type(module).__name__.lower() for module in modules}
    # Transformer layers hold a function as their activation, ReLU unless told otherwise.
    names |= {str(getattr(getattr(m, "activation", None), "__name__", "")) for m in modules}
    layers = _tells(names, _SMOOTH)
    done = _tells({one.lower() for one in operations}, _SMOOTH_OPERATIONS, _EXTREMES)
    if layers.kinked and not layers.smooth:
        return True
    if layers.smooth:
        return None if layers.kinked or done.kinked else False
    return True if done.kinked and not done.smooth else None


class _Told(NamedTuple):
    kinked: bool
    smooth: bool


def _tells(names: Set[str], smooth: tuple[str, ...], extremes: tuple[str, ...] = ()) -> _Told:
    bent = {n for n in names if n.startswith(extremes) or any(part in n for part in _KINKED)}
    # "hardswish" is no swish.
    return _Told(bool(bent), any(part in name for name in names - bent for part in smooth))
