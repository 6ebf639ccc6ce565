"""Where the topics of a scheme are spoken of: the component that marks their phrases in every paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.attrs import LEMMA, ORTH
from spacy.language import Language
from spacy.tokens import Doc

from labeler.domain.scheme import Topic
from labeler.nlp.drafts import cast_of
from labeler.nlp.opposites import Pole, poles
from labeler.nlp.phrasebook import Cutter, Entry, Hit, Kind, Phrasebook, forms_of, pieces_of, ways_of
from labeler.nlp.statements import Statement, forms_in_text, read_statement

MOST_PHRASES = 2_000
"""No more phrases of a list are used."""

TITLE = "*"
"""Under this, `Cast.topical` notes the topics of an article's first line."""

_SIDES: tuple[tuple[Kind, int], ...] = (("supporting", 1), ("opposing", -1))
_MOST_STATEMENTS = 500
_LONGEST_STATEMENT = 300
_REMEMBERED = 20_000
_LISTS: tuple[Kind, ...] = ("keyword", "supporting", "opposing")


@dataclass(frozen=True, slots=True)
class Matter:
    """The topics of a scheme, read: their statements, the opposites that their phrases judge by, all phrases."""

    topics: tuple[Topic, ...]
    statements: list[Statement]
    akin: list[dict[str, int]]
    book: Phrasebook
    known: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict[tuple[int, int], tuple[str, ...]])

    def mark(self, doc: Doc) -> None:
        """Set `doc._.ground`, and count in the article's cast how common each word is; once for each paragraph."""
        forms = self._forms(doc)
        judging = [hit for hit in _judging_words().find(forms) if _judges(doc, hit)]
        ground = doc._.ground = Ground(self, self.book.find(forms), judging)
        cast = cast_of(doc)
        named = {hit.topic for hit in ground.hits if hit.kind == "keyword"}
        cast.topical.update({key(doc, hit) for hit in ground.hits if hit.kind in {"keyword", "statement"}})
        cast.topical.update((topic, "") for topic in named)
        if not cast.paragraphs:
            cast.topical.update((topic, TITLE) for topic in named)
        cast.paragraphs += 1

    def _forms(self, doc: Doc) -> list[tuple[str, ...]]:
        """Return the forms of a paragraph's words; those of a word are made once."""
        known, out = self.known, list[tuple[str, ...]]()
        for i, word in enumerate(doc.to_array([ORTH, LEMMA]).tolist()):
            pair = word[0], word[1]
            forms = known.get(pair)
            if forms is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                forms = known[pair] = forms_of(doc[i])
            out.append(forms)
        return out


@dataclass(frozen=True, slots=True)
class Ground:
    """What a paragraph holds: the scheme's phrases and statements' words by place, and the words that judge.

    A hit's `topic` is the number of a topic in the one list, of a pole (`opposites.poles`) in the other.
    """

    matter: Matter
    hits: list[Hit]
    judging: list[Hit]


class TopicMarker:
    """The component `labeler_topics`: sets `doc._.ground`. Statements are read once it has a parser (`study`)."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.matter = read_matter(tuple(topics))

    def study(self, parser: Language) -> None:
        """Read the statements with a parser, and cut the phrases as it cuts texts."""
        self.matter = read_matter(self.matter.topics, parser)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the phrases of one paragraph."""
        self.matter.mark(doc)
        return doc


def read_matter(topics: tuple[Topic, ...], parser: Language | None = None) -> Matter:
    """Return the topics that are not retired, read; without a parser their statements tell nothing."""
    topics = tuple(topic for topic in topics if not topic.retired)
    statements = [Statement()] * len(topics)
    cut: Cutter = str.split
    if parser is not None:
        texts = (topic.statement[:_LONGEST_STATEMENT] for topic in topics[:_MOST_STATEMENTS])
        statements[:_MOST_STATEMENTS] = [read_statement(doc) for doc in parser.pipe(texts)]

        def cut_as_text(text: str) -> list[str]:
            return [token.text for token in parser.tokenizer(text)]

        cut = cut_as_text
    akin = [akin_to(topic) for topic in topics]
    return Matter(topics, statements, akin, Phrasebook(_entries(topics, statements, cut)))


def key(doc: Doc, hit: Hit) -> tuple[int, str]:
    """Return under what a hit is counted: its topic and its first word's base form."""
    return hit.topic, doc[hit.first].lemma_.lower()


def _entries(topics: Sequence[Topic], statements: list[Statement], cut: Cutter) -> Iterator[Entry]:
    for number, (topic, statement) in enumerate(zip(topics, statements, strict=True)):
        for kind in _LISTS:
            for phrase in phrases_of(topic, kind)[:MOST_PHRASES]:
                for pieces in ways_of(phrase, cut):
                    yield Entry(number, kind, pieces)
        for word in sorted(statement.words):
            for pieces in forms_in_text(word):
                yield Entry(number, "statement" if topic.keywords else "keyword", pieces)


def akin_to(topic: Topic) -> dict[str, int]:
    """Return the pairs of opposites that a topic's one-word phrases judge by, each with the sign that supports it.

    "effective" among the supporting phrases says that what works speaks for the topic, and what fails against it.
    """
    out: dict[str, int] = {}
    for kind, side in _SIDES:
        for phrase in phrases_of(topic, kind)[:MOST_PHRASES]:
            for pole in _poles_by_word().get(phrase.lower().rstrip("*"), ()):
                out[pole.pair] = out.get(pole.pair, 0) + side * pole.sign
    return out


@cache
def _poles_by_word() -> dict[str, list[Pole]]:
    out: dict[str, list[Pole]] = {}
    for pole in poles():
        for word in pole.words:
            out.setdefault(word, []).append(pole)
    return out


def _judges(doc: Doc, hit: Hit) -> bool:
    """Tell whether a word is used as one that judges: no preposition ("like"), nor a part of a name."""
    token = doc[hit.first]
    return token.pos_ not in {"ADP", "SCONJ", "PART", "PROPN", "INTJ"} or token.lower_ == "without"


def phrases_of(topic: Topic, kind: Kind) -> tuple[str, ...]:
    """Return one of a topic's lists."""
    return {"keyword": topic.keywords, "supporting": topic.supporting, "opposing": topic.opposing}[kind]


@cache
def _judging_words() -> Phrasebook:
    return Phrasebook(
        Entry(number, "statement", pieces_of(word.replace("_", "…").replace("-", " - ")))
        for number, pole in enumerate(poles())
        for word in pole.words
    )
