"""Scores the pipeline against people's labels: `python -m tests.nlp.evaluate WHAT [articles] [--by rule] [--json]`.

`relations` (news; with `--by rule` also each rule's precision and the reliability of the scores), `removal` (what each
rule adds to these), `examples` (ten right and ten wrong ones of each rule, with causes), `labels` (fully labelled
articles) and `seeds` (the sample project, by annotator). The first
three look at the dev articles; `train` after them makes the last two look at the train articles.

Parses are kept in the folder LABELER_PARSES, if it is set: what was parsed once is scored in a fraction of the time.
The texts lie outside the repository, in the folder LABELER_SHARED (else ../shared beside it).
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from labeler.domain.scheme import Scheme, parse_scheme
from labeler.domain.suggestions import Suggestion
from labeler.nlp.pipeline import Pipeline
from tests.fixtures.parsing import pipeline_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("LABELER_SHARED", ROOT.parent / "shared"))
DEV = SHARED / "eval" / "news_relations_dev.jsonl.xz"
SCORER = SHARED / "eval" / "score_suggestions.py"
PARSES = Path(os.environ["LABELER_PARSES"]) if "LABELER_PARSES" in os.environ else None
SCHEME = ROOT / "resources" / "schemes" / "claims-speakers-stances.toml"


def default_scheme() -> Scheme:
    """Return the scheme that comes with the program."""
    return parse_scheme(SCHEME.read_text(encoding="utf-8"))


def dataset_record(key: str, text: str, suggestions: list[Suggestion]) -> dict[str, Any]:
    """Return suggestions in the form that the scorer reads."""

    def rows(kind: str, *names: str) -> list[dict[str, Any]]:
        return [
            {name: getattr(one, name) for name in ("id", "start", "end", "text", *names)}
            for one in suggestions
            if one.kind == kind
        ]

    return {
        "id": key,
        "text": text,
        "claims": rows("claim", "attribution", "type", "speaker_id"),
        "speakers": rows("speaker", "entity"),
        "stances": rows("stance", "claim_id", "topic", "value"),
        "boilerplate": rows("boilerplate"),
    }


def predict(pipeline: Pipeline, texts: Iterable[tuple[str, str]], file: Path) -> None:
    """Write the suggestions for (key, text) pairs."""
    with file.open("w", encoding="utf-8") as lines:
        for key, text in texts:
            lines.write(json.dumps(dataset_record(key, text, pipeline.suggest(text).suggestions)) + "\n")


def score(kind: str, gold: Path, predicted: Path) -> dict[str, Any]:
    """Return what the scorer says."""
    command = [sys.executable, str(SCORER), kind, str(gold), str(predicted), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def score_relations(folder: Path, articles: int | None = None) -> dict[str, Any]:
    """Score whole utterances on the development articles of the news relations."""
    with lzma.open(DEV, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:articles]
    some = folder / "gold.jsonl"
    some.write_text("".join(json.dumps(one) + "\n" for one in gold), encoding="utf-8")
    pipeline = pipeline_of(default_scheme(), utterances=True, parses=PARSES)
    predict(pipeline, ((one["id"], one["text"]) for one in gold), folder / "relations.jsonl")
    return score("relations", some, folder / "relations.jsonl")


def score_labels(folder: Path, annotator: str = "A") -> dict[str, Any]:
    """Score the product's suggestions on fully labelled articles."""
    gold = SHARED / "gold" / annotator
    names = [json.loads(file.read_text(encoding="utf-8"))["file"] for file in sorted(gold.glob("*.json"))]
    texts = [(Path(name).stem, (SHARED / "articles" / name).read_bytes().decode("utf-8")) for name in names]
    predict(pipeline_of(default_scheme(), parses=PARSES), texts, folder / "labels.jsonl")
    return score("labels", gold, folder / "labels.jsonl")


def score_seeds(annotator: str) -> dict[str, list[float]]:
    """Score the product's attributed and author's claims on the sample project: precision, recall, F1."""
    from tests.nlp.by_rule import scorer

    ss, pipeline, counts = scorer(), pipeline_of(default_scheme(), parses=PARSES), [0] * 8
    for line in (ROOT / "seeds" / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["annotator"] != annotator:
            continue
        tokens = ss.Tokens(record["text"])
        suggested = [one for one in pipeline.suggest(record["text"]).suggestions if one.kind == "claim"]
        for k, author in enumerate((False, True)):
            have = [one for one in suggested if (one.attribution == "author") == author]
            have = [tokens.of([(one.start, one.end)], True) for one in have]
            want = [one for one in record["claims"] if (one["attribution"] == "author") == author]
            want = [tokens.of([(one["start"], one["end"])], True) for one in want]
            row = len(have), len(want), len(ss.match(have, want, 0.5)), len(ss.match(have, want, 1.0))
            counts[4 * k : 4 * k + 4] = [a + b for a, b in zip(counts[4 * k : 4 * k + 4], row, strict=True)]
    return {
        f"{who}_{what}": ss.prf(counts[4 * k + column], counts[4 * k], counts[4 * k + 1])
        for k, who in enumerate(("attributed", "author"))
        for column, what in ((2, "J50"), (3, "exact"))
    }


def score_rules(kind: str, split: str, articles: int | None) -> dict[str, Any]:
    """Return what each rule is worth on the news relations; `examples` are printed."""
    from tests.nlp import by_rule

    with lzma.open(DEV.with_name(f"news_relations_{split}.jsonl.xz"), "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][:articles]
    suggested = by_rule.suggest_all(pipeline_of(default_scheme(), utterances=True, parses=PARSES), gold)
    if kind == "removal":
        return {"removal": by_rule.removal(gold, suggested)}
    results = list(by_rule.scored(gold, suggested))
    if kind == "examples":
        print("\n".join(by_rule.examples(gold, results)))
        return {}
    return {"rules": by_rule.table(results), "reliability": by_rule.reliability(results)}


def main() -> None:
    """Print the scores; with `--json` the last line is one JSON object."""
    words = [word for word in sys.argv[1:] if word not in {"--json", "--by", "rule"}]
    kind = words[0] if words else "relations"
    split = "train" if "train" in words else "dev"
    articles = next((int(word) for word in words if word.isdigit()), None)
    indent = None if "--json" in sys.argv else 1
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        if kind == "labels":
            scores = {annotator: score_labels(Path(folder), annotator) for annotator in ("A", "B")}
        elif kind == "seeds":
            scores = {annotator: score_seeds(annotator) for annotator in ("a", "b", "gold")}
        elif kind in {"removal", "examples"}:
            scores = score_rules(kind, split, articles)
        else:
            scores = score_relations(Path(folder), articles)
            if "--by" in sys.argv:
                scores |= score_rules(kind, split, articles)
    print(f"{time.perf_counter() - started:.1f} s")
    print(json.dumps(scores, indent=indent))


if __name__ == "__main__":
    main()
