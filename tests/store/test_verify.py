"""Twenty-odd ways to alter a project behind the journal's back: each is found, and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from labeler.domain.journal import Entry, canonical, entry_hash
from labeler.domain.sets import Actor
from labeler.services import labeling, learning, projects, suggesting
from labeler.store import Store
from labeler.store.rows import BY_KIND, to_row, to_value
from labeler.store.verify import replayed, verify
from tests.fixtures.learnt import learnt_report
from tests.fixtures.sample import ANA, BO, CLAIM, CUE, TEXTS

Spoil = Callable[[Connection], None]


def labelled(store: Store) -> None:
    """Give the sample labels by two people, and a decision."""
    for name in ("anna", "bert"):
        actor = projects.actor_named(store, name)
        labeling.add_speaker(store, actor, "article-mayor", ANA, entity="Ana Ruiz", id=f"{name}-speaker")
        labeling.add_claim(
            store, actor, "article-mayor", CLAIM, type="fact", speaker_id=f"{name}-speaker", id=f"{name}-claim"
        )
        labeling.add_claim(store, actor, "article-mayor", BO, source="author", id=f"{name}-second")
        labeling.add_stance(
            store, actor, "article-mayor", f"{name}-claim", "T1", "support", cue=CUE, id=f"{name}-stance"
        )
        labeling.add_stance(store, actor, "article-mayor", f"{name}-claim", "T2", "oppose")
        labeling.mark_boilerplate(store, actor, "article-lines", ANA, id=f"{name}-region")
    suggesting.reject(store, actor_of(store), "article-mayor", [_boilerplate(store)])
    learning.keep_learnt(store, projects.actor_named(store, "lena"), learnt_report("claim"), {})


def actor_of(store: Store) -> Actor:
    return projects.actor_named(store, "anna")


def _boilerplate(store: Store) -> str:
    from labeler.services.sets import open_sheet

    sheet = open_sheet(store, actor_of(store), "article-mayor")
    return next(one.id for one in sheet.suggestions.values() if one.kind == "boilerplate")


def sql(command: str) -> Spoil:
    return lambda connection: connection.execute(text(command)) and None


def edit_journal(change: Callable[[Entry], Entry], *, chain: bool) -> Spoil:
    """Alter the entry that made anna's claim; with `chain`, compute all later hashes anew."""

    def spoil(connection: Connection) -> None:
        table = BY_KIND[Entry].sql
        rows = [to_value(Entry, row) for row in connection.execute(table.select().order_by(table.c.number)).mappings()]
        target = next(row for row in rows if row.title == "label claim" and '"anna-claim"' in row.body)
        previous = target.previous
        for row in [one for one in rows if one.stream == target.stream and one.number >= target.number]:
            new = change(row) if row.id == target.id else row
            if chain:
                new = replace(new, previous=previous)
                new = replace(new, hash=entry_hash(new))
                previous = new.hash
            connection.execute(table.update().where(table.c.id == row.id).values(to_row(new)))

    return spoil


def other_body(entry: Entry) -> Entry:
    body = json.loads(entry.body)
    body[0][3]["note"] = "never said"
    return replace(entry, body=canonical(body))


