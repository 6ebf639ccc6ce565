"""What a lead has typed about suggestions, before it is saved: rules, words and phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from labeler.domain.scheme import LEXICON, Scheme, Topic
from labeler.services.schemes import Phrases, PipelineChange

# They join letters in some scripts; all else that can't be seen is no part of a word.
_JOINERS = "\u200c\u200d"


def words_of(text: str) -> tuple[str, ...]:
    """Return the words and phrases of a text, one a line; blank lines and those that stand twice are left out."""
    lines = (" ".join(_shown(line).split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line.strip(_JOINERS)))


def lines_of(words: Iterable[str]) -> str:
    """Return words as lines."""
    return "\n".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The rules that are switched off, the word lists by name, the phrases of each topic by id."""

    off: frozenset[str]
    lexicon: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, Phrases]

    @classmethod
    def of(cls, scheme: Scheme) -> Draft:
        """Return what a scheme says."""
        return cls(
            off=scheme.off,
            lexicon={name: _tidy(scheme.lexicon.get(name, ())) for name in LEXICON},
            topics={topic.id: phrases_of(topic) for topic in topics_of(scheme)},
        )

    def with_change(self, change: PipelineChange | None) -> Draft:
        """Return the same with a change over it; what it says of topics that are gone is left out."""
        if change is None:
            return self
        on = {name for name, wanted in change.rules.items() if wanted}
        topics = {id_: one for id_, one in change.topics.items() if id_ in self.topics}
        lexicon = {name: tuple(words) for name, words in change.lexicon.items()}
        return Draft(
            off=(self.off | (set(change.rules) - on)) - on,
            lexicon={**self.lexicon, **lexicon},
            topics={**self.topics, **topics},
        )

    def change_from(self, scheme: Scheme) -> PipelineChange | None:
        """Return what is other than in a scheme, and nothing else; None if nothing is."""
        before = Draft.of(scheme)
        rules = {name: name in before.off for name in sorted(self.off ^ before.off)}
        lexicon = {name: words for name, words in self.lexicon.items() if words != before.lexicon.get(name, ())}
        topics = {id_: one for id_, one in self.topics.items() if id_ in before.topics and one != before.topics[id_]}
        return PipelineChange(rules=rules, lexicon=lexicon, topics=topics) if rules or lexicon or topics else None


def topics_of(scheme: Scheme) -> list[Topic]:
    """Return the topics that stances may still be about."""
    return [topic for topic in scheme.topics if not topic.retired]


def phrases_of(topic: Topic) -> Phrases:
    """Return the phrases of a topic."""
    return Phrases(keywords=_tidy(topic.keywords), supporting=_tidy(topic.supporting), opposing=_tidy(topic.opposing))


def _tidy(words: Iterable[str]) -> tuple[str, ...]:
    return words_of(lines_of(words))


def _shown(line: str) -> str:
    return line if line.isprintable() else "".join(map(_seen, line))


def _seen(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    return " " if char.isspace() else ""
