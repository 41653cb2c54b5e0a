from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import Jump, Kinked, Quadratic, Saturating, Step, as_it_is, classifier
from torch import nn

from igviz.explanation.tensors import integrated_gradients
from igviz.quadrature.adaptive import (
    MAX_EVALUATIONS,
    PILOT_NODES_OF_VERY_SMALL,
    SMALL,
    AdaptiveScheme,
)
from igviz.quadrature.inverse_link import IDENTITY
from igviz.quadrature.scheme import NodeBatch
from igviz.quadrature.shown import AS_IT_IS

X = torch.linspace(-2, 3, 6).double()[None]
ZERO = torch.zeros_like(X)
# With nodes at both ends of the path, and without.
BOTH = pytest.mark.parametrize("kind", [as_it_is, Kinked])
Kind = Callable[[nn.Module], nn.Module]


def relative(attributions: torch.Tensor, expected: torch.Tensor) -> float:
    return float((attributions - expected).norm() / expected.norm())


@pytest.mark.parametrize("tol", [0.1, 0.05, 0.02])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("act", [nn.ReLU, nn.GELU, nn.Tanh])
def test_error_is_within_tol(tol: float, seed: int, act: type[nn.Module]) -> None:
    model = classifier(seed, act)
    attribution = integrated_gradients(model, X, ZERO, tol=tol, output="probability")
    exact = integrated_gradients(
        model, X, ZERO, n_steps=4000, method="riemann_middle", output="probability"
    )
    certificate = attribution.certificate
    assert certificate.converged
    assert certificate.error is not None
    assert certificate.error <= tol
    assert relative(attribution.attributions, exact.attributions) <= 1.3 * tol


def test_smooth_networks_need_few_nodes() -> None:
    attribution = integrated_gradients(classifier(0, nn.GELU), X, ZERO, tol=0.05)
    assert attribution.certificate.evaluations <= 17


@pytest.mark.parametrize(("features", "pilot"), [(6, 9), (SMALL + 1, 5)])
def test_easy_integrals_take_the_pilot_only(features: int, pilot: int) -> None:
    """Of a large example, whose gradients are dear, the pilot is smaller."""
    x = torch.linspace(0.1, 2, features)[None].double()
    attribution = integrated_gradients(Quadratic(), x, tol=0.01)
    assert attribution.certificate.evaluations == pilot
    assert relative(attribution.attributions, x.square()) < 1e-12
    steep = integrated_gradients(lambda x: (8 * x.mean(1)).sigmoid(), x, tol=0.01)
    exact = integrated_gradients(lambda x: (8 * x.mean(1)).sigmoid(), x, n_steps=500)
    assert steep.certificate.evaluations > pilot
    assert relative(steep.attributions, exact.attributions) <= 0.01


@BOTH
def test_saturation_is_resolved(kind: Kind) -> None:
    x = torch.tensor([[2.0]]).double()
    attribution = integrated_gradients(kind(Saturating()), x, tol=0.02)
    assert attribution.attributions.item() == pytest.approx(1, rel=0.02)


@BOTH
@settings(deadline=None, max_examples=60)
@given(
    st.floats(0.002, 0.998),
    st.floats(-3.3, -1).map(lambda e: 10**e),
    st.floats(-1, 1.5).map(lambda e: 10**e),
)
def test_a_hidden_step_is_resolved_or_reported(
    kind: Kind, place: float, width: float, height: float
) -> None:
    x = torch.ones(1, 1).double()
    model = kind(Step(place, width, height))
    attribution = integrated_gradients(model, x, tol=0.05)
    truth = (model(x) - model(0 * x)).item()
    resolved = abs(attribution.attributions.item() - truth) <= 0.055 * abs(truth)
    assert resolved or attribution.certificate.converged is False


@BOTH
def test_a_discontinuity_is_reported_with_its_place(kind: Kind) -> None:
    attribution = integrated_gradients(kind(Jump()), torch.ones(1, 1).double(), tol=0.05)
    certificate = attribution.certificate
    assert certificate.converged is False
    assert certificate.worst is not None
    assert certificate.worst[0] <= 0.37 <= certificate.worst[1]
    assert certificate.evaluations <= MAX_EVALUATIONS
    assert certificate.error is not None
    assert certificate.error > 0.05


class Odds(nn.Module):
    """Log-odds (x - 0.5) * steepness of the second of two classes, and a hidden step of them."""

    def __init__(self, steepness: float, place: float = 2.0, height: float = 0.0) -> None:
        super().__init__()
        self.steepness, self.place, self.height = steepness, place, height

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        odds = self.steepness * (x - 0.5) + self.height * ((x - self.place) / 1e-3).sigmoid()
        return torch.cat([torch.zeros_like(odds), odds], 1)


@pytest.mark.parametrize(("kind", "pilot"), [(as_it_is, 9), (Kinked, PILOT_NODES_OF_VERY_SMALL)])
@pytest.mark.parametrize(("steepness", "rounds"), [(0.1, 0), (5.0, 4), (60.0, 16), (2000.0, 40)])
def test_a_probability_of_linear_odds_takes_little_more_than_the_pilot(
    kind: Kind, pilot: int, steepness: float, rounds: int
) -> None:
    """It is exact at any nodes; more are spent only until no node stands for too much."""
    model, x = kind(Odds(steepness)), torch.ones(1, 1).double()
    attribution = integrated_gradients(model, x, target=1, tol=0.01, output="probability")
    assert pilot <= attribution.certificate.evaluations <= pilot + 4 * rounds
    assert attribution.attributions.item() == pytest.approx(math.tanh(steepness / 4), rel=1e-9)
    assert (attribution.weights * attribution.contributions).sum().item() == pytest.approx(
        attribution.attributions.item(), rel=1e-9
    )
    assert attribution.weights.sum().item() == pytest.approx(1)


