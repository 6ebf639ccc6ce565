"""Figures and the items they are made of as CSV: what anybody can check in the texts, and compute again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from labeler.agreement.assembling import team_of
from labeler.agreement.choices import Choices
from labeler.agreement.corpus import LAYERS, Corpus, LayerName
from labeler.agreement.families import Drawn, Family, Made, World, drawn_for, made_of, parts_of, parts_of_self
from labeler.agreement.intervals import ENOUGH
from labeler.agreement.listing import items
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.repeated import twice
from labeler.agreement.report import Report, Row
from labeler.agreement.units import GOLD
from labeler.config import paths
from labeler.domain.errors import LabelerError, sentence
from labeler.formats import plain_csv
from labeler.services.agreement_gathering import Gathered
from labeler.services.agreement_labels import FIRST, FURTHER, columns_of, label_rows, names_of
from labeler.services.agreement_words import READ_ME

NO_FOLDER = sentence("items_folder_is_a_file", "{folder} is a file. Name a new folder, or an empty one.")
NOT_EMPTY = sentence("items_folder_in_use", "{folder} holds other files. Name a new folder, or an empty one.")

TABLES = ("about.csv", "articles.csv", "labels.csv", "families.csv", "items.csv", "figures.csv")
FILES = ("README.txt", *TABLES)
_PARTIAL = ".partial"
ARTICLE = ("article", "again", "drawn", "length", "words")
"""The columns of articles.csv before those of annotators."""
_ITEM = ("family", "article", "kind", "used", "start", "end", "amount")
_FAMILY = ("family", "what", "layer", "attribute", "subset", "whose", "topic", "category", "drawn", "annotators")
_SELVES = "first set", "further set"

Cells = Sequence[Any]


class Table(NamedTuple):
    """A file on its way: the names of its columns, and its rows."""

    name: str
    heads: Cells
    rows: Iterable[Cells]


def write_items(folder: Path, gathered: Gathered, report: Report, draws: int) -> None:
    """Write the items of a report to a folder, which is made if it is not there.

    They are written beside their places, then moved in: a folder that was written earlier stays as it is until then.

    Raises:
        LabelerError: the folder holds other files, or is a file.
        OSError: the folder, which it names, can't be written; what was made for it is gone.
    """
    if folder.exists() and not folder.is_dir():
        raise LabelerError(NO_FOLDER, folder=folder)
    if folder.is_dir() and any(one.name not in {*FILES, _PARTIAL} for one in folder.iterdir()):
        raise LabelerError(NOT_EMPTY, folder=folder)
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    partial = folder / _PARTIAL
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        with paths.whole_file(partial / "README.txt") as out:
            out.write(READ_ME.encode())
        for table in tables(gathered, report, draws):
            plain_csv.write(partial / table.name, table.heads, table.rows)
        for name in FILES:
            (partial / name).replace(folder / name)
        partial.rmdir()
    except BaseException as fault:
        shutil.rmtree(partial, ignore_errors=True)
        for one in missing:
            # Only folders that were made here, and only while nothing is in them.
            if one.is_dir() and not any(one.iterdir()):
                one.rmdir()
        if isinstance(fault, OSError):
            raise OSError(fault.errno, fault.strerror, str(folder)) from None
        raise


def tables(gathered: Gathered, report: Report, draws: int) -> Iterator[Table]:
    """Yield the files of a report, each to be used before the next."""
    listed = _Listed(gathered, report)
    about = {
        "version": report.version,
        "seed": report.seed,
        "draws": draws,
        "enough": ENOUGH,
        "threshold": report.asked.threshold,
        "layer": report.asked.layer,
        "topics": json.dumps(list(gathered.corpus.topics), ensure_ascii=False),
    }
    yield Table("about.csv", ("name", "value"), [(name, str(value)) for name, value in about.items()])
    yield Table("articles.csv", (*ARTICLE, *gathered.corpus.annotators), listed.articles())
    yield Table("labels.csv", columns_of(listed.corpora), listed.labels())
    yield Table("families.csv", _FAMILY, listed.families())
    yield Table("items.csv", (*_ITEM, *listed.columns), listed.items())
    yield Table("figures.csv", (*Row._fields, "families", "between", "used", "compares"), listed.figures())


class _Listed:
    """A report by its figures, and these by what they are made of."""

    def __init__(self, gathered: Gathered, report: Report) -> None:
        self._gathered = gathered
        self._asked = report.asked
        self._rows = report.rows
        self._whole = gathered.corpus
        self._order = sorted(range(len(self._whole)), key=lambda one: self._whole.keys[one])
        self._rank = np.argsort(self._order).tolist()
        self._worlds: dict[Drawn, World] = {}
        self._made: list[Made] = [made_of(row, self._world(drawn_for(row))) for row in report.rows]
        held = dict.fromkeys(family for one in self._made for family in one.families)
        if not report.asked.layer:
            # No figure counts these: they tell the kinds of disagreement.
            held |= dict.fromkeys(Family("team", "clusters", name, "", "", "", ()) for name in LAYERS)
            self._world("team")
        self._numbers = {family: number for number, family in enumerate(held, 1)}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of items: all annotators, then two for repeated sets."""
        names = [*self._whole.annotators]
        for name in _SELVES if self._gathered.again else ():
            while name in names:
                name += "'"  # noqa: PLW2901  # until nobody is called so
            names.append(name)
        return tuple(names)

    @cached_property
    def _twice(self) -> Corpus | None:
        again = self._gathered.again
        return twice(self._whole, again) if again else None

    @property
    def corpora(self) -> list[Corpus]:
        """All labels: of the sets that count, and of repeated ones."""
        return [self._whole, *([] if self._twice is None else [self._twice])]

    @cached_property
    def _twice_keys(self) -> list[str]:
        """Names for repeated articles, like none of the others."""
        taken, keys = set(self._whole.keys), list[str]()
        for number, one in enumerate(self._gathered.again):
            key = f"{self._whole.keys[one.article]} again {number}"
            while key in taken:
                key += "'"
            keys.append(key)
        return keys

    @cached_property
    def _names(self) -> Mapping[LayerName, Sequence[str]]:
        return names_of(self._whole, self._rank)

    def _world(self, drawn: Drawn) -> World:
        if drawn not in self._worlds:
            self._worlds[drawn] = self._made_world(drawn)
        return self._worlds[drawn]

    def _made_world(self, drawn: Drawn) -> World:
        whole, twice_ = self._whole, self._twice
        keys, names, rank = whole.keys, self._names, self._rank
        if drawn == "self" and twice_ is not None:
            team = team_of(twice_, layer=self._asked.layer, threshold=self._asked.threshold)
            parts = parts_of_self(team, [one.set.annotator for one in self._gathered.again])
            keys, rank = self._twice_keys, list(range(len(self._gathered.again)))
            return World(drawn, team, self.columns[-2:], keys, rank, names_of(twice_, rank, "r"), parts)
        team = team_of(whole, layer=self._asked.layer, threshold=self._asked.threshold)
        if drawn == "gold":
            alignment = Alignment(whole)
            team = replace(team, corpus=whole, alignment=alignment, choices=Choices(whole, alignment))
            return World(drawn, team, whole.annotators, keys, rank, names, parts_of(team))
        own: dict[LayerName, Sequence[str]] = {}
        for name, one in whole.layers.items():
            kept = np.flatnonzero(team.corpus.finished[one.article, one.annotator])
            own[name] = [names[name][number] for number in kept.tolist()]
        return World(drawn, team, whole.annotators, keys, rank, own, parts_of(team))

    def articles(self) -> Iterator[Cells]:
        """Yield who finished what, and which articles are drawn from; then the repeated ones."""
        whole = self._whole
        is_person = np.array([name != GOLD for name in whole.annotators], np.bool_)
        for one in self._order:
            finished = whole.finished[one]
            drawn = ["team"] if finished[is_person].sum() > 1 else []
            drawn += ["gold"] if finished.sum() > 1 else []
            cells = [_set_cell(whole, one, who) if is_his else "" for who, is_his in enumerate(finished)]
            yield whole.keys[one], "", " ".join(drawn), int(whole.lengths[one]), int(whole.words[one]), *cells
        for key, one in zip(self._twice_keys, self._gathered.again, strict=True):
            known = f"finished;;{one.set.guidelines};{one.set.month}"
            cells = [known if name == one.set.annotator else "" for name in whole.annotators]
            size = int(whole.lengths[one.article]), int(whole.words[one.article])
            yield key, whole.keys[one.article], "self", *size, *cells

    def labels(self) -> Iterator[Cells]:
        """Yield all labels, those of repeated sets last: first ones once more, beside the further ones."""
        columns = columns_of(self.corpora)
        whole, again = self._whole, self._gathered.again
        yield from label_rows(
            whole, columns, self._names, self._rank, lambda at, who: (whole.keys[at], whole.annotators[who], "")
        )
        if (repeated := self._twice) is not None:
            keys, rank = self._twice_keys, range(len(again))
            yield from label_rows(
                repeated,
                columns,
                names_of(repeated, rank, "r"),
                rank,
                lambda at, who: (keys[at], again[at].set.annotator, (FIRST, FURTHER)[who]),
            )

    def families(self) -> Iterator[Cells]:
        """Yield the families of items."""
        for family, number in self._numbers.items():
            world = self._worlds[family.drawn]
            who = family.between or people(world.team.corpus)
            names = plain_csv.as_json([world.columns[one] for one in who])
            yield (
                number,
                family.what,
                family.layer,
                family.attribute,
                family.subset,
                family.whose,
                family.topic,
                family.category,
                family.drawn,
                names,
            )

    def items(self) -> Iterator[Cells]:
        """Yield the items, family by family."""
        count = len(self.columns)
        for family, number in self._numbers.items():
            world = self._worlds[family.drawn]
            first = count - 2 if family.drawn == "self" else 0
            for one in items(world, family):
                cells = [""] * count
                for who, cell in one.cells.items():
                    cells[first + who] = cell
                yield number, world.keys[one.article], one.kind, one.used, one.start, one.end, one.amount, *cells

    def figures(self) -> Iterator[Cells]:
        """Yield the figures, and what they are made of."""
        for row, made in zip(self._rows, self._made, strict=True):
            values = row._asdict() | {"annotators": plain_csv.as_json(row.annotators)}
            cells = ["" if value is None else value for value in values.values()]
            families = " ".join(str(self._numbers[family]) for family in made.families)
            between = plain_csv.as_json(made.between) if made.between else ""
            yield *cells, families, between, made.used, plain_csv.as_json(made.compares)


def _set_cell(whole: Corpus, article: int, who: int) -> str:
    shown = {1: "shown", 0: "blind"}.get(int(whole.shown[article, who]), "")
    month = whole.months[whole.month[article, who]]
    return f"finished;{shown};{whole.guidelines[article, who]};{month}"
