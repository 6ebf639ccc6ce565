"""Figures and the items they are made of as CSV, and the way back: everything computed again, and compared."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from labeler.agreement.assembling import Team, team_of
from labeler.agreement.corpus import LAYERS, Codes, Corpus, LayerName
from labeler.agreement.intervals import ENOUGH
from labeler.agreement.listing import gold_items, items, worlds
from labeler.agreement.report import Report, Row
from labeler.domain.errors import LabelerError, sentence
from labeler.services.agreement_gathering import Again, Gathered
from labeler.services.agreement_words import READ_ME

NOT_EMPTY = sentence("items_folder_in_use", "{folder} holds other files. Name a new folder, or an empty one.")

AGAIN = "again "
"""What the part of the data is called that one further set is."""
FILES = ("README.txt", "about.csv", "sets.csv", "labels.csv", "units.csv", "items.csv", "figures.csv")
_LETTERS: Mapping[LayerName, str] = {"claim": "c", "speaker": "s", "stance": "t", "boilerplate": "b"}
_LABEL = (
    "label", "layer", "article", "annotator", "set", "start", "end", "same_as", "aided", "rule", "speaker", "entity",
    "stances",
)  # fmt: skip


def write_items(folder: Path, gathered: Gathered, report: Report, draws: int) -> None:
    """Write the items of a report to a folder, which is made if it is not there.

    Raises:
        LabelerError: the folder holds other files.
    """
    if folder.is_dir() and any(one.name not in FILES for one in folder.iterdir()):
        raise LabelerError(NOT_EMPTY, folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    whole = gathered.corpus
    team = team_of(whole, layer=report.asked.layer, threshold=report.asked.threshold)
    (folder / "README.txt").write_text(READ_ME, encoding="utf-8")
    about = {
        "version": report.version,
        "seed": report.seed,
        "draws": draws,
        "enough": ENOUGH,
        "threshold": report.asked.threshold,
        "layer": report.asked.layer,
        "topics": json.dumps(list(team.choices.topics), ensure_ascii=False),
        "asked": json.dumps(list(whole.topics), ensure_ascii=False),
    }
    _write(folder / "about.csv", ("name", "value"), about.items())
    heads = ("subset", "article", "length", "left", "words", *whole.annotators)
    _write(folder / "sets.csv", heads, chain(_sets(whole, team), _again(gathered)))
    names = [f"value:{name}" for name in whole.attributes]
    _write(folder / "labels.csv", (*_LABEL, *names), _labels(gathered))
    _write(folder / "units.csv", ("layer", "attribute", "article", "annotator", "start", "end", "value"), _units(team))
    heads = ("subset", "layer", "between", "article", "spans", "values", "kind", "same", "used", *whole.annotators)
    _write(folder / "items.csv", heads, _items(whole, team, report.asked.threshold))
    _write(folder / "figures.csv", Row._fields, (_figure(one) for one in report.rows))


def _write(file: Path, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)


def _figure(one: Row) -> list[Any]:
    values = one._asdict() | {"annotators": json.dumps(list(one.annotators), ensure_ascii=False)}
    return ["" if value is None else repr(value) if isinstance(value, float) else value for value in values.values()]


def _sets(whole: Corpus, team: Team) -> Iterator[Sequence[Any]]:
    """Yield by part of the data who finished what; gold is in all of the data alone."""
    left = team.continuum("claim", "").lengths
    order = sorted(range(len(whole)), key=lambda one: whole.keys[one])
    for world in worlds(whole, team):
        finished = world.corpus.finished if world.subset.name else whole.finished
        for one in order:
            if world.subset.name and not finished[one].any():
                continue
            cells = [_set_cell(whole, one, who) if is_his else "" for who, is_his in enumerate(finished[one])]
            size = int(whole.lengths[one]), int(left[one]), int(whole.words[one])
            yield world.subset.name, whole.keys[one], *size, *cells


def _again(gathered: Gathered) -> Iterator[Sequence[Any]]:
    """Yield further sets of those who labelled a text twice, each as a part of the data of its own."""
    whole = gathered.corpus
    for number, one in enumerate(gathered.again):
        known = f"finished;;{one.set.guidelines};{one.set.month}"
        cells = [known if name == one.set.annotator else "" for name in whole.annotators]
        length = int(whole.lengths[one.article])
        size = length, length, int(whole.words[one.article])
        yield f"{AGAIN}{number}", whole.keys[one.article], *size, *cells


def _set_cell(whole: Corpus, article: int, who: int) -> str:
    shown = {1: "shown", 0: "blind"}.get(int(whole.shown[article, who]), "")
    month = whole.months[whole.month[article, who]]
    return f"finished;{shown};{whole.guidelines[article, who]};{month}"


class _Names:
    """Names of labels, which sort as their numbers do."""

    def __init__(self, whole: Corpus) -> None:
        self._wide = {name: len(str(len(layer))) for name, layer in whole.layers.items()}

    def of(self, layer: LayerName, number: int) -> str:
        """Return the name of a label by its number in its layer."""
        return f"{_LETTERS[layer]}{number:0{self._wide[layer]}d}"


def _labels(gathered: Gathered) -> Iterator[Sequence[Any]]:
    whole = gathered.corpus
    names = _Names(whole)
    held: dict[int, dict[str, str]] = {}
    stances = whole.stances
    for number, claim in enumerate(stances.claim.tolist()):
        held.setdefault(claim, {})[_word(stances.topic, number)] = _word(stances.value, number)
    of_cue = {cue: number for number, cue in enumerate(stances.cue.tolist()) if cue >= 0}
    for name in LAYERS:
        first, before = 0, ()
        for i, row in enumerate(_places(whole, name)):
            first, before = (first, before) if row == before else (i, row)
            same = names.of(name, first) if first != i else ""
            layer = whole.layers[name]
            aided = "yes" if layer.aided[i] else ""
            tail: list[str] = []
            if name == "claim":
                speaker = int(whole.linked[i])
                stance = json.dumps(held.get(i, {}), ensure_ascii=False)
                tail = [names.of("speaker", speaker) if speaker >= 0 else "", "", stance]
                tail += [_word(codes, i) for codes in whole.attributes.values()]
            elif name == "speaker":
                tail = ["", _word(whole.entity, i), ""]
            elif name == "stance" and i in of_cue:
                at = of_cue[i]
                tail = [names.of("claim", int(stances.claim[at])), _word(stances.topic, at), ""]
            place = whole.keys[row[0]], whole.annotators[row[1]], "", row[2], row[3]
            yield names.of(name, i), name, *place, same, aided, _word(layer.rule, i), *tail
    for number, one in enumerate(gathered.again):
        yield from _again_labels(whole, str(number), one)


def _places(whole: Corpus, name: LayerName) -> Iterator[tuple[int, int, int, int]]:
    layer = whole.layers[name]
    columns = (column.tolist() for column in (layer.article, layer.annotator, layer.start, layer.end))
    yield from zip(*columns, strict=True)


def _again_labels(whole: Corpus, number: str, again: Again) -> Iterator[Sequence[Any]]:
    """Yield the labels of a further set; none of them is in an item."""
    place, one = (whole.keys[again.article], again.set.annotator, number), again.set
    for claim in one.claims:
        stances = {stance.topic: stance.value for stance in one.stances if stance.claim == claim.id}
        known = {"type": claim.type, "attribution": claim.attribution, "source": claim.source, **claim.attributes}
        head = claim.id, "claim", *place, claim.start, claim.end, "", "yes" if claim.aided else "", claim.rule
        values = [known.get(name, "") for name in whole.attributes]
        yield *head, claim.speaker, "", json.dumps(stances, ensure_ascii=False), *values
    for speaker in one.speakers:
        aided = "yes" if speaker.aided else ""
        head = speaker.id, "speaker", *place, speaker.start, speaker.end, "", aided, speaker.rule
        yield *head, "", speaker.entity, ""
    for stance in one.stances:
        if stance.start >= 0:
            aided = "yes" if stance.aided else ""
            head = stance.id, "stance", *place, stance.start, stance.end, "", aided, stance.rule
            yield *head, stance.claim, stance.topic, ""
    for region in one.boilerplate:
        yield region.id, "boilerplate", *place, region.start, region.end, "", "", ""


def _word(codes: Codes, number: int) -> str:
    return codes.words[codes.codes[number]]


def _units(team: Team) -> Iterator[Sequence[Any]]:
    corpus = team.corpus
    for layer in LAYERS:
        for attribute in ("", "type") if layer == "claim" else ("",):
            held = team.continuum(layer, attribute)
            columns = (column.tolist() for column in held.units)
            for article, annotator, start, end, value in zip(*columns, strict=True):
                names = corpus.keys[article], corpus.annotators[annotator]
                yield layer, attribute, *names, start, end, held.words[value] if attribute else "yes"


def _items(whole: Corpus, team: Team, threshold: float) -> Iterator[Sequence[Any]]:
    names = _Names(whole)
    who = {name: whole.layers[name].annotator for name in LAYERS}
    every = (item for world in worlds(whole, team) for item in items(world, threshold))
    for found in (every, gold_items(whole, threshold)):
        for one in found:
            cells = [""] * len(whole.annotators)
            for label in one.labels:
                cells[who[one.layer][label]] = names.of(one.layer, label)
            between = json.dumps(list(one.two), ensure_ascii=False) if one.two else ""
            used = "yes" if len(one.labels) > 1 else "no"
            head = one.subset, one.layer, between, whole.keys[one.article]
            yield *head, one.spans, one.values, one.kind, one.same, used, *cells
