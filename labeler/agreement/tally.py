"""What suggestions were worth, article by article: outcomes gathered, then reported by measure, kind and rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from labeler.agreement.intervals import Figure, Figures, figures, wilson
from labeler.agreement.marks import Key, Marks
from labeler.agreement.measures import MEASURES, ArticleCounts, Compared, Counts, Measure, compare, total
from labeler.agreement.reliability import Reliability, reliability

KINDS: Mapping[str, str] = {
    "attributed": "attributed claims",
    "author": "author's own claims",
    "speaker": "speakers",
    "stance": "stances",
    "stance_given": "stances of right claims",
    "boilerplate": "boilerplate",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was suggested in one article. `scored` holds the rule and the score (None: none) of each suggestion."""

    marks: Marks
    scored: Mapping[Key, tuple[str, float | None]]


class Outcome(NamedTuple):
    """One suggestion, and whether it was right."""

    kind: str
    rule: str
    score: float | None
    right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with its figures."""

    measure: Measure
    figures: Figures


@dataclass(frozen=True, slots=True)
class Group:
    """The figures over some of the sets."""

    articles: int
    sets: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How often a rule's suggestions were right, with Wilson's interval, and the mean of their scores."""

    kind: str
    rule: str
    suggested: int
    right: int
    precision: Figure
    mean: float | None

    @property
    def name(self) -> str:
        """The kind in words."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class KindRow:
    """The same for all suggestions of a kind, and how reliable their scores are."""

    kind: str
    suggested: int
    right: int
    precision: Figure
    reliability: Reliability

    @property
    def name(self) -> str:
        """The kind in words."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """The counts of one article, over all sets that were compared."""

    article: str
    sets: int
    counts: ArticleCounts


@dataclass(slots=True)
class _Set:
    article: str
    aided: bool
    counts: ArticleCounts


@dataclass(slots=True)
class Tally:
    """Takes sets one by one. A set is `aided` if its annotator saw suggestions."""

    _sets: list[_Set] = field(default_factory=list["_Set"])
    _outcomes: list[Outcome] = field(default_factory=list["Outcome"])

    def add(self, article: str, text: str, suggested: Proposed, labelled: Marks, *, aided: bool) -> None:
        """Compare what was suggested in an article with one set of labels."""
        compared = compare(suggested.marks, labelled, text)
        self._sets.append(_Set(article, aided, compared.counts))
        self._outcomes += _outcomes(suggested, compared)

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """What became of each suggestion, set by set."""
        return self._outcomes

    @property
    def aided(self) -> int:
        """The number of sets whose annotators saw suggestions."""
        return sum(one.aided for one in self._sets)

    @property
    def unaided(self) -> int:
        """The number of sets whose annotators saw none."""
        return len(self._sets) - self.aided

    def group(self, *, aided: bool | None = None) -> Group:
        """Return the figures over all sets, or over those that are aided, or are not. Intervals draw articles."""
        chosen = [one for one in self._sets if aided is None or one.aided == aided]
        by_article = [total(sets) for sets in _by_article(chosen).values()]
        rows = (Row(one, figures([counts.get(one.key, Counts()) for counts in by_article])) for one in MEASURES)
        return Group(len(by_article), len(chosen), tuple(rows))

    def by_article(self) -> list[ArticleRow]:
        """Return the counts of each article, in the order in which they came."""
        return [ArticleRow(key, len(sets), total(sets)) for key, sets in _by_article(self._sets).items()]

    def by_rule(self) -> list[RuleRow]:
        """Return how often each rule was right, by kind, the rule with most suggestions first."""
        found: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
        for one in self._outcomes:
            if one.kind != "stance_given":
                found[one.kind, one.rule].append(one)
        kinds = list(KINDS)
        ordered = sorted(found.items(), key=lambda pair: (kinds.index(pair[0][0]), -len(pair[1]), pair[0][1]))
        return [_rule_row(kind, rule, held) for (kind, rule), held in ordered]

    def by_kind(self) -> list[KindRow]:
        """Return how often the suggestions of each kind were right, and how reliable their scores are."""
        return [_kind_row(kind, [one for one in self._outcomes if one.kind == kind]) for kind in KINDS]


def _by_article(sets: Iterable[_Set]) -> dict[str, list[ArticleCounts]]:
    found: defaultdict[str, list[ArticleCounts]] = defaultdict(list)
    for one in sets:
        found[one.article].append(one.counts)
    return found


def _outcomes(suggested: Proposed, compared: Compared) -> Iterator[Outcome]:
    """Yield what became of each suggestion. Stances stand twice: among all, and among those of right claims."""
    marks = suggested.marks
    keys: list[tuple[str, Key]] = []
    for one in marks.claims:
        keys.append(("author" if one.own else "attributed", ("claim", one.id)))
        for id_ in one.stances:
            key: Key = ("stance", id_)
            keys += [("stance", key), *([("stance_given", key)] if key in compared.given else ())]
    keys.extend(("speaker", ("speaker", one.id)) for one in marks.speakers)
    keys.extend(("boilerplate", ("boilerplate", one.id)) for one in marks.boilerplate)
    for kind, key in keys:
        rule, score = suggested.scored.get(key, ("", None))
        is_share = score is not None and 0 <= score <= 1  # a damaged project may hold anything
        yield Outcome(kind, rule, score if is_share else None, key in compared.right)


def _rule_row(kind: str, rule: str, held: Sequence[Outcome]) -> RuleRow:
    right = sum(one.right for one in held)
    scores = [one.score for one in held if one.score is not None]
    mean = sum(scores) / len(scores) if scores else None
    return RuleRow(kind, rule, len(held), right, wilson(right, len(held)), mean)


def _kind_row(kind: str, held: Sequence[Outcome]) -> KindRow:
    right = sum(one.right for one in held)
    scored = [(one.score, one.right) for one in held if one.score is not None]
    table = reliability([score for score, _ in scored], [hit for _, hit in scored])
    return KindRow(kind, len(held), right, wilson(right, len(held)), table)
