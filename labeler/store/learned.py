"""What was learnt: which version of each part is in use, and what `verify` makes sure of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from labeler.domain.learning import LONGEST_BODY, LearntVersion, sha256_of
from labeler.domain.sets import AnnotationSet
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND
from labeler.store.verify_finding import Finding

_LEARNED = BY_KIND[LearntVersion].sql
_SETS = BY_KIND[AnnotationSet].sql


def versions(read: Reader, **where: Any) -> list[LearntVersion]:
    """Return the versions by part and number, without their bodies ("")."""
    columns = [column for column in _LEARNED.c if column.name != "body"]
    query = select(*columns).order_by(_LEARNED.c.part, _LEARNED.c.number)
    for name, value in where.items():
        query = query.where(_LEARNED.c[name] == value)
    return [LearntVersion(**row, body="") for row in read.connection.execute(query).mappings()]


def bodies_in_use(read: Reader) -> dict[str, str]:
    """Return the weights in use by part; one that is longer than any can be is "" (see `LONGEST_BODY`)."""
    # Measured in the database: a hostile project must not fill the memory.
    fits = func.length(_LEARNED.c.body) <= LONGEST_BODY
    query = select(_LEARNED.c.part, _LEARNED.c.body).where(_LEARNED.c.in_use, fits).order_by(_LEARNED.c.part)
    found = {row.part: row.body for row in read.connection.execute(query)}
    every = read.connection.execute(select(_LEARNED.c.part).where(_LEARNED.c.in_use)).scalars()
    return {part: found.get(part, "") for part in sorted(every)}


def finished_articles(read: Reader) -> int:
    """Return how many articles have a finished set."""
    query = select(func.count(_SETS.c.article_id.distinct())).where(_SETS.c.state == "finished")
    return read.connection.execute(query).scalar_one()


def learnt_findings(read: Reader, checked: Counter[str]) -> Iterator[Finding]:
    """Yield what is wrong with what was learnt, whatever the journal says."""
    for one in read.each(LearntVersion):
        checked["learnt versions"] += 1
        if sha256_of(one.body) != one.sha256:
            yield Finding("learned", one.id, f"What was learnt as {one.label} ({one.id}) was altered.")
        if len(one.body) > LONGEST_BODY:
            yield Finding("learned", one.id, f"What was learnt as {one.label} ({one.id}) is too long to be used.")
