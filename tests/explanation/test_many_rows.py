from __future__ import annotations

import unittest.mock
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import classifier
from torch import Tensor, nn

from igviz.engine.evaluator import Evaluator
from igviz.engine.integrate import integrate
from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.engine.progress import Progress
from igviz.errors import GradientError, InputError, ModelError
from igviz.explanation.tensors import integrated_gradients
from igviz.models.score import Score
from igviz.quadrature.shown import AS_IT_IS

ROWS = torch.randn(24, 6, generator=torch.Generator().manual_seed(0)).double()
MODELS = {act: classifier(3, act) for act in (nn.ReLU, nn.GELU)}
ALONE = {
    (act, output): [integrated_gradients(model, row[None], target=1, output=output) for row in ROWS]
    for act, model in MODELS.items()
    for output in ("score", "probability")
}


@settings(deadline=None, max_examples=25)
@given(
    st.permutations(range(len(ROWS))),
    st.sampled_from([None, 1, 5, 64]),
    st.sampled_from(sorted(ALONE, key=str)),
    st.sampled_from([3, 10**6]),
)
def test_a_batch_is_its_rows_one_by_one(
    order: list[int], batch_size: int | None, key: Any, together: int
) -> None:
    """In any order, in batches of any size, and in cohorts that are split and joined."""
    act, output = key
    with unittest.mock.patch("igviz.engine.queue.TOGETHER", together):
        many = integrated_gradients(
            MODELS[act], ROWS[order], target=1, output=output, batch_size=batch_size
        )
    for place, number in enumerate(order):
        alone = ALONE[key][number]
        torch.testing.assert_close(
            many.attributions[place], alone.attributions[0], rtol=1e-9, atol=1e-12
        )
        certificate = many.certificates[place]
        assert certificate.evaluations == alone.certificate.evaluations
        assert certificate.error == pytest.approx(alone.certificate.error, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("how", [{}, {"n_steps": 9}])
def test_a_row_that_fails_does_not_lose_the_others(how: dict[str, Any]) -> None:
    def broken(x: Tensor) -> Tensor:
        return torch.where((x[:, 0] > 1).logical_and(x[:, 0] < 1.4), torch.nan, x.sin().sum(1))

    rows = torch.linspace(-2, 2, 12).double().reshape(6, 2)
    attribution = integrated_gradients(broken, rows, **how)
    assert list(attribution.failures) == [5]
    assert "score is not finite at alpha = " in attribution.failures[5]
    assert attribution.attributions[5].isnan().all()
    fine = integrated_gradients(broken, rows[:5], **how)
    torch.testing.assert_close(attribution.attributions[:5], fine.attributions)
    assert attribution[5].failures == {0: attribution.failures[5]}
    assert attribution[0].failures == {}
    with pytest.raises(GradientError, match=r"^The score is not finite"):
        integrated_gradients(broken, rows[5:], **how)


@pytest.mark.parametrize("how", [{"tol": 1e-3}, {"n_steps": 40}])
@pytest.mark.parametrize("keep", [True, False])
def test_stopped_work_keeps_the_rows_that_have_an_estimate(how: dict[str, Any], keep: bool) -> None:
    """Of many rows no attribution is made before the end, unless it comes early."""

    def enough(step: Progress) -> bool:
        return step.evaluations > 200

    with unittest.mock.patch("igviz.engine.queue.TOGETHER", 8):
        some = integrated_gradients(
            MODELS[nn.ReLU], ROWS, target=1, batch_size=16, progress=enough, keep=keep, **how
        )
        whole = integrated_gradients(MODELS[nn.ReLU], ROWS, target=1, **how)
    failed = sorted(some.failures)
    assert 0 < len(failed) < len(ROWS)
    assert "stopped" in some.failures[failed[0]]
    for row in range(len(ROWS)):
        certificate = some.certificates[row]
        off = (some.attributions[row] - whole.attributions[row]).norm()
        if row in failed:
            assert off.isnan()
        elif certificate.error is None:
            assert off == 0
        else:
            assert off <= 3 * certificate.error * whole.attributions[row].norm()
    assert sum(certificate.evaluations for certificate in some.certificates) <= 200 + 16


@pytest.mark.parametrize("batches", [2, 3, 4, 6])
def test_a_row_that_failed_has_no_attribution_of_its_earlier_nodes(batches: int) -> None:
    """It may fail in the middle of a round, and the work be stopped there."""

    def broken(x: Tensor) -> Tensor:
        out: Tensor = MODELS[nn.GELU](x)
        return torch.where((x[:, :1] > 0.3).logical_and(x[:, :1] < 0.34), torch.nan, out)

    rows = ROWS[:4].clone()
    rows[2, 0] = 1.0
    calls: list[int] = []

    def enough(_: Progress) -> bool:
        calls.append(1)
        return len(calls) >= batches

    some = integrated_gradients(broken, rows, target=1, tol=1e-4, batch_size=9, progress=enough)
    for row in some.failures:
        assert some.attributions[row].isnan().all()
        assert some.certificates[row].evaluations == 0


def test_many_nodes_of_many_rows_are_bounded() -> None:
    """Inner products grow with the square of the nodes: at a small tol they take most of it."""
    rows, held = ROWS.repeat(4, 1), [0]
    scheme = Plan(tol=5e-4).scheme(AS_IT_IS, True, len(rows), values=6, keep=False)
    evaluator = Evaluator(
        MODELS[nn.ReLU], Straight(0 * rows, rows), Score([[1] * len(rows)], None), 512
    )
    room = 2**19
    with (
        unittest.mock.patch("igviz.engine.queue.OPEN_BYTES", room),
        unittest.mock.patch("igviz.quadrature.cohort.COHORT_BYTES", room // 8),
    ):
        for step in integrate(evaluator, lambda _: scheme):
            held.append(scheme.nbytes)
            attribution = step.attributions[0] if step.attributions else None
    assert attribution is not None
    nodes = np.array([certificate.evaluations for certificate in attribution.certificates])
    assert (8 * nodes**2).sum() > 3 * room  # had all been open at once
    largest = 8 * (nodes.max() ** 2 + 6 * nodes.max())  # products and step gradients of one example
    assert max(held) <= room + largest
    alone = integrated_gradients(MODELS[nn.ReLU], ROWS[:1], target=1, tol=5e-4)
    torch.testing.assert_close(attribution.attributions[:1], alone.attributions)


def test_what_nobody_looks_at_is_not_kept() -> None:
    few = integrated_gradients(MODELS[nn.ReLU], ROWS, target=1, n_steps=5)
    many = integrated_gradients(MODELS[nn.ReLU], ROWS.repeat(3, 1), target=1, n_steps=5)
    assert len(few.step_maps) == len(few)
    assert many.step_maps == ()
    kept = integrated_gradients(MODELS[nn.ReLU], ROWS.repeat(3, 1), target=1, keep=True)
    assert len(kept.step_maps) == len(kept)
    assert kept.sigma is not None
    assert integrated_gradients(MODELS[nn.ReLU], ROWS, target=1, keep=False).sigma is None


class Crowded(nn.Module):
    """Rows see each other only in large batches, or only from some call on."""

    def __init__(self, rows: int, calls: int) -> None:
        super().__init__()
        self.rows, self.calls, self.seen = rows, calls, 0

    def forward(self, x: Tensor) -> Tensor:
        self.seen += 1
        mixed = len(x) >= self.rows or (self.seen > self.calls and len(x) > 1)
        return x.sin().sum(1) + (x.mean() if mixed else 0)


@pytest.mark.parametrize(("rows", "calls"), [(40, 10**6), (10**6, 6)])
def test_rows_that_see_each_other_only_later_are_refused(rows: int, calls: int) -> None:
    with pytest.raises(ModelError, match="pass batch_size=1"):
        integrated_gradients(Crowded(rows, calls), ROWS.repeat(8, 1), n_steps=20)


def test_a_score_near_zero_may_differ_by_the_rounding_of_what_it_is_made_of() -> None:
    """A score in the middle of a path is what is left of larger terms, which batches round."""

    class Cancelling(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            rounding = 1e-5 if len(x) > 1 else 0.0
            return 10 * (x - 0.5).relu().sum(1) - 1.5 + rounding

    x = torch.linspace(0.5, 1.1, 18).reshape(3, 6)
    assert integrated_gradients(Cancelling(), x).certificates[0].converged
    # What rounds no more than that is no rounding: in float64, too.
    for crowded, rows in ((Crowded(2, 10**6), x), (Cancelling().forward, x.double())):
        assert "one row" in integrated_gradients(crowded, rows).notes[0]


@pytest.mark.parametrize("output", ["probability", "logit"])
@pytest.mark.parametrize("bad", [0, 3])
def test_a_row_that_fails_does_not_change_what_is_explained_of_others(
    output: str, bad: int
) -> None:
    """Whether outputs are probabilities already is read from their values."""

    def chances(x: Tensor) -> Tensor:
        out: Tensor = MODELS[nn.ReLU](x).softmax(1)
        return torch.where(x[:, :1] > 50, torch.nan, out)

    rows = ROWS[:5].clone()
    rows[bad] = 100.0
    kept = [number for number in range(5) if number != bad]
    some = integrated_gradients(chances, rows, target=1, output=output)
    fine = integrated_gradients(chances, rows[kept], target=1, output=output)
    assert list(some.failures) == [bad]
    torch.testing.assert_close(some.attributions[kept], fine.attributions)
    torch.testing.assert_close(some.score[kept], fine.score)
    with pytest.raises(GradientError, match="score is not finite"):
        integrated_gradients(chances, rows[bad : bad + 1], target=1, output=output)


@pytest.mark.parametrize("kinks", [None, True])
def test_a_run_that_was_closed_before_its_first_node_goes_on(kinks: bool | None) -> None:
    """Of five baselines, a batch of two rows is no whole node."""
    baselines = ROWS[:5]
    path = Straight(baselines, ROWS[7].expand(5, 6))
    scheme = Plan(tol=0.02).scheme(AS_IT_IS, kinks)

    def work() -> Iterator[Progress]:
        evaluator = Evaluator(MODELS[nn.ReLU], path, Score([[1] * 5], None), 2)
        return integrate(evaluator, lambda _: scheme, n_baselines=5)

    first = work()
    next(first)
    first.close()  # type: ignore[attr-defined]
    *_, last = work()
    (attribution,) = last.attributions
    assert last.evaluations == attribution.certificate.evaluations
    scheme = Plan(tol=0.02).scheme(AS_IT_IS, kinks)
    *_, whole = work()
    torch.testing.assert_close(attribution.attributions, whole.attributions[0].attributions)


@pytest.mark.parametrize("scale", [1e-20, 1e25])
def test_standard_errors_have_the_unit_of_the_score(scale: float) -> None:
    plain = integrated_gradients(lambda x: MODELS[nn.ReLU](x) * 1.0, ROWS[:2], target=0)
    scaled = integrated_gradients(lambda x: MODELS[nn.ReLU](x) * scale, ROWS[:2], target=0)
    for one, other in ((plain.sigma, scaled.sigma), (plain.map_sigma, scaled.map_sigma)):
        assert one is not None
        assert other is not None
        torch.testing.assert_close(other / scale, one, rtol=1e-4, atol=0)


@pytest.mark.parametrize("place", [0, 2])
@pytest.mark.parametrize("several", [False, True])
def test_a_row_that_holds_nan_does_not_lose_the_others(place: int, several: bool) -> None:
    rows = torch.linspace(-1, 1, 16).reshape(4, 4)
    rows[place, 1:] = torch.nan
    fine = [i for i in range(4) if i != place]

    def explained(rows: Tensor) -> Any:
        if several:
            return integrated_gradients(
                lambda x, y: torch.stack([x.sin().sum(1), y.cos().sum(1)], 1), (rows, rows / 2)
            )
        return integrated_gradients(lambda x: torch.stack([x.sin().sum(1), x.sum(1)], 1), rows)

    ours, right = explained(rows), explained(rows[fine])
    assert list(ours.failures) == [place]
    assert f"inputs holds {6 if several else 3} values of this example" in ours.failures[place]
    each = zip(ours.attributions, right.attributions, strict=True) if several else []
    for one, other in each or [(ours.attributions, right.attributions)]:
        torch.testing.assert_close(one[fine], other)
        assert one[place].isnan().all()
    with pytest.raises(InputError, match="values that are NaN or infinite"):
        explained(torch.full((2, 4), torch.nan))
