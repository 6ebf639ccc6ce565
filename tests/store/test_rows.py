"""Domain classes, tables and migrations name the same fields; values come back as they were written."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.sets import Actor, AnnotationSet
from labeler.services.work import set_id_of
from labeler.store import Store, create_store, migrate
from labeler.store.rows import FORMS, Form, Tables, columns_of, to_row, to_value


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.table)
def test_class_and_table_have_the_same_fields(form: Form) -> None:
    assert set(columns_of(form.kind)) == {column.name for column in form.sql.columns}


def test_every_table_has_a_class() -> None:
    assert {form.table for form in FORMS} == set(Tables.metadata.tables)


@pytest.mark.parametrize("table", ["claim", "speaker", "stance", "region", "decision", "comment", "adjudication"])
def test_keys_of_an_annotators_work_begin_with_the_set(table: str) -> None:
    sql = Tables.metadata.tables[table]
    assert next(iter(sql.primary_key)).name == "set_id"
    for constraint in sql.foreign_key_constraints:
        assert constraint.ondelete == "RESTRICT"
        if constraint.referred_table.name in {"claim", "speaker", "comment"}:
            assert constraint.column_keys[0] == "set_id"


def test_migrations_make_what_the_classes_say(location: str) -> None:
    store = create_store(location)
    try:
        with store.read() as read:
            # The index of words is each database's own: `words` makes and fills it.
            opts = {
                "compare_type": False,
                "include_name": lambda name, *_: not (name or "").startswith("article_words"),
            }
            context = MigrationContext.configure(read.connection, opts=opts)
            assert compare_metadata(context, Tables.metadata) == []
            assert migrate.revision(read.connection) == migrate.HEAD
    finally:
        store.close()


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", "labeler:store/migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == migrate.HEAD
    assert tuple(one.revision for one in reversed(list(scripts.walk_revisions()))) == migrate.KNOWN


def test_values_come_back_as_written(store: Store, anna: Actor) -> None:
    set_id = set_id_of("article-mayor", anna.id)
    mine = AnnotationSet(id=set_id, article_id="article-mayor", annotator_id=anna.id, state="in_progress", seconds=7)
    speaker = Speaker(id="s", set_id=set_id, start=6, end=14, text="Ana Ruiz", note="ü 🚲 \u2028", score=0.1 + 0.2)
    claim = Claim(
        id="c", set_id=set_id, start=20, end=48, text="x", type="fact", source="speaker", speaker_id="s", unsure=True
    )
    stance = Stance(id="t", set_id=set_id, claim_id="c", topic="T1", value="oppose")
    with store.edit("write", anna) as edit:
        edit.add_all([mine, speaker, claim, stance])
    with store.read() as read:
        assert read.all(AnnotationSet) == [mine]
        assert (read.all(Speaker), read.all(Claim), read.all(Stance)) == ([speaker], [claim], [stance])
    assert to_value(Claim, to_row(claim)) == claim
