"""Articles with stances to learn from and be tried on, with schemes: `python -m tests.nlp.stands [pipeline|fit]`.

The sample project and the fully labelled articles (outside the repository) share the default scheme; `tests.fixtures`
has a second scheme with articles of its own (`city`, of which those named "held" are only ever scored) and one of many
subjects (`debates`). Without arguments the figures are those of weights fitted without the article at hand, given the
claims that people marked; `pipeline` scores whole suggestions with the weights that ship; `fit` writes
those.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labeler.agreement.matching import matched
from labeler.domain.labels import Claim, Label, Stance
from labeler.domain.scheme import Scheme, parse_scheme
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.lessons import Lesson, ReadLesson
from labeler.nlp.learning.stance import FEATURES, PART, Example, StanceScore, examples_of, fit, fit_models
from labeler.nlp.pipeline import Pipeline
from tests.fixtures.labelled import labelled_texts
from tests.fixtures.parsing import pipeline_of
from tests.nlp.evaluate import PARSES, ROOT, SHARED, default_scheme
from tests.nlp.lessons import SEEDS, fixture_lesson

CITY = ROOT / "tests" / "fixtures" / "city"
DEBATES = ROOT / "tests" / "fixtures" / "debates.toml"
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)

_MARK = re.compile(r"\[\[(.*?)\|(=?)([^\]]*)\]\]", re.DOTALL)
_VALUES = {"+": "support", "-": "oppose", "0": "neutral"}


@dataclass(frozen=True, slots=True)
class Stand:
    """An article with stances, and the collection that it is of: `gold A`, `seeds a`, `city`, `debates` and so on."""

    lesson: Lesson
    collection: str
    scheme: Scheme

    @property
    def subject(self) -> str:
        """The scheme's name."""
        return self.scheme.name


def stands(*, held: bool = False) -> list[Stand]:
    """Return all articles to learn from; with `held` those of `city` that are only ever scored."""
    city = [one for one in city_lessons() if ("held" in one.article_id) == held]
    out = [Stand(one, "city", city_scheme()) for one in city]
    if held:
        return out
    ours = default_scheme()
    for annotator in ("a", "b"):
        out += [Stand(one, f"seeds {annotator}", ours) for one in _records(_seeds(annotator))]
    for annotator in ("A", "B"):
        out += [Stand(one, f"gold {annotator}", ours) for one in _records(_gold(annotator))]
    return out + [Stand(one, "debates", debates_scheme()) for one in debates_lessons()]


def city_scheme() -> Scheme:
    """Return the second scheme."""
    return parse_scheme((CITY / "scheme.toml").read_text(encoding="utf-8"))


def debates_scheme() -> Scheme:
    """Return the scheme of many subjects."""
    return parse_scheme(DEBATES.read_text(encoding="utf-8"))


def city_lessons() -> Iterator[Lesson]:
    """Yield the articles of the second scheme: `[[words|C+ L-]]` is a claim with its stances, `|=` the author's own."""
    for file in sorted(CITY.glob("*.txt")):
        yield read_city(file.stem, file.read_text(encoding="utf-8"))


def read_city(key: str, marked: str) -> Lesson:
    """Read a text with marks."""
    text, place = "", 0
    labels: list[Label] = []
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        start, place = len(text), mark.end()
        text += mark[1]
        number = f"c{len(labels)}"
        inner = mark[1].strip("“”,.")
        start += mark[1].index(inner)
        labels.append(_claim(number, text, (start, start + len(inner)), "author" if mark[2] else "indirect"))
        labels += [_stance(number, one[:-1], _VALUES[one[-1]]) for one in mark[3].split()]
    return Lesson(key, text + marked[place:], tuple(labels))


def debates_lessons() -> Iterator[Lesson]:
    """Yield the texts of the folder `texts` with their stances."""
    table = tomllib.loads(DEBATES.read_text(encoding="utf-8"))["stances"]
    for article in labelled_texts():
        if article.key in table:
            lesson = fixture_lesson(article)
            stances: list[Label] = []
            for words, stance in table[article.key]:
                [claim] = [one for one in lesson.labels if isinstance(one, Claim) and one.text.startswith(words)]
                stances.append(_stance(claim.id, stance[:-1], _VALUES[stance[-1]]))
            yield Lesson(article.key, article.text, (*lesson.labels, *stances))


def _seeds(annotator: str) -> Iterator[dict[str, Any]]:
    records = (json.loads(line) for line in SEEDS.read_text(encoding="utf-8").splitlines())
    return (one for one in records if one["annotator"] == annotator)


def _gold(annotator: str) -> Iterator[dict[str, Any]]:
    for file in sorted((SHARED / "gold" / annotator).glob("*.json")):
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        record["text"] = (SHARED / "articles" / record["file"]).read_bytes().decode("utf-8")
        record["id"] = Path(record["file"]).stem
        record["stances"] = [{"claim_id": one["id"], **stance} for one in record["claims"] for stance in one["stances"]]
        yield record


def _records(records: Iterable[dict[str, Any]]) -> Iterator[Lesson]:
    """Yield lessons of records in the dataset form, of which there are two for each article: each counts half."""
    for one in records:
        labels: list[Label] = [
            _claim(claim["id"], one["text"], (claim["start"], claim["end"]), claim["attribution"], claim["type"])
            for claim in one["claims"]
        ]
        labels += [_stance(stance["claim_id"], stance["topic"], stance["value"]) for stance in one["stances"]]
        yield Lesson(one["id"], one["text"], tuple(labels), weight=0.5)


