"""A dataset in and out: import, the same import again, export, verification; against reading and writing bare JSON."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from labeler.gui.projects import new_project
from labeler.services import projects
from labeler.services.exporting import export
from labeler.services.importing import import_paths
from labeler.services.verifying import verify_export
from tests.benchmarks.figures import SHARED, Figure

ARTICLES, ANNOTATORS = 500, 2


def once(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def measure(folder: Path) -> list[Figure]:
    corpus = folder / "corpus.jsonl"
    maker = SHARED / "eval" / "make_native_corpus.py"
    subprocess.run([sys.executable, maker, str(ARTICLES), corpus, str(ANNOTATORS)], check=True)
    lines = ARTICLES * ANNOTATORS
    read = once(lambda: [json.loads(raw) for raw in corpus.open(encoding="utf-8")])
    values = [json.loads(raw) for raw in corpus.open(encoding="utf-8")]
    write = once(
        lambda: (folder / "bare.jsonl").write_text("\n".join(json.dumps(one) for one in values), encoding="utf-8")
    )
    store = new_project(str(folder / "dataset.labeler"), "Figures", "anna")
    lead = projects.actor_named(store, None)
    took_in = once(lambda: import_paths(store, lead, [corpus]))
    again = once(lambda: import_paths(store, lead, [corpus]))
    out = once(lambda: export(store, lead, folder / "out", layer="all"))
    checked = once(lambda: verify_export(folder / "out"))
    store.close()
    works = (
        ("import", took_in, read),
        ("the same import again", again, read),
        ("export", out, write),
        ("verify the export", checked, read),
    )
    return [
        Figure(
            work=f"{work}, {lines} lines", value=lines / value, unit="lines/s", better="higher", reference=lines / bare
        )
        for work, value, bare in works
    ]
