"""Checks of the rows themselves: quotes, hashes, links, values of the scheme."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from sqlalchemy import select

from labeler.domain.articles import Article, text_sha256
from labeler.domain.errors import LabelerError
from labeler.domain.ids import derived_id
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Alias, Entity
from labeler.domain.scheme import Scheme, parse_scheme
from labeler.domain.sets import AnnotationSet, Annotator
from labeler.domain.suggestions import Decision, Suggestion, SuggestionRun, digest
from labeler.store.read import Reader
from labeler.store.records import Comment, GuidelinesVersion, Project, SchemeVersion
from labeler.store.rows import BY_KIND, to_value
from labeler.store.verify_finding import Finding


def content_findings(read: Reader, checked: Counter[str]) -> Iterator[Finding]:
    """Yield what is wrong with the rows, whatever the journal says."""
    schemes: dict[int, Scheme] = {}
    yield from _versions(read, schemes)
    yield from _sets(read)
    yield from _registry(read)
    sets = {one.id: one for one in read.each(AnnotationSet)}
    by_article: dict[str, list[AnnotationSet]] = {}
    for one in sets.values():
        by_article.setdefault(one.article_id, []).append(one)
    for article in read.each(Article):
        checked["texts"] += 1
        if text_sha256(article.text) != article.text_sha256:
            yield Finding("text", article.id, f"The text of {article.key} is not the one that was imported.")
        if not _is_object(article.extra):
            yield Finding("text", article.id, f"The metadata of {article.key} is no JSON object.")
        yield from _runs(read, article, checked)
        for one in by_article.get(article.id, ()):
            yield from _labels(read, one, article, schemes.get(one.scheme_version), checked)


def _versions(read: Reader, schemes: dict[int, Scheme]) -> Iterator[Finding]:
    projects = read.all(Project)
    if len(projects) != 1:
        yield Finding("project", "", f"The project describes itself {len(projects)} times, not once.")
    for row in read.each(SchemeVersion):
        if hashlib.sha256(row.text.encode("utf-8")).hexdigest() != row.sha256:
            yield Finding("scheme", str(row.version), f"Version {row.version} of the scheme was altered.")
        try:
            schemes[row.version] = parse_scheme(row.text)
        except LabelerError as fault:
            yield Finding("scheme", str(row.version), str(fault))
    for row in read.each(GuidelinesVersion):
        if hashlib.sha256(row.text.encode("utf-8")).hexdigest() != row.sha256:
            yield Finding("guidelines", str(row.version), f"Version {row.version} of the guidelines was altered.")
    versions = {row.version for row in read.each(GuidelinesVersion)}
    for row in projects:
        if row.scheme_version not in schemes or row.guidelines_version not in versions:
            yield Finding("project", row.id, "The project names a scheme or guidelines that it does not hold.")


def _sets(read: Reader) -> Iterator[Finding]:
    people = {one.id for one in read.each(Annotator)}
    articles = {row[0] for row in read.connection.execute(select(BY_KIND[Article].sql.c.id))}
    known: set[str] = set()
    for one in read.each(AnnotationSet):
        known.add(one.id)
        if one.annotator_id not in people or one.article_id not in articles:
            yield Finding("links", one.id, f"Set {one.id} belongs to an article or annotator that does not exist.")
        if one.id != derived_id("set", one.article_id, one.annotator_id):
            yield Finding("links", one.id, f"Set {one.id} does not bear the id of its article and annotator.")
    for kind in (Claim, Speaker, Stance, Region, Decision, Comment):
        table = BY_KIND[kind].sql
        for row in read.connection.execute(select(table.c.set_id).distinct()):
            if row[0] not in known:
                yield Finding("links", row[0], f"Rows of {table.name} belong to set {row[0]}, which does not exist.")


def _registry(read: Reader) -> Iterator[Finding]:
    entities = {one.id: one for one in read.each(Entity)}
    for one in entities.values():
        if one.merged_into is not None and one.merged_into not in entities:
            yield Finding("links", one.id, f"{one.name!r} is merged into an entry that does not exist.")
    for alias in read.each(Alias):
        if alias.entity_id not in entities:
            yield Finding("links", alias.id, f"The name {alias.name!r} belongs to an entry that does not exist.")


def _runs(read: Reader, article: Article, checked: Counter[str]) -> Iterator[Finding]:
    runs = {one.id: one for one in read.each(SuggestionRun, article_id=article.id)}
    table = BY_KIND[Suggestion].sql
    query = select(table).where(table.c.article_id == article.id).order_by(table.c.run_id, table.c.id)
    rows = (to_value(Suggestion, row) for row in read.connection.execute(query).mappings())
    found = {key: list(group) for key, group in groupby(rows, key=lambda one: one.run_id)}
    for run in runs.values():
        checked["suggestion runs"] += 1
        mine = found.get(run.id, [])
        if digest(mine) != run.sha256:
            yield Finding("suggestions", run.id, f"The suggestions of {article.key} by {run.version} were altered.")
    for run_id, suggestions in found.items():
        if run_id not in runs:
            yield Finding("links", run_id, f"Suggestions for {article.key} belong to a run that does not exist.")
        ids = {one.id for one in suggestions}
        for one in suggestions:
            checked["quotes"] += 1
            if not _fits(article.text, one.start, one.end, one.text):
                yield Finding("quotes", one.id, _misfit("suggestion", one.id, article))
            if not {one.speaker_id, one.claim_id} <= ids | {None}:
                yield Finding("links", one.id, f"Suggestion {one.id} names one that its run does not hold.")


def _labels(
    read: Reader, one: AnnotationSet, article: Article, scheme: Scheme | None, checked: Counter[str]
) -> Iterator[Finding]:
    claims = {row.id: row for row in read.each(Claim, set_id=one.id)}
    here = f"of {article.key}"
    speakers = {row.id: row for row in read.each(Speaker, set_id=one.id)}
    stances = read.all(Stance, set_id=one.id)
    for row in (*claims.values(), *speakers.values(), *stances, *read.all(Region, set_id=one.id)):
        checked["quotes"] += 1
        if not _fits(article.text, row.start, row.end, row.text):
            yield Finding("quotes", row.id, _misfit(type(row).__name__.lower(), row.id, article))
        if not isinstance(row, Region) and not _is_object(row.attributes):
            yield Finding(
                "values", row.id, f"The attributes of {type(row).__name__.lower()} {row.id} are no JSON object."
            )
    for claim in claims.values():
        if (claim.source == "speaker") != (claim.speaker_id is not None):
            yield Finding("links", claim.id, f"Claim {claim.id} {here}: source and speaker differ.")
        if claim.speaker_id is not None and claim.speaker_id not in speakers:
            yield Finding("links", claim.id, f"Claim {claim.id} {here} names a speaker that is not in its set.")
        yield from _repeats(claim, claims, article)
    entities = read.by_id(Entity, {row.entity_id for row in speakers.values() if row.entity_id is not None})
    for speaker in speakers.values():
        if speaker.entity_id is not None and speaker.entity_id not in entities:
            yield Finding("links", speaker.id, f"Speaker {speaker.id} {here} names no entry of the registry.")
    topics = Counter((row.claim_id, row.topic) for row in stances)
    for stance in stances:
        if stance.claim_id not in claims:
            yield Finding("links", stance.id, f"Stance {stance.id} {here} belongs to a claim that is not in its set.")
        if topics[stance.claim_id, stance.topic] > 1:
            yield Finding("links", stance.id, f"Claim {stance.claim_id} {here} has two stances on {stance.topic}.")
    yield from _values(claims, stances, scheme, one)


def _repeats(claim: Claim, claims: Mapping[str, Claim], article: Article) -> Iterator[Finding]:
    if claim.repeats is None:
        return
    target = claims.get(claim.repeats)
    here = f"Table claim, row {claim.id} of {article.key}: it repeats"
    if target is None or target.id == claim.id:
        yield Finding("repeats", claim.id, f"{here} {claim.repeats}, which is no other claim of its set.")
    elif target.repeats is not None:
        yield Finding("repeats", claim.id, f"{here} {claim.repeats}, which repeats another claim itself.")


def _values(
    claims: Mapping[str, Claim], stances: list[Stance], scheme: Scheme | None, one: AnnotationSet
) -> Iterator[Finding]:
    if scheme is None:
        yield Finding("scheme", one.id, f"Set {one.id} was made with a scheme that the project does not hold.")
        return
    for claim in claims.values():
        for attribute in ("type", "attribution"):
            value = getattr(claim, attribute)
            if value and scheme.value(attribute, value) is None:
                yield Finding("values", claim.id, f"Claim {claim.id}: {value!r} is no {attribute} of {scheme.label}.")
    for stance in stances:
        if scheme.topic(stance.topic) is None:
            yield Finding("values", stance.id, f"Stance {stance.id}: {stance.topic!r} is no topic of {scheme.label}.")
        if scheme.value("value", stance.value) is None:
            yield Finding("values", stance.id, f"Stance {stance.id}: {stance.value!r} is no value of {scheme.label}.")


def _fits(text: str, start: int | None, end: int | None, quote: str) -> bool:
    if start is None or end is None:
        return start is end and not quote
    return 0 <= start < end <= len(text) and text[start:end] == quote


def _misfit(kind: str, label_id: str, article: Article) -> str:
    return f"The words of {kind} {label_id} are not those of {article.key} at its place."


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
