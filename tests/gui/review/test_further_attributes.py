"""Attributes that lines bring along: in Review they are edited in fields of their kind, stored, undone, exported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from labeler.domain.errors import LabelerError
from labeler.gui.look import theme
from labeler.gui.look.controls import Segmented
from labeler.gui.projects import new_project
from labeler.gui.review.frame_attributes import AttributeFields
from labeler.gui.review.further import kind_of, parsed, value_words, written
from labeler.services import exporting, history, importing, projects, reviewing
from labeler.services.reviewing import EditedFrame
from labeler.store import open_store
from tests.gui.fitting import cut, nameless
from tests.gui.review.host import Host

TEXT = "The quay will be closed in May, the harbour master said. Nobody else was asked.\n"
LONG = "Said to a reporter on the quay, in the rain,\nand repeated in the evening to the council."
FIRST = {"checked": True, "certainty": "high", "weight": 2, "context": LONG, "places": ["quay"]}
SECOND = {"checked": False, "certainty": "low", "weight": 0.5, "context": "none\n", "places": ["quay", "town"]}


def _line(annotator: str, attributes: dict[str, Any], kind: str) -> str:
    words = "The quay will be closed in May"
    claim = {"id": f"{annotator}-1", "start": 0, "end": len(words), "text": words, "type": kind}
    claim |= {"attribution": "indirect", "source": "unstated", "attributes": json.dumps(attributes)}
    line = {"id": "quay", "text": TEXT, "annotator": annotator, "state": "finished", "claims": [claim]}
    return json.dumps(line, ensure_ascii=False)


@pytest.fixture
def host(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Host]:
    theme.apply(qapp, "light")
    lines = tmp_path / "lines.jsonl"
    lines.write_text(f"{_line('anna', FIRST, 'prediction')}\n{_line('ben', SECOND, 'fact')}\n", encoding="utf-8")
    file = tmp_path / "quay.labeler"
    store = new_project(str(file), "Quay", "ruth")
    importing.import_paths(store, projects.actor_named(store, None), [lines])
    store.close()
    host = Host(file, "ruth")
    host.resize(1440, 828)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    host.begin()
    yield host
    host.end()


def _fields(host: Host) -> dict[str, QWidget]:
    editor = host.page.decision.editor
    assert editor is not None
    found = editor.findChild(AttributeFields)
    assert found is not None
    return found.fields


def _gold(host: Host) -> dict[str, object]:
    reading = host.page.opened.reading
    assert reading is not None
    assert reading.sheet is not None
    return parsed(next(iter(reading.sheet.gold.claims.values())).attributes)


def test_each_attribute_has_the_field_of_its_kind_and_what_is_edited_is_gold(host: Host, tmp_path: Path) -> None:
    assert "checked: yes · certainty: high" in host.page.decision.cards[0].accessibleName() + " ".join(
        one.accessibleName() for one in host.page.decision.cards[0].findChildren(QWidget)
    )
    host.press("review.edit")
    fields = _fields(host)
    assert list(fields) == ["certainty", "checked", "context", "places", "weight"]
    assert cut(host) == nameless(host) == []
    certainty, checked, context, places, weight = fields.values()
    assert isinstance(checked, Segmented)
    assert checked.value() == "yes"
    checked.segments()[1].click()
    assert isinstance(certainty, QComboBox)
    assert [certainty.itemText(row) for row in range(certainty.count())] == ["high", "low"]
    certainty.setFocus()
    line = certainty.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "x1 e")
    assert isinstance(weight, QComboBox)
    weight.setCurrentText("1.5")
    assert isinstance(places, QComboBox)
    both = places.findText("quay, town")
    places.setCurrentIndex(both)
    places.activated.emit(both)
    assert isinstance(context, QPlainTextEdit)
    assert context.toPlainText() == LONG
    context.setFocus()
    context.selectAll()
    QTest.keyClicks(context, "on the quay")
    editor = host.page.decision.editor
    assert editor is not None
    QTest.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    host.settle()
    assert host.refused == []
    wanted = {
        "checked": False,
        "certainty": "x1 e",
        "weight": 1.5,
        "places": ["quay", "town"],
        "context": "on the quay",
    }
    assert _gold(host) == wanted

    host.bus.do(history.undo)
    host.settle()
    reading = host.page.opened.reading
    assert reading is not None
    assert reading.open
    host.bus.do(history.redo)
    host.settle()
    assert _gold(host) == wanted

    host.press("review.edit")
    _fields(host)["certainty"].setFocus()
    focus = host.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert host.page.decision.editor is None
    host.press("review.edit")
    again = _fields(host)["certainty"]
    assert isinstance(again, QComboBox)
    assert again.currentText() == "x1 e"
    again.setCurrentText("")
    host.page.settling.save_edited()
    host.settle()
    del wanted["certainty"]
    assert _gold(host) == wanted
    host.press("review.accept")
    host.settle()

    store = open_store(str(tmp_path / "quay.labeler"))
    exporting.export(store, projects.actor_named(store, None), tmp_path / "out", layer="gold")
    store.close()
    line_out = json.loads((tmp_path / "out" / "train.jsonl").read_text(encoding="utf-8"))
    assert json.loads(line_out["claims"][0]["attributes"]) == wanted


def test_attributes_that_are_no_table_are_refused(host: Host, tmp_path: Path) -> None:
    reading = host.page.opened.reading
    assert reading is not None
    store = open_store(str(tmp_path / "quay.labeler"))
    ruth = projects.actor_named(store, "ruth")
    for bad in ("[]", "{", '{"a": "\ud800"}', '{"a": NaN}'):
        frame = EditedFrame(start=0, end=8, type="fact", attribution="direct", source="author", attributes=bad)
        with pytest.raises(LabelerError, match="attributes") as refused:
            reviewing.decide_edited(store, ruth, reading.article.id, reading.disagreements[0].id, frame)
        assert refused.value.code == "bad_frame"
    store.close()


PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())


@given(st.dictionaries(st.text(max_size=9), st.one_of(PLAIN, st.lists(PLAIN, max_size=3)), max_size=5))
def test_what_is_said_is_stored_and_read_the_same(said: dict[str, object]) -> None:
    there = {name: value for name, value in said.items() if value is not None}
    assert parsed(written(said)) == there
    assert kind_of(there.values()) in {"yes or no", "number", "words", "text", "other"}
    assert all(isinstance(value_words(value), str) for value in there.values())
