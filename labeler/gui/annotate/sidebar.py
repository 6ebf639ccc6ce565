"""The left column: the articles, or one panel in their place (search, history, guidelines)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from labeler.gui.annotate.article_list import ArticleList
from labeler.gui.look.controls import IconButton, PlainLabel, Rule
from labeler.gui.look.fonts import px

ARTICLES = "articles"
SEARCH = "search"
# The least width of a panel at 100 % text; the articles may be narrower.
LEAST = 360


class Sidebar(QWidget):
    """A stack of panels, of which the articles are the first.

    turned(str): another panel is shown, by its name. left(): a panel was closed; the focus belongs to the page.
    """

    turned = Signal(str)
    left = Signal()

    def __init__(self, articles: ArticleList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedWidget(self)
        self._panels: dict[str, QWidget] = {}
        self._articles = articles
        self._current = ARTICLES
        self._stack.addWidget(articles)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def current(self) -> str:
        """The name of the panel that is shown, `articles` for the list."""
        return self._current

    @property
    def focus_widget(self) -> QWidget:
        """What takes the focus when the column gets it: of a panel its focus proxy, else the panel."""
        if self._current != ARTICLES:
            inside = self._panels[self._current]
            return inside.focusProxy() or inside
        return self._articles.view if self._articles.model.rowCount() else self._articles.filter

    def add(self, name: str, title: str, widget: QWidget) -> None:
        """Add a panel under a name; `title` stands over it. Give the widget a focus proxy to begin with."""
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(6), px(6), px(6))
        head.addWidget(PlainLabel(title, role="panel"), 1)
        close = IconButton("close", self.tr("Close {panel}").format(panel=title))
        close.clicked.connect(self.close)
        head.addWidget(close)
        page = QWidget(self._stack)
        page.setAccessibleName(title)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(widget, 1)
        self._panels[name] = widget
        self._stack.addWidget(page)

    def open(self, name: str) -> None:
        """Show a panel (or the articles) and give it the focus.

        Raises:
            KeyError: there is no panel of that name.
        """
        if name != ARTICLES and name not in self._panels:
            raise KeyError(name)
        self._show(name)
        self.focus_widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> bool:
        """Go back to the articles, and tell that the focus belongs to the page; False if they are shown already."""
        if self._current == ARTICLES:
            return False
        self._show(ARTICLES)
        self.left.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close a panel by Esc; over the articles Esc goes back to the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.close():
            self.left.emit()

    def _show(self, name: str) -> None:
        if name == self._current:
            return
        self._current = name
        number = 0 if name == ARTICLES else 1 + list(self._panels).index(name)
        self._stack.setCurrentIndex(number)
        self.setMinimumWidth(0 if name == ARTICLES else px(LEAST))
        self.turned.emit(name)
