"""What keys and buttons do to the case that is looked at: take a side, none, or a frame of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from labeler.domain.spans import Span
from labeler.gui.actions import actions

if TYPE_CHECKING:
    from labeler.gui.review.bench import ReviewBench


class Settling(QObject):
    """Settles cases, and walks from one to the next."""

    def __init__(self, page: ReviewBench, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        text, decision = page.centre.page, page.decision
        text.edges_moved.connect(decision.take_edges)
        text.edges_kept.connect(self.save_edited)
        text.edges_left.connect(self._leave_editing)
        decision.taken.connect(self._taken)
        decision.stepped.connect(self.step)
        decision.edit_wanted.connect(self.edit)
        decision.edited.connect(self._edited)
        decision.edit_left.connect(self._leave_editing)
        decision.edges_wanted.connect(self._move_edges)
        decision.words_wanted.connect(self._choose_words)
        text.words_picked.connect(self._words_picked)
        text.pick_left.connect(self._move_edges)
        self._words_for = ""

    @property
    def editing(self) -> bool:
        """Whether the case is being put in words of the reviewer's own."""
        return self._page.decision.editor is not None

    def step(self, step: int) -> None:
        """Look at the next disagreement, or the one before; of items asked for, on into the next article."""
        page = self._page
        if self.editing or page.opened.step(step) or page.go_on(step):
            return
        if not page.opened.shown():
            page.tell(self.tr("There are no disagreements here."))
        else:
            page.tell(self.tr("This is the last one.") if step > 0 else self.tr("This is the first one."))

    def next_open(self) -> None:
        """Look at the next open disagreement."""
        if not self.editing and not self._page.opened.next_open():
            self._page.tell(self.tr("No disagreement is open here any more."))

    def take(self, place: int) -> None:
        """Settle the case by a side."""
        page, reading, case = self._page, self._page.opened.reading, self._page.opened.case
        if not self.may_settle() or reading is None or case is None:
            return
        if place >= len(reading.sides):
            page.tell(self.tr("There is no such side: there are {n}.").format(n=len(reading.sides)))
            return
        side = reading.sides[place]
        page.opened.take(side.annotator_id)
        self._tell(self.tr("{number}: {name} taken.").format(number=case.number, name=side.name))

    def neither(self) -> None:
        """Settle the case by none of the sides."""
        case = self._page.opened.case
        if self.may_settle() and case is not None:
            self._page.opened.take("")
            self._tell(self.tr("{number}: none taken.").format(number=case.number))

    def may_settle(self) -> bool:
        """Say whether the case can be settled, and why if it can't."""
        page, opened = self._page, self._page.opened
        if self.editing:
            return False
        if opened.reading is None or opened.case is None:
            page.tell(self.tr("No disagreement is chosen."))
        elif not opened.reviews:
            page.tell(self.tr("Gold is settled by reviewers: here you compare it with your own labels."))
        elif not opened.writable:
            page.tell(self.tr("This is gold. Reopen it first."))
        else:
            return True
        return False

    def edit(self) -> None:
        """Put the case in words of one's own, from the edges on."""
        page = self._page
        editor = page.decision.begin_editing() if self.may_settle() else None
        if editor is None:
            return
        if editor.span is not None:
            page.centre.edit_edges(editor.span)
        else:
            editor.save.setFocus(Qt.FocusReason.ShortcutFocusReason)
        page.tell(self.tr("Editing: Enter saves, Esc cancels."))
        page.other_keys()

    def end_editing(self) -> None:
        """Give up what is edited."""
        if self.editing:
            self._page.decision.end_editing()
            self._page.centre.page.forget_edited()
            self._page.decision.show_case()
            self._page.other_keys()

    def save_edited(self) -> None:
        """Settle the case by what is edited."""
        editor, span = self._page.decision.editor, self._page.centre.page.edited_span()
        if editor is not None:
            if span is not None:
                editor.take_edges(span)
            editor.accept()

    def _tell(self, decided: str) -> None:
        """Say what was decided; at the end of the list also what comes next."""
        opened = self._page.opened
        reading = opened.reading
        after = ""
        if reading is not None and not reading.open:
            key = actions()["review.accept"].shown_key
            after = self.tr("That was the last one: {key} accepts it as gold.").format(key=key)
        elif all(not case.open for case in opened.shown()):
            after = self.tr("All that is listed is settled; others are open.")
        self._page.tell(f"{decided} {after}".rstrip())

    def _taken(self, annotator_id: str) -> None:
        reading = self._page.opened.reading
        sides = () if reading is None else reading.sides
        place = next((side.place for side in sides if side.annotator_id == annotator_id), -1)
        if place < 0:
            self.neither()
        else:
            self.take(place)

    def _edited(self, frame: object) -> None:
        from labeler.services.reviewing import EditedFrame

        page, case = self._page, self._page.opened.case
        if isinstance(frame, EditedFrame) and case is not None:
            self.end_editing()
            page.opened.take_edited(frame)
            self._tell(self.tr("{number}: settled as edited.").format(number=case.number))
            page.go_to_article()

    def _leave_editing(self) -> None:
        self.end_editing()
        self._page.go_to_article()

    def _move_edges(self) -> None:
        editor = self._page.decision.editor
        self._page.centre.page.end_picking()
        span: Span | None = None if editor is None else editor.span
        if span is not None:
            self._page.centre.edit_edges(span)

    def _choose_words(self, wanted: str) -> None:
        """Let words of the article be chosen; those that are selected already are taken."""
        page, text = self._page, self._page.centre.page
        self._words_for = wanted
        if page.centre.view != "lanes":
            page.centre.turn("lanes")
        span = text.selection()
        if span is not None:
            self._words_picked(span)
            return
        text.pick_words()
        page.tell(self.tr("Select the words in the article. Enter takes them, Esc goes back."))

    def _words_picked(self, span: Span) -> None:
        """Hand words to the editor, and go on there."""
        editor, text = self._page.decision.editor, self._page.centre.page
        text.end_picking()
        if editor is None:
            return
        editor.take_words(self._words_for, span)
        self._move_edges()
        self._page.tell(self.tr("“{words}” is taken.").format(words=" ".join(span.of(text.text).split())[:80]))
        editor.save.setFocus(Qt.FocusReason.OtherFocusReason)
