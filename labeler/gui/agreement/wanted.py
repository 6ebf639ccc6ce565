"""What a cell of the page stands for: the items that Review is to show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from labeler.agreement.report import Asked, Report, Row
from labeler.services.reviewing_values import EVERYTHING, ItemQuery

# All items but those on which everybody agrees.
ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which items: empty fields restrict nothing. `title` says it in words, `article` is a key.

    `kind` is a kind of disagreement. `pair` names two annotators that are compared. `values` are what the first and
    the second gave for `attribute`, without a pair what any two gave; NONE is the value of who did not mark the claim.
    `figures` are rows without their numbers: items that hold a label which lowers one of them. `decided` is a person,
    a rule and what she did with its suggestions. `asked` is what the report counts.
    """

    title: str
    layer: str = ""
    kind: str = ANY
    pair: tuple[str, str] | tuple[()] = ()
    attribute: str = ""
    topic: str = ""
    values: tuple[str, str] | tuple[()] = ()
    article: str = ""
    figures: tuple[Row, ...] = ()
    decided: tuple[str, str, str] | tuple[()] = ()
    asked: Asked = EVERYTHING

    def among(self, report: Report) -> Wanted:
        """Return this among what a report counts."""
        return replace(self, asked=report.asked)

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
            figures=self.figures,
            decided=self.decided,
            asked=self.asked,
        )


def behind(title: str, *rows: Row) -> Wanted:
    """Return what keeps figures from being 1: the items that hold a label which lowers any of them."""
    return Wanted(title=title, figures=tuple(Row(*row.which) for row in rows))
