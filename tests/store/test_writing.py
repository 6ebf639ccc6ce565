"""Two writers at once, a writer killed in the middle, repeated edits, threads, long texts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.journal import Entry
from labeler.domain.labels import Claim
from labeler.domain.sets import Actor
from labeler.services import history, labeling, projects, sets
from labeler.store import Store, open_store
from labeler.store.journal import heads
from labeler.store.listing import article_rows
from labeler.store.records import Comment
from labeler.store.verify import verify
from tests.fixtures.sample import CLAIM, ROOT, article

ARTICLE = "article-mayor"
WRITER = textwrap.dedent(
    """
    import sys
    from labeler.domain.spans import Span
    from labeler.services import labeling, projects
    from labeler.store import open_store

    location, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    store = open_store(location)
    actor = projects.actor_named(store, name)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(count):
        labeling.add_claim(store, actor, "article-mayor", Span(20, 48), id=f"{name}-{number}")
        print(number, flush=True)
    store.close()
    """
)


def writer(location: str, name: str, count: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, location, name, str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def claims_of(store: Store, name: str) -> set[str]:
    return set(sets.open_sheet(store, projects.actor_named(store, name), ARTICLE).claims)


def test_two_processes_write_at_the_same_time(sample_location: str) -> None:
    processes = [writer(sample_location, name, 40) for name in ("anna", "bert")]
    for process in processes:
        go(process)
    for process in processes:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert out.splitlines()[-1] == "39"
    store = open_store(sample_location)
    try:
        assert (len(claims_of(store, "anna")), len(claims_of(store, "bert"))) == (40, 40)
        assert verify(store).findings == []
    finally:
        store.close()


@pytest.mark.parametrize("after", [0.05, 0.15, 0.4])
def test_kill_9_loses_no_committed_label(sample_location: str, after: float) -> None:
    process = writer(sample_location, "anna", 100_000)
    go(process)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    out, _ = process.communicate(timeout=60)
    reported = {f"anna-{line}" for line in out.splitlines() if line.isdigit()}
    store = open_store(sample_location)
    try:
        kept = claims_of(store, "anna")
        assert reported <= kept
        # At most the one that was committed and not yet reported.
        assert len(kept - reported) <= 1
        assert verify(store).findings == []
        labeling.add_claim(store, projects.actor_named(store, "anna"), ARTICLE, CLAIM)
    finally:
        store.close()


def test_threads_share_a_store(store: Store, anna: Actor, bert: Actor) -> None:
    faults: list[BaseException] = []

    def work(actor: Actor) -> None:
        try:
            for _ in range(15):
                labeling.add_claim(store, actor, ARTICLE, CLAIM)
                sets.open_sheet(store, actor, ARTICLE)
        except BaseException as fault:  # noqa: BLE001  reported below
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(actor,)) for actor in (anna, bert)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert verify(store).findings == []


def test_an_edit_is_all_or_nothing(store: Store, anna: Actor) -> None:
    def fail_halfway() -> None:
        with store.edit("half", anna) as edit:
            edit.add(article("other", 9, "Another text."))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with store.read() as read:
        assert len(article_rows(read, anna.id)) == 3
        assert all(entry.title != "half" for entry in read.all(Entry))


def test_keys_lead_into_no_other_set(store: Store, anna: Actor, bert: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, CLAIM, id="hers")
    labeling.add_claim(store, bert, ARTICLE, CLAIM, id="his")
    his = sets.open_sheet(store, bert, ARTICLE).set.id
    with pytest.raises(LabelerError) as refusal, store.edit("forge", bert) as edit:
        edit.add(Claim(id="f", set_id=his, start=0, end=5, text="Mayor", source="speaker", speaker_id="hers"))
    assert refusal.value.code == "conflict"
    with pytest.raises(LabelerError) as refusal, store.edit("forge", bert) as edit:
        edit.add(Claim(id="f", set_id=his, start=5, end=5, text=""))
    assert refusal.value.code == "conflict"


def test_entries_have_times_that_follow(store: Store, anna: Actor) -> None:
    for _ in range(10):
        labeling.add_claim(store, anna, ARTICLE, CLAIM)
    with store.read() as read:
        entries = read.all(Entry)
        assert len(heads(read.connection)) == 2
    times: dict[str, str] = {}
    for entry in entries:
        assert times.setdefault(entry.at, entry.edit_id) == entry.edit_id


def test_comments_hold_their_set(store: Store, anna: Actor, lena: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    own = sets.open_sheet(store, anna, ARTICLE).set.id
    with store.edit("comment", lena) as edit:
        edit.add(Comment(id="r", set_id=own, label_id="c", author_id=lena.id, at="now", text="Sure?"))
    with pytest.raises(LabelerError) as refusal:
        history.undo(store, anna)
    assert refusal.value.code == "still_named"
    assert verify(store).findings == []


def test_long_texts_and_odd_characters(store: Store, lena: Actor) -> None:
    text = "𝔘ñí 🚲\r\n\u2028\u00a0שלום\t" * 60_000
    with store.edit("import", lena) as edit:
        edit.add(article("long", 9, text))
    with store.read() as read:
        stored = {row.key: row for row in article_rows(read, lena.id)}
        assert stored["long"].characters == len(text)
    assert verify(store).findings == []


def test_no_file_is_left_beside_a_closed_project(sample_file: Path) -> None:
    assert [one.name for one in sample_file.parent.iterdir()] == [sample_file.name]
