"""Every command, run by its key on the sample project: it writes, it shows something, or it says something."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessibleAnnouncementEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.gui.actions import Action, actions
from labeler.gui.app import make_window
from labeler.gui.look import speech
from labeler.gui.sample import make_sample, user_name
from labeler.gui.window import Window
from labeler.services import articles, labeling, projects, sets, suggesting
from labeler.store import open_store
from tests.fixtures.parsing import pipeline_of
from tests.stories.keyboard import Hands

ARTICLE = "the-third-chair"
OTHER = "labs-go-quiet"
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]

# What must leave an entry in the journal; everything else must show or say something.
WRITES = {
    "label.claim", "label.speaker", "label.boilerplate", "label.relabel", "label.delete", "label.attribution",
    "label.author", "label.unstated", "label.unsure", "type.1", "type.2", "type.3", "type.4", "stance.support",
    "stance.oppose", "stance.neutral", "suggestion.accept", "suggestion.reject", "suggestion.accept_sentence",
    "suggestion.accept_article", "suggestion.accept_above", "article.reopen", "edit.undo", "edit.redo",
}  # fmt: skip
# What opens a window of its own.
ASKS = {
    "project.new", "project.open", "project.import_files", "project.import_folder", "project.export",
    "project.add_annotator", "article.skip", "view.registry", "view.settings", "view.menu", "help.keys",
}  # fmt: skip


# What acts on Annotate, and leaves the project open.
HERE = [
    ident
    for ident, one in actions().items()
    if one.scope not in {"review", "agreement"} and ident not in {"app.quit", "project.close"}
]


class Ears:
    """What a screen reader would be told."""

    heard: ClassVar[list[str]] = []

    @staticmethod
    def isActive() -> bool:  # noqa: N802  Qt's name
        return True

    @classmethod
    def updateAccessibility(cls, event: object) -> None:  # noqa: N802  Qt's name
        assert isinstance(event, QAccessibleAnnouncementEvent)
        cls.heard.append(event.message())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with suggestions, in one article some of them taken, the other article finished."""
    file = tmp_path_factory.mktemp("sample") / "sample.labeler"
    make_sample(file, lambda _done, _total, _what: None, lambda: False)
    store = open_store(str(file))
    anna = projects.actor_named(store, None)
    ids = {row.key: row.id for row in articles.list_articles(store, anna)}
    pipeline = pipeline_of(projects.current_scheme(store))
    for key in (ARTICLE, OTHER):
        text = articles.read_article(store, anna, key).text
        found = pipeline.suggest(text).suggestions
        suggesting.store_run(store, ids[key], pipeline.version, pipeline.description, found)
    suggesting.accept_above(store, anna, ids[ARTICLE], 0.95)
    suggesting.accept_above(store, anna, ids[OTHER], 0.5)
    sets.finish_set(store, anna, ids[OTHER])
    sheet = sets.open_sheet(store, anna, ids[ARTICLE])
    claim = min(sheet.claims.values(), key=lambda one: one.start)
    labeling.add_stance(store, anna, ids[ARTICLE], claim.id, "T1", "neutral")
    store.close()
    return file


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("labeler.gui.worker.worker_command", lambda: SILENT)
        patch.setattr(speech, "QAccessible", Ears)
        qapp.setCursorFlashTime(0)
        window = make_window(Settings(tmp_path_factory.mktemp("settings") / "settings.json", {"theme": "light"}))
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        yield window
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def file(sample: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "sample.labeler"
    shutil.copy(sample, copy)
    return copy


@pytest.fixture
def hands(window: Window, file: Path, qtbot: QtBot) -> Iterator[Hands]:
    """The window with the sample open at the article, and nothing selected."""
    for key, value in (("theme", "light"), ("focus_mode", False), ("reading_face", "serif"), ("line_width", 72)):
        window.remembered.put(key, value)
    window.open_project(str(file), user_name())
    qtbot.waitUntil(lambda: window.project is not None and window.project.annotate.opened.sheet is not None)
    hands = Hands(window, qtbot)
    hands.wait()
    # A dialog of the test before may have taken it along.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    open_article(hands, ARTICLE)
    hands.view.page.setFocus()
    hands.wait()
    yield hands
    window.close_project()
    qtbot.waitUntil(lambda: not window.bus.busy)


def open_article(hands: Hands, key: str) -> None:
    row = next(one for one in hands.view.list.model.rows if one.key == key)
    hands.view.opened.open(row.id)
    hands.wait(lambda: hands.sheet.article.key == key)


def on_claim(hands: Hands) -> None:
    claim = min(hands.sheet.claims.values(), key=lambda one: one.start)
    hands.view.page.go_to(claim.id)


def on_speaker(hands: Hands) -> None:
    speaker = min(hands.sheet.speakers.values(), key=lambda one: one.start)
    hands.view.page.go_to(speaker.id)


def on_suggestion(hands: Hands) -> None:
    hands.view.page.put_caret(0)
    assert hands.view.page.next_suggestion()


def on_words(hands: Hands) -> None:
    """Select words that nothing marks yet."""
    text = hands.sheet.article.text
    taken = [one.span for one in (*hands.sheet.claims.values(), *hands.sheet.speakers.values())]
    words = hands.view.bench.words
    point = 0
    while True:
        start = words.after(point)
        span = Span(start, words.end_after(start))
        if not any(one.overlaps(span) for one in taken) and span.of(text).strip():
            hands.view.page.select(span)
            return
        point = start


def in_other(hands: Hands) -> None:
    open_article(hands, OTHER)
    hands.view.page.setFocus()


def after_an_edit(hands: Hands) -> None:
    on_claim(hands)
    hands.act(Qt.Key.Key_Question)


def after_an_undo(hands: Hands) -> None:
    after_an_edit(hands)
    hands.act(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def after_a_find(hands: Hands) -> None:
    hands.act(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.write("the")
    hands.wait()


def midway(hands: Hands) -> None:
    hands.view.page.put_caret(len(hands.sheet.article.text) // 2)


def after_sentence(hands: Hands) -> None:
    midway(hands)
    hands.key(Qt.Key.Key_S)
    hands.key(Qt.Key.Key_S)


def away(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F6)
    assert not hands.view.page.hasFocus()


def opposed(hands: Hands) -> None:
    on_claim(hands)
    hands.act(Qt.Key.Key_Minus)


PREPARE: dict[str, Callable[[Hands], None]] = {
    "label.claim": on_words,
    "label.speaker": on_words,
    "label.boilerplate": on_words,
    "label.stance": on_claim,
    "label.relabel": on_speaker,
    "label.occurrences": on_speaker,
    "label.entity": on_speaker,
    "label.link": on_claim,
    "label.deeper": on_claim,
    "suggestion.accept": on_suggestion,
    "suggestion.reject": on_suggestion,
    "suggestion.edit": on_suggestion,
    "suggestion.why": on_suggestion,
    "suggestion.accept_sentence": on_suggestion,
    "article.reopen": in_other,
    "view.annotate": away,
    "stance.neutral": opposed,
    "edit.undo": after_an_edit,
    "edit.redo": after_an_undo,
    "article.find_next": after_a_find,
    "article.find_previous": after_a_find,
    "caret.shrink_sentence": after_sentence,
} | {ident: midway for ident in actions() if ident.startswith("caret.") and ident != "caret.shrink_sentence"}


def prepare(hands: Hands, ident: str) -> None:
    found = PREPARE.get(ident)
    if found is not None:
        found(hands)
    elif ident.startswith(("label.", "type.", "stance.")):
        on_claim(hands)
    if ident.startswith("type."):
        # One of the other types, so that the key changes something.
        hands.act(Qt.Key.Key_2 if ident == "type.1" else Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    if ident == "label.author":
        # Another source, for the same reason: what is suggested here may be the author's already.
        hands.act(Qt.Key.Key_K)
    hands.wait()


def entries(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM journal").fetchone()[0])


def picture(window: Window) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage()


class Watch:
    """Notes what opens beside the window, and closes it again."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self._last: QWidget | None = None
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        found = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if found is None or found is self._last:
            return
        self._last = found
        if isinstance(found, QDialog):
            self.opened.append(type(found).__name__)
            found.reject()
        elif isinstance(found, QMenu):
            self.opened.append(type(found).__name__)
            found.close()


def press(window: Window, record: Action) -> None:
    """Press the command's first key where the focus is; without one, find it in the palette."""
    target = window.focusWidget() or window
    assert isinstance(target, QWidget)
    if not record.keys:
        palette = actions()["view.palette"]
        QTest.keySequence(target, QKeySequence(palette.keys[0]))
        QTest.qWait(20)
        field = QApplication.focusWidget()
        assert isinstance(field, QWidget)
        QTest.keyClicks(field, f">{record.title.rstrip(chr(0x2026))}")
        QTest.qWait(20)
        QTest.keyClick(QApplication.focusWidget() or field, Qt.Key.Key_Return)
    elif len(record.keys[0]) == 1:
        QTest.keyClicks(target, record.keys[0].lower())
    else:
        QTest.keySequence(target, QKeySequence(record.keys[0]))


@pytest.mark.parametrize("ident", HERE)
def test_the_key_of_every_command_does_something(hands: Hands, window: Window, file: Path, ident: str) -> None:
    prepare(hands, ident)
    record = actions()[ident]
    before, seen = entries(file), picture(window)
    Ears.heard.clear()
    watch = Watch()
    press(window, record)
    hands.wait()
    QTest.qWait(10)
    hands.wait()
    watch.stop()
    written, shown = entries(file) > before, picture(window) != seen
    if ident in WRITES:
        assert written, f"{ident} wrote nothing; said {Ears.heard}"
    elif ident in ASKS:
        assert watch.opened, f"{ident} opened nothing; said {Ears.heard}"
    else:
        assert shown or watch.opened or Ears.heard, f"{ident} showed and said nothing"


@pytest.mark.usefixtures("hands")
def test_the_key_that_closes_the_project_closes_it(window: Window, qtbot: QtBot) -> None:
    press(window, actions()["project.close"])
    qtbot.waitUntil(lambda: window.project is None)
    assert "project.sample" in window.commands.handled()
