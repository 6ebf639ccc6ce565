"""The article in review: the labels of some sides in fixed lanes, and the disagreements among them.

What all agree on is quiet; an open disagreement is tinted; of the current one, what is common and what only one marked
look different.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from labeler.domain.spans import Span
from labeler.gui.look.speech import say
from labeler.gui.page.geometry import Part
from labeler.gui.page.marks import Mark, MarkKind, Patch
from labeler.gui.page.scene import Scene
from labeler.gui.page.strip import Share
from labeler.gui.page.view import ArticlePage
from labeler.gui.review import drawing
from labeler.gui.review.cases import Case, Side

NUMBERS = 56
# The id of the label whose edges are being moved.
EDITED = "edited"
_WORDS_SAID = 120
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class LanedText(ArticlePage):
    """Shows an article's disagreements; deciding them is done elsewhere.

    case_clicked(str): a case's id. edges_moved(Span): an edge of the edited label was moved. edges_kept(),
    edges_left(): Enter or Esc was pressed while edges are moved. words_picked(Span), pick_left(): the same while words
    are chosen.
    """

    case_clicked = Signal(str)
    edges_moved = Signal(Span)
    edges_kept = Signal()
    edges_left = Signal()
    words_picked = Signal(Span)
    pick_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases: Sequence[Case] = ()
        self.sides: Sequence[Side] = ()
        self.lanes: tuple[int, ...] = ()
        self.case = ""
        self._picking = False
        # Where cases stand, worked out once for each painting.
        self._pieces: dict[str, drawing.Pieces] = {}
        self.set_gutter(NUMBERS)
        self.setAccessibleName(self.tr("Article text in review"))
        self.extent_changed.connect(self._dragged_to)

    # -- what is shown

    def show_cases(self, cases: Sequence[Case], sides: Sequence[Side], lanes: tuple[int, ...]) -> None:
        """Show what these sides marked, in lanes in this order, in place of what was shown."""
        if (cases, sides, lanes) == (self.cases, self.sides, self.lanes):
            return
        self.cases, self.sides, self.lanes = cases, sides, lanes
        veiled = [one for one in cases if one.layer == "boilerplate" and not one.kind]
        wanted = [Mark(id=one.id, kind="boilerplate", start=one.start, end=one.end, name=one.title) for one in veiled]
        edited = self.index.mark(EDITED)
        self.show_marks([*wanted, *([edited] if edited is not None else [])])
        if all(case.id != self.case for case in cases):
            self.case = ""
        self.strip.show_marks(self._shares)
        self.viewport().update()

    def go_to_case(self, case_id: str, *, speak: bool = True) -> None:
        """Make a case current and bring it into sight; an unknown id makes none current."""
        case = next((case for case in self.cases if case.id == case_id), None)
        self.case = "" if case is None else case_id
        self.viewport().update()
        if case is None:
            return
        self.put_caret(case.start)
        self.bring(self.map.to_units(case.start), self.map.to_units(case.end))
        if speak:
            say(self, f"{case.number}: {case.title}: {case.words(self.text)[:_WORDS_SAID]}")

    # -- moving the edges of a label that is made here

    def edit_edges(self, kind: MarkKind, span: Span) -> None:
        """Show a label that has these edges, to be moved by arrows or by its handles."""
        self.show_edited(kind, span)
        self.begin_edge_edit(EDITED)
        self.setFocus()

    def show_edited(self, kind: MarkKind, span: Span) -> None:
        """Show the label that is edited at its extent."""
        self.patch_marks(Patch(put=(Mark(id=EDITED, kind=kind, start=span.start, end=span.end, name=kind),)))
        self.set_current(EDITED)

    def forget_edited(self) -> None:
        """Show no label of one's own any more."""
        self._picking = False
        self.end_edge_edit()
        self.patch_marks(Patch(removed=(EDITED,)))

    def pick_words(self) -> None:
        """Let words be selected, by keys or by the mouse; Enter takes them, Esc doesn't."""
        self._picking = True
        self.end_edge_edit()
        self.setFocus()

    def end_picking(self) -> None:
        """Let nothing be selected any more."""
        self._picking = False
        self.clear_selection()

    def _pick(self, event: QKeyEvent) -> None:
        span = self.selection()
        if event.key() == Qt.Key.Key_Escape:
            self.pick_left.emit()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif span is not None:
            self.words_picked.emit(span)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep or leave moved edges, or chosen words, by Enter and Esc; tell of each move."""
        if self._picking:
            self._pick(event)
        elif EDITED not in self.index:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _HELD:
            self.edges_kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.edges_left.emit()
        else:
            before = self.edited_span()
            super().keyPressEvent(event)
            span = self.edited_span()
            if span is not None and span != before:
                self.edges_moved.emit(span)

    def _dragged_to(self, _mark_id: str, span: Span) -> None:
        mark = self.index.mark(EDITED)
        if mark is not None:
            self.show_edited(mark.kind, span)
            self._edited = span
        self.edges_moved.emit(span)

    # -- painting

    def paint_below(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        """Paint agreement and disagreements under the text."""
        self._pieces.clear()
        easel = drawing.Easel(painter, scene, self.sides, self.lanes)
        cases = self._cases_in(area)
        inner = drawing.inner(cases)
        if not scene.look.forced and EDITED not in self.index:
            # Longer ones first; the current one lies over whatever it holds.
            open_ones = [case for case in cases if case.open]
            for case in sorted(open_ones, key=lambda one: (one.id == self.case, one.start - one.end)):
                easel.tint(self._parts_of(case), now=case.id == self.case, inner=case.id in inner)
        for case in cases:
            if case.kind:
                easel.lanes_of(case, self._parts_of(case), inner=case.id in inner)
            elif case.layer != "boilerplate":
                easel.agreed(case, self._parts_of(case))
        super().paint_below(painter, scene, area)

    def paint_above(self, painter: QPainter, scene: Scene, area: QRect) -> None:
        """Paint tags, the ring around the current case, and the numbers in the gutter."""
        easel = drawing.Easel(painter, scene, self.sides, self.lanes)
        cases = [case for case in self._cases_in(area) if case.kind]
        if scene.tags:
            easel.tags([(case, self._parts_of(case)) for case in cases])
        now = next((case for case in cases if case.id == self.case), None)
        if now is not None and EDITED not in self.index:
            easel.ring(self._union(now))
        super().paint_above(painter, scene, area)
        for case, plate in self._plates(cases):
            easel.number(case, plate, now=case.id == self.case)

    # -- inside

    def _cases_in(self, area: QRect) -> list[Case]:
        room = 40 * self.scale
        top = self.map.to_points(self.unit_at(QPointF(0, area.top() - room)))
        foot = self.map.to_points(self.unit_at(QPointF(self.viewport().width(), area.bottom() + room)))
        return [case for case in self.cases if case.start <= foot and case.end >= top]

    def _parts(self, span: Span) -> list[Part]:
        return self.parts(self.map.to_units(span.start), self.map.to_units(span.end))

    def _parts_of(self, case: Case) -> drawing.Pieces:
        """Return the pieces of what the sides in the lanes marked, and of what is common to them."""
        if case.id not in self._pieces:
            self._pieces[case.id] = self._found_parts(case)
        return self._pieces[case.id]

    def _found_parts(self, case: Case) -> drawing.Pieces:
        # A side alone is compared with all the others.
        common = case.common(self.lanes if len(self.lanes) > 1 else tuple(range(len(case.said))))
        said = [(lane, case.said[side]) for lane, side in enumerate(self.lanes)]
        return drawing.Pieces(
            [(lane, one, self._parts(one.span)) for lane, one in said if one is not None],
            [] if common is None else self._parts(common),
            self._union(case),
        )

    def _union(self, case: Case) -> list[Part]:
        return [part for span in case.union for part in self._parts(span)]

    def _plates(self, cases: Sequence[Case]) -> list[tuple[Case, QRectF]]:
        """Return where the numbers stand: beside the line where a case begins, those of one line below each other."""
        out: list[tuple[Case, QRectF]] = []
        foot = float("-inf")
        for case in sorted(cases, key=lambda one: (one.start, one.number)):
            parts = self._parts(Span(case.start, case.start + 1)) or self._union(case)
            if parts:
                plate = drawing.plate_beside(parts[0], self.scale, foot)
                foot = plate.bottom()
                out.append((case, plate))
        return out

    def _click(self, point: QPointF) -> None:
        area = QRect(0, round(point.y()) - 1, self.viewport().width(), 2)
        cases = [case for case in self._cases_in(area) if case.kind]
        hit = next((case for case, plate in self._plates(cases) if plate.contains(point)), None)
        if hit is None:
            reach = 2 * self.scale
            under = [
                case
                for case in cases
                if any(
                    part.rect.adjusted(-reach, 0, reach, 12 * self.scale).contains(point) for part in self._union(case)
                )
            ]
            ids = [case.id for case in sorted(under, key=lambda one: one.end - one.start)]
            # Clicking again goes through what lies above each other there.
            after = ids.index(self.case) + 1 if self.case in ids else 0
            hit = next((case for case in under if case.id == ids[after % len(ids)]), None) if ids else None
        if hit is not None:
            self.case_clicked.emit(hit.id)

    def tooltip_at(self, point: QPointF) -> str:
        """Return what stands at a point of the viewport: number, kind, and what each side says, as safe text."""
        reach = 2 * self.scale
        area = QRect(0, round(point.y()) - 1, self.viewport().width(), 2)
        found = [
            case
            for case in self._cases_in(area)
            if any(part.rect.adjusted(-reach, 0, reach, 0).contains(point) for part in self._union(case))
        ]
        return drawing.tooltip(found[:4], self.sides)

    def _shares(self) -> list[Share]:
        whole = max(len(self.text), 1)
        # What is open is filled, what is settled only outlined.
        return [(case.start / whole, case.end / whole, not case.open) for case in self.cases if case.kind]
