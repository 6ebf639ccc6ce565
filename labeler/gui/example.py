"""The right half of the start page: one sentence with three labels, drawn as articles are, and the first keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from labeler.gui.actions import actions
from labeler.gui.bindings import follow
from labeler.gui.look.controls import Chip, KeyCap, PlainLabel, Rule
from labeler.gui.look.fonts import px
from labeler.gui.page.marks import Mark
from labeler.gui.page.view import ArticlePage

translate = QCoreApplication.translate

# An invented sentence by an invented person.
_TEXT = (
    "“A small team with a modest budget can now build a model that holds its own against the largest ones,”"
    " said Mara Ellison."
)
_CLAIM, _CUE, _SPEAKER = _TEXT[1 : _TEXT.index(",”")], "with a modest budget", "Mara Ellison"


def _marks() -> list[Mark]:
    def mark(ident: str, kind: str, words: str, tag: str, **more: str) -> Mark:
        start = _TEXT.index(words)
        return Mark(id=ident, kind=kind, start=start, end=start + len(words), tag=tag, **more)  # pyright: ignore[reportArgumentType]

    return [
        mark("claim", "claim", _CLAIM, "eval", linked_to="speaker"),
        mark("speaker", "speaker", _SPEAKER, "S"),
        mark("cue", "stance", _CUE, "T3 ▼", owner="claim"),
    ]


class Example(QWidget):
    """Explains the three labels by one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._page = ArticlePage()
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page.setAccessibleName(self.tr("Example"))
        self._page.set_article(_TEXT)
        self._page.show_marks(_marks())
        self._page.go_to("claim")
        self._page.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._page.strip.hide()
        self._page.set_gutter(px(6))
        self._page.zoom(20)
        self._page.laid_out.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(24), px(32), px(24))
        column.setSpacing(px(12))
        column.addStretch(2)
        column.addWidget(PlainLabel(self.tr("One sentence, three labels"), role="strong"))
        column.addWidget(self._page)
        column.addLayout(self._words())
        column.addSpacing(px(12))
        column.addWidget(Rule())
        column.addSpacing(px(12))
        column.addLayout(_keys())
        column.addStretch(3)

    def _fit(self) -> None:
        parts = self._page.parts(0, self._page.map.units)
        if parts:
            top = self._page.verticalScrollBar().value()
            self._page.setFixedHeight(round(top + max(part.rect.bottom() for part in parts)) + px(32))

    def _words(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(10))
        grid.setColumnStretch(1, 1)
        lines = (
            (
                Chip("claim", self.tr("CLAIM")),
                self.tr("a proposition someone puts forward: here an evaluation, quoted directly"),
            ),
            (Chip("speaker", self.tr("SPEAKER")), self.tr("who says it: Mara Ellison, a person")),
            (
                Chip("stance", self.tr("▼ STANCE")),
                self.tr("what that means for a topic: it opposes T3, “Leading in AI takes massive spending”"),
            ),
        )
        for row, (chip, words) in enumerate(lines):
            grid.addWidget(chip, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(words, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        return grid


def _keys() -> QGridLayout:
    """Return the table of the first keys, taken from the records."""
    rows = (
        (("label.claim", "label.speaker", "label.stance"), translate("Example", "claim, speaker, stance")),
        (("suggestion.next",), translate("Example", "next suggestion")),
        (("suggestion.accept", "suggestion.reject"), translate("Example", "accept, reject")),
        (("edit.undo",), translate("Example", "undo anything, even after a restart")),
        (("caret.word", "caret.back", "caret.sentence"), translate("Example", "word forward, back, sentence")),
        (("label.unsure",), translate("Example", "not sure: mark it and move on")),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(12))
    for place, (idents, words) in enumerate(rows):
        caps = QHBoxLayout()
        caps.setSpacing(px(4))
        for ident in idents:
            cap = KeyCap("")
            follow(cap, partial(_show_key, cap, ident))
            caps.addWidget(cap)
        caps.addStretch(1)
        grid.addLayout(caps, place // 2, place % 2 * 2)
        grid.addWidget(PlainLabel(words, wrap=True), place // 2, place % 2 * 2 + 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    return grid


def _show_key(cap: KeyCap, ident: str) -> None:
    cap.set_text(actions()[ident].shown_key)
