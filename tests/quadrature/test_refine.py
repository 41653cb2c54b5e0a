from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from igviz.quadrature.refine import allot


@given(
    st.lists(st.just(0.0) | st.floats(1e-6, 10), min_size=1, max_size=20).filter(any),
    st.integers(0, 60),
)
def test_allotment_spends_exactly_and_favours_error(shares: list[float], more: int) -> None:
    added = allot(np.array(shares), np.ones(len(shares)), more)
    assert sum(added) == more
    assert all(n == 0 for n, s in zip(added, shares, strict=True) if s == 0)
    for p, s in zip(added, shares, strict=True):
        for q, r in zip(added, shares, strict=True):
            assert not (s > r and p < q)


def test_half_cells_get_their_share() -> None:
    """Beside an end half a step is left over: equal errors per step, equal numbers of nodes."""
    shares = np.array([2.0, 1.0, 1.0, 2.0])
    assert allot(shares, np.array([0.5, 1, 1, 0.5]), 8) == [2, 2, 2, 2]
