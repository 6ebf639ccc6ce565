"""A text with marks on it: which are there and which is current."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from labeler.domain.spans import Span
from labeler.gui.look import theme
from labeler.gui.look.speech import say
from labeler.gui.page.caret import CaretText
from labeler.gui.page.geometry import Part
from labeler.gui.page.index import MarkIndex
from labeler.gui.page.laying_out import scroll_to
from labeler.gui.page.links import link_points
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.painting import paint_over, paint_under
from labeler.gui.page.scene import Scene, State, drawn_in
from labeler.gui.page.strip import OverviewStrip, Share
from labeler.gui.page.surface import STRIP_WIDTH
from labeler.gui.page.tags import LEAST_TEXT

_WORDS_SAID = 120
_FEW = 8


class MarkedText(CaretText):
    """A text with marks painted on it. Labels and suggestions are shown, never made or stored, here.

    `current` is the id of the selected mark, "" for none. A mark that is taken away is no longer current.
    """

    current_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.index = MarkIndex([0], self.map)
        self.current = ""
        self._hovered = ""
        self._frozen = False
        self._letters: Mapping[str, str] = {}
        self._edited: Span | None = None
        self.strip = OverviewStrip(self)
        self.strip.asked.connect(self._scroll_to_share)
        self.setAccessibleName(self.tr("Article text"))
        self.verticalScrollBar().valueChanged.connect(self._show_view)
        self.laid_out.connect(self._show_view)

    # -- what is shown

    def set_article(self, text: str) -> None:
        """Show another article, without marks, from its beginning."""
        self.set_current("")
        self._letters, self._edited = {}, None
        self.show_text(text)
        self.index = MarkIndex(self.paragraph_starts(), self.map)
        self.strip.show_marks(tuple)
        self._show_view()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Show these marks and no others. What stays the same costs nothing; neither text nor view moves."""
        if not self.index:
            self.patch_marks(Patch(put=tuple(marks)))
            return
        wanted = {mark.id: mark for mark in marks}
        gone = tuple(mark.id for mark in self.index.marks() if mark.id not in wanted)
        known = self.index.mark
        put = tuple(mark for mark in wanted.values() if known(mark.id) != mark)
        self.patch_marks(Patch(put=put, removed=gone))

    def patch_marks(self, patch: Patch) -> None:
        """Put some marks and take others away. Neither text nor view moves; only their paragraphs are painted anew."""
        index, few = self.index, len(patch.put) + len(patch.removed) <= _FEW
        touched = (*patch.removed, *(mark.id for mark in patch.put)) if index else ()
        lost = [key for key in touched if key in index]
        area = QRectF(self._reach_of_current())
        for mark_id in lost if few else ():
            area = area.united(self._reach(*index.units(mark_id)))
        for mark_id in patch.removed:
            index.remove(mark_id)
        if few:
            for mark in patch.put:
                index.put(mark)
        else:
            index.put_all(patch.put)
        for mark in patch.put if few else ():
            area = area.united(self._reach(*index.units(mark.id)))
        if lost or len(patch.put) > 1:
            self.strip.show_marks(self._shares)
        elif patch.put and patch.put[0].kind != "boilerplate":
            self.strip.add_mark(self._share(patch.put[0]))
        if self.current and self.current not in index:
            self.set_current("")
        area = area.united(QRectF(self._reach_of_current()))
        self.viewport().update(area.toAlignedRect() if few else self.viewport().rect())

    def set_frozen(self, frozen: bool) -> None:
        """Draw the marks as those of a set that can't be changed: grey lines, no tints."""
        if frozen != self._frozen:
            self._frozen = frozen
            self.viewport().update()

    def show_letters(self, letters: Mapping[str, str]) -> None:
        """Show a letter on each of these marks, by id."""
        self._letters = dict(letters)
        self.viewport().update()

    def hide_letters(self) -> None:
        """Take the letters away."""
        self.show_letters({})

    # -- the current mark

    def set_current(self, mark_id: str) -> None:
        """Make a mark current, or none with ""; the view stays."""
        if mark_id == self.current:
            return
        before = self._reach_of_current()
        self.current = mark_id
        self._edited = None
        self.viewport().update(before)
        self.viewport().update(self._reach_of_current())
        mark = self.index.mark(mark_id)
        if mark is not None:
            say(self, f"{mark.name}: {self.text[mark.start : mark.end][:_WORDS_SAID]}")
        self.current_changed.emit(mark_id)

    # -- painting

    def scene(self, area: QRectF) -> Scene:
        """Return what is to be painted in a part of the viewport."""
        s = self.scale
        drawn = drawn_in(self.paragraphs(area.top() - 20 * s, area.bottom() + 20 * s), self.index)
        cursor = self.textCursor()
        mark = self.index.mark(self.current)
        linked = "" if mark is None or mark.linked_to is None else mark.linked_to
        framed = self.framed()
        state = State(
            current=self.current,
            linked=linked,
            hovered=self._hovered,
            frozen=self._frozen,
            focused=self.hasFocus(),
            letters=self._letters,
            selection=(cursor.selectionStart(), cursor.selectionEnd()),
        )
        return Scene(
            look=theme.tokens(),
            s=s,
            ratio=self.devicePixelRatioF(),
            tags=self.text_size >= LEAST_TEXT,
            state=state,
            drawn=drawn,
            framed=framed,
            link=link_points(framed, self.parts(*self.index.units(linked)), s) if linked in self.index else [],
        )

    def framed(self) -> list[Part]:
        """Return the parts of the current mark, at its edited extent while its edges are moved."""
        if self._edited is not None:
            return self.parts(self.map.to_units(self._edited.start), self.map.to_units(self._edited.end))
        return self.parts(*self.index.units(self.current)) if self.current in self.index else []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint labels, text, and what lies over the text."""
        scene = self.scene(QRectF(event.rect()))
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), scene.ink("page"))
        self.paint_below(painter, scene, event.rect())
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.paint_above(painter, scene, event.rect())
        painter.end()

    def paint_below(self, painter: QPainter, scene: Scene, _area: QRect) -> None:
        """Paint what lies under the text in a part of the viewport."""
        paint_under(painter, scene)

    def paint_above(self, painter: QPainter, scene: Scene, _area: QRect) -> None:
        """Paint what lies over the text in a part of the viewport."""
        paint_over(painter, scene)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the strip at the right."""
        super().resizeEvent(event)
        self.strip.setGeometry(self.width() - STRIP_WIDTH, 0, STRIP_WIDTH, self.height())
        self._show_view()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the handles."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the handles."""
        super().focusOutEvent(event)
        self.viewport().update()

    # -- inside

    def _reach(self, start: int, end: int) -> QRectF:
        """Return what a mark at `[start, end)` in units can change: its paragraphs, and the gaps around them."""
        document = self.document()
        layout = document.documentLayout()
        box = layout.blockBoundingRect(document.findBlock(start))
        if end > start:
            box = box.united(layout.blockBoundingRect(document.findBlock(end - 1)))
        room = 20 * self.scale
        top = box.top() - self.verticalScrollBar().value()
        return QRectF(0, top - room, self.viewport().width(), box.height() + 2 * room)

    def _reach_of_current(self) -> QRect:
        """Return what the current mark, its edited extent, its speaker and the link to her can change."""
        mark = self.index.mark(self.current)
        if mark is None:
            return QRect() if not self.current else self.viewport().rect()
        area = self._reach(*self.index.units(mark.id))
        if self._edited is not None:
            ends = self.map.to_units(self._edited.start), self.map.to_units(self._edited.end)
            area = area.united(self._reach(*ends))
        if mark.linked_to is not None and mark.linked_to in self.index:
            area = area.united(self._reach(*self.index.units(mark.linked_to)))
        return area.toAlignedRect()

    def _shares(self) -> list[Share]:
        whole = max(len(self.text), 1)
        # Boilerplate has no colour of its own there, and is no label: it is left out.
        shown = (mark for mark in self.index.marks() if mark.kind != "boilerplate")
        return [(mark.start / whole, mark.end / whole, mark.suggested) for mark in shown]

    def _share(self, mark: Mark) -> Share:
        whole = max(len(self.text), 1)
        return mark.start / whole, mark.end / whole, mark.suggested

    def _show_view(self) -> None:
        whole = max(self.map.units, 1)
        height = self.viewport().height()
        first, last = self.unit_at(QPointF(0, 0)), self.unit_at(QPointF(self.viewport().width(), height))
        self.strip.show_view(first / whole, last / whole)

    def _scroll_to_share(self, share: float) -> None:
        at = round(share * self.map.units)
        parts = self.parts(max(at - 1, 0), at + 1)
        if parts:
            here = self.verticalScrollBar().value()
            scroll_to(self, here + parts[0].rect.top() - self.viewport().height() / 2)
