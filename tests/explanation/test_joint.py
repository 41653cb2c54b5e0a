from __future__ import annotations

from typing import Any

import pytest
import torch
from small_models import classifier
from torch import Tensor, nn

from igviz.errors import InputError, ModelError
from igviz.explanation.tensors import integrated_gradients


class Two(nn.Module):
    """Scores of two tensors of different shapes; a third is taken and not used."""

    def __init__(self) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(0)
            self.a, self.b, self.head = nn.Linear(4, 8), nn.Linear(6, 8), nn.Linear(8, 3)

    def forward(self, x: Tensor, y: Tensor, unused: Tensor | None = None) -> Tensor:  # noqa: ARG002
        out: Tensor = self.head((self.a(x) + self.b(y.flatten(1)).tanh()).relu())
        return out


X, Y = (
    torch.randn(3, *shape, generator=torch.Generator().manual_seed(seed))
    for seed, shape in enumerate([(4,), (2, 3)])
)


def side_by_side(rows: Tensor) -> Any:
    return MODEL(rows[:, :4], rows[:, 4:].unflatten(1, (2, 3)))


MODEL = Two().eval()


def test_several_tensors_are_one_input() -> None:
    both = integrated_gradients(MODEL, (X, Y), (0.1 * X, torch.ones(1, 2, 3)), target=1, tol=0.01)
    whole = integrated_gradients(
        side_by_side,
        torch.cat([X, Y.flatten(1)], 1),
        torch.cat([0.1 * X, torch.ones(3, 6)], 1),
        target=1,
        n_steps=3000,
        method="riemann_middle",
    )
    assert isinstance(both.attributions, tuple)
    assert [part.shape for part in both.attributions] == [X.shape, Y.shape]
    flat = torch.cat([part.flatten(1) for part in both.attributions], 1)
    off = (flat - whole.attributions).norm(dim=1) / whole.attributions.norm(dim=1)
    assert off.max().item() <= 0.013
    assert len(both) == 3
    assert all(certificate.converged for certificate in both.certificates)
    torch.testing.assert_close(
        flat.double().sum(1) - both.convergence_delta, both.score - both.baseline_score
    )
    assert "JointAttribution" in repr(both)


def test_a_mapping_is_handed_over_by_name_and_keeps_its_dtypes() -> None:
    named = integrated_gradients(
        MODEL, {"y": Y, "unused": X.double(), "x": X}, {"x": 0, "y": 0.0, "unused": 0}, target=1
    )
    plain = integrated_gradients(MODEL, (X, Y), target=1)
    assert isinstance(named.attributions, dict)
    assert isinstance(plain.attributions, tuple)
    torch.testing.assert_close(named.attributions["y"], plain.attributions[1], rtol=1e-4, atol=1e-6)
    assert named.attributions["unused"].dtype == torch.float64
    assert not named.attributions["unused"].any()
    (note,) = named.notes
    assert note.startswith("The score changes with 'unused' of inputs nowhere on the path")
    assert plain.notes == ()


def test_half_precision_is_widened_where_it_would_show() -> None:
    half, wide = Two().eval().bfloat16(), Two().eval()
    wide.load_state_dict(half.state_dict())
    inputs = (X.bfloat16(), Y.bfloat16())
    ours = integrated_gradients(half, inputs, target=1, tol=0.001)
    right = integrated_gradients(wide, tuple(x.float() for x in inputs), target=1, tol=0.001)
    for one, other in zip(ours.attributions, right.attributions, strict=True):
        assert isinstance(one, Tensor)
        assert isinstance(other, Tensor)
        assert one.dtype == torch.float32
        assert ((one - other).norm() / other.norm()).item() <= 0.002
    assert "computed in float32" in ours.notes[0]


def test_channels_of_several_tensors_are_left_to_the_caller() -> None:
    with pytest.raises(ValueError, match="leave it out"):
        integrated_gradients(MODEL, (X, Y), target=1, channel_dim=1)


def test_the_module_is_as_it_was() -> None:
    model = Two().train()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    integrated_gradients(model, (X, Y), target=0, n_steps=4)
    assert model.training
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())


