from __future__ import annotations

import io
import unittest.mock
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import torch
from PIL import Image
from small import LABELS, SIDE, display_of, explained, figure_of, net, photo, state_of, tensor
from torch import Tensor, nn

import igviz
from igviz.errors import (
    GradientError,
    IgvizError,
    InputError,
    ModelError,
    SomeInputsError,
    TargetError,
)
from igviz.examples import load_image
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explain, explainer_of
from igviz.explanation.tensors import integrated_gradients
from igviz.figure.arrays import unwire
from igviz.models.guard import TrainModeWarning
from igviz.quadrature.adaptive import AdaptiveScheme


def one(model: Any, inputs: Any = None, **how: Any) -> Explanation:
    """Explain one input with few steps, silently."""
    given = {"n_steps": 4, "progress": False, **how}
    explanation = explain(model, photo() if inputs is None else inputs, **given)
    assert isinstance(explanation, Explanation)
    return explanation


class Wrapped(nn.Module):
    """A network whose answer goes through a function."""

    def __init__(self, after: Callable[[Tensor], Any]) -> None:
        super().__init__()
        self.inner, self.after = net(), after

    def forward(self, x: Tensor) -> Any:
        return self.after(self.inner(x))


# What comes out ----------------------------------------------------------------------------------


def test_nothing_but_a_model_and_a_picture() -> None:
    model = net()
    explanation = explained(model, labels=None)
    scores = model(tensor()).softmax(1)[0].detach()
    best = int(scores.argmax())
    assert explanation.target == best
    assert explanation.label == f"class {best}"
    assert explanation.output == "probability"
    assert explanation.score == pytest.approx(float(scores[best]), rel=1e-5)
    black = model(torch.zeros_like(tensor())).softmax(1)[0, best].detach()
    assert explanation.baseline_score == pytest.approx(float(black), rel=1e-5)
    assert explanation.display.baseline_name == "black"
    certificate = explanation.attribution.certificate
    assert (certificate.method, certificate.tol, certificate.converged) == ("adaptive", 0.05, True)
    assert certificate.error is not None
    assert certificate.error <= 0.05
    assert len(explanation.predictions) == 5
    assert [p["score"] for p in explanation.predictions] == sorted(scores.tolist(), reverse=True)[
        :5
    ]
    assert any("not resized" in note for note in explanation.notes)


def test_the_bundled_example_end_to_end() -> None:
    example = load_image()
    how: dict[str, Any] = {"transform": example.transform, "labels": example.labels}
    explanation = one(example.model, example.image, n_steps=None, **how)
    assert explanation.label == "balloon"
    certificate = explanation.attribution.certificate
    assert certificate.converged is True
    assert abs(certificate.delta) < 0.05 * abs(explanation.score - explanation.baseline_score)
    # The transform trick: what is shown is the picture, read back from normalised values.
    shown = display_of(explanation).image.astype(int)
    assert np.abs(shown - np.asarray(example.image.convert("RGB"))).max() <= 1
    assert display_of(explanation).baseline.max() == 0
    assert explanation.attribution.baselines.flatten(2).std(2).max() < 1e-6
    positive = unwire(figure_of(explanation)["positive"])
    strongest = positive >= np.quantile(positive, 0.99)
    assert display_of(explanation).image.shape == (128, 128, 3)
    assert example.masks["balloon"][strongest].mean() > 0.6
    other = one(example.model, example.image, target="house", n_steps=16, **how)
    positive = unwire(figure_of(other)["positive"])
    strongest = positive >= np.quantile(positive, 0.99)
    assert example.masks["house"][strongest].mean() > 0.5


def test_attributions_are_those_of_the_tensors() -> None:
    model = net()
    explanation = one(model, target=2, n_steps=6, method="riemann_middle", output="logit")
    plain = integrated_gradients(
        model, tensor(), 0.0, 2, output="logit", n_steps=6, method="riemann_middle"
    )
    torch.testing.assert_close(explanation.attribution.attributions, plain.attributions)
    torch.testing.assert_close(explanation.attribution.score, plain.score)


@pytest.mark.parametrize(
    ("target", "resolved", "label"),
    [
        (4, 4, "hot dog"),
        (-1, 6, "ox"),
        ("goldfish", 2, "goldfish"),
        ("GoldFish", 2, "goldfish"),
        (np.int64(3), 3, "great white shark"),
        (torch.tensor(3), 3, "great white shark"),
        ((5,), 5, "hen"),
        ({"cat": 1, 1: -0.5}, {0: 1.0, 1: -0.5}, "cat \N{MINUS SIGN} 0.5 dog"),
    ],
)
def test_targets(target: Any, resolved: Any, label: str) -> None:
    explanation = one(net(), target=target, labels=LABELS)
    assert explanation.target == resolved
    assert explanation.label == label
    if isinstance(resolved, int):
        scores = net()(tensor()).softmax(1)[0].detach()
        assert explanation.score == pytest.approx(float(scores[resolved]), rel=1e-5)
        assert figure_of(explanation)["target"] == {"index": resolved, "label": label}
    else:
        assert figure_of(explanation)["target"]["index"] is None


