"""Boilerplate, learnt and scored by lines: `python -m tests.nlp.pages fit|score|false`.

`fit` writes the weights that ship. It learns from the articles of `tests/fixtures`, the sample project and (where
LABELER_SHARED has them) a labelled article of each kind and news without boilerplate; each article of the first kinds
is scored by weights that it had no part in. `score` scores the weights that ship, with the articles that were held
back. `false` counts what is marked in news, where next to nothing should be.
"""

from __future__ import annotations

import json
import lzma
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from labeler.nlp.boilerplate import find_boilerplate
from labeler.nlp.furniture import Line
from labeler.nlp.grounds import FEATURES, PART, Grounds, learnable, stated
from labeler.nlp.layout import Page
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.linear import Rows, calibrate, fit, logistic
from labeler.nlp.paragraphs import paragraphs_of
from tests.fixtures.labelled import labelled_texts
from tests.nlp.evaluate import ROOT, SHARED

FIXTURES = ROOT / "tests" / "fixtures" / "boilerplate"
SEEDS = ROOT / "seeds"
WEIGHTS = ROOT / "labeler" / "nlp" / "weights" / f"{PART}.json"
TRAIN = SHARED / "eval" / "news_relations_train.jsonl.xz"

_STRENGTH = 0.5
_SURE = 4.0
_NEWS_WEIGHT = 0.05
_EVERY = 3
_LEAST_PROSE = 5


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with the spans that are no part of it."""

    key: str
    text: str
    regions: list[tuple[int, int]]

    def holds(self, line: Line) -> bool:
        """Tell whether most of a line is no part of the article."""
        marked = sum(max(0, min(line.end, end) - max(line.start, start)) for start, end in self.regions)
        return 2 * marked > line.end - line.start


def fixtures(part: str) -> list[Marked]:
    """Return the articles written for this, `dev` or `held`."""
    marks = tomllib.loads((FIXTURES / "marks.toml").read_text(encoding="utf-8"))
    return [_by_lines(FIXTURES / f"{key}.txt", runs) for key, runs in marks.items() if key.startswith(part)]


def seeds(layer: str) -> list[Marked]:
    """Return the labelled articles of the sample project."""
    lines = (SEEDS / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["annotator"] == layer]
    return [Marked(row["id"], row["text"], [(one["start"], one["end"]) for one in row["boilerplate"]]) for row in rows]


def other_seeds() -> list[Marked]:
    """Return the articles of the sample project without labels."""
    marks = tomllib.loads((FIXTURES / "seeds.toml").read_text(encoding="utf-8"))
    return [_by_lines(SEEDS / "articles" / f"{key}.txt", runs) for key, runs in marks.items()]


def gold(annotator: str) -> list[Marked]:
    """Return the labelled articles outside the repository."""
    out: list[Marked] = []
    for file in sorted((SHARED / "gold" / annotator).glob("*.json")):
        table = json.loads(file.read_text(encoding="utf-8"))
        text = (SHARED / "articles" / table["file"]).read_bytes().decode("utf-8")
        out.append(Marked(file.stem, text, [(start, end) for start, end in table["boilerplate"]]))
    return out


def news() -> Iterator[str]:
    """Yield news articles, in which there is next to no boilerplate."""
    with lzma.open(TRAIN, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def _by_lines(file: Path, runs: list[list[int]]) -> Marked:
    text = file.read_bytes().decode("utf-8")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return Marked(file.stem, text, [(starts[first - 1], starts[last] - 1) for first, last in runs])


def page_of(text: str) -> Page:
    """Return an article's page."""
    return Page([Line(one.text, one.start) for one in paragraphs_of(text)], {})


def counts(article: Marked, grounds: Grounds | None = None) -> tuple[int, int, int]:
    """Return how many characters are marked rightly, marked at all, and to be marked; white space aside."""
    wanted = _characters(article.text, article.regions)
    given = find_boilerplate(paragraphs_of(article.text), grounds=grounds)
    found = _characters(article.text, [(one.start, one.end) for one in given])
    return len(wanted & found), len(found), len(wanted)


def _characters(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if not text[place].isspace()}


