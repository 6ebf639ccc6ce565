"""The bar below: the keys that act now, what just happened in words, and what Ctrl+Z would undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.gui.actions import actions
from labeler.gui.bindings import bindings
from labeler.gui.look.controls.chips import draw_key_cap
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import advance, px, ui_font
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes, tokens
from labeler.gui.look.tokens import Tokens

# Milliseconds for which a sentence stays.
STAY = 6000


class KeyBar(QWidget):
    """Hints are groups of action ids; what does not fit is left to F1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._asked: tuple[Sequence[Sequence[str]], Sequence[tuple[str, str]], Mapping[str, str], str] = (
            (),
            (),
            {},
            "",
        )
        self._opening = ""
        self._groups: list[list[tuple[str, str]]] = []
        self._ending: list[tuple[str, str]] = []
        self.message = ""
        self._fade = QTimer(self, singleShot=True, interval=STAY)
        self._fade.timeout.connect(lambda: self._say(""))
        themes().changed.connect(self._grow)
        bindings().changed.connect(self._show_again)

    def sizeHint(self) -> QSize:
        """Return 40 pixels of height at 100 % text."""
        return QSize(px(320), px(40))

    def minimumSizeHint(self) -> QSize:
        """Return the height; the width is whatever there is."""
        return QSize(px(120), px(40))

    def show_keys(
        self,
        groups: Sequence[Sequence[str]],
        ending: Sequence[tuple[str, str]] = (),
        words: Mapping[str, str] | None = None,
        opening: str = "",
    ) -> None:
        """Show the keys of actions in groups; `ending`: (action, words or "" for its own) at the right.

        `words` says of some actions more than their own words do; `opening` stands before all of them.
        """
        told = {} if words is None else words
        self._asked = (groups, ending, told, opening)
        table = actions()
        hints = [
            [(table[one].shown_key, told.get(one, table[one].brief)) for one in group if table[one].keys]
            for group in groups
        ]
        hints = [group for group in hints if group]
        last = [(table[one].shown_key, own or table[one].brief) for one, own in ending if table[one].keys]
        if (hints, last, opening) == (self._groups, self._ending, self._opening):
            return
        self._groups, self._ending, self._opening = hints, last, opening
        spoken = "; ".join(f"{key} {words}" for group in (*self._groups, self._ending) for key, words in group)
        spoken = f"{opening}; {spoken}" if opening else spoken
        self.setAccessibleName(self.tr("Keys") + ": " + spoken)
        self.update()

    def tell(self, sentence: str) -> None:
        """Show a sentence for a while, and announce it."""
        self._say(sentence)
        self._fade.start()
        say(self, sentence)

    def shown(self) -> list[str]:
        """Return the words of the hints that find room, in order."""
        return [words for _x, _keys, words in self._fitting(*self._room())[0]]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hints from the left, the ending from the right, the sentence between."""
        look = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("header"))
        painter.fillRect(0, 0, self.width(), 1, look.color("line"))
        left, right = self._room()
        if self._opening:
            painter.setFont(ui_font())
            painter.setPen(look.color("text"))
            place = QRectF(px(12), 0, self._opening_width(), self.height())
            fitting = painter.fontMetrics().elidedText(self._opening, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
        hints, rules = self._fitting(left, right)
        for x, key, words in hints:
            self._draw(painter, x, key, words)
        for x in rules:
            painter.fillRect(QRectF(x, (self.height() - px(20)) / 2, 1, px(20)), look.color("line2"))
        x = self.width() - px(12) - self._width_of(self._ending)
        for key, words in self._ending:
            self._draw(painter, x, key, words)
            x += self._width(key, words)
        if self.message:
            painter.setFont(ui_font(bold=True))
            painter.setPen(look.color("text"))
            room = QRectF(right + px(12), 0, self._message_width(), self.height())
            fitting = painter.fontMetrics().elidedText(self.message, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
        painter.end()

    def _say(self, sentence: str) -> None:
        # Words of an article may hold line ends.
        self.message = " ".join(sentence.split())
        self.setToolTip(plain_tooltip(self.message))
        self.update()

    def _show_again(self) -> None:
        self.show_keys(*self._asked)

    def _grow(self) -> None:
        self.updateGeometry()
        self.update()

    def _room(self) -> tuple[float, float]:
        """Return where hints begin and where they must end."""
        right = self.width() - px(12) - self._width_of(self._ending) - px(8)
        left = px(12) + (self._opening_width() + px(16) if self._opening else 0)
        return left, right - (self._message_width() + px(24) if self.message else 0)

    def _opening_width(self) -> float:
        # Where there are no hints beside it, it may have all the room that is left.
        room = self.width() * 0.3
        if not self._groups:
            told = self._message_width() + px(24) if self.message else 0
            room = max(room, self.width() - px(48) - self._width_of(self._ending) - told)
        return min(advance(self._opening) + 2, room)

    def _message_width(self) -> float:
        # A long sentence leaves most of the bar to the keys; its tooltip has it whole.
        wanted = advance(self.message, bold=True) + 2
        return min(wanted, self.width() * 0.4, self.width() - px(56) - self._width_of(self._ending))

    def _fitting(self, left: float, right: float) -> tuple[list[tuple[float, str, str]], list[float]]:
        help_key = actions()["help.keys"]
        more = (help_key.shown_key, self.tr("more"))
        hints: list[tuple[float, str, str]] = []
        rules: list[float] = []
        x = left
        total = sum(self._width_of(group) + px(16) for group in self._groups)
        reserve = 0 if left + total <= right else self._width(*more)
        for number, group in enumerate(self._groups):
            for place, (key, words) in enumerate(group):
                gap = px(16) if number and not place else 0
                if x + gap + self._width(key, words) > right - reserve:
                    if x + reserve <= right and reserve:
                        hints.append((x, *more))
                    return hints, rules
                if gap:
                    rules.append(x + px(2))
                hints.append((x + gap, key, words))
                x += gap + self._width(key, words)
        return hints, rules

    def _width_of(self, hints: Sequence[tuple[str, str]]) -> float:
        return sum(self._width(key, words) for key, words in hints)

    def _width(self, key: str, words: str) -> float:
        return _hint_width(key, words, px(1000))

    def _cap(self, key: str) -> float:
        return _cap_width(key, px(1000))

    def _draw(self, painter: QPainter, x: float, key: str, words: str) -> None:
        size = (round(self._width(key, words)), self.height() - 1, px(1000))
        painter.drawPixmap(QPointF(round(x), 1), _hint(key, words, size, self.devicePixelRatioF(), tokens()))


# The last argument of these tells the sizes of the text apart.
@lru_cache(maxsize=256)
def _hint_width(key: str, words: str, scale: int) -> float:
    return _cap_width(key, scale) + px(6) + advance(words) + px(12)


@lru_cache(maxsize=128)
def _cap_width(key: str, _scale: int) -> float:
    return max(px(20), advance(key, 11, bold=True) + px(10))


@lru_cache(maxsize=128)
def _hint(key: str, words: str, size: tuple[int, int, int], ratio: float, look: Tokens) -> QPixmap:
    """Return a key and its words as drawn: the bar is painted with every label, and few hints differ."""
    width, height, scale = size
    cap = _cap_width(key, scale)
    picture = QPixmap(QSize(width, height) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(look.color("header"))
    painter = QPainter(picture)
    draw_key_cap(painter, QRectF(0, (height - px(20)) / 2, cap, px(20)), key)
    painter.setFont(ui_font())
    painter.setPen(look.color("text2"))
    room = QRectF(cap + px(6), 0, width, height)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.end()
    return picture
