"""Arguments and options that several verbs share, and how they open a project."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.store import Store

Project = Annotated[str, typer.Argument(metavar="PROJECT", help="A .labeler file or a PostgreSQL URL.")]
As = Annotated[
    str,
    typer.Option("--as", metavar="NAME", envvar="LABELER_ANNOTATOR", help="Who asks; else the project's owner."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@contextlib.contextmanager
def opened(project: str) -> Generator[Store]:
    """Open a project while the body runs."""
    from labeler.store import open_store

    store = open_store(project)
    try:
        yield store
    finally:
        store.close()


def actor_of(store: Store, name: str) -> Actor:
    """Return who asks: the annotator of that name, the owner for "".

    Raises:
        LabelerError: there is no such annotator.
    """
    from labeler.services.projects import actor_named

    return actor_named(store, name or None)
