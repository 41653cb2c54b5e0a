"""Images of any number of channels: which axis they are, what they are worth, what is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

import igviz
from igviz.figure.arrays import unwire
from igviz.modalities.image.channels import Wanted, channel_axis, channels_of
from igviz.modalities.image.figure import Channels, ImageFigure
from igviz.models.model import read_model

TWELVE = torch.rand(12, 6, 8, generator=torch.Generator().manual_seed(0))


def net(channels: int, pixels: int = 48) -> nn.Module:
    """Weighs every value of an image: its attribution is known."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = nn.Sequential(nn.Flatten(), nn.Linear(channels * pixels, 1))
    return model.eval()


def convolved(channels: int) -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        pool = (nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(16, 3))
        return nn.Sequential(nn.Conv2d(channels, 4, 3), nn.Tanh(), *pool).eval()


def explained(model: nn.Module, source: object, **how: Any) -> igviz.Explanation:
    made = igviz.explain(model, source, target=0, progress=False, **how)
    assert isinstance(made, igviz.Explanation)
    return made


def channels_in(made: igviz.Explanation) -> Channels:
    return figure_of(made)["channels"]


def figure_of(made: igviz.Explanation) -> ImageFigure:
    figure = made.figure()
    assert figure["kind"] == "image"
    return figure


def test_channels_of_a_linear_model_are_worth_weight_times_value() -> None:
    model = net(12)
    weights = model[1].weight.detach().reshape(12, 6, 8)  # type: ignore[index]
    made = explained(model, TWELVE, output="score")
    expected = (weights * TWELVE).sum((1, 2)).numpy()
    own = channels_in(made)
    np.testing.assert_allclose(unwire(own["values"]), expected, rtol=1e-4, atol=1e-6)
    assert [value for _, value in made.words] == pytest.approx(expected.tolist(), abs=1e-5)
    change = made.score - made.baseline_score
    assert sum(value for _, value in made.words) == pytest.approx(change, abs=1e-4)


@pytest.mark.parametrize("how", [{}, {"n_steps": 16}, {"n_steps": 100}, {"tol": 0.001}])
def test_kept_steps_add_up_to_the_channels(how: dict[str, Any]) -> None:
    made = explained(convolved(12), TWELVE * 20 - 10, **how)
    own = channels_in(made)
    steps = own["steps"]
    scale = np.array(steps["signed_scale"]) * np.array(steps["weights"])
    summed = (unwire(steps["signed"]) * scale[:, None]).sum(0)
    values = unwire(own["values"])
    rounding = 0.5 * np.abs(scale).sum()
    np.testing.assert_allclose(summed, values, atol=1.01 * rounding + 1e-6)
    pixels = unwire(figure_of(made)["positive"]) - unwire(figure_of(made)["negative"])
    assert values.sum() == pytest.approx(pixels.sum(), abs=1e-4)


