"""Suggestions against the bare parse of the same texts, and their scores on the news relations."""

import json
import lzma
import subprocess
import sys
import time
from pathlib import Path

from labeler.config.paths import resources
from labeler.domain.scheme import parse_scheme
from labeler.nlp.pipeline import load
from tests.benchmarks.figures import ROOT, SHARED, Figure


def measure(folder: Path) -> list[Figure]:
    dev = SHARED / "eval" / "news_relations_dev.jsonl.xz"
    with lzma.open(dev, "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    scheme = parse_scheme((resources() / "schemes" / "claims-speakers-stances.toml").read_text(encoding="utf-8"))
    pipeline = load(scheme)
    texts = [article["text"] for article in articles]
    began = time.process_time()
    for _ in pipeline.suggest_many(texts):
        pass
    ours = len(texts) / (time.process_time() - began)
    began = time.process_time()
    for text in texts:
        for _ in pipeline.parser.pipe(line for line in text.splitlines() if line.strip()):
            pass
    bare = len(texts) / (time.process_time() - began)
    done = subprocess.run(
        [sys.executable, "-m", "tests.nlp.evaluate", "relations", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout.strip().splitlines()[-1])
    (folder / "scores.json").write_text(done.stdout, encoding="utf-8")
    return [
        Figure(work="suggest, 84 articles", value=ours, unit="articles/CPU s", better="higher", reference=bare),
        Figure(work="J50 F1 on news_relations_dev", value=scores["J50"][2], unit="%", bar=76, better="higher"),
        Figure(
            work="relation F1 on news_relations_dev", value=scores["relation"][2], unit="%", bar=69, better="higher"
        ),
    ]
