"""What a metric is: the seam at which a new one is added."""

from __future__ import annotations

from typing import Protocol

from igviz.engine.attribution import Attribution
from igviz.engine.problem import Problem
from igviz.figure.schema import Facts, Sentence


class Metric(Protocol):
    """One number that says how good an attribution is."""

    @property
    def name(self) -> str:
        """What the field calls it."""

    @property
    def source(self) -> str:
        """The paper that defines it, with equation or section."""

    @property
    def of_sum(self) -> bool:
        """Whether it judges the sum of all attributions."""

    def measure(self, attribution: Attribution, problem: Problem) -> float | None:
        """Give the value for one example; None where it means nothing.

        What needs the model's answers asks ``problem.forward``, and costs as many forward passes.
        """

    def say(self, value: float | None, facts: Facts, features: str) -> Sentence:
        """Put the value in a short text, and what it means in a tip."""
