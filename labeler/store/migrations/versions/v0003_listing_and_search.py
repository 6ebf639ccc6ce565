"""What makes lists and searches fast: the articles' listing, their words, labels by value.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty: the store fills them from the texts."""
    op.create_table(
        "listing",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("article_id", "key", "heading", "source")),
        sa.Column("published", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_listing_article_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_listing")),
        sa.UniqueConstraint("article_id", name=op.f("uq_listing_article_id")),
    )
    op.create_index(op.f("ix_listing_number_key"), "listing", ["number", "key"], unique=False)
    op.create_index(op.f("ix_stance_value"), "stance", ["value"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        # No content of its own: the articles hold the texts. Rows are named by `place`, which no VACUUM changes.
        op.execute("CREATE VIRTUAL TABLE article_words USING fts5(body, content='', tokenize='ascii')")
        return
    op.create_table(
        "article_words",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("words", TSVECTOR(), nullable=True),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_article_words")),
    )
    op.create_index(op.f("ix_article_words_words"), "article_words", ["words"], postgresql_using="gin")
