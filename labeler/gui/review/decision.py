"""The decision panel: what each side said of the current case, the buttons that settle it, and why it is so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.actions import actions
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.bindings import follow_key
from labeler.gui.look.controls import Button, Chip, IconButton, PlainLabel, QuietButton, Rule
from labeler.gui.look.controls.chips import Kind
from labeler.gui.look.fonts import px
from labeler.gui.review import words
from labeler.gui.review.cases import Case, Side
from labeler.gui.review.frame_editor import FrameEditor
from labeler.gui.review.grounds import Before, GroundsFields
from labeler.gui.review.opened import OpenReview
from labeler.gui.review.reading import Reading
from labeler.gui.review.remarks import Remarks
from labeler.gui.review.side_card import SideCard

_CHIPS: dict[str, Kind] = {"claim": "claim", "speaker": "speaker", "stance": "stance", "boilerplate": "boilerplate"}
# The least width of a side's card at 100 % text.
_CARD = 300


class DecisionPanel(QWidget):
    """taken(str): a side's id, "" for none of them. stepped(int). edit_wanted(), undecide_wanted(): what buttons say.

    edited(object): a frame of the reviewer's own. edit_left(): editing was given up. edges_wanted(): its edges are to
    be moved in the article; words_wanted(str): words are to be chosen there. comment_wanted(), reopen_wanted(): to
    write to annotators.
    """

    taken = Signal(str)
    stepped = Signal(int)
    edit_wanted = Signal()
    undecide_wanted = Signal()
    edited = Signal(object)
    edit_left = Signal()
    edges_wanted = Signal()
    words_wanted = Signal(str)
    comment_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, opened: OpenReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._names = Names(opened.bus, self)
        self.setObjectName("inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards: list[SideCard] = []
        self.editor: FrameEditor | None = None
        self._offered: object = None
        self._sides: tuple[Side, ...] = ()
        self._shown_cards: tuple[Case, tuple[Side, ...], bool] | None = None
        self._head()
        self._body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(Rule())
        column.addWidget(self._scroll, 1)
        self.show_case()

    # -- what it is made of

    def _head(self) -> None:
        self.title = PlainLabel(role="panel", elide=True)
        self.chip = Chip("plain", "")
        self.about = PlainLabel(role="secondary", wrap=True)
        # In a dock, the same stands beside the title.
        self._beside = PlainLabel(role="secondary", elide=True)
        self._low = False
        self._previous = IconButton("chevron-left", self.tr("Previous disagreement"))
        self._next = IconButton("chevron-right", self.tr("Next disagreement"))
        follow_key(self._previous, "review.previous")
        follow_key(self._next, "review.next")
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addWidget(self._beside, 1)
        row.addStretch(0)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(px(16), px(8), px(8), px(10))
        self._top.setSpacing(px(2))
        self._top.addLayout(row)
        self._top.addWidget(self.about)

    def _body(self) -> None:
        self._scroll = QScrollArea(self)
        # Each where it stays: what is moved is dressed anew, with all that is in it.
        inside = QWidget(self._scroll.viewport())
        inside.setObjectName("selected")
        self.settled = PlainLabel(role="ok", wrap=True)
        self.why = PlainLabel(role="secondary", wrap=True)
        self.undecide = QuietButton(self.tr("Open it again"))
        self.undecide.setProperty("flush", True)
        follow_key(self.undecide, "review.undecide")
        self.undecide.clicked.connect(self.undecide_wanted)
        self._cards = QGridLayout()
        self._cards.setSpacing(px(8))
        self.edit = Button(self.tr("Edit"))
        self.neither = Button(self.tr("Neither"))
        follow_key(self.edit, "review.edit")
        follow_key(self.neither, "review.neither")
        self.edit.clicked.connect(self.edit_wanted)
        self.neither.clicked.connect(lambda: self.taken.emit(""))
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.edit, 1)
        acts.addWidget(self.neither, 1)
        self.grounds = GroundsFields(inside)
        self.before = Before(inside)
        self.remarks = Remarks(inside)
        self.remarks.comment_wanted.connect(self.comment_wanted)
        self.remarks.reopen_wanted.connect(self.reopen_wanted)
        self._rules = [Rule(), Rule(), Rule()]
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.settled)
        column.addWidget(self.why)
        column.addWidget(self.undecide, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._cards)
        column.addLayout(acts)
        column.addWidget(self._rules[0])
        column.addWidget(self.grounds)
        column.addWidget(self._rules[1])
        column.addWidget(self.before)
        column.addWidget(self._rules[2])
        column.addWidget(self.remarks)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Decision"))
        self._scroll.setWidget(inside)

    # -- what it shows

    def set_low(self, low: bool) -> None:
        """Stand in a low dock, or no longer: what differs is told in the head's one line then."""
        if low != self._low:
            self._low = low
            self._show_head(self._opened.case)

    @property
    def focus_widget(self) -> QWidget:
        """Return where the focus goes in this panel."""
        if self.editor is not None:
            return self.editor.edges
        first = next((card.button for card in self.cards if card.button.isVisibleTo(self)), None)
        return first or self._next

    def show_case(self) -> None:
        """Show the case that is looked at."""
        opened, case, reading = self._opened, self._opened.case, self._opened.reading
        writable = opened.writable
        if self.editor is not None:
            self.end_editing()
        self._show_head(case)
        verdict = None if case is None else case.verdict
        sheet = None if reading is None else reading.sheet
        self.settled.setVisible(verdict is not None and sheet is not None)
        self.why.setVisible(False)
        self.undecide.setVisible(verdict is not None and writable)
        if verdict is not None:
            self.settled.setText(self._settled_words())
            why = [f"“{verdict.clause}”" if verdict.clause else "", "" if sheet else verdict.reason]
            self.why.setText(": ".join(one for one in why if one))
            self.why.setVisible(sheet is None and bool(self.why.text()))
        self._show_cards(case, reading, writable=writable)
        self.edit.setVisible(writable and case is not None)
        self.neither.setVisible(writable and case is not None)
        self.neither.set_text(self.tr("Neither") if reading and len(reading.sides) < 3 else self.tr("None of them"))
        self._show_grounds(case)

    def _show_cards(self, case: Case | None, reading: Reading | None, *, writable: bool) -> None:
        """Show what each side says; what is shown already stays as it is."""
        shown = None if case is None or reading is None else (case, reading.sides, writable)
        if shown is not None and shown == self._shown_cards:
            return
        self._shown_cards = shown
        if case is None or reading is None:
            for card in self.cards:
                card.hide()
            return
        if reading.sides != self._sides:
            self._make_cards(reading.sides)
        for side, card in zip(reading.sides, self.cards, strict=True):
            action = actions().get(f"review.take_{side.place + 1}")
            key = "" if action is None else action.shown_key
            card.show_case(case, reading.article.text, key, writable=writable)
            card.show()

    def _make_cards(self, sides: tuple[Side, ...]) -> None:
        """Make a card for each side, which then shows one case after another."""
        self._clear_cards()
        for side in sides:
            card = SideCard(side)
            card.taken.connect(lambda who=side.annotator_id: self.taken.emit(who))
            self.cards.append(card)
        self._sides = sides
        self._place_cards()

    def _show_head(self, case: Case | None) -> None:
        for one in (self._previous, self._next):
            one.setEnabled(len(self._opened.shown()) > 1)
        self.chip.setVisible(case is not None)
        self.about.setVisible(case is not None and not self._low)
        self._beside.setText(words.what_differs(case) if case is not None and self._low else "")
        if case is None:
            self.title.setText(self.tr("No disagreement is chosen"))
            return
        kind = words.kind_words(case.kind)
        self.title.setText(f"{case.number} · {kind}" if case.number else kind)
        self.chip.set_kind(_CHIPS[case.layer], words.layer_words(case.layer))
        self.about.setText(words.what_differs(case))

    def _settled_words(self) -> str:
        case = self._opened.case
        verdict = None if case is None else case.verdict
        if verdict is None:
            return ""
        if verdict.side is not None and verdict.how == "adjudicated":
            said = self.tr("Settled: {side} was taken").format(side=verdict.words)
        else:
            said = self.tr("Settled: {how}").format(how=verdict.words)
        return f"{said} ({verdict.by})" if verdict.by else said

    def _show_grounds(self, case: Case | None) -> None:
        reading = self._opened.reading
        sheet = None if reading is None else reading.sheet
        shown = case is not None and sheet is not None
        self.grounds.setVisible(shown)
        self._rules[0].setVisible(shown)
        self.remarks.setVisible(shown)
        self._rules[2].setVisible(shown)
        if not shown:
            self.before.setVisible(False)
        if case is not None and sheet is not None and reading is not None:
            offered = (sheet.clauses, sheet.reasons)
            if offered != self._offered:
                self._offered = offered
                self.grounds.show_sheet(sheet)
            self.grounds.show_grounds(self._opened.grounds_of(case), writable=self._opened.writable)
            names = {side.annotator_id: side.name for side in reading.sides}
            self.before.show_case(sheet, case, names)
            self.remarks.show_comments(sheet, reading.sides, case)
        self._rules[1].setVisible(self.before.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards side by side where there is room."""
        super().resizeEvent(event)
        self._place_cards()

    def _place_cards(self) -> None:
        across = max(self.width() // px(_CARD), 1)
        for place, card in enumerate(self.cards):
            self._cards.addWidget(card, place // across, place % across)
        for column in range(max(across, self._cards.columnCount())):
            self._cards.setColumnStretch(column, int(column < min(across, len(self.cards) or 1)))

    def _clear_cards(self) -> None:
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards, self._sides, self._shown_cards = [], (), None

    # -- editing

    def begin_editing(self) -> FrameEditor | None:
        """Show the fields of a frame of one's own in place of the sides; None where nothing can be settled."""
        reading, case = self._opened.reading, self._opened.case
        if case is None or reading is None or reading.sheet is None or not self._opened.writable:
            return None
        if self.editor is not None:
            return self.editor
        self._clear_cards()
        for one in (self.edit, self.neither, self.settled, self.undecide):
            one.hide()
        editor = self.editor = FrameEditor(reading.sheet, case, self._names)
        editor.saved.connect(self.edited)
        editor.cancelled.connect(self.edit_left)
        editor.edges_wanted.connect(self.edges_wanted)
        editor.words_wanted.connect(self.words_wanted)
        self._names.refresh()
        self._cards.addWidget(editor, 0, 0, 1, max(self._cards.columnCount(), 1))
        self._scroll.verticalScrollBar().setValue(0)
        return editor

    def end_editing(self) -> None:
        """Take the fields away."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self._cards.removeWidget(editor)
            editor.hide()
            editor.deleteLater()

    def take_edges(self, span: Span) -> None:
        """Hand edges that were moved in the article to the fields."""
        if self.editor is not None:
            self.editor.take_edges(span)
