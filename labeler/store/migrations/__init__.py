"""Alembic's scripts: one for each form that the database has had."""
