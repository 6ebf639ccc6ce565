"""One comment as it is read: who, when, the words, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.gui.annotate.inspector.ages import age_words, exact_time
from labeler.gui.annotate.inspector.offered import breakable
from labeler.gui.look.controls import Chip, LinkButton, PlainLabel, panel
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px

if TYPE_CHECKING:
    from labeler.store.records import Comment


class CommentCard(QWidget):
    """acted(str): what is to be done: reply, edit, delete, resolve, reopen."""

    acted = Signal(str)

    def __init__(self, comment: Comment, author: str, verbs: list[tuple[str, str]], parent: QWidget) -> None:
        """Show a comment with the verbs that are open to the reader, each (what `acted` says, its words)."""
        super().__init__(parent)
        self.comment = comment
        self.author = author
        at = age_words(comment.at, dt.datetime.now().astimezone())
        self.setAccessibleName(f"{author}, {at}: {comment.text}")
        card = panel("card", self)
        name = PlainLabel(author, role="strong", elide=True)
        time = PlainLabel(at, role="secondary")
        time.setToolTip(plain_tooltip(exact_time(comment.at)))
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(name)
        head.addWidget(time)
        head.addStretch(1)
        if comment.resolved:
            head.addWidget(Chip("ok", self.tr("resolved")))
        words = PlainLabel(breakable(comment.text), role="secondary" if comment.resolved else "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(px(10), px(8), px(10), px(6))
        inside.setSpacing(px(4))
        inside.addLayout(head)
        inside.addWidget(words)
        self.buttons: dict[str, LinkButton] = {}
        row = Flow(space=10)
        for verb, label in verbs:
            button = LinkButton(label)
            # Heard alone, a verb does not say whose comment it is about.
            button.setAccessibleName(self.tr("{verb}: {author}, {time}").format(verb=label, author=author, time=at))
            button.clicked.connect(lambda _checked=False, verb=verb: self.acted.emit(verb))
            self.buttons[verb] = button
            row.addWidget(button)
        if verbs:
            inside.addLayout(row)
        around = QVBoxLayout(self)
        # A reply stands to the right of what it answers.
        around.setContentsMargins(px(16) if comment.parent_id else 0, 0, 0, 0)
        around.addWidget(card)
