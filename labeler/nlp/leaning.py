"""What speaks for a claim's bearing on a topic and for its side, by name: what stances are learnt from and told by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from labeler.nlp.bearing import Field, Setting
from labeler.nlp.drafts import ClaimDraft
from labeler.nlp.siding import Side, Sign, features
from labeler.nlp.wordlists import words

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_EMPTY = words("function_words")


class Leaning:
    """One claim and one topic: where the topic is named (`context`), the words that take a side, the evidence by name.

    `words` are the claim's own words under the topic's id: what only a project's own labels can weigh.
    """

    def __init__(self, field: Field, side: Side, topic: int) -> None:
        self._field = field
        self.topic = topic
        self._matter = field.setting.ground.matter
        self.signs = side.signs(topic, self._matter.statements[topic], self._matter.akin[topic])
        self.sides = features(self.signs)

    @cached_property
    def context(self) -> str:
        """Where the nearest keyword of the topic stands."""
        return self._field.context(self.topic)

    @cached_property
    def bears(self) -> list[str]:
        """The evidence that the claim bears on the topic, whatever that is."""
        topic = self._matter.topics[self.topic]
        bare = not (topic.keywords or topic.supporting or topic.opposing)
        aims = self._matter.statements[self.topic].aims
        return self._field.features(self.topic, aims, bare=bare) + _sided(self.sides)

    @cached_property
    def words(self) -> list[str]:
        """The claim's words under the topic's id."""
        return _words(self._field, self._matter.topics[self.topic].id)

    @property
    def about(self) -> list[str]:
        """All evidence that the claim bears on the topic."""
        return [*self.bears, *self.words]

    @property
    def side(self) -> list[str]:
        """All evidence for its side."""
        return [*self.sides, *self.words]


def leanings_of(setting: Setting, claim: ClaimDraft) -> list[Leaning]:
    """Return the topics that a claim may bear on."""
    field = Field(setting, claim)
    side = Side(field)
    return [Leaning(field, side, topic) for topic in field.topics]


def _sided(sides: list[str]) -> list[str]:
    kinds = sorted({name[:-1] for name in sides})
    return [f"sided:{bool(kinds):d}", *(f"sided/{kind}" for kind in kinds)]


def _words(field: Field, topic: str) -> list[str]:
    first, last = field.claim.tokens
    tokens = field.passage.tokens[first : last + 1]
    bases = {token.lemma_.lower() for token in tokens if token.pos_ in _TELLING}
    return [f"{topic}={base}" for base in sorted(bases - _EMPTY) if base.isalpha()]


def plain(signs: Sequence[Sign]) -> list[Sign]:
    """Return the signs without those that are only granted, unless there is no other."""
    return [one for one in signs if not one.conceded] or list(signs)
