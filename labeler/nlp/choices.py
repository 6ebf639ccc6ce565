"""What may read the articles: installed spaCy pipelines and suggesters, by name. Nothing is loaded, spaCy neither."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import distributions, entry_points

from labeler.nlp import outside

_GROUP = "spacy_models"


@dataclass(frozen=True, slots=True)
class Choice:
    """A pipeline or suggester that the user may choose: `name` is what is chosen, `about` its package and version."""

    name: str
    about: str
    outside: bool


def choices() -> list[Choice]:
    """Return what is installed, spaCy pipelines first, each by name; a name that stands twice stands once."""
    models = {one.name: one for one in entry_points(group=_GROUP)}
    # Pipelines of old packages have no entry point; their packages are named by language and kind.
    old = {one.name.replace("-", "_"): f"{one.name} {one.version}" for one in distributions() if "_core_" in one.name}
    found = {name: "" if one.dist is None else f"{one.dist.name} {one.dist.version}" for name, one in models.items()}
    pipelines = [Choice(name, about, outside=False) for name, about in sorted({**old, **found}.items())]
    suggesters = {one.name: one for one in entry_points(group=outside.GROUP)}
    others = [
        Choice(name, "" if one.dist is None else f"{one.dist.name} {one.dist.version}", outside=True)
        for name, one in sorted(suggesters.items())
    ]
    return [*pipelines, *others]
