"""Checks of how gold came to be: what was settled names labels that are there, and gold holds what was taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from labeler.domain.adjudication import Taken, compared_of, sides_of, taken_of
from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import GOLD, AnnotationSet
from labeler.store.read import Reader
from labeler.store.records import Adjudication
from labeler.store.verify_finding import Finding

_KINDS = {"claim": Claim, "speaker": Speaker, "stance": Stance, "boilerplate": Region}
_LEAST = 2


def gold_findings(read: Reader, checked: Counter[str]) -> Iterator[Finding]:
    """Yield which settlements do not fit the sets that they name, or the gold that they made."""
    rows: dict[str, list[Adjudication]] = {}
    for one in read.each(Adjudication):
        checked["settlements"] += 1
        rows.setdefault(one.set_id, []).append(one)
    sets = read.by_id(AnnotationSet, rows)
    for set_id, held in rows.items():
        gold = sets.get(set_id)
        if gold is None or gold.annotator_id != GOLD:
            yield Finding("gold", set_id, f"{len(held)} settlements belong to set {set_id}, which is no gold set.")
            continue
        article = read.by_id(Article, [gold.article_id]).get(gold.article_id)
        if article is not None:
            yield from _of_article(read, article, gold, held)


def _of_article(read: Reader, article: Article, gold: AnnotationSet, rows: list[Adjudication]) -> Iterator[Finding]:
    sets = read.all(AnnotationSet, article_id=article.id)
    labels = {(one.annotator_id, layer): _ids(read, layer, one.id) for one in sets for layer in _KINDS}
    for row in rows:
        taken, compared = taken_of(row.taken), compared_of(row.sources)
        if taken is None or not compared:
            yield Finding("gold", row.id, f"In {article.key} settlement {row.id} does not say what it took of which.")
            continue
        # While a set is open again its labels may go.
        if gold.state == "finished" and not gold.stale:
            for one in compared:
                if one.label_id not in labels.get((one.annotator_id, taken.layer), {}):
                    words = f"In {article.key} settlement {row.id} names a {taken.layer} that is not there."
                    yield Finding("gold", row.id, words)
        whose = {one.annotator_id for one in compared}
        if row.how == "unanimous" and (len(whose) < _LEAST or whose != set(sides_of(row.sides)) or taken.kind):
            words = f"In {article.key} settlement {row.id} says that all agreed, but not all of them are named."
            yield Finding("gold", row.id, words)
        yield from _held(article, row, taken, labels[GOLD, taken.layer])


def _ids(read: Reader, layer: str, set_id: str) -> dict[str, tuple[int | None, int | None]]:
    return {one.id: (one.start, one.end) for one in read.all(_KINDS[layer], set_id=set_id)}


def _held(
    article: Article, row: Adjudication, taken: Taken, gold: Mapping[str, tuple[int | None, int | None]]
) -> Iterator[Finding]:
    """Yield whether gold does not hold what was taken, where it was taken."""
    frame = taken.frame
    if frame is None or frame.start is None or frame.end is None:
        return
    if not 0 <= frame.start < frame.end <= len(article.text):
        yield Finding("gold", row.id, f"In {article.key} settlement {row.id} took a place outside the text.")
    elif taken.gold and taken.gold not in gold:
        yield Finding("gold", row.id, f"In {article.key} gold does not hold the {taken.layer} of settlement {row.id}.")
    elif taken.gold and taken.layer in {"claim", "boilerplate"} and gold[taken.gold] != (frame.start, frame.end):
        yield Finding("gold", row.id, f"In {article.key} gold has the {taken.layer} of settlement {row.id} elsewhere.")
