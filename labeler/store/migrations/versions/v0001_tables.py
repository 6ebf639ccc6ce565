"""The first form of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "annotator",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotator")),
        sa.UniqueConstraint("name", name=op.f("uq_annotator_name")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("extra", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("key", name=op.f("uq_article_key")),
    )
    op.create_index(op.f("ix_article_number"), "article", ["number"], unique=False)
    op.create_index(op.f("ix_article_text_sha256"), "article", ["text_sha256"], unique=False)
    op.create_table(
        "entity",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=False),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('person', 'organisation', 'group', 'unnamed', '')", name=op.f("ck_entity_kind")),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["entity.id"], name=op.f("fk_entity_merged_into"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
    )
    op.create_index(op.f("ix_entity_name"), "entity", ["name"], unique=False)
    op.create_table(
        "guidelines",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_guidelines")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edit_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reverses", sa.String(), nullable=True),
        sa.Column("reversible", sa.Boolean(), nullable=False),
        sa.Column("annotator_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('do', 'undo', 'redo')", name=op.f("ck_journal_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("stream", "number", name=op.f("uq_journal_stream_number")),
    )
    op.create_index(op.f("ix_journal_annotator_id_at"), "journal", ["annotator_id", "at"], unique=False)
    op.create_index(op.f("ix_journal_at"), "journal", ["at"], unique=False)
    op.create_index(op.f("ix_journal_edit_id"), "journal", ["edit_id"], unique=False)
    op.create_table(
        "learned",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_learned")),
    )
    op.create_table(
        "scheme",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_scheme")),
    )
    op.create_table(
        "withdrawn",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_withdrawn")),
    )
    op.create_table(
        "alias",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_alias_entity_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("entity_id", "name", name=op.f("uq_alias_entity_id_name")),
    )
    op.create_index(op.f("ix_alias_name"), "alias", ["name"], unique=False)
    op.create_table(
        "annotation_set",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("annotator_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("scheme_version", sa.Integer(), nullable=False),
        sa.Column("guidelines_version", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("assigned", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('assigned', 'in_progress', 'finished', 'skipped')", name=op.f("ck_annotation_set_state")
        ),
        sa.CheckConstraint("suggestions IN ('shown', 'blind')", name=op.f("ck_annotation_set_suggestions")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_annotation_set_seconds")),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotator.id"], name=op.f("fk_annotation_set_annotator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_annotation_set_article_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["guidelines_version"],
            ["guidelines.version"],
            name=op.f("fk_annotation_set_guidelines_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["scheme_version"], ["scheme.version"], name=op.f("fk_annotation_set_scheme_version"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation_set")),
        sa.UniqueConstraint("article_id", "annotator_id", name=op.f("uq_annotation_set_article_id_annotator_id")),
    )
    op.create_index(
        op.f("ix_annotation_set_annotator_id_state"), "annotation_set", ["annotator_id", "state"], unique=False
    )
    op.create_table(
        "import",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("annotator_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('complete', 'undone')", name=op.f("ck_import_state")),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotator.id"], name=op.f("fk_import_annotator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("lease", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_job_state")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_job_article_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("article_id", "version", name=op.f("uq_job_article_id_version")),
    )
    op.create_index(op.f("ix_job_state_lease"), "job", ["state", "lease"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("scheme_version", sa.Integer(), nullable=False),
        sa.Column("guidelines_version", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guidelines_version"],
            ["guidelines.version"],
            name=op.f("fk_project_guidelines_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["annotator.id"], name=op.f("fk_project_owner_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["scheme_version"], ["scheme.version"], name=op.f("fk_project_scheme_version"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_table(
        "split",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.CheckConstraint("split IN ('train', 'validation', 'test', '')", name=op.f("ck_split_split")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_split_article_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_split")),
    )
    op.create_table(
        "suggestion_run",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("pipeline", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("warning", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_suggestion_run_article_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_run")),
        sa.UniqueConstraint("article_id", "version", name=op.f("uq_suggestion_run_article_id_version")),
    )
    op.create_index(op.f("ix_suggestion_run_version"), "suggestion_run", ["version"], unique=False)
    op.create_table(
        "adjudication",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("frame", sa.String(), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.Column("taken", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("annotator_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("sides", sa.String(), nullable=False),
        sa.CheckConstraint("how IN ('unanimous', 'majority', 'adjudicated')", name=op.f("ck_adjudication_how")),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotator.id"], name=op.f("fk_adjudication_annotator_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["annotation_set.id"], name=op.f("fk_adjudication_set_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_adjudication")),
    )
    op.create_table(
        "comment",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("label_id", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["annotator.id"], name=op.f("fk_comment_author_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["set_id", "parent_id"],
            ["comment.set_id", "comment.id"],
            name=op.f("fk_comment_set_id_parent_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name=op.f("fk_comment_set_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_comment")),
    )
    op.create_table(
        "region",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_region_extent")),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name=op.f("fk_region_set_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_region")),
    )
    op.create_table(
        "speaker",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("attributes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('manual', 'accepted', 'edited', 'imported', 'adjudicated', 'suggested')",
            name=op.f("ck_speaker_origin"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_speaker_extent")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_speaker_entity_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name=op.f("fk_speaker_set_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_speaker")),
    )
    op.create_index(op.f("ix_speaker_entity_id"), "speaker", ["entity_id"], unique=False)
    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.String(), nullable=True),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_kind", sa.String(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint(
            "entity_kind IN ('person', 'organisation', 'group', 'unnamed', '')", name=op.f("ck_suggestion_entity_kind")
        ),
        sa.CheckConstraint("kind IN ('claim', 'speaker', 'stance', 'boilerplate')", name=op.f("ck_suggestion_kind")),
        sa.CheckConstraint("source IN ('speaker', 'author', 'unstated', '')", name=op.f("ck_suggestion_source")),
        sa.CheckConstraint(
            '("start" IS NULL AND "end" IS NULL) OR ("start" IS NOT NULL AND "end" IS NOT NULL AND "start" >= 0 AND "start" < "end")',
            name=op.f("ck_suggestion_extent"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_suggestion_article_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["suggestion_run.id"], name=op.f("fk_suggestion_run_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    op.create_index(op.f("ix_suggestion_article_id"), "suggestion", ["article_id"], unique=False)
    op.create_index(op.f("ix_suggestion_run_id"), "suggestion", ["run_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("speaker_id", sa.String(), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("attributes", sa.String(), nullable=False),
        sa.CheckConstraint("(source = 'speaker') = (speaker_id IS NOT NULL)", name=op.f("ck_claim_speaker")),
        sa.CheckConstraint(
            "origin IN ('manual', 'accepted', 'edited', 'imported', 'adjudicated', 'suggested')",
            name=op.f("ck_claim_origin"),
        ),
        sa.CheckConstraint("source IN ('speaker', 'author', 'unstated', '')", name=op.f("ck_claim_source")),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_claim_extent")),
        sa.ForeignKeyConstraint(
            ["set_id", "speaker_id"],
            ["speaker.set_id", "speaker.id"],
            name=op.f("fk_claim_set_id_speaker_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name=op.f("fk_claim_set_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_set_id_speaker_id"), "claim", ["set_id", "speaker_id"], unique=False)
    op.create_index(op.f("ix_claim_type"), "claim", ["type"], unique=False)
    op.create_table(
        "decision",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("suggestion_id", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'edited', 'rejected', 'unaided match')", name=op.f("ck_decision_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["annotation_set.id"], name=op.f("fk_decision_set_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_decision_suggestion_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("set_id", "suggestion_id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_suggestion_id"), "decision", ["suggestion_id"], unique=False)
    op.create_table(
        "stance",
        sa.Column("set_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("attributes", sa.String(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('manual', 'accepted', 'edited', 'imported', 'adjudicated', 'suggested')",
            name=op.f("ck_stance_origin"),
        ),
        sa.CheckConstraint(
            '("start" IS NULL AND "end" IS NULL) OR ("start" IS NOT NULL AND "end" IS NOT NULL AND "start" >= 0 AND "start" < "end")',
            name=op.f("ck_stance_extent"),
        ),
        sa.ForeignKeyConstraint(
            ["set_id", "claim_id"],
            ["claim.set_id", "claim.id"],
            name=op.f("fk_stance_set_id_claim_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name=op.f("fk_stance_set_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_stance")),
        sa.UniqueConstraint("set_id", "claim_id", "topic", name=op.f("uq_stance_set_id_claim_id_topic")),
    )
    op.create_index(op.f("ix_stance_topic_value"), "stance", ["topic", "value"], unique=False)
