"""Checks of what is kept of articles for lists and searches: whether it is what their texts say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from labeler.domain.articles import Article
from labeler.store import words
from labeler.store.caches import listed_as
from labeler.store.read import Reader
from labeler.store.records import Listed
from labeler.store.rows import BY_KIND
from labeler.store.verify_finding import Finding

_ARTICLE = BY_KIND[Article].sql
_CHUNK = 500


def listing_findings(read: Reader, checked: Counter[str]) -> Iterator[Finding]:
    """Yield the articles that are not listed, or not indexed, as their texts say; and listings of no article."""
    listed = {one.article_id: one for one in read.each(Listed)}
    indexed = words.counted(read.connection)
    for row in read.connection.execute(select(_ARTICLE).execution_options(yield_per=_CHUNK)).mappings():
        checked["listed articles"] += 1
        one = listed.pop(row["id"], None)
        if one is None:
            yield Finding("listing", row["id"], f"{row['key']} is not listed.")
            continue
        if one != listed_as(row, one.place):
            yield Finding("listing", row["id"], f"{row['key']} is listed as another text ({one.key}).")
        if indexed.pop(one.place, None) != words.count_of(row["text"]):
            yield Finding("listing", row["id"], f"The words of {row['key']} can't be searched.")
    for one in listed.values():
        yield Finding("listing", one.article_id, f"{one.key} is listed but is no article of the project.")
        indexed.pop(one.place, None)
    if indexed:
        yield Finding("listing", "", f"The index holds the words of {len(indexed)} articles that are not listed.")
