"""What is said of a claim: type, attribution, source."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Claim
from labeler.domain.scheme import Scheme
from labeler.gui.annotate import attributes, repeats
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.annotate.inspector.jump_link import JumpLink
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.sources import choose_source, source_detail, source_offers
from labeler.gui.bindings import follow_key
from labeler.gui.look.controls import IconButton, Segmented
from labeler.gui.look.fonts import px


class ClaimFields(QWidget):
    """The fields of a claim."""

    def __init__(self, bench: Bench, scheme: Scheme, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._target = ""
        self.type = Segmented(self.tr("Type"), _choices(scheme, "type"))
        self.attribution = Segmented(self.tr("Attribution"), _choices(scheme, "attribution"))
        self.source = NameField(self.tr("Speaker"), lambda text: source_offers(bench, names, text))
        self.source.setPlaceholderText(self.tr("undecided: type a name"))
        self.type.chosen.connect(lambda key: attributes.set_type(bench, key))
        self.attribution.chosen.connect(lambda key: attributes.set_attribution(bench, key))
        self.source.chosen.connect(lambda words: choose_source(bench, words))
        self.source.left.connect(bench.page.setFocus)
        self.source.begun.connect(names.refresh)
        names.changed.connect(self.source.search_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(captioned(self.tr("Type"), "type.1", "type.2", "type.3", "type.4"))
        column.addWidget(self.type)
        column.addSpacing(px(8))
        column.addLayout(captioned(self.tr("Attribution"), "label.attribution"))
        column.addWidget(self.attribution)
        column.addSpacing(px(8))
        column.addLayout(captioned(self.tr("Speaker"), "label.link", "label.author", "label.unstated"))
        column.addWidget(self.source)
        column.addLayout(self._repeats_row())

    def _repeats_row(self) -> QHBoxLayout:
        self.repeats = JumpLink()
        self.repeats.clicked.connect(self._jump)
        self.forget = IconButton("close", self.tr("It repeats no other claim"))
        follow_key(self.forget, "label.repeat")
        self.forget.clicked.connect(lambda: repeats.toggle_repeat(self._bench))
        row = QHBoxLayout()
        row.setSpacing(px(4))
        row.addWidget(self.repeats, 1)
        row.addWidget(self.forget)
        return row

    def show_claim(self, claim: Claim, source: str) -> None:
        """Show a claim's attributes and its source in words."""
        self.type.set_value(claim.type)
        self.attribution.set_value(claim.attribution)
        self.source.show_value(source, *source_detail(self._bench, claim))
        target = repeats.repeated(self._bench, claim)
        self.repeats.setVisible(target is not None)
        self.forget.setVisible(target is not None)
        self._target = "" if target is None else target.id
        if target is not None:
            self.repeats.show_words(self.tr("repeats “{words}”").format(words=" ".join(target.text.split())))
        for part in (self.type, self.attribution, self.source, self.forget):
            part.setEnabled(not self._bench.opened.frozen)

    def _jump(self) -> None:
        self._bench.look_at(self._target)
        self._bench.page.setFocus()


def _choices(scheme: Scheme, attribute: str) -> list[tuple[str, str]]:
    return [(value.key, value.label) for value in scheme.attributes[attribute] if not value.retired]
