"""The list of what there is to review: an article a row, with how much of it is settled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.gui.look.controls.listing import ListModel
from labeler.gui.look.controls.two_lines import Sign, TwoLineDelegate, TwoLines
from labeler.gui.plural import counted
from labeler.services.reviewing import ReviewRow

translate = QCoreApplication.translate


class ReviewModel(ListModel[ReviewRow]):
    """The articles that somebody finished."""

    def words(self, row: ReviewRow) -> str:
        """Return the article's heading."""
        return row.title or row.key

    def spoken(self, row: ReviewRow) -> str:
        """Return heading, state and who finished it."""
        return f"{self.words(row)}. {state_words(row)}. {who_words(row)}"

    def told(self, row: ReviewRow) -> str:
        """Return the same, for the tooltip."""
        return self.spoken(row)


def state_words(row: ReviewRow) -> str:
    """Return how the review of an article stands."""
    if row.stale:
        return translate("Review", "gold is stale")
    if row.gold == "finished":
        return translate("Review", "gold, imported") if row.imported else translate("Review", "gold")
    if not row.counted:
        return translate("Review", "counting…")
    if row.disagreements:
        return counted(row.disagreements, "{count} disagreement", "{count} disagreements")
    if len(row.finished) < 2:
        return translate("Review", "one person finished it")
    return counted(row.open, "{count} to take", "{count} to take") if row.open else translate("Review", "all settled")


def who_words(row: ReviewRow) -> str:
    """Return who finished an article: few by name, many counted."""
    if len(row.finished) <= 3:
        return ", ".join(row.finished)
    return counted(len(row.finished), "{count} person", "{count} people")


class ReviewDelegate(TwoLineDelegate):
    """State as a sign, heading, who finished it, how much is open."""

    def lines(self, row: object) -> TwoLines:
        """Return what a row shows."""
        assert isinstance(row, ReviewRow)
        return TwoLines(
            heading=row.title or row.key,
            under=who_words(row),
            figure=state_words(row),
            figure_ink="warn" if row.stale else "text2",
            sign=_sign(row),
        )


def _sign(row: ReviewRow) -> Sign:
    if row.stale:
        return "alert", "warn"
    if row.gold == "finished":
        return "check-circle", "ok"
    return ("half-circle", "accent") if row.gold else ("circle", "text2")
