"""What holds for every row of a report, whatever it measures."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings

from labeler.agreement.against_gold import against_gold
from labeler.agreement.assembling import all_measures, rows_of
from labeler.agreement.corpus import corpus_of
from labeler.agreement.influence import influence
from labeler.agreement.over_time import over_time
from labeler.agreement.overlap import Alignment
from labeler.agreement.report import Asked
from labeler.agreement.units import GOLD, ArticleUnits, UnitSet
from labeler.services.agreement_files import gather_files
from labeler.services.agreement_reporting import report_of
from tests.agreement.corpora import write_corpus
from tests.agreement.parts_made import LENGTH, a_team, articles, figures

Rows = dict[tuple[object, ...], tuple[object, ...]]
_LAYERS = ("claims", "speakers", "stances", "boilerplate")


def every_row(held: list[ArticleUnits]) -> Rows:
    """Return what all rows say, by what they are about."""
    team, corpus = a_team(*held), corpus_of(held, gold=True)
    measured = chain(all_measures(team), influence(team), over_time(team), against_gold(corpus, Alignment(corpus)))
    return dict(figures(rows_of(measured, None)))


def same(one: Rows, other: Rows) -> None:
    assert list(one) == list(other)
    for which, said in one.items():
        for a, b in zip(said, other[which], strict=True):
            assert a == (pytest.approx(b, abs=1e-12) if isinstance(b, float) else b), which


def turned(one: UnitSet) -> UnitSet:
    return replace(one, **{name: getattr(one, name)[::-1] for name in _LAYERS})


@settings(max_examples=12, deadline=None)
@given(articles())
def test_the_order_of_articles_sets_and_labels_does_not_matter(held: list[ArticleUnits]) -> None:
    other = [
        replace(one, sets=tuple(map(turned, one.sets[::-1])), gold=one.gold and turned(one.gold)) for one in held[::-1]
    ]
    same(every_row(held), every_row(other))


@settings(max_examples=12, deadline=None)
@given(articles())
def test_one_who_shares_no_article_changes_nothing(held: list[ArticleUnits]) -> None:
    alone = ArticleUnits(key="z", length=LENGTH, sets=(UnitSet(annotator="Zed"),))
    known = every_row(held)
    found = {which: said for which, said in every_row([*held, alone]).items() if "Zed" not in which[6]}
    if len({one.annotator for article in held for one in article.sets}) > 1:
        same(known, found)


@settings(max_examples=12, deadline=None)
@given(articles())
def test_sets_that_are_the_same_agree_in_every_row(held: list[ArticleUnits]) -> None:
    alike: list[ArticleUnits] = []
    for article in held:
        sets = [replace(article.sets[0], annotator=one.annotator) for one in article.sets]
        gold = replace(article.sets[0], annotator=GOLD) if article.gold else None
        alike.append(replace(article, sets=tuple(sets), gold=gold))
    for which, (value, reason, *_) in every_row(alike).items():
        assert reason if value is None else value == pytest.approx(1, abs=1e-9), which


def test_a_file_that_was_split_gives_the_same_as_the_whole(tmp_path: Path) -> None:
    whole = write_corpus(tmp_path / "whole.jsonl", articles=11)
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [tmp_path / f"{number}.jsonl" for number in range(2)]
    for number, part in enumerate(parts):
        part.write_text("".join(lines[number::2]), encoding="utf-8")
    one, other = (report_of(gather_files(files, Asked()), Asked(), draws=50) for files in ([whole], parts))
    assert figures(one.rows) == figures(other.rows)
    assert [row.low for row in one.rows] == pytest.approx([row.low for row in other.rows])
