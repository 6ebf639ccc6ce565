"""Claims that repeat another, and sets that are flagged to the lead.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what is there repeats nothing and is not flagged."""
    op.add_column("claim", sa.Column("repeats", sa.String(), nullable=True))
    op.create_index(op.f("ix_claim_set_id_repeats"), "claim", ["set_id", "repeats"], unique=False)
    op.add_column("annotation_set", sa.Column("flag", sa.String(), nullable=False, server_default=""))
