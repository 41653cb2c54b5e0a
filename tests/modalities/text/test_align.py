from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_tokenizers import TEXTS, bytes_of, sentence_pieces, word_pieces

from igviz.modalities.text.align import align, byte_name, fill, join_bytes, spell_out
from igviz.modalities.text.tokenizers.written import without_surrogates

BYTES = st.integers(0, 255).map("<0x{:02X}>".format)


@settings(deadline=None)
@given(TEXTS)
def test_bytes_are_found_exactly(drawn: str) -> None:
    text = without_surrogates(drawn)
    encoding = bytes_of(trimmed=False).encode(text)
    assert align(encoding.tokens, text) == encoding.offsets


@settings(deadline=None)
@given(st.text("etaoinshr ,.!", max_size=40))
def test_known_words_are_found_where_they_are(text: str) -> None:
    for made in (word_pieces(), sentence_pieces()):
        encoding = made.encode(text, add_special_tokens=False)
        if "[UNK]" in encoding.tokens:
            continue
        spans = align(encoding.tokens, text)
        for name, expected, span in zip(encoding.tokens, encoding.offsets, spans, strict=True):
            if name.strip("▁"):
                assert span is not None
                assert text[slice(*span)].strip() == text[slice(*expected)].strip()
                assert span[1] == expected[1]


@pytest.mark.parametrize(
    ("text", "pieces", "covered"),
    [
        ("The Café", ["the", "cafe"], ["The", "Café"]),
        ("unbelievable!", ["un", "##believ", "##able", "!"], ["un", "believ", "able", "!"]),
        ("hello world", ["he@@", "llo", "wor@@", "ld"], ["he", "llo", "wor", "ld"]),
        ("hello world", ["hel", "lo</w>", "world</w>"], ["hel", "lo ", "world"]),
        ("hello world", ["▁hello", "▁", "world"], ["hello", " ", "world"]),
        ("ﬁne ①", ["fi", "##ne", "1"], ["ﬁ", "ne", "①"]),
        ("a qqq c", ["a", "[UNK]", "c"], ["a", "qqq", "c"]),
        ("qq ww c", ["<unk>", "<unk>", "c"], ["qq", "ww", "c"]),
        ("qq-ww c", ["<unk>", "<unk>", "<unk>", "c"], ["qq", "-", "ww", "c"]),
        ("one two three x", ["<unk>", "<unk>", "x"], ["one two three", "", "x"]),
        ("catalog a", ["<unk>", "a"], ["catalog", "a"]),
        ("end", ["<unk>", "<unk>"], ["end", ""]),
        ("so it goes on", ["so", "<unk>"], ["so", "it"]),
        ("a\x00b", ["a", "b"], ["a", "b"]),
        ("A 👍", ["▁a", "▁", "<0xF0>", "<0x9F>", "<0x91>", "<0x8D>"], ["A", "", *"👍👍👍👍"]),
        ("A  é!", ["▁a", "<0xC3>", "<0xA9>", "<0x21>"], ["A", "é", "é", "!"]),
        ("A é", ["▁a", "<0xFF>", "<0xC3>", "<0xA9>"], ["A", "", "é", "é"]),
        ("a 👍", ["▁a", "▁", "<0xF0>", "<0x9F>", "<0x91>", "<0x8D>"], ["a", " ", *"👍👍👍👍"]),
    ],
)
def test_pieces_are_found(text: str, pieces: list[str], covered: list[str]) -> None:
    parts = [text[slice(*span)] for span in fill(align(pieces, text), text)]
    assert parts == covered


@given(TEXTS, st.lists(st.one_of(st.text("ab#▁Ġ@ é[", max_size=4), BYTES), max_size=8))
def test_pieces_of_anything_cover_some_of_the_text(text: str, pieces: list[str]) -> None:
    spans = fill(align(pieces, text), text)
    assert len(spans) == len(pieces)
    assert all(0 <= start <= stop <= len(text) for start, stop in spans)


def test_a_long_text_is_found_in_time() -> None:
    text = "Überraschend gut war der Film " * 2000
    pieces = ["uber", "##raschend", "gut", "[UNK]", "der", "film"] * 2000
    parts = [text[slice(*span)] for span in fill(align(pieces, text), text)[-6:]]
    assert parts == ["Über", "raschend", "gut", "war", "der", "Film"]


@pytest.mark.parametrize(
    ("names", "text", "pieces"),
    [
        (["the", "mov", "##ie", "!"], "the movie !", ["the", "mov", "ie", "!"]),
        (["▁the", "▁mov", "ie"], " the movie", [" the", " mov", "ie"]),
        (["the", "Ġmov", "ie"], "the movie", ["the", " mov", "ie"]),
        (["th@@", "e", "end"], "the end", ["th", "e", "end"]),
        (["th", "e</w>", "end</w>"], "the end", ["th", "e", "end"]),
        (["##"], "##", ["##"]),
        ([], "", []),
    ],
)
def test_names_spell_a_text(names: list[str], text: str, pieces: list[str]) -> None:
    spelt, spans = spell_out(names)
    assert spelt == text
    assert [spelt[slice(*span)] for span in spans] == pieces


@given(st.lists(st.binary(max_size=3)))
def test_bytes_become_text_as_python_reads_them(parts: list[bytes]) -> None:
    text, spans = join_bytes(parts)
    assert text == b"".join(parts).decode("utf-8", "replace")
    assert len(spans) == len(parts)
    assert all(0 <= start <= stop <= len(text) for start, stop in spans)


def test_bytes_have_the_names_of_byte_level_vocabularies() -> None:
    alphabet = sorted(bytes_of().get_vocab(), key=bytes_of().token_to_id)
    every = {byte_name(bytes([value])) for value in range(256)}
    assert len(every) == 256
    assert every <= set(alphabet)
    assert byte_name(" é\n".encode()) == "ĠÃ©Ċ"
