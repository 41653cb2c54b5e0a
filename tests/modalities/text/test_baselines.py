from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
import torch
from small_tokenizers import Slow, bert, gpt2, just_ids, minilm, t5, word_pieces, words_only
from torch import Tensor, nn

from igviz.errors import InputError
from igviz.modalities.text.baselines import BASELINES, TextBaseline, make_text_baselines, offered
from igviz.modalities.text.read import TextInput, read_text
from igviz.modalities.text.tokenizers.adapter import adapter

TABLE = torch.randn(400, 6, generator=torch.Generator().manual_seed(0))
TEXT = "the movie was awful"


def embed(ids: Tensor) -> Tensor:
    return 2 * nn.functional.embedding(ids, TABLE)  # some models scale what they look up


@pytest.fixture(scope="module")
def text() -> TextInput:
    return read_text(TEXT, bert())


def made(spec: object, text: TextInput, tokenizer: Any = None, **how: Any) -> list[TextBaseline]:
    asked = adapter(bert() if tokenizer is None else tokenizer)
    return make_text_baselines(spec, text, embed, TABLE, asked, **how)


def one(spec: object, text: TextInput, tokenizer: Any = None, **how: Any) -> TextBaseline:
    (baseline,) = made(spec, text, tokenizer, **how)
    assert baseline.tensor.shape == embed(text.ids).shape
    assert baseline.tensor.dtype == TABLE.dtype
    return baseline


def own(text: TextInput, baseline: TextBaseline) -> Tensor:
    """Return the baseline where tokens are not special; where they are, it is the input."""
    special = torch.tensor(text.special)
    assert torch.equal(baseline.tensor[0, special], embed(text.ids)[0, special])
    return baseline.tensor[0, ~special]


@pytest.mark.parametrize(("spec", "name"), [("zero", "zero"), (0, "0"), (0.5, "0.5"), (-3, "-3")])
def test_constants(text: TextInput, spec: Any, name: str) -> None:
    baseline = one(spec, text)
    value = 0.0 if spec == "zero" else float(spec)
    assert torch.equal(own(text, baseline), torch.full((4, 6), value))
    assert baseline.name == name


@pytest.mark.parametrize(("spec", "number"), [("pad", 0), ("mask", 4)])
def test_one_token_everywhere(text: TextInput, spec: str, number: int) -> None:
    for tokenizer in (bert(), word_pieces(), functools.partial(bert()), bert().encode):
        baseline = one(spec, text, tokenizer)
        torch.testing.assert_close(own(text, baseline), 2 * TABLE[number].expand(4, 6))
        assert baseline.name == spec


def test_mean_of_the_vocabulary(text: TextInput) -> None:
    torch.testing.assert_close(own(text, one("mean", text)), 2 * TABLE.mean(0).expand(4, 6))


def test_mean_of_a_large_vocabulary(text: TextInput) -> None:
    table = torch.randn(9000, 6, generator=torch.Generator().manual_seed(1))
    (baseline,) = make_text_baselines(
        "mean", text, lambda ids: nn.functional.embedding(ids, table), table, adapter(bert())
    )
    torch.testing.assert_close(baseline.tensor[0, 1], table.mean(0))


def test_mean_of_stop_words() -> None:
    tokenizer = words_only()
    text = read_text(TEXT, tokenizer)
    stops = tokenizer("the was not of and it is a in")
    baseline = one("stop words", text, tokenizer)
    torch.testing.assert_close(baseline.tensor[0, 0], 2 * TABLE[stops].mean(0))
    assert torch.equal(baseline.tensor[0], baseline.tensor[0, :1].expand(4, 6))
    assert baseline.name == "stop words"


def test_a_tokenizer_that_drops_some_stop_words() -> None:
    tokenizer = words_only()

    def without(text: str) -> list[int]:
        return [number for number in tokenizer(text) if tokenizer.decode([number]) != ["the"]]

    text = read_text("movie", without)
    expected = sorted(tokenizer("was not of and it is a in"))
    (baseline,) = made("stop words", text, without)
    assert text.tokens[0]["text"] == "movie"
    torch.testing.assert_close(baseline.tensor[0, 0], 2 * TABLE[expected].mean(0))


