"""The command line's side of the workers: starts them, feeds them, restarts one that dies, and always ends them."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from labeler.domain.errors import LabelerError, sentence
from labeler.nlp import protocol
from labeler.nlp.results import Result

NO_WORKER = sentence(
    "no_worker", "The suggestion worker does not start: {fault}. Reinstall Labeler, or look at its log."
)
NOT_LOADED = sentence("pipeline_not_loaded", "{fault}")
SUGGEST_FAILED = sentence("suggest_failed", "No suggestions for the article {article}: {fault}")

_ENDING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Job:
    """An article to read: its id, the SHA-256 of its text (handed back), the text, its lines that others repeat."""

    article: str
    sha256: str
    text: str
    repeated: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker made of an article, and the version of the pipeline that did."""

    article: str
    sha256: str
    version: str
    result: Result


def worker_command() -> list[str]:
    """Return the command that starts a worker: the interpreter, or in a frozen program its second executable."""
    if getattr(sys, "frozen", False):
        suffix = ".exe" if sys.platform == "win32" else ""
        return [str(Path(sys.executable).with_name("labeler-worker" + suffix))]
    return [sys.executable, "-m", "labeler.nlp.worker"]


class WorkerClient:
    """One worker process, started at first use. Not for use from two threads at once.

    `learnt` are the weights that a project learnt, JSON text by part.
    """

    def __init__(
        self,
        scheme: str,
        model: str = "",
        learnt: Mapping[str, str] | None = None,
        *,
        command: list[str] | None = None,
    ) -> None:
        self.scheme = scheme
        self.model = model
        self.learnt = dict(learnt or {})
        self.version = ""
        self.description = ""
        self._command = command or worker_command()
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The worker's process id, 0 while none runs."""
        return 0 if self._process is None else self._process.pid

    def suggest(self, article: str, sha256: str, text: str, repeated: tuple[tuple[int, int], ...] = ()) -> Outcome:
        """Return the suggestions for one article. A worker that dies is started again once.

        `repeated` says where lines begin that other articles of its source hold too, each with the number of those.

        Raises:
            LabelerError: `suggest_failed` naming the article, `no_worker` or whatever loading the pipeline said.
        """
        for attempt in (1, 2):
            try:
                return self._suggest(Job(article, sha256, text, repeated))
            except (OSError, EOFError):
                self.close()
                if attempt == 2:
                    break
        raise LabelerError(SUGGEST_FAILED, article=article, fault="the worker ended twice while it read it.")

    def _suggest(self, wanted: Job) -> Outcome:
        self.start()
        self._jobs += 1
        job = str(self._jobs)
        self._send(protocol.Suggest(job, wanted.article, wanted.sha256, wanted.text, wanted.repeated))
        while True:
            match self._receive():
                case protocol.Suggested(answered, _, _, version, result) if answered == job:
                    return Outcome(wanted.article, wanted.sha256, version, result)
                case protocol.Failed(answered, message) if answered in {job, ""}:
                    raise LabelerError(SUGGEST_FAILED, article=wanted.article, fault=message)
                case _:
                    continue

    def start(self) -> None:
        """Start the worker and load the pipeline, unless that is done.

        Raises:
            LabelerError: `no_worker`, `pipeline_not_loaded`.
        """
        if self._process is not None:
            return
        try:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, no shell
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._send(protocol.Load(self.scheme, self.model, self.learnt))
            answer = self._receive()
        except (OSError, EOFError) as fault:
            self.close()
            raise LabelerError(NO_WORKER, fault=str(fault) or "it ended at once") from None
        if not isinstance(answer, protocol.Ready):
            self.close()
            if isinstance(answer, protocol.Failed):
                raise LabelerError(NOT_LOADED, fault=answer.message)
            raise LabelerError(NO_WORKER, fault="no answer")
        self.version, self.description = answer.version, answer.description

    def _send(self, request: protocol.Request) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(protocol.encode_request(request))
        self._process.stdin.flush()

    def _receive(self) -> protocol.Answer:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline(protocol.LONGEST_LINE + 1)
        if not line.endswith(b"\n"):
            raise EOFError("the worker ended")
        return protocol.decode_answer(line)

    def close(self) -> None:
        """End the worker; harmless when repeated."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def suggest_all(
    jobs: Iterable[Job],
    workers: int,
    on_result: Callable[[Outcome | LabelerError], None],
    *,
    scheme: str,
    model: str = "",
    learnt: Mapping[str, str] | None = None,
    command: list[str] | None = None,
) -> None:
    """Read many articles with some workers. `on_result` gets each outcome or error, one at a time, in any order.

    An exception of `on_result` ends the work and is raised here; the workers are ended in any case.
    """
    queue = _Queue(jobs, on_result)

    def serve() -> None:
        with WorkerClient(scheme, model, learnt, command=command) as client:
            for job in queue.jobs():
                queue.report(client, job)

    threads = [threading.Thread(target=serve, name=f"worker-{number}") for number in range(max(1, workers))]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except BaseException:
        queue.stop()
        for thread in threads:
            thread.join()
        raise
    if queue.fault is not None:
        raise queue.fault


class _Queue:
    """Hands jobs to threads and their results to one callback, one at a time."""

    def __init__(self, jobs: Iterable[Job], on_result: Callable[[Outcome | LabelerError], None]) -> None:
        self._jobs = iter(jobs)
        self._on_result = on_result
        self._taking = threading.Lock()
        self._telling = threading.Lock()
        self._stopped = False
        self.fault: BaseException | None = None

    def jobs(self) -> Iterator[Job]:
        """Yield jobs until there are none, or the work is stopped."""
        while True:
            with self._taking:
                try:
                    job = None if self._stopped else next(self._jobs, None)
                except Exception as fault:  # noqa: BLE001  # raised again where the work was asked for
                    self.fail(fault)
                    job = None
            if job is None:
                return
            yield job

    def report(self, client: WorkerClient, job: Job) -> None:
        """Read one article and tell the outcome."""
        try:
            outcome: Outcome | LabelerError = client.suggest(job.article, job.sha256, job.text, job.repeated)
        except LabelerError as fault:
            outcome = fault
        except Exception as fault:  # noqa: BLE001  # raised again where the work was asked for
            self.fail(fault)
            return
        with self._telling:
            try:
                if not self._stopped:
                    self._on_result(outcome)
            except Exception as fault:  # noqa: BLE001  # raised again where the work was asked for
                self.fail(fault)

    def fail(self, fault: BaseException) -> None:
        """Stop, and keep the first fault."""
        self.fault = self.fault or fault
        self.stop()

    def stop(self) -> None:
        """Hand out no further job."""
        self._stopped = True
