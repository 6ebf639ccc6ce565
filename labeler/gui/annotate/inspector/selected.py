"""What is selected, with all that is said of it: attributes, source, stances, remarks, comments, decisions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.suggestions import Suggestion
from labeler.gui.actions import actions
from labeler.gui.annotate import deciding
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.claim import ClaimFields
from labeler.gui.annotate.inspector.comments import CommentThread
from labeler.gui.annotate.inspector.heading import Heading
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.remarks import Remarks
from labeler.gui.annotate.inspector.sources import source_words
from labeler.gui.annotate.inspector.speaker import SpeakerFields
from labeler.gui.annotate.inspector.stances import StanceFields
from labeler.gui.annotate.inspector.why import Why
from labeler.gui.bindings import follow, follow_key
from labeler.gui.look.controls import Button, PlainLabel, Rule, Segmented
from labeler.gui.look.fonts import px

# Which part of a claim mends which problem.
_TYPE = frozenset({"type_undecided"})
_ATTRIBUTION = frozenset({"attribution_undecided", "direct_outside_quotes"})


class SelectedLabel(QWidget):
    """wanted(): bring this into sight. reached(QWidget): this part of it. left(): back to the article."""

    wanted = Signal()
    reached = Signal(object)
    left = Signal()

    def __init__(self, bench: Bench, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._names = names
        self.heading = Heading()
        self.why = Why(bench)
        self.claim = ClaimFields(bench, bench.opened.scheme, names)
        self.speaker = SpeakerFields(bench, names)
        self.stances = StanceFields(bench)
        self.remarks = Remarks(bench)
        self.comments = CommentThread(bench)
        self.accept = Button(self.tr("Accept"))
        self.reject = Button(self.tr("Reject"))
        follow_key(self.accept, "suggestion.accept")
        follow_key(self.reject, "suggestion.reject")
        self.reconsider = Button(self.tr("Leave open again"))
        self._commented = ""
        self._comments = 0
        self._empty = PlainLabel(role="secondary", wrap=True)
        follow(self._empty, self._show_empty)
        self._lay_out()
        self._connect()

    @property
    def empty(self) -> bool:
        """Whether nothing is selected and nothing written about the article."""
        return self._empty.isVisibleTo(self) and not self.comments.isVisibleTo(self)

    def show_current(self) -> None:
        """Show what is selected, as the open sheet has it."""
        bench, sheet = self._bench, self._bench.opened.sheet
        label = bench.label
        one = label or bench.suggestion or bench.aside
        claim = label if isinstance(label, Claim) else None
        self._empty.setVisible(one is None and sheet is not None)
        self._show_empty()
        self.heading.setVisible(one is not None)
        rejected = isinstance(one, Suggestion) and bench.opened.suggestion(one.id) is None
        if one is not None:
            self.heading.show_label(one, rejected=rejected)
        self.why.show_label(one)
        for part in (self.claim, self._rule):
            part.setVisible(claim is not None)
        if claim is not None:
            self.claim.show_claim(claim, source_words(bench, claim))
        stances = self._stances_of(label)
        self.stances.setVisible(claim is not None or bool(stances))
        self.stances.show_stances(stances, bench.opened.scheme)
        self.stances.add.setVisible(claim is not None)
        self.speaker.setVisible(isinstance(label, Speaker))
        if isinstance(label, Speaker) and sheet is not None:
            self.speaker.show_entity(sheet.entities.get(label.entity_id or ""))
        self.remarks.show_label(label)
        self._decisions.setVisible(isinstance(one, Suggestion))
        for button, shown in ((self.accept, True), (self.reject, not rejected), (self.reconsider, rejected)):
            button.setVisible(shown)
            button.setEnabled(not bench.opened.frozen)
        self._show_comments(one)

    def _show_empty(self) -> None:
        """Say how a label is made, with the keys that do."""
        words = self.tr("Nothing is selected.")
        keys = [actions()[f"label.{kind}"].shown_key for kind in ("claim", "speaker", "stance")]
        if all(keys) and not self._bench.opened.frozen:
            how = self.tr("Select words and press {claim} for a claim, {speaker} for a speaker, {stance} for a stance.")
            words += " " + how.format(claim=keys[0], speaker=keys[1], stance=keys[2])
        self._empty.setText(words)

    def write_note(self) -> None:
        """Put the caret into the note of the selected label."""
        self.wanted.emit()
        self.remarks.write_note()
        self.reached.emit(self.remarks)

    def write_comment(self) -> None:
        """Open the comments on the selected label, else on the article, and put the caret where one is written."""
        if self._bench.opened.sheet is None:
            self._bench.say(self.tr("No article is open."))
            return
        label = self._bench.label
        self._commented = label.id if label is not None else self._bench.opened.article_id
        self._bench.aside = None
        self.wanted.emit()
        self.show_current()
        self.comments.write()
        self.reached.emit(self.comments)

    def name_entity(self) -> None:
        """Put the caret where it is said who the selected speaker, or the source of the selected claim, is."""
        bench = self._bench
        label = bench.label
        if not isinstance(label, Claim | Speaker):
            bench.say(self.tr("Select a speaker or a claim first."))
        elif bench.writable():
            self.wanted.emit()
            field = self.speaker.entity if isinstance(label, Speaker) else self.claim.source
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
            self.reached.emit(field)

    def mend(self, check: str) -> None:
        """Open what mends a problem of the selected label."""
        if self._bench.opened.frozen:
            return
        self.wanted.emit()
        if check in {"source_undecided", "speaker_without_entity"}:
            self.name_entity()
        elif check in _TYPE and isinstance(self._bench.label, Claim):
            self._go_to(self.claim.type)
        elif check in _ATTRIBUTION and isinstance(self._bench.label, Claim):
            self._go_to(self.claim.attribution)
        elif check == "edge_inside_word":
            self.left.emit()
            deciding.edit_edges(self._bench)
        else:
            self.left.emit()

    def _go_to(self, field: Segmented) -> None:
        field.segments()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reached.emit(field)

    def _stances_of(self, label: object) -> list[Stance]:
        sheet = self._bench.opened.sheet
        if isinstance(label, Stance):
            return [label]
        if sheet is None or not isinstance(label, Claim):
            return []
        return sorted((one for one in sheet.stances.values() if one.claim_id == label.id), key=lambda one: one.topic)

    def _show_comments(self, one: object) -> None:
        """Show the comments where there are some, or where one is to be written."""
        bench = self._bench
        suggested, sheet = isinstance(one, Suggestion), bench.opened.sheet
        if sheet is None or suggested:
            self.comments.hide()
            return
        label = bench.label
        about = "" if label is None else label.id
        self.comments.show_about(about)
        if self._commented != (about or sheet.article.id):
            self._commented = ""
        self.comments.setVisible(bool(self._commented or self._comments))
        self.remarks.comment.setVisible(not self._commented)

    def _counted(self, number: int) -> None:
        self._comments = number

    def _leave_comments(self) -> None:
        self._commented = ""
        self.left.emit()

    def _reconsider(self) -> None:
        if self._bench.aside is not None:
            deciding.reconsider(self._bench, self._bench.aside)

    def _connect(self) -> None:
        bench = self._bench
        self.heading.closed.connect(self._select_nothing)
        self.remarks.left.connect(self.left)
        self.remarks.comment_wanted.connect(self.write_comment)
        self.comments.left.connect(self._leave_comments)
        self.comments.counted.connect(self._counted)
        self.accept.clicked.connect(lambda: deciding.accept(bench))
        self.reject.clicked.connect(lambda: deciding.reject(bench))
        self.reconsider.clicked.connect(self._reconsider)

    def _select_nothing(self) -> None:
        self._bench.aside = None
        self._bench.page.set_current("")
        self.show_current()

    def _lay_out(self) -> None:
        self._rule = Rule()
        self._decisions = QWidget()
        decisions = QHBoxLayout(self._decisions)
        decisions.setContentsMargins(0, 0, 0, 0)
        decisions.setSpacing(px(8))
        for button in (self.accept, self.reject, self.reconsider):
            decisions.addWidget(button)
        decisions.addStretch(1)
        fields = QVBoxLayout(self)
        fields.setContentsMargins(px(16), px(12), px(16), px(12))
        fields.setSpacing(px(12))
        for part in (self._empty, self.heading, self.why, self.claim, self.speaker, self._rule, self.stances):
            fields.addWidget(part)
        fields.addWidget(self.remarks)
        fields.addWidget(self._decisions)
        fields.addWidget(self.comments)
