from __future__ import annotations

from igviz.visible import legible, one_line


def test_legible() -> None:
    hostile = "a\x1b[31mb\x00\x9b\u202ec\ud800\u2028d\r"
    marked = "a⟨U+001B⟩[31mb⟨U+0000⟩⟨U+009B⟩⟨U+202E⟩c⟨U+D800⟩⟨U+2028⟩d⟨U+000D⟩"
    assert legible(hostile) == marked
    assert legible(marked) == marked
    plain = "日本語 שלום \U0001f469\u200d\U0001f680 é\n\tx"
    assert legible(plain) == plain
    assert legible("a\r\nb") == "a\nb"


def test_one_line() -> None:
    assert one_line(" a\n b\t") == "a b"
    assert one_line("x" * 10_000) == "x" * 39 + "…"
    assert one_line("\x1b" * 10) == "⟨U+001B⟩" * 4 + "⟨U+001B…"
