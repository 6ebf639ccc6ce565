"""The open article: the sheet as read, patched by what the desk reports. The views hold no other copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.scheme import Scheme
from labeler.domain.sets import AnnotationSet
from labeler.domain.spans import Span, iou
from labeler.domain.suggestions import Suggestion
from labeler.gui.bus import Bus

if TYPE_CHECKING:
    from labeler.services.sets import Sheet

_LABELS = {"claim": "claims", "speaker": "speakers", "stance": "stances", "region": "regions", "comment": "comments"}


class OpenArticle(QObject):
    """The sheet on screen; `before` is what it was when the last rows went into it.

    opened(): another sheet, or none. patched(Changed): rows went into it. reloaded(): the same, read again.
    """

    opened = Signal()
    patched = Signal(object)
    reloaded = Signal()

    def __init__(self, bus: Bus, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self.scheme = scheme
        self.sheet: Sheet | None = None
        self.before: Sheet | None = None
        self._wanted = ""
        self._jump = ""
        # Where the focus was when an article was asked for.
        self.asked_from: QWidget | None = None
        bus.changed.connect(self._take)
        bus.refused.connect(self._refused)

    @property
    def article_id(self) -> str:
        """The id of the open article, "" without one."""
        return self.sheet.article.id if self.sheet else ""

    @property
    def frozen(self) -> bool:
        """Whether labels can't be changed: nothing is open, or the set is finished or skipped."""
        return self.sheet is None or self.sheet.set.frozen

    @property
    def jump(self) -> str:
        """The label to go to once the sheet is shown; asked once."""
        jump, self._jump = self._jump, ""
        return jump

    def open(self, article_id: str, jump: str = "") -> None:
        """Read an article's sheet and show it."""
        self._jump, self.asked_from = jump, QApplication.focusWidget()
        if article_id == self.article_id:
            self.opened.emit()
            return
        self._wanted = article_id
        self._read(article_id)

    def reload(self) -> None:
        """Read the open sheet again: what is on screen stays in place."""
        if self.sheet is not None:
            self._read(self.article_id)

    def close(self) -> None:
        """Show no article."""
        self.sheet = None
        self._wanted = ""
        self.opened.emit()

    def label(self, label_id: str) -> Claim | Speaker | Stance | Region | None:
        """Return a label of the open set by its id, None if there is none."""
        sheet = self.sheet
        if sheet is None:
            return None
        return (
            sheet.claims.get(label_id)
            or sheet.speakers.get(label_id)
            or sheet.stances.get(label_id)
            or sheet.regions.get(label_id)
        )

    def suggestion(self, suggestion_id: str) -> Suggestion | None:
        """Return an undecided suggestion by its id."""
        return self.sheet.suggestions.get(suggestion_id) if self.sheet else None

    def entity_name(self, speaker: Speaker) -> str:
        """Return the name of the speaker's entity, her words in the text without one."""
        entity = self.sheet.entities.get(speaker.entity_id or "") if self.sheet else None
        return entity.name if entity else speaker.text

    def _read(self, article_id: str) -> None:
        from labeler.services import sets

        self._bus.ask(
            lambda store, actor: sets.open_sheet(store, actor, article_id),
            self._show,
            lambda error: self._not_read(article_id, error),
        )

    def _not_read(self, article_id: str, error: LabelerError) -> None:
        """Tell why an article can't be opened; close one that is gone.

        Any other refusal to read the open one again is not told: it would be taken for a reason to read it once more.
        """
        if article_id != self.article_id:
            self._bus.refused.emit(error)
        elif error.code == "no_article":
            self.close()
            self._bus.refused.emit(error)

    def _show(self, sheet: Sheet) -> None:
        if sheet.article.id == self.article_id:
            self.sheet = sheet
            self.reloaded.emit()
        elif sheet.article.id == self._wanted:
            self.sheet = sheet
            self.opened.emit()

    def _take(self, changed: Changed) -> None:
        sheet = self.sheet
        if sheet is not None and changed.rows.get("article", {}).get(sheet.article.id, sheet) is None:
            # Its import was undone.
            self.close()
            return
        if sheet is None or changed.article_id != sheet.article.id:
            if sheet is not None and {"entity", "alias"} & set(changed.rows):
                self.reload()
            return
        again = self._needs_reading(changed)
        tables: dict[str, Any] = {
            field: _patched(getattr(sheet, field), changed.rows[table], sheet.set.id)
            for table, field in _LABELS.items()
            if table in changed.rows
        }
        tables["set"] = _set_of(sheet.set, changed)
        decided = {key.split("\x1f")[-1]: row for key, row in changed.rows.get("decision", {}).items()}
        gone = {getattr(row, "suggestion_id", key) for key, row in decided.items()}
        if gone:
            tables["suggestions"] = {key: one for key, one in sheet.suggestions.items() if key not in gone}
        if "entity" in changed.rows:
            entities = {**sheet.entities, **changed.rows["entity"]}
            tables["entities"] = {key: row for key, row in entities.items() if row is not None}
        self.before, self.sheet = sheet, replace(sheet, **tables)
        self.patched.emit(changed)
        self.before = None
        if again:
            self.reload()

    def _refused(self, _error: LabelerError) -> None:
        """Read what is stored: the sheet on screen may be older, where the same person works in a second window."""
        self.reload()

    def _needs_reading(self, changed: Changed) -> bool:
        """Tell whether rows alone don't say what is to be seen: suggestions come back, or a state changes."""
        sheet = self.sheet
        assert sheet is not None
        if "suggestion_run" in changed.rows or any(row is None for row in changed.rows.get("decision", {}).values()):
            return True
        states = [
            row.state for row in changed.rows.get("annotation_set", {}).values() if isinstance(row, AnnotationSet)
        ]
        if any(state in {"finished", "skipped"} for state in (*states, sheet.set.state)):
            return True
        # A label takes the suggestion that it equals off the page, and gives it back when it goes or changes.
        if any(key in sheet.holding for table in _LABELS for key in changed.rows.get(table, {})):
            return True
        for table, kind in (("claim", "claim"), ("speaker", "speaker"), ("region", "boilerplate")):
            for row in changed.rows.get(table, {}).values():
                if isinstance(row, Claim | Speaker | Region) and self._equals_suggestion(row.span, kind):
                    return True
                entity = getattr(row, "entity_id", None)
                if entity and entity not in sheet.entities and entity not in changed.rows.get("entity", {}):
                    return True
        return False

    def _equals_suggestion(self, span: Span, kind: str) -> bool:
        assert self.sheet is not None
        return any(
            one.kind == kind
            and one.start is not None
            and one.end is not None
            and one.start < span.end
            and span.start < one.end
            and iou(Span(one.start, one.end), span) >= 0.9
            for one in self.sheet.suggestions.values()
        )


def _patched(table: Mapping[str, Any], rows: Mapping[str, object | None], set_id: str) -> dict[str, Any]:
    out = dict(table)
    for key, row in rows.items():
        if row is None:
            out.pop(key, None)
        elif getattr(row, "set_id", "") == set_id:
            out[key] = row
    return out


def _set_of(known: AnnotationSet, changed: Changed) -> AnnotationSet:
    row = changed.rows.get("annotation_set", {}).get(known.id, known)
    return row if isinstance(row, AnnotationSet) else known
