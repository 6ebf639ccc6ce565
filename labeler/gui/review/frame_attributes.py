"""The further attributes of a claim in the editor of a frame: a field for each that any side uses, after its kind."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.annotate.inspector.note_field import NoteField
from labeler.gui.look.controls import Segmented
from labeler.gui.look.controls.combos import Combo
from labeler.gui.look.fonts import px
from labeler.gui.review.further import Kind, kind_of, parsed, value_words, values_said, written
from labeler.services.reviewing import ReviewSheet

_NUMBER = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?"
_UNSAID = "unsaid"


class AttributeFields(QWidget):
    """changed(): `attributes` is another. Where no claim of the article has any, there is no field."""

    changed = Signal()

    def __init__(self, sheet: ReviewSheet, attributes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = parsed(attributes)
        self.attributes = attributes
        self.fields: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        made: dict[Kind, Callable[[str, Sequence[object]], QWidget]] = {
            "yes or no": self._yes_no,
            "number": self._line,
            "words": self._line,
            "text": self._text,
            "other": self._choice,
        }
        for name, values in values_said(sheet).items():
            now = self._said.get(name)
            known = values if now is None or now in values else [*values, now]
            field = self.fields[name] = made[kind_of(known)](name, known)
            field.setAccessibleName(name)
            column.addLayout(captioned(name))
            column.addWidget(field)
        self.setVisible(bool(self.fields))

    def _put(self, name: str, value: object) -> None:
        """Say something of the claim; None says nothing any more."""
        if value == self._said.get(name) and type(value) is type(self._said.get(name)):
            return
        self._said[name] = value
        self.attributes = written(self._said)
        self.changed.emit()

    def _yes_no(self, name: str, _values: Sequence[object]) -> QWidget:
        answers: dict[str, object] = {"yes": True, "no": False, _UNSAID: None}
        field = Segmented(name, [(key, value_words(value)) for key, value in answers.items()], folds=True)
        now = self._said.get(name)
        field.set_value(_UNSAID if now is None else "yes" if now else "no")
        field.chosen.connect(lambda key: self._put(name, answers[key]))
        return field

    def _line(self, name: str, values: Sequence[object]) -> QWidget:
        """Return a line to write on that offers what others said; numbers stay numbers."""
        numeric = kind_of(values) == "number"
        field = Combo(name)
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.addItems([value_words(value) for value in values])
        if numeric:
            field.setValidator(QRegularExpressionValidator(QRegularExpression(_NUMBER), field))
        line = field.lineEdit()
        assert line is not None
        line.setPlaceholderText(value_words(None))
        line.setAccessibleName(name)
        now = self._said.get(name)
        field.setCurrentText("" if now is None else value_words(now))
        read = _number if numeric else _words

        def typed(text: str) -> None:
            if not text.strip():
                self._put(name, None)
            elif (value := read(text)) is not None:
                self._put(name, value)

        field.currentTextChanged.connect(typed)
        return field

    def _text(self, name: str, _values: Sequence[object]) -> QWidget:
        field = NoteField()
        field.setPlaceholderText(value_words(None))
        now = self._said.get(name)
        field.show_value(now if isinstance(now, str) else "")
        # What is typed counts at once: a click on a button leaves the focus where it is.
        field.textChanged.connect(lambda: self._put(name, field.toPlainText().strip() or None))
        return field

    def _choice(self, name: str, values: Sequence[object]) -> QWidget:
        """Return a choice among what was said: lists and the like are chosen, not written."""
        offered: list[object] = [None, *values]
        field = Combo(name)
        field.addItems([value_words(value) for value in offered])
        now = self._said.get(name)
        field.setCurrentIndex(offered.index(now) if now in offered else 0)
        field.activated.connect(lambda row: self._put(name, offered[row]))
        return field


def _number(text: str) -> object:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, int | float) and math.isfinite(value) else None


def _words(text: str) -> object:
    return " ".join(text.split())
