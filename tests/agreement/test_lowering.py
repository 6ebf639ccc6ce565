"""The labels behind a figure are as many as the figure says."""

from __future__ import annotations

from itertools import chain

from hypothesis import given, settings

from labeler.agreement.against_gold import against_gold
from labeler.agreement.assembling import all_measures, rows_of
from labeler.agreement.corpus import Corpus, corpus_of
from labeler.agreement.influence import influence
from labeler.agreement.lowering import lowering
from labeler.agreement.overlap import Alignment
from labeler.agreement.report import Row
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.units import ArticleUnits, ClaimUnit, StanceUnit, UnitSet
from tests.agreement.parts_made import a_team, article, articles, claims

_PARTS = {"": ALL, "suggested": Subset("suggested", aided=True), "unaided": Subset("unaided", aided=False)}


def behind(corpus: Corpus, alignment: Alignment, row: Row) -> set[int]:
    two = None
    if row.annotators:
        first, second = (corpus.annotators.index(one) for one in row.annotators)
        two = first, second
    part = _PARTS.get(row.subset) or Subset(row.subset, rule=row.subset.removeprefix("rule:"))
    found = lowering(corpus, alignment, row, two, subset=part)
    assert len(set(found.labels.tolist())) == len(found.labels)
    return set(found.labels.tolist())


def said(row: Row) -> int | None:
    """Return how many labels a figure of two says are not as the other has them, None where it does not say so."""
    value = row.value or 0
    if row.measure in {"f1_exact", "f1_overlap", "f1"} and not row.attribute:
        return round((1 - value) * row.units)
    if row.measure in {"observed", "conditional"} and row.attribute != "value":
        return round(2 * (1 - value) * row.units)
    return None


@settings(max_examples=25, deadline=None)
@given(articles())
def test_they_are_as_many_as_the_figure_of_two_says(held: list[ArticleUnits]) -> None:
    made = a_team(*held)
    for row in rows_of(chain(all_measures(made), influence(made)), None):
        if row.value is None or row.subset in {"shown", "blind"}:
            continue
        found = behind(made.corpus, made.alignment, row)
        if len(row.annotators) == 2 and (number := said(row)) is not None:
            assert len(found) == number, row
        if row.measure in {"alpha_nominal", "kappa", "b3", "observed", "f1_exact"}:
            assert (row.value == 1) == (not found), row
        # Of labels that lie over each other within a set, more are shown than need be.
        assert found or row.value == 1 or row.measure == "alpha_ordinal", row


@settings(max_examples=25, deadline=None)
@given(articles())
def test_against_gold_they_are_what_either_lacks(held: list[ArticleUnits]) -> None:
    corpus = corpus_of(held, gold=True)
    alignment = Alignment(corpus)
    rows = [one for one in rows_of(against_gold(corpus, alignment), None) if not one.attribute]
    found = {one.which: behind(corpus, alignment, one) for one in rows}
    for row in rows:
        if row.value is not None and (number := said(row)) is not None:
            assert len(found[row.which]) == number, row
        if row.measure == "precision":
            least = None if row.layer in {"stance", "boilerplate", "claim", "speaker"} else row.threshold
            whole = row._replace(measure="f1" if row.layer == "frame" else "f1_overlap", threshold=least or 0.5)
            both = found[row.which] | found[row._replace(measure="recall").which]
            assert both == found[whole.which], row


def test_what_a_figure_does_not_look_at_does_not_lower_it() -> None:
    def marked(name: str, edge: int, kind: str, value: str) -> UnitSet:
        one = ClaimUnit(f"{name}0", 0, edge, kind, "direct", "author")
        return UnitSet(annotator=name, claims=(one,), stances=(StanceUnit("s", one.id, "T1", value),))

    made = a_team(article("a", marked("Ada", 10, "fact", "support"), marked("Bo", 9, "policy", "neutral")))

    def lowers(layer: str, measure: str, attribute: str = "", category: str = "", topic: str = "") -> bool:
        return bool(behind(made.corpus, made.alignment, Row(layer, measure, attribute, category, topic)))

    assert not lowers("claim", "f1_overlap")
    assert lowers("claim", "f1_exact")
    assert lowers("claim", "alpha_nominal", attribute="type")
    assert lowers("claim", "alpha_nominal", attribute="type", category="fact")
    assert not lowers("claim", "alpha_nominal", attribute="type", category="evaluation")
    assert not lowers("claim", "alpha_nominal", attribute="attribution")
    assert lowers("stance", "alpha_ordinal", attribute="value", topic="T1")
    assert not lowers("stance", "alpha_nominal", attribute="value", topic="T2")
    assert lowers("claim", "cu_alpha", attribute="type")
    assert not lowers("claim", "ku_alpha", attribute="type", category="evaluation")
    assert lowers("frame", "f1")
    assert not lowers("link", "conditional")


def test_one_label_in_two_pieces_marks_the_same_characters() -> None:
    made = a_team(article("a", claims("Ada", (0, 10)), claims("Bo", (0, 5), (5, 10))))
    assert not behind(made.corpus, made.alignment, Row("claim", "f1_characters"))
    assert len(behind(made.corpus, made.alignment, Row("claim", "f1_exact"))) == 3
