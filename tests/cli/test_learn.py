"""The verb learn as a lead uses it: a real worker, real articles, interrupted and killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labeler.domain.articles import text_sha256
from labeler.domain.labels import Claim
from labeler.formats.native import Line
from labeler.formats.writing import encode
from tests.cli.test_verbs import Shell
from tests.fixtures.labelled import labelled_texts


def lines() -> bytes:
    """Return short articles of many kinds as finished sets."""
    return b"".join(
        encode(
            Line(
                key=one.key,
                text=one.text,
                text_sha256=text_sha256(one.text),
                annotator="anna",
                scheme="claims-speakers-stances@1",
                claims=tuple(
                    Claim(
                        id=f"c{number}",
                        set_id="",
                        start=claim.start,
                        end=claim.end,
                        text=one.text[claim.start : claim.end],
                        type=claim.type,
                        attribution=claim.attribution,
                        source="author" if claim.source == "author" else "unstated",
                    )
                    for number, claim in enumerate(one.claims)
                ),
            )
        )
        for one in labelled_texts()
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = Shell(tmp_path_factory.mktemp("learn"))
    (shell.folder / "lines.jsonl").write_bytes(lines())
    shell.run("new", "p.labeler")
    shell.run("import", "p.labeler", "lines.jsonl")
    return shell.folder / "p.labeler"


@pytest.fixture
def shell(template: Path, tmp_path: Path) -> Shell:
    (tmp_path / "p.labeler").write_bytes(template.read_bytes())
    shell = Shell(tmp_path)
    shell.environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    return shell


def test_what_it_learns_it_tells_keeps_and_takes_back(shell: Shell) -> None:
    count = len(labelled_texts())
    first = shell.json("learn", "p.labeler", "--parts", "author", "--dry-run")
    assert (first["articles"], first["blind"], first["put_in_use"]) == (count, count, [])
    kept = list((shell.folder / "cache" / "labeler" / "parses").rglob("*.docs"))
    assert kept
    assert {one.stat().st_mode & 0o777 for one in kept} == {0o600}
    assert shell.json("learn", "p.labeler", "--parts", "author", "--dry-run") == first
    (author,) = first["parts"]
    assert author["figures"][0]["measure"] == "author"
    assert author["figures"][0]["low"] <= author["figures"][0]["difference"] <= author["figures"][0]["high"]
    out = shell.run("learn", "p.labeler", "--parts", "author")
    assert f"Learnt from {count} finished articles" in out
    assert "labelled with suggestions hidden, which count twice" in out
    assert ("It is in use now, as author@1." in out) == author["better"]
    assert ("It stays as it is." in out) != author["better"]
    assert len(shell.json("learn", "p.labeler", "--list")) == author["better"]
    assert "anna may not" in shell.run("learn", "p.labeler", "--list", "--as", "anna", code=1)
    assert (
        "is in use for author" in shell.run("learn", "p.labeler", "--revert", "author", code=1 - author["better"])
        or (author["better"])
    )
    assert shell.json("verify", "p.labeler")["faults"] == []


def test_the_other_verbs_of_learning(shell: Shell) -> None:
    assert "Nothing was put in use yet" in shell.run("learn", "p.labeler", "--list")
    assert "claim@7" in shell.run("learn", "p.labeler", "--use", "claim@7", code=1)
    assert "claim@7" in shell.run("learn", "p.labeler", "--compare", "claim@7", "claim@8", code=1)
    assert "nothing to revert" in shell.run("learn", "p.labeler", "--revert", "claim", code=1)
    assert "nothing to export" in shell.run("learn", "p.labeler", "--export", "out.json", code=1)
    assert "'nose'" in shell.run("learn", "p.labeler", "--parts", "nose", code=1)
    assert "from 100 finished articles on" in shell.run("learn", "p.labeler", "--by-itself")
    assert "on demand only" in shell.run("learn", "p.labeler", "--on-demand")
    assert "Usage" in shell.run("learn", "p.labeler", "--list", "--use", "claim@1", code=2)
    assert "Usage" in shell.run("learn", "p.labeler", "--list", "--dry-run", code=2)
    assert not (shell.folder / "out.json").exists()


def workers() -> set[int]:
    """Return the worker processes of this machine that learn."""
    found: set[int] = set()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"labeler.nlp.worker" in place.read_bytes():
                found.add(int(place.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are listed by /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("seconds", [1.5, 4])
def test_ended_in_the_middle_it_leaves_nothing(shell: Shell, how: signal.Signals, seconds: float) -> None:
    before = json.dumps(shell.json("history", "p.labeler"))
    command = [sys.executable, "-m", "labeler", "learn", "p.labeler", "--parts", "author", "--no-cache"]
    others = workers()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=shell.environment, cwd=shell.folder
    ) as running:
        time.sleep(seconds)
        mine = {one for one in workers() - others if _parent(one) == running.pid}
        running.send_signal(how)
        out, err = running.communicate(timeout=60)
    if how == signal.SIGINT and running.returncode:
        assert err.decode() == "Cancelled; what was finished before is kept.\n"
    elif running.returncode == 0:
        assert b"Learnt from" in out
        return
    for _ in range(200):
        if not mine & workers():
            break
        time.sleep(0.1)
    assert not mine & workers()
    assert json.dumps(shell.json("history", "p.labeler")) == before
    assert shell.json("verify", "p.labeler")["faults"] == []


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0
