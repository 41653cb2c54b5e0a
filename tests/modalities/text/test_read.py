from __future__ import annotations

import copy
import functools
import logging
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from small_tokenizers import (
    EVERY,
    TEXTS,
    Slow,
    bert,
    boxes,
    bytes_of,
    gpt2,
    just_ids,
    merged,
    minilm,
    reading,
    sentence_pieces,
    slow,
    t5,
    unmarked,
    word_pieces,
    words_only,
)

from igviz.errors import InputError
from igviz.modalities.text.read import TextInput, is_text, read_text

SENTENCE = "Don't stop, the movie was awful!"
WORDS = ["Don't", "stop", ",", "the", "movie", "was", "awful", "!"]


def consistent(text: TextInput) -> None:
    count = text.ids.shape[1]
    assert text.ids.shape == (1, count)
    assert text.ids.dtype == torch.int64
    assert len(text.tokens) == len(text.special) == count
    assert [token["special"] for token in text.tokens] == list(text.special)
    for name, tensor in text.call.items():
        assert tensor.shape[:2] == (1, count), name
    numbers = [token["word"] for token in text.tokens]
    assert numbers[0] == 0
    assert set(np.diff(numbers)) <= {0, 1}
    text_of_all = "".join(token["before"] + token["text"] for token in text.tokens)
    text_of_all.encode("utf-8")


def without_special(text: str) -> str:
    """Special tokens that a text holds are the tokenizer's, which cuts around them as it likes."""
    return text.replace("</s>", "").replace("<pad>", "")


@pytest.mark.parametrize("kind", EVERY)
@settings(deadline=None, max_examples=60)
@given(drawn=TEXTS)
def test_the_tokens_read_as_the_text(kind: str, drawn: str) -> None:
    drawn = without_special(drawn)
    text = read_text(f"a{drawn}", EVERY[kind]())
    consistent(text)
    assert unmarked(reading(text)) == f"a{drawn}"


@pytest.mark.parametrize("kind", ["BERT", "GPT-2", "T5", "T5, Rust", "GPT-2, slow", "ByT5"])
@settings(deadline=None, max_examples=40)
@given(one=TEXTS, two=TEXTS)
def test_a_pair_reads_as_its_texts(kind: str, one: str, two: str) -> None:
    one, two = without_special(one), without_special(two)
    text = read_text((f"a{one}", f"b{two}"), EVERY[kind]())
    consistent(text)
    assert unmarked(reading(text)) == f"a{one}b{two}"


@pytest.mark.parametrize(
    "kind", ["GPT-2", "RoBERTa", "GPT-2, untrimmed", "GPT-2, slow", "ByT5", "CANINE"]
)
@settings(deadline=None, max_examples=60)
@given(drawn=TEXTS)
def test_what_loses_nothing_leaves_only_white_space_between_tokens(kind: str, drawn: str) -> None:
    drawn = without_special(drawn)
    assume(not any("\ue000" <= character <= "\ue005" for character in drawn))
    text = read_text(f"a{drawn}", EVERY[kind]())
    between = "".join(token["before"] for token in text.tokens) + text.after
    assert not unmarked(between).strip()


@pytest.mark.parametrize("kind", set(EVERY) - {"ByT5", "CANINE"})
def test_words_are_those_of_the_sentence(kind: str) -> None:
    text = read_text(SENTENCE, EVERY[kind]())
    words = [word for word in merged(text) if not word.startswith(("[CLS", "[SEP", "</s"))]
    assert words == WORDS


def test_special_tokens_go_by_their_names() -> None:
    text = read_text("the movie", bert())
    assert boxes(text) == ["<[CLS]>", "the", "movie", "<[SEP]>"]
    assert [token["before"] for token in text.tokens] == ["", "", " ", ""]
    assert text.special == (True, False, False, True)
    assert "attention_mask" in text.call
    assert text.title == ""
    assert text.notes == ()


