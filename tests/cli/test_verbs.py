"""The command line as its users run it: real processes, real files."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast
from unittest import mock

import pytest

from labeler import __version__, wiring
from labeler.config import logs
from tests.fixtures import sample
from tests.formats.lines import TEXT, a_table, raw

VERBS = (
    "new",
    "import",
    "articles",
    "show",
    "suggest",
    "evaluate",
    "learn",
    "export",
    "verify",
    "undo",
    "history",
    "demo",
    "open",
)
LIGHT = ("PySide6", "spacy", "sqlalchemy", "sqlmodel")


class Shell:
    """Runs `labeler` in a folder of its own, with settings and log of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        drop = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LABELER_ANNOTATOR", "FORCE_COLOR"}
        self.environment = {key: value for key, value in os.environ.items() if key not in drop}
        self.environment |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "CONFIG", "DATA")}
        self.environment["PYTHONPATH"] = str(sample.ROOT)

    def process(self, *arguments: object, code: int = 0, **environment: str) -> str:
        """Run a verb as a process of its own; return its output."""
        done = subprocess.run(
            [sys.executable, "-m", "labeler", *map(str, arguments)],
            capture_output=True,
            env=self.environment | environment,
            cwd=self.folder,
            check=False,
        )
        return self._checked(done.stdout, done.stderr, done.returncode, code)

    def run(self, *arguments: object, code: int = 0, **environment: str) -> str:
        """Run a verb within this process, as `labeler.__main__` does; return its output."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with (
            contextlib.chdir(self.folder),
            mock.patch.dict(os.environ, self.environment | environment, clear=True),
            mock.patch.object(sys, "stdout", out),
            mock.patch.object(sys, "stderr", err),
        ):
            ended = wiring.run([str(one) for one in arguments])
            logs.stop_logging()
        for stream in (out, err):
            stream.flush()
        texts = [cast("io.BytesIO", stream.detach()).getvalue() for stream in (out, err)]
        return self._checked(texts[0], texts[1], ended, code)

    def _checked(self, stdout: bytes, stderr: bytes, ended: int, code: int) -> str:
        out, err = stdout.decode(), stderr.decode()
        assert ended == code, (out, err)
        assert "Traceback" not in out + err
        if code == 1:
            assert err.count("\n") == 1, err
            assert err.endswith(".\n"), err
        assert "\x1b" not in out + err
        return out + err

    def json(self, *arguments: object) -> Any:
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def project(shell: Shell) -> Shell:
    """A shell in which `p.labeler` holds two articles with labels of anna and gold."""
    lines = raw(a_table()) + raw(a_table(annotator="gold")) + raw({"id": "b", "text": "Another text.\r\nIts end."})
    (shell.folder / "lines.jsonl").write_bytes(lines)
    shell.run("new", "p.labeler")
    shell.run("import", "p.labeler", "lines.jsonl")
    return shell


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_has_an_example(shell: Shell, verb: str) -> None:
    out = shell.run(verb, "--help")
    assert "Example" in out
    assert f"labeler {verb} " in out


def test_the_help_lists_every_verb(shell: Shell) -> None:
    out = shell.process("--help")
    assert "Example" in out
    assert all(f"  {verb} " in out for verb in VERBS)


def test_the_version_is_told(shell: Shell) -> None:
    assert shell.process("--version") == f"labeler {__version__}\n"


@pytest.mark.parametrize("statement", ["import labeler.cli.app", "import labeler.wiring", "import labeler.__main__"])
def test_the_command_line_is_light(shell: Shell, statement: str) -> None:
    code = f"{statement}\nimport sys\nprint([one for one in {LIGHT} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=shell.environment, check=True)
    assert done.stdout == b"[]\n"


def test_new_never_overwrites(shell: Shell) -> None:
    assert "Created p.labeler" in shell.run("new", "p.labeler", "--name", "My project")
    before = (shell.folder / "p.labeler").read_bytes()
    assert "p.labeler" in shell.run("new", "p.labeler", code=1)
    assert (shell.folder / "p.labeler").read_bytes() == before
    (shell.folder / "bad.toml").write_text("name = 1", encoding="utf-8")
    assert "bad.toml is no scheme" in shell.run("new", "q.labeler", "--scheme", "bad.toml", code=1)
    (shell.folder / "latin.toml").write_bytes(b'name = "z\xe9"')
    assert "latin.toml" in shell.run("new", "q.labeler", "--scheme", "latin.toml", code=1)
    assert "nothing.toml" in shell.run("new", "q.labeler", "--scheme", "nothing.toml", code=1)
    assert not (shell.folder / "q.labeler").exists()


def test_import_lists_per_file_what_became_of_it(project: Shell) -> None:
    (project.folder / "bad.txt").write_bytes(b"a\0b")
    out = project.json("import", "p.labeler", "lines.jsonl")
    assert (out["added"], out["present"], out["labels"]) == (0, 3, 0)
    out = project.run("import", "p.labeler", "lines.jsonl", "bad.txt", code=1)
    assert "bad.txt holds a NUL character" in out
    assert "1 of the files or lines were refused" in out
    assert "nothing.txt" in project.run("import", "p.labeler", "nothing.txt", code=1)


def test_import_with_a_map(project: Shell) -> None:
    table = a_table(annotator="bert")
    table["claims"][0]["type"] = "claim"
    (project.folder / "more.jsonl").write_bytes(raw(table))
    out = project.run("import", "p.labeler", "more.jsonl", code=1)
    assert '[type] "claim" = ' in out
    (project.folder / "map.toml").write_text('[type]\nclaim = "fact"\n', encoding="utf-8")
    assert "7 labels came in" in project.run("import", "p.labeler", "more.jsonl", "--map", "map.toml")
    for number, text in enumerate(("[type", "[kind]\na = 'b'", "[type]\na = 1", "type = 1")):
        (project.folder / f"{number}.toml").write_text(text, encoding="utf-8")
        assert "is no map" in project.run("import", "p.labeler", "more.jsonl", "--map", f"{number}.toml", code=1)


def test_articles_and_show(project: Shell) -> None:
    assert [one["key"] for one in project.json("articles", "p.labeler")] == ["mayor", "b"]
    rows = project.run("articles", "p.labeler", "--as", "anna").splitlines()
    assert "finished" in rows[1]
    assert "untouched" in rows[2]
    assert project.run("articles", "p.labeler", LABELER_ANNOTATOR="anna").splitlines() == rows
    assert project.run("show", "p.labeler", "mayor", "--as", "anna").count("cut crashes") == 2
    assert len(project.json("show", "p.labeler", "mayor", "--as", "anna")["claims"]) == 2
    assert "nobody" in project.run("articles", "p.labeler", "--as", "nobody", code=1)
    assert "nokey" in project.run("show", "p.labeler", "nokey", code=1)


def test_export_and_verify(project: Shell) -> None:
    assert "Exported to out" in project.run("export", "p.labeler", "--to", "out", "--layer", "all")
    assert project.run("verify", "out").startswith("Checked: 5 files")
    assert "the journal against out" in project.run("verify", "p.labeler", "--against", "out")
    assert project.json("verify", "p.labeler")["faults"] == []
    data = (project.folder / "out" / "train.jsonl").read_bytes()
    (project.folder / "out" / "train.jsonl").write_bytes(data.replace(b"Mayor", b"Major", 1))
    out = project.run("verify", "out", code=1)
    assert "Wrong: train.jsonl: its SHA-256" in out
    assert "Wrong: train.jsonl, line 1" in out
    assert project.run("export", "p.labeler", "--to", "out", "--layer", "by:anna", "--as", "anna")
    assert "anna may not export" in project.run("export", "p.labeler", "--to", "o2", "--as", "anna", code=1)
    assert "by:lena" in project.run("export", "p.labeler", "--to", "o2", "--layer", "by:lena", code=1).replace(
        "'lena'", "by:lena"
    )
    project.run("verify", "out", "--against", "out", code=2)


def test_undo_and_history(project: Shell) -> None:
    assert "import 2 articles" in project.run("history", "p.labeler")
    assert "Undone: import 2 articles" in project.run("undo", "p.labeler")
    assert project.json("articles", "p.labeler") == []
    assert [one["reversed"] for one in project.json("history", "p.labeler", "--limit", 2)] == [False, True]
    project.run("undo", "p.labeler", code=1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("articles", "nothing.labeler"),
        ("articles", "folder"),
        ("articles", "other.labeler"),
        ("verify", "nothing"),
        ("verify", "folder"),
        ("export", "nothing.labeler", "--to", "out"),
        ("suggest", "nothing.labeler"),
        ("suggest", "nothing.txt", "--to", "out.jsonl"),
        ("undo", "nothing.labeler"),
        ("history", "nothing.labeler"),
        ("open", "nothing.labeler"),
        ("new", "no/such/folder/p.labeler"),
        ("import", "nothing.labeler", "other.labeler"),
        ("demo", "--headless", "--to", "other.labeler"),
    ],
)
def test_refusals_are_one_sentence(shell: Shell, arguments: tuple[str, ...]) -> None:
    (shell.folder / "folder").mkdir()
    (shell.folder / "other.labeler").write_text("no project", encoding="utf-8")
    shell.run(*arguments, code=1)
    assert not (shell.folder / "nothing.labeler").exists()


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("new",), ("export", "p"), ("history", "p", "--limit", "x"), ("suggest", "a.txt"), ("--nonsense",)],
)
def test_what_is_not_understood_ends_with_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert "Usage" in shell.run(*arguments, code=2)


def test_a_password_is_never_shown(shell: Shell) -> None:
    for verb in (("articles",), ("new",), ("verify",)):
        out = shell.run(*verb, "postgresql://anna:geheim@127.0.0.1:1/db", code=1)
        assert "geheim" not in out
    logs = list((shell.folder / "state").rglob("*.log*"))
    assert not any("geheim" in path.read_text(encoding="utf-8") for path in logs)


def test_a_window_without_a_display_is_refused_with_2(project: Shell) -> None:
    for arguments in ((), ("open", "p.labeler")):
        assert "no display" in project.process(*arguments, code=2)
    assert "':4242'" in project.process("open", "p.labeler", code=2, DISPLAY=":4242")


def test_hostile_text_is_neutralised(shell: Shell) -> None:
    text = "Red \x1b[31malert\x07 [bold]not bold[/bold] \u202egnihton\u202c \x9b2J\r\nEnd [/]"
    tables = [{"id": "k", "text": text, "title": "[red]T\u202eitle[/red]", "source": "\x1b]0;x\x07"}]
    tables.append(a_table(annotator="[link=x]anna[/link]"))
    (shell.folder / "h.jsonl").write_bytes(b"".join(map(raw, tables)))
    shell.run("new", "p.labeler")
    # Every output is checked for escape characters by the shell.
    shell.process("import", "p.labeler", "h.jsonl")
    out = shell.run("show", "p.labeler", "k") + shell.run("articles", "p.labeler") + shell.run("history", "p.labeler")
    assert "[bold]not bold[/bold]" in out
    assert "[red]T" in out
    assert not set(out) & {"\u202e", "\u202c", "\x07", "\x9b", "\r"}
    assert json.loads(shell.run("show", "p.labeler", "k", "--json"))["text"] == text


def test_colours_in_a_terminal_only(project: Shell) -> None:
    command = [sys.executable, "-m", "labeler", "show", "p.labeler", "mayor", "--as", "anna"]
    leader, follower = pty.openpty()
    environment = project.environment | {"TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environment, cwd=project.folder) as running:
        os.close(follower)
        out = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            out += part
    os.close(leader)
    assert running.returncode == 0, out
    assert b"\x1b[" in out


def test_whoever_reads_may_go(project: Shell) -> None:
    text = "word " * 200_000
    (project.folder / "long.txt").write_text(text, encoding="utf-8")
    project.run("import", "p.labeler", "long.txt")
    command = f"{sys.executable} -m labeler show p.labeler long | head -c 10"
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, env=project.environment, cwd=project.folder, check=True
    )
    assert done.stderr == b""


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.5])
def test_cancelling_is_one_sentence(project: Shell, seconds: float) -> None:
    (project.folder / "big.txt").write_text("word " * 8_000_000, encoding="utf-8")
    command = [sys.executable, "-m", "labeler", "import", "p.labeler", "big.txt"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=project.environment, cwd=project.folder) as running:
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    # Python itself ends by the signal where it interrupted code made at run time: for a shell that is 130 too.
    assert running.returncode in {0, 130, -signal.SIGINT}, err
    assert err.decode() in {"", "Cancelled; what was finished before is kept.\n"}
    assert project.json("verify", "p.labeler")["faults"] == []


def test_what_nobody_foresaw_is_one_sentence_that_names_the_log(project: Shell) -> None:
    code = (
        "import sys, labeler.services.articles as a\n"
        "def broken(*_): raise RuntimeError('The minister said')\n"
        "a.list_articles = broken\n"
        "from labeler.wiring import run\n"
        "sys.exit(run(['articles', 'p.labeler']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=project.environment, cwd=project.folder, check=False
    )
    log = project.folder / "state" / "labeler" / "labeler.log"
    assert done.returncode == 1
    assert done.stderr.decode() == f"Something went wrong (RuntimeError). What happened is in {log}.\n"
    assert "minister" not in log.read_text(encoding="utf-8")
    assert "RuntimeError" in log.read_text(encoding="utf-8")


def test_suggest_for_files_without_a_project(shell: Shell) -> None:
    (shell.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (shell.folder / "b.jsonl").write_bytes(raw({"id": "b-1", "text": TEXT + " Yes.", "relations": []}))
    out = shell.json("suggest", "a.txt", "b.jsonl", "--to", "out.jsonl")
    tables = [json.loads(line) for line in (shell.folder / "out.jsonl").read_bytes().splitlines()]
    assert [(one["id"], one["annotator"], one["state"]) for one in tables] == [
        ("a", "suggestion", ""),
        ("b-1", "suggestion", ""),
    ]
    assert out["articles"] == 2
    assert out["claims"] == sum(len(one["claims"]) for one in tables) > 0
    assert {label["origin"] for one in tables for label in one["claims"]} == {"suggested"}
    shell.run("new", "p.labeler")
    assert "0 were refused" in shell.run("import", "p.labeler", "out.jsonl")
    (shell.folder / "bad.txt").write_bytes(b"\0")
    shell.run("suggest", "bad.txt", "--to", "none.jsonl", code=1)
    assert not (shell.folder / "none.jsonl").exists()
    shell.run("suggest", "out.jsonl", "--to", "out.jsonl", code=1)


def test_suggest_for_a_project_is_idempotent(project: Shell) -> None:
    assert project.json("suggest", "p.labeler", "--article", "b")["articles"] == 1
    assert project.json("suggest", "p.labeler", "--jobs", "2")["articles"] == 1
    assert project.json("suggest", "p.labeler")["articles"] == 0
    assert "nokey" in project.run("suggest", "p.labeler", "--article", "nokey", code=1)
