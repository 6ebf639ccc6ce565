"""A monkey at the real window: a seeded stream of keys, words, clicks and drags, and what must be true afterwards.

Played in a process of its own (`python -m tests.stories.monkey SEED STEPS FOLDER`), because what it looks for may end
the process. Prints one JSON object; what it did stands in FOLDER/steps.txt, also when the process dies.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import random
import shutil
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from labeler.config.settings import Settings
from labeler.domain.errors import LabelerError
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.domain.suggestions import Decision, Suggestion
from labeler.gui import worker
from labeler.gui.actions import usual_actions
from labeler.gui.app import make_window
from labeler.gui.page.marks import marks_of
from labeler.gui.window import Window
from labeler.services import articles, history, labeling, projects, sets, suggesting, verifying
from labeler.store import Store, open_store
from labeler.store.records import Comment
from tests.gui.builders import make_project, suggest

SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
# Texts that are no fun: markup, directions, surrogates' kin, white space, far too long.
NASTY = (
    "<b>bold</b><img src='file:///etc/passwd'>",
    "\u202egnp.exe\u202c",
    "a\u0000b",
    "👩‍👩‍👧 עברית العربية",
    "x" * 3000,
    "  ",
    "%s {0} {name} %1 &amp;",
    "'; DROP TABLE claim; --",
    '"open quote AND ( NEAR *',
    "Mara Ellison",
    "claims by Ellison that oppose T1",
    "ﬁ e\u0301 \u00a0 \u2028",
)
KEYS = (
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Menu, Qt.Key.Key_Insert,
)  # fmt: skip
PLAIN = Qt.KeyboardModifier.NoModifier
MODIFIERS = (PLAIN, PLAIN, PLAIN, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
             Qt.KeyboardModifier.AltModifier)  # fmt: skip
# Commands that a monkey gives most: those that write.
OFTEN = ("label.", "type.", "stance.", "suggestion.", "caret.", "article.f", "article.r", "article.n")
# Steps after which a dialog is closed, whatever it asks.
PATIENCE = 6
# A play is over long before that, also where much else goes on.
PATIENCE_SECONDS = 400
TABLES = (Claim, Speaker, Stance, Region, Comment, Decision)


class Monkey:
    """Plays so many steps, each from the event loop: dialogs that run a loop of their own are played in, too."""

    def __init__(self, window: Window, file: Path, seed: int, steps: int, log: Path) -> None:
        self.window, self._file = window, file
        self._random = random.Random(seed)
        self._left = steps
        self._beside = 0
        self._runs = 0
        self.over = False
        self._log = log.open("w", encoding="utf-8", buffering=1)
        self._moves: list[tuple[int, Callable[[], str]]] = [
            (30, self._command),
            (14, self._key),
            (6, self._letters),
            (4, self._words),
            (12, self._click),
            (7, self._drag),
            (3, self._wheel),
            (2, self._resize),
            (3, self._article),
            (2, self._undo),
            (2, self._suggestions),
            (1, self._wait),
            (1, self._reopen),
        ]

    def step(self) -> None:
        """Do one thing, and come again."""
        if self._left <= 0:
            self._end()
            return
        self._left -= 1
        QTimer.singleShot(self._random.choice((0, 0, 0, 1, 4)), self.step)
        self._leave_dialogs()
        if self.window.project is None and self._random.random() < 0.2:
            self._reopen()
        weights = [weight for weight, _move in self._moves]
        move = self._random.choices([move for _weight, move in self._moves], weights)[0]
        self._note(move.__name__)
        try:
            self._note(f"  {move()}")
        except RuntimeError as error:
            # A widget that goes at the press can't be told of the release. Only the monkey's own hand is excused.
            if (
                "already deleted" not in str(error)
                or traceback.extract_tb(error.__traceback__)[-1].filename != __file__
            ):
                raise

    def _end(self) -> None:
        """Leave what is still asked; the loops of dialogs end from within only."""
        dialog = QApplication.activeModalWidget()
        self.over = dialog is None
        if dialog is not None:
            self._note(f"is left in {type(dialog).__name__}")
            # First: leaving one dialog may ask something in another.
            QTimer.singleShot(1, self._end)
            if isinstance(dialog, QDialog):
                # One that asks whether to save only takes its question back when it is rejected once more.
                dialog.done(QDialog.DialogCode.Rejected)
            else:
                dialog.close()

    def _note(self, words: str) -> None:
        self._log.write(f"{self._left} {words}\n")

    def _leave_dialogs(self) -> None:
        dialog = QApplication.activeModalWidget()
        self._beside = self._beside + 1 if dialog is not None else 0
        if isinstance(dialog, QDialog) and self._beside > PATIENCE:
            self._beside = 0
            self._note(f"leaves {type(dialog).__name__}")
            dialog.reject()
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu) and self._random.random() < 0.4:
            menu.close()

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def _focus(self) -> QWidget:
        top = self._top()
        return top.focusWidget() or top

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
        target = self._focus()
        name = f"{QKeySequence(key).toString()} {modifiers.name} on {_name(target)}"
        self._note(f"  {name}")
        QTest.keyClick(target, key, modifiers)
        return ""

    def _command(self) -> str:
        table = usual_actions()
        idents = [one for one in table if one.startswith(OFTEN)] if self._random.random() < 0.92 else [*table]
        record = table[self._random.choice(idents)]
        self._note(f"  {record.id}")
        project = self.window.project
        if project is not None and self._random.random() < 0.7 and self._top() is self.window:
            project.annotate.page.setFocus()
        if not record.keys:
            if self._top() is self.window:
                self.window.commands.trigger(record.id)
        elif len(record.keys[0]) == 1:
            QTest.keyClicks(self._focus(), record.keys[0].lower())
        else:
            QTest.keySequence(self._focus(), QKeySequence(record.keys[0]))
        return ""

    def _key(self) -> str:
        return self._send(self._random.choice(KEYS), self._random.choice(MODIFIERS))

    def _letters(self) -> str:
        chars = "abcdefghijklmnopqrstuvwxyz0123456789+-?,.ä>#@"
        return self._send(Qt.Key(ord(self._random.choice(chars).upper())), self._random.choice(MODIFIERS))

    def _words(self) -> str:
        words = self._random.choice(NASTY)
        target = self._focus()
        if hasattr(target, "insert") and self._random.random() < 0.7:
            QApplication.clipboard().setText(words)
            return self._send(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        for char in words[:20]:
            if not isValid(target):
                break
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                # Qt's own tests know ASCII only.
                QCoreApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_unknown.value, PLAIN, char))
        return words[:20]

    def _place(self) -> tuple[QWidget, QPoint]:
        top = self._top()
        project = self.window.project
        if top is self.window and project is not None and self._random.random() < 0.5:
            widget: QWidget = project.annotate.page.viewport()
            return widget, QPoint(
                self._random.randrange(max(widget.width(), 1)), self._random.randrange(max(widget.height(), 1))
            )
        place = QPoint(self._random.randrange(max(top.width(), 1)), self._random.randrange(max(top.height(), 1)))
        widget = top.childAt(place) or top
        return widget, widget.mapFrom(top, place) if widget is not top else place

    def _click(self) -> str:
        widget, place = self._place()
        self._note(f"  {_name(widget)} at {place.x()} {place.y()}")
        chosen = self._random.random()
        button = Qt.MouseButton.LeftButton if chosen < 0.85 else Qt.MouseButton.RightButton
        modifiers = self._random.choice(MODIFIERS)
        if not widget.isEnabled():
            return "disabled"
        if 0.6 < chosen < 0.75:
            QTest.mouseDClick(widget, button, modifiers, place)
        else:
            QTest.mouseClick(widget, button, modifiers, place)
        return ""

    def _drag(self) -> str:
        widget, place = self._place()
        self._note(f"  {_name(widget)} from {place.x()} {place.y()}")
        modifiers = self._random.choice(MODIFIERS)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, modifiers, place)
        for _ in range(self._random.randrange(1, 5)):
            place += QPoint(self._random.randrange(-150, 150), self._random.randrange(-60, 60))
            if isValid(widget):
                QTest.mouseMove(widget, place)
        if isValid(widget):
            QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, modifiers, place)
        return ""

    def _wheel(self) -> str:
        widget, place = self._place()
        turn = QPoint(0, self._random.choice((-240, -120, 120, 240)))
        event = QWheelEvent(
            QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), turn, Qt.MouseButton.NoButton,
            self._random.choice(MODIFIERS), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(widget, event)
        return _name(widget)

    def _resize(self) -> str:
        self.window.resize(self._random.randrange(640, 1900), self._random.randrange(480, 1100))
        return f"{self.window.width()} {self.window.height()}"

    def _article(self) -> str:
        project = self.window.project
        rows = project.annotate.list.model.rows if project is not None else []
        if project is not None and rows and self._top() is self.window:
            project.annotate.opened.open(self._random.choice(rows).id)
        return ""

    def _undo(self) -> str:
        ident = self._random.choice(("edit.undo", "edit.redo"))
        if self._top() is self.window:
            for _ in range(self._random.randrange(1, 4)):
                self.window.commands.trigger(ident)
        return ident

    def _suggestions(self) -> str:
        """Let a run arrive, as the worker's do, for the open article."""
        project = self.window.project
        sheet = project.annotate.opened.sheet if project is not None else None
        if sheet is None or self.window.bus.actor is None:
            return ""
        self._runs += 1
        version, article, found = f"monkey-{self._runs}", sheet.article, []
        for number in range(self._random.randrange(8)):
            start = self._random.randrange(len(article.text))
            end = min(start + self._random.randrange(1, 60), len(article.text))
            kind = self._random.choice(("claim", "speaker", "boilerplate"))
            found.append(
                Suggestion(
                    id=f"{version}-{number}", kind=kind, start=start, end=end, text=article.text[start:end],
                    rule="monkey", score=self._random.random(),
                )
            )  # fmt: skip
        self.window.bus.tell(lambda store, _actor: suggesting.store_run(store, article.id, version, "a monkey", found))
        return str(len(found))

    def _wait(self) -> str:
        QTest.qWait(self._random.randrange(1, 30))
        return ""

    def _reopen(self) -> str:
        if self._top() is self.window and (self.window.project is None or self._random.random() < 0.2):
            self.window.open_project(str(self._file))
        return ""


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"[:80]