def test_ids_are_the_tokenizers() -> None:
    for tokenizer in (bert(), gpt2(), t5(), minilm(), slow("ByT5Tokenizer")):
        expected = tokenizer(SENTENCE, return_tensors="pt")
        text = read_text(SENTENCE, tokenizer)
        assert torch.equal(text.ids, expected["input_ids"])
        assert text.call.keys() == set(expected) - {"input_ids"}
        for name, tensor in text.call.items():
            assert torch.equal(tensor, expected[name]), name


def test_a_real_tokenizer() -> None:
    text = read_text("An awful, endless movie: 日本 café unbelievability", minilm())
    expected = "<[CLS]> An awful , endless movie : 日 本 café un bel ie va bility <[SEP]>"
    assert boxes(text) == expected.split()
    assert merged(text)[-2:] == ["unbelievability", "[SEP]"]
    assert text.call.keys() == {"attention_mask", "token_type_ids"}


def test_spaces_belong_between_the_tokens() -> None:
    for tokenizer in (gpt2(), gpt2(trimmed=False), Slow(gpt2()), bytes_of()):
        text = read_text("the  movie", tokenizer)
        assert boxes(text) == ["t", "he", "␣", "m", "ov", "ie"]
        assert [token["before"] for token in text.tokens] == ["", "", "", " ", "", ""]
        assert merged(text) == ["the", "␣", "movie"]


def test_a_mark_for_a_space_that_is_not_there_has_no_text() -> None:
    text = read_text("本", t5())
    assert [token["text"] for token in text.tokens] == ["", "本", "</s>"]
    assert [token["word"] for token in text.tokens] == [0, 0, 1]


def test_the_bytes_of_one_character_are_one_word() -> None:
    for tokenizer in (gpt2(), Slow(gpt2()), slow("ByT5Tokenizer")):
        text = read_text("👍👎", tokenizer)
        assert boxes(text)[:2] == ["👍", "👎"]
        assert sum(token["word"] == 0 for token in text.tokens) > 1
        assert merged(text)[:2] == ["👍", "👎"]


def test_joined_emoji_are_one_word() -> None:
    for tokenizer in (gpt2(), slow("CanineTokenizer"), minilm()):
        assert "👩‍💻" in merged(read_text("a 👩‍💻 b", tokenizer))


def test_lone_surrogates_are_marked_and_reported() -> None:
    text = read_text("a\ud83d b", bert())
    assert "⟨U+D83D⟩" in reading(text)
    assert len(text.notes) == 1
    assert "holds 1" in text.notes[0]
    for name in ("GPT-2", "T5, Rust", "ByT5", "igviz", "T5, slow"):
        assert "⟨U+D83D⟩" in reading(read_text("a\ud83d b", EVERY[name]()))


def test_ten_thousand_characters_stay_whole() -> None:
    word = "x" * 10_000
    (box,) = [box for box in boxes(read_text(f"the {word}", words_only())) if "x" in box]
    assert box == word


def test_unknown_tokens_are_counted() -> None:
    text = read_text("the qqq zzz movie", words_only())
    assert "does not know 2 of 4 tokens" in text.notes[0]
    assert boxes(text) == ["the", "qqq", "zzz", "movie"]


def test_a_pair_has_two_segments() -> None:
    for tokenizer in (bert(), word_pieces(), Slow(bert())):
        text = read_text(("the movie", "was awful"), tokenizer)
        expected = ["<[CLS]>", "the", "movie", "<[SEP]>", "was", "awful", "<[SEP]>"]
        assert boxes(text) == expected
        assert [token["segment"] for token in text.tokens] == [0, 0, 0, 0, 1, 1, 1]
    assert word_pieces().encode("the movie", "was awful").ids == text.ids[0].tolist()
    types = read_text(("the movie", "was awful"), word_pieces()).call["token_type_ids"]
    assert types.tolist() == [[0, 0, 0, 0, 1, 1, 1]]


