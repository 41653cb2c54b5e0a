from __future__ import annotations

from collections import OrderedDict
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from igviz.models.labels import MOST_CLASSES, name_of, read_labels

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    "given",
    [
        ["cat", "dog"],
        ("cat", "dog"),
        {0: "cat", 1: "dog"},
        {1: "dog", 0: "cat"},
        {"0": "cat", "1": "dog"},
        OrderedDict([(0, "cat"), (1, "dog")]),
        np.array(["cat", "dog"]),
    ],
)
def test_names_come_by_index(given: Any) -> None:
    assert read_labels(given, None) == ("cat", "dog")


def test_names_that_are_no_text_become_it() -> None:
    assert read_labels([3, 2.5], None) == ("3", "2.5")


def test_gaps_are_filled() -> None:
    assert read_labels({2: "dog", 0: "cat"}, None) == ("cat", "class 1", "dog")
    assert read_labels({}, None) == ()
    assert read_labels([], None) == ()


def test_a_model_that_knows_its_labels() -> None:
    model = SimpleNamespace(config=SimpleNamespace(id2label={0: "cat", 1: "dog"}))
    assert read_labels(None, model) == ("cat", "dog")
    assert read_labels(["a"], model) == ("a",)
    assert read_labels(None, SimpleNamespace(config={"id2label": {}})) == ()
    assert read_labels(None, object()) == ()


@pytest.mark.parametrize("given", ["cat", b"cat", 3, {"a", "b"}, np.array("cat")])
def test_what_is_no_list_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match=r"labels is \w+; pass the class names in order"):
        read_labels(given, None)


@pytest.mark.parametrize("given", [{"cat": 0, "dog": 1}, {None: "cat"}, {-1: "cat"}])
def test_a_mapping_the_wrong_way_round_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="from index to name") as caught:
        read_labels(given, None)
    assert repr(next(iter(given))) in str(caught.value)


FAR = [MOST_CLASSES, 10**9, 10**30, 10**5000, "9" * 30, "9" * 5000]


@pytest.mark.parametrize("index", FAR, ids=range(len(FAR)))
def test_an_index_beyond_all_classes_is_refused(index: Any) -> None:
    with pytest.raises(ValueError, match=r"labels has an index of 1000000 or more, .* start at 0"):
        read_labels({0: "cat", index: "dog"}, None)


def test_the_last_class_that_can_have_a_name() -> None:
    assert read_labels({MOST_CLASSES - 1: "dog"}, None)[-2:] == (f"class {10**6 - 2}", "dog")


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (1, "dog"),
        (7, "class 7"),
        ({0: 1.0, 1: -1.0}, f"cat {MINUS} dog"),
        ({1: -1.0}, f"{MINUS} dog"),
        ({0: 0.5, 9: 2.0}, "0.5 cat + 2 class 9"),
        ({(0, 3): 1.0}, "output [0, 3]"),
        ((2, 0), "output [2, 0]"),
        ((), "dog"),
        (len, "len"),
    ],
)
def test_targets_have_names(target: Any, name: str) -> None:
    assert name_of(target, ("cat", "dog")) == name


def test_names_without_labels() -> None:
    assert name_of(3, ()) == "class 3"
    assert name_of((), ()) == "output"


def test_a_callable_object_is_called_by_its_type() -> None:
    class Margin:
        def __call__(self, scores: Any) -> Any:
            return scores

    assert name_of(Margin(), ()) == "Margin"


@pytest.mark.parametrize("labels", [[None] * 3, {0: "a", 1: None}])
def test_none_is_no_name(labels: Any) -> None:
    with pytest.raises(TypeError, match="labels has None for class"):
        read_labels(labels, None)
