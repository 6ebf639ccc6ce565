"""The audit profile: everything beside the lines that lets a stranger retrace how they came to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from labeler.domain.journal import Entry, canonical
from labeler.domain.registry import Alias, Entity
from labeler.domain.sets import AnnotationSet, Annotator
from labeler.domain.suggestions import Decision, Suggestion, SuggestionRun
from labeler.formats import audit
from labeler.services.export_folder import Folder
from labeler.store import Reader
from labeler.store.records import Adjudication, Comment, GuidelinesVersion, SchemeVersion

_ATTRIBUTES = (
    *("type", "attribution", "source", "speaker_id", "entity", "entity_kind", "affiliation", "claim_id", "topic"),
    *("value", "why"),
)


def write(read: Reader, folder: Folder, keys: Mapping[str, str]) -> None:
    """Write the audit files of a project; `keys` are article keys by id."""
    people = {one.id: one.name for one in read.all(Annotator)}
    schemes = {one.version: one for one in read.all(SchemeVersion)}
    sources = {
        "sets": _sets(read, keys, people, schemes),
        "suggestions": _suggestions(read, keys, people),
        "adjudications": _adjudications(read, keys, people),
        "entities": _entities(read),
        "comments": _comments(read, people),
        "journal": _journal(read),
    }
    for name, rows in sources.items():
        with folder.lines(f"{name}.jsonl") as add:
            for row in rows:
                add(audit.encode(name, row))
    for scheme in schemes.values():
        folder.write(f"schemes/{scheme.version}.toml", scheme.text.encode("utf-8"))
    for guidelines in read.all(GuidelinesVersion):
        folder.write(f"guidelines/{guidelines.version}.md", guidelines.text.encode("utf-8"))


def _sets(
    read: Reader, keys: Mapping[str, str], people: Mapping[str, str], schemes: Mapping[int, SchemeVersion]
) -> Iterator[dict[str, Any]]:
    sets = sorted(read.all(AnnotationSet), key=lambda one: (keys[one.article_id], people[one.annotator_id]))
    for one in sets:
        scheme = schemes[one.scheme_version]
        yield {
            "set": one.id,
            "article": keys[one.article_id],
            "annotator": people[one.annotator_id],
            "state": one.state,
            "reason": one.reason,
            "assigned": one.assigned,
            "started": one.started,
            "finished": one.finished,
            "seconds": one.seconds,
            "suggestions": one.suggestions,
            "scheme": f"{scheme.name}@{scheme.version}",
            "guidelines": one.guidelines_version,
            "flag": one.flag,
        }


def _suggestions(read: Reader, keys: Mapping[str, str], people: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    owners = {one.id: people[one.annotator_id] for one in read.all(AnnotationSet)}
    decisions: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in sorted(read.all(Decision), key=lambda one: (one.at, owners[one.set_id], one.suggestion_id)):
        values = (owners[one.set_id], one.verdict, one.at, one.milliseconds, one.label_id or "")
        decisions[one.suggestion_id].append(dict(zip(audit.DECISION, values, strict=True)))
    runs = sorted(read.all(SuggestionRun), key=lambda one: (keys[one.article_id], one.at, one.id))
    for run in runs:
        found = read.all(Suggestion, run_id=run.id)
        for one in sorted(found, key=lambda one: (-1 if one.start is None else one.start, one.id)):
            yield {
                "id": one.id,
                "article": keys[run.article_id],
                "run": run.id,
                "version": run.version,
                "kind": one.kind,
                "start": -1 if one.start is None else one.start,
                "end": -1 if one.end is None else one.end,
                "text": one.text,
                "attributes": canonical({name: getattr(one, name) or "" for name in _ATTRIBUTES}),
                "rule": one.rule,
                "score": one.score,
                "decisions": decisions.get(one.id, []),
            }


def _adjudications(read: Reader, keys: Mapping[str, str], people: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    articles = {one.id: keys[one.article_id] for one in read.all(AnnotationSet)}
    for one in sorted(read.all(Adjudication), key=lambda one: (articles[one.set_id], one.at, one.id)):
        yield {
            "id": one.id,
            "article": articles[one.set_id],
            "frame": one.frame,
            "source_labels": one.sources,
            "taken": one.taken,
            "how": one.how,
            "by": people[one.annotator_id],
            "at": one.at,
            "reason": one.reason,
            "clause": one.clause,
            "order_of_sides": one.sides,
        }


def _entities(read: Reader) -> Iterator[dict[str, Any]]:
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for alias in read.all(Alias):
        aliases[alias.entity_id].append(alias.name)
    for one in sorted(read.all(Entity), key=lambda one: (one.name, one.id)):
        yield {
            "id": one.id,
            "names": [one.name],
            "aliases": sorted(aliases[one.id]),
            "kind": one.kind,
            "affiliation": one.affiliation,
            "merged_into": one.merged_into or "",
        }


def _comments(read: Reader, people: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for one in sorted(read.all(Comment), key=lambda one: (one.at, one.id)):
        yield {
            "id": one.id,
            "set": one.set_id,
            "label": one.label_id,
            "parent": one.parent_id or "",
            "author": people[one.author_id],
            "at": one.at,
            "text": one.text,
            "resolved": one.resolved,
        }


def _journal(read: Reader) -> Iterator[dict[str, Any]]:
    for one in sorted(read.each(Entry), key=lambda one: (one.stream, one.number)):
        yield {name: getattr(one, name) for name in audit.KEYS["journal"]}