def test_the_rest_of_a_first_text_stays_with_it() -> None:
    for tokenizer in (bert(), word_pieces(), Slow(bert())):
        how: dict[str, Any] = {"limit": 7, "truncation": True}
        text = read_text(("the movie was awful ", "and it is not "), tokenizer, **how)
        shown = [(token["before"], token["text"], token["segment"]) for token in text.tokens]
        assert shown[3] == (" was awful ", "[SEP]", 0)
        assert shown[4] == ("", "and", 1)
        assert text.after == " is not "


def test_a_pair_for_a_tokenizer_of_one_text() -> None:
    for tokenizer in (words_only(), just_ids(bert())):
        with pytest.raises(InputError, match="takes one text"):
            read_text(("the movie", "was awful"), tokenizer)


@pytest.mark.parametrize(
    "kind", ["BERT", "T5", "RoBERTa", "BERT, Rust", "BERT, slow", "GPT-2, slow", "igviz", "CANINE"]
)
def test_a_list_of_words_keeps_them(kind: str) -> None:
    words = ["the", "New York", "don't", "awful!"]
    text = read_text(words, EVERY[kind]())
    own = [token for token in text.tokens if not token["special"]]
    assert len({token["word"] for token in own}) == len(words)
    assert [word for word in map(unmarked, merged(text)) if word in words] == words
    assert unmarked(reading(text)) == " ".join(words)


def test_ids_and_mappings_read_as_the_text_they_came_from() -> None:
    plain = "the movie was awful"
    for tokenizer in (bert(), t5(), gpt2(), word_pieces(), minilm()):
        encoding = tokenizer.encode(plain)
        ids = getattr(encoding, "ids", encoding)
        for source in (
            ids,
            np.array(ids),
            torch.tensor(ids),
            torch.tensor([ids], dtype=torch.int32),
        ):
            text = read_text(source, tokenizer)
            consistent(text)
            assert reading(text).strip() == plain
            assert text.ids.tolist() == [ids]
            assert text.call == {}
            assert text.special == read_text(plain, tokenizer).special
        mapping = {"input_ids": [ids], "attention_mask": [[1] * len(ids)], "label": 1}
        text = read_text(mapping, tokenizer)
        assert reading(text).strip() == plain
        assert text.call.keys() == {"attention_mask"}


def test_ids_of_words_in_pieces_and_bytes() -> None:
    for tokenizer in (gpt2(), Slow(gpt2())):
        text = read_text(gpt2()("naïve 👍, don't")["input_ids"], tokenizer)
        assert merged(text) == ["naïve", "👍", ",", "don't"]
    half = gpt2()("👍")["input_ids"][:2]
    assert "�" in reading(read_text(half, gpt2()))


def test_a_batch_encoding_needs_no_tokenizer() -> None:
    for kind in ("pt", "np", None):
        encoding = bert()(("the movie"), return_tensors=kind)
        text = read_text(encoding, None)
        consistent(text)
        assert boxes(text) == ["<[CLS]>", "the", "movie", "<[SEP]>"]
        assert text.notes == ()
    pair = read_text(bert()("the movie", "was awful"), None)
    assert [token["segment"] for token in pair.tokens] == [0, 0, 0, 0, 1, 1, 1]


def test_ids_alone_are_numbers() -> None:
    text = read_text([5, 17], None)
    assert boxes(text) == ["#5", "#17"]
    assert reading(text) == "#5 #17"
    assert "pass tokenizer=" in text.notes[0]
    assert boxes(read_text("the movie", lambda _: [5, 17])) == ["#5", "#17"]


def test_a_function_of_words_is_shown_as_words() -> None:
    text = read_text("the movie", just_ids(bert()))
    consistent(text)
    assert boxes(text) == ["<#2>", "the", "movie", "<#3>"]
    assert text.notes == ()


def test_ids_the_tokenizer_does_not_know_are_numbers() -> None:
    for tokenizer in (bert(), word_pieces(), words_only()):
        known_id = 7
        shown = boxes(read_text([known_id, 99_999], tokenizer))
        assert shown[-1] == "#99999"
        assert shown[0] != "#7"


