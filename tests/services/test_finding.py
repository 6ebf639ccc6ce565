"""Searches: the same on both databases, exact in their offsets, safe for anything typed, of one's own labels only."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from labeler.domain.folding import fold
from labeler.domain.querying import LabelQuery, read_terms
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import articles, finding, history, labeling, projects, registry
from labeler.services.finding import search_labels, search_text
from labeler.services.importing import import_paths
from labeler.services.work import set_id_of
from labeler.store import Store
from labeler.store import finding as store_finding
from labeler.store.verify import verify
from tests.fixtures.sample import ANA, BO, CLAIM, CUE, TEXTS, article

ARTICLE = "article-mayor"
ODD = {
    "odd-1": "Café CAFE\u0301 — Straße, Don’t “Ban” in\u00adfor\u00admation 3.5% of e-mail.\r\nZebra zzz pizza",
    "odd-2": "שָׁלוֹם עולם 東京 ﬁne İstanbul 🚲 👨‍👩‍👧 cut\u2028crashes ½",
    "odd-3": "models cut crashes. Cut the crashes; models of models!",
}


@pytest.fixture
def more(store: Store, lena: Actor) -> Store:
    """The sample with three more articles of odd characters."""
    with store.edit("import", lena) as edit:
        edit.add_all(article(key, number, words) for number, (key, words) in enumerate(ODD.items(), 4))
    return store


FOUND: list[tuple[str, list[str]]] = [
    ("cut crashes", ["mayor", "odd-2", "odd-3"]),
    ('"cut crashes"', ["mayor", "odd-2", "odd-3"]),
    ('"crashes cut"', ["odd-3"]),
    ('"cut the crashes" models', ["odd-3"]),
    ("CAFÉ", ["odd-1"]),
    ("cafe strasse", ["odd-1"]),
    ("don't", ["odd-1"]),
    ('"don t ban"', ["odd-1"]),
    ("information e-mail 3.5", ["odd-1"]),
    ("info*", ["odd-1"]),
    ("info", []),
    ("z*", ["odd-1"]),
    ("zz", []),
    ("piz*", ["odd-1"]),
    ("שלום", ["odd-2"]),
    ("של*", ["odd-2"]),
    ("ﬁne istanbul", ["odd-2"]),
    ("東京", ["odd-2"]),
    ("model*", ["short", "odd-3"]),
    ("🚲", []),
    ("", []),
    ('"', []),
    ("nobody cut", []),
]


def test_texts_are_found_by_their_words(more: Store, anna: Actor) -> None:
    for query, keys in FOUND:
        hits = search_text(more, anna, query)
        assert [row.key for row in hits.rows] == keys, query
        assert hits.count == hits.shown == len(keys)
        for row in hits.rows:
            whole = articles.read_article(more, anna, row.key).text
            assert whole[row.start : row.end] == row.words != ""
            assert re.search("|".join(term.pattern for term in read_terms(query)), fold(row.words).text)


TYPED = [
    "' OR 1=1 --", '"; DROP TABLE article; --', "NEAR(a b) AND NOT col:x ^a -b + *", "{a b} : c", "a\0b", "\ud800",
    "x" * 10_000, "a " * 5_000, '"' * 10_000, "%_\\", "'&|!:*<->", "\N{COMBINING ACUTE ACCENT}", "(" * 999, "🚲" * 50,
]  # fmt: skip


def test_anything_typed_is_safe(more: Store, anna: Actor) -> None:
    for query in TYPED:
        assert search_text(more, anna, query).count <= 6
        assert search_labels(more, anna, LabelQuery(words=query, speaker=query, topic="T1")).count == 0
    assert verify(more).findings == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.text(max_size=30), st.lists(st.sampled_from(" ".join(ODD.values()).split()), max_size=4).map(" ".join))
)
@example('"cut crashes')
def test_a_search_finds_what_reading_would_find(more: Store, anna: Actor, query: str) -> None:
    terms = [re.compile(term.pattern) for term in read_terms(query)]
    wanted = [
        key for key, words in {**TEXTS, **ODD}.items() if terms and all(term.search(fold(words).text) for term in terms)
    ]
    assert [row.key for row in search_text(more, anna, query).rows] == wanted


def test_at_most_so_many_with_the_true_count(store: Store, lena: Actor) -> None:
    with store.edit("import", lena) as edit:
        edit.add_all(article(f"many-{n}", n, f"Number {n} is even{'.' * n}") for n in range(4, 254))
    hits = search_text(store, lena, "number even")
    assert (hits.shown, hits.count) == (200, 250)
    assert [row.key for row in hits.rows[:2]] == ["many-4", "many-5"]
    assert search_text(store, lena, "number", limit=3).count == 250


def test_words_come_and_go_with_an_import(store: Store, lena: Actor, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Quinces ripen late.\n", "utf-8")
    import_paths(store, lena, [file])
    assert search_text(store, lena, "quinces").count == 1
    history.undo(store, lena)
    assert search_text(store, lena, "quinces").count == 0
    assert verify(store).findings == []
    history.redo(store, lena)
    assert [row.heading for row in search_text(store, lena, "quinces").rows] == ["Quinces ripen late."]
    assert verify(store).findings == []


def test_very_long_texts(store: Store, lena: Actor) -> None:
    """More words than a vector of PostgreSQL holds, longer words than it takes, places that it forgets."""
    many = " ".join(f"w{n:x}" for n in range(200_000))
    long = "q" * 5000
    with store.edit("import", lena) as edit:
        edit.add_all([article("many", 4, f"{many} last {long} here {'東' * 1500} end the very end")])
    for query in ("w30d3f", '"w30d3e w30d3f last"', "last here", '"the very end"', long, "q" * 4000 + "*", "東東東*"):
        hits = search_text(store, lena, query)
        assert [row.key for row in hits.rows] == ["many"], query[:20]
    for query in ("w30d40", '"last w30d3f"', "q" * 4000, long + "q", '"very the"'):
        assert search_text(store, lena, query).count == 0, query[:20]


def label_everything(store: Store, actor: Actor) -> None:
    mine = actor.name
    people = {one.name: one.id for one in registry.entities(store, actor)}
    if not people:
        for name in ("Ana Ruiz", "Ana R.", "Bo Lind"):
            registry.add_entity(store, actor, name, id=f"entity-{name}")
        people = {one.name: one.id for one in registry.entities(store, actor)}
    labeling.add_speaker(store, actor, ARTICLE, ANA, entity_id=people["Ana R."], id=f"{mine}-ana")
    labeling.add_speaker(store, actor, ARTICLE, BO, entity_id=people["Bo Lind"], id=f"{mine}-bo")
    labeling.add_claim(
        store, actor, ARTICLE, CLAIM, type="fact", attribution="indirect", speaker_id=f"{mine}-ana", id=f"{mine}-c1"
    )
    labeling.add_claim(store, actor, ARTICLE, CUE, type="evaluation", source="author", unsure=True, id=f"{mine}-c2")
    labeling.add_stance(store, actor, ARTICLE, f"{mine}-c1", "T1", "support", id=f"{mine}-s1")
    labeling.add_stance(store, actor, ARTICLE, f"{mine}-c1", "T3", "oppose", cue=CUE, id=f"{mine}-s2")


LABELS: list[tuple[LabelQuery, set[str]]] = [
    (LabelQuery(), {"ana", "bo", "c1", "c2", "s1", "s2"}),
    (LabelQuery(kind="claim"), {"c1", "c2"}),
    (LabelQuery(entity_id="Ana Ruiz"), {"ana", "c1"}),
    (LabelQuery(kind="stance", entity_id="Ana Ruiz"), {"s1", "s2"}),
    (LabelQuery(entity_id="Ana R."), {"ana", "c1"}),
    (LabelQuery(entity_id="Bo Lind"), {"bo"}),
    (LabelQuery(entity_id="nobody"), set()),
    (LabelQuery(speaker="ruiz"), {"ana", "c1"}),
    (LabelQuery(speaker="r*", kind="speaker"), {"ana"}),
    (LabelQuery(topic="T3"), {"c1"}),
    (LabelQuery(value="oppose", kind="stance"), {"s2"}),
    (LabelQuery(topic="T1", value="oppose"), set()),
    (LabelQuery(entity_id="Ana Ruiz", topic="T3", value="oppose", kind="claim"), {"c1"}),
    (LabelQuery(type="evaluation"), {"c2"}),
    (LabelQuery(attribution="indirect"), {"c1"}),
    (LabelQuery(source="author"), {"c2"}),
    (LabelQuery(unsure=True), {"c2"}),
    (LabelQuery(unsure=False, kind="claim"), {"c1"}),
    (LabelQuery(words='"lanes cut"'), {"c1", "s1"}),
    (LabelQuery(words="LIND"), {"bo"}),
    (LabelQuery(words="'; DROP TABLE claim"), set()),
]


def test_labels_are_found_by_what_they_are(store: Store, anna: Actor, bert: Actor, lena: Actor) -> None:
    label_everything(store, anna)
    label_everything(store, bert)
    people = {one.name: one.id for one in registry.entities(store, anna)}
    registry.merge_entities(store, lena, people["Ana R."], people["Ana Ruiz"])
    for query, found in LABELS:
        asked = replace(query, entity_id=people.get(query.entity_id, query.entity_id))
        assert search_labels(store, lena, asked).rows == []
        for actor in (anna, bert):
            hits = search_labels(store, actor, asked)
            assert {row.label_id.removeprefix(f"{actor.name}-") for row in hits.rows} == found, query
            assert hits.count == len(found)
            assert [row.start for row in hits.rows] == sorted(row.start for row in hits.rows)
            for row in hits.rows:
                check_label(row, query)


def check_label(row: finding.LabelHit, query: LabelQuery) -> None:
    assert TEXTS["mayor"][row.start : row.end] == row.text
    if row.label_id.endswith(("-ana", "-c1", "-s1", "-s2")):
        assert row.entity == "Ana Ruiz"
    if row.label_id.endswith("-c1"):
        assert (row.topic, row.value) == (("T3", "oppose") if query.topic == "T3" else ("T1", "support"))


def test_many_labels_are_counted_and_cut(file_store: Store) -> None:
    anna = projects.actor_named(file_store, "anna")
    spans = [Span(start, start + 2) for start in range(36, 44)]
    for number in range(30):
        labeling.add_claim(file_store, anna, ARTICLE, random.Random(number).choice(spans), id=f"c{number:02}")
    hits = search_labels(file_store, anna, LabelQuery(), limit=7)
    assert (hits.shown, hits.count) == (7, 30)
    every = search_labels(file_store, anna, LabelQuery(), limit=100).rows
    assert list(hits.rows) == list(every[:7])


@pytest.mark.parametrize(
    "query",
    [
        LabelQuery(kind="claim"),
        LabelQuery(kind="claim", entity_id="e", topic="T2", value="oppose"),
        LabelQuery(kind="speaker", entity_id="e"),
        LabelQuery(kind="stance", topic="T2"),
        LabelQuery(kind="claim", value="oppose"),
        LabelQuery(kind="claim", type="fact"),
    ],
    ids=repr,
)
def test_label_searches_go_by_indexes(file_store: Store, query: LabelQuery) -> None:
    """With labels of 300 sets and statistics, no table is read from end to end."""
    _many_sets(file_store)
    chosen = store_finding.label_query(query.kind, query, [query.entity_id])
    with file_store.read() as read:
        given = chosen.params(annotator_id="annotator-anna")
        plain = given.compile(dialect=read.connection.dialect, compile_kwargs={"literal_binds": True})
        plan = read.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {plain}")
        steps = [row[3] for row in plan]
    assert steps
    assert not [
        step for step in steps if re.match(r"SCAN (claim|speaker|stance|article|annotation_set)\b(?!.*INDEX)", step)
    ]
    if query.entity_id and query.kind == "speaker":
        assert any("ix_speaker_entity_id" in step for step in steps)
    if query.topic and query.kind == "stance":
        assert any("ix_stance_topic_value" in step for step in steps)


def _many_sets(store: Store) -> None:
    copied = "title, source, author, published, url, language, text, file_sha256, encoding, reader, extra, number"
    with store._engine.begin() as connection:
        for number in range(300):
            given = {"a": f"x{number}", "s": set_id_of(f"x{number}", "annotator-anna")}
            article_sql = f"SELECT :a, :a, :a, {copied} FROM article WHERE id = 'article-mayor'"
            connection.execute(sql(f"INSERT INTO article (id, key, text_sha256, {copied}) {article_sql}"), given)
            set_sql = "SELECT :s, :a, 'annotator-anna', 'in_progress', '', 1, 1, 'shown', 0, '', '', '', FALSE, ''"
            connection.execute(sql(f"INSERT INTO annotation_set {set_sql}"), given)
        connection.exec_driver_sql("ANALYZE")


def test_lists_and_searches_stand_after_vacuum(file_store: Store) -> None:
    anna = projects.actor_named(file_store, "anna")
    before = articles.list_articles(file_store, anna), search_text(file_store, anna, "models")
    with file_store._engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("DELETE FROM withdrawn")
        raw.execute("VACUUM")
    assert (articles.list_articles(file_store, anna), search_text(file_store, anna, "models")) == before
    assert verify(file_store).findings == []


def test_what_is_public() -> None:
    assert {"search_text", "search_labels", "read_query"} <= set(finding.__all__)
