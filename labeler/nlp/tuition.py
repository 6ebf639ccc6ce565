"""Learning in a process of its own: hands over the lessons, tells how far it is, and ends it at once where asked."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.suggestions import Suggestion
from labeler.nlp import protocol
from labeler.nlp.client import worker_command
from labeler.nlp.learning.lessons import Lesson
from labeler.nlp.results import Cancelled

LEARN_FAILED = sentence("learn_failed", "Nothing was learnt: {fault} Nothing was changed.")

FOLDS = 5
_JOB = "learn"
_LOOK_SECONDS = 0.05
_NEW_PROCESS_GROUP = 0x200  # Windows' number for it

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be learnt, and on top of what: see `protocol.Load` and `protocol.Learn`."""

    scheme: str
    model: str = ""
    learnt: Mapping[str, str] = field(default_factory=dict[str, str])
    lessons: Sequence[Lesson]
    parts: tuple[str, ...]
    folds: int = FOLDS
    learnt_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    parses: Path | None = None


@dataclass(slots=True)
class Studied:
    """What came of it: `tried` are suggestions by part ("": what is in use) and article; see `protocol.Learnt`."""

    version: str = ""
    weights: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    tried: defaultdict[str, dict[str, list[Suggestion]]] = field(default_factory=lambda: defaultdict(dict))


def requests_of(task: Task) -> list[protocol.Request]:
    """Return what is to be said to a worker so that it does a task."""
    taught = [protocol.Teach(_JOB, one) for one in task.lessons]
    parses = "" if task.parses is None else str(task.parses)
    learn = protocol.Learn(_JOB, task.parts, task.folds, task.learnt_from, parses)
    return [protocol.Load(task.scheme, task.model, task.learnt), *taught, learn]


def note(answer: protocol.Answer, studied: Studied) -> bool:
    """Enter an answer of a worker; return whether it was the last.

    Raises:
        LabelerError: `learn_failed`.
    """
    match answer:
        case protocol.Tried(_, article, part, suggestions):
            studied.tried[part][article] = suggestions
        case protocol.Learnt(_, version, weights, notes):
            studied.version, studied.weights, studied.notes = version, weights, notes
            return True
        case protocol.Failed(_, message):
            raise LabelerError(LEARN_FAILED, fault=message)
        case protocol.Cancelled():
            raise Cancelled
        case _:
            pass
    return False


def study(
    task: Task,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    command: list[str] | None = None,
) -> Studied:
    """Learn in a worker process; it is ended in any case, also in the middle of its work.

    Raises:
        Cancelled: `cancelled` said so; it is asked every 50 ms.
        LabelerError: `learn_failed`.
    """
    studied = Studied()
    with _Process(command or worker_command()) as process:
        process.send(requests_of(task))
        while True:
            if cancelled is not None and cancelled():
                raise Cancelled
            answer = process.next_answer()
            if isinstance(answer, protocol.Learning) and progress is not None:
                progress(answer.done, answer.total, answer.what)
            if answer is not None and note(answer, studied):
                return studied


class _Process:
    """A worker whose answers are taken in by a thread, so that whoever waits for them can look up."""

    def __init__(self, command: list[str]) -> None:
        # Ctrl+C is for us: we end the worker ourselves.
        windows = sys.platform == "win32"
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, no shell
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=not windows,
                creationflags=_NEW_PROCESS_GROUP if windows else 0,
            )
        except OSError as fault:
            raise LabelerError(LEARN_FAILED, fault=f"the worker does not start ({fault.strerror}).") from None
        self._answers: queue.SimpleQueue[protocol.Answer | str] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()

    def send(self, requests: Sequence[protocol.Request]) -> None:
        """Hand over requests, however long it takes, and begin to listen."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        threading.Thread(target=_write, args=(self._process.stdin, requests), daemon=True, name="lessons").start()
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True, name="learning").start()

    def next_answer(self) -> protocol.Answer | None:
        """Return the next answer, None if there is none yet.

        Raises:
            LabelerError: `learn_failed`: the worker ended, or what it said is no answer.
        """
        try:
            answer = self._answers.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return None
        if isinstance(answer, str):
            raise LabelerError(LEARN_FAILED, fault=answer)
        return answer

    def _listen(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while (line := stream.readline(protocol.LONGEST_LINE + 1)).endswith(b"\n"):
                try:
                    self._answers.put(protocol.decode_answer(line))
                except protocol.BadMessage as fault:
                    self._answers.put(str(fault))
                    return
        self._answers.put("the worker ended in the middle of it.")


def _write(stream: IO[bytes], requests: Sequence[protocol.Request]) -> None:
    with contextlib.suppress(OSError, ValueError):  # the worker has ended: whoever listens is told
        for one in requests:
            stream.write(protocol.encode_request(one))
        stream.flush()
