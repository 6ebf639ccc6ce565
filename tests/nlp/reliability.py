"""How reliable the pipeline's scores are: `python -m tests.nlp.reliability [seeds|gold|texts|pages|news [articles]]…`.

Each suggestion is compared with people's labels; for each kind it is printed how often it was right in each bin of
scores. `news` takes whole utterances of the articles that weights were learnt from. Parses are kept as for `evaluate`.
"""

from __future__ import annotations

import json
import lzma
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path

from labeler.agreement.marks import Key, Mark, MarkedClaim, Marks, of_labels, of_suggestions
from labeler.agreement.measures import Relation, compare_relations
from labeler.agreement.reliability import Reliability, reliability
from labeler.agreement.tally import KINDS, Proposed, Tally
from labeler.domain.suggestions import Suggestion
from labeler.formats.reading import read_lines
from labeler.nlp.pipeline import load
from tests.fixtures.labelled import labelled_texts
from tests.nlp.evaluate import PARSES, ROOT, SHARED, default_scheme

TRAIN = SHARED / "eval" / "news_relations_train.jsonl.xz"
PAGES = ROOT / "tests" / "fixtures" / "boilerplate"
LABELS = ROOT / "seeds" / "labels.jsonl"


@dataclass(frozen=True, slots=True)
class Article:
    """A text with one person's labels."""

    key: str
    text: str
    marks: Marks


def seeds(annotator: str = "a") -> Iterator[Article]:
    """Yield the articles of the sample project that an annotator labelled."""
    with LABELS.open("rb") as stream:
        for read in read_lines(stream, LABELS.name, stem="seed"):
            line = read.line
            if line is not None and line.annotator == annotator:
                names = {speaker: [name] for speaker, name in line.names.items()}
                marks = of_labels(line.claims, line.speakers, line.stances, line.boilerplate, names)
                yield Article(line.key, line.text, marks)


def gold(annotator: str = "A") -> Iterator[Article]:
    """Yield the two articles outside the repository that were labelled by the guidelines."""
    for file in sorted((SHARED / "gold" / annotator).glob("*.json")):
        table = json.loads(file.read_text(encoding="utf-8"))
        text = (SHARED / "articles" / table["file"]).read_bytes().decode("utf-8")
        places = {one["id"]: (one["start"], one["end"]) for one in table["speakers"]}
        claims = tuple(
            MarkedClaim(
                id=one["id"],
                pieces=((one["start"], one["end"]),),
                own=one["attribution"] == "author",
                type=one["type"],
                speaker=(places[one["speaker"]],) if one["speaker"] else (),
                names=frozenset() if one["entity"] == "AUTHOR" else frozenset({one["entity"].casefold()}),
                stances={f"{one['id']}-{n}": (s["topic"], s["value"]) for n, s in enumerate(one["stances"])},
            )
            for one in table["claims"]
        )
        speakers = tuple(Mark(one["id"], one["start"], one["end"]) for one in table["speakers"])
        regions = tuple(Mark(f"{start}", start, end) for start, end in table["boilerplate"])
        yield Article(Path(table["file"]).stem, text, Marks(claims=claims, speakers=speakers, boilerplate=regions))


def texts() -> Iterator[Article]:
    """Yield the short articles of many kinds. No stances are marked in them."""
    for one in labelled_texts():
        claims = tuple(
            MarkedClaim(
                id=f"{number}",
                pieces=((claim.start, claim.end),),
                own=claim.attribution == "author",
                type=claim.type,
                names=frozenset({claim.entity.casefold()} - {""}),
                stances={},
            )
            for number, claim in enumerate(one.claims)
        )
        speakers = tuple(Mark(f"{number}", mark.start, mark.end) for number, mark in enumerate(one.speakers))
        regions = tuple(Mark(f"{number}", *span) for number, span in enumerate(one.boilerplate))
        yield Article(one.key, one.text, Marks(claims=claims, speakers=speakers, boilerplate=regions))


def pages() -> Iterator[Article]:
    """Yield the articles whose boilerplate is marked, without those that are held out."""
    marked = tomllib.loads((PAGES / "marks.toml").read_text(encoding="utf-8"))
    for key, blocks in marked.items():
        if key.startswith("dev-"):
            text = (PAGES / f"{key}.txt").read_text(encoding="utf-8")
            edges = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
            regions = (Mark(f"{first}", edges[first - 1], edges[last]) for first, last in blocks)
            yield Article(key, text, Marks(boilerplate=tuple(regions)))


SOURCES: Mapping[str, Callable[[], Iterator[Article]]] = {"seeds": seeds, "gold": gold, "texts": texts, "pages": pages}
UNMARKED: Mapping[str, frozenset[str]] = {
    "texts": frozenset({"stance", "stance_given"}),
    "pages": frozenset(KINDS) - {"boilerplate"},
}
"""The kinds that were not marked in the articles of a source: nothing is measured of them."""


def proposed(suggestions: list[Suggestion]) -> Proposed:
    """Return suggestions as a tally takes them."""
    scored: dict[Key, tuple[str, float | None]] = {(one.kind, one.id): (one.rule, one.score) for one in suggestions}
    return Proposed(of_suggestions(suggestions), scored)


def tallied(articles: Iterator[Article]) -> Tally:
    """Compare the suggestions for articles with their labels."""
    pipeline, tally = load(default_scheme(), parses=PARSES), Tally()
    for one in articles:
        tally.add(one.key, one.text, proposed(pipeline.suggest(one.text).suggestions), one.marks, aided=False)
    return tally


def news(articles: int | None = None) -> Reliability:
    """Return how reliable the scores of whole utterances are in news."""
    pipeline = load(default_scheme(), utterances=True, parses=PARSES)
    scores: list[float] = []
    right: list[bool] = []
    with lzma.open(TRAIN, "rt", encoding="utf-8") as lines:
        for line in islice(lines, articles):
            table = json.loads(line)
            found = pipeline.suggest(table["text"]).suggestions
            relations = [Relation(one["source"], one["content"], one["claim_like"]) for one in table["relations"]]
            judged = compare_relations(of_suggestions(found).claims, relations, table["text"]).judged
            for one in found:
                if one.kind == "claim" and one.id in judged:
                    scores.append(one.score)
                    right.append(judged[one.id])
    return reliability(scores, right)


def main() -> None:
    """Print a table for each set of articles that was asked for."""
    words = sys.argv[1:] or list(SOURCES)
    for word in words:
        if word == "news":
            count = next((int(one) for one in words if one.isdigit()), None)
            show("news: utterances", news(count))
        elif not word.isdigit():
            for row in tallied(SOURCES[word]()).by_kind():
                if row.suggested and row.kind not in UNMARKED.get(word, ()):
                    show(f"{word}: {KINDS[row.kind]}", row.reliability)


def show(title: str, found: Reliability) -> None:
    """Print one table."""
    if not found.count:
        return
    print(f"{title}: n {found.count}, mean {found.mean:.3f}, right {found.share:.3f}, ", end="")
    print(f"calibration error {found.error:.3f}, Brier {found.brier:.3f}")
    for one in found.bins:
        low, high = one.share.low or 0.0, one.share.high or 0.0
        print(
            f"  {one.low:.1f}  n {one.count:4}  mean {one.mean:.2f}  right {one.share.value:.2f} ({low:.2f}-{high:.2f})"
        )


if __name__ == "__main__":
    main()
