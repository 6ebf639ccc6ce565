"""The only room with SQL: tables, migrations, rows, the journal, undo, verification. Begin with `store` and `edit`.

A project is one database: a SQLite file or a PostgreSQL URL. Other rooms see domain values and these names.
"""

from labeler.store.edit import Edit
from labeler.store.read import Reader
from labeler.store.store import PROGRAM, Store, create_store, open_store

__all__ = ["PROGRAM", "Edit", "Reader", "Store", "create_store", "open_store"]
