"""What the figures are of: annotators, articles, dates, version of the guidelines, the overlap that counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from labeler.agreement.report import Asked, Report
from labeler.gui.agreement.words import figure
from labeler.gui.look.controls import Button, PlainLabel, PrimaryButton
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes
from labeler.gui.plural import counted

translate = QCoreApplication.translate
THRESHOLDS = (0.5, 0.0, 0.3, 0.7, 0.9)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Known:
    """What can be asked for: annotators, titles of articles by key, versions of the guidelines, if dates are known."""

    annotators: tuple[str, ...] = ()
    articles: Mapping[str, str] = field(default_factory=dict[str, str])
    guidelines: tuple[int, ...] = ()
    dated: bool = False

    @classmethod
    def of(cls, report: Report) -> Known:
        """Return what a report of everything tells."""
        versions = {one.subset.partition(":")[2] for one in report.rows if one.subset.startswith("guidelines:")}
        return cls(
            report.annotators,
            {one.key: one.title or one.key for one in report.articles},
            tuple(sorted(int(one) for one in versions if one.isdecimal())),
            any(one.subset.startswith("month:") for one in report.rows),
        )

    def with_words(self, words: str) -> tuple[str, ...]:
        """Return the keys of the articles whose title or key holds these words."""
        wanted = words.casefold().split()
        return tuple(
            key
            for key, title in self.articles.items()
            if all(word in f"{title} {key}".casefold() for word in wanted)
        )  # fmt: skip


def parts_of(asked: Asked, words: str = "") -> dict[str, str]:
    """Return what restricts the figures, in words by the name of the field; `words` found the articles."""
    out: dict[str, str] = {}
    if asked.annotators:
        out["annotators"] = ", ".join(asked.annotators)
    if asked.articles:
        found = counted(len(asked.articles), "{count} article", "{count} articles")
        out["articles"] = f"{found}: {words}" if words else found
    if asked.since or asked.until:
        told = {
            (True, False): translate("Filters", "finished from {since} on"),
            (False, True): translate("Filters", "finished until {until}"),
            (True, True): translate("Filters", "finished {since} to {until}"),
        }[bool(asked.since), bool(asked.until)]
        out["dates"] = told.format(since=asked.since, until=asked.until)
    if asked.guidelines:
        out["guidelines"] = translate("Filters", "guidelines v{version}").format(version=asked.guidelines)
    if asked.threshold != Asked().threshold:
        out["threshold"] = threshold_words(asked.threshold)
    return out


def without(asked: Asked, part: str) -> Asked:
    """Return what is asked for without one of the parts."""
    blank = Asked()
    if part == "dates":
        return replace(asked, since="", until="")
    return replace(asked, **{part: getattr(blank, part)})


def threshold_words(threshold: float) -> str:
    """Return the overlap that counts as the same label, in words."""
    if not threshold:
        return translate("Filters", "any overlap")
    return translate("Filters", "overlap from {least} on").format(least=figure(threshold))


class FilterForm(QFrame):
    """asked(Asked, str): these figures are wanted, and the words that found the articles. closed(): none are."""

    asked = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.setAccessibleName(self.tr("Filter"))
        self._known = Known()
        self._boxes: list[QCheckBox] = []
        self._people = QWidget(self)
        self._flow = Flow(self._people, space=12)
        self.words, self.since, self.until = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.guidelines, self.threshold = QComboBox(self), QComboBox(self)
        self.guidelines.addItem(self.tr("all versions"), 0)
        for one in THRESHOLDS:
            self.threshold.addItem(threshold_words(one), one)
        self.found = PlainLabel(role="hint", elide=True, parent=self)
        self.fault = PlainLabel(role="bad", wrap=True, parent=self)
        self.apply = PrimaryButton(self.tr("Show these"), parent=self)
        self.clear = Button(self.tr("Everything"), parent=self)
        self.close_button = Button(self.tr("Cancel"), parent=self)
        self._lay_out()
        self.words.textChanged.connect(self._count)
        self.apply.clicked.connect(self._apply)
        self.clear.clicked.connect(lambda: self.asked.emit(Asked(), ""))
        self.close_button.clicked.connect(self.closed)

    def show_known(self, known: Known, asked: Asked, words: str) -> None:
        """Offer what can be asked for, and show what is."""
        self._known = known
        for box in self._boxes:
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for name in known.annotators:
            box = QCheckBox(name.replace("&", "&&"), self._people)
            box.setAccessibleName(name)
            box.setChecked(not asked.annotators or name in asked.annotators)
            self._boxes.append(box)
            self._flow.addWidget(box)
        self.words.setText(words)
        self.since.setText(asked.since)
        self.until.setText(asked.until)
        for line in (self.since, self.until):
            told = known.dated or bool(asked.since or asked.until)
            line.setPlaceholderText(self.tr("YYYY-MM-DD") if told else self.tr("no dates noted"))
            _offer(line, "" if told else self.tr("Of no finished set it is known when it was finished."))
        versions = sorted({*known.guidelines, asked.guidelines} - {0})
        self.guidelines.clear()
        self.guidelines.addItem(self.tr("all versions") if versions else self.tr("no versions noted"), 0)
        _offer(
            self.guidelines,
            "" if versions else self.tr("Of no finished set the version of the guidelines is known."),
        )
        for one in versions:
            self.guidelines.addItem(self.tr("v{version}").format(version=one), one)
        self.guidelines.setCurrentIndex(max(self.guidelines.findData(asked.guidelines), 0))
        self.threshold.setCurrentIndex(max(self.threshold.findData(asked.threshold), 0))
        self.fault.hide()
        self._count()

    def chosen(self) -> Asked:
        """Return what is asked for now."""
        names = tuple(name for name, box in zip(self._known.annotators, self._boxes, strict=True) if box.isChecked())
        words = self.words.text().strip()
        return Asked(
            annotators=() if len(names) == len(self._boxes) else names,
            articles=self._known.with_words(words) if words else (),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            guidelines=int(self.guidelines.currentData() or 0),
            threshold=float(self.threshold.currentData()),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Apply by Enter, close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._apply()
        else:
            super().keyPressEvent(event)

    def _apply(self) -> None:
        fault = self._wrong()
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        if fault:
            say(self, fault)
        else:
            self.asked.emit(self.chosen(), self.words.text().strip())

    def _wrong(self) -> str:
        """Return what cannot be asked for, "" if everything can."""
        if self._boxes and sum(box.isChecked() for box in self._boxes) < 2:
            return self.tr("Choose at least two annotators.")
        for field_ in (self.since, self.until):
            if not _is_date(field_.text().strip()):
                field_.setFocus()
                return self.tr("Write dates as 2026-08-31.")
        since, until = self.since.text().strip(), self.until.text().strip()
        if since and until and since > until:
            return self.tr("The first day is after the last.")
        if self.words.text().strip() and not self._known.with_words(self.words.text()):
            return self.tr("No article has these words in its title or key.")
        return ""

    def _count(self) -> None:
        words, whole = self.words.text().strip(), len(self._known.articles)
        found = len(self._known.with_words(words)) if words else whole
        told = self.tr("{found} of {whole} articles").format(found=f"{found:,}", whole=f"{whole:,}")
        self.found.setText(told)

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(self.tr("all"))
        fields: Sequence[tuple[str, QWidget]] = (
            (self.tr("Words in title or key"), self.words),
            (self.tr("Finished from"), self.since),
            (self.tr("Finished until"), self.until),
            (self.tr("Guidelines"), self.guidelines),
            (self.tr("Same label if"), self.threshold),
        )
        # What does not fit beside the others goes below them: text may be twice as large.
        beside = QWidget(self)
        flow = Flow(beside, space=16)
        for words, widget in fields:
            flow.addWidget(self._field(words, widget, beside))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.apply, self.clear, self.close_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(12))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(self.tr("Filter"), role="panel", parent=self))
        column.addWidget(self._people)
        column.addWidget(beside)
        column.addWidget(self.found)
        column.addWidget(self.fault)
        column.addLayout(row)
        self.fault.hide()
        themes().changed.connect(self._grow)
        self._grow()

    @staticmethod
    def _field(words: str, widget: QWidget, parent: QWidget) -> QWidget:
        field_ = QWidget(parent)
        label = PlainLabel(words, role="secondary", parent=field_)
        label.setBuddy(widget)
        widget.setAccessibleName(words)
        column = QVBoxLayout(field_)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(label)
        column.addWidget(widget)
        return field_

    def _grow(self) -> None:
        self.words.setFixedWidth(px(232))
        for line in (self.since, self.until):
            line.setFixedWidth(px(132))
        for choice, least in ((self.guidelines, 122), (self.threshold, 176)):
            choice.setMinimumWidth(px(least))


def _offer(field_: QWidget, why_not: str) -> None:
    """Let a field be filled in, or say why there is nothing to be chosen from."""
    field_.setEnabled(not why_not)
    field_.setToolTip(plain_tooltip(why_not))
    field_.setAccessibleDescription(why_not)


def _is_date(text: str) -> bool:
    if not text:
        return True
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False
