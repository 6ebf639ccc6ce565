"""What was there a moment ago and is not now: the window goes on with what there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.store import Store
from tests.gui.builders import make_project, span_of, stored


def test_an_article_whose_import_is_undone_is_shown_no_longer(
    opened: Window, view: AnnotatePage, idle: Callable[[], None]
) -> None:
    assert view.opened.article_id
    opened.commands.trigger("edit.undo")
    idle()
    assert view.opened.sheet is None
    assert not view.page.isVisible()
    assert view.list.model.rows == []
    opened.commands.trigger("edit.redo")
    idle()
    assert len(view.list.model.rows) == 3


def test_a_project_may_be_closed_while_somebody_is_asked_who_labels(
    window: Window, tmp_path: Path, idle: Callable[[], None], qtbot: QtBot
) -> None:
    file = make_project(tmp_path, people=("bert",))
    closed: list[QDialog] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            window.close_project()
            QApplication.processEvents()
            closed.append(dialog)
            dialog.accept()
        else:
            QTimer.singleShot(5, close)

    QTimer.singleShot(0, close)
    window.open_project(str(file))
    qtbot.waitUntil(lambda: bool(closed))
    idle()
    assert window.project is None


@pytest.mark.parametrize("how", ["project.close", "app.quit"])
def test_a_note_that_is_being_typed_is_stored_first(
    opened: Window, press: Callable[..., None], second: Store, qtbot: QtBot, how: str
) -> None:
    assert opened.project is not None
    opened.project.annotate.page.select(span_of("Analysts doubt it"))
    press("1", "m")
    press("who?")
    opened.commands.trigger(how)
    qtbot.waitUntil(lambda: [one.note for one in stored(second).claims.values()] == ["who?"])