def test_a_callable_target() -> None:
    def margin(logits: Tensor) -> Tensor:
        return logits[:, 0] - logits[:, 1]

    explanation = one(net(), target=margin)
    logits = net()(tensor())[0].detach()
    assert explanation.label == "margin"
    assert explanation.output == "score"
    assert explanation.score == pytest.approx(float(logits[0] - logits[1]), rel=1e-4)


def test_a_tuple_target_of_a_dense_output() -> None:
    model = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.Tanh())
    explanation = one(model, target=(2, 5, 6), output="score")
    assert explanation.target == (2, 5, 6)
    assert explanation.label == "output [2, 5, 6]"
    assert explanation.predictions == ()
    signed = unwire(figure_of(explanation)["positive"]) + unwire(figure_of(explanation)["negative"])
    rows, columns = np.nonzero(signed)
    assert set(rows) <= {4, 5, 6}
    assert set(columns) <= {5, 6, 7}
    with pytest.raises(TargetError, match=r"name one value, such as target=\(0, 0, 0\)"):
        one(model)


@pytest.mark.parametrize("name", ["black", "white", "mean", "blur", "noise"])
def test_baselines_by_name(name: str) -> None:
    explanation = one(net(), baseline=name)
    assert explanation.display.baseline_name == name
    shown = torch.from_numpy(display_of(explanation).baseline).permute(2, 0, 1) / 255
    assert (explanation.attribution.baselines[0] - shown).abs().max() < 0.003
    expected = (
        net()(explanation.attribution.baselines)
        .softmax(1)[0, int(str(explanation.target))]
        .detach()
    )
    assert explanation.baseline_score == pytest.approx(float(expected), rel=1e-4)


def test_noise_is_seeded() -> None:
    first, again, other = (one(net(), baseline="noise", seed=seed) for seed in (1, 1, 2))
    assert torch.equal(first.attribution.baselines, again.attribution.baselines)
    assert not torch.equal(first.attribution.baselines, other.attribution.baselines)


@pytest.mark.parametrize(
    ("baseline", "name"),
    [
        (0.5, "0.5"),
        (Image.new("RGB", (40, 40), (9, 9, 9)), "image"),
        (np.full((SIDE, SIDE, 3), 9, np.uint8), "image"),
        (torch.zeros(1, 3, SIDE, SIDE), "tensor"),
    ],
)
def test_baselines_of_other_kinds(baseline: Any, name: str) -> None:
    explanation = one(net(), baseline=baseline)
    assert explanation.display.baseline_name == name
    assert display_of(explanation).baseline.shape == (SIDE, SIDE, 3)


def test_a_list_of_baselines_is_averaged() -> None:
    model = net()
    both = one(model, target=1, baseline=["black", "white"])
    parts = [one(model, target=1, baseline=name) for name in ("black", "white")]
    mean = sum(part.attribution.attributions for part in parts) / 2
    torch.testing.assert_close(both.attribution.attributions, mean)
    scores = [part.baseline_score for part in parts]
    assert both.baseline_score == pytest.approx(sum(scores) / 2)
    assert both.display.baseline_name == "black + white"
    assert np.abs(display_of(both).baseline.astype(int) - 127.5).max() <= 0.5
    assert both.attribution.certificate.evaluations == 8
    assert both.attribution.convergence_delta[0] == pytest.approx(
        sum(float(part.attribution.convergence_delta) for part in parts) / 2, abs=1e-6
    )


def test_output_kinds() -> None:
    logits = net()(tensor())[0].detach()
    assert one(net(), target=1, output="logit").score == pytest.approx(float(logits[1]), rel=1e-4)
    raw = one(net(), target=1, output="score")
    assert raw.score == pytest.approx(float(logits[1]), rel=1e-4)
    assert raw.output == "score"


def test_probabilities_are_recognised() -> None:
    explanation = one(Wrapped(lambda y: y.softmax(1)))
    assert explanation.score == pytest.approx(one(net()).score, rel=1e-5)
    logged = one(Wrapped(lambda y: y.softmax(1)), output="logit")
    assert logged.score == pytest.approx(np.log(explanation.score), rel=1e-5)
    assert any("logarithm" in note for note in logged.notes)


