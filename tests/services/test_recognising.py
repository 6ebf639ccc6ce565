"""Suggested speakers by the names of the registry."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from labeler.domain.registry import EntityKind
from labeler.domain.sets import Actor
from labeler.domain.suggestions import Suggestion
from labeler.services import history, labeling, projects, registry, sets, suggesting
from labeler.store import Store, open_store
from tests.fixtures.sample import BO, LINES

ARTICLE = "article-lines"
START = LINES.index("Ana Ruiz")


def speaker(entity: str, kind: EntityKind = "person", affiliation: str = "") -> Suggestion:
    return Suggestion(
        id="r", kind="speaker", start=START, end=START + 8, text="Ana Ruiz", entity=entity, entity_kind=kind,
        affiliation=affiliation, rule="names", score=0.9,
    )  # fmt: skip


def offered(store: Store, actor: Actor, one: Suggestion, version: str = "r1") -> Suggestion:
    """Store one suggestion for the article and return it as the actor is shown it."""
    suggesting.store_run(store, ARTICLE, version, "rules", [one])
    [shown] = sets.open_sheet(store, actor, ARTICLE).suggestions.values()
    return shown


def accepted(store: Store, actor: Actor, one: Suggestion) -> registry.EntityRow:
    """Accept the suggestion and return the entry that its speaker names, with how often anybody does."""
    suggesting.accept(store, actor, ARTICLE, [one.id])
    sheet = sets.open_sheet(store, actor, ARTICLE)
    [label] = sheet.speakers.values()
    rows = registry.overview(store, actor)
    return next(row for row in rows if row.entity.id == label.entity_id)


def test_an_unknown_name_makes_an_entry_with_its_kind_and_affiliation(store: Store, anna: Actor) -> None:
    entity = accepted(store, anna, offered(store, anna, speaker("Ana Ruiz", "person", "City Hall"))).entity
    assert (entity.name, entity.kind, entity.affiliation) == ("Ana Ruiz", "person", "City Hall")


def test_another_name_of_an_entry_stands_for_it(store: Store, anna: Actor) -> None:
    registry.add_entity(store, anna, "Ana María Ruiz Soto", "person", "City Hall", id="ana")
    registry.add_alias(store, anna, "ana", "Ana Ruiz")
    shown = offered(store, anna, speaker("Ana Ruiz"))
    assert (shown.entity, shown.affiliation) == ("Ana María Ruiz Soto", "City Hall")
    assert accepted(store, anna, shown).entity.id == "ana"


def test_what_was_merged_away_stands_for_what_it_was_merged_into(store: Store, lena: Actor) -> None:
    for key, name in (("old", "Ruiz, Ana"), ("mid", "Ana R."), ("ana", "Ana Ruiz Soto")):
        registry.add_entity(store, lena, name, "person", id=key)
    registry.merge_entities(store, lena, "old", "mid")
    registry.merge_entities(store, lena, "mid", "ana")
    assert offered(store, lena, speaker("Ruiz, Ana")).entity == "Ana Ruiz Soto"


def test_a_surname_needs_the_affiliation(store: Store, anna: Actor) -> None:
    registry.add_entity(store, anna, "Ana Ruiz", "person", "City Hall", id="ana")
    registry.add_entity(store, anna, "Eva Ruiz", "person", "The Daily Post", id="eva")
    assert offered(store, anna, speaker("Ruiz", "person", "City Hall")).entity == "Ana Ruiz"
    assert offered(store, anna, speaker("Ruiz", "person", "Daily Post"), "r2").entity == "Eva Ruiz"
    assert offered(store, anna, speaker("Ruiz"), "r3").entity == "Ruiz"
    assert offered(store, anna, speaker("Ruiz", "organisation", "City Hall"), "r4").entity == "Ruiz"


def test_where_two_entries_can_be_meant_the_articles_name_stands(store: Store, anna: Actor) -> None:
    registry.add_entity(store, anna, "Ana Ruiz Soto", "person", id="one")
    registry.add_entity(store, anna, "Ana Ruiz Vega", "person", id="two")
    for entry in ("one", "two"):
        registry.add_alias(store, anna, entry, "Ruiz")
    assert offered(store, anna, speaker("Ruiz")).entity == "Ruiz"


def test_the_registry_of_the_moment_counts_and_the_stored_suggestion_stays(store: Store, anna: Actor) -> None:
    assert offered(store, anna, speaker("Ana M. Ruiz")).entity == "Ana M. Ruiz"
    registry.add_entity(store, anna, "Ana Ruiz", "person", id="ana")
    [shown] = sets.open_sheet(store, anna, ARTICLE).suggestions.values()
    assert shown.entity == "Ana Ruiz"
    with store.read() as read:
        [stored] = read.all(Suggestion, rule="names", start=START)
    assert stored.entity == "Ana M. Ruiz"
    assert accepted(store, anna, shown).entity.id == "ana"
    history.undo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).speakers == {}


def test_accented_and_capital_letters_are_one(store: Store, anna: Actor) -> None:
    registry.add_entity(store, anna, "Jürgen Müller", "person", id="j")
    assert offered(store, anna, speaker("JÜRGEN MÜLLER")).entity == "Jürgen Müller"
    assert offered(store, anna, speaker("Jürgen A. Müller"), "r2").entity == "Jürgen Müller"


def test_a_description_is_nobody_of_the_registry(store: Store, anna: Actor) -> None:
    registry.add_entity(store, anna, "A spokesman", "person", id="spokesman")
    assert offered(store, anna, speaker("a spokesman", "unnamed")).entity == "a spokesman"


@pytest.mark.parametrize("name", ["%", "_", "100%", "Ruiz\\", "'; drop table entity; --"])
def test_a_name_is_no_pattern(store: Store, anna: Actor, name: str) -> None:
    labeling.add_speaker(store, anna, "article-mayor", BO, entity="Bo Lind")
    assert offered(store, anna, speaker(name)).entity == name


def test_entries_that_are_nowhere_end_a_search(sample_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(sample_file, tmp_path / "damaged.labeler"))
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("INSERT INTO entity VALUES ('ana', 'Ana Ruiz', 'person', '', 'nowhere')")
        raw.execute("INSERT INTO alias VALUES ('also', 'nobody', 'Ana M. Ruiz')")
    with closing(open_store(str(file))) as store:
        anna = projects.actor_named(store, "anna")
        assert offered(store, anna, speaker("Ana Ruiz")).entity == "Ana Ruiz"
