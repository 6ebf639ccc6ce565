"""What is selected: its kind, where it comes from, its words, its extent."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.suggestions import Suggestion
from labeler.gui.look.controls import Chip, IconButton, PlainLabel
from labeler.gui.look.controls.chips import Kind
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, reading_font
from labeler.gui.look.theme import themes
from labeler.gui.plural import counted

translate = QCoreApplication.translate

# A quote longer than this is cut in the panel; its whole is the tooltip, and on the page.
_LONGEST = 220


def kind_of(label: Claim | Speaker | Stance | Region | Suggestion) -> Kind:
    """Return the kind of a label or suggestion, as chips know it."""
    if isinstance(label, Suggestion):
        return label.kind
    kinds: dict[type, Kind] = {Claim: "claim", Speaker: "speaker", Stance: "stance", Region: "boilerplate"}
    return kinds[type(label)]


def kind_words(kind: str) -> str:
    """Return a kind's name in capitals, as chips print it."""
    return {
        "claim": translate("Heading", "CLAIM"),
        "speaker": translate("Heading", "SPEAKER"),
        "stance": translate("Heading", "STANCE"),
    }.get(kind, translate("Heading", "BOILERPLATE"))


def score_words(score: float) -> str:
    """Return a score as people write it here: `.84`."""
    return f"{score:.2f}".removeprefix("0")


def origin_words(label: Claim | Speaker | Stance | Region | Suggestion) -> str:
    """Return where a label comes from, with rule and score where there are any."""
    if isinstance(label, Region):
        return ""
    if isinstance(label, Suggestion):
        origin = translate("Heading", "suggested")
    else:
        origin = {
            "manual": translate("Heading", "by hand"),
            "accepted": translate("Heading", "accepted"),
            "edited": translate("Heading", "accepted, edited"),
            "imported": translate("Heading", "imported"),
            "adjudicated": translate("Heading", "settled"),
        }.get(label.origin, label.origin)
    rule = f"{label.rule} {score_words(label.score)}" if label.rule else ""
    return " · ".join(part for part in (origin, rule) if part)


class Heading(QWidget):
    """closed(): nothing is to be selected any more."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = Chip("claim", "")
        self._origin = PlainLabel(role="secondary", elide=True)
        self._close = IconButton("close", self.tr("Select nothing"))
        self._close.clicked.connect(self.closed)
        self._quote = PlainLabel(wrap=True)
        self._quote.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._extent = PlainLabel(role="secondary")
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._chip)
        row.addWidget(self._origin, 1)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(row)
        column.addWidget(self._quote)
        column.addWidget(self._extent)
        themes().changed.connect(self._dye)
        self._dye()

    def show_label(self, label: Claim | Speaker | Stance | Region | Suggestion, *, rejected: bool = False) -> None:
        """Show a label or suggestion; a rejected one says so."""
        kind = kind_of(label)
        self._chip.set_kind(kind, kind_words(kind), dashed=isinstance(label, Suggestion))
        self._origin.setText(" · ".join([origin_words(label), *([self.tr("rejected")] if rejected else [])]))
        words = " ".join(label.text.split())
        self._quote.setText(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
        self._quote.setToolTip(plain_tooltip(label.text))
        self._quote.setVisible(bool(words))
        if label.start is None or label.end is None:
            self._extent.setText(self.tr("without a cue"))
        else:
            count = counted(label.end - label.start, "{count} character", "{count} characters")
            self._extent.setText(f"{label.start:,}–{label.end:,} · {count}")

    def _dye(self) -> None:
        self._quote.setFont(reading_font(px(14)))