@BOTH
@settings(deadline=None, max_examples=40)
@given(st.floats(0.002, 0.998), st.floats(-30, 30), st.floats(0.5, 20))
def test_a_hidden_step_of_the_odds_is_resolved_or_reported(
    kind: Kind, place: float, height: float, steepness: float
) -> None:
    model, x = kind(Odds(steepness, place, height)), torch.ones(1, 1).double()
    attribution = integrated_gradients(model, x, target=1, tol=0.05, output="probability")
    truth = (attribution.score - attribution.baseline_score).item()
    resolved = abs(attribution.attributions.item() - truth) <= 0.055 * abs(truth)
    assert resolved or attribution.certificate.converged is False


def test_saturated_ends_leave_finite_maps() -> None:
    model, x = Odds(3000.0), torch.ones(2, 1, 4, 4).double()
    attribution = integrated_gradients(
        lambda z: model(z.mean((1, 2, 3), keepdim=False)[:, None]),
        x,
        target=1,
        tol=0.02,
        output="probability",
    )
    assert attribution.score.tolist() == [1, 1]
    for values in (
        attribution.attributions,
        attribution.contributions,
        attribution.weights,
        attribution.sigma,
    ):
        assert values is not None
        assert values.isfinite().all()
    steps = attribution.step_maps[0]
    whole = (steps.weights[:, None, None] * steps.signed * steps.signed_scale[:, None, None]).sum(0)
    torch.testing.assert_close(whole, attribution.attributions[0, 0], rtol=0.02, atol=1e-4)


@pytest.mark.parametrize("classes", [2, 5])
def test_a_probability_and_its_callable_agree(classes: int) -> None:
    """What is differentiated differs, the attribution does not."""
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = nn.Sequential(nn.Linear(6, 40), nn.ReLU(), nn.Linear(40, classes)).double()
    how = {"n_steps": 40}
    linked = integrated_gradients(model, X, ZERO, 1, output="probability", **how)  # type: ignore[call-overload]
    plain = integrated_gradients(model, X, ZERO, lambda raw: raw.softmax(1)[:, 1], **how)  # type: ignore[call-overload]
    torch.testing.assert_close(linked.attributions, plain.attributions, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(linked.contributions, plain.contributions, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(linked.scores, plain.scores)
    fine = integrated_gradients(model, X, ZERO, 1, tol=0.01, output="probability")
    exact = integrated_gradients(
        model, X, ZERO, 1, n_steps=4000, method="riemann_middle", output="probability"
    )
    assert relative(fine.attributions, exact.attributions) < 0.013


def test_sigma_is_where_the_error_is() -> None:
    model = classifier(3)
    attribution = integrated_gradients(model, X, ZERO, tol=0.1)
    assert attribution.sigma is not None
    assert attribution.sigma.shape == X.shape
    size = attribution.attributions.norm().item()
    assert attribution.sigma.norm().item() / size == pytest.approx(
        attribution.certificate.error, rel=0.5
    )


@pytest.mark.parametrize("act", [nn.ReLU, nn.Tanh])
@pytest.mark.parametrize("scale", [2.0**-600, 2.0**-270, 2.0**460])
def test_the_unit_of_the_score_changes_nothing(scale: float, act: type[nn.Module]) -> None:
    net = classifier(3, act)
    plain = integrated_gradients(lambda x: 1.0 * net(x), X, target=0, tol=0.02)
    scaled = integrated_gradients(lambda x: net(x) * scale, X, target=0, tol=0.02)
    assert torch.equal(scaled.attributions / scale, plain.attributions)
    assert plain.certificate.error
    assert scaled.certificate.error == plain.certificate.error
    assert scaled.certificate.evaluations == plain.certificate.evaluations


def test_a_limit_ends_it_honestly() -> None:
    scheme = AdaptiveScheme(1e-9, AS_IT_IS, limit=200)
    scheme.set_endpoint_scores(np.array([[[0, math.sin(1)]]]))
    torch.manual_seed(0)
    while not scheme.done:
        _, alphas = scheme.pending(10**9, urgent=True)
        noise = torch.randn(len(alphas), 1, 500) * 1e-12
        fine = np.ones(len(alphas), bool)
        scheme.add(NodeBatch(np.sin(alphas)[:, None], noise, fine, IDENTITY, 0.0))
    assert scheme.evaluations == 200
    (integral,) = scheme.integrals()
    assert integral.converged is not None
    assert not integral.converged.any()
    assert integral.attributions.isfinite().all()
    assert 0 < integral.attributions.abs().max() < 1e-11


@pytest.mark.parametrize("tol", [0, -1, math.nan, math.inf, "5 %"])
def test_bad_tolerances(tol: object) -> None:
    with pytest.raises(ValueError, match=r"0\.05 for 5 %"):
        AdaptiveScheme(tol, AS_IT_IS)  # type: ignore[arg-type]