def test_stop_words_of_a_real_tokenizer() -> None:
    table = torch.arange(30522.0)[:, None]
    text = read_text(TEXT, minilm())
    (baseline,) = make_text_baselines(
        "stop words",
        text,
        lambda ids: nn.functional.embedding(ids, table),
        table,
        adapter(minilm()),
    )
    # BERT's vocabulary is sorted by how common a word is.
    assert 1997 < float(baseline.tensor[0, 1, 0]) < 2200


def test_a_neutral_sentence_fills_up_with_padding(text: TextInput) -> None:
    baseline = one("it's not", text)
    ids = bert()("it's not", add_special_tokens=False)["input_ids"]
    expected = torch.tensor([*ids, 0, 0, 0, 0][:4])
    torch.testing.assert_close(own(text, baseline), 2 * TABLE[expected])
    assert baseline.name == "“it's not”"


def test_a_neutral_sentence_is_cut(text: TextInput) -> None:
    sentence = "this is a test of what the words are made of, and a word of all kinds"
    baseline = one(sentence, text)
    ids = bert()(sentence, add_special_tokens=False)["input_ids"][:4]
    torch.testing.assert_close(own(text, baseline), 2 * TABLE[ids])
    assert baseline.name == "“this is a test of what the words are ma…”"


def test_a_neutral_sentence_without_a_padding_token() -> None:
    class NoPadding(Slow):
        def __init__(self) -> None:
            super().__init__(gpt2())
            self.pad_token_id = None

    tokenizer = NoPadding()
    text = read_text("the movie was awful", tokenizer)
    baseline = one("the film", text, tokenizer)
    count = len(gpt2()("the film")["input_ids"])
    assert not baseline.tensor[0, :count].eq(0).all(1).any()
    assert baseline.tensor[0, count:].eq(0).all()


def test_a_neutral_sentence_for_every_position(text: TextInput) -> None:
    baseline = one("the film of the", text, keep_special=False)
    ids = bert()("the film of the", add_special_tokens=False)["input_ids"]
    expected = torch.tensor([*ids, *[0] * 6][:6])
    torch.testing.assert_close(baseline.tensor[0], 2 * TABLE[expected])


@pytest.mark.parametrize("spec", ["zero", "pad", "mean", 1.5])
def test_special_tokens_need_not_be_kept(text: TextInput, spec: Any) -> None:
    tensor = one(spec, text, keep_special=False).tensor[0]
    assert torch.equal(tensor, tensor[:1].expand_as(tensor))


@pytest.mark.parametrize("shape", [(6, 6), (1, 6, 6)])
def test_embeddings_are_taken_as_they_are(text: TextInput, shape: tuple[int, ...]) -> None:
    given = torch.randn(shape, dtype=torch.float64)
    for spec in (given, given.numpy()):
        baseline = one(spec, text)
        assert torch.equal(baseline.tensor[0], given.float().reshape(6, 6))
        assert baseline.name == "tensor"
    kept = given.clone()
    one(given, text).tensor.zero_()
    assert torch.equal(given, kept)


def test_one_embedding_for_every_token(text: TextInput) -> None:
    given = torch.arange(6.0)
    assert torch.equal(own(text, one(given, text)), given.expand(4, 6))


def test_ids_are_looked_up(text: TextInput) -> None:
    ids = torch.tensor([2, 0, 0, 0, 0, 3])
    for spec in (ids, ids[None], ids.numpy(), ids.int()):
        baseline = one(spec, text)
        assert torch.equal(baseline.tensor[0], 2 * TABLE[ids])
        assert baseline.name == "ids"


def test_a_list_is_several(text: TextInput) -> None:
    baselines = made(["zero", 0.5, "pad", "the film is"], text)
    assert [baseline.name for baseline in baselines] == ["zero", "0.5", "pad", "“the film is”"]
    assert [baseline.name for baseline in made((0, 1), text)] == ["0", "1"]


def test_dtype_and_graph_are_the_inputs_own(text: TextInput) -> None:
    weight = TABLE.bfloat16().requires_grad_()
    for spec in ("zero", "mean", "the film is", torch.zeros(6, 6), torch.tensor([0] * 6)):
        (baseline,) = make_text_baselines(
            spec, text, lambda ids: nn.functional.embedding(ids, weight), weight, adapter(bert())
        )
        assert baseline.tensor.dtype == torch.bfloat16
        assert not baseline.tensor.requires_grad


