"""The comments on the selected label, or on the article: threads with replies, and a box to write in.

They stay open on finished articles. What was begun to be written is kept for each label until it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.ids import new_id
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.comment_box import CommentBox
from labeler.gui.annotate.inspector.comment_card import CommentCard
from labeler.gui.look.controls import Button, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.services import comments, projects

if TYPE_CHECKING:
    from labeler.domain.changes import Changed
    from labeler.domain.sets import Actor, Annotator
    from labeler.store import Store
    from labeler.store.records import Comment

translate = QCoreApplication.translate

# What is being written: a new comment, an answer to one, or other words for one.
_Mode: TypeAlias = tuple[Literal["new", "reply", "edit"], str]


class CommentThread(QWidget):
    """left(): Esc in an empty mind: back to the article. counted(int): so many comments are shown."""

    left = Signal()
    counted = Signal(int)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._about = ""
        self._shown: tuple[object, ...] = ()
        self._mode: _Mode = ("new", "")
        self._drafts: dict[tuple[str, str, _Mode], str] = {}
        self._people: dict[str, str] = {}
        self.cards: list[CommentCard] = []
        self._title = PlainLabel(role="strong")
        self._empty = PlainLabel(role="secondary", wrap=True)
        self._doing = PlainLabel(role="secondary", elide=True)
        self.box = CommentBox()
        self.send = Button(self.tr("Send"), key=self.tr("Ctrl+Enter"))
        self.cancel = Button(self.tr("Cancel"))
        self._threads = QVBoxLayout()
        self._threads.setSpacing(px(6))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.send)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self._title)
        column.addWidget(self._empty)
        column.addLayout(self._threads)
        column.addWidget(self._doing)
        column.addWidget(self.box)
        column.addLayout(buttons)
        self.box.sent.connect(self._send)
        self.box.left.connect(self._leave)
        self.box.textChanged.connect(self._typed)
        self.send.clicked.connect(self._send)
        self.cancel.clicked.connect(lambda: self._begin("new", ""))
        bench.bus.changed.connect(self._elsewhere)
        self._show_mode()

    @property
    def about(self) -> str:
        """The id of the label that the comments are about, "" for the article."""
        return self._about

    def show_about(self, label_id: str) -> None:
        """Show the comments on a label of the open article, "" for those on the article itself."""
        sheet = self._bench.opened.sheet
        found = sorted(sheet.comments.values(), key=lambda one: (one.at, one.id)) if sheet else []
        here = [one for one in found if one.label_id == label_id]
        if {one.author_id for one in here} - set(self._people) - {self._me}:
            self._read_people()
        now = (self._bench.opened.article_id, label_id, self._me, *here, *self._people.items())
        if now == self._shown:
            return
        moved = now[:3] != self._shown[:3]
        self._shown, self._about = now, label_id
        if moved or (self._mode[1] and self._mode[1] not in {one.id for one in here}):
            self._begin("new", "", focus=False)
        self._show_threads(here)
        self._title.setText(self.tr("Comments on {what}").format(what=self._what()))
        self._empty.setText(self.tr("No comments on {what} yet.").format(what=self._what()))
        self._empty.setVisible(not here)
        self.counted.emit(len(here))

    def write(self) -> None:
        """Put the caret into the box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _me(self) -> str:
        return self._bench.bus.actor.id if self._bench.bus.actor else ""

    def _what(self) -> str:
        label = self._bench.opened.label(self._about) if self._about else None
        if isinstance(label, Claim):
            return self.tr("this claim")
        if isinstance(label, Speaker):
            return self.tr("this speaker")
        if isinstance(label, Stance):
            return self.tr("this stance")
        return self.tr("this boilerplate") if isinstance(label, Region) else self.tr("the article")

    def _show_threads(self, found: list[Comment]) -> None:
        focused = any(one.isAncestorOf(focus) for one in self.cards) if (focus := self._focus()) else False
        for card in self.cards:
            self._threads.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        answered = {one.parent_id for one in found}
        roots = [one for one in found if one.parent_id is None or one.parent_id not in {each.id for each in found}]
        for root in roots:
            for one in [root, *(each for each in found if each.parent_id == root.id)]:
                verbs = self._verbs(one, is_root=one is root, answered=one.id in answered)
                card = CommentCard(one, self._name(one.author_id), verbs, self)
                card.acted.connect(lambda verb, one=one: self._act(verb, one))
                self.cards.append(card)
                self._threads.addWidget(card)
        # What is made last would come last by Tab: the remarks stand before the box.
        before: QWidget | None = self.box.previousInFocusChain()
        buttons = [one for card in self.cards for one in card.buttons.values()]
        for widget in (*buttons, self.box, self.send, self.cancel):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        if focused:
            self.box.setFocus()

    def _verbs(self, comment: Comment, *, is_root: bool, answered: bool) -> list[tuple[str, str]]:
        out = [("reply", self.tr("Reply"))]
        if comment.author_id == self._me:
            out.append(("edit", self.tr("Edit")))
            if not answered:
                out.append(("delete", self.tr("Delete")))
        if is_root:
            settled = ("reopen", self.tr("Reopen")) if comment.resolved else ("resolve", self.tr("Resolve"))
            out.append(settled)
        return out

    def _act(self, verb: str, comment: Comment) -> None:
        if verb == "reply":
            self._begin("reply", comment.id)
        elif verb == "edit":
            self._begin("edit", comment.id, comment.text)
        elif verb == "delete":
            self._bench.edit(
                lambda store, actor, article_id: comments.remove_comment(store, actor, article_id, comment.id),
                self.tr("Comment deleted."),
            )
        else:
            resolved = verb == "resolve"
            self._bench.edit(
                lambda store, actor, article_id: comments.resolve_comment(
                    store, actor, article_id, comment.id, resolved
                ),
                self.tr("Resolved.") if resolved else self.tr("Open again."),
            )

    def _begin(
        self, mode: Literal["new", "reply", "edit"], comment_id: str, text: str = "", *, focus: bool = True
    ) -> None:
        """Write something else; what stood in the box is kept."""
        self._mode = (mode, comment_id)
        self.box.setPlainText(self._drafts.get(self._draft, text))
        self._show_mode()
        if focus:
            self.box.setFocus()
            self.box.selectAll()

    def _show_mode(self) -> None:
        mode, comment_id = self._mode
        card = next((one for one in self.cards if one.comment.id == comment_id), None)
        words = ""
        if mode == "reply" and card is not None:
            words = self.tr("Reply to {author}").format(author=card.author)
        elif mode == "edit":
            words = self.tr("Other words for the comment")
        self._doing.setText(words)
        self._doing.setVisible(bool(words))
        self.cancel.setVisible(mode != "new")
        self.send.set_text({"edit": self.tr("Save"), "reply": self.tr("Reply")}.get(mode, self.tr("Send")))
        self.box.setAccessibleName(words or self.tr("Write a comment"))
        self.box.setAccessibleDescription(self.tr("Ctrl+Enter sends, Esc leaves"))
        self.box.setPlaceholderText(words or self.tr("Write a comment"))
        self._typed()

    @property
    def _draft(self) -> tuple[str, str, _Mode]:
        return (self._bench.opened.article_id, self._about, self._mode)

    def _typed(self) -> None:
        text = self.box.toPlainText()
        if text:
            self._drafts[self._draft] = text
        else:
            self._drafts.pop(self._draft, None)
        self.send.setEnabled(bool(text.strip()))
        self.send.setToolTip("" if text.strip() else plain_tooltip(self.tr("Write something first.")))

    def _send(self) -> None:
        text, (mode, comment_id), draft, about = self.box.toPlainText().strip(), self._mode, self._draft, self._about
        if not text:
            self._bench.say(self.tr("Write something first."))
            return
        ident = new_id()

        def work(store: Store, actor: Actor) -> Changed:
            if mode == "edit":
                return comments.change_comment(store, actor, draft[0], comment_id, text)
            parent = comment_id if mode == "reply" else None
            return comments.add_comment(store, actor, draft[0], text, label_id=about, parent_id=parent, id=ident)

        def done(_changed: Changed | None) -> None:
            # Only now: a refused comment must not have to be written again.
            self._drafts.pop(draft, None)
            if self._draft == draft:
                self._begin("new", "", focus=False)
            said = {"edit": self.tr("Comment changed."), "reply": self.tr("Reply sent.")}
            self._bench.say(said.get(mode, self.tr("Comment sent.")))

        self._bench.bus.do(work, done)

    def _leave(self) -> None:
        if self._mode[0] != "new":
            self._begin("new", "")
        else:
            self.left.emit()

    def _name(self, author_id: str) -> str:
        return self.tr("you") if author_id == self._me else self._people.get(author_id, self.tr("somebody"))

    def _focus(self) -> QWidget | None:
        return self.window().focusWidget()

    def _read_people(self) -> None:
        self._bench.bus.ask(projects.annotators, self._show_people)

    def _show_people(self, people: list[Annotator]) -> None:
        known = {one.id: one.name for one in people}
        if known != self._people:
            self._people = known
            self.show_about(self._about)

    def _elsewhere(self, changed: Changed) -> None:
        if "annotator" in changed.rows and self._people:
            self._read_people()
