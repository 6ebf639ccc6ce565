"""Reading rows as values, inside one transaction: one moment of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from labeler.store.rows import BY_KIND, to_value

T = TypeVar("T")
_MANY = 500


class Reader:
    """Reads values by their columns. Lists are in the order of the primary key."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def one(self, kind: type[T], **where: Any) -> T | None:
        """Return the first value whose columns equal the given ones, None if there is none."""
        return next(iter(self.all(kind, **where)), None)

    def all(self, kind: type[T], **where: Any) -> list[T]:
        """Return the values whose columns equal the given ones."""
        return list(self.each(kind, **where))

    def each(self, kind: type[T], **where: Any) -> Iterator[T]:
        """Yield the values whose columns equal the given ones; a list, set or tuple asks for any of its members."""
        table = BY_KIND[kind].sql
        query = select(table).order_by(*table.primary_key)
        for name, value in where.items():
            column = table.c[name]
            query = query.where(
                column.in_(value) if isinstance(value, (list, set, tuple, frozenset)) else column == value
            )
        for row in self.connection.execute(query).mappings():
            yield to_value(kind, row)

    def by_id(self, kind: type[T], ids: Iterable[str]) -> dict[str, T]:
        """Return the values with the given ids, by id; unknown ids are left out."""
        wanted = sorted(set(ids))
        found: dict[str, T] = {}
        for at in range(0, len(wanted), _MANY):
            for value in self.each(kind, id=wanted[at : at + _MANY]):
                found[getattr(value, "id")] = value  # noqa: B009  the type is any with an id
        return found

    def count(self, kind: type[Any], **where: Any) -> int:
        """Return the number of rows whose columns equal the given ones."""
        table = BY_KIND[kind].sql
        query = select(func.count()).select_from(table)
        for name, value in where.items():
            query = query.where(table.c[name] == value)
        return self.connection.execute(query).scalar_one()
