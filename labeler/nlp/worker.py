"""The worker process: `python -m labeler.nlp.worker`. Requests on stdin, answers on stdout (see `protocol`).

A thread reads the requests, so that a cancel is noticed while a job runs. Whatever else is printed goes to stderr.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import parse_scheme
from labeler.nlp import outside, protocol, results

if TYPE_CHECKING:
    from labeler.domain.scheme import Scheme
    from labeler.nlp.learning.learnt import Learnt
    from labeler.nlp.learning.lessons import Lesson
    from labeler.nlp.pipeline import Pipeline

_Work: TypeAlias = protocol.Load | protocol.Suggest | protocol.Teach | protocol.Learn

_FAILED: Mapping[type[_Work], str] = {
    protocol.Load: "The pipeline could not be loaded",
    protocol.Suggest: "The article could not be read",
    protocol.Teach: "Learning failed",
    protocol.Learn: "Learning failed",
}
_DISCARD = 1024 * 1024
# Bytes of parses that are kept to learn again: some ten thousand articles.
_KEPT = 500 * 1024 * 1024


def main() -> int:
    """Serve until stdin ends or a stop comes; return the exit status."""
    answers = _take_stdout()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads that only wait make each of spaCy's locks dearer
    # Reading makes millions of small objects and hardly a cycle: the collector would look through them in vain.
    gc.set_threshold(100_000, 20, 100)
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
        self._queue: deque[_Work] = deque()
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._running = ""
        self._dropped = False
        self._stopping = False
        self._pipeline: Pipeline | None = None
        self._reader: Pipeline | outside.Outside | None = None
        self._scheme: Scheme | None = None
        self._learnt: Mapping[str, Learnt] = {}
        self._lessons: dict[str, list[Lesson]] = {}

    def serve(self) -> None:
        """Work until stopped."""
        threading.Thread(target=self._read, daemon=True, name="requests").start()
        while (request := self._next()) is not None:
            try:
                answer = self._answer(request)
            except results.Cancelled:
                answer = protocol.Cancelled(self._running)
            except LabelerError as fault:
                answer = protocol.Failed(_job_of(request), str(fault))
            except Exception as fault:  # noqa: BLE001  # one article must not end the worker
                answer = protocol.Failed(_job_of(request), f"{_FAILED[type(request)]}: {fault!r}.")
            self._finish(answer)

    def _answer(self, request: _Work) -> protocol.Answer | None:
        match request:
            case protocol.Load():
                return self._load(request)
            case protocol.Suggest():
                return self._suggest(request)
            case protocol.Teach():
                self._lessons.setdefault(request.job, []).append(request.lesson)
                return None
            case protocol.Learn():
                return self._learn(request)

    def _load(self, request: protocol.Load) -> protocol.Answer:
        from labeler.nlp.learning.parts import read_learnt
        from labeler.nlp.pipeline import load

        scheme, learnt = parse_scheme(request.scheme), read_learnt(request.learnt)
        self._reader = outside.find(request.model)
        if self._reader is not None:
            self._pipeline = None
            return protocol.Ready(self._reader.version, self._reader.description)
        self._reader = self._pipeline = load(scheme, request.model, learnt=learnt)
        self._scheme, self._learnt = scheme, learnt
        gc.freeze()  # what is loaded stays
        return protocol.Ready(self._pipeline.version, self._pipeline.description)

    def _learn(self, request: protocol.Learn) -> protocol.Answer:
        """Study the lessons of a job, telling how far it is; the last answer is returned."""
        from labeler.nlp.parses import prune
        from labeler.nlp.pipeline import Pipeline
        from labeler.nlp.study import Plan, study

        lessons = self._lessons.pop(request.job, [])
        if self._reader is not None and self._pipeline is None:
            return protocol.Failed(request.job, "An installed suggester reads the articles: it learns nothing.")
        if self._pipeline is None or self._scheme is None:
            return protocol.Failed(request.job, "No scheme is loaded.")
        plan = Plan(lessons, request.parts, request.folds, self._learnt, request.learnt_from)
        folder = Path(request.parses) if request.parses else None
        pipeline = Pipeline(self._pipeline.parser, self._scheme, parses=folder, learnt=self._learnt)
        last: protocol.Answer = protocol.Failed(request.job, "There is nothing to learn from.")
        for answer in study(request.job, pipeline, self._scheme, plan, self._is_dropped):
            if not isinstance(answer, protocol.Learnt):
                self._say(answer)
            last = answer
        if folder is not None:
            prune(folder, _KEPT)
        return last

    def _suggest(self, request: protocol.Suggest) -> protocol.Answer:
        if self._reader is None:
            return protocol.Failed(request.job, "No scheme is loaded.")
        if self._pipeline is None:  # what somebody else wrote knows of this text alone
            result = self._reader.suggest(request.text, cancelled=self._is_dropped)
        else:
            elsewhere = dict(request.repeated)
            result = self._pipeline.suggest(request.text, cancelled=self._is_dropped, elsewhere=elsewhere)
        return protocol.Suggested(request.job, request.article, request.sha256, self._reader.version, result)

    def _is_dropped(self) -> bool:
        return self._dropped or self._stopping

    def _next(self) -> _Work | None:
        """Wait for the next request; None to stop."""
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._stopping)
            if self._stopping:
                return None
            request = self._queue.popleft()
            self._running, self._dropped = _job_of(request), False
            return request

    def _finish(self, answer: protocol.Answer | None) -> None:
        with self._changed:
            self._running, self._dropped = "", False
        if answer is not None:
            self._say(answer)

    def _say(self, answer: protocol.Answer) -> None:
        line = protocol.encode_answer(answer)
        if len(line) > protocol.LONGEST_LINE:
            job = "" if isinstance(answer, protocol.Ready) else answer.job
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
            queued = [one for one in self._queue if job and _job_of(one) == job]
            for one in queued:
                self._queue.remove(one)
            self._lessons.pop(job, None)
            if not queued and job and job == self._running:
                self._dropped = True
        for one in queued:
            if not isinstance(one, protocol.Teach):
                self._say(protocol.Cancelled(job))


def _job_of(request: _Work) -> str:
    return "" if isinstance(request, protocol.Load) else request.job


if __name__ == "__main__":
    sys.exit(main())
