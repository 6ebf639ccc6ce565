"""What the sample project holds: articles written for it, and the labels of two annotators and of gold."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any, TypeAlias

from labeler.domain.articles import Article, text_sha256
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id
from labeler.domain.sets import Actor
from labeler.formats.text import READER, read_text
from labeler.services.importing import import_paths
from labeler.services.projects import known
from labeler.store import Store
from labeler.store.bulk import known_articles
from labeler.store.listing import next_number

BAD_SEEDS = sentence("bad_seeds", "The sample's {file} is not the one that ships. Install Labeler again.")

Progress: TypeAlias = Callable[[int, int, str], None]
NAME = "Labeler sample"
_FIELDS = ("title", "source", "author", "url", "language")
_EXTRA = ("genre", "licence")


def add_sample(
    store: Store,
    actor: Actor,
    seeds: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Add the sample's articles, its two annotators, and their labels and gold, or what is missing of all that.

    Sets that have labels of their own by now stay as they are.

    Raises:
        LabelerError: a file of the sample is missing or altered, or it was cancelled.
    """
    _add_articles(store, actor, seeds)
    import_paths(store, actor, [seeds / "labels.jsonl"], progress=progress, cancelled=cancelled)


def _add_articles(store: Store, actor: Actor, seeds: Path) -> None:
    """Add the articles that are missing, in the manifest's order."""
    listed = tomllib.loads((seeds / "manifest.toml").read_text(encoding="utf-8"))["article"]
    with store.edit("add the sample articles", actor, reversible=False) as edit:
        known(edit.read, actor)
        there = {one.text_sha256 for one in known_articles(edit.read)}
        taken = {one.key for one in known_articles(edit.read)}
        number = next_number(edit.read)
        for entry in listed:
            article = _article(seeds, entry, number)
            if article.text_sha256 not in there and article.key not in taken:
                edit.add(article)
                number += 1


def _article(seeds: Path, entry: Mapping[str, Any], number: int) -> Article:
    file = seeds / entry["file"]
    data = file.read_bytes()
    if sha256(data).hexdigest() != entry["sha256"]:
        raise LabelerError(BAD_SEEDS, file=entry["file"])
    read = read_text(data, str(file))
    sha = text_sha256(read.text)
    return Article(
        id=derived_id("article", sha),
        key=entry["key"],
        text=read.text,
        text_sha256=sha,
        file_sha256=read.sha256,
        encoding=read.encoding,
        reader=READER,
        published=str(entry.get("published", "")),
        extra=dumps({name: entry[name] for name in _EXTRA if name in entry}, ensure_ascii=False, sort_keys=True),
        number=number,
        **{name: entry[name] for name in _FIELDS if name in entry},
    )
