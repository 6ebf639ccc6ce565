"""Search in the whole project: full text, or labels by what they are. It stays open beside the text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import Scheme
from labeler.gui.annotate.search_rows import HitDelegate, HitModel
from labeler.gui.annotate.seeking import Found, Hit, Seeker, Where, shown_part
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.look.controls import PlainLabel, Rule, Segmented
from labeler.gui.look.controls.filter_chip import FilterChip
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.controls.listing import ROW
from labeler.gui.look.controls.rows import Rows
from labeler.gui.look.controls.two_lines import row_height
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import icon
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes
from labeler.gui.plural import counted

# Milliseconds without a key after which the search begins.
PAUSE = 150


class HitRows(Rows):
    """The results; typing goes to the field."""

    def row_height(self) -> int:
        """Return the height of a row in pixels, which grows with the text."""
        return row_height()


class SearchPanel(QWidget):
    """wanted(Hit): show this place. answered(): what is shown is the answer to what stands in the field.

    One question is under way at a time; what was typed meanwhile is asked afterwards, and only the newest of it.
    """

    wanted = Signal(object)
    answered = Signal()

    def __init__(self, bus: Bus, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self._bus, self._scheme = bus, scheme
        self._seeker = Seeker(scheme)
        self._found = Found()
        self._asking: tuple[Where, str] | None = None
        self._answer_to: tuple[Where, str] = ("text", "")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Search the project"))
        self.field.setClearButtonEnabled(True)
        self._glass = self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.where = Segmented(self.tr("Search in"), [("text", self.tr("Texts")), ("labels", self.tr("My labels"))])
        self.where.set_value("text")
        self.where.chosen.connect(self._turn)
        self.chips = QWidget()
        self._flow = Flow(self.chips)
        self.told = PlainLabel(role="secondary", wrap=True)
        self.model = HitModel(self)
        self.view = HitRows(self.tr("Results"), 56)
        self.view.setModel(self.model)
        self.view.setItemDelegate(HitDelegate(self.view))
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self.view.typed.connect(self._type)
        self.setFocusProxy(self.field)
        self._lay_out()
        bus.broken.connect(self._broken)
        themes().changed.connect(self._dye)
        self._dye()
        self._show_question()
        self._tell()

    @property
    def searching(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._asking is not None

    def search(self, text: str, where: Where) -> None:
        """Look for a text at once."""
        self.where.set_value(where)
        self.field.setText(text)
        self._show_question()
        self._pause.stop()
        self._ask()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go between field and results by the arrows."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus() and self.model.rows:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.go(0)
        elif event.key() == Qt.Key.Key_Up and self.view.hasFocus() and self.view.currentIndex().row() <= 0:
            self.field.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._pause.start()

    def _turn(self) -> None:
        self._show_question()
        self._pause.stop()
        self._ask()

    def _question(self) -> tuple[Where, str]:
        return ("labels" if self.where.value() == "labels" else "text"), self.field.text().strip()

    def _ask(self) -> None:
        question = self._question()
        if self._asking is not None:
            return  # asked when the answer that is under way has come
        if not question[1]:
            self._show(question, Found())
            return
        self._asking = question
        where, text = question
        self._tell()
        self._bus.ask(
            lambda store, actor: self._seeker.look(store, actor, where, text),
            partial(self._take, question),
            partial(self._refused, question),
        )

    def _take(self, question: tuple[Where, str], found: Found) -> None:
        self._asking = None
        if question == self._question():
            self._show(question, found)
        elif not self._pause.isActive():
            self._ask()

    def _refused(self, question: tuple[Where, str], error: LabelerError) -> None:
        self._take(question, Found())
        if question == self._question():
            self._fail(sentence_of(error))

    def _broken(self, words: str) -> None:
        if self._asking is not None:
            self._asking = None
            self._fail(words)

    def _fail(self, words: str) -> None:
        self.model.show_rows(())
        self.view.hide()
        self.told.set_role("bad")
        self.told.setText(words)
        say(self, words)

    def _show(self, question: tuple[Where, str], found: Found) -> None:
        self._answer_to, self._found = question, found
        self.model.show_rows(found.hits)
        self._show_chips()
        self._tell()
        if question[1]:
            say(self, self.told.text())
        self.answered.emit()

    def _show_chips(self) -> None:
        focused = self.chips.isAncestorOf(self.window().focusWidget() or self)
        for chip in self.chips.findChildren(FilterChip):
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for part, value in self._found.asked:
            words = shown_part(part, value, self._scheme)
            chip = FilterChip(words, "close", name=self.tr("Take away: {part}").format(part=words))
            chip.clicked.connect(partial(self._without, part))
            self._flow.addWidget(chip)
            chip.show()
        self.chips.setVisible(bool(self._found.asked))
        if focused:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _without(self, part: str) -> None:
        self.search(self._found.without(part), "labels")

    def _tell(self) -> None:
        """Say how many there are, or why there is nothing."""
        labels, text = self._answer_to[0] == "labels", self._answer_to[1]
        found = self._found
        self.told.set_role("secondary")
        self.view.setVisible(bool(found.hits))
        if found.hits:
            one, many = ("{count} label", "{count} labels") if labels else ("{count} article", "{count} articles")
            total = counted(found.count, one, many)
            shown = len(found.hits)
            words = total if shown == found.count else self.tr("{shown} of {total}").format(shown=shown, total=total)
        elif self._asking is not None and not text:
            words = self.tr("Searching…")
        elif not text:
            words = self._hint()
        elif labels and not found.asked:
            words = self.tr("Nothing is asked for yet: name a kind, a speaker, a topic or words.")
        else:
            words = self.tr("None of your labels is like that.") if labels else self.tr("No article holds these words.")
        self.told.setText(words)

    def _hint(self) -> str:
        if self.where.value() == "labels":
            return self.tr(
                "Your labels by what they are, in plain words: claims by Segal that oppose T2; unsure claims; "
                "speaker:Segal; or words that they hold."
            )
        return self.tr('Articles that hold all the words. Also "exact words" and beginnings like harb*.')

    def _show_question(self) -> None:
        labels = self.where.value() == "labels"
        example = self.tr("claims by … that oppose T2") if labels else self.tr('words, "exact words", begin*')
        self.field.setPlaceholderText(example)
        if not self.field.text():
            self._answer_to = self._question()
            self._tell()

    def _type(self, characters: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insert(characters)

    def _enter(self) -> None:
        """Search at once; with the answer there already, open its first place."""
        if self._question() != self._answer_to:
            self._pause.stop()
            self._ask()
        elif self.model.rows:
            row = max(self.view.currentIndex().row(), 0)
            self.view.go(row)
            self._open(self.view.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(ROW)
        if isinstance(hit, Hit):
            self.wanted.emit(hit)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(px(12), px(10), px(12), px(10))
        top.setSpacing(px(8))
        top.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.where, 1)
        top.addLayout(row)
        top.addWidget(self.chips)
        top.addWidget(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Rule())
        column.addWidget(self.view, 1)
        column.addStretch(0)

    def _dye(self) -> None:
        self._glass.setIcon(icon("search"))
