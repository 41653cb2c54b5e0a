"""The bundled network for rows of a table, with an application for a loan to explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from igviz.examples.weights_io import load, read_facts

__all__ = ["LoanNet", "LoanTransform", "TableExample", "load_table"]

Application = dict[str, float | str]

REGIONS = ("city", "country", "coast")
#: The columns of an application that hold numbers, in thousands where they are money.
NUMBERS = ("income", "savings", "debt", "years at work", "age", "children")
MEANS = (40.0, 20.0, 15.0, 12.0, 45.0, 2.0)
SPREADS = (12.0, 8.0, 6.0, 5.0, 12.0, 1.0)


class LoanNet(nn.Module):
    """Decides on loans: standardised numbers and a switch for each region to logits ``(N, 2)``.

    Parameters
    ----------
    width
        Size of both hidden layers.
    """

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(len(NUMBERS) + len(REGIONS), width),
            nn.GELU(),
            nn.Linear(width, width),
            nn.GELU(),
            nn.Linear(width, 1),
        )

    def forward(self, rows: Tensor) -> Tensor:
        """Return the logits of a batch of rows."""
        half = self.layers(rows) / 2
        return torch.cat([-half, half], dim=1)


class LoanTransform:
    """Turn an application into what `LoanNet` reads: six numbers, then a switch for each region."""

    def __call__(self, row: Mapping[str, float | str]) -> Tensor:
        """Return a row by name as a float tensor ``(9,)``."""
        region = str(row["region"])
        if region not in REGIONS:
            raise ValueError(f"{region!r} is no region; there are {', '.join(REGIONS)}.")
        numbers = np.array([float(row[name]) for name in NUMBERS])
        scaled = (numbers - MEANS) / np.array(SPREADS)
        switches = [float(region == one) for one in REGIONS]
        return torch.tensor([*scaled.tolist(), *switches])


@dataclass(frozen=True)
class TableExample:
    """A model, an application for a loan, and its transform.

    Attributes
    ----------
    model
        A `LoanNet` in evaluation mode, on the CPU.
    row
        The application of the demo, by column.
    rows
        A few more, the first among them.
    transform
        Turns a row into the model's input ``(9,)``.
    background
        Applications from all regions.
    baseline
        A typical application from the same region as ``row``.
    labels
        Class names by index.
    """

    model: LoanNet
    row: Application
    rows: tuple[Application, ...]
    transform: LoanTransform
    background: tuple[Application, ...]
    baseline: Application
    labels: tuple[str, ...]


def load_table() -> TableExample:
    """Return the bundled network for loans with a few applications."""
    facts = read_facts("loans")
    rows, background = (
        tuple(_application(cells) for cells in facts[key]) for key in ("rows", "background")
    )
    model, labels = load("loans", LoanNet), tuple(facts["labels"])
    return TableExample(
        model, rows[0], rows, LoanTransform(), background, typical(background, rows[0]), labels
    )


def typical(background: tuple[Application, ...], row: Application) -> Application:
    """The median of all applications from a row's region."""
    near = [one for one in background if one["region"] == row["region"]]
    medians = {name: float(np.median([float(one[name]) for one in near])) for name in NUMBERS}
    return {"region": row["region"], **medians}


def _application(cells: list[float | str]) -> Application:
    return dict(zip(("region", *NUMBERS), cells, strict=True))