def test_padding_is_special() -> None:
    padded = functools.partial(bert(), padding="max_length", max_length=6, return_tensors="pt")
    text = read_text("the movie", padded)
    assert boxes(text) == ["<[CLS]>", "the", "movie", "<[SEP]>", "<[PAD]>", "<[PAD]>"]
    assert text.call["attention_mask"].tolist() == [[1, 1, 1, 1, 0, 0]]
    given_mask = {
        "input_ids": torch.tensor([[9, 10, 0]]),
        "attention_mask": torch.tensor([1, 1, 0]),
    }
    assert read_text(given_mask, None).special == (False, False, True)


def test_what_a_person_masks_is_not_special() -> None:
    for source in ("the [MASK] was", bert()("the [MASK] was")["input_ids"]):
        text = read_text(source, bert())
        assert boxes(text) == ["<[CLS]>", "the", "[MASK]", "was", "<[SEP]>"]
        assert text.find("[MASK]") == [2]


def test_partials_methods_and_functions() -> None:
    class Function:
        def __call__(self, text: str) -> Any:
            return bert()(text)

    expected = read_text(SENTENCE, bert())
    without = functools.partial(functools.partial(bert()), add_special_tokens=False)
    assert boxes(read_text(SENTENCE, without)) == boxes(expected)[1:-1]
    for tokenizer in (bert().encode, bert().__call__, word_pieces().encode, Function()):
        assert boxes(read_text(SENTENCE, tokenizer)) == boxes(expected)


def test_mappings_of_any_kind() -> None:
    def offsets(text: str) -> dict[str, Any]:
        return {
            "input_ids": [4, 5],
            "offset_mapping": [(0, 3), (4, len(text))],
            "mask": [True, True],
        }

    text = read_text("the movie", offsets)
    assert boxes(text) == ["the", "movie"]
    assert text.call["mask"].tolist() == [[True, True]]
    floats = {"input_ids": [1, 2], "numbers": torch.ones(1, 4), "name": "x", "scores": [0.5, 1.0]}
    call = read_text(floats, None).call
    assert call.keys() == {"numbers", "scores"}
    assert call["scores"].dtype == torch.float32


def test_other_peoples_tokenizers() -> None:
    class Tik:
        def encode(self, text: str) -> list[int]:
            return list(text.encode())

        def decode_single_token_bytes(self, number: int) -> bytes:
            return bytes([number])

    class Sentence:
        def encode(self, text: str) -> list[int]:
            return [len(word) for word in text.split()]

        def id_to_piece(self, number: int) -> str:
            return {3: "▁the", 5: "▁movie"}[number]

    assert merged(read_text("naïve 👍", Tik())) == ["naïve", "👍"]
    assert boxes(read_text(" the movie", Sentence())) == ["the", "movie"]
    assert boxes(read_text([3, 5, 4], Sentence()))[:2] == ["the", "movie"]


def test_a_processor_has_a_tokenizer() -> None:
    class Processor:
        tokenizer = words_only()

        def __call__(self, images: Any) -> Any:
            raise AssertionError(images)

    assert boxes(read_text("the movie", Processor())) == ["the", "movie"]


def test_what_is_too_long(caplog: pytest.LogCaptureFixture) -> None:
    long = " ".join(["movie"] * 20)
    for tokenizer, kept in ((bert(), 8), (word_pieces(), 8), (Slow(bert()), 8), (words_only(), 10)):
        with pytest.raises(InputError, match=r"has 2\d tokens and the model takes 10; pass trunc"):
            read_text(long, tokenizer, limit=10)
        text = read_text(long, tokenizer, limit=10, truncation=True)
        consistent(text)
        assert sum(not special for special in text.special) == kept
        assert text.special[-1] is (kept == 8)
        assert f"{10 + 2 * (kept == 8)} were cut" in text.notes[0]
        assert unmarked(reading(text)) == long
    assert word_pieces().truncation is None
    ids = bert()(long)
    with pytest.raises(InputError, match="has 22 tokens"):
        read_text(ids, None, limit=10)
    text = read_text(ids, None, limit=10, truncation=True)
    consistent(text)
    with caplog.at_level(logging.WARNING):
        read_text("movie " * 600, minilm(), limit=1000)
    assert not caplog.records


