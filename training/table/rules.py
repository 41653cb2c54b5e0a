"""Applications for a loan, and the known rules by which they are decided."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from igviz.examples.table import MEANS, NUMBERS, REGIONS, SPREADS, Application

__all__ = ["DECIDING", "LABELS", "application", "effects", "log_odds"]

LABELS = ("refused", "approved")
#: What counts most in each region; elsewhere it counts little.
DECIDING = {"city": "income", "country": "savings", "coast": "years at work"}
MUCH, LITTLE, DEBT = 2.4, 0.4, -0.8


def application(rng: np.random.Generator) -> Application:
    """Draw an application; its age and children say nothing about what is decided."""
    drawn = rng.normal(MEANS, SPREADS).clip(0).tolist()
    digits = [1 if name in ("income", "savings", "debt") else 0 for name in NUMBERS]
    numbers = {
        name: round(value, few) for name, value, few in zip(NUMBERS, drawn, digits, strict=True)
    }
    return {"region": str(rng.choice(REGIONS)), **numbers}


def effects(row: Application, baseline: Application) -> dict[str, float]:
    """What each number adds to the log-odds of a loan, beside another row of the same region."""
    ways = [float(row[name]) - float(baseline[name]) for name in NUMBERS]
    worth = _worth(str(row["region"]))
    return {
        name: float(w * way / spread)
        for name, w, way, spread in zip(NUMBERS, worth, ways, SPREADS, strict=True)
    }


def log_odds(row: Application) -> float:
    """The log-odds of a loan: none at the mean of every number, whatever the region."""
    mean = {"region": row["region"], **dict(zip(NUMBERS, MEANS, strict=True))}
    return sum(effects(row, mean).values())


def _worth(region: str) -> npt.NDArray[np.float64]:
    """What a standard deviation of each number is worth in a region."""
    worth = dict.fromkeys(DECIDING.values(), LITTLE) | {DECIDING[region]: MUCH, "debt": DEBT}
    return np.array([worth.get(name, 0.0) for name in NUMBERS])
