"""Why something is suggested: the reason in words, the rule or model with its version, and what the score means."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.heading import score_words
from labeler.gui.annotate.inspector.offered import described, one_line
from labeler.gui.look.controls import PlainLabel, panel
from labeler.gui.look.fonts import px
from labeler.services import suggesting

translate = QCoreApplication.translate

# So much of a version's hash tells it apart.
_VERSION = 12


def why_lines(one: Suggestion | Claim | Speaker | Stance, run: SuggestionRun | None) -> list[str]:
    """Return the lines that say why: who a speaker is taken for, reason, rule and version, score."""
    lines: list[str] = []
    if isinstance(one, Suggestion) and one.kind == "speaker" and one.entity:
        lines.append(" · ".join(part for part in (one_line(one.entity), _facts(one)) if part))
    if isinstance(one, Suggestion) and one.why:
        lines.append(f"{one.why[0].upper()}{one.why[1:]}.".replace("..", "."))
    if not one.rule:
        return lines
    by = translate("Why", "Rule or model: {rule}").format(rule=one.rule)
    if run is not None and isinstance(one, Suggestion):
        version = run.version if len(run.version) <= _VERSION else run.version[:_VERSION]
        by += translate("Why", " · {pipeline}, version {version}").format(
            pipeline=_named(run.pipeline), version=version
        )
    lines.append(by)
    lines.append(
        translate("Why", "Score {score}: of 100 suggestions like this, about {number} are right.").format(
            score=score_words(one.score), number=round(one.score * 100)
        )
    )
    return lines


def _facts(one: Suggestion) -> str:
    """Return kind and affiliation: what a new entry of the registry would be given."""
    return described(Entity(id="", name=one.entity, kind=one.entity_kind, affiliation=one.affiliation))


def _named(pipeline: str) -> str:
    """Return what made a run in a few words: of a description its model and the number of its rules."""
    try:
        parts: object = json.loads(pipeline)
    except ValueError:
        return pipeline
    if not isinstance(parts, dict) or "model" not in parts:
        return pipeline
    said = cast("dict[str, object]", parts)
    rules = translate("Why", "rules {number}").format(number=said["rules"]) if "rules" in said else ""
    return ", ".join(part for part in (str(said["model"]), rules) if part)


class Why(QWidget):
    """A card under the heading. It stays open from one suggestion to the next until it is closed.

    turned(): it was opened or closed.
    """

    turned = Signal()

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._wanted = False
        self._run: SuggestionRun | None = None
        self._shown: Suggestion | Claim | Speaker | Stance | None = None
        card = panel("card")
        self.words = PlainLabel(role="secondary", wrap=True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(px(10), px(8), px(10), px(8))
        inside.addWidget(self.words)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        self.hide()

    def toggle(self) -> None:
        """Open the card and say what stands in it, or close it."""
        bench = self._bench
        if self._shown is None:
            bench.say(translate("Why", "Select a suggestion first: Tab goes to the next."))
            return
        self._wanted = not self._wanted
        if not self._wanted:
            self.hide()
            self.turned.emit()
            return
        article_id = bench.opened.article_id

        def show(run: SuggestionRun | None) -> None:
            if article_id == bench.opened.article_id:
                self._run = run
                self.show_label(self._shown)
                self.turned.emit()
                bench.say(" ".join(self.words.text().splitlines()))

        bench.bus.ask(lambda store, actor: suggesting.newest_run(store, actor, article_id), show)

    def show_label(self, one: Suggestion | Claim | Speaker | Stance | Region | None) -> None:
        """Show why this is there, while the card is open and there is a reason."""
        known = None if isinstance(one, Region) or (one is not None and not one.rule) else one
        self._shown = known
        run = self._run
        fits = run is not None and run.article_id == self._bench.opened.article_id
        lines = [] if known is None else why_lines(known, run if fits else None)
        self.words.setText("\n".join(lines))
        self.setVisible(self._wanted and bool(lines))