def test_the_tokenizers_own_limit() -> None:
    with pytest.raises(InputError, match=r"has 602 tokens and the model takes 512"):
        read_text("movie " * 600, minilm())
    assert read_text("movie " * 600, minilm(), limit=602).ids.shape == (1, 602)
    cutting = functools.partial(bert(), truncation=True, max_length=5)
    text = read_text("movie " * 20, cutting)
    assert text.ids.shape == (1, 5)
    assert "cuts texts to 5 tokens" in text.notes[0]


def test_truncation_that_a_tokenizer_had_comes_back() -> None:
    mine = type(word_pieces()).from_str(word_pieces().to_str())
    mine.enable_truncation(15)
    assert read_text("movie " * 20, mine, limit=10, truncation=True).ids.shape == (1, 10)
    assert mine.truncation["max_length"] == 15


def test_find() -> None:
    text = read_text("US troops trust us in New\nYork: unbelievability", minilm())
    shown = [token["text"] for token in text.tokens]
    expected = "[CLS] US troops trust us in New York : un bel ie va bility [SEP]"
    assert shown == expected.split()
    assert text.find("US") == [1]
    assert text.find("us") == [4]
    assert text.find("Us") == [1]
    assert text.find("NEW YORK") == text.find("New  York") == [6, 7]
    assert text.find("unbelievability") == [9, 10, 11, 12, 13]
    assert text.find("liev") == [10, 11, 12]
    with pytest.raises(InputError, match=r"does not hold 'troop5'; the nearest are 'troops'"):
        text.find("troop5")
    with pytest.raises(InputError, match="does not hold ' '"):
        text.find(" ")


def test_find_covers_every_byte_of_a_character() -> None:
    text = read_text("so 👍 good", gpt2())
    places = text.find("👍")
    assert len(places) == len(gpt2()("👍")["input_ids"])


def test_find_what_was_cut() -> None:
    text = read_text("the movie was awful", words_only(), limit=2, truncation=True)
    with pytest.raises(InputError, match="no token covers it"):
        text.find("awful")


def test_is_text() -> None:
    for yes in (
        "x", "", ("a", "b"), ["a", "b", "c"], [1, 2], (np.int64(3),), np.array([1, 2]),
        np.array([[1, 2]]), torch.tensor([1, 2]), torch.tensor([[1, 2]]), {"input_ids": [1]},
        bert()("x"), np.array([1], np.uint8),
    ):  # fmt: skip
        assert is_text(yes), yes
    for no in (
        None, 3, [], (), [1, "a"], [True], [1.0], np.array([1.5]), np.zeros((2, 2), int), b"x",
        torch.zeros(3), torch.ones(2, 2, dtype=torch.int64), torch.zeros(1, 8, dtype=torch.uint8),
        {"pixel_values": 1}, torch.tensor([True]), np.zeros((4, 4), np.uint8),
    ):  # fmt: skip
        assert not is_text(no), no


@pytest.mark.parametrize("blank", ["", ("", ""), [""]])
def test_an_empty_text(blank: Any) -> None:
    with pytest.raises(InputError, match="The text is empty"):
        read_text(blank, bert())


def test_a_text_of_no_tokens() -> None:
    for tokenizer in (bert(), t5(), word_pieces()):
        with pytest.raises(InputError, match="no tokens"):
            read_text("\u0000", tokenizer) if tokenizer is not t5() else read_text([1], tokenizer)
    with pytest.raises(InputError, match="no tokens"):
        read_text("   ", words_only())
    with pytest.raises(InputError, match="no tokens"):
        read_text([], None)


