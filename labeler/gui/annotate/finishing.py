"""Finishing, skipping and reopening an article, and what comes next."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from labeler.domain.changes import Changed
from labeler.domain.checks import Problem, look_through
from labeler.gui.actions import actions
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.problems import open_count, problem_words
from labeler.gui.plural import counted
from labeler.services import sets

translate = QCoreApplication.translate

# Milliseconds without an edit after which the problems are looked for again, and how long at once.
_PAUSE = 250
_SLICE = 3


class Finishing(QObject):
    """Knows the problems of the open article; `open_count` is how many of them are open, notes aside.

    counted(int): another number of open ones, notes aside. listed(list): show them. ending(): it is finished or skipped
    next.
    """

    counted = Signal(int)
    ending = Signal()
    listed = Signal(list)

    def __init__(self, bench: Bench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.problems: list[Problem] = []
        self.open_count = 0
        self._warned = ""
        self._looking: Generator[None, None, list[Problem]] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self._slice = QTimer(self, singleShot=True, interval=1)
        self._slice.timeout.connect(self._look_on)
        bench.opened.opened.connect(self._begin)
        bench.opened.patched.connect(self._changed)
        bench.opened.reloaded.connect(self._begin_anew)

    @property
    def waiting(self) -> bool:
        """Whether the problems are still to be looked for after an edit."""
        return self._pause.isActive() or self._looking is not None

    def finish(self) -> None:
        """List open problems; asked again, or without any, finish the article and open the next one."""
        bench = self._bench
        if not bench.writable():
            return
        article_id = bench.opened.article_id

        def decide(problems: list[Problem]) -> None:
            self._take(article_id, problems)
            blocking = any(one.severity == "blocking" for one in problems)
            serious = [one for one in problems if one.severity != "note"]
            if serious and (blocking or self._warned != article_id):
                self._warned = article_id
                self.listed.emit(problems)
                bench.say(_refusal(problems) if blocking else _warning())
            else:
                self.finish_now()

        bench.bus.ask(lambda store, actor: sets.open_problems(store, actor, article_id), decide)

    def finish_now(self) -> None:
        """Finish the article in spite of warnings, and open the next one."""
        if not self._bench.writable():
            return
        self.ending.emit()
        self._bench.edit(sets.finish_set, "")
        self._next(translate("Finishing", "Finished."))

    def skip(self, ask: Callable[[], str]) -> None:
        """Ask for the reason, put the article aside, and open the next one."""
        if not self._bench.writable():
            return
        reason = ask()
        if reason:
            self.ending.emit()
            self._bench.edit(lambda store, actor, article_id: sets.skip_set(store, actor, article_id, reason), "")
            self._next(translate("Finishing", "Skipped."))

    def reopen(self) -> None:
        """Make a finished or skipped article changeable again."""
        if self._bench.opened.sheet is not None:
            self._bench.edit(sets.reopen_set, translate("Finishing", "Reopened."))

    def show(self) -> None:
        """List the open problems."""
        if self.problems:
            self.listed.emit(self.problems)
        else:
            self._bench.say(translate("Finishing", "No problems are open."))

    def _next(self, said: str) -> None:
        bench = self._bench
        article_id = bench.opened.article_id

        def go(found: str | None) -> None:
            if not bench.opened.frozen:
                return  # finishing was refused: stay
            if found is None:
                bench.say(f"{said} {translate('Finishing', 'All articles are done.')}")
            else:
                bench.say(f"{said} {translate('Finishing', 'Here is the next article.')}")
                bench.opened.open(found)

        bench.bus.ask(lambda store, actor: sets.next_unfinished(store, actor, article_id), go)

    def _begin(self) -> None:
        self._warned = ""
        self._take(self._bench.opened.article_id, [])
        self._look()

    def _changed(self, _changed: Changed) -> None:
        self._warned = ""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._looking = None
        self._pause.start()

    def _look(self) -> None:
        sheet = self._bench.opened.sheet
        self._looking = None
        if sheet is not None:
            labels = (sheet.claims.values(), sheet.speakers.values(), sheet.stances.values(), sheet.regions.values())
            self._looking = look_through(sheet.article.text, *labels, sheet.scheme, entities=sheet.entities)
            self._slice.start()

    def _look_on(self) -> None:
        """Look for a moment, then let keys and painting have theirs: the article may have 50,000 labels."""
        looking, until = self._looking, time.perf_counter() + _SLICE / 1000
        if looking is None:
            return
        try:
            while time.perf_counter() < until:
                next(looking)
        except StopIteration as end:
            self._looking = None
            self._take(self._bench.opened.article_id, end.value)
        else:
            self._slice.start()

    def _take(self, article_id: str, problems: list[Problem]) -> None:
        if article_id == self._bench.opened.article_id:
            self.problems, self.open_count = problems, open_count(problems)
            self.counted.emit(self.open_count)


def _warning() -> str:
    key = actions()["article.finish"].shown_key
    return translate("Finishing", "There are open problems. {key} again finishes all the same.").format(key=key)


def _refusal(problems: list[Problem]) -> str:
    """Return why an article can't be finished: how many problems block it, and the first."""
    blocking = [one for one in problems if one.severity == "blocking"]
    count = counted(len(blocking), "One problem must be settled first:", "{count} problems must be settled first:")
    return f"{count} {problem_words(blocking[0])}"
