"""Numbers by which an attribution is judged, one file each; `METRICS` is the list."""

from __future__ import annotations

from collections.abc import Mapping

from igviz.engine.attribution import Attribution
from igviz.engine.problem import Problem
from igviz.figure.schema import Facts, Measured
from igviz.metrics.completeness import Completeness
from igviz.metrics.metric import Metric

METRICS: tuple[Metric, ...] = (Completeness(),)


def measure(attribution: Attribution, problem: Problem) -> dict[str, float | None]:
    """Every metric's value for the attribution of one example, by name."""
    return {metric.name: metric.measure(attribution, problem) for metric in METRICS}


def said(values: Mapping[str, float | None], facts: Facts, features: str) -> list[Measured]:
    """The values as they travel in a figure: with name, source and words.

    Parameters
    ----------
    values : mapping of float or None
        What `measure` gave.
    facts : Facts
        The figure that they belong to.
    features : str
        What the attributions are of, in the plural: "pixels".
    """
    return [
        {
            "name": metric.name,
            "source": metric.source,
            "value": values[metric.name],
            "of_sum": metric.of_sum,
            **metric.say(values[metric.name], facts, features),
        }
        for metric in METRICS
        if metric.name in values
    ]
