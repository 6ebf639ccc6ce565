"""The suggestion worker as the window runs it: one process, JSON lines, the open article first."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal

from labeler.domain.articles import Article
from labeler.gui.bus import Bus
from labeler.nlp import protocol
from labeler.nlp.client import worker_command

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.store import Store

log = logging.getLogger(__name__)

# How often a worker that dies is started again before one asks.
_RESTARTS = 1


class Suggester(QObject):
    """Asks for suggestions and stores them.

    progressed(done, total): articles read so far. broken(bool): the worker died; True if it is started again.
    refused(str): it says why it can't work. stopped(): nothing is under way.
    """

    progressed = Signal(int, int)
    broken = Signal(bool)
    refused = Signal(str)
    stopped = Signal()

    def __init__(self, bus: Bus, scheme: str, model: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._load = protocol.Load(scheme, model)
        self._process: QProcess | None = None
        self._buffer = bytearray()
        self._version = ""
        self._description = ""
        self._open = ""
        # In the order of reading; how many of them are left is kept, not counted: there may be 100,000.
        self._waiting: deque[str] = deque()
        self._done: set[str] = set()
        self._total = 0
        self._running: protocol.Suggest | None = None
        self._asking = False
        self._restarts = 0
        self._cancelled = False
        self._stopped = False
        self.command: Callable[[], Sequence[str]] = worker_command

    @property
    def process_id(self) -> int:
        """The worker's process id, 0 while none runs."""
        return self._process.processId() if self._process is not None else 0

    def want(self, article_ids: Sequence[str]) -> None:
        """Read these articles, in this order; those that this version has read are passed over."""
        self._waiting = deque(one for one in article_ids if one not in self._done)
        self._total = len(self._waiting)
        self._cancelled = False
        self._go_on()

    def put_first(self, article_id: str) -> None:
        """Read this article next."""
        self._open = article_id
        self._go_on()

    def cancel(self) -> None:
        """Read no more articles until asked again; the open one is still read when it is opened."""
        self._waiting.clear()
        self._cancelled = True
        if self._running is not None and self._process is not None:
            self._process.write(protocol.encode_request(protocol.Cancel(self._running.job)))
        self.stopped.emit()

    def stop(self) -> None:
        """End the worker; late answers start no other."""
        self._stopped = True
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._failed_to_start)
            process.write(protocol.encode_request(protocol.Stop()))
            process.closeWriteChannel()
            if not process.waitForFinished(1000):
                process.kill()
                process.waitForFinished(1000)
            process.deleteLater()

    def restart(self) -> None:
        """Start again after the worker died too often, or was stopped."""
        self._restarts = 0
        self._stopped = False
        self._go_on()

    def _go_on(self) -> None:
        if self._stopped or not (self._open or self._waiting):
            return
        if self._process is None:
            self._start()
        elif self._version and self._running is None and not self._asking:
            self._ask_next()

    def _start(self) -> None:
        program, *arguments = self.command()
        process = QProcess(self)
        process.setStandardErrorFile(os.devnull)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        self._process = process
        self._buffer.clear()
        self._version, self._running = "", None
        process.start(program, arguments)
        process.write(protocol.encode_request(self._load))

    def _ask_next(self) -> None:
        """Take the next article that this version has not read, the open one first."""
        first = self._open if self._open and self._open not in self._done else ""
        while self._waiting and self._waiting[0] in self._done:
            self._waiting.popleft()
        article_id = first or next(iter(self._waiting), "")
        self._tell()
        if not article_id:
            self.stopped.emit()
            return
        self._asking = True
        version = self._version

        def work(store: Store, actor: Actor) -> Article | None:
            from labeler.services import articles, suggesting

            key = articles.read_article(store, actor, article_id).key
            return next(iter(suggesting.pending(store, version, [key])), None)

        self._bus.ask(work, lambda article: self._send(article_id, article), lambda _error: self._skip(article_id))

    def _send(self, article_id: str, article: Article | None) -> None:
        self._asking = False
        if article is None or self._process is None:
            self._skip(article_id)
            return
        self._running = protocol.Suggest(article_id, article_id, article.text_sha256, article.text)
        self._process.write(protocol.encode_request(self._running))

    def _skip(self, article_id: str) -> None:
        self._asking = False
        self._done.add(article_id)
        self._go_on()

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        while (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            try:
                self._take(protocol.decode_answer(line))
            except protocol.BadMessage:
                log.warning("the worker sent a line that is no answer")

    def _take(self, answer: protocol.Answer) -> None:
        match answer:
            case protocol.Ready(version, description):
                self._version, self._description = version, description
            case protocol.Suggested():
                self._store(answer)
            case protocol.Failed(job, message):
                self._running = None
                if job:
                    self._done.add(job)
                else:
                    self.refused.emit(message)
                    self._waiting.clear()
                    self._open = ""
            case protocol.Cancelled(job):
                self._running = None
                self._done.discard(job)
                if self._open == job and self._cancelled:
                    self._open = ""
        self._go_on()

    def _store(self, answer: protocol.Suggested) -> None:
        running, self._running = self._running, None
        self._done.add(answer.article)
        self._restarts = 0
        if running is None or running.sha256 != answer.sha256:
            return  # a late answer to a question that is no longer asked

        def work(store: Store, _actor: Actor) -> object:
            from labeler.services import suggesting

            result = answer.result
            return suggesting.store_run(
                store, answer.article, answer.version, self._description, result.suggestions, result.warning
            )

        self._bus.tell(work)

    def _tell(self) -> None:
        self.progressed.emit(self._total - len(self._waiting), self._total)

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        self._version, self._running = "", None
        again = self._restarts < _RESTARTS
        self._restarts += 1
        self.broken.emit(again)
        if again:
            self._go_on()
        else:
            self.stopped.emit()
