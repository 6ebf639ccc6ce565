"""The items behind figures: against gold, against oneself, of parts of the data, of decisions on suggestions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeler.agreement.report import NONE, Asked, Report, Row
from labeler.domain.labels import Claim
from labeler.domain.sets import GOLD, Actor
from labeler.services import labeling, projects, reviewing, reviewing_items, sets, suggesting
from labeler.services.agreement import agreement
from labeler.services.reviewing import ItemQuery, ReviewSheet
from labeler.services.work import set_id_of
from labeler.store import Store
from tests.fixtures.disagreeing import ANNA, ARTICLE_ID, label, label_all, long_article
from tests.fixtures.sample import CLAIM

MAYOR = "article-mayor"


@pytest.fixture
def store(file_store: Store) -> Store:
    """One kind of database is enough: nothing here is asked of it in words of its own."""
    return file_store


@pytest.fixture
def labelled(store: Store) -> Store:
    """A project in which anna and bert finished an article with every kind of disagreement."""
    label_all(store, "anna", "bert")
    return store


def report(store: Store, asked: Asked | None = None) -> Report:
    return agreement(store, projects.actor_named(store, "lena"), asked or Asked(), draws=10, fresh=True)


def names(store: Store, **asked: object) -> set[str]:
    """Return the labels of the items of a query."""
    lena = projects.actor_named(store, "lena")
    found = reviewing_items.items_of(store, lena, ItemQuery(**asked))  # pyright: ignore[reportArgumentType]
    items = {one.id: one for article, item in found if item for one in sheet(store, article).items}
    return {label for _, item in found if item for label in items[item].labels.values()}


def sheet(store: Store, article: str = ARTICLE_ID) -> ReviewSheet:
    return reviewing.open_review(store, projects.actor_named(store, "lena"), article)


def settle(store: Store, **sides: str) -> None:
    """Settle by hand whose claim is taken, everything else as anna has it, and accept it as gold."""
    lena = projects.actor_named(store, "lena")
    ids = {name: projects.actor_named(store, name).id for name in ("anna", "bert")} | {"": ""}
    for item in sheet(store).items:
        claim = next((one for one in item.labels.values() if one in sides), None)
        if item.layer == "claim" and claim is not None:
            reviewing.decide(store, lena, ARTICLE_ID, item.id, ids[sides[claim]])
    reviewing.premerge(store, lena, ARTICLE_ID, "by:anna")
    reviewing.take_agreed(store, lena, ARTICLE_ID)
    reviewing.accept_gold(store, lena, ARTICLE_ID)


def beside_gold(store: Store, name: str, measure: str) -> Row:
    rows = report(store).rows
    return next(one for one in rows if (one.layer, one.measure, one.attribute, one.annotators)
                == ("claim", measure, "", (name, "gold")))  # fmt: skip


def test_against_gold_the_items_are_those_that_gold_has_otherwise(labelled: Store) -> None:
    settle(labelled, type="")
    expected = {
        ("anna", "precision"): {"type"},
        ("anna", "recall"): set[str](),
        ("bert", "precision"): {"type"},
        # Gold's label is what anna marked and he did not.
        ("bert", "recall"): {"missing"},
        ("bert", "f1_overlap"): {"type", "missing"},
    }
    for (name, measure), labels in expected.items():
        row = beside_gold(labelled, name, measure)
        assert names(labelled, figures=(row,)) == labels, (name, measure)
        assert (row.value == 1) == (not labels)


def test_what_nobody_marked_and_gold_holds_opens_its_article(labelled: Store, lena: Actor) -> None:
    settle(labelled)
    claim = Claim(id="brought", set_id=set_id_of(ARTICLE_ID, GOLD), start=900, end=910, text="a" * 10, type="fact")
    with labelled.edit("bring a label of gold", lena) as edit:
        edit.add(claim)
    query = ItemQuery(figures=(beside_gold(labelled, "anna", "recall"),))
    assert reviewing_items.items_of(labelled, lena, query) == [(ARTICLE_ID, "")]


def test_gold_that_is_stale_has_no_items(labelled: Store, lena: Actor, anna: Actor) -> None:
    settle(labelled, type="")
    row = beside_gold(labelled, "anna", "precision")
    reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, anna.id, "Once more.")
    sets.finish_set(labelled, anna, ARTICLE_ID)
    assert names(labelled, figures=(row,)) == set()


def test_figures_of_a_part_open_the_items_of_that_part_alone(labelled: Store) -> None:
    (month,) = {one.subset for one in report(labelled).rows if one.subset.startswith("month:")}
    row = Row("claim", "f1_overlap", threshold=0.5)
    assert names(labelled, figures=(row,)) == {"missing"}
    for part, found in ((month, True), ("month:1999-01", False), ("guidelines:1", True), ("guidelines:7", False)):
        assert bool(names(labelled, figures=(row._replace(subset=part),))) == found, part
    for asked, found in (
        (Asked(since="2020-01-01"), True),
        (Asked(until="2020-01-01"), False),
        (Asked(annotators=("anna",)), False),
        (Asked(guidelines=2), False),
        (Asked(articles=("long",)), True),
        (Asked(articles=("mayor",)), False),
    ):
        assert bool(names(labelled, figures=(row,), asked=asked)) == found, asked
        assert bool(names(labelled, layer="claim", kind="missing", asked=asked)) == found, asked


def test_labels_of_suggestions_and_sets_that_saw_them_are_told_apart(store: Store, anna: Actor, bert: Actor) -> None:
    (offer,) = [one for one in sets.open_sheet(store, anna, MAYOR).suggestions.values() if one.kind == "claim"]
    suggesting.accept(store, anna, MAYOR, [offer.id])
    labeling.add_claim(store, bert, MAYOR, replace(CLAIM, end=CLAIM.end - 3))
    suggesting.reject(store, bert, MAYOR, [offer.id])
    for actor in (anna, bert):
        sets.finish_set(store, actor, MAYOR)
    (taken,) = sets.open_sheet(store, anna, MAYOR).claims
    (own,) = sets.open_sheet(store, bert, MAYOR).claims

    exact = Row("claim", "f1_exact")
    assert names(store, figures=(exact,)) >= {taken, own}
    for part in ("suggested", "unaided", "shown", "blind", f"rule:{offer.rule}", "rule:none"):
        held = names(store, figures=(exact._replace(subset=part),))
        figure = next((one for one in report(store).rows if one.which == exact._replace(subset=part).which), None)
        assert bool(held) == (figure is not None and figure.value is not None and figure.value < 1), part
    assert names(store, decided=("anna", "", "accepted")) >= {taken}
    assert names(store, decided=("anna", offer.rule, "accepted")) >= {taken}
    assert names(store, decided=("anna", "another", "accepted")) == set()
    assert own not in names(store, decided=("bert", "", "accepted"))
    assert names(store, decided=("bert", "", "rejected")) == set()
    assert names(store, decided=("anna", "", "accepted"), asked=Asked(annotators=("bert",))) == set()


def test_against_oneself_the_items_stand_in_both_articles(labelled: Store, lena: Actor, anna: Actor) -> None:
    again = replace(long_article(), id="article-again", key="once more")
    with labelled.edit("import", lena, reversible=False) as edit:
        edit.add(again)
    fewer = replace(ANNA, claims=ANNA.claims[1:4], speakers=(), stances=(), boilerplate=())
    label(labelled, anna, fewer, "article-again", prefix="again ")
    sets.finish_set(labelled, anna, "article-again")
    which = Row("claim", "f1_exact", subset="self", annotators=("anna",)).which
    row = next(one for one in report(labelled).rows if one.which == which)
    assert row.value is not None
    assert row.value < 1
    found = names(labelled, figures=(row,))
    assert {"agreed", "stance value"} <= found
    assert not {"missing", "boundary", "type", "again missing"} & found
    # What differs is opened where it was marked: in the first article, in the other, or in both.
    typed = row._replace(measure="alpha_nominal", attribute="type")
    assert names(labelled, figures=(typed,)) == set()


def test_the_map_of_all_pairs_opens_what_any_two_gave(labelled: Store) -> None:
    def labels(first: str, second: str) -> set[str]:
        return names(labelled, kind="", layer="claim", attribute="type", first=first, second=second)

    assert labels("fact", "policy") == labels("policy", "fact") == {"boundary", "type"}
    assert labels("fact", NONE) == labels(NONE, "fact") == {"missing"}
    assert "agreed" in labels("fact", "fact")
