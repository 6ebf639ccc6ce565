"""Going to a place of any article: the article is opened first where another one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from labeler.domain.spans import Span
from labeler.gui.annotate.opened import OpenArticle

if TYPE_CHECKING:
    from labeler.gui.page.view import ArticlePage


class Landing(QObject):
    """Call `shown` whenever another article is shown."""

    def __init__(self, opened: OpenArticle, page: ArticlePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened, self._page = opened, page
        self._wanted: tuple[str, Span, str, QWidget | None] | None = None

    def go(self, article_id: str, span: Span, label_id: str = "", *, back: QWidget | None = None) -> None:
        """Select a span of an article, or a label there; `back` keeps the focus."""
        self._wanted = (article_id, span, label_id, back)
        if self._opened.article_id == article_id:
            self.shown()
        else:
            self._opened.open(article_id)

    def shown(self) -> None:
        """Go to the place that was asked for, if this is its article; otherwise it is forgotten."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or wanted[0] != self._opened.article_id:
            return
        _, span, label_id, back = wanted
        if label_id and self._opened.label(label_id) is not None:
            self._page.go_to(label_id)
        else:
            self._page.select(span)
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
