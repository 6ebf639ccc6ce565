"""The report on agreement: rows of figures, who was left out, kinds of disagreement. Plain values, and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

FORM = "labeler.agreement/1"
NONE = "NONE"
"""The value of a confusion's last row and column: the other one did not mark the claim."""

KINDS = ("missing", "boundary", "type", "attribution", "speaker", "entity", "stance missing", "stance value",
         "attribute")  # fmt: skip
"""Kinds of disagreement; the first that applies counts, so they add up. `attribute` is any further attribute."""

Group: TypeAlias = Literal["claim", "speaker", "stance", "boilerplate", "link", "entity", "frame"]
GROUPS: tuple[Group, ...] = ("claim", "speaker", "stance", "boilerplate", "link", "entity", "frame")
"""What a row's figure is about: a layer of labels, or something that ties labels together."""


class Row(NamedTuple):
    """One figure. Words that don't apply are "", numbers None.

    `annotators` is empty for the team, two names for a pair, a name and `gold` against gold. `reason` says why there
    is no value or no interval. `articles` is how many could add to it, `units` how many labels were compared,
    `coverage` which share of all labels these are.
    """

    layer: str
    measure: str
    attribute: str = ""
    category: str = ""
    topic: str = ""
    subset: str = ""
    annotators: tuple[str, ...] = ()
    threshold: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    articles: int = 0
    units: int = 0
    coverage: float | None = None

    @property
    def which(self) -> tuple[str, str, str, str, str, str, tuple[str, ...], float | None]:
        """What tells the row from all others of a report."""
        return self[0], self[1], self[2], self[3], self[4], self[5], self[6], self[7]


class Excluded(NamedTuple):
    """A set that is not in any figure, and why; `annotator` is "" if nobody has the article."""

    article: str
    annotator: str
    reason: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many units of a layer disagree in a kind; kind "" counts those on which all agree."""

    layer: str
    kind: str
    count: int


class Confusion(NamedTuple):
    """How often one's value met another's: rows are the first's values, columns the second's; the last is NONE."""

    attribute: str
    topic: str
    first: str
    second: str
    values: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article: how many disagreements, how many words of text, who finished it."""

    key: str
    title: str
    count: int
    words: int
    annotators: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Disagreements per 1,000 words; 0 for an article without a word."""
        return 1000 * self.count / self.words if self.words else 0.0


class Decided(NamedTuple):
    """What one did with suggestions; `rule` is "" for all rules together, `seconds` the median time to decide."""

    annotator: str
    rule: str
    accepted: int
    edited: int
    rejected: int
    unaided: int
    undecided: int
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sets and figures are wanted. Empty: all. Dates are those on which sets were finished, YYYY-MM-DD."""

    annotators: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    guidelines: int = 0
    layer: str = ""
    threshold: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that is said about agreement. `doubly`: articles that two or more finished; `sets`: finished sets.

    `articles` are in the order of their rate, the worst first.
    """

    rows: tuple[Row, ...]
    excluded: tuple[Excluded, ...] = ()
    kinds: tuple[KindCount, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    decided: tuple[Decided, ...] = ()
    annotators: tuple[str, ...] = ()
    sets: int = 0
    doubly: int = 0
    seed: int = 0
    version: str = ""
    conventions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType[str, str]({}))
    asked: Asked = Asked()

    def as_json(self) -> dict[str, Any]:
        """Return the report as a table of JSON."""
        return {
            "measures": [one._asdict() for one in self.rows],
            "excluded": [one._asdict() for one in self.excluded],
            "conventions": dict(self.conventions),
            "seed": self.seed,
            "version": self.version,
            "kinds": [asdict(one) for one in self.kinds],
            "confusions": [one._asdict() for one in self.confusions],
            "articles": [asdict(one) | {"rate": one.rate} for one in self.articles],
            "decisions": [one._asdict() for one in self.decided],
            "annotators": list(self.annotators),
            "sets": self.sets,
            "doubly": self.doubly,
            "asked": asdict(self.asked),
            "form": FORM,
        }


def report_of_json(table: Mapping[str, Any]) -> Report:
    """Return the report that `as_json` made a table of.

    Raises:
        KeyError, TypeError, ValueError: the table is not one of these.
    """
    if table["form"] != FORM:
        raise ValueError(table["form"])
    return Report(
        rows=tuple(_row(one) for one in table["measures"]),
        excluded=tuple(Excluded(**one) for one in table["excluded"]),
        kinds=tuple(KindCount(**one) for one in table["kinds"]),
        confusions=tuple(_confusion(one) for one in table["confusions"]),
        articles=tuple(_article(one) for one in table["articles"]),
        decided=tuple(Decided(**one) for one in table["decisions"]),
        annotators=tuple(table["annotators"]),
        sets=table["sets"],
        doubly=table["doubly"],
        seed=table["seed"],
        version=table["version"],
        conventions=table["conventions"],
        asked=_asked(table["asked"]),
    )


_WHO = Row._fields.index("annotators")
_ROW, _CONFUSION = itemgetter(*Row._fields), itemgetter(*Confusion._fields)
_ARTICLE = itemgetter("key", "title", "count", "words")


def _row(table: Mapping[str, Any]) -> Row:
    values = list(_ROW(table))
    values[_WHO] = tuple(values[_WHO])
    return Row._make(values)


def _confusion(table: Mapping[str, Any]) -> Confusion:
    attribute, topic, first, second, values, counts = _CONFUSION(table)
    return Confusion(attribute, topic, first, second, tuple(values), tuple(map(tuple, counts)))


def _article(table: Mapping[str, Any]) -> ArticleRow:
    return ArticleRow(*_ARTICLE(table), annotators=tuple(table["annotators"]))


def _asked(table: Mapping[str, Any]) -> Asked:
    own: dict[str, Any] = {one.name: table[one.name] for one in fields(Asked)}
    own |= {name: tuple(own[name]) for name in ("annotators", "articles")}
    return Asked(**own)
