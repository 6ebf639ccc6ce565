"""How a row of the article list is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from labeler.gui.annotate.articles import figure_of
from labeler.gui.look.controls.two_lines import TwoLineDelegate, TwoLines

if TYPE_CHECKING:
    from labeler.services.articles import ArticleRow

_SIGNS = {
    "finished": ("check-circle", "ok"),
    "in_progress": ("half-circle", "accent"),
    "skipped": ("skip-circle", "text2"),
}


class ArticleDelegate(TwoLineDelegate):
    """State, heading, source, a figure at the right, and a flag for what goes to the lead."""

    def lines(self, row: object) -> TwoLines:
        """Return what a row shows."""
        article = cast("ArticleRow", row)
        return TwoLines(
            heading=article.heading,
            under=article.source or article.key,
            figure=figure_of(article),
            sign=_SIGNS.get(article.state, ("circle", "text2")),
            flag=("flag", "warn") if article.flag else None,
        )