def test_the_certificate_judges_channels_too() -> None:
    """Values in the thousands, whose channels were off by half where only pixels were judged."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        pool = (nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(96, 3))
        model = nn.Sequential(nn.Conv2d(12, 6, 3), nn.Tanh(), *pool).eval()
    source = np.random.RandomState(0).rand(20, 24, 12) * 9000
    made = explained(model, source, tol=0.05)
    reference = explained(model, source, n_steps=3000)
    values, right = (unwire(channels_in(one)["values"]) for one in (made, reference))
    certificate = made.attribution.certificate
    assert certificate.converged
    assert certificate.error is not None
    assert np.linalg.norm(values - right) <= 2 * 0.05 * np.linalg.norm(right)


@pytest.mark.parametrize("count", [2, 4, 5, 12, 200])
def test_any_number_of_channels(count: int) -> None:
    source = torch.rand(count, 6, 8)
    for given_ in (source, source[None], source.permute(1, 2, 0).numpy()):
        made = explained(convolved(count), given_)
        assert torch.equal(made.attribution.inputs, source[None])
        own = channels_in(made)
        assert own["names"] == [f"channel {at}" for at in range(count)]
        assert unwire(own["values"]).shape == (count,)


def test_colours_are_no_channels() -> None:
    for count in (1, 3):
        assert "channels" not in figure_of(explained(convolved(count), torch.rand(count, 6, 8)))


def test_names_are_shown_even_of_three() -> None:
    made = explained(convolved(3), torch.rand(3, 6, 8), feature_names=["NIR", "red", "</script>"])
    assert [name for name, _ in made.words] == ["NIR", "red", "</script>"]


def test_channels_of_a_transform_are_told_too() -> None:
    def twice(image: Any) -> Tensor:
        one = torch.from_numpy(np.asarray(image) / 255.0).float().permute(2, 0, 1)
        return torch.cat([one, 1 - one])

    picture = np.random.default_rng(0).integers(0, 255, (6, 8, 3)).astype(np.uint8)
    made = explained(convolved(6), picture, transform=twice)
    assert len(channels_in(made)["names"]) == 6
    assert np.array_equal(unwire(figure_of(made)["image"]), picture)


@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 200), st.integers(1, 200))
def test_the_model_says_which_axis(first: int, middle: int, last: int, channels: int) -> None:
    for usual, shape in ((0, (first, middle, last)), (2, (first, middle, last))):
        axis = channel_axis(shape, usual, channels)
        if channels in (shape[0], shape[2]):
            assert shape[axis] == channels
        else:
            assert axis == usual
        assert channel_axis(shape, usual, None) == usual


def test_the_first_layer_is_asked() -> None:
    assert channels_of(read_model(convolved(7))) == 7
    assert channels_of(read_model(nn.Sequential(nn.BatchNorm2d(5), nn.Conv2d(5, 2, 1)))) == 5
    assert channels_of(read_model(nn.Sequential(nn.LazyConv2d(2, 1)))) is None
    assert channels_of(read_model(net(12))) is None


def test_both_layouts_reach_a_convolution() -> None:
    model = convolved(12)
    turned = TWELVE.permute(1, 2, 0)
    for source, axis in (
        (TWELVE, ""),
        (turned, "last"),
        (TWELVE.numpy(), "first"),
        (turned.numpy(), ""),
    ):
        made = explained(model, source)
        assert torch.equal(made.attribution.inputs, TWELVE[None])
        assert (f"from the {axis} axis" in made.notes[0]) == bool(axis)
    colours = torch.rand(6, 8, 3)
    made = explained(convolved(3), colours)
    assert torch.equal(made.attribution.inputs[0], colours.permute(2, 0, 1))


def test_a_model_of_other_channels_says_so() -> None:
    with pytest.raises(igviz.ModelError, match="pass an image of as many channels as"):
        explained(convolved(7), TWELVE)


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"rgb": (1, 2)}, TypeError, r"rgb=\(1, 2\) was given; pass three.*rgb=\(3, 2, 1\)"),
        ({"rgb": "red"}, TypeError, "rgb='red' was given"),
        ({"rgb": (0, 1, -1)}, TypeError, "counted from 0"),
        ({"rgb": True}, TypeError, "rgb=True"),
        ({"rgb": 12}, igviz.InputError, "rgb names channel 12, and the image has 12"),
        ({"feature_names": ["a", "b"]}, igviz.InputError, "holds 2 names and the image has 12"),
        ({"feature_names": "red"}, TypeError, "a name for each channel"),
        ({"window": (1, 2)}, igviz.InputError, "12 channels, and it is for one"),
        ({"baseline": "red"}, igviz.InputError, "12 channels, which are no colours"),
        ({"transform": lambda image: image}, igviz.InputError, "apply it yourself"),
    ],
)
def test_what_is_wrong_is_said(how: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        explained(convolved(12), TWELVE, **how)


def test_rgb_of_a_picture_is_refused() -> None:
    with pytest.raises(igviz.InputError, match="a picture has its own colours"):
        explained(convolved(3), np.zeros((6, 8, 3), np.uint8), rgb=(2, 1, 0))


def test_nothing_of_a_persons_is_changed() -> None:
    source = (TWELVE.permute(1, 2, 0).numpy() * 9000).astype(np.uint16)
    before = source.copy()
    explained(convolved(12), source, baseline=["blur", "noise", "mean"])
    assert np.array_equal(source, before)


def test_what_is_wanted_and_what_is_usual() -> None:
    assert Wanted(rgb=(3, 2, 1)).shown(4) == (3, 2, 1)
    assert Wanted().shown(2) == (0,)
    assert Wanted().shown(9) == (0, 1, 2)
    assert Wanted(names=("a", "b")).named(2) == ("a", "b")
