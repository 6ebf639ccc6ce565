"""The first form of the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


_CUE = (
    '("start" IS NULL AND "end" IS NULL) OR '
    '("start" IS NOT NULL AND "end" IS NOT NULL AND "start" >= 0 AND "start" < "end")'
)


def _texts(names: str) -> list[sa.Column[str]]:
    """Return columns of text that is never NULL."""
    return [sa.Column(name, sa.String(), nullable=False) for name in names.split()]


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "annotator",
        *_texts("id name roles login"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotator")),
        sa.UniqueConstraint("name", name=op.f("uq_annotator_name")),
    )
    op.create_table(
        "article",
        *_texts("id key title source author published url language text text_sha256 file_sha256 encoding reader extra"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("key", name=op.f("uq_article_key")),
    )
    op.create_index(op.f("ix_article_number"), "article", ["number"], unique=False)
    op.create_index(op.f("ix_article_text_sha256"), "article", ["text_sha256"], unique=False)
    op.create_table(
        "entity",
        *_texts("id name kind affiliation"),
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
        *_texts("text sha256"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_guidelines")),
    )
    op.create_table(
        "journal",
        *_texts("id stream"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("edit_id kind"),
        sa.Column("reverses", sa.String(), nullable=True),
        sa.Column("reversible", sa.Boolean(), nullable=False),
        *_texts("annotator_id at title"),
        sa.Column("schema", sa.Integer(), nullable=False),
        *_texts("body previous hash"),
        sa.CheckConstraint("kind IN ('do', 'undo', 'redo')", name=op.f("ck_journal_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("stream", "number", name=op.f("uq_journal_stream_number")),
    )
    op.create_index(op.f("ix_journal_annotator_id_at"), "journal", ["annotator_id", "at"], unique=False)
    op.create_index(op.f("ix_journal_at"), "journal", ["at"], unique=False)
    op.create_index(op.f("ix_journal_edit_id"), "journal", ["edit_id"], unique=False)
    op.create_table(
        "learned",
        *_texts("version at body sha256"),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_learned")),
    )
    op.create_table(
        "scheme",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("name text sha256"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_scheme")),
    )
    op.create_table(
        "withdrawn",
        *_texts("sha256 body"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_withdrawn")),
    )
    op.create_table(
        "alias",
        *_texts("id entity_id name"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_alias_entity_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("entity_id", "name", name=op.f("uq_alias_entity_id_name")),
    )
    op.create_index(op.f("ix_alias_name"), "alias", ["name"], unique=False)
    op.create_table(
        "annotation_set",
        *_texts("id article_id annotator_id state reason"),
        sa.Column("scheme_version", sa.Integer(), nullable=False),
        sa.Column("guidelines_version", sa.Integer(), nullable=False),
        sa.Column("suggestions", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        *_texts("assigned started finished"),
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
        *_texts("id at annotator_id title state report"),
        sa.CheckConstraint("state IN ('complete', 'undone')", name=op.f("ck_import_state")),
        sa.ForeignKeyConstraint(
            ["annotator_id"], ["annotator.id"], name=op.f("fk_import_annotator_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    op.create_table(
        "job",
        *_texts("id article_id version state worker lease"),
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
        *_texts("id name owner_id"),
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
        *_texts("article_id split"),
        sa.CheckConstraint("split IN ('train', 'validation', 'test', '')", name=op.f("ck_split_split")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_split_article_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_split")),
    )
    op.create_table(
        "suggestion_run",
        *_texts("id article_id version pipeline at sha256 warning"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_suggestion_run_article_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_run")),
        sa.UniqueConstraint("article_id", "version", name=op.f("uq_suggestion_run_article_id_version")),
    )
    op.create_index(op.f("ix_suggestion_run_version"), "suggestion_run", ["version"], unique=False)
    op.create_table(
        "adjudication",
        *_texts("set_id id frame sources taken how annotator_id at reason clause sides"),
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
        *_texts("set_id id label_id"),
        sa.Column("parent_id", sa.String(), nullable=True),
        *_texts("author_id at text"),
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
        *_texts("set_id id"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_region_extent")),
        sa.ForeignKeyConstraint(["set_id"], ["annotation_set.id"], name=op.f("fk_region_set_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("set_id", "id", name=op.f("pk_region")),
    )
    op.create_table(
        "speaker",
        *_texts("set_id id"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        *_texts("note origin"),
        sa.Column("score", sa.Float(), nullable=False),
        *_texts("rule attributes"),
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
        *_texts("id run_id article_id kind"),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        *_texts("text type attribution source"),
        sa.Column("speaker_id", sa.String(), nullable=True),
        *_texts("entity entity_kind affiliation"),
        sa.Column("claim_id", sa.String(), nullable=True),
        *_texts("topic value rule"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint(
            "entity_kind IN ('person', 'organisation', 'group', 'unnamed', '')", name=op.f("ck_suggestion_entity_kind")
        ),
        sa.CheckConstraint("kind IN ('claim', 'speaker', 'stance', 'boilerplate')", name=op.f("ck_suggestion_kind")),
        sa.CheckConstraint("source IN ('speaker', 'author', 'unstated', '')", name=op.f("ck_suggestion_source")),
        sa.CheckConstraint(
            _CUE,
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
        *_texts("set_id id"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_texts("text type attribution source"),
        sa.Column("speaker_id", sa.String(), nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        *_texts("note origin"),
        sa.Column("score", sa.Float(), nullable=False),
        *_texts("rule attributes"),
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
        *_texts("set_id suggestion_id verdict at"),
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
        *_texts("set_id id claim_id topic value"),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        *_texts("note origin"),
        sa.Column("score", sa.Float(), nullable=False),
        *_texts("rule attributes"),
        sa.CheckConstraint(
            "origin IN ('manual', 'accepted', 'edited', 'imported', 'adjudicated', 'suggested')",
            name=op.f("ck_stance_origin"),
        ),
        sa.CheckConstraint(
            _CUE,
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
