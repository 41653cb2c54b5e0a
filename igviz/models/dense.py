"""Tensors that numbers can be read of, and others that torch has."""

from __future__ import annotations

from torch import Tensor

from igviz.errors import InputError

_READ = {"float64", "float32", "float16", "bfloat16"}


def check_dense(tensor: Tensor, what: str) -> None:
    """Refuse a tensor of which numbers cannot be read; ``what`` is what the sentence calls it."""
    if why := trouble_with(tensor):
        raise InputError(f"{what} {why}.")


def trouble_with(tensor: Tensor) -> str:
    """Why numbers cannot be read of a tensor, and what to call on it; empty where they can."""
    if tensor.is_nested:
        return "is nested; pass one dense tensor of it, such as x.unbind()[0]"
    if tensor.is_meta:
        return "is on the device meta, where there are no numbers; make it on 'cpu'"
    if tensor.is_quantized:
        return f"is quantised ({_name(tensor)}); pass x.dequantize()"
    if str(tensor.layout) != "torch.strided":
        return f"has the layout {tensor.layout}; pass x.to_dense()"
    if tensor.is_floating_point() and _name(tensor) not in _READ:
        return f"holds {_name(tensor)}, in which nothing can be computed; pass x.float()"
    return ""


def _name(tensor: Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
