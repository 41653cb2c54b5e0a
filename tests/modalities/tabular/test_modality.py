"""What counts as a row of a table, and what is left to texts and images."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from small import net, photo, tensor
from small_tables import NAMES, ROW, Frame, Series, classifier, linear
from torch import nn

from igviz import examples
from igviz.errors import InputError, ModelError, SomeInputsError
from igviz.explanation.many import explain, explainer_of
from igviz.modalities.choose import listed, open_input
from igviz.modalities.image.input import OpenImage
from igviz.modalities.tabular.input import OpenRow
from igviz.modalities.tabular.modality import is_one
from igviz.modalities.text.input import OpenText
from igviz.models.model import read_model
from igviz.options import read


def opened(source: object, model: Any = None, **how: Any) -> object:
    model = read_model(model or linear(), tokenizer=how.get("tokenizer"))
    ((one,), single) = listed(source, model, read(how))  # type: ignore[arg-type]
    assert single
    return open_input(model, one, read(how))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "source",
    [
        np.array(ROW),
        np.array(ROW, np.float32),
        torch.tensor(ROW),
        torch.tensor([ROW]),
        dict(zip(NAMES, ROW, strict=True)),
        {"age": 39, "income": 1.5, "hours": 40, "smoker": True},
        {"age": 39, "income": np.float32(1.5), "hours": torch.tensor(2), "children": 0},
        Series(ROW, NAMES),
        Series(ROW, range(4)),
        Frame([ROW], NAMES),
    ],
    ids=lambda source: type(source).__name__,
)
def test_a_row_is_told_by_itself(source: object) -> None:
    assert isinstance(opened(source), OpenRow)


@pytest.mark.parametrize(
    "source", [ROW, tuple(ROW), [1, 2, 3, 4], np.array([1, 2, 3, 4]), np.array([ROW])]
)
def test_or_by_the_names_that_were_given(source: object) -> None:
    assert isinstance(opened(source, feature_names=NAMES), OpenRow)


def test_a_row_stays_one_where_the_model_has_an_embedding() -> None:
    model = examples.load_text().model
    assert isinstance(opened(dict(zip(NAMES, ROW, strict=True)), model), OpenRow)
    assert isinstance(opened([1, 2, 3, 4], model, feature_names=NAMES), OpenRow)


@pytest.mark.parametrize(
    "source",
    [
        np.array([ROW]),
        np.array([[1, 2, 3, 4]]),
        torch.arange(4),
        np.arange(4),
        np.array([True, False, True, True]),
    ],
)
def test_whole_numbers_and_one_row_of_an_array_are_a_row_where_no_ids_are_taken(
    source: object,
) -> None:
    assert isinstance(opened(source), OpenRow)
    model = linear()
    assert isinstance(opened(source, lambda x: model(x) + 0), OpenRow)


@pytest.mark.parametrize("kind", [np.ones, torch.ones, np.zeros])
def test_several_rows_are_each_an_input(kind: Any) -> None:
    rows = kind((2, 4))
    for model in map(read_model, (linear(), classifier())):
        for several in (rows, list(rows)):
            each, single = listed(several, model, read({}))
            assert (len(each), single) == (2, False)
    assert all(isinstance(opened(row), OpenRow) for row in rows)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (torch.ones(4, dtype=torch.complex64), "has .*1.*j.* for 'value 0', which is no number"),
        (
            torch.tensor(ROW).to_sparse(),
            r"The input has .*sparse_coo; pass x.to",
        ),
        (
            torch.tensor(ROW, device="meta"),
            "The input is on the device meta, where there are no numbers",
        ),
        (3.0, "3.0 is one number, not a row"),
        ({"pixel_values": torch.rand(1, 3, 8, 8)}, "takes no input 'pixel_values'; it takes"),
    ],
)
def test_rows_are_not_told_about_pictures(source: object, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        opened(source)


def test_pictures_stay_pictures() -> None:
    for source in (photo(), tensor(), tensor()[0], np.zeros((8, 8)), np.zeros((8, 8, 3))):
        assert isinstance(opened(source, net()), OpenImage)


def test_a_grey_tensor_is_told_to_a_model_of_pictures() -> None:
    with pytest.raises(InputError, match=r"\(C, H, W\) or \(1, C, H, W\) is needed"):
        opened(torch.rand(8, 8), net())


def test_rows_that_do_not_fit_are_told_how_to_pass_several() -> None:
    with pytest.raises(ModelError, match=r"rows of a table as a list, such as list\(x\)"):
        explain(linear(), torch.rand(8, 8), progress=False)


def test_texts_stay_texts() -> None:
    reviews = examples.load_text()
    ids = reviews.tokenizer("Not bad.")
    for source in (ids, torch.tensor(ids), np.array([ids]), {"input_ids": torch.tensor([ids])}):
        assert isinstance(opened(source, reviews.model), OpenText)
    assert isinstance(opened("Not bad.", reviews.model, tokenizer=reviews.tokenizer), OpenText)


def test_a_list_of_numbers_is_one_row_where_its_features_are_named_or_one_is_not_whole() -> None:
    named = read({"feature_names": NAMES})
    assert is_one(ROW, named)
    assert is_one([3, True, None, 1], named)
    assert not is_one([ROW, ROW], named)
    assert not is_one([np.array(ROW)], named)
    assert not is_one([], named)
    assert is_one(ROW, read({}))
    assert isinstance(opened(ROW), OpenRow)
    assert not is_one([3, 1, 2], read({}))


def test_a_row_may_come_with_a_transform() -> None:
    row: Any = opened(np.array(ROW), transform=lambda row: 2 * row)
    assert isinstance(row, OpenRow)
    assert row.table.cells == tuple(ROW)
    assert row.facts.inputs[0].tolist() == [2 * value for value in ROW]


def test_a_model_of_other_width_is_told_what_to_pass() -> None:
    with pytest.raises(RuntimeError, match="pass the row as the model takes it: as many values"):
        explainer_of(nn.Linear(7, 1), np.array(ROW))


def test_rows_of_a_list_are_put_in_the_order_of_the_first() -> None:
    rows = [{"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}, {"b": 2.0, "a": 1.0, "d": 4.0, "c": 3.0}]
    each: Any = explain(linear(), rows, target=0, n_steps=2, progress=False)
    assert each[0].words == each[1].words
    with pytest.raises(SomeInputsError, match="lacks 'd'"):
        explain(linear(), [rows[0], {"a": 1.0, "b": 2.0, "c": 3.0}], progress=False)
