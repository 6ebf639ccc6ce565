"""Annotation sets, who may work on them, and the states that they go through.

assigned -> in_progress (first label) -> finished | skipped (with a reason); finished and skipped may be reopened.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

from labeler.domain.errors import LabelerError, sentence

State: TypeAlias = Literal["assigned", "in_progress", "finished", "skipped"]
STATES: tuple[State, ...] = ("assigned", "in_progress", "finished", "skipped")
Role: TypeAlias = Literal["annotator", "reviewer", "lead"]
ROLES: tuple[Role, ...] = ("annotator", "reviewer", "lead")

GOLD = "gold"
MAJORITY = "majority"
RESERVED_NAMES = frozenset({GOLD, "suggestion", "all", MAJORITY})

FROZEN_SET = sentence("frozen_set", "{article} is {state} for {annotator}. Reopen it to change its labels.")
BAD_MOVE = sentence("bad_state", "{article} is {state}: it can't be {verb}.")
RESERVED_NAME = sentence("reserved_name", "No annotator can be called {name!r}: that word names a layer.")
BAD_NAME = sentence("bad_name", "{name!r} can't be an annotator's name: use 1 to 80 printable characters.")
NOT_YOURS = sentence("not_yours", "{actor} may not {verb} the labels of {owner}.")
NEEDS_ROLE = sentence("needs_role", "{actor} may not {verb}: that is for a {role}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """A person who works on a project. `roles` is a comma-separated list in the order of ROLES."""

    id: str
    name: str
    roles: str = "annotator"
    login: str = ""

    def has(self, role: Role) -> bool:
        """Tell whether she has the role."""
        return role in self.roles.split(",")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks for a service: on SQLite chosen, not proved."""

    id: str
    name: str
    roles: frozenset[Role] = frozenset({"annotator"})

    def needs(self, role: Role, verb: str) -> None:
        """Refuse unless the actor has the role.

        Raises:
            LabelerError: `needs_role`.
        """
        if role not in self.roles:
            raise LabelerError(NEEDS_ROLE, actor=self.name, verb=verb, role=role)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet:
    """Everything that one annotator (or the gold) marked in one article.

    `suggestions` is `shown` or `blind`; of a gold set, to which nothing is suggested, it tells whether reviewers
    see the annotators' names. `seconds` is the time worked; times are RFC 3339 UTC or "".
    `stale` is for gold sets only: an annotator's set was reopened since. `flag` is a note to the lead, "" without one.
    """

    id: str
    article_id: str
    annotator_id: str
    state: State = "assigned"
    reason: str = ""
    scheme_version: int = 1
    guidelines_version: int = 1
    suggestions: Literal["shown", "blind"] = "shown"
    seconds: int = 0
    assigned: str = ""
    started: str = ""
    finished: str = ""
    stale: bool = False
    flag: str = ""

    @property
    def frozen(self) -> bool:
        """Whether labels, regions and decisions may no longer change."""
        return self.state in {"finished", "skipped"}


def check_name(name: str) -> str:
    """Return an annotator's name if it is one.

    Raises:
        LabelerError: `reserved_name` or `bad_name`.
    """
    if name_key(name) in RESERVED_NAMES:
        raise LabelerError(RESERVED_NAME, name=name)
    if not 0 < len(name) <= 80 or not name.isprintable() or name != name.strip():
        raise LabelerError(BAD_NAME, name=name)
    return name


def name_key(name: str) -> str:
    """Return what two names must share to look the same: case and width aside, accents composed."""
    return unicodedata.normalize("NFKC", name).casefold()


def roles_text(roles: frozenset[Role]) -> str:
    """Return the roles as stored: in the order of ROLES, joined by commas."""
    return ",".join(role for role in ROLES if role in roles)