MUTATIONS: dict[str, tuple[Spoil, str, str]] = {
    "a flipped flag": (sql("UPDATE claim SET unsure = NOT unsure WHERE id='anna-claim'"), "replay", "anna-claim"),
    "a changed value": (sql("UPDATE claim SET type='policy' WHERE id='anna-claim'"), "replay", "anna-claim"),
    "a value outside the scheme": (sql("UPDATE claim SET type='rumour' WHERE id='anna-claim'"), "values", "anna-claim"),
    "a topic outside the scheme": (sql("UPDATE stance SET topic='T9' WHERE id='anna-stance'"), "values", "anna-stance"),
    "a stance outside the scheme": (
        sql("UPDATE stance SET value='yes' WHERE id='anna-stance'"), "values", "anna-stance"
    ),
    "a dropped claim": (sql("DELETE FROM claim WHERE id='anna-second'"), "replay", "anna-second"),
    "a dropped region": (sql("DELETE FROM region WHERE id='anna-region'"), "replay", "anna-region"),
    "a dropped decision": (sql("DELETE FROM decision"), "replay", ""),
    "a claim off by one": (sql('UPDATE claim SET "start"="start"+1 WHERE id=\'anna-claim\''), "quotes", "anna-claim"),
    "another quote": (sql("UPDATE speaker SET text='Bo Ruiz!' WHERE id='anna-speaker'"), "quotes", "anna-speaker"),
    "swapped ends of two claims": (
        sql("UPDATE claim SET \"end\" = 49 - \"end\" + 48 WHERE id='anna-claim'"), "quotes", "anna-claim"
    ),
    "a cue set to null": (
        sql("UPDATE stance SET \"start\"=NULL, \"end\"=NULL WHERE id='anna-stance'"), "quotes", "anna-stance"
    ),
    "a repetition of oneself": (
        sql("UPDATE claim SET repeats = id WHERE id='anna-claim'"), "repeats", "anna-claim"
    ),
    "a repetition of nothing": (
        sql("UPDATE claim SET repeats = 'gone' WHERE id='anna-claim'"), "repeats", "anna-claim"
    ),
    "a repetition in another set": (
        sql("UPDATE claim SET repeats = 'bert-claim' WHERE id='anna-claim'"), "repeats", "anna-claim"
    ),
    "a ring of repetitions": (
        sql("UPDATE claim SET repeats = CASE id WHEN 'anna-claim' THEN 'anna-second' ELSE 'anna-claim' END"
            " WHERE id LIKE 'anna-%'"), "repeats", "anna-claim",
    ),
    "a flag that nobody set": (
        sql("UPDATE annotation_set SET flag='look' WHERE annotator_id='annotator-anna'"), "replay", ""
    ),
    "an altered text": (sql("UPDATE article SET text='x' || text WHERE key='short'"), "text", "article-short"),
    "a wrong text hash": (sql("UPDATE article SET text_sha256='0' WHERE key='short'"), "text", "article-short"),
    "another title": (sql("UPDATE article SET title='Other' WHERE key='short'"), "replay", "article-short"),
    "another key": (sql("UPDATE article SET key='other' WHERE key='short'"), "replay", "article-short"),
    "another annotator's name": (sql("UPDATE annotator SET name='eve' WHERE name='anna'"), "replay", "annotator-anna"),
    "more rights": (sql("UPDATE annotator SET roles='lead' WHERE name='anna'"), "replay", "annotator-anna"),
    "an altered scheme": (sql("UPDATE scheme SET text = text || '# x'"), "scheme", "1"),
    "altered guidelines": (sql("UPDATE guidelines SET text = 'none'"), "guidelines", "1"),
    "an altered suggestion": (sql("UPDATE suggestion SET score = 0.99 WHERE kind='boilerplate'"), "suggestions", ""),
    "another run hash": (sql("UPDATE suggestion_run SET sha256 = 'f'"), "suggestions", ""),
    "a renamed entity": (sql("UPDATE entity SET name='Eve'"), "replay", ""),
    "another state": (
        sql("UPDATE annotation_set SET state='finished' WHERE annotator_id='annotator-anna'"), "replay", ""
    ),
    "more time worked": (sql("UPDATE annotation_set SET seconds=9"), "replay", ""),
    "an added region": (
        sql("INSERT INTO region SELECT set_id, 'added', \"start\", \"end\", text FROM region WHERE id='anna-region'"),
        "replay", "added",
    ),
    "altered weights": (sql("UPDATE learned SET body='{}'"), "learned", ""),
    "other weights in use": (sql("UPDATE learned SET in_use = NOT in_use"), "replay", ""),
    "an edited entry": (edit_journal(other_body, chain=False), "journal", ""),
    "an edited entry, chained anew": (edit_journal(other_body, chain=True), "replay", "anna-claim"),
    "another author of an entry": (
        edit_journal(lambda one: replace(one, annotator_id="annotator-bert"), chain=False), "journal", ""
    ),
    "a removed entry": (
        sql("DELETE FROM journal WHERE title='label claim' AND body LIKE '%anna-second%'"), "journal", ""
    ),
    "another listed heading": (sql("UPDATE listing SET heading='x' WHERE key='short'"), "listing", "article-short"),
    "another listed length": (sql("UPDATE listing SET characters=1 WHERE key='short'"), "listing", "article-short"),
    "an article that is not listed": (sql("DELETE FROM listing WHERE key='short'"), "listing", "article-short"),
    "words that can't be searched": (
        sql("INSERT INTO article_words (article_words, rowid, body) SELECT 'delete', place, 'models' FROM listing"
            " WHERE key='short'"), "listing", "article-short"
    ),
    "words of no article": (sql("INSERT INTO article_words (rowid, body) VALUES (99, 'x')"), "listing", ""),
    "a removed last entry": (sql("DELETE FROM journal WHERE title='reject suggestion'"), "replay", ""),
    "a renumbered entry": (
        sql("UPDATE journal SET number=number+100 WHERE title='reject suggestion'"), "journal", ""
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_found_and_named(file_store: Store, name: str) -> None:
    spoil, check, where = MUTATIONS[name]
    labelled(file_store)
    assert verify(file_store).findings == []
    with file_store._engine.begin() as connection:
        spoil(connection)
    found = verify(file_store).findings
    assert [one for one in found if one.check == check and where in {"", one.where}], found
    assert all(one.sentence.endswith(" restore the project from a backup.") for one in found)
    for one in found:
        # The row by its id, its article by its key, or the entry by its stream and number.
        assert one.where in one.sentence or "entry" in one.sentence or any(key in one.sentence for key in TEXTS)


def test_links_out_of_nowhere_are_found(file_store: Store) -> None:
    """Keys hold these back; a file edited with keys switched off is found out all the same."""
    labelled(file_store)
    with file_store._engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("UPDATE claim SET speaker_id='bert-speaker' WHERE id='anna-claim'")
        raw.execute("UPDATE stance SET claim_id='nobody' WHERE id='anna-stance'")
        raw.execute("UPDATE speaker SET entity_id='nobody' WHERE id='anna-speaker'")
        raw.execute("UPDATE region SET set_id='nobody' WHERE id='anna-region'")
        raw.execute("COMMIT") if raw.in_transaction else None
        raw.execute("PRAGMA foreign_keys=ON")
    found = {one.where for one in verify(file_store).findings if one.check == "links"}
    assert {"anna-claim", "anna-stance", "anna-speaker", "nobody", "anna-region"} <= found


def test_a_sound_project_is_sound_everywhere(store: Store) -> None:
    labelled(store)
    outcome = verify(store)
    assert outcome.findings == []
    assert outcome.checked["journal entries"] > 10
    assert outcome.checked["quotes"] > 10
    assert len(outcome.root) == 64


def test_the_journal_rebuilds_any_day(store: Store) -> None:
    labelled(store)
    with store.read() as read:
        middle = read.all(Entry)[0].at
        last = max(one.at for one in read.all(Entry))
    assert len(replayed(store)["claim"]) == 4
    assert "claim" not in replayed(store, until=middle) or len(replayed(store, until=middle)["claim"]) < 4
    assert replayed(store, until=last) == replayed(store)
