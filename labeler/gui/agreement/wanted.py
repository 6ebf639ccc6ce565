"""What a cell of the page stands for: the items that Review is to show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from labeler.agreement.report import Report, Row
from labeler.services.reviewing_values import ItemQuery

# All items but those on which everybody agrees; all that differ in a stance, not seen or seen the other way round.
ANY, STANCE = "any", "stance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which items: empty fields restrict nothing. `title` says it in words, `article` and `articles` are keys.

    `kind` is a kind of disagreement. `pair` names two annotators that are compared. `values` are what the first and
    the second gave for `attribute`; NONE is the value of who did not mark the claim.
    """

    title: str
    layer: str = ""
    kind: str = ANY
    pair: tuple[str, str] | tuple[()] = ()
    attribute: str = ""
    topic: str = ""
    values: tuple[str, str] | tuple[()] = ()
    article: str = ""
    articles: tuple[str, ...] = ()

    def among(self, report: Report) -> Wanted:
        """Return this among what a report counts: what its filters leave, of two annotators the two alone."""
        asked, names = report.asked, report.asked.annotators
        pair = (names[0], names[1]) if len(names) == 2 and not self.pair else self.pair
        narrow = bool(asked.articles or asked.since or asked.until or asked.guidelines)
        return replace(self, pair=pair, articles=tuple(one.key for one in report.articles) if narrow else ())

    def query(self, article_id: str = "") -> ItemQuery:
        """Return this as Review takes it; `article_id` is the id of the article."""
        first, second = self.values or ("", "")
        return ItemQuery(
            layer=self.layer,
            kind=self.kind,
            article_id=article_id,
            pair=self.pair,
            attribute=self.attribute,
            topic=self.topic,
            first=first,
            second=second,
            articles=self.articles,
        )


def behind(row: Row, title: str) -> Wanted:
    """Return the disagreements that a figure is about."""
    pair = (row.annotators[0], row.annotators[1]) if len(row.annotators) == 2 and "gold" not in row.annotators else ()
    if row.layer == "link":
        return Wanted(title=title, layer="claim", kind="speaker", pair=pair)
    if row.layer == "entity":
        return Wanted(title=title, kind="entity", pair=pair)
    if row.layer == "frame":
        return Wanted(title=title, layer="claim", pair=pair)
    if row.attribute == "value":
        return Wanted(title=title, layer="claim", kind=STANCE, pair=pair)
    if row.attribute and not row.measure.endswith("u_alpha"):
        kind = "speaker" if row.attribute == "source" else row.attribute
        known = kind in {"type", "attribution", "speaker"}
        return Wanted(title=title, layer="claim", kind=kind if known else ANY, pair=pair)
    return Wanted(title=title, layer=row.layer, pair=pair)
