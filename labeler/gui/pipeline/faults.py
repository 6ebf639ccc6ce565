"""Where a refusal of the service belongs: the page, the list and the line that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.domain.errors import MESSAGES, LabelerError
from labeler.gui.pipeline.lines import WordLines

if TYPE_CHECKING:
    from labeler.gui.pipeline.topics import TopicsPage


def place(error: LabelerError, lists: Mapping[str, WordLines]) -> tuple[str, str]:
    """Return the page that an error is about ("" if none) and its sentence by the names on that page ("" as it is)."""
    if error.code == "too_many_words":
        what = str(error.fields.get("what", ""))
        name = lists[what].name if what in lists else what
        words = QCoreApplication.translate("errors", MESSAGES[error.code]).format(**{**error.fields, "what": name})
        return ("words" if what in lists else "topics", words)
    if error.code == "long_word":
        word = str(error.fields.get("word", ""))
        held = any(entry.startswith(word) for one in lists.values() for entry in one.words)
        return ("words" if held else "topics", "")
    return "", ""


def go_to(error: LabelerError, lists: Mapping[str, WordLines], topics: TopicsPage) -> None:
    """Go to the list, and to the line, that an error is about."""
    word, what = str(error.fields.get("word", "")), str(error.fields.get("what", ""))
    if what in lists:
        lists[what].box.setFocus()
    elif what:
        topics.choose(what)
        topics.lists["keywords"].box.setFocus()
    elif not any(one.go_to(word) for one in lists.values()):
        for topic, phrases in topics.phrases.items():
            entries = (*phrases.keywords, *phrases.supporting, *phrases.opposing)
            if any(entry.startswith(word) for entry in entries):
                topics.choose(topic)
                any(one.go_to(word) for one in topics.lists.values())
                return
