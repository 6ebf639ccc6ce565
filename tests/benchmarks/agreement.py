"""The report on agreement of five annotators, every interval from 1,000 draws: the whole command, on one core.

A tenth of the work set of 10,000 articles is used unless LABELER_LONG is set; the bar of its CPU is for all of it.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from labeler.agreement.report import report_of_json
from tests.benchmarks import agreement_page
from tests.benchmarks.figures import ROOT, SHARED, Figure, seconds

MAKER = SHARED / "eval" / "make_native_corpus.py"
CPU, MEGABYTES, OPENING = 40.0, 1500.0, 0.1


def measure(folder: Path) -> list[Figure]:
    if not MAKER.is_file():
        print(f"agreement: {MAKER} is missing", file=sys.stderr)
        return []
    is_long = bool(os.environ.get("LABELER_LONG"))
    articles = 10_000 if is_long else 1_000
    lines = folder / "lines.jsonl"
    subprocess.run([sys.executable, MAKER, str(articles), lines, "5"], check=True)
    raw = seconds(lambda: _parsed(lines), runs=1, cpu=True)
    out = folder / "report.json"
    used, peak = _command("agreement", lines, "--json", to=out)
    work = f"agreement, {articles:,} articles x 5"
    table = json.loads(out.read_bytes())
    kept = folder / "kept.json"
    kept.write_text(json.dumps(table), encoding="utf-8")
    opening = seconds(lambda: report_of_json(json.loads(kept.read_bytes())))
    return [
        Figure(work=f"{work}: CPU", value=used, unit="s", bar=CPU if is_long else None, reference=raw),
        Figure(work=f"{work}: memory", value=peak, unit="MB", bar=MEGABYTES),
        Figure(work=f"{work}: a kept report read", value=opening, unit="s", bar=OPENING),
        *agreement_page.figures(kept, folder, work),
    ]


def _parsed(lines: Path) -> None:
    """What cannot be left out: the lines as JSON, unchecked."""
    with lines.open("rb") as stream:
        for line in stream:
            json.loads(line)


def _command(*arguments: object, to: Path) -> tuple[float, float]:
    """Return the CPU seconds and the peak in MB of a command that may use one core."""
    pinned = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if pinned:
        os.sched_setaffinity(0, pinned[:1])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with to.open("wb") as out:
        subprocess.run([sys.executable, "-m", "labeler", *map(str, arguments)], stdout=out, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if pinned:
        os.sched_setaffinity(0, pinned)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"wall clock {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return used, after.ru_maxrss / 1024
