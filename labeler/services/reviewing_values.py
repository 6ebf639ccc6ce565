"""What the review of an article shows: its items, the sides that they are decided between, and what is settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from labeler.agreement.report import Asked, Row
from labeler.domain.adjudication import EditedFrame, How
from labeler.domain.articles import Article
from labeler.domain.guidelines import Clause
from labeler.domain.labels import Claim, Kind, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme, Value
from labeler.domain.sets import AnnotationSet
from labeler.store.records import Comment

EVERYTHING = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One finished set of an article, its labels by id.

    `letter` is A for the first side shown, B for the next …, "" for gold. `name` is "" while names are hidden.
    """

    letter: str
    annotator_id: str
    name: str
    set: AnnotationSet
    claims: Mapping[str, Claim]
    speakers: Mapping[str, Speaker]
    stances: Mapping[str, Stance]
    regions: Mapping[str, Region]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is decided at once: the labels of one layer that annotators aligned, at most one of each.

    A claim stands for its whole frame: source, entity, stances; a stance for its cue alone. `kind` is the kind of
    disagreement, "" where all agree. `start` and `end` reach over all the labels. `labels` maps annotators' ids to ids
    of labels of their sides; those who marked nothing are not in it. `topic` is a cue's, else "".
    """

    id: str
    layer: Kind
    kind: str
    start: int
    end: int
    labels: Mapping[str, str]
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How an item was settled, by whom, when and why.

    `taken_from` is the annotator whose label was taken, "" for none; `edited` tells that a reviewer put it in words of
    her own; `frame` is what gold holds for it, None for nothing. `label_id` is the label of the gold set, "" without
    one. `reason` is a code of the scheme, the reviewer's words, or `CODE: words` (`adjudication.reason_parts`).
    """

    id: str
    item_id: str
    how: How
    annotator_id: str
    annotator: str
    at: str
    reason: str
    clause: str
    taken_from: str
    edited: bool
    frame: EditedFrame | None
    label_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """How often items of a layer and kind were settled in one way by reviewers of this project.

    `way` is `shorter`, `longer`, `marked`, `left out`, `edited`, `by:ID` (an annotator's side; not while names are
    hidden), or `other`.
    """

    layer: Kind
    kind: str
    way: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """Everything that the review of one article shows.

    `sides` stand in the order shown; `items` in reading order, agreed ones included; `settled` is by item. `gold` is
    the gold set as it stands (state `assigned` before anything was decided). `entities` maps every id that a speaker
    names to the entry that stands for it after merges. `blind`: names are hidden. `warned`: the reviewer annotated the
    article herself. `reopened` are the ids of annotators who have opened again what settlements rest on. `reasons` are
    the scheme's codes. `precedents` are the most frequent first. `comments` are those on each side's set, by annotator.
    """

    article: Article
    scheme: Scheme
    sides: tuple[Side, ...]
    gold: Side
    entities: Mapping[str, Entity]
    items: tuple[Item, ...]
    settled: Mapping[str, Settlement]
    blind: bool
    warned: bool
    reopened: tuple[str, ...]
    clauses: tuple[Clause, ...]
    reasons: tuple[Value, ...]
    precedents: tuple[Precedent, ...]
    comments: Mapping[str, tuple[Comment, ...]]

    @property
    def imported(self) -> bool:
        """Whether the gold came from a file and nobody settled anything here: of its items none is `settled` then."""
        labels = (*self.gold.claims.values(), *self.gold.speakers.values(), *self.gold.stances.values())
        return not self.settled and any(one.origin == "imported" for one in labels)

    @property
    def open(self) -> tuple[Item, ...]:
        """The items that nobody settled yet, agreed ones included."""
        return tuple(one for one in self.items if one.id not in self.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One article in the list of what there is to review.

    `finished` names who finished it, by letters while names are hidden. `open` counts the items that wait, `settled`
    those that are settled; of the open ones `disagreements` are not agreed on by all. `gold` is "" before anything was
    decided, else `in_progress` or `finished`; `stale`: an annotator opened the article again since. `own`: the reviewer
    annotated it herself. `imported`: the gold is finished, and came from a file: nobody settled anything here.
    `counted` is False for an article whose items were not counted yet: then they are 0.
    """

    article_id: str
    key: str
    title: str
    finished: tuple[str, ...]
    open: int
    disagreements: int
    settled: int
    gold: str
    stale: bool
    own: bool
    imported: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why an item was settled as it was, without who said what: a reason as of a `Settlement`, and a clause."""

    reason: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldBeside:
    """An annotator's own set beside the finished gold of an article.

    `items` compare the two: `labels` names her label under her id and gold's under `gold`; `kind` is "" where gold says
    what she says. `why` maps ids of gold labels, and of her own that were compared, to why it was settled so.
    """

    article: Article
    scheme: Scheme
    own: Side
    gold: Side
    entities: Mapping[str, Entity]
    items: tuple[Item, ...]
    why: Mapping[str, Ground]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemQuery:
    """Which items are wanted; what is "" or empty asks for all.

    `asked` is what the report counts: items are those of its sets alone. `kind` is a kind of disagreement, "any" for
    all but agreed ones, "stance" for both kinds that are about one. `pair` names two annotators: items are then those
    of the two alone. With `attribute` (`type`, `attribution`, `source`, or `value` with a `topic`) `first` and `second`
    are the values that the pair gave, NONE where one did not mark the claim; without a pair, that any two gave in
    either order.

    With `figures`, rows of a report without their numbers, the items are those that hold a label which lowers any of
    them. With `decided`, the name of an annotator, a rule ("" for all) and a verdict, they are those that hold a label
    which came of such a decision on a suggestion.
    """

    layer: str = ""
    kind: str = ""
    article_id: str = ""
    pair: tuple[str, str] | tuple[()] = ()
    attribute: str = ""
    topic: str = ""
    first: str = ""
    second: str = ""
    figures: tuple[Row, ...] = ()
    decided: tuple[str, str, str] | tuple[()] = ()
    asked: Asked = EVERYTHING