def test_a_probability_of_zero_has_no_logarithm_to_show() -> None:
    def certain(scores: Tensor) -> Tensor:
        kept = scores[:, :2].softmax(1)
        return torch.cat([kept, torch.zeros_like(scores[:, 2:])], 1)

    explanation = one(Wrapped(certain), output="logit")
    assert {p["index"] for p in explanation.predictions} == {0, 1}
    assert figure_of(explanation)["predictions"]


@pytest.mark.parametrize("shape", [(-1,), (-1, 1)])
def test_a_single_output_is_the_second_of_two_labels(shape: tuple[int, ...]) -> None:
    model = nn.Sequential(nn.Flatten(), nn.Linear(3 * SIDE**2, 1), nn.Sigmoid())
    explanation = one(lambda x: model(x).reshape(shape), labels=["cat", "dog"], output="score")
    assert explanation.label == "dog"
    assert explanation.predictions == ()
    probability = one(model, labels=["cat", "dog"])
    assert (probability.label, probability.output) == ("dog", "probability")


def test_fixed_rules_and_tolerances() -> None:
    fixed = one(net(), n_steps=7, method="riemann_trapezoid").attribution.certificate
    assert (fixed.method, fixed.evaluations) == ("riemann_trapezoid", 7)
    assert fixed.error is fixed.converged is None
    assert one(net(), n_steps=5).attribution.certificate.method == "gausslegendre"
    rough, fine = (
        one(net(nn.ReLU), n_steps=None, tol=tol).attribution.certificate for tol in (0.3, 0.02)
    )
    assert rough.evaluations < fine.evaluations
    assert (rough.tol, fine.tol) == (0.3, 0.02)
    for how, sentence in (
        ({"n_steps": None, "method": "riemann_left"}, "without n_steps; pass n_steps=64"),
        ({"n_steps": 0}, "n_steps"),
        ({"n_steps": 2.5}, "n_steps"),
        ({"method": "simpson"}, "simpson"),
        ({"n_steps": None, "tol": -1}, "pass a number between 0 and 1"),
        ({"n_steps": 5, "tol": 0.1}, "tol"),
        ({"batch_size": 0}, "batch_size=0 was given; pass a whole number above 0"),
        ({"batch_size": 1.5}, "batch_size=1.5"),
    ):
        with pytest.raises((ValueError, TypeError), match=sentence):
            one(net(), **how)


def test_batch_size_changes_nothing() -> None:
    few, many = (one(net(), target=1, n_steps=9, batch_size=size) for size in (1, 9))
    torch.testing.assert_close(few.attribution.attributions, many.attribution.attributions)


def test_labels_of_every_kind() -> None:
    model = net()
    best = one(model).target
    assert isinstance(best, int)
    for labels in (LABELS, list(LABELS), dict(enumerate(LABELS)), np.array(LABELS)):
        assert one(model, labels=labels).label == LABELS[best]
    names = {str(i): name for i, name in enumerate(LABELS)}
    model.config = SimpleNamespace(id2label=names)  # type: ignore[assignment]
    explanation = one(model, target="ox")
    assert (explanation.target, explanation.label) == (6, "ox")
    with pytest.raises(ValueError, match="1 labels were given and the model has 7 classes"):
        one(net(), labels=LABELS[:1], target=3)


def test_a_list_of_inputs_gives_a_list() -> None:
    pictures = [photo(), photo().rotate(90)]
    explanations: Any = explain(net(), pictures, n_steps=4, progress=False)
    assert len(explanations) == 2
    single = one(net(), pictures[1])
    torch.testing.assert_close(
        explanations[1].attribution.attributions, single.attribution.attributions
    )
    assert explain(net(), []) == []


def test_a_list_loses_nothing_where_an_input_fails() -> None:
    """An input whose path meets a NaN is told with its number, and the others are there."""
    model = net()

    def broken(x: Tensor) -> Tensor:
        out: Tensor = model(x)
        return torch.where((x.mean((1, 2, 3)) - 0.3).abs()[:, None] < 0.05, torch.nan, out)

    dark, bright = torch.full((3, SIDE, SIDE), 0.1), torch.ones(3, SIDE, SIDE)
    how: Any = {"n_steps": 16, "progress": False, "labels": LABELS}
    with pytest.raises(SomeInputsError, match=r"^Input 2 of 3 failed: .* not finite at alpha") as e:
        explain(broken, [dark, bright, dark], **how)
    first, second, third = e.value.explanations
    assert second is None
    assert "explanations" in str(e.value)
    alone: Any = explain(broken, dark, **how)
    for one_of_them in (first, third):
        assert one_of_them.attribution.score == alone.attribution.score
    with pytest.warns(UserWarning, match="^Input 2 of 3 failed"):
        assert len(igviz.show(broken, [dark, bright, dark], **how).explanations) == 2
    with pytest.raises(GradientError, match=r"Input 1 of 2 failed.* So did input 2\.$"):
        igviz.show(broken, [bright, bright], **how)
    with pytest.raises(GradientError, match=r"^The score is not finite"):
        explain(broken, [bright], **how)


