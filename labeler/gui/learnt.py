"""What a project learnt, in a sentence: for notices, and for the page of learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.services.learning import LearnReport

translate = QCoreApplication.translate


def part_words(part: str) -> str:
    """Return what a part of the pipeline finds."""
    return {
        "claim": translate("Learning", "claims of speakers"),
        "speaker": translate("Learning", "speakers"),
        "author": translate("Learning", "the article’s own claims"),
        "stance": translate("Learning", "stances"),
    }.get(part, part)


def summary(report: LearnReport) -> str:
    """Return in a sentence or two what was learnt, and what became of it."""
    articles = counted(report.articles, "{count} finished article", "{count} finished articles")
    better = [part_words(one.part) for one in report.verdicts if one.better]
    if better:
        words = translate("Learning", "Learnt from {articles}: better and in use now: {parts}. Undo takes it back.")
        return words.format(articles=articles, parts=", ".join(better))
    words = translate(
        "Learning", "Learnt from {articles}: nothing is better for sure than what is in use. Nothing was changed."
    )
    return words.format(articles=articles)
