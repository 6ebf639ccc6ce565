"""Text files: bytes to the exact text, with the encoding that it was read by.

A byte order mark is no text. Nothing else is altered; newlines are kept as they are.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import warnings
from dataclasses import dataclass

from labeler.domain.articles import check_text
from labeler.domain.errors import LabelerError, sentence

READER = "text/1"

UNDECODABLE = sentence(
    "undecodable", "{file} is not text in any encoding that could be found. Save it as UTF-8 text and import it again."
)
BAD_ENCODING = sentence(
    "bad_encoding", "{file} says it is {encoding} but its byte {offset} is not. Save it as UTF-8 text."
)
CONTROLS_IN_TEXT = sentence(
    "controls_in_text", "{file} holds binary data (control characters from {offset} on). Save it as UTF-8 text."
)

# UTF-32's little-endian mark begins with UTF-16's: the longer ones come first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
# What detection may look at; the whole is decoded by what it finds.
_SAMPLE = 1 << 20
# What Western newsrooms use, and up to how many bytes beyond ASCII (and which share) it is taken without detection.
_WESTERN = "cp1252"
_FEW = 30
_FEW_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A text as read: `encoding` by Python's name, `sha256` of the bytes."""

    text: str
    encoding: str
    sha256: str


def read_text(data: bytes, file: str) -> TextFile:
    """Return the text of a file's bytes: by its mark, else as UTF-8, else by detection.

    Raises:
        LabelerError: `undecodable`, `bad_encoding`, `controls_in_text`, or what `check_text` refuses.
    """
    text, encoding = _decoded(data, file)
    check_text(text, file)
    if encoding != "utf-8" or _CONTROL.search(text):
        _refuse_binary(text, file)
    return TextFile(text=text, encoding=encoding, sha256=hashlib.sha256(data).hexdigest())


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as fault:
                raise LabelerError(BAD_ENCODING, file=file, encoding=encoding, offset=fault.start + len(mark)) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        if b"\0" in data:
            raise LabelerError(UNDECODABLE, file=file) from None
        encoding = _detected(data)
        if not encoding:
            raise LabelerError(UNDECODABLE, file=file) from fault
    return data.decode(encoding), encoding


def _detected(data: bytes) -> str:
    """Return the encoding that fits best, "" if none does."""
    from charset_normalizer import from_bytes

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        best = from_bytes(data[:_SAMPLE]).best()
    # Without a mark these are guesses that make Chinese of any bytes.
    found = [] if best is None or best.encoding.startswith(("utf_16", "utf_32")) else [best.encoding]
    # Detection guesses wildly where few bytes speak.
    high = sum(byte > 0x7F for byte in data[:_SAMPLE])
    few = high < _FEW and high < _FEW_SHARE * len(data)
    for encoding in [_WESTERN, *found] if few else [*found, _WESTERN]:
        text = _if_text(data, encoding)
        if text is not None:
            return _WESTERN if text == _if_text(data, _WESTERN) else encoding
    return ""


def _if_text(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if _CONTROL.search(text) else text


def _refuse_binary(text: str, file: str) -> None:
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls * 100 > len(text):
        match = _CONTROL.search(text)
        raise LabelerError(CONTROLS_IN_TEXT, file=file, offset=match.start() if match else 0)