def test_an_input_that_cannot_be_read_loses_none_of_the_others() -> None:
    inputs = [photo(), "nowhere.png", torch.full((3, SIDE, SIDE), torch.nan), photo().rotate(90)]
    how: Any = {"n_steps": 4, "progress": False, "labels": LABELS}
    with pytest.raises(SomeInputsError, match=r"^Input 2 of 4 failed: .*nowhere") as lost:
        explain(net(), inputs, **how)
    assert "So did input 3." in str(lost.value)
    assert [one is None for one in lost.value.explanations] == [False, True, True, False]
    with pytest.warns(UserWarning, match="^Input 2 of 4 failed"):
        assert len(igviz.show(net(), inputs, **how).explanations) == 2
    with pytest.raises(InputError, match=r"^Input 1 of 2 failed: .*nowhere.* So did input 2\.$"):
        explain(net(), inputs[1:2] * 2, **how)


def test_a_list_of_targets_gives_a_list() -> None:
    pictures = [photo(), photo().rotate(90)]
    explanations: Any = explain(
        net(), photo(), target=["ox", 0], labels=LABELS, n_steps=4, progress=False
    )
    assert [each.label for each in explanations] == ["ox", "cat"]
    for each in explanations:
        alone = one(net(), target=each.target)
        torch.testing.assert_close(each.attribution.attributions, alone.attribution.attributions)
    table: Any = explain(net(), pictures, target=[2, 1], n_steps=4, progress=False)
    assert [[each.target for each in row] for row in table] == [[2, 1], [2, 1]]
    alone = one(net(), pictures[1], target=1)
    torch.testing.assert_close(table[1][1].attribution.attributions, alone.attribution.attributions)


def test_every_way_to_hand_over_the_same_picture(tmp_path: Path) -> None:
    picture = photo()
    path = tmp_path / "photo.png"
    picture.save(path)
    pixels = np.asarray(picture)
    ways: list[Any] = [
        picture, path, str(path), path.read_bytes(), io.BytesIO(path.read_bytes()), pixels,
        pixels / 255, torch.from_numpy(pixels.copy()).permute(2, 0, 1), tensor(), tensor()[0],
    ]  # fmt: skip
    expected = one(net()).attribution.attributions
    for way in ways:
        torch.testing.assert_close(one(net(), way).attribution.attributions, expected)
    assert one(net(), path).display.title == "photo.png"


def test_double_precision_follows_the_model() -> None:
    explanation = one(net().double())
    assert explanation.attribution.attributions.dtype == torch.float64
    assert explanation.provenance["precision"] == "float64"


@dataclass
class Answer:
    logits: Tensor
    hidden: Tensor | None = None


@pytest.mark.parametrize(
    "after",
    [
        lambda y: {"logits": y},
        lambda y: {"scores": y},
        Answer,
        lambda y: SimpleNamespace(logits=y),
        lambda y: (y, None),
    ],
)
def test_answers_in_a_wrapping(after: Callable[[Tensor], Any]) -> None:
    expected = one(net()).attribution.attributions
    torch.testing.assert_close(one(Wrapped(after)).attribution.attributions, expected)


def test_a_plain_function_is_a_model() -> None:
    model = net()
    explanation = one(model.forward)
    torch.testing.assert_close(
        explanation.attribution.attributions, one(model).attribution.attributions
    )
    with pytest.raises(TypeError, match=r"model is str, which cannot be called; pass a torch\.nn"):
        one("model")


def test_a_model_that_works_in_place() -> None:
    def forward(x: Tensor) -> Tensor:
        return cast("Tensor", model(x.sub_(0.5).div_(0.25)))

    model = net()
    explanation = one(forward, target=1)
    expected = one(lambda x: model((x - 0.5) / 0.25), target=1)
    torch.testing.assert_close(
        explanation.attribution.attributions, expected.attribution.attributions
    )
    torch.testing.assert_close(explanation.attribution.inputs, tensor())


# What is borrowed --------------------------------------------------------------------------------


def test_the_model_is_as_it_was() -> None:
    model = net()
    model[0].weight.requires_grad_(False)
    before = state_of(model)
    one(model)
    explained(model)
    assert state_of(model) == before


