"""The suggestion worker as the window runs it: one process, the open article first, always by what is in force."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from labeler.domain.articles import Article
from labeler.domain.changes import Changed
from labeler.gui.bus import Bus
from labeler.gui.worker_process import PATIENCE, WorkerProcess
from labeler.nlp import protocol
from labeler.nlp.client import worker_command

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.services.repeating import Repeats
    from labeler.store import Store

Pairs: TypeAlias = tuple[tuple[int, int], ...]

# How often a worker that dies is started again before one asks.
_RESTARTS = 1


class Suggester(QObject):
    """Asks for suggestions and stores them.

    progressed(done, total): articles read so far. broken(bool): the worker died; True if it is started again.
    refused(str): it says why it can't work. failed(str, str): the article that it could not read, and why.
    ready(): it is loaded. stopped(): nothing is under way.
    """

    progressed = Signal(int, int)
    broken = Signal(bool)
    refused = Signal(str)
    failed = Signal(str, str)
    ready = Signal()
    stopped = Signal()

    def __init__(self, bus: Bus, load: protocol.Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._load = load
        # Loads that are not answered yet: only what the last of them makes counts.
        self._loading = 0
        self._process = WorkerProcess(self)
        self._version = ""
        self._description = ""
        self._shown = self._open = ""
        # In the order of reading; how many of them are left is kept, not counted: there may be 100,000.
        self._wanted: Sequence[str] = ()
        self._repeats: Repeats | None = None
        self._waiting: deque[str] = deque()
        self._done: set[str] = set()
        self._total = 0
        self._running: protocol.Suggest | None = None
        self._asking = False
        self._restarts = 0
        self._cancelled = False
        self._stopped = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._lose_patience)
        self._process.answered.connect(self._take)
        self._process.ended.connect(self._ended)
        self.command: Callable[[], Sequence[str]] = worker_command

    @property
    def process_id(self) -> int:
        """The worker's process id, 0 while none runs."""
        return self._process.process_id

    @property
    def load(self) -> protocol.Load:
        """By what articles are read: the scheme, the user's reader, the weights that the project learnt."""
        return self._load

    def want(self, article_ids: Sequence[str]) -> None:
        """Read these articles, in this order; those that this version has read are passed over."""
        self._wanted = list(article_ids)
        self._repeats = None  # there may be new articles
        self._cancelled = False
        self._fill()
        self._go_on()

    def put_first(self, article_id: str) -> None:
        """Read this article next."""
        self._shown = self._open = article_id
        self._go_on()

    def use(self, load: protocol.Load) -> None:
        """Read by another scheme, other weights or another reader from now on: the open article first, then the rest.

        What is being read by the old ones is dropped.
        """
        if load == self._load:
            return
        same_reader = load.model == self._load.model
        self._load = load
        self._done.clear()
        self._restarts = 0
        self._open = self._shown
        self._version = ""
        if not self._cancelled:
            self._fill()
        if self._process.running and same_reader:
            self._drop_running()
            self._send_load()
        else:
            # A process of its own for another reader: the old one's memory goes with it.
            self._let_go()
            self._go_on()

    def cancel(self) -> None:
        """Read no more articles until asked again; the open one is still read when it is opened."""
        self._waiting.clear()
        self._cancelled = True
        self._drop_running()
        self.stopped.emit()

    def stop(self) -> None:
        """End the worker; late answers start no other."""
        self._stopped = True
        self._version, self._running = "", None
        self._process.stop()

    def restart(self) -> None:
        """Start again after the worker died too often, refused, or was stopped."""
        self._restarts = 0
        self._stopped = self._cancelled = False
        self._open = self._shown
        self._fill()
        if self._process.running and not self._version and not self._loading:
            self._send_load()
        self._go_on()

    def _fill(self) -> None:
        self._waiting = deque(one for one in self._wanted if one not in self._done)
        self._total = len(self._waiting)

    def _go_on(self) -> None:
        if self._stopped or not (self._open or self._waiting):
            return
        if not self._process.running:
            self._running = None
            self._loading = 0
            self._process.start(self.command())
            self._send_load()
        elif self._version and self._running is None and not self._asking:
            self._ask_next()

    def _send_load(self) -> None:
        self._version = ""
        self._loading += 1
        self._process.send(self._load)

    def _drop_running(self) -> None:
        if self._running is not None:
            self._process.send(protocol.Cancel(self._running.job))
            self._patience.start()

    def _lose_patience(self) -> None:
        """End a worker that does not drop its article: a suggester that somebody else wrote may never look up."""
        if self._running is not None:
            self._let_go()
            self._go_on()

    def _let_go(self) -> None:
        self._version, self._running = "", None
        self._patience.stop()
        self._process.let_go()

    def _ask_next(self) -> None:
        """Take the next article that this version has not read, the open one first."""
        first = self._open if self._open and self._open not in self._done else ""
        while self._waiting and self._waiting[0] in self._done:
            self._waiting.popleft()
        article_id = first or next(iter(self._waiting), "")
        self.progressed.emit(self._total - len(self._waiting), self._total)
        if not article_id:
            self.stopped.emit()
            return
        self._asking = True
        version = self._version

        def work(store: Store, actor: Actor) -> tuple[Article | None, Changed | None, Pairs]:
            from labeler.services import articles, in_force, suggesting

            key = articles.read_article(store, actor, article_id).key
            article = next(iter(suggesting.pending(store, version, [key])), None)
            # Read before, and by another version since: what this one suggested is in force again.
            back = in_force.bring_forward(store, article_id, version) if article is None and first else None
            return article, back, () if article is None else self._repeated(store, article)

        self._bus.ask(
            work, lambda found: self._send(article_id, version, *found), lambda _error: self._skip(article_id)
        )

    def _repeated(self, store: Store, article: Article) -> Pairs:
        """Return which lines other articles of the source hold too; on the desk, where each source is read once."""
        from labeler.services.repeating import Repeats

        repeats = self._repeats  # the window may ask for new ones meanwhile
        if repeats is None:
            repeats = self._repeats = Repeats(store)
        return repeats.of(article)

    def _send(
        self, article_id: str, version: str, article: Article | None, back: Changed | None, repeated: Pairs
    ) -> None:
        self._asking = False
        if version != self._version:
            self._go_on()  # by what is in force now
        elif article is None:
            if back is not None:
                self._bus.changed.emit(back)
            self._skip(article_id)
        else:
            self._running = protocol.Suggest(article_id, article_id, article.text_sha256, article.text, repeated)
            self._process.send(self._running)

    def _skip(self, article_id: str) -> None:
        self._asking = False
        self._done.add(article_id)
        self._go_on()

    def _take(self, answer: protocol.Answer) -> None:
        match answer:
            case protocol.Ready(version, description):
                self._loading -= 1
                if not self._loading:
                    self._version, self._description = version, description
                    self.ready.emit()
            case protocol.Suggested():
                self._store(answer)
            case protocol.Failed(job, message):
                self._fail(job, message)
            case protocol.Cancelled(job):
                self._running = None
                self._done.discard(job)
                if self._open == job and self._cancelled:
                    self._open = ""
            case _:
                pass
        self._go_on()

    def _fail(self, job: str, message: str) -> None:
        if job:
            self._running = None
            self._done.add(job)
            self.failed.emit(job, message)
            return
        self._loading = max(self._loading - 1, 0)
        if not self._loading:
            self._waiting.clear()
            self._open = ""
            self.refused.emit(message)
            self.stopped.emit()

    def _store(self, answer: protocol.Suggested) -> None:
        running, self._running = self._running, None
        self._restarts = 0
        if self._loading:
            return  # something else is in force by now
        self._done.add(answer.article)
        if running is None or running.sha256 != answer.sha256:
            return  # a late answer to a question that is no longer asked

        def work(store: Store, _actor: Actor) -> object:
            from labeler.services import suggesting

            result = answer.result
            return suggesting.store_run(
                store, answer.article, answer.version, self._description, result.suggestions, result.warning
            )

        self._bus.tell(work)

    def _ended(self) -> None:
        self._version, self._running = "", None
        again = self._restarts < _RESTARTS
        self._restarts += 1
        self.broken.emit(again)
        if again:
            self._go_on()
        else:
            self.stopped.emit()
