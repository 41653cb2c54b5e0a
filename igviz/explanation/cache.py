"""What was computed for earlier questions, so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from igviz.explanation.explanation import Explanation
from igviz.quadrature.adaptive import AdaptiveScheme

# A 224 x 224 image takes 6 MB as an explanation and up to 108 MB as a scheme ("Memory" in
# docs/numerics.md).
EXPLANATIONS = 24  # that are kept, so that they come back at once
SCHEMES = 6  # that are kept with their nodes, so that a smaller tol goes on from them
T = TypeVar("T")


class Recent(Generic[T]):
    """Keeps so many of the latest values, by key; a value whose key has no hash is not kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: dict[Hashable, T] = {}

    def get(self, key: object) -> T | None:
        """Return the value of a key and make it the latest; None without one."""
        if not is_hashable(key) or key not in self._values:
            return None
        self._values[key] = self._values.pop(key)
        return self._values[key]

    def keep(self, key: object, value: T) -> None:
        """Keep a value, and forget the oldest if there are too many."""
        if is_hashable(key):
            self._values[key] = value
            if len(self._values) > self.most:
                self._values.pop(next(iter(self._values)))

    def forget(self, matches: Callable[[T], bool]) -> None:
        """Forget all values that match."""
        self._values = {key: value for key, value in self._values.items() if not matches(value)}


class Cache:
    """Explanations and schemes of one input, computed with one set of weights."""

    def __init__(self) -> None:
        self.explanations: Recent[Explanation] = Recent(EXPLANATIONS)
        self.schemes: Recent[AdaptiveScheme] = Recent(SCHEMES)


def is_hashable(key: object) -> bool:
    """Whether a key can be looked up: whether all that it holds can be hashed."""
    try:
        hash(key)
    except TypeError:
        return False
    return True
