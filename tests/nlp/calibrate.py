"""Writes the numbers that turn scores into shares (`weights/scores.json`): `python -m tests.nlp.calibrate [--dry]`.

They are fitted on labels that people made by the guidelines: the sample project's, the short articles of many kinds,
those with their boilerplate marked, and the two articles outside the repository. Each kind is tried on articles that it
was not fitted on; one that does not come nearer to what is right (Brier score) keeps the scores of its rules.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from labeler.agreement.reliability import Reliability, reliability
from labeler.agreement.tally import Tally
from labeler.nlp import calibration
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.linear import Linear
from labeler.nlp.pipeline import Pipeline, load
from tests.nlp import reliability as measured
from tests.nlp.evaluate import PARSES, ROOT, default_scheme

FILE = ROOT / "labeler" / "nlp" / "weights" / f"{calibration.PART}.json"
# Not the author's own claims and stances: their scores were fitted on these articles already.
KINDS = ("attributed", "speaker", "boilerplate")

Cases = list[tuple[str, float, bool]]


def cases(pipeline: Pipeline) -> dict[str, list[Cases]]:
    """Return (rule, score, right) of each suggestion, by kind and then by article."""
    found: defaultdict[str, list[Cases]] = defaultdict(list)
    for name, source in measured.SOURCES.items():
        for kind, one in _of_source(pipeline, source()):
            if kind in KINDS and kind not in measured.UNMARKED.get(name, ()):
                found[kind].append(one)
    return found


def _of_source(pipeline: Pipeline, articles: Iterator[measured.Article]) -> Iterator[tuple[str, Cases]]:
    for article in articles:
        tally = Tally()
        proposed = measured.proposed(pipeline.suggest(article.text).suggestions)
        tally.add(article.key, article.text, proposed, article.marks, aided=False)
        by_kind: defaultdict[str, Cases] = defaultdict(list)
        for one in tally.outcomes:
            if one.score is not None:
                by_kind[one.kind].append((one.rule, one.score, one.right))
        yield from by_kind.items()


def tried(articles: Sequence[Cases]) -> tuple[Reliability, Reliability]:
    """Return how reliable scores are as they come, and as shares fitted on all articles but their own."""
    scores: list[float] = []
    for number, held in enumerate(articles):
        model = calibration.fit([one for other in (*articles[:number], *articles[number + 1 :]) for one in other])
        scores += [calibration.share(model, rule, score) for rule, score, _ in held]
    every = [one for held in articles for one in held]
    right = [hit for *_, hit in every]
    return reliability([score for _, score, _ in every], right), reliability(scores, right)


def fitted() -> Learnt:
    """Return the numbers for the kinds that gain by them, and print what each kind gains."""
    models: dict[str, Linear] = {}
    for kind, articles in cases(load(default_scheme(), parses=PARSES, calibrated=False)).items():
        before, after = tried(articles)
        assert before.brier is not None
        assert after.brier is not None
        better = after.brier < before.brier
        print(
            f"{kind}: {before.count} suggestions, calibration error {before.error:.3f} -> {after.error:.3f},"
            f" Brier {before.brier:.4f} -> {after.brier:.4f}{'' if better else ': left as it is'}"
        )
        if better:
            models[kind] = calibration.fit([one for held in articles for one in held])
    return Learnt(calibration.PART, calibration.FEATURES, models)


def main() -> None:
    """Fit, and write unless it is a dry run."""
    text = fitted().as_json()
    if "--dry" not in sys.argv:
        Path(FILE).write_text(text, encoding="utf-8")
        print(f"Wrote {FILE.name}.")


if __name__ == "__main__":
    main()
