from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.errors import LabelerError
from labeler.formats.text import read_text


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"plain\n", "plain\n", "utf-8"),
        ("Çà et là 🚲".encode(), "Çà et là 🚲", "utf-8"),
        (codecs.BOM_UTF8 + b"marked", "marked", "utf-8"),
        (codecs.BOM_UTF16_LE + "zwölf\r\n".encode("utf-16-le"), "zwölf\r\n", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "zwölf".encode("utf-16-be"), "zwölf", "utf-16-be"),
        (codecs.BOM_UTF32_LE + "zwölf".encode("utf-32-le"), "zwölf", "utf-32-le"),
        ("Der Präsident über Zölle: “schlecht”".encode("cp1252"), "Der Präsident über Zölle: “schlecht”", "cp1252"),
        ("café".encode("latin-1"), "café", "cp1252"),
        (b"a\r\nb\rc\nd\x0b\x0ce\n\n", "a\r\nb\rc\nd\x0b\x0ce\n\n", "utf-8"),
        ("a\u2028b\u2029c\u0085d\u00a0e\ufeff".encode(), "a\u2028b\u2029c\u0085d\u00a0e\ufeff", "utf-8"),
    ],
)
def test_the_text_is_exactly_what_the_bytes_say(data: bytes, text: str, encoding: str) -> None:
    read = read_text(data, "a.txt")
    assert (read.text, read.encoding) == (text, encoding)


def test_another_alphabet_is_detected() -> None:
    text = "Министр заявил, что новые правила экспорта микросхем не работают. " * 20
    assert read_text(text.encode("koi8-r"), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a\0b", "NUL"),
        (b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe\xfa" * 20, "not text"),
        (bytes(range(256)) * 4, "not text"),
        (codecs.BOM_UTF8 + b"\xff\xff", "byte 3"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "utf-16-le"),
        (b"", "no text"),
        (b" \r\n\t", "no text"),
        (codecs.BOM_UTF8, "no text"),
        (b"ab\x01\x02\x03\x04", "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, words: str) -> None:
    with pytest.raises(LabelerError) as refusal:
        read_text(data, "a.txt")
    assert "a.txt" in str(refusal.value)
    assert words in str(refusal.value)


@given(st.binary(max_size=400))
def test_any_bytes_are_either_a_text_that_can_be_stored_or_refused(data: bytes) -> None:
    try:
        read = read_text(data, "a.txt")
    except LabelerError:
        return
    assert "\0" not in read.text
    assert read.text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_utf8_text_comes_back(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    if expected.strip():
        assert read_text(text.encode(), "a.txt").text == expected
