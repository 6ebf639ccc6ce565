"""What a project learnt, by part and number, and whether it learns by itself.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew: nothing was ever written to the one before it."""
    op.drop_table("learned")
    op.create_table(
        "learned",
        *(_text(name) for name in ("id", "part")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "features", "scheme_version")),
        _text("pipeline"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("articles", "blind")),
        *(_text(name) for name in ("figures", "body", "sha256")),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        *(_text(name) for name in ("at", "annotator_id")),
        _link("scheme_version", "scheme.version"),
        _link("annotator_id", "annotator.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned")),
        sa.UniqueConstraint("part", "number", name=op.f("uq_learned_part_number")),
    )
    op.create_index(
        "uq_learned_in_use",
        "learned",
        ["part"],
        unique=True,
        sqlite_where=sa.text("in_use"),
        postgresql_where=sa.text("in_use"),
    )
    op.add_column("project", sa.Column("learns", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("project", sa.Column("studied", sa.Integer(), nullable=False, server_default="0"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _link(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_learned_{column}"), ondelete="RESTRICT")