def test_what_is_offered() -> None:
    assert offered(adapter(words_only()), TABLE) == ("zero", "pad", "mean", "stop words")
    assert offered(adapter(bert()), TABLE) == BASELINES
    assert offered(adapter(word_pieces()), TABLE) == BASELINES
    assert offered(adapter(bert()), None) == ("zero", "pad", "mask")
    assert offered(adapter(gpt2()), None) == ("zero", "pad")
    assert offered(adapter(t5()), TABLE[:1]) == ("zero", "pad", "mean")
    assert offered(None, TABLE) == ("zero", "mean")
    assert offered(None, None) == ("zero",)
    assert offered(adapter(minilm()), torch.zeros(30522, 1)) == BASELINES
    assert offered(adapter(just_ids(gpt2())), TABLE[:9]) == ("zero", "mean")


def test_all_that_is_offered_can_be_made() -> None:
    for tokenizer in (bert(), gpt2(), t5(), words_only(), word_pieces()):
        text = read_text(TEXT, tokenizer)
        names = offered(adapter(tokenizer), TABLE)
        assert [baseline.name for baseline in made(list(names), text, tokenizer)] == list(names)
        for name in set(BASELINES) - set(names):
            with pytest.raises(InputError, match=f"{name}"):
                made(name, text, tokenizer)


def test_without_a_tokenizer() -> None:
    text = read_text([5, 6, 7], None)
    for spec in ("zero", "mean", 0.5, torch.tensor([1, 2, 3])):
        (baseline,) = make_text_baselines(spec, text, embed, TABLE, None)
        assert baseline.tensor.shape == (1, 3, 6)
    for spec in ("pad", "stop words", "a neutral sentence"):
        with pytest.raises(InputError, match="tokenizer"):
            make_text_baselines(spec, text, embed, TABLE, None)


@pytest.mark.parametrize(
    ("spec", "meant"),
    [
        ("zeros", "zero"),
        ("padding", "pad"),
        ("[PAD]", "pad"),
        ("<mask>", "mask"),
        ("Masks", "mask"),
        ("stopwords", "stop words"),
        ("stop_words", "stop words"),
        ("Stopword", "stop words"),
        ("means", "mean"),
    ],
)
def test_what_is_almost_a_name(text: TextInput, spec: str, meant: str) -> None:
    with pytest.raises(InputError, match=f"did you mean '{meant}'"):
        made(spec, text)


@pytest.mark.parametrize(
    ("spec", "match"),
    [
        ([], "list of baselines is empty"),
        ("", "holds no words"),
        ("...", "holds no words"),
        (float("nan"), "nan is not finite"),
        (1e300, r"1e\+300 is not finite in torch.float32; pass a number"),
        (10**400, "inf is not finite"),
        (torch.zeros(5, 6), r"shape \(5, 6\), and the embedding of this text has \(1, 6, 6\)"),
        (torch.full((6, 6), torch.inf), "NaN or infinite"),
        (torch.tensor([1, 2]), "2 token ids and the text 6"),
        (torch.tensor([1, 2, 3, 4, 5, 400]), "id 400, and the embedding has 400 rows"),
        (np.array([[1, 2], [3, 4]]), "2 rows"),
    ],
)
def test_what_cannot_be_a_baseline(text: TextInput, spec: Any, match: str) -> None:
    with pytest.raises(InputError, match=match):
        made(spec, text)


@pytest.mark.parametrize("spec", [True, None, b"zero", {"zero"}])
def test_what_is_no_baseline(text: TextInput, spec: Any) -> None:
    with pytest.raises(TypeError, match=f"not an object of type {type(spec).__name__}"):
        made(spec, text)


def test_a_token_that_outgrew_the_embedding(text: TextInput) -> None:
    with pytest.raises(InputError, match="mask token has id 4, and the embedding has 3 rows"):
        make_text_baselines("mask", text, embed, TABLE[:3], adapter(bert()))
    assert "mask" not in offered(adapter(bert()), TABLE[:3])


def test_a_name_is_safe_to_read(text: TextInput) -> None:
    assert one("the\u202efilm\nis  of", text).name == "“the⟨U+202E⟩film is of”"
