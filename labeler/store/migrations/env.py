"""Alembic's door: runs the migrations on the connection that it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from labeler.store.rows import Tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Tables.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
