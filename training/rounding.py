"""Rounding of a network's large arrays, and the last stage of training, which makes up for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy

import torch
from torch import Tensor, nn
from torch.func import functional_call

from igviz.examples.weights_io import parted

__all__ = ["rounded", "settle", "step_sizes"]

#: How far a number may move in one update, in standard deviations of its array.
RATE = 4e-3


def step_sizes(model: nn.Module, fineness: float) -> dict[str, Tensor]:
    """Return for each large array of `model` the step of each row, exact in half precision.

    Parameters
    ----------
    model
        A trained network.
    fineness
        The standard deviation of a row of an array of n numbers is ``fineness / √n`` steps, so
        that small arrays, where a byte buys most, are rounded most finely.
    """
    return {key: _steps(value, fineness) for key, value in parted(model)[0].items()}


def _steps(value: Tensor, fineness: float) -> Tensor:
    rows = value.flatten(1)
    spread = rows.std(dim=1, correction=0) * value.numel() ** 0.5 / fineness
    # A step rounded down to half precision may not push the largest number beyond 127.
    fits = rows.abs().amax(dim=1) / 126.9
    return torch.maximum(spread, fits).clamp(min=1e-4).half().float()


def rounded(value: Tensor, step: Tensor) -> Tensor:
    """Return how many steps, -127 to 127, the numbers of each row of `value` are, ``(rows, n)``."""
    return torch.round(value.flatten(1) / step[:, None]).clamp(-127, 127)


def settle(
    model: nn.Module,
    steps: Mapping[str, Tensor],
    batches: Iterable[Tensor],
    report: Callable[[str], None] = print,
) -> None:
    """Let `model` get used to rounded arrays: its outputs become again what they were.

    The rounded network is compared with the trained one, and gradients pass through the rounding
    as if there were none (Bengio, Léonard & Courville 2013, "straight-through").

    Parameters
    ----------
    model
        A trained network in evaluation mode; its large arrays hold whole steps afterwards.
    steps
        The step of each row of the arrays to round, see `step_sizes`.
    batches
        Inputs, a batch for each update.
    report
        Gets a line at the end.
    """
    trained, batches = deepcopy(model), list(batches)
    parameters = dict(model.named_parameters())
    sizes = {key: float(p.detach().square().mean().sqrt()) for key, p in parameters.items()}
    groups = [{"params": [p], "lr": RATE * sizes[key]} for key, p in parameters.items()]
    optimizer = torch.optim.Adam(groups)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, len(batches))
    for inputs in batches:
        with torch.no_grad():
            expected = trained(inputs)
        outputs = functional_call(model, _snapped(parameters, steps), (inputs,))
        loss = (outputs - expected).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    with torch.no_grad():
        for key, value in _snapped(parameters, steps).items():
            parameters[key].copy_(value)
    report(f"rounded: mean square of what the outputs moved by {loss.item():.4f}")


def _snapped(parameters: Mapping[str, Tensor], steps: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the parameters as they are when rounded, with the gradients of those that are not."""
    snapped = dict(parameters)
    for key, step in steps.items():
        value = parameters[key]
        whole = (rounded(value, step) * step[:, None]).view_as(value)
        snapped[key] = value + (whole - value).detach()
    return snapped