def _claim(number: str, text: str, span: tuple[int, int], attribution: str, kind: str = "") -> Claim:
    start, end = span
    return Claim(id=number, set_id="", start=start, end=end, text=text[start:end], type=kind, attribution=attribution)


def _stance(claim: str, topic: str, value: str) -> Stance:
    return Stance(id=f"{claim}/{topic}", set_id="", claim_id=claim, topic=topic, value=value)


class Readers:
    """A pipeline for each scheme, on one parser."""

    def __init__(self) -> None:
        self._known: dict[str, Pipeline] = {}

    def of(self, scheme: Scheme) -> Pipeline:
        """Return the pipeline of a scheme."""
        if scheme.sha256 not in self._known:
            self._known[scheme.sha256] = pipeline_of(scheme, parses=PARSES)
        return self._known[scheme.sha256]


def read_stands(given: Sequence[Stand], readers: Readers) -> list[ReadLesson]:
    """Return the articles parsed."""
    return [ReadLesson(one.lesson, readers.of(one.scheme).read(one.lesson.text)) for one in given]


def learn() -> Learnt:
    """Return the weights that ship, fitted on all articles but those held out."""
    return fit(read_stands(stands(), Readers()), shipping=True)


@dataclass(slots=True)
class Counts:
    """Suggested, marked, topics right, stances right."""

    suggested: int = 0
    marked: int = 0
    topics: int = 0
    sides: int = 0

    def __str__(self) -> str:
        return "  ".join(
            f"{p:5.1f} {r:5.1f} {f:5.1f}" for p, r, f in (self._three(self.topics), self._three(self.sides))
        )

    def _three(self, right: int) -> tuple[float, float, float]:
        p, r = right / max(1, self.suggested), right / max(1, self.marked)
        return 100 * p, 100 * r, 100 * 2 * p * r / max(1e-9, p + r)


def count(examples: Iterable[Example], score: StanceScore, threshold: float, counts: Counts) -> None:
    """Count what the weights suggest for claims as people marked them."""
    for one in examples:
        counts.marked += one.value != ""
        if one.leaning is None:
            continue
        judged = score.judge(one.leaning)
        if judged.score >= threshold and max(judged.supports, 1 - judged.supports) >= score.least_side:
            counts.suggested += 1
            counts.topics += one.value != ""
            counts.sides += one.value == ("support" if judged.supports >= 0.5 else "oppose")


def left_out(group: str) -> None:
    """Print the figures of weights fitted without each article ("article") or scheme ("scheme")."""
    given = stands()
    read = [list(examples_of(one)) for one in read_stands(given, Readers())]
    names = [one.lesson.article_id if group == "article" else one.subject for one in given]
    tables: defaultdict[str, dict[float, Counts]] = defaultdict(lambda: {one: Counts() for one in THRESHOLDS})
    for name in sorted(set(names)):
        rest = [example for some, own in zip(read, names, strict=True) if own != name for example in some]
        score = StanceScore(Learnt(PART, FEATURES, fit_models(rest, None), _PLAIN))
        for some, own, stand in zip(read, names, given, strict=True):
            for threshold, counts in tables[stand.collection].items() if own == name else ():
                count(some, score, threshold, counts)
    for collection, table in sorted(tables.items()):
        for threshold, counts in table.items():
            print(f"{collection:10} {threshold:.2f} {counts}  of {counts.suggested} and {counts.marked}")


_PLAIN = {"threshold": 0.0, "side": 0.6, "slope": 1.0, "shift": 0.0}


def suggested(given: Sequence[Stand], readers: Readers) -> Counts:
    """Return the figures of whole suggestions: stances of claims that match marked ones, as the scorer counts them."""
    counts = Counts()
    for stand in given:
        found = readers.of(stand.scheme).suggest(stand.lesson.text).suggestions
        claims = [one for one in stand.lesson.labels if isinstance(one, Claim)]
        offered = [one for one in found if one.kind == "claim"]
        words = [_words(stand.lesson.text, one.start or 0, one.end or 0) for one in offered]
        pairs = matched(words, [_words(stand.lesson.text, one.start, one.end) for one in claims], 0.5)
        for mine, theirs in pairs:
            wanted = {
                (one.topic, one.value)
                for one in stand.lesson.labels
                if isinstance(one, Stance) and one.claim_id == claims[theirs].id
            }
            given_ones = {(one.topic, one.value) for one in found if one.claim_id == offered[mine].id}
            counts.suggested += len(given_ones)
            counts.marked += len(wanted)
            counts.topics += len({topic for topic, _ in given_ones} & {topic for topic, _ in wanted})
            counts.sides += len(given_ones & wanted)
    return counts


def _words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(start + one.start() for one in re.finditer(r"\w+", text[start:end]))


def main() -> None:
    """Print the figures, or write the weights that ship."""
    if "fit" in sys.argv[1:]:
        (ROOT / "labeler" / "nlp" / "weights" / "stance.json").write_text(learn().as_json(), encoding="utf-8")
        return
    if "pipeline" in sys.argv[1:]:
        readers = Readers()
        for given in (stands(), stands(held=True)):
            for collection in sorted({one.collection for one in given}):
                name = collection + (" held" if given[0].lesson.article_id.find("held") > 0 else "")
                print(f"{name:10} {suggested([one for one in given if one.collection == collection], readers)}")
        return
    for group in ("article", "scheme"):
        print(f"without the {group}: topic P R F1, stance P R F1")
        left_out(group)


if __name__ == "__main__":
    main()
