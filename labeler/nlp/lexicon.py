"""The words that the rules know. A scheme adds reporting verbs and unnamed groups of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from labeler.nlp.wordlists import words

STRONG = words("reporting")
"""Verbs that nearly always report what somebody said."""

CONTENT_NOUNS = words("content_nouns")
"""Nouns that take a clause which states what somebody holds."""

ASKED = words("asked")
FEELINGS = words("feelings")
SHOWING = words("showing")
"""Verbs that report nobody's words when their subject is a thing."""

NAMING = words("naming")
"""Verbs whose object names what was said, even where it is no clause."""

DENYING = words("denying")
"""Reporting verbs that turn a claim's polarity round."""

DOUBTING = words("doubting")
"""Adjectives and nouns of doubt that do the same: "was skeptical that"."""

SOURCES = words("sources")
"""Common nouns that can put forward a claim."""

GROUPS = words("groups")
NEVER_SPEAKERS = words("never_speakers")
_PERSON = re.compile(r"(?:m[ae]n|(?:is[t]|ian|yst|er|or)s?)$")

_SLIPS = {"hop": "hope", "tweete": "tweet", "argu": "argue"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one scheme. A verb that the scheme adds counts as `state` does."""

    reporting_verbs: frozenset[str] = frozenset()
    unnamed_groups: frozenset[str] = frozenset()

    def verb(self, token: Token) -> str:
        """Return the lemma by which the rules know a verb."""
        word = lemma(token)
        if word == "point" and any(child.lower_ == "out" and child.dep_ == "prt" for child in token.children):
            return "note"
        return "state" if word in self.reporting_verbs else word

    def is_strong(self, token: Token) -> bool:
        """Tell whether a verb nearly always reports."""
        return self.verb(token) in STRONG

    def is_source(self, token: Token) -> bool:
        """Tell whether a common noun can put forward a claim."""
        word = token.lemma_.lower()
        low = token.lower_
        return bool({word, low} & (SOURCES | self.unnamed_groups)) or _PERSON.search(low) is not None


def lemma(token: Token) -> str:
    """Return a token's lemma in lower case, with the small model's slips mended."""
    word = token.lemma_.lower()
    return _SLIPS.get(word, word)


def of_scheme(additions: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Return the word lists with a scheme's additions; entries are read as lemmas."""
    return Lexicon(
        reporting_verbs=frozenset(word.lower() for word in additions.get("reporting_verbs", ())),
        unnamed_groups=frozenset(word.lower() for word in additions.get("unnamed_groups", ())),
    )
