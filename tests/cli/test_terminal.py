import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.cli import terminal


@given(st.text())
def test_harmless_text_has_the_same_length_and_nothing_that_steers(text: str) -> None:
    out = terminal.harmless(text)
    assert len(out) == len(text)
    assert not set(out) & {chr(code) for code in (*range(9), *range(11, 32), *range(0x7F, 0xA0))}
    assert not set(out) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    out.encode("utf-8")
    assert len(terminal.one_line(text, 20)) <= 20


def test_tables_show_markup_and_passwords_of_others_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.table(("a", "b"), [("[red]x[/red]", ":smile:"), ("[/]", 3)], title="[b]T[/b]", numbers=("b",))
    out = capsys.readouterr().out
    for words in ("[red]x[/red]", ":smile:", "[/]", "[b]T[/b]"):
        assert words in out


def test_long_cells_are_not_cut_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.table(("a",), [("x" * 500,)])
    assert "x" * 500 in capsys.readouterr().out


def test_json_is_harmless_and_exact(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say_json({"text": "\x1b[31m\u202e é"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert "\x1b" not in out
