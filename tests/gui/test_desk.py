"""The desk keeps the order of the keys, and keeps an edit that can't be written now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.domain.errors import LabelerError
from labeler.domain.spans import Span
from labeler.gui import desk
from labeler.gui.window import Window
from labeler.services import labeling


def test_a_locked_database_is_told_and_the_edit_is_sent_again(
    opened: Window, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, idle: Callable[[], None]
) -> None:
    assert opened.project is not None
    view = opened.project.annotate
    monkeypatch.setattr(desk, "PATIENCE", 0.05)
    failing = [True]
    real = labeling.add_claim

    def locked(*args: object, **kwargs: object) -> object:
        if failing[0]:
            raise LabelerError("project_busy", location="harbour.labeler")
        return real(*args, **kwargs)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(labeling, "add_claim", locked)
    view.page.select(Span(0, 12))
    qtbot.keyClick(view.page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "unsaved" in opened.notices.shown())
    assert "busy" in opened.notices.shown()["unsaved"]
    assert "not saved" in opened.windowTitle()
    failing[0] = False
    qtbot.waitUntil(lambda: "unsaved" not in opened.notices.shown())
    idle()
    with sqlite3.connect(file) as connection:
        assert connection.execute("select count(*) from claim").fetchone() == (1,)
    connection.close()
    assert opened.windowTitle() == "harbour.labeler — Labeler"


def test_a_refusal_becomes_a_notice_and_writes_nothing(opened: Window, idle: Callable[[], None]) -> None:
    assert opened.project is not None
    article = opened.project.annotate.opened.article_id
    opened.bus.do(lambda store, actor: labeling.add_claim(store, actor, article, Span(0, 99_999)))
    idle()
    assert "no span" in opened.notices.shown()["refused"]


def test_a_bug_is_one_notice_without_a_traceback(
    opened: Window, idle: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_store: object, _actor: object) -> None:
        raise ZeroDivisionError

    opened.bus.do(broken)
    idle()
    assert "see the log" in opened.notices.shown()["broken"]
    assert "ZeroDivisionError" in caplog.text
