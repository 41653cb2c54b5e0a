"""Several inputs explained: what is known in closed form, and every host that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from PIL import Image
from small_parts import PHOTO, Asked, Linear, made, words
from torch import Tensor, nn

import igviz
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import unwire
from igviz.modalities.parts.figure import figures
from igviz.modalities.tabular.features import steps
from igviz.modalities.tabular.figure import BESIDE

ROW = torch.tensor([1.0, -2.0, 0.5])


class Holder:
    """Holds a module that nobody sees who reads the function that uses it."""

    __slots__ = ("norm",)
    norm: nn.Module


HOLDER = Holder()


def explained(model: Any, inputs: object, **how: Any) -> Explanation:
    return explainer_of(model, inputs, progress=False, **how).explain()


def parts(explanation: Explanation) -> dict[str, Any]:
    figure: Any = explanation.figure()
    assert figure["kind"] == "parts"
    return {part["name"]: part for part in figure["parts"]}


@pytest.mark.parametrize(
    "inputs",
    [
        (PHOTO, ROW),
        {"photo": PHOTO[0], "row": {"a": 1.0, "b": -2.0, "c": 0.5}},
        {"row": ROW, "photo": PHOTO},
    ],
)
def test_of_a_linear_model_they_are_weight_times_way(inputs: Any) -> None:
    model = made(Linear)
    shown = parts(explained(model, inputs))
    row = shown["row"]["figure"]
    assert (row["kind"], shown["photo"]["figure"]["kind"]) == ("tabular", "image")
    weights = model.row.weight.detach()[0]
    assert unwire(row["values"]) == pytest.approx((weights * ROW).numpy(), rel=1e-5)
    pixels = model.photo.weight.detach().reshape(3, 4, 4) * PHOTO[0]
    picture = shown["photo"]["figure"]
    signed = unwire(picture["positive"]) - unwire(picture["negative"])
    assert signed == pytest.approx(pixels.sum(0).numpy(), rel=1e-3, abs=1e-5)
    assert shown["photo"]["value"] == pytest.approx(float(pixels.sum()), rel=1e-5)


def test_sums_of_all_inputs_are_the_change_and_steps_are_kept_of_each() -> None:
    explanation = explained(
        made(Asked), (PHOTO, "it was good"), tokenizer=words, target=1, tol=0.001
    )
    shown = parts(explanation)
    assert list(shown) == ["image", "question"]
    change = explanation.score - explanation.baseline_score
    picture, values = shown["image"]["figure"], unwire(shown["question"]["figure"]["values"])
    pixels = unwire(picture["positive"]) - unwire(picture["negative"])
    assert sum(part["value"] for part in shown.values()) == pytest.approx(change, rel=2e-3)
    for name, final in (("image", pixels), ("question", values)):
        figure = shown[name]["figure"]
        steps = figure["steps"]
        scales = np.array(steps["signed_scale"]) * steps["weights"]
        gathered = np.tensordot(scales, unwire(steps["signed"]).astype(float), 1)
        # In 8 bits of its own scale, however small it is beside the others.
        assert np.abs(gathered - final).max() <= 0.03 * np.abs(final).max()


def test_it_is_the_gradient_of_all_inputs_at_once() -> None:
    model = made(Asked)
    explanation = explained(
        model, {"question": "it was bad", "image": PHOTO}, tokenizer=words, target=0, tol=0.01
    )
    vectors = model.words(torch.tensor([words("it was bad")])).detach()

    def forward(said: Tensor, image: Tensor) -> Tensor:
        out: Tensor = model.out(said.mean(1).tanh() * model.photo(image.flatten(1))).softmax(1)
        return out

    right = igviz.integrated_gradients(
        forward, (vectors, PHOTO), target=0, n_steps=400, method="riemann_middle"
    ).attributions
    assert isinstance(right, tuple)
    shown = parts(explanation)
    values = unwire(shown["question"]["figure"]["values"])
    assert values == pytest.approx(right[0][0].sum(1).numpy(), rel=0.02, abs=1e-4)
    assert shown["image"]["value"] == pytest.approx(float(right[1].sum()), rel=0.02, abs=1e-4)


@pytest.mark.parametrize(
    ("baseline", "photo", "row"),
    [
        ("white", "white", "zero"),
        (("white", "zero"), "white", "zero"),
        ({"photo": "white"}, "white", "zero"),
        ({"row": [1.0, 1.0, 1.0]}, "black", "row"),
        (None, "black", "zero"),
    ],
)
def test_each_input_has_its_own_baseline(baseline: Any, photo: str, row: str) -> None:
    explanation = explained(made(Linear), {"photo": PHOTO, "row": ROW}, baseline=baseline)
    shown = parts(explanation)
    assert shown["photo"]["figure"]["baseline_name"] == photo
    assert shown["row"]["figure"]["baseline_name"] == row
    figure: Any = explanation.figure()
    assert figure["baseline_name"] == f"{photo}, {row}"


def test_a_list_of_baselines_is_averaged() -> None:
    explanation = explained(made(Linear), (PHOTO, ROW), baseline=["black", "white"])
    figure: Any = explanation.figure()
    assert figure["baseline_name"] == "black, zero + white, zero"


@pytest.mark.parametrize(
    ("inputs", "how", "sentence"),
    [
        ((PHOTO, ROW), {"baseline": "blurr"}, r"none of those that these inputs have.*'blur'"),
        ((PHOTO, ROW), {"baseline": ("black", "zero", 0)}, r"tuple of 3, and there are 2 inputs"),
        (
            (PHOTO, ROW),
            {"baseline": {"phot": 0}},
            r"names 'phot', and the inputs are 'photo', 'row'",
        ),
        ((PHOTO, torch.tensor([1, 2, 3])), {}, r"Input 'row' holds int64.*fixed="),
        ((PHOTO, torch.tensor([1.0, float("nan"), 3])), {}, r"Input 'row': .*nan"),
        ((PHOTO,), {}, r"'row'"),
        ((PHOTO, ROW, ROW, ROW), {}, "holds 4 inputs and the model takes 3"),
        ({"photo": PHOTO, "rows": ROW}, {}, "takes no input 'rows'; it takes .*'row'"),
        ((torch.zeros(0, 3), ROW), {}, r"Input 'photo'"),
    ],
)
def test_what_does_not_fit_is_told(inputs: Any, how: Any, sentence: str) -> None:
    with pytest.raises(igviz.IgvizError, match=f"(?i){sentence}"):
        explained(made(Linear), inputs, **how)


@pytest.mark.parametrize("given", [{"q": {"a": ROW, "b": ROW}, "r": ROW}, ((ROW, ROW), ROW)])
def test_an_input_that_is_several_itself_is_refused(given: Any) -> None:
    with pytest.raises(igviz.InputError, match=r"'q' is a .* of arrays, so several inputs itself"):
        igviz.explain(lambda q, r: (q[0] * r).sum(-1), given)


def test_two_texts_are_refused() -> None:
    def forward(image: Any, question: Any, x: Tensor) -> Tensor:
        raise AssertionError((image, question, x))

    several = {"image": "it was", "question": "good", "x": PHOTO}
    with pytest.raises(igviz.InputError, match="'image', 'question' are texts"):
        explained(forward, several, tokenizer=words)


def test_a_picture_file_goes_through_the_transform(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (4, 4), (255, 128, 0)).save(path)

    def transform(image: Image.Image) -> Tensor:
        return torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1).float() / 255

    explanation = explained(made(Linear), (str(path), ROW), transform=transform)
    figure = parts(explanation)["photo"]["figure"]
    assert unwire(figure["image"])[0, 0].tolist() == [255, 128, 0]
    assert figure["title"] == "photo.png"


def test_arguments_that_are_held_fixed_get_nothing() -> None:
    model, calls = made(Linear), []

    class Watched(Linear):
        def forward(self, photo: Tensor, row: Tensor, scale: Any = 1.0) -> Tensor:
            calls.append(scale)
            out: Tensor = model(photo, row, scale)
            return out

    scale = torch.tensor([[2.0]])
    explanation = explained(Watched().eval(), (PHOTO, ROW), fixed={"scale": scale})
    expected = float(2 * (model.row.weight.detach()[0] * ROW).sum())
    assert parts(explanation)["row"]["value"] == pytest.approx(expected, rel=1e-5)
    one = explained(lambda x, scale: model.row(x) * scale, ROW, fixed={"scale": scale})
    assert one.figure()["kind"] == "tabular"
    assert one.attribution.attributions.sum() == pytest.approx(expected, rel=1e-5)


def test_one_input_may_stand_in_a_tuple_or_by_name() -> None:
    model = made(Linear).row
    expected = float((model.weight.detach()[0] * ROW).sum())
    for inputs in ((ROW,), {"input": ROW}, {"input": ROW[None]}):
        shown = parts(explained(model, inputs))
        (part,) = shown.values()
        assert part["value"] == pytest.approx(expected, rel=1e-5)
        assert unwire(part["figure"]["values"]).sum() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("how", [{}, {"fixed": {"scale": 2.0}}])
def test_modules_that_run_unseen_stay_as_they_are(how: Any) -> None:
    norm = nn.BatchNorm1d(3)  # in training mode
    HOLDER.norm = norm

    def forward(x: Tensor, scale: float = 1.0) -> Tensor:
        module: Any = getattr(HOLDER, "".join(("no", "rm")))
        out: Tensor = scale * module(x).sum(1, keepdim=True)
        return out

    before = {name: value.clone() for name, value in norm.state_dict().items()}
    explained(forward, ROW if how else (ROW,), **how)
    after = norm.state_dict()
    assert all(torch.equal(after[name], value) for name, value in before.items())
    assert norm.training


def test_fixed_is_a_mapping() -> None:
    with pytest.raises(TypeError, match="pass a mapping"):
        explained(made(Linear), (PHOTO, ROW), fixed=[1])


def test_stills(tmp_path: Path) -> None:
    names = {"row": {"</script><b>a": 1.0, "b": -2.0, "c": 0.5}, "photo": PHOTO}
    explanation = explained(made(Linear), names)
    assert [name for name, _ in explanation.words] == [
        "row: </script><b>a",
        "row: b",
        "row: c",
        "photo",
    ]
    assert "row: " in str(explanation)
    html = explanation._repr_mimebundle_()["text/html"]
    assert "<b>" not in html
    assert html.count("<img") == 1
    for ending in ("png", "svg", "pdf", "html"):
        path = explanation.save(tmp_path / f"why.{ending}")
        assert path.stat().st_size > 10_000
    assert "</script><b>" not in (tmp_path / "why.html").read_text("utf-8")
    explanation.plot(polarity="positive", palette="blue-orange")
    with pytest.raises(ValueError, match="Several inputs takes no clip"):
        explanation.plot(clip=90)


def test_the_waterfall_of_a_row_has_a_step_for_the_other_inputs() -> None:
    explanation = explained(made(Linear), (PHOTO, ROW))
    _, row = figures(cast("Any", explanation.figure()))
    moves = {step.name: step.value for step in steps(row[1])}
    photo = parts(explanation)["photo"]["value"]
    assert moves[BESIDE] == pytest.approx(photo)
    assert sum(moves.values()) == pytest.approx(explanation.score - explanation.baseline_score)


def test_a_list_is_several_examples() -> None:
    several = igviz.explain(made(Linear), [(PHOTO, ROW), (PHOTO * 0.5, ROW)], progress=False)
    assert isinstance(several, list)
    assert len(several) == 2


def test_an_explorer_offers_the_baselines_that_an_input_knows() -> None:
    explorer = igviz.show(made(Linear), (PHOTO, ROW))
    explorer.wait()
    assert explorer.choices["baselines"][:2] == ["usual", "black"]
    explorer.close()
