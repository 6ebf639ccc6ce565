"""Suggestions: their speed against spaCy's bare parse in the same run, their workers' cost, their scores.

Speed is counted in seconds of CPU, so that what else the machine does counts little: both sides read the same articles
in turns, and the fastest turn of each counts. Rows in "s" and "times" are wall clock: they want a quiet machine.
"""

import json
import lzma
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from labeler.nlp.client import Job, WorkerClient, suggest_all
from labeler.nlp.pipeline import load
from tests.benchmarks.figures import ROOT, SHARED, Figure
from tests.nlp.evaluate import SCHEME, default_scheme

TURNS = 3
SPEED = 85.0
LONG = 20_000
MEBIBYTE = 1024 * 1024


def measure(folder: Path) -> list[Figure]:
    with lzma.open(SHARED / "eval" / "news_relations_dev.jsonl.xz", "rt", encoding="utf-8") as file:
        texts: list[str] = [json.loads(line)["text"] for line in file]
    return [*_speed(texts), *_workers(texts), *_first(texts), *_scores(folder)]


def _speed(texts: list[str]) -> list[Figure]:
    pipeline = load(default_scheme())
    bare = spacy.load(pipeline.parser.path or "en_core_web_sm")
    assert bare.pipe_names == pipeline.parser.pipe_names

    def ours() -> None:
        for _ in pipeline.suggest_many(texts):
            pass

    def by_paragraph() -> None:
        for text in texts:
            for _ in bare.pipe([line for line in text.splitlines() if line.strip()]):
                pass

    def all_at_once() -> None:
        for _ in bare.pipe([line for text in texts for line in text.splitlines() if line.strip()]):
            pass

    turns = [[_cpu(work) for work in (by_paragraph, all_at_once, ours)] for _ in range(TURNS)]
    paragraphs, once, suggested = (len(texts) / min(turn[place] for turn in turns) for place in range(3))
    return [
        Figure(
            work="suggest, 84 articles", value=suggested, unit="articles/CPU s", better="higher", reference=paragraphs
        ),
        Figure(
            work="suggest, of nlp.pipe's speed by article",
            value=100 * suggested / paragraphs,
            unit="%",
            bar=SPEED,
            better="higher",
        ),
        Figure(
            work="suggest, of nlp.pipe's speed on all at once",
            value=100 * suggested / once,
            unit="%",
            bar=SPEED,
            better="higher",
        ),
    ]


def _cpu(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _workers(texts: list[str]) -> list[Figure]:
    jobs = [Job(str(number), "", text) for number, text in enumerate(texts)]
    taken: list[float] = []
    for workers in (1, 2):
        began = time.perf_counter()
        suggest_all(jobs, workers, lambda _: None, scheme=SCHEME.read_text(encoding="utf-8"))
        taken.append(time.perf_counter() - began)
    load_1 = os.getloadavg()[0]
    work = f"two processes against one, wall clock at load {load_1:.1f}"
    return [Figure(work=work, value=taken[0] / taken[1], unit="times", bar=1.6, better="higher")]


def _first(texts: list[str]) -> list[Figure]:
    """Return how long the open article waits, and what the worker holds after all articles."""
    article = "\n".join(texts)[:LONG]
    with WorkerClient(SCHEME.read_text(encoding="utf-8")) as client:
        began = time.perf_counter()
        client.suggest("a", "", texts[0])
        cold = time.perf_counter() - began
        taken: list[float] = []
        for _ in range(TURNS):
            began = time.perf_counter()
            client.suggest("a", "", article)
            taken.append(time.perf_counter() - began)
        for text in texts:
            client.suggest("a", "", text)
        held = _most_memory(client.pid)
    pipeline = load(default_scheme())
    parse = min(_cpu(lambda: list(pipeline.parser.pipe(article.splitlines())).clear()) for _ in range(TURNS))
    rows = [
        Figure(work="first suggestion, worker not started", value=cold, unit="s", bar=2.5),
        Figure(work="suggestions for 20,000 characters", value=min(taken), unit="s", bar=0.5, reference=parse),
    ]
    return rows + ([Figure(work="worker's memory", value=held, unit="MiB", bar=400)] if held else [])


def _most_memory(pid: int) -> float:
    """Return the most memory that a process held, in MiB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
    return int(lines["VmHWM"].split()[0]) * 1024 / MEBIBYTE


def _scores(folder: Path) -> list[Figure]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.nlp.evaluate", "relations", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout.strip().splitlines()[-1])
    (folder / "scores.json").write_text(done.stdout, encoding="utf-8")
    rows = [
        ("J50 F1", scores["J50"][2], 81.0),
        ("J50 precision", scores["J50"][0], 84.0),
        ("exact F1", scores["exact"][2], 57.0),
        ("relation F1", scores["relation"][2], 75.0),
        ("speaker given claim", scores["speaker_given_claim"], 92.5),
    ]
    return [
        Figure(work=f"{name} on news_relations_dev", value=value, unit="%", bar=bar, better="higher")
        for name, value, bar in rows
    ]
