"""What a run over one article gives back. No spaCy here."""

from __future__ import annotations

from dataclasses import dataclass, field

from labeler.domain.suggestions import Suggestion

NOT_ENGLISH = (
    "This article does not look like English: only what stands in quotation marks, the lines of interviews and "
    "boilerplate are suggested."
)


@dataclass(frozen=True, slots=True)
class Result:
    """Suggestions by (start, end, id); `sentences` counts those that were read; `warning` is "" or one sentence."""

    suggestions: list[Suggestion] = field(default_factory=list[Suggestion])
    sentences: int = 0
    warning: str = ""


class Cancelled(Exception):  # noqa: N818  # it reports no error
    """A run was stopped because nobody wants its result any more."""
