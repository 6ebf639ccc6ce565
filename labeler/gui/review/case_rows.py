"""The rows of the list of disagreements, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from labeler.gui.look.controls.listing import ROW, ListModel, draw_focus
from labeler.gui.look.controls.two_lines import draw_elided, draw_ground
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import tokens
from labeler.gui.review import words
from labeler.gui.review.avatar import draw_avatar
from labeler.gui.review.cases import Case, Side

translate = QCoreApplication.translate

_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class CaseModel(ListModel[Case]):
    """The disagreements that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.sides: Sequence[Side] = ()

    def show_cases(self, cases: Sequence[Case], sides: Sequence[Side], text: str) -> None:
        """Show cases of a text. Those that are the same cases as before keep their rows."""
        other_sides = sides != self.sides
        self.text, self.sides = text, sides
        if [one.id for one in cases] != [one.id for one in self.rows]:
            self.show_rows(cases)
            return
        both = enumerate(zip(cases, self.rows, strict=True))
        changed = [row for row, (one, other) in both if other_sides or one != other]
        self.rows = list(cases)
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def words(self, row: Case) -> str:
        """Return number, kind and words."""
        return f"{row.number} {row.title}: {row.words(self.text)}"

    def spoken(self, row: Case) -> str:
        """Return all that the row shows, in words."""
        sides = ", ".join(f"{side.name} {brief}" for side, brief in zip(self.sides, row.brief, strict=False))
        return f"{self.words(row)}. {sides}. {state_words(row)}"

    def told(self, row: Case) -> str:
        """Return the same, for the tooltip."""
        return self.spoken(row)


def state_words(case: Case) -> str:
    """Return how a case stands: open, or how it was settled."""
    if case.verdict is None:
        return translate("Review", "open")
    return translate("Review", "settled: {how}").format(how=case.verdict.words)


class CaseDelegate(QStyledItemDelegate):
    """Number, kind and layer, how it stands; the words; what each side says, the one taken in bold."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(200), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        case: Case = index.data(ROW)
        model = index.model()
        assert isinstance(model, CaseModel)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        look = tokens()
        painter.save()
        now = draw_ground(painter, option, self.parent())
        bold, plain, small = ui_font(bold=True), ui_font(), ui_font(12)
        high, low = QFontMetrics(bold).height(), max(QFontMetrics(small).height(), px(18))
        top = rect.top() + (rect.height() - 2 * high - low - px(6)) // 2
        left, room = rect.left() + px(42), rect.width() - px(54)
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        painter.drawText(QRect(rect.left() + px(12), top, px(28), high), _VCENTRE, str(case.number or "="))
        line = QRect(left, top, room, high)
        painter.setFont(small)
        taken = self._state(painter, line, case, now=now)
        self._kind(painter, QRect(left, top, room - taken - px(8), high), case)
        painter.setFont(plain)
        painter.setPen(look.color("text" if case.open else "text2"))
        draw_elided(painter, case.words(model.text), QRect(left, top + high + px(2), room, high))
        self._sides(painter, QRect(left, top + 2 * high + px(6), room, low), case, model.sides)
        draw_focus(painter, option)
        painter.restore()

    def _state(self, painter: QPainter, line: QRect, case: Case, *, now: bool) -> int:
        """Draw how the case stands, at the right; return the width that this takes."""
        verdict = case.verdict
        said = translate("Review", "open") if verdict is None else f"✓ {verdict.words}"
        ink = "text3" if verdict is None else "ok"
        if now and verdict is None:
            said, ink = translate("Review", "now"), "accent"
        painter.setFont(ui_font(12, bold=now or verdict is not None))
        painter.setPen(tokens().color(ink))
        return draw_elided(painter, said, line.adjusted(line.width() // 2, 0, 0, 0), right=True)

    def _kind(self, painter: QPainter, line: QRect, case: Case) -> None:
        painter.setFont(ui_font(bold=True))
        painter.setPen(tokens().color("text"))
        width = draw_elided(painter, words.kind_words(case.kind), line) + px(6)
        painter.setFont(ui_font(12))
        painter.setPen(tokens().color("text2"))
        rest = QRect(line.left() + width, line.top(), max(line.width() - width, 0), line.height())
        draw_elided(painter, words.layer_words(case.layer), rest)

    def _sides(self, painter: QPainter, line: QRect, case: Case, sides: Sequence[Side]) -> None:
        """Draw the sides that say the same together: their letters, then what they say."""
        groups: dict[str, list[Side]] = {}
        for side, brief in zip(sides, case.brief, strict=False):
            groups.setdefault(brief, []).append(side)
        disc, x, look = px(18), float(line.left()), tokens()
        taken = None if case.verdict is None else case.verdict.side
        fonts = [ui_font(12, bold=any(side.place == taken for side in group)) for group in groups.values()]
        wanted = _widths(groups, fonts)
        letters = sum(len(group) for group in groups.values()) * (disc + px(3))
        free = line.width() - letters - px(3) - px(10) * (len(groups) - 1)
        if case.kind == "boundary" and sum(wanted) > free:
            # The numbers alone tell the extents apart; cut words would not.
            groups = {brief.split()[0] if brief[:1].isdecimal() else brief: group for brief, group in groups.items()}
            wanted = _widths(groups, fonts)
        for place, (width, (brief, group)) in enumerate(zip(shares(wanted, free), groups.items(), strict=True)):
            for side in group:
                draw_avatar(painter, QRectF(x, line.top() + (line.height() - disc) / 2, disc, disc), side)
                x += disc + px(3)
            if width < min(px(16), wanted[place]):
                continue  # the letter says at least who says something else; the tooltip says what
            painter.setFont(fonts[place])
            painter.setPen(look.color("text" if fonts[place].bold() or case.open else "text2"))
            said = painter.fontMetrics().elidedText(brief, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(x + px(3), line.top(), width + px(3), line.height()), _VCENTRE, said)
            x += painter.fontMetrics().horizontalAdvance(said) + px(10)


def _widths(words: Iterable[str], fonts: Sequence[QFont]) -> list[int]:
    """Return the room that words need: a width is rounded, so a little more than it says."""
    return [
        QFontMetrics(font).horizontalAdvance(said) + px(3) if said else 0
        for said, font in zip(words, fonts, strict=True)
    ]


def shares(wanted: Sequence[int], room: int) -> list[int]:
    """Return how wide each of some words may be in a room: what short ones leave is left to the long ones."""
    out = [0] * len(wanted)
    left = max(room, 0)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for done, place in enumerate(order):
        out[place] = min(wanted[place], left // (len(order) - done))
        left -= out[place]
    return out


def row_height() -> int:
    """Return the height of a row in pixels: three lines."""
    high, low = QFontMetrics(ui_font(bold=True)).height(), QFontMetrics(ui_font(12)).height()
    return max(px(72), 2 * high + max(low, px(18)) + px(20))
