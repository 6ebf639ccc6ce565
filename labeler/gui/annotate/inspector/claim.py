"""What is said of a claim: type, attribution, source."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Claim
from labeler.domain.scheme import Scheme
from labeler.gui.actions import actions
from labeler.gui.annotate import attributes
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.sources import choose_source
from labeler.gui.look.controls import PlainLabel, Segmented
from labeler.gui.look.fonts import px


def captioned(words: str, keys: str) -> QHBoxLayout:
    """Return the line above a field: its name, and its keys at the right end."""
    row = QHBoxLayout()
    row.addWidget(PlainLabel(words, role="secondary"))
    row.addStretch(1)
    row.addWidget(PlainLabel(keys, role="secondary"))
    return row


class ClaimFields(QWidget):
    """The fields of a claim."""

    def __init__(self, bench: Bench, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        table = actions()
        self.type = Segmented(self.tr("Type"), _choices(scheme, "type"))
        self.attribution = Segmented(self.tr("Attribution"), _choices(scheme, "attribution"))
        self.source = NameField(self.tr("Speaker"))
        self.source.setPlaceholderText(self.tr("undecided: type a name"))
        self.type.chosen.connect(lambda key: attributes.set_type(bench, key))
        self.attribution.chosen.connect(lambda key: attributes.set_attribution(bench, key))
        self.source.chosen.connect(lambda words: choose_source(bench, words))
        self.source.left.connect(bench.page.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(captioned(self.tr("Type"), f"{table['type.1'].shown_key} … 4"))
        column.addWidget(self.type)
        column.addSpacing(px(8))
        column.addLayout(captioned(self.tr("Attribution"), table["label.attribution"].shown_key))
        column.addWidget(self.attribution)
        column.addSpacing(px(8))
        keys = "  ".join(table[one].shown_key for one in ("label.link", "label.author", "label.unstated"))
        column.addLayout(captioned(self.tr("Speaker"), keys))
        column.addWidget(self.source)

    def show_claim(self, claim: Claim, source: str, names: Sequence[str]) -> None:
        """Show a claim's attributes, its source in words, and the names that complete."""
        self.type.set_value(claim.type)
        self.attribution.set_value(claim.attribution)
        self.source.show_names(names)
        self.source.show_value(source)
        for part in (self.type, self.attribution, self.source):
            part.setEnabled(not self._bench.opened.frozen)


def _choices(scheme: Scheme, attribute: str) -> list[tuple[str, str]]:
    return [(value.key, value.label) for value in scheme.attributes[attribute] if not value.retired]