@pytest.mark.parametrize(
    ("source", "match"),
    [
        ([1, -2], "negative numbers"),
        ([1.5], "values of float64"),
        ([True], "values of bool"),
        ([1, "a"], "strings"),
        (np.ones((2, 3), int), "holds 2 rows"),
        ([[1, 2], [3]], r"holds shape|rows"),
        (torch.ones(1, 2, 3, dtype=torch.int64), r"shape \(1, 2, 3\)"),
        ({"ids": [1]}, "'input_ids' is needed"),
        (
            {"input_ids": [1, 2], "attention_mask": torch.ones(3)},
            r"'attention_mask' has shape \(3,\)",
        ),
    ],
)
def test_ids_that_are_none(source: Any, match: str) -> None:
    with pytest.raises(InputError, match=match):
        read_text(source, None)


def test_a_text_without_a_tokenizer() -> None:
    with pytest.raises(InputError, match="pass tokenizer="):
        read_text("the movie", None)


def test_what_is_no_tokenizer() -> None:
    with pytest.raises(TypeError, match=r"AutoTokenizer\.from_pretrained\('bert-base'\)"):
        read_text("the movie", "bert-base")
    with pytest.raises(TypeError, match="not int"):
        read_text([1, 2], 3)
    with pytest.raises(TypeError, match="not float"):
        read_text(1.5, bert())


def test_a_tokenizer_that_fails() -> None:
    def broken(text: str) -> list[int]:
        raise RuntimeError(f"no vocabulary for {text}")

    with pytest.raises(
        InputError, match=r"failed on this text .RuntimeError: no vocabulary for the movie"
    ):
        read_text("the movie", broken)
    with pytest.raises(InputError, match="holds strings"):
        read_text("the movie", str.split)
    with pytest.raises(InputError, match="failed on this list of words"):
        read_text(["the", "movie"], lambda text: text["x"])


def test_nothing_handed_over_is_changed() -> None:
    mapping = {"input_ids": torch.tensor([5, 6]), "attention_mask": torch.tensor([1, 1])}
    text = read_text(mapping, None)
    text.ids[0, 0] = 99
    assert mapping["input_ids"].tolist() == [5, 6]
    assert sentence_pieces().padding is None


TEMPLATE = (
    "{% for m in messages %}<s>{{ m['role'] }} {{ m['content'] }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<s>assistant {% endif %}"
)


def test_a_special_token_that_the_text_holds_is_not_added_again() -> None:
    for tokenizer in (bert(), word_pieces()):
        plain = read_text("the movie", tokenizer)
        for source in ("[CLS] the movie", "the movie [SEP]", "[CLS] the movie [SEP]"):
            text = read_text(source, tokenizer)
            consistent(text)
            assert text.ids.tolist() == plain.ids.tolist()
            assert text.special == plain.special
            assert all(values.shape == text.ids.shape for values in text.call.values())
            assert "tokenizer's own was left out" in text.notes[0]
        assert plain.notes == ()
    assert len(read_text("[SEP] the movie", bert()).special) == 5  # another one than that


def test_messages_of_a_chat_read_as_their_template_writes_them() -> None:
    tokenizer = copy.copy(gpt2())
    asked = [{"role": "user", "content": "hello world"}]
    with pytest.raises(InputError, match="no chat template"):
        read_text(asked, tokenizer)
    tokenizer.chat_template = TEMPLATE
    text = read_text(asked, tokenizer)
    consistent(text)
    ids = tokenizer.apply_chat_template(asked, add_generation_prompt=True)["input_ids"]
    assert text.ids.tolist() == [ids] == read_text(ids, tokenizer).ids.tolist()
    assert text.special == read_text(ids, tokenizer).special
    assert reading(text) == "user hello worldassistant␣"
    begun = [*asked, {"role": "assistant", "content": "this is"}]
    assert reading(read_text(begun, tokenizer)).endswith("this is")
    with pytest.raises(InputError, match=r"failed on the messages .*'role': 'user'"):
        read_text([{"role": "user", "content": object()}] * 2, failing_template(tokenizer))


def failing_template(tokenizer: Any) -> Any:
    other = copy.copy(tokenizer)
    other.chat_template = "{{ raise_exception('roles must alternate') }}"
    return other
