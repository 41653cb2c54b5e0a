"""What was asked before, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from igviz.explanation.explanation import Explanation
from igviz.quadrature.adaptive import AdaptiveScheme

EXPLANATIONS = 24  # finished ones, which come back at once
SCHEMES = 6  # whose gradients are kept, so that more precision goes on from them
T = TypeVar("T")


class Recent(Generic[T]):
    """The last so many values by key; what has no key, such as a mapping, is not kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: dict[Hashable, T] = {}

    def get(self, key: object) -> T | None:
        """The value of that key, now the latest; None where there is none."""
        if not is_hashable(key) or key not in self._values:
            return None
        self._values[key] = self._values.pop(key)
        return self._values[key]

    def keep(self, key: object, value: T) -> None:
        """Keep a value, and forget the oldest where there are too many."""
        if is_hashable(key):
            self._values[key] = value
            if len(self._values) > self.most:
                self._values.pop(next(iter(self._values)))

    def forget(self, is_so: Callable[[T], bool]) -> None:
        """Forget the values of which something is so."""
        self._values = {key: value for key, value in self._values.items() if not is_so(value)}


class Asked:
    """Questions to one input with one set of weights: finished explanations, and schemes."""

    def __init__(self) -> None:
        self.explanations: Recent[Explanation] = Recent(EXPLANATIONS)
        self.schemes: Recent[AdaptiveScheme] = Recent(SCHEMES)


def is_hashable(key: object) -> bool:
    """Whether a key can be looked up, by all that it holds."""
    try:
        hash(key)
    except TypeError:
        return False
    return True
