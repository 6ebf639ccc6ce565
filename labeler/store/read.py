"""Reading rows as values, inside one transaction: one moment of the project."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, Literal, TypeAlias, TypeVar

from sqlalchemy import Connection, Select, bindparam, func, select

from labeler.store.rows import BY_KIND

T = TypeVar("T")
# How a column is asked for: as equal to a value, as one of several, as NULL.
_Asked: TypeAlias = Literal["equal", "among", "null"]
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
        asked = tuple((name, _asked(value)) for name, value in where.items())
        same = {name: where[name] for name, how in asked if how == "equal"}
        found = self.connection.execute(_query(kind, asked, frozenset(same)), where)
        names, rows = tuple(found.keys()), found.all()
        # Column by column: thousands of values are made in a fraction of the time that calls of their class would take.
        values = list(map(kind.__new__, repeat(kind, len(rows))))
        for name, column in chain(zip(names, zip(*rows, strict=True), strict=False), _repeated(same, len(rows))):
            deque(map(getattr(kind, name).__set__, values, column), maxlen=0)
        return values

    def each(self, kind: type[T], **where: Any) -> Iterator[T]:
        """Yield the values whose columns equal the given ones; a list, set or tuple asks for any of its members."""
        query = _query(kind, tuple((name, _asked(value)) for name, value in where.items()), frozenset())
        found = self.connection.execute(query, where)
        names = tuple(found.keys())
        for row in found:
            yield kind(**dict(zip(names, row, strict=True)))

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


def _asked(value: object) -> _Asked:
    return "null" if value is None else "among" if isinstance(value, (list, set, tuple, frozenset)) else "equal"


def _repeated(same: dict[str, Any], times: int) -> Iterator[tuple[str, Iterable[Any]]]:
    """Yield columns that hold what was asked for: they need not be read."""
    return ((name, repeat(value, times)) for name, value in same.items())


# To build a statement takes longer than to carry it out.
@lru_cache(maxsize=512)
def _query(kind: type[Any], where: tuple[tuple[str, _Asked], ...], without: frozenset[str]) -> Select[Any]:
    table = BY_KIND[kind].sql
    wanted = [column for column in table.c if column.name not in without] or [*table.c]
    query = select(*wanted).order_by(*table.primary_key)
    for name, asked in where:
        column = table.c[name]
        if asked == "null":
            query = query.where(column.is_(None))
        else:
            given = bindparam(name, expanding=asked == "among")
            query = query.where(column.in_(given) if asked == "among" else column == given)
    return query
