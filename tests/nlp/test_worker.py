from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.suggestions import Suggestion
from labeler.nlp import protocol
from labeler.nlp.client import Job, Outcome, WorkerClient, suggest_all, worker_command
from labeler.nlp.results import Result
from tests.nlp.evaluate import SCHEME

SCHEME_TEXT = SCHEME.read_text(encoding="utf-8")
TEXT = "Ruth Hall said the old pier is unsafe."
LONG = (TEXT + " ") * 90 + "\n"


class Bare:
    """A worker spoken to line by line."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def say(self, **message: object) -> None:
        self.raw(json.dumps(message).encode() + b"\n")

    def raw(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def loaded() -> Iterator[Bare]:
    worker = Bare()
    worker.say(do="load", scheme=SCHEME_TEXT, model="")
    ready = worker.hear()
    assert ready["did"] == "ready"
    assert len(ready["version"]) == 16
    assert json.loads(ready["description"])["spacy"]
    yield worker
    worker.close()


@pytest.fixture
def fresh() -> Iterator[Bare]:
    worker = Bare()
    yield worker
    worker.close()


@pytest.fixture(scope="module")
def client() -> Iterator[WorkerClient]:
    with WorkerClient(SCHEME_TEXT) as one:
        yield one


def test_suggest_gives_back_what_it_was_given(loaded: Bare) -> None:
    loaded.say(do="suggest", job="1", article="a", sha256="f00", text=TEXT)
    answer = loaded.hear()
    assert (answer["did"], answer["job"], answer["article"], answer["sha256"]) == ("suggested", "1", "a", "f00")
    assert answer["sentences"] == 1
    assert answer["warning"] == ""
    assert {one["kind"] for one in answer["suggestions"]} == {"claim", "speaker"}


def test_malformed_requests_are_answered_and_not_fatal(loaded: Bare) -> None:
    lines = [b"{\n", b"\xff\xfe\n", b"[1]\n", b"\n", b'{"do":"dance","job":"7"}\n', b'{"do":"suggest","job":"8"}\n']
    lines += [b'{"do":"suggest","job":5,"text":"x"}\n', b"[" * 100_000 + b"\n"]
    for line in lines:
        loaded.raw(line)
        assert loaded.hear()["did"] == "failed", line[:40]
    loaded.raw(b'{"do":"suggest","job":"8"}\n')
    assert loaded.hear()["job"] == "8"
    loaded.say(do="load", scheme="no toml [", model="")
    assert "scheme" in loaded.hear()["message"]
    loaded.say(do="suggest", job="9", article="a", sha256="", text=TEXT)
    assert loaded.hear()["job"] == "9"


def test_cancel_reaches_a_running_job_before_its_end_and_a_queued_one_at_once(loaded: Bare) -> None:
    loaded.say(do="suggest", job="long", article="a", sha256="", text=LONG * 60)
    loaded.say(do="suggest", job="queued", article="b", sha256="", text=LONG)
    loaded.say(do="cancel", job="unknown")
    time.sleep(0.5)
    loaded.say(do="cancel", job="queued")
    assert loaded.hear() == {"did": "cancelled", "job": "queued"}
    loaded.say(do="cancel", job="long")
    assert loaded.hear() == {"did": "cancelled", "job": "long"}


def test_no_scheme_is_a_sentence(fresh: Bare) -> None:
    fresh.say(do="suggest", job="1", article="a", sha256="", text=TEXT)
    assert fresh.hear() == {"did": "failed", "job": "1", "message": "No scheme is loaded."}


@pytest.mark.parametrize("end", ["stop", "eof"])
def test_the_worker_ends_with_a_stop_or_with_its_input(fresh: Bare, end: str) -> None:
    if end == "stop":
        fresh.say(do="stop")
    else:
        assert fresh.process.stdin is not None
        fresh.process.stdin.close()
        fresh.process.stdin = None
    assert fresh.process.wait(20) == 0


def test_whatever_is_printed_stays_out_of_the_protocol(tmp_path: Path) -> None:
    script = tmp_path / "noisy.py"
    script.write_text(
        "import os, sys\nfrom labeler.nlp import worker\n"
        "read = worker.Worker._read\n"
        "def noisy(self):\n    print('noise'); os.write(1, b'more noise\\n'); sys.stdout.flush(); read(self)\n"
        "worker.Worker._read = noisy\nworker.main()\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, str(script)], input=b"nonsense\n", capture_output=True, check=True, env=environment
    )
    assert json.loads(done.stdout)["did"] == "failed"
    assert b"noise" in done.stderr


def test_an_oversized_line_is_answered(fresh: Bare) -> None:
    line = b'{"do":"suggest","job":"1","text":"' + b"a" * protocol.LONGEST_LINE + b'"}\n'
    threading.Thread(target=fresh.raw, args=(line,)).start()
    assert fresh.hear() == {"did": "failed", "job": "", "message": "The line is longer than 64 MiB."}
    fresh.say(do="suggest", job="2", article="", sha256="", text="")
    assert fresh.hear()["job"] == "2"


def test_the_client_restarts_a_worker_that_was_killed(client: WorkerClient) -> None:
    first = client.suggest("a", "f00", TEXT)
    os.kill(client.pid, signal.SIGKILL)
    second = client.suggest("a", "f00", TEXT)
    assert first == second
    assert first.version == client.version
    assert [one.kind for one in first.result.suggestions] == ["speaker", "claim"]


def test_a_worker_that_dies_twice_is_an_error_that_names_the_article(tmp_path: Path) -> None:
    script = tmp_path / "dying.py"
    script.write_text(
        "import sys\nsys.stdin.readline()\n"
        'print(\'{"did":"ready","version":"v","description":"{}"}\', flush=True)\nsys.stdin.readline()\n',
        encoding="utf-8",
    )
    with WorkerClient("", command=[sys.executable, str(script)]) as dying:
        with pytest.raises(LabelerError, match="the article north-pier"):
            dying.suggest("north-pier", "", TEXT)
        assert dying.pid == 0


def test_a_worker_that_does_not_start() -> None:
    with pytest.raises(LabelerError, match="does not start"):
        WorkerClient("", command=["/nowhere/labeler-worker"]).start()
    with pytest.raises(LabelerError, match="scheme"), WorkerClient("no toml [") as one:
        one.start()


def test_many_articles_by_some_workers() -> None:
    jobs = [Job(f"a{number}", str(number), TEXT) for number in range(8)]
    outcomes: list[Outcome | LabelerError] = []
    suggest_all(jobs, 2, outcomes.append, scheme=SCHEME_TEXT)
    assert sorted(one.article for one in outcomes if isinstance(one, Outcome)) == [job.article for job in jobs]
    assert all(isinstance(one, Outcome) and one.sha256 == one.article[1:] for one in outcomes)


def test_a_fault_of_the_callback_ends_the_work(tmp_path: Path) -> None:
    script = tmp_path / "failing.py"
    script.write_text(
        "import json, sys\nsys.stdin.readline()\n"
        'print(\'{"did":"ready","version":"v","description":"{}"}\', flush=True)\n'
        "for line in sys.stdin:\n"
        '    print(json.dumps({"did": "failed", "job": json.loads(line)["job"], "message": "No."}), flush=True)\n',
        encoding="utf-8",
    )
    told: list[object] = []

    def on_result(outcome: object) -> None:
        told.append(outcome)
        raise RuntimeError("full")

    jobs = [Job(f"a{number}", "", TEXT) for number in range(50)]
    with pytest.raises(RuntimeError, match="full"):
        suggest_all(jobs, 2, on_result, scheme="", command=[sys.executable, str(script)])
    assert len(told) == 1


def test_messages_come_back_as_they_went() -> None:
    suggestion = Suggestion(id="c1", kind="claim", start=0, end=1, text="🚲\u2028", rule="quote", score=0.5)
    requests: list[protocol.Request] = [
        protocol.Load("name = 1", "m"),
        protocol.Suggest("1", "a", "f00", "a\nb\u2028\ud800", ((0, 3), (2, 1))),
        protocol.Cancel("1"),
        protocol.Stop(),
    ]
    answers: list[protocol.Answer] = [
        protocol.Ready("v", "{}"),
        protocol.Suggested("1", "a", "f00", "v", Result([suggestion], 3, "w")),
        protocol.Failed("", "No."),
        protocol.Cancelled("1"),
    ]
    for request in requests:
        line = protocol.encode_request(request)
        assert line.count(b"\n") == 1
        assert protocol.decode_request(line) == request
    for answer in answers:
        assert protocol.decode_answer(protocol.encode_answer(answer)) == answer


def test_an_article_alone_repeats_nothing() -> None:
    request = protocol.decode_request(b'{"do":"suggest","job":"1","text":"a"}')
    assert request == protocol.Suggest("1", "", "", "a")


@pytest.mark.parametrize("repeated", ["7", "[[1]]", "[[1,true]]", '[["a",1]]', '{"1":2}', "[[0.5,1]]"])
def test_pairs_that_are_none(repeated: str) -> None:
    with pytest.raises(protocol.BadMessage, match="pairs of numbers"):
        protocol.decode_request(f'{{"do":"suggest","job":"1","text":"a","repeated":{repeated}}}'.encode())


@pytest.mark.parametrize(
    "line",
    [
        b'{"did":"suggested","job":"1","article":"","sha256":"","version":"","suggestions":[{"id":1,"x":2}]}',
        b'{"did":"suggested","job":"1","article":"","sha256":"","version":"","suggestions":[{"id":"c1"}]}',
        b'{"did":"suggested","job":"1","article":"","sha256":"","version":"","suggestions":7}',
        b'{"did":"slept"}',
        b'{"did":"learning","job":"1","done":' + b"1" * 5000 + b"}",
    ],
)
def test_answers_that_are_none(line: bytes) -> None:
    with pytest.raises(protocol.BadMessage):
        protocol.decode_answer(line)


def test_a_frozen_program_has_its_worker_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/labeler/labeler")
    assert worker_command() == ["/opt/labeler/labeler-worker"]


@pytest.mark.parametrize("module", ["labeler.nlp", "labeler.nlp.client", "labeler.nlp.protocol", "labeler.nlp.worker"])
def test_the_light_modules_do_not_load_spacy(module: str) -> None:
    code = f"import sys, {module}; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