def summary(rows: Sequence[tuple[int, int, int]]) -> str:
    """Return precision, recall and F1 of counts, in per cent."""
    right, found, wanted = (sum(column) for column in zip(*rows, strict=True))
    share = 200 * right / max(1, found + wanted)
    return f"P {100 * right / max(1, found):.1f} R {100 * right / max(1, wanted):.1f} F {share:.1f}"


class Study:
    """Lines to learn from: rows of traits with what is right, by article."""

    def __init__(self, articles: Sequence[Marked], clean: Sequence[str]) -> None:
        self.articles = articles
        self.rows = [list(self._rows(one)) for one in articles]
        self.plain = [traits for text in clean for traits in self._plain(text)]

    def fit(self, leave_out: int = -1) -> Learnt:
        """Return the weights learnt from all articles but one."""
        kept = [row for i, rows in enumerate(self.rows) if i != leave_out for row in rows if abs(row[2]) < _SURE]
        rows = Rows.of([*(learnable(one[0]) for one in kept), *map(learnable, self.plain)])
        right = [*(float(one[1]) for one in kept), *(0.0 for _ in self.plain)]
        weights = [*(1.0 for _ in kept), *(_NEWS_WEIGHT for _ in self.plain)]
        return Learnt(PART, FEATURES, {"line": fit(rows, right, weights, _STRENGTH).pruned()})

    @staticmethod
    def _rows(article: Marked) -> Iterator[tuple[list[str], bool, float]]:
        page = page_of(article.text)
        for i, line in enumerate(page.lines):
            traits = page.traits(i)
            yield traits, article.holds(line), stated(traits)

    @staticmethod
    def _plain(text: str) -> Iterator[list[str]]:
        """Yield the lines within the prose of an article that has no boilerplate there, and the sentences behind it."""
        page = page_of(text)
        for i in range(page.first, len(page.lines) if len(page.real) > _LEAST_PROSE else 0):
            traits = page.traits(i)
            if abs(stated(traits)) < _SURE and (i < page.last or "plain sentence" in traits):
                yield traits


def study() -> Study:
    """Return what there is to learn from."""
    own = [Marked(one.key, one.text, one.boilerplate) for one in labelled_texts()]
    articles = [*own, *fixtures("dev"), *seeds("gold"), *other_seeds()]
    if not SHARED.is_dir():
        return Study(articles, [])
    return Study([*articles, *gold("A")], [text for i, text in enumerate(news()) if i % _EVERY == 0])


def learn() -> None:
    """Write the weights that ship, and print what they are worth on articles that they were not learnt from."""
    given = study()
    rows: list[tuple[int, int, int]] = []
    scores: list[float] = []
    right: list[float] = []
    for i, article in enumerate(given.articles):
        grounds = Grounds(given.fit(i))
        rows.append(counts(article, grounds))
        for traits, true, _ in given.rows[i]:
            scores.append(logistic(grounds.weigh(traits)))
            right.append(float(true))
        print(f"{article.key:30} {summary(rows[-1:])}")
    print(f"each article by the others {summary(rows)}")
    whole = given.fit()
    slope, shift = calibrate(scores, right)
    numbers = {"slope": round(slope, 3), "shift": round(shift, 3)}
    WEIGHTS.write_text(Learnt(PART, FEATURES, whole.models, numbers).as_json(), encoding="utf-8")


def score() -> None:
    """Print what the weights that ship are worth."""
    parts = {f"seeds {layer}": seeds(layer) for layer in ("a", "b", "gold")} | {
        "written, looked at": fixtures("dev"),
        "written, held back": fixtures("held"),
        "of many kinds": [Marked(one.key, one.text, one.boilerplate) for one in labelled_texts()],
    }
    if SHARED.is_dir():
        parts |= {f"gold {annotator}": gold(annotator) for annotator in ("A", "B")}
    for name, articles in parts.items():
        print(f"{name:20} {summary([counts(one) for one in articles])}")


def false() -> None:
    """Print what is marked in news, by rule."""
    marked, total, touched = Counter[str](), 0, 0
    for text in news():
        regions = find_boilerplate(paragraphs_of(text))
        total += len(text)
        touched += bool(regions)
        for one in regions:
            marked[one.rule] += one.end - one.start
    print(f"{1000 * sum(marked.values()) / total:.2f} of 1,000 characters, {touched} articles; {dict(marked)}")


if __name__ == "__main__":
    {"fit": learn, "score": score, "false": false}[sys.argv[1]]()