def test_training_mode_is_said_and_given_back() -> None:
    model = net().train()
    before = state_of(model)
    with pytest.warns(TrainModeWarning, match=r"Call model.eval\(\)"):
        explanation = one(model)
    assert state_of(model) == before
    torch.testing.assert_close(
        explanation.attribution.attributions, one(net()).attribution.attributions
    )


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_an_interrupt_in_the_middle_leaves_no_trace(nth: int) -> None:
    calls = 0

    def interrupt(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise KeyboardInterrupt

    model = net()
    handle = model[3].register_forward_hook(interrupt)
    before = state_of(model)
    with pytest.raises(KeyboardInterrupt):
        one(model, n_steps=16, batch_size=8)
    assert state_of(model) == before
    handle.remove()
    assert one(model).label == one(net()).label


def test_lazy_layers_are_served() -> None:
    lazy = nn.Sequential(nn.Conv2d(3, 4, 5, 3), nn.ReLU(), nn.Flatten(), nn.LazyLinear(3)).eval()
    assert len(one(lazy).predictions) == 3


def test_an_interrupt_between_batches_leaves_no_trace() -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    model = net()
    before = state_of(model)
    with pytest.raises(KeyboardInterrupt):
        explained(model, progress=interrupt)
    assert state_of(model) == before
    assert explained(model).attribution.certificate.converged


@pytest.mark.parametrize("act", [nn.ReLU, nn.GELU])
@pytest.mark.parametrize("where", ["_close", "_plan"])
def test_a_question_that_failed_can_be_asked_again(
    where: str, act: type[nn.Module], monkeypatch: pytest.MonkeyPatch
) -> None:
    explainer = explainer_of(net(act), tensor(), labels=LABELS)

    def fail(*_: object) -> None:
        raise MemoryError("can't allocate memory")

    with monkeypatch.context() as patched:
        patched.setattr(AdaptiveScheme, where, fail)
        with pytest.raises(ModelError, match="Memory ran out"):
            list(explainer.refine(tol=0.02))
    *_, (_, last) = explainer.refine(tol=0.02)
    assert last is not None
    assert last.attribution.certificate.converged


def test_progress_is_told_and_can_stop() -> None:
    fractions: list[float] = []

    def watch(step: Any) -> bool:
        fractions.append(step.fraction)
        return False

    whole = explained(net(nn.ReLU), tol=0.02, progress=watch)
    assert fractions[-1] == 1.0
    stopped = explained(net(nn.ReLU), tol=0.02, progress=lambda _: True)
    certificates = [explanation.attribution.certificate for explanation in (stopped, whole)]
    assert certificates[0].evaluations < certificates[1].evaluations
    assert certificates[0].converged is False
    assert certificates[0].error > certificates[1].error  # type: ignore[operator]


@pytest.mark.parametrize("how", [{"tol": 0.002}, {"n_steps": 40}])
def test_a_list_can_be_stopped(how: dict[str, Any]) -> None:
    """Inputs without an estimate count as failed; one that failed by itself does not go on."""
    calls: list[int] = []
    model = net(nn.ReLU)

    def broken(x: Tensor) -> Tensor:
        out: Tensor = model(x)
        return torch.where((x.mean((1, 2, 3)) - 0.7).abs()[:, None] < 0.05, torch.nan, out)

    def enough(step: Any) -> bool:
        calls.append(step.evaluations)
        return len(calls) >= 12

    inputs = [torch.full((3, SIDE, SIDE), 0.04 * k) for k in range(1, 13)] + [
        torch.ones(3, SIDE, SIDE)
    ]
    given: Any = {"labels": LABELS, "batch_size": 8, **how}
    with (
        unittest.mock.patch("igviz.engine.queue.TOGETHER", 2),
        pytest.raises(SomeInputsError, match="failed") as stopped,
    ):
        explain(broken, inputs, progress=enough, **given)
    assert len(calls) == 12
    assert 0 < sum(one is not None for one in stopped.value.explanations) < len(inputs)


def test_a_failure_beside_other_groups_loses_none_of_them() -> None:
    """Pictures of two sizes share no batches; at one of them the model gives up."""
    model = net()

    class Choosy(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            if x.requires_grad and x.shape[-1] != SIDE:
                raise MemoryError("can't allocate memory")
            out: Tensor = model(nn.functional.interpolate(x, (SIDE, SIDE)))
            return out

    inputs = [torch.rand(3, SIDE, SIDE), torch.rand(3, SIDE + 2, SIDE + 2)]
    with pytest.raises(SomeInputsError, match=r"^Input 2 of 2 failed: Memory ran out") as lost:
        explain(Choosy(), inputs, labels=LABELS, n_steps=4, progress=False)
    assert lost.value.explanations[0] is not None
    assert lost.value.explanations[1] is None


def test_one_question_asked_twice_at_once_is_answered_twice() -> None:
    explainer = explainer_of(net(nn.ReLU), tensor(), labels=LABELS)
    first, second = explainer.refine(tol=0.01), explainer.refine(tol=0.01)
    next(first)
    next(second)
    *_, (_, one) = first
    *_, (_, other) = second
    assert one is not None
    assert other is not None
    torch.testing.assert_close(one.attribution.attributions, other.attribution.attributions)


def test_a_short_computation_draws_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    explained(progress=None)
    written = capsys.readouterr()
    assert written.out + written.err == ""


# Bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "near"), [("baselines", "baseline"), ("targt", "target"), ("nsteps", "n_steps")]
)
def test_an_unknown_word_is_named_with_the_nearest(word: str, near: str) -> None:
    how: dict[str, Any] = {word: 3}
    other: dict[str, Any] = {"qqq": 3}
    for function in (igviz.explain, igviz.show, explainer_of):
        with pytest.raises(TypeError, match=rf"{word}.*did you mean {near}\?"):
            function(net(), photo(), **how)
        with pytest.raises(TypeError, match="qqq"):
            function(net(), photo(), **other)
    with pytest.raises(TypeError, match=word):
        igviz.explain(net(), [], **how)


class Odd(nn.Module):
    """The small network, followed by a function of its scores and its input."""

    def __init__(self, after: Callable[[Tensor, Tensor], Any]) -> None:
        super().__init__()
        self.inner, self.after = net(), after

    def forward(self, x: Tensor) -> Any:
        return self.after(self.inner(x), x)


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def bomb() -> bytes:
    """Return a PNG of 60,000 x 60,000 black pixels, of which only the header is there."""
    data = png(Image.new("1", (8, 8)))
    header = (60000).to_bytes(4, "big") * 2 + data[24:29]
    chunk = b"IHDR" + header
    return data[:12] + chunk + zlib.crc32(chunk).to_bytes(4, "big") + data[33:]


def broken_root(y: Tensor, x: Tensor) -> Tensor:
    return y * (x.mean((1, 2, 3)) - 0.25).sqrt()[:, None]


def kinked_root(y: Tensor, x: Tensor) -> Tensor:
    return y + x.abs().sum((1, 2, 3)).sqrt()[:, None]


def infinite_start(y: Tensor, x: Tensor) -> Tensor:
    return y + x.mean((1, 2, 3)).log()[:, None]


BAD_MODELS: list[tuple[str, Any, type[Exception], str]] = [
    ("not per example", lambda y, _: y.mean(), ModelError, r"shape \(\); it must return one row"),
    ("flat", lambda y, _: y.flatten()[:3], ModelError, r"\(3,\); it must return one row per ex"),
    ("no tensor", lambda *_: "cat", ModelError, "returned str, in which no tensor"),
    ("detached", lambda y, _: y.detach(), GradientError, r"differentiable.*\.detach\(\)"),
    ("argmax", lambda y, _: y.argmax(1), GradientError, "argmax"),
    ("whole numbers", lambda y, _: (9 * y).long(), GradientError, "differentiable"),
    ("numpy", lambda y, _: torch.from_numpy(y.numpy()), GradientError, "differentiable"),
    ("nan", lambda y, _: y * torch.nan, ModelError, "holds NaN or infinity"),
    ("nan on the way", broken_root, GradientError, r"score.*not finite at alpha = 0"),
    ("infinite start", infinite_start, GradientError, r"score.*not finite at alpha = 0"),
    ("raises", lambda y, _: y[99], ModelError, "The model failed on an input of shape"),
]


@pytest.mark.parametrize(
    ("after", "kind", "sentence"), [bad[1:] for bad in BAD_MODELS], ids=[b[0] for b in BAD_MODELS]
)
@pytest.mark.parametrize("n_steps", [None, 4])
def test_bad_models(after: Any, kind: type[Exception], sentence: str, n_steps: Any) -> None:
    model = Odd(after)
    before = state_of(model)
    with pytest.raises(kind, match=sentence) as caught:
        one(model, n_steps=n_steps)
    assert_one_sentence(caught.value)
    assert state_of(model) == before
    assert one(model.inner).score > 0


def test_an_infinite_slope_at_an_end() -> None:
    model = Odd(kinked_root)
    with pytest.raises(GradientError, match=r"gradient.*not finite at alpha = 0"):
        one(model, n_steps=None)
    assert one(model).attribution.attributions.isfinite().all()  # a rule that avoids the ends


BAD_INPUTS: list[tuple[str, Any, dict[str, Any], type[Exception], str]] = [
    ("unknown label", photo(), {"target": "hotdog"}, TargetError, "nearest are 'hot dog', '.*', '"),
    ("no labels", photo(), {"target": "ox", "labels": None}, TargetError, r"pass labels=\[\.\.\.]"),
    ("out of range", photo(), {"target": 7}, TargetError, "has 7 classes; pass 0 to 6"),
    ("far below", photo(), {"target": -8}, TargetError, "pass 0 to 6"),
    ("too deep", photo(), {"target": (1, 2)}, TargetError, "target=0 or another index of 1 num"),
    ("one bad target of two", photo(), {"target": [1, "cow"]}, TargetError, "nearest are"),
    ("a set of targets", photo(), {"target": {1}}, TargetError, "pass a class index, a label"),
    ("a float target", photo(), {"target": 1.0}, TargetError, "float"),
    ("true", photo(), {"target": True}, TargetError, "bool"),
    ("empty mapping", photo(), {"target": {}}, TargetError, "empty mapping"),
    ("black on black", Image.new("RGB", (16, 16)), {}, InputError, "equals its baseline"),
    ("unknown baseline", photo(), {"baseline": "blakc"}, InputError, "did you mean 'black'"),
    ("bright baseline", photo(), {"baseline": 255}, InputError, "0 .black. to 1 .white."),
    ("baseline of no kind", photo(), {"baseline": object()}, TypeError, "baseline must be one"),
    ("no baselines", photo(), {"baseline": []}, InputError, "list of baselines is empty"),
    ("nan", tensor() * torch.nan, {}, InputError, "768 of 768 values that are NaN"),
    ("nan array", np.full((16, 16, 3), np.nan), {}, InputError, "NaN or infinite"),
    ("grey", torch.rand(1, 1, 16, 16), {}, ModelError, "3 channels.*pass the transform"),
    ("five channels", torch.rand(1, 5, 16, 16), {}, ModelError, "5 channels instead.*as many chan"),
    ("channels last", torch.rand(16, 16, 1), {}, InputError, "channels first"),
    ("batch", torch.rand(4, 3, 16, 16), {}, InputError, r"batch of 4.*such as batch\[0\]"),
    ("array batch", np.zeros((2, 16, 16, 3), np.uint8), {}, InputError, "batch of 2"),
    ("whole numbers", torch.ones(1, 3, 16, 16).long(), {}, InputError, "int64"),
    ("whole array", np.ones((16, 16, 3), int), {}, InputError, r"astype\('uint8'\)"),
    ("nothing", b"", {}, InputError, "is empty"),
    ("cut short", png(photo(90, 90))[:300], {}, InputError, "damaged or cut short"),
    ("noise", b"no picture at all", {}, InputError, "not a picture that Pillow can read"),
    ("bomb", bomb(), {}, InputError, "decompression bomb"),
    ("no file", "nowhere/photo.jpg", {}, InputError, "There is no file 'nowhere/photo.jpg'"),
    ("address", "https://x.org/a.png", {}, InputError, "igviz reads no network"),
    ("none", None, {}, InputError, "No input can be read from an object of type NoneType"),
    ("tuple", (photo(), photo()), {}, InputError, "holds 2 inputs and the model takes 1"),
    ("labels", photo(), {"labels": "cat"}, TypeError, "pass the class names in order"),
    ("transform", photo(), {"transform": 3}, TypeError, "must be callable"),
    ("tokenizer", photo(), {"tokenizer": str.split}, TypeError, "A text"),
    ("device", photo(), {"device": "meta"}, ValueError, "the model is on cpu"),
    ("no device", photo(), {"device": "bogus"}, ValueError, "device='bogus' was given"),
    ("output", photo(), {"output": "x"}, ValueError, "pass 'probability', 'logit' or 'score'"),
    ("seed", photo(), {"seed": "a"}, TypeError, "seed='a' was given; pass a whole number"),
    ("negative seed", photo(), {"seed": -1}, ValueError, "seed=-1 was given; pass .* from 0 on"),
    ("labels far off", photo(), {"labels": {10**9: "x"}}, ValueError, "index of 1000000 or more"),
    (
        "steps",
        photo(),
        {"n_steps": 10**9},
        ValueError,
        "n_steps=1000000000 was given; pass",
    ),
    ("long baseline", photo(), {"baseline": "9" * 6000}, InputError, "unknown and no such file"),
    ("huge baseline", photo(), {"baseline": 10**400}, InputError, "baseline inf is out of range"),
    ("nobody's home", "~nouser/x.png", {}, InputError, "There is no file '~nouser/x.png'"),
    ("progress", photo(), {"progress": "yes"}, TypeError, "progress='yes' was given; pass True or"),
    ("counted", photo(), {"progress": 7}, TypeError, "progress=7 was given; pass True or False"),
]


@pytest.mark.parametrize(
    ("inputs", "how", "kind", "sentence"),
    [bad[1:] for bad in BAD_INPUTS],
    ids=[bad[0] for bad in BAD_INPUTS],
)
def test_bad_inputs(inputs: Any, how: dict[str, Any], kind: type[Exception], sentence: str) -> None:
    model = net()
    before = state_of(model)
    with pytest.raises(kind, match=sentence) as caught:
        explainer_of(model, inputs, **{"labels": LABELS, "n_steps": 4, "progress": False, **how})
    assert_one_sentence(caught.value)
    assert state_of(model) == before
    assert one(model, labels=LABELS).label in LABELS


def assert_one_sentence(error: BaseException) -> None:
    """What is shown is short, ends, and names something to do."""
    text = str(error)
    assert "\n" not in text
    assert len(text) < 700
    assert text.endswith((".", "?"))


def test_three_nearest_labels_are_named() -> None:
    with pytest.raises(TargetError) as caught:
        one(net(), labels=LABELS, target="dgo")
    assert str(caught.value).count("'") == 2 * 4  # the one given and three


def test_a_label_the_model_has_no_class_for() -> None:
    with pytest.raises(ValueError, match="8 labels were given and the model has 7 classes"):
        one(net(), labels=[*LABELS, "unicorn"], target="unicorn")


def test_sigmoids_are_probabilities_of_their_own() -> None:
    model = net()
    explanation = one(lambda x: model(x).sigmoid(), target=1, labels=LABELS)
    raw = model(explanation.attribution.inputs).sigmoid()[0, 1].item()
    assert explanation.score == pytest.approx(raw, rel=1e-5)
    assert "taken as a probability of its own" in explanation.notes[-1]


def test_another_baseline_is_proposed_than_the_one_that_failed() -> None:
    white = Image.new("RGB", (16, 16), "white")
    with pytest.raises(InputError, match="'black'") as caught:
        one(net(), white, baseline="white")
    assert "baseline='white'" not in str(caught.value)


def test_a_constant_model_has_nothing_to_attribute() -> None:
    def constant(x: Tensor) -> Tensor:
        return cast("Tensor", net()(x) * 0 + torch.arange(7.0))

    for n_steps in (None, 4):
        explanation = one(constant, n_steps=n_steps)
        assert not explanation.attribution.attributions.any()
        assert explanation.score == pytest.approx(explanation.baseline_score)
        assert figure_of(explanation)["certificate"]["error"] in (None, 0.0)
        assert explanation._repr_mimebundle_()["image/png"]


def test_a_model_that_ignores_its_input_says_so() -> None:
    weights = nn.Parameter(torch.arange(7.0))
    explanation = one(lambda x: weights.expand(len(x), 7))
    assert any("does not use this input" in note for note in explanation.notes)


def test_one_pixel() -> None:
    model = nn.Sequential(nn.Flatten(), nn.Linear(3, 4), nn.Tanh())
    explanation = one(model, Image.new("RGB", (1, 1), (200, 100, 50)))
    assert unwire(figure_of(explanation)["positive"]).shape == (1, 1)
    assert explanation._repr_mimebundle_()["image/png"]
    for name in ("blur", "mean"):  # a pixel is its own mean
        with pytest.raises(InputError, match="equals its baseline"):
            one(model, Image.new("RGB", (1, 1), (200, 100, 50)), baseline=name)


def test_a_huge_picture_is_shown_small() -> None:
    huge = Image.new("L", (12000, 9000), 90)
    explanation = one(net(), huge, n_steps=1, batch_size=1, transform=shrink)
    assert display_of(explanation).image.shape == (SIDE, SIDE, 3)
    assert any("shrunk from 12000x9000" in note for note in explanation.notes)


def shrink(image: Image.Image) -> Tensor:
    pixels = np.asarray(image.resize((SIDE, SIDE)), dtype=np.float32) / 255
    return torch.from_numpy(pixels).permute(2, 0, 1)


def test_errors_are_one_family() -> None:
    for bad in (*BAD_MODELS, *BAD_INPUTS):
        kind = bad[-2]
        assert isinstance(kind, type)
        assert issubclass(kind, (IgvizError, TypeError, ValueError))


def test_a_wrapper_is_read_by_what_it_returns_and_not_by_what_it_holds() -> None:
    class Configured(nn.Module):
        """Says of itself that it returns logits, as Hugging Face's models do."""

        def __init__(self) -> None:
            super().__init__()
            self.config = SimpleNamespace(id2label={0: "no", 1: "yes"}, problem_type=None)
            self.layers = net(classes=2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            out: torch.Tensor = self.layers(x)
            return out

    class Wrapper(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = Configured()

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            out: torch.Tensor = self.model(x).softmax(1)
            return out

    explanation = one(Wrapper().eval(), target=1)
    with torch.no_grad():
        chance = float(Wrapper().eval()(tensor())[0, 1])
    assert explanation.score == pytest.approx(chance, abs=1e-5)
    assert explanation.provenance["model"] == "Wrapper"
    assert one(Configured().eval(), target=1).score == pytest.approx(chance, abs=1e-5)