@pytest.mark.parametrize(
    ("inputs", "baselines", "error", "match"),
    [
        ((X, Y[:2]), None, InputError, "hold 2 and 3 examples; pass equally many rows"),
        ((X, Y), (X,), InputError, "pass one baseline for each tensor"),
        ((X, Y), {"x": X, "y": Y}, InputError, "in the same structure"),
        (
            (X, Y),
            torch.zeros(2, 4),
            InputError,
            "baselines is Tensor and inputs tuple of 2",
        ),
        ((X, Y), torch.tensor(0.0), InputError, "in the same structure"),
        ({"x": X, "y": Y}, (X, Y), InputError, "in the same structure"),
        ({"x": X, "y": Y}, {"x": X, "z": Y}, InputError, "in the same structure"),
        ((X, "y"), None, TypeError, "inputs holds a str; pass floating-point tensors"),
        ((), None, InputError, "inputs holds no tensor"),
        ((X, Y.long()), None, InputError, "no gradient exists"),
        ((X, Y[:, :1]), None, ModelError, "The model failed"),
    ],
)
def test_what_does_not_fit_is_told(
    inputs: Any, baselines: Any, error: type[Exception], match: str
) -> None:
    with pytest.raises(error, match=match):
        integrated_gradients(MODEL, inputs, baselines, target=0)


def test_a_forgotten_batch_dimension_is_told() -> None:
    with pytest.raises(ModelError, match=r"pass inputs\[None\] if it is one example"):
        integrated_gradients(nn.Linear(4, 2), X[0])


def test_what_the_function_returns_is_explained() -> None:
    """No softmax is put on it unless it is asked for."""
    model, x = classifier(1), torch.linspace(-1, 1, 6)[None].double()
    raw = integrated_gradients(model, x, target=1, n_steps=8)
    assert raw.score.item() == pytest.approx(model(x)[0, 1].item())
    chance = integrated_gradients(model, x, target=1, n_steps=8, output="probability")
    assert chance.score.item() == pytest.approx(model(x).softmax(1)[0, 1].item())


@pytest.mark.parametrize("how", [{}, {"n_steps": 8}])
def test_a_channel_dimension_may_leave_a_single_number(how: dict[str, Any]) -> None:
    model, x = classifier(1), torch.linspace(-1, 1, 12).reshape(2, 6).double()
    summed = integrated_gradients(model, x, target=1, channel_dim=1, **how)
    assert summed.attributions.shape == x.shape
    assert summed.step_maps[0].signed.shape == summed.step_maps[0].alphas.shape


@pytest.mark.parametrize("how", [{}, {"n_steps": 64}])
def test_an_example_may_be_a_single_number(how: dict[str, Any]) -> None:
    """Alone, with a closed form, and beside another tensor."""
    x = torch.linspace(0.5, 2, 4).double()
    square = integrated_gradients(lambda z: z**2, x, **how)
    torch.testing.assert_close(square.attributions, x**2, rtol=1e-3, atol=0)
    torch.testing.assert_close(square.convergence_delta, torch.zeros(4).double(), atol=1e-2, rtol=0)
    both = integrated_gradients(lambda a, b: a * b.sum(1), (x, x[:, None].expand(4, 2)), **how)
    assert isinstance(both.attributions, tuple)
    torch.testing.assert_close(both.attributions[0], x**2, rtol=1e-3, atol=0)
    assert both.attributions[1].shape == (4, 2)


def test_one_example_of_several_tensors_can_be_taken() -> None:
    both = integrated_gradients(MODEL, {"x": X, "y": Y}, target=1)
    one = both[1]
    assert isinstance(one.attributions, dict)
    assert isinstance(both.attributions, dict)
    assert torch.equal(one.attributions["y"], both.attributions["y"][1:2])
    assert one.certificate == both.certificates[1]
    with pytest.raises(IndexError):
        both[3]


@pytest.mark.parametrize("kind", [tuple, dict])
def test_a_first_layer_may_work_in_place(kind: type) -> None:
    net = nn.Sequential(nn.ReLU(inplace=True), nn.Linear(4, 3))
    x = torch.randn(2, 4, generator=torch.Generator().manual_seed(0))
    given: Any = (x,) if kind is tuple else {"input": x}
    joint: Any = integrated_gradients(net, given, target=0)
    (attributions,) = joint.attributions if kind is tuple else joint.attributions.values()
    expected = integrated_gradients(net, x, target=0).attributions
    torch.testing.assert_close(attributions, expected)
