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
    none = np.zeros((1, len(shares)), np.int64)
    lengths = np.ones((1, len(shares)))
    added = allot(np.array([shares]), lengths, np.array([more]), none)[0].tolist()
    assert sum(added) == more
    assert all(n == 0 for n, s in zip(added, shares, strict=True) if s == 0)
    for p, s in zip(added, shares, strict=True):
        for q, r in zip(added, shares, strict=True):
            assert not (s > r and p < q)


def test_half_cells_get_their_share() -> None:
    """Beside an end half a step is left over: equal errors per step, equal numbers of nodes."""
    shares = np.array([2.0, 1.0, 1.0, 2.0])
    lengths, none = np.array([[0.5, 1, 1, 0.5]]), np.zeros((1, 4), np.int64)
    assert allot(shares[None], lengths, np.array([8]), none).tolist() == [[2, 2, 2, 2]]


def test_what_must_be_split_is_split_first_and_rows_do_not_mix() -> None:
    shares = np.array([[1.0, 1.0, 9.0], [9.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    forced = np.array([[1, 0, 0], [0, 0, 0], [0, 1, 0]])
    by_cell = allot(shares, np.ones((3, 3)), np.array([3, 2, 4]), forced)
    assert by_cell.tolist() == [[1, 0, 2], [2, 0, 0], [0, 1, 0]]
