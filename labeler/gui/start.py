"""The start page: the sample project, a new one, an existing one, the recent ones. Nothing needs configuring first."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from labeler.config.locations import is_url
from labeler.gui.actions import actions
from labeler.gui.bindings import follow
from labeler.gui.jobs import Job, JobBar
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import themes, tokens
from labeler.gui.recent import RecentList

# Below this width the page is its left column alone.
_BOTH = 1100


class BigButton(QPushButton):
    """A way in: icon, a title, a line about it, its key."""

    def __init__(self, icon: str, title: str, about: str, key: str, *, primary: bool = False) -> None:
        super().__init__()
        self._icon, self._title, self._about, self._key, self._primary = icon, title, about, key, primary
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two lines and the key."""
        title, about = QFontMetrics(ui_font(14, bold=True)), QFontMetrics(ui_font(12))
        words = max(title.horizontalAdvance(self._title), about.horizontalAdvance(self._about))
        key = QFontMetrics(ui_font(12)).horizontalAdvance(self._key)
        return QSize(words + key + px(84), title.height() + about.height() + px(26))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, words, key."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.isDown()
        if self._primary:
            ground, border = (look.accentH, look.accentH) if hot else (look.accent, look.accent)
        else:
            ground, border = (look.accentT, look.accent) if hot else (look.page, look.line2)
        painter.setBrush(QColor(ground))
        painter.setPen(QColor(border))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        ink, faint = ("onAccent", "onAccent") if self._primary else ("text", "text2")
        side = px(16)
        image = pixmap(self._icon, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(QRect(px(16), (self.height() - side) // 2, side, side), image)
        painter.setFont(ui_font(14, bold=True))
        title = painter.fontMetrics().height()
        about = QFontMetrics(ui_font(12)).height()
        top = (self.height() - title - about - 2) // 2
        painter.setPen(look.color(ink))
        left = px(48)
        painter.drawText(QRect(left, top, self.width(), title), Qt.AlignmentFlag.AlignLeft, self._title)
        painter.setFont(ui_font(12))
        painter.setPen(look.color(faint))
        painter.drawText(QRect(left, top + title + 2, self.width(), about), Qt.AlignmentFlag.AlignLeft, self._about)
        right = self.rect().adjusted(0, 0, -px(16), 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key)
        painter.end()


class StartPage(QWidget):
    """sample_wanted(), new_wanted(), open_wanted(); recent_wanted(str) and recent_removed(str) carry a location."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(str)
    recent_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        table = actions()
        self.sample = BigButton(
            "book",
            table["project.sample"].title,
            self.tr("Articles on the U.S.-China AI race, ready to label"),
            self.tr("Enter"),
            primary=True,
        )
        self.new = BigButton("plus", self.tr("New project"), self.tr("from your articles"), "")
        self.open = BigButton("folder", self.tr("Open project"), self.tr("file or database"), "")
        for button, ident in ((self.new, "project.new"), (self.open, "project.open")):
            follow(button, partial(_show_key, button, ident))
        self.recent = RecentList()
        self.jobs = JobBar()
        self._recent_head = QWidget()
        self._logo = QLabel()
        self._lock = QLabel()
        self.sample.clicked.connect(self.sample_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.recent.opened.connect(self.recent_wanted)
        self.recent.removed.connect(self.recent_removed)
        self._left = self._column()
        self._left.setObjectName("start")
        self._example: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._left, 4)
        self._looks: list[Job] = []
        themes().changed.connect(self._dye)
        self._dye()

    def show_recent(self, locations: list[str]) -> None:
        """List the recent projects and look for their files in the background."""
        self.recent.show_projects(locations)
        for part in (self.recent, self._recent_head):
            part.setVisible(bool(locations))
        rows = min(len(locations), 4)
        if rows:
            self.recent.setFixedHeight(rows * self.recent.sizeHintForRow(0) + 4)
        job = Job(lambda _progress, _cancelled: {one: _written(one) for one in locations if not is_url(one)}, self)
        job.done.connect(self.recent.show_files)
        self._looks.append(job)
        job.start()

    def show_example(self) -> None:
        """Build the right half: it needs the article page, so it comes after the window is up."""
        from labeler.gui.example import Example

        if self._example is None:
            self._example = Example()
            self._row.addWidget(self._example, 5)
            self._fit()

    def rest(self) -> None:
        """Wait for looks at files that are under way."""
        for job in self._looks:
            job.wait()
        self._looks.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the example out where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._example is not None:
            self._example.setVisible(self.width() >= px(_BOTH))

    def _column(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("ways")
        column = QVBoxLayout()
        column.setSpacing(px(12))
        title = QHBoxLayout()
        title.setSpacing(px(14))
        name = PlainLabel("Labeler", role="title")
        name.setObjectName("brand")
        title.addWidget(self._logo)
        title.addWidget(name)
        title.addStretch(1)
        column.addStretch(2)
        column.addLayout(title)
        about = PlainLabel(
            self.tr(
                "Who claims what, and where they stand.\n"
                "Read the article, decide on each suggestion, export a dataset you can check."
            ),
            wrap=True,
        )
        about.setObjectName("about")
        column.addWidget(about)
        column.addSpacing(px(8))
        column.addWidget(self.sample)
        both = QHBoxLayout()
        both.setSpacing(px(12))
        both.addWidget(self.new, 1)
        both.addWidget(self.open, 1)
        column.addLayout(both)
        column.addWidget(self.jobs)
        column.addSpacing(px(12))
        head = QHBoxLayout(self._recent_head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(PlainLabel(self.tr("Recent"), role="panel"))
        head.addStretch(1)
        head.addWidget(PlainLabel(self.tr("Del removes from this list, never the file"), role="secondary"))
        column.addWidget(self._recent_head)
        column.addWidget(self.recent)
        note = QHBoxLayout()
        note.setSpacing(px(10))
        note.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(
            PlainLabel(
                self.tr("Everything stays on this computer, or in the database you choose."),
                role="secondary",
                wrap=True,
            ),
            1,
        )
        column.addLayout(note)
        column.addStretch(3)
        return self._centred(inside, column)

    def _centred(self, inside: QWidget, column: QVBoxLayout) -> QScrollArea:
        row = QHBoxLayout(inside)
        row.setContentsMargins(px(32), px(16), px(32), px(16))
        row.addStretch(1)
        box = QWidget()
        box.setLayout(column)
        box.setMaximumWidth(px(500))
        column.setContentsMargins(px(6), px(6), px(6), px(6))
        row.addWidget(box, 20)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(self.tr("Start"))
        return scroll

    def _dye(self) -> None:
        ratio = self.devicePixelRatioF()
        self._logo.setPixmap(pixmap("logo", "text", px(36), ratio))
        self._lock.setPixmap(pixmap("lock", "text2", px(16), ratio))


def _written(location: str) -> float | None:
    try:
        return Path(location).stat().st_mtime
    except OSError:
        return None


def _show_key(button: BigButton, ident: str) -> None:
    button.set_key(actions()[ident].shown_key)
