"""What a completing field offers: entities of the registry, and a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from labeler.domain.registry import Entity, EntityKind
from labeler.gui.annotate.inspector.roster import Found, Roster

translate = QCoreApplication.translate

_ICONS: dict[str, str] = {"person": "person", "organisation": "building", "group": "group", "unnamed": "eye-off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One row under the field.

    `words` are shown first, `detail` after them, `icon` before; `value` is what choosing it says. `entity_id` names
    the entity, "" if it is none yet; `sure` tells that the text typed means it, so that Enter may take it.
    """

    words: str
    value: str
    detail: str = ""
    icon: str = "speaker"
    entity_id: str = ""
    spoken: str = ""
    sure: bool = True


# The rows for what was typed.
Offers: TypeAlias = Callable[[str], list[Offer]]


def kind_words(kind: EntityKind) -> str:
    """Return a kind of entity in words, "" for an undecided one."""
    return {
        "person": translate("Entity", "person"),
        "organisation": translate("Entity", "organisation"),
        "group": translate("Entity", "group"),
        "unnamed": translate("Entity", "unnamed"),
    }.get(kind, "")


def kind_icon(kind: EntityKind) -> str:
    """Return the icon of a kind of entity."""
    return _ICONS.get(kind, "speaker")


def described(entity: Entity) -> str:
    """Return kind and affiliation in words: `organisation · Hangzhou`."""
    return " · ".join(part for part in (kind_words(entity.kind), one_line(entity.affiliation)) if part)


def one_line(text: str) -> str:
    """Return a text without line breaks and invisible marks, as a name is written."""
    return " ".join("".join(char if char.isprintable() else " " * char.isspace() for char in text).split())


def breakable(text: str) -> str:
    """Return a text whose long words (links, names of one piece) a label can break; for showing only."""
    return re.sub(r"(\S{30})(?=\S)", "\\1\u200b", text)


def shortened(name: str, longest: int = 40) -> str:
    """Return a name for the middle of a sentence, cut if it is a sentence of its own."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def entity_offers(roster: Roster, text: str, near: Mapping[str, int], *, new: bool = True) -> list[Offer]:
    """Return the entities that a text may mean, and last a new one of that name; `near` are the article's."""
    offers = [offer_of(found) for found in roster.find(text, near=near)]
    name = one_line(text)
    if new and name and roster.named(name) is None:
        words = translate("Entity", "New: {name}").format(name=name)
        detail = translate("Entity", "new entry in the registry")
        offers.append(Offer(words=words, value=name, detail=detail, icon="plus", spoken=f"{words}, {detail}"))
    return offers


def offer_of(found: Found) -> Offer:
    """Return the row of an entity: its name, the other name that matched, kind and affiliation."""
    entity = found.entity
    also = translate("Entity", "also {name}").format(name=found.alias) if found.alias else ""
    affiliation = one_line(entity.affiliation)
    return Offer(
        words=entity.name,
        value=entity.name,
        detail=" · ".join(part for part in (also, affiliation) if part),
        icon=kind_icon(entity.kind),
        entity_id=entity.id,
        spoken=", ".join(part for part in (entity.name, also, kind_words(entity.kind), affiliation) if part),
        sure=found.sure,
    )
