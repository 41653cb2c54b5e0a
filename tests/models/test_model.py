from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
import torch
from text_models import Bag, Recurrent, TwoTexts, hugging, made
from torch import Tensor, nn

import igviz
from igviz.errors import InputError
from igviz.models.model import Model, read_model


def test_a_module_tells_what_it_is() -> None:
    module = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)).to(torch.float64)
    model = read_model(module, labels=["no", "yes"], transform=len)
    assert model.given is module
    assert type(model.forward) is nn.Sequential
    assert (model.name, model.labels, model.transform) == ("Sequential", ("no", "yes"), len)
    assert (model.device, model.dtype) == (torch.device("cpu"), torch.float64)
    assert model.position_limit is None
    assert not model.fills_masks
    assert not model.takes_ids
    assert model.main_lookup is None
    with pytest.raises(InputError, match=r"No nn\.Embedding was found"):
        _ = model.lookups


def test_a_function_is_where_it_is_said_to_be_or_its_embedding_is() -> None:
    def twice(x: Tensor) -> Tensor:
        return 2 * x

    assert read_model(twice).name == "twice"
    assert read_model(twice).dtype is None
    assert read_model(twice, device="meta").device == torch.device("meta")
    assert read_model(twice).parameters is not None
    assert read_model(torch.sin).parameters is None
    embedding = nn.Embedding(3, 2, device="meta", dtype=torch.float16)
    model = read_model(twice, embedding=embedding)
    assert (model.device, model.dtype) == (torch.device("meta"), torch.float16)
    assert model.lookups == {"Embedding": embedding}


def test_a_device_that_the_model_is_not_on_is_refused() -> None:
    model = read_model(nn.Linear(2, 2), device="meta")
    with pytest.raises(ValueError, match=r"device='meta' was given, but the model is on cpu"):
        _ = model.device
    assert read_model(nn.Linear(2, 2), device="cpu").device == torch.device("cpu")


def test_a_hugging_face_model_brings_names_and_limits() -> None:
    model = read_model(hugging("BertForMaskedLM"))
    assert model.position_limit == 64
    assert model.fills_masks
    assert model.takes_ids
    assert model.main_lookup is model.lookups["bert.embeddings.word_embeddings"]
    assert set(model.lookups) >= {"bert.embeddings.position_embeddings"}
    assert model.labels == ("LABEL_0", "LABEL_1", "LABEL_2")
    assert read_model(model.forward, labels=["a"]).labels == ("a",)


def test_embeddings_are_found_or_named() -> None:
    two = made(TwoTexts)
    assert set(read_model(two).lookups) == {"title", "body"}
    assert list(read_model(two, embedding=["body", two.title]).lookups) == ["body", "title"]
    with pytest.raises(InputError, match=r"embedding='middle' is no module.*'title', 'body'"):
        _ = read_model(two, embedding="middle").lookups


def test_a_compiled_model_is_read_as_what_was_compiled() -> None:
    module = made(Recurrent)
    compiled: Any = torch.compile(module)
    assert read_model(compiled).given is module


def test_a_pipeline_brings_what_prepares_its_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipeline:
        task, model, tokenizer, image_processor = "text-classification", made(Bag), "mine", None

        def __call__(self) -> None: ...

    library = ModuleType("transformers")
    monkeypatch.setattr(library, "Pipeline", Pipeline, raising=False)
    monkeypatch.setitem(sys.modules, "transformers.pipelines", library)
    model = read_model(Pipeline())
    assert (model.given, model.tokenizer) == (Pipeline.model, "mine")
    assert read_model(Pipeline(), tokenizer="yours").tokenizer == "yours"


def test_what_cannot_be_called_is_no_model() -> None:
    with pytest.raises(TypeError, match="model is str, which cannot be called; pass a torch"):
        read_model("resnet18")


def len_of_lookups(model: Model) -> int:
    return len(model.lookups)


def test_facts_are_read_once_and_again_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = made(TwoTexts)
    walks = list[None]()
    walk = type(module).named_modules

    def counted(self: nn.Module, *args: Any, **how: Any) -> Any:
        walks.append(None)
        return walk(self, *args, **how)

    monkeypatch.setattr(type(module), "named_modules", counted)
    model = read_model(module)
    read = list[int]()
    for _ in range(3):
        assert model.takes_ids
        assert len(model.lookups) == 2
        assert model.once(len_of_lookups) == 2
        read.append(len(walks))
    assert read == read[:1] * 3
    module.extra = nn.Embedding(4, 2)
    assert model.once(len_of_lookups) == 2
    assert replace(model).once(len_of_lookups) == 3


def test_modules_named_alike_behind_a_function_are_all_there() -> None:
    class Columns(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.a, self.b = nn.Embedding(5, 4), nn.Embedding(7, 4)
            self.head = nn.Linear(8, 2)

        def forward(self, columns: Tensor) -> Tensor:
            both = [self.a(columns[:, 0]), self.b(columns[:, 1])]
            out: Tensor = self.head(torch.cat(both, 1).tanh())
            return out

    model, row = Columns().eval(), torch.tensor([[2, 5]])
    right: Any = igviz.explain(model, row, embedding=["a", "b"], progress=False)
    for several in ([model.a, model.b], [model.b, model.a]):
        explained: Any = igviz.explain(
            lambda i: 1.0 * model(i), row, embedding=several, progress=False
        )
        assert dict(explained.words) == pytest.approx(dict(right.words))
    tables = [nn.Embedding(5, 4), nn.Embedding(5, 4)]
    assert list(read_model(lambda i: i, embedding=tables).lookups) == ["Embedding", "Embedding (2)"]


@pytest.mark.parametrize(
    "device", ["cuda:99", "mps:99", "gpu9", 99, *(["cuda"] * (not torch.cuda.is_available()))]
)
def test_a_device_that_is_not_there(device: Any) -> None:
    for model in (lambda x: x, nn.Linear(2, 1)):
        with pytest.raises(
            ValueError, match=r"no device that this torch can compute on; pass 'cpu'"
        ):
            _ = read_model(model, device=device).device
