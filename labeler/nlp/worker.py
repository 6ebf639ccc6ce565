"""The worker process: `python -m labeler.nlp.worker`. Requests on stdin, answers on stdout (see `protocol`).

A thread reads the requests, so that a cancel is noticed while a job runs. Whatever else is printed goes to stderr.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, BinaryIO

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import parse_scheme
from labeler.nlp import protocol, results

if TYPE_CHECKING:
    from labeler.nlp.pipeline import Pipeline

_DISCARD = 1024 * 1024


def main() -> int:
    """Serve until stdin ends or a stop comes; return the exit status."""
    answers = _take_stdout()
    Worker(sys.stdin.buffer, answers).serve()
    answers.flush()
    os._exit(0)  # the reader may still wait for input; nothing is left to be written


def _take_stdout() -> BinaryIO:
    """Keep the real stdout for answers, and let everything that prints write to stderr, also C code."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return os.fdopen(kept, "wb")


class Worker:
    """Serves requests one after another, in their order; only cancel and stop overtake."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._queue: deque[protocol.Load | protocol.Suggest] = deque()
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._running = ""
        self._dropped = False
        self._stopping = False
        self._pipeline: Pipeline | None = None

    def serve(self) -> None:
        """Work until stopped."""
        threading.Thread(target=self._read, daemon=True, name="requests").start()
        while (request := self._next()) is not None:
            try:
                answer = self._load(request) if isinstance(request, protocol.Load) else self._suggest(request)
            except results.Cancelled:
                answer = protocol.Cancelled(self._running)
            except LabelerError as fault:
                answer = protocol.Failed(_job_of(request), str(fault))
            except Exception as fault:  # noqa: BLE001  # one article must not end the worker
                answer = protocol.Failed(_job_of(request), f"The article could not be read: {fault!r}.")
            self._finish(answer)

    def _load(self, request: protocol.Load) -> protocol.Answer:
        from labeler.nlp.pipeline import load

        self._pipeline = load(parse_scheme(request.scheme), request.model)
        return protocol.Ready(self._pipeline.version, self._pipeline.description)

    def _suggest(self, request: protocol.Suggest) -> protocol.Answer:
        if self._pipeline is None:
            return protocol.Failed(request.job, "No scheme is loaded.")
        result = self._pipeline.suggest(request.text, cancelled=self._is_dropped)
        return protocol.Suggested(request.job, request.article, request.sha256, self._pipeline.version, result)

    def _is_dropped(self) -> bool:
        return self._dropped or self._stopping

    def _next(self) -> protocol.Load | protocol.Suggest | None:
        """Wait for the next request; None to stop."""
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._stopping)
            if self._stopping:
                return None
            request = self._queue.popleft()
            self._running, self._dropped = _job_of(request), False
            return request

    def _finish(self, answer: protocol.Answer) -> None:
        with self._changed:
            self._running, self._dropped = "", False
        self._say(answer)

    def _say(self, answer: protocol.Answer) -> None:
        line = protocol.encode_answer(answer)
        if len(line) > protocol.LONGEST_LINE:
            job = answer.job if isinstance(answer, protocol.Suggested) else ""
            line = protocol.encode_answer(protocol.Failed(job, "The answer is longer than 64 MiB."))
        with self._writing:
            try:
                self._answers.write(line)
                self._answers.flush()
            except OSError:
                self._stop()

    def _read(self) -> None:
        """Read requests until stdin ends."""
        while line := self._requests.readline(protocol.LONGEST_LINE + 1):
            if len(line) > protocol.LONGEST_LINE and not line.endswith(b"\n"):
                self._skip_line()
            try:
                request = protocol.decode_request(line)
            except protocol.BadMessage as fault:
                self._say(protocol.Failed(fault.job, str(fault)))
                continue
            if isinstance(request, protocol.Stop):
                break
            if isinstance(request, protocol.Cancel):
                self._cancel(request.job)
            else:
                with self._changed:
                    self._queue.append(request)
                    self._changed.notify_all()
        self._stop()

    def _skip_line(self) -> None:
        while (rest := self._requests.readline(_DISCARD)) and not rest.endswith(b"\n"):
            pass

    def _stop(self) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def _cancel(self, job: str) -> None:
        """Drop a job. A queued one is answered at once, a running one when it notices; an unknown one is let be."""
        with self._changed:
            queued = [one for one in self._queue if isinstance(one, protocol.Suggest) and one.job == job]
            for one in queued:
                self._queue.remove(one)
            if not queued and job and job == self._running:
                self._dropped = True
        for one in queued:
            self._say(protocol.Cancelled(one.job))


def _job_of(request: protocol.Load | protocol.Suggest) -> str:
    return request.job if isinstance(request, protocol.Suggest) else ""


if __name__ == "__main__":
    sys.exit(main())
