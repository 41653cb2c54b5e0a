from __future__ import annotations

from unittest.mock import patch

import torch

from igviz.engine.batch_size import LARGEST, STEADY, BatchSize

LARGE_ROW = 2**20
CPU = torch.device("cpu")


def grown(bytes_per_row: int, seconds: float, batches: int = 12, asked: int | None = None) -> int:
    """Rows after some batches that each keep so much and take so long."""
    size, clock = BatchSize(asked, CPU, set(), LARGE_ROW), iter(range(10_000))
    for _ in range(batches):
        rows = size.rows
        with (
            patch("time.perf_counter", lambda: next(clock) * seconds),
            size.watched(rows),
        ):
            x = torch.zeros(rows * bytes_per_row // 4, requires_grad=True)
            (x * 1.5).exp()  # keeps its result
    return size.rows


def test_a_slow_model_stays_small() -> None:
    assert grown(4, 1.0) == STEADY


def test_a_fast_model_grows() -> None:
    assert grown(4, 0.001) == LARGEST


def test_memory_bounds_the_rows() -> None:
    row = 10 * 2**20
    assert 8 <= grown(row, 0.001) * row / 2**20 <= 128


def test_a_row_that_is_larger_than_the_budget_goes_alone_or_nearly() -> None:
    assert grown(100 * 2**20, 0.001, batches=2) == 1


def test_what_was_asked_for_stays() -> None:
    assert grown(4, 0.001, asked=5) == 5


def test_the_models_own_memory_does_not_count() -> None:
    weight = torch.zeros(64 * 2**20, requires_grad=True)
    size = BatchSize(None, CPU, {weight.untyped_storage().data_ptr()}, LARGE_ROW)
    with size.watched(2):
        x = torch.ones(2, 1, requires_grad=True)
        (x * weight[:1]).sum()
    assert size.fits is not None
    assert size.fits > 1000


def test_running_out_of_memory_is_remembered() -> None:
    size = BatchSize(16, CPU, set(), LARGE_ROW)
    size.halve(16)
    assert size.rows == 8
    size.halve(1)
    assert size.rows == 1
