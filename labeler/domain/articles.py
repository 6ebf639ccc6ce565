"""Articles: immutable texts with their metadata."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from labeler.domain.errors import LabelerError, sentence

NUL_IN_TEXT = sentence("nul_in_text", "{file} holds a NUL character at {offset}: it is no text. Save it as UTF-8 text.")
SURROGATE_IN_TEXT = sentence(
    "surrogate_in_text", "{file} holds half a character at {offset}. Save it as UTF-8 text and import it again."
)
EMPTY_TEXT = sentence("empty_text", "{file} holds no text.")
_HALF = re.compile("[\\ud800-\\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text, never changed; known by its key in the project, and by the SHA-256 of the text's UTF-8.

    `file_sha256` is that of the file's bytes ("" if it came without a file of its own); `encoding` and `reader` say
    how it was read; `extra` is JSON text of further metadata; `number` is its place in the order of import.
    """

    id: str
    key: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    text: str
    text_sha256: str
    file_sha256: str = ""
    encoding: str = "utf-8"
    reader: str = ""
    extra: str = "{}"
    number: int = 0

    @property
    def heading(self) -> str:
        """The title, else the first line that is not blank, without controls, for display as plain text."""
        line = self.title or next((part for part in self.text.splitlines() if part.strip()), self.key)
        words = " ".join(line.split())
        return words if words.isprintable() else "".join(char for char in words if char.isprintable())


def text_sha256(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check_text(text: str, file: str) -> str:
    """Return the text if it can be stored whole everywhere.

    Raises:
        LabelerError: `nul_in_text`, `surrogate_in_text` (offsets in code points) or `empty_text`.
    """
    if (at := text.find("\0")) >= 0:
        raise LabelerError(NUL_IN_TEXT, file=file, offset=at)
    if not text.isascii() and (half := _HALF.search(text)):
        raise LabelerError(SURROGATE_IN_TEXT, file=file, offset=half.start())
    if not text.strip():
        raise LabelerError(EMPTY_TEXT, file=file)
    return text