class Ears:
    """Collects what nobody caught, what the log was told, and what Qt complained about."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        sys.excepthook = self._caught
        threading.excepthook = lambda hook: self._caught(hook.exc_type, hook.exc_value, hook.exc_traceback)
        handler = logging.Handler(logging.ERROR)
        handler.emit = self._logged
        logging.getLogger("labeler").addHandler(handler)
        qInstallMessageHandler(self._said)

    def _caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        self.heard.append("".join(traceback.format_exception(kind, error, trace)))

    def _logged(self, record: logging.LogRecord) -> None:
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.heard.append(f"log: {record.getMessage()}\n{trace}")

    def _said(self, kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} and "This plugin does not support" not in words:
            self.heard.append(f"Qt: {words}")


def play(window: Window, file: Path, seed: int, steps: int, folder: Path) -> list[str]:
    """Play, come to rest, and return where the window shows something else than what is stored."""
    monkey = Monkey(window, file, seed, steps, folder / "steps.txt")
    window.commands.handle("app.quit", lambda: None)
    window.lasting.add("app.quit")
    QTimer.singleShot(0, monkey.step)
    window.open_project(str(file))
    while not monkey.over:
        QTest.qWait(20)
    rest(window)
    return differences(window)


def wait(until: Callable[[], bool], seconds: float = 30) -> None:
    """Let events be handled until something is true.

    Raises:
        TimeoutError: it does not become true.
    """
    for _ in range(int(seconds * 1000)):
        if until():
            return
        QTest.qWait(1)
    raise TimeoutError


def rest(window: Window) -> None:
    """Wait until nothing is under way."""
    for _ in range(5):
        wait(lambda: not window.bus.busy)
        QTest.qWait(5)


def differences(window: Window) -> list[str]:
    """Return which marks the page shows otherwise than a sheet read afresh would have them."""
    project, actor = window.project, window.bus.actor
    if project is None or actor is None or project.annotate.opened.sheet is None:
        return []
    view = project.annotate
    shown = {mark.id: mark for mark in view.page.index.marks()}
    store = open_store(project.project.location)
    try:
        fresh = sets.open_sheet(store, actor, view.opened.article_id)
    finally:
        store.close()
    wanted = {mark.id: mark for mark in view.sieve.marks(marks_of(fresh, view.opened.scheme))}
    return [
        f"{key}: shown {shown.get(key)}, stored {wanted.get(key)}"
        for key in sorted(shown.keys() | wanted.keys())
        if shown.get(key) != wanted.get(key)
    ]


def rows(store: Store) -> dict[str, dict[str, object]]:
    """Return all labels by kind and id."""
    with store.read() as read:
        return {kind.__name__: {str(getattr(one, "id", one)): one for one in read.all(kind)} for kind in TABLES}


def walk(store: Store, actor: Actor, step: Callable[[Store, Actor], object]) -> int:
    """Undo, or redo, as long as there is something; return how often."""
    done = 0
    try:
        while True:
            step(store, actor)
            done += 1
    except LabelerError as refusal:
        if refusal.code not in {"nothing_to_undo", "nothing_to_redo", "still_named"}:
            raise
    return done


def judge(file: Path) -> dict[str, object]:
    """Verify a project, undo everything, do it all again, and say what is wrong."""
    store = open_store(str(file))
    try:
        faults = [*verifying.verify_project(store).faults]
        people = [
            projects.actor_named(store, one.name)
            for one in projects.annotators(store, projects.actor_named(store, None))
        ]
        edits = 0
        for actor in people:
            walk(store, actor, history.redo)
            before = rows(store)
            edits += (back := walk(store, actor, history.undo))
            if (again := walk(store, actor, history.redo)) != back:
                faults.append(f"{actor.name}: {back} steps undone, {again} done again")
            if rows(store) != before:
                faults.append(f"{actor.name}: other labels after undoing and redoing all")
        faults += verifying.verify_project(store).faults
        labels = {name: len(found) for name, found in rows(store).items()}
    finally:
        store.close()
    return {"faults": faults, "edits": edits, "labels": labels}


def choose_files(folder: Path, dice: random.Random) -> None:
    """Let the system's dialogs for files, which are not the window's, answer at once."""
    files = [str(one) for one in sorted(folder.glob("*.txt"))]
    new = folder / "new"
    new.mkdir()
    (new / "more.txt").write_text("One more\n\nSomebody said that it rains.\n", encoding="utf-8")

    def some(*_about: object) -> tuple[list[str], str]:
        return dice.choice(([], files, [*files, str(new / "more.txt"), str(folder / "gone.txt")])), ""

    def one(*_about: object) -> tuple[str, str]:
        return dice.choice(("", *files)), ""

    def directory(*_about: object) -> str:
        return dice.choice(("", str(new)))

    for name, answer in (
        ("getOpenFileNames", some),
        ("getOpenFileName", one),
        ("getSaveFileName", one),
        ("getExistingDirectory", directory),
    ):
        setattr(QFileDialog, name, staticmethod(answer))


def main(seed: int, steps: int, folder: Path) -> int:
    """Play in a fresh folder and print what was found."""
    faulthandler.enable()
    # Who hangs says where, and ends.
    faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)
    home = folder / "home"
    shutil.rmtree(folder, ignore_errors=True)
    (home / "Documents").mkdir(parents=True)
    os.environ["HOME"] = str(home)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        os.environ[name] = str(home / name)
    worker.worker_command = lambda: SILENT
    file = make_project(folder, people=("bert",))
    store = open_store(str(file))
    suggest(store)
    bert = projects.actor_named(store, "bert")
    for row in articles.list_articles(store, bert):
        # His labels keep the import from being undone: without articles there is little to do.
        labeling.add_claim(store, bert, row.id, Span(0, 3))
    store.close()
    choose_files(folder, random.Random(seed))
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    ears = Ears()
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    try:
        shown = play(window, file, seed, steps, folder)
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        print(json.dumps({"seed": seed, "heard": ears.heard, "shown": shown, **judge(file)}))
    except BaseException:  # noqa: BLE001 - the hook would keep it to itself
        print("\n".join(ears.heard), file=sys.stderr)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    sys.stdout.flush()
    faulthandler.cancel_dump_traceback_later()
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
