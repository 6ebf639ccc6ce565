"""The flag by which an annotator points an article out to the lead: a note, or nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.gui.annotate.bench import Bench
from labeler.services import sets

translate = QCoreApplication.translate


def flag(bench: Bench) -> None:
    """Ask for the note to the lead; an empty one takes the flag away. Finished articles can be flagged too."""
    sheet = bench.opened.sheet
    if sheet is None:
        bench.say(translate("Flagging", "No article is open."))
        return
    article_id, before = sheet.article.id, sheet.set.flag

    def given(note: str) -> None:
        if note == before or bench.opened.article_id != article_id:
            return
        said = translate("Flagging", "The article is flagged to the lead.")
        if not note:
            said = translate("Flagging", "The article is no longer flagged.")
        bench.edit(lambda store, actor, _article: sets.flag_set(store, actor, article_id, note), said)

    question = translate("Flagging", "Flag the article to the lead: what should she know?")
    hint = translate("Flagging", "Enter flags it. Empty, the flag is taken away.")
    if not before:
        hint = translate("Flagging", "Enter flags it, Esc leaves it.")
    bench.prompt.ask_line(question, before, given, hint=hint)
