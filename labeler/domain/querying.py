"""What a person types into a search, read: words, phrases and beginnings for texts; names and values for labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from labeler.domain.folding import words_of
from labeler.domain.registry import Alias, Entity, resolve
from labeler.domain.scheme import Scheme

LabelKind: TypeAlias = Literal["claim", "speaker", "stance", ""]

# More than anybody types; a page that was pasted by mistake is no query.
_TERMS = 50
_LETTER, _BETWEEN = r"[^\W_]", r"[\W_]+"
_PARTS = re.compile(r"""["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)""")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other in a text; the last of them may be the beginning of a word only."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def pattern(self) -> str:
        """A regular expression that finds the term in a folded text."""
        words = _BETWEEN.join(self.words)
        return rf"(?<!{_LETTER}){words}" + (f"{_LETTER}*" if self.prefix else f"(?!{_LETTER})")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelQuery:
    """What labels are asked for; "" and None ask for anything.

    `entity_id` is an entry of the registry; `speaker` are words of the speaker's mention or names, where no single
    entry is meant. `words` are read as in a search of texts.
    """

    kind: LabelKind = ""
    words: str = ""
    entity_id: str = ""
    speaker: str = ""
    topic: str = ""
    value: str = ""
    type: str = ""
    attribution: str = ""
    source: str = ""
    unsure: bool | None = None

    @property
    def kinds(self) -> tuple[LabelKind, ...]:
        """The kinds of labels that can be meant."""
        if self.kind:
            return (self.kind,)
        if self.type or self.attribution or self.source or self.topic or self.value:
            return ("claim",)
        return ("claim", "speaker") if self.entity_id or self.speaker else ("claim", "speaker", "stance")


def read_terms(query: str) -> tuple[Term, ...]:
    """Return the terms of a query, each once: words, "exact phrases", beginnings*. Nothing a person types is wrong."""
    found: dict[Term, None] = {}
    for match in _PARTS.finditer(query):
        phrase, word = match.groups()
        words = words_of(phrase if word is None else word)
        if words:
            found[Term(words, prefix=word is not None and word.endswith("*"))] = None
        if len(found) == _TERMS:
            break
    return tuple(found)


def read_query(
    text: str, scheme: Scheme, entities: Sequence[Entity] = (), aliases: Sequence[Alias] = ()
) -> tuple[LabelQuery, str]:
    """Return the labels that a person asks for in her words, and the same in words that say how they were read.

    Plain English (`claims by Segal that oppose T2`, `T2 ▼`, `unsure claims`), `field:value`, or both. What is neither a
    kind, a topic, a value, a name after "by" nor a whole name of the registry is looked for in the labels' words.
    """
    reading = _Reading(scheme, entities, aliases)
    reading.read(_tokens(text, scheme))
    return reading.query, reading.in_words()


# Parts of a query: a field with its value, a quotation, a word.
_TOKEN = re.compile(
    r"""(?P<field>[a-z]+)[:=](?:["“](?P<quoted>[^"”]*)["”]|(?P<plain>\S+))|["“”](?P<phrase>[^"“”]*)["“”]|(?P<word>\S+)""",
    re.IGNORECASE,
)
_MOST_TOKENS = 200
# How many parts a name after "by" may have.
_NAME = 5
_KINDS: Mapping[str, LabelKind] = {
    "claim": "claim", "claims": "claim", "speaker": "speaker", "speakers": "speaker", "mention": "speaker",
    "mentions": "speaker", "stance": "stance", "stances": "stance",
}  # fmt: skip
_SOURCES = {"unstated": "unstated", "unsourced": "unstated"}
_SURE = {"unsure": True, "uncertain": True, "sure": False, "certain": False}
_FILLERS = frozenset(
    {"a", "about", "all", "an", "and", "are", "as", "at", "do", "does", "in", "is", "its", "label", "labels", "mark"}
    | {"marked", "my", "of", "on", "that", "the", "their", "to", "topic", "which", "who", "whose", "with"}
)
_STANCES = {"against": "oppose", "anti": "oppose", "contra": "oppose", "favour": "support", "favor": "support"}
_BY = frozenset({"by", "from", "said"})


@dataclass(frozen=True, slots=True)
class _Token:
    """One part of a query: `field` "" without one; a quoted part is never read as anything but words."""

    text: str
    field: str = ""
    quoted: bool = False

    @property
    def key(self) -> str:
        return "" if self.quoted else " ".join(words_of(self.text))


def _tokens(text: str, scheme: Scheme) -> list[_Token]:
    for value in scheme.attributes.get("value", ()):
        if value.glyph:
            text = text.replace(value.glyph, f" {value.glyph} ")
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        field, quoted, plain, phrase, word = match.groups()
        if field:
            found.append(_Token(plain if quoted is None else quoted, field.casefold(), quoted=quoted is not None))
        elif word is None:
            found.append(_Token(phrase, quoted=True))
        else:
            found.append(_Token(word))
        if len(found) == _MOST_TOKENS:
            break
    return found


class _Reading:
    """A query as far as it is read."""

    def __init__(self, scheme: Scheme, entities: Sequence[Entity], aliases: Sequence[Alias]) -> None:
        self.query = LabelQuery()
        self._scheme = scheme
        self._entities = {one.id: one for one in entities}
        self._ids: dict[tuple[str, ...], str] = {}
        self._by_word: dict[str, set[str]] = {}
        names = [(one.name, one.id) for one in entities]
        names += [(one.name, one.entity_id) for one in aliases if one.entity_id in self._entities]
        for name, entity_id in names:
            stands = resolve(entity_id, self._entities).id
            self._ids.setdefault(words_of(name), stands)
            for word in words_of(name):
                self._by_word.setdefault(word, set()).add(stands)
        self._longest = max((len(name) for name in self._ids), default=0)
        self._topics = {" ".join(words_of(one.id)): one.id for one in scheme.topics}
        self._values = _forms(scheme, "value") | {
            word: key for word, key in _STANCES.items() if scheme.value("value", key) is not None
        }
        self._types = _forms(scheme, "type")
        self._attributions = {words: key for words, key in _forms(scheme, "attribution").items() if key != "author"}

    def read(self, tokens: Sequence[_Token]) -> None:
        """Read the parts from left to right."""
        words: list[str] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            step = self._field(token) if token.field else self._word(tokens, at)
            if not step:
                words.append(_as_typed(token))
            at += step or 1
        self.query = replace(self.query, words=" ".join(words))

    def in_words(self) -> str:
        """Return how the query was read."""
        query = self.query
        kind = {"claim": "claims", "speaker": "speakers", "stance": "stances"}.get(query.kind)
        what = kind or ("claims" if query.kinds == ("claim",) else "labels")
        before = [{True: "unsure", False: "sure", None: ""}[query.unsure], query.attribution, query.type]
        parts = [" ".join(part for part in (*before, what) if part)]
        if query.entity_id:
            parts.append(f"by {self._entities[query.entity_id].name}")
        if query.speaker:
            parts.append(f"by anyone called “{query.speaker}”")
        if query.source:
            sources = {"author": "by the article's author", "unstated": "whose source is not stated"}
            parts.append(sources.get(query.source, "that have a speaker"))
        if query.value or query.topic:
            stance = f"the stance {query.value}" if query.value else "a stance"
            parts.append(f"with {stance} on {query.topic or 'any topic'}")
        if query.words:
            parts.append(f"with the words {query.words}")
        return " ".join(parts)

    def _word(self, tokens: Sequence[_Token], at: int) -> int:
        """Take the part at a place; return how many parts were taken, 0 if it is none of the query's words."""
        token = tokens[at]
        key, rest = token.key, tokens[at + 1 :]
        if key in _BY and rest:
            return self._by(rest)
        if (found := self._name(tokens, at)) is not None:
            self.query = replace(self.query, entity_id=found[0])
            return found[1]
        glyph = next((one.key for one in self._scheme.attributes["value"] if one.glyph and one.glyph == token.text), "")
        if glyph and not token.quoted:
            self.query = replace(self.query, value=glyph)
            return 1
        if key == "for" and rest and rest[0].key in self._topics:
            key = "support"
        if not key or not self._known(key):
            # Signs between words ask for nothing.
            return 1 if not words_of(token.text) else 0
        return 1

    def _known(self, key: str) -> bool:
        query = self.query
        if key in self._topics:
            self.query = replace(query, topic=self._topics[key])
        elif key in self._values:
            self.query = replace(query, value=self._values[key])
        elif key in _KINDS:
            self.query = replace(query, kind=_KINDS[key])
        elif key in self._types:
            self.query = replace(query, type=self._types[key])
        elif key in self._attributions:
            self.query = replace(query, attribution=self._attributions[key])
        elif key in _SURE:
            self.query = replace(query, unsure=_SURE[key])
        elif key in _SOURCES:
            self.query = replace(query, source=_SOURCES[key])
        else:
            return key in _FILLERS
        return True

    def _by(self, rest: Sequence[_Token]) -> int:
        """Take what follows "by": the author, a name of the registry, else words of a name. Return the parts taken."""
        skipped = 0
        while skipped < len(rest) - 1 and rest[skipped].key in {"by", "the"} and self._name(rest, skipped) is None:
            skipped += 1
        token = rest[skipped]
        if token.key in {"author", "article"}:
            self.query = replace(self.query, source="author")
            return skipped + 2
        if (found := self._name(rest, skipped)) is not None:
            self.query = replace(self.query, entity_id=found[0])
            return skipped + found[1] + 1
        name: list[str] = []
        for one in rest[skipped:]:
            if one.field or (name and (one.key in _FILLERS or one.key == "for" or self._speaks(one.key))):
                break
            name.append(one.text)
            if len(name) == _NAME:
                break
        if not name:
            return skipped + 1
        # As much of it as somebody's names hold; a stranger's name may be all of it.
        taken = next((some for some in range(len(name), 0, -1) if self._having(words_of(" ".join(name[:some])))), None)
        name = name[:taken]
        self._speaker(" ".join(name))
        return skipped + len(name) + 1

    def _having(self, words: Sequence[str]) -> set[str]:
        """Return the entries that have all these words among their names."""
        return set[str].intersection(*(self._by_word.get(word, set[str]()) for word in words)) if words else set()

    def _speaks(self, key: str) -> bool:
        """Tell whether a word is one of the query's own."""
        return any(
            key in known for known in (self._topics, self._values, _KINDS, self._types, self._attributions, _SURE)
        )

    def _speaker(self, name: str) -> None:
        """Take words as a name: of the one entry that has them all, else as words of any name."""
        words = words_of(name)
        entity_id = self._ids.get(words, "")
        if not entity_id and words:
            having = self._having(words)
            entity_id = next(iter(having)) if len(having) == 1 else ""
        self.query = replace(self.query, entity_id=entity_id, speaker="" if entity_id else name)

    def _name(self, tokens: Sequence[_Token], at: int) -> tuple[str, int] | None:
        """Return the entry whose whole name begins at a place, and how many parts the name has; the longest one."""
        words: list[str] = []
        best: tuple[str, int] | None = None
        for number, token in enumerate(tokens[at:], 1):
            if token.field:
                break
            words += words_of(token.text)
            if len(words) > self._longest:
                break
            entity_id = self._ids.get(tuple(words))
            if words and entity_id is not None:
                best = (entity_id, number)
        return best

    def _field(self, token: _Token) -> int:
        """Take a field with its value; return 0 if there is no such field or value."""
        key = " ".join(words_of(token.text))
        field = {"by": "speaker", "entity": "speaker", "is": "unsure", "stance": "value"}.get(token.field, token.field)
        known: Mapping[str, Mapping[str, str]] = {
            "topic": self._topics,
            "value": self._values,
            "type": self._types,
            "attribution": _forms(self._scheme, "attribution"),
            "source": {"speaker": "speaker", "author": "author", "unstated": "unstated"},
            "kind": _KINDS,
        }
        if field == "speaker" and key:
            self._speaker(token.text)
        elif field == "unsure" and key in {*_SURE, "yes", "no", "true", "false"}:
            self.query = replace(self.query, unsure=_SURE.get(key, key in {"yes", "true"}))
        elif key in known.get(field, {}):
            self.query = replace(self.query, **{field: known[field][key]})  # type: ignore[arg-type]
        else:
            return 0
        return 1


def _forms(scheme: Scheme, attribute: str) -> dict[str, str]:
    """Return the keys of an attribute's values by the words that may stand for them."""
    found: dict[str, str] = {}
    for value in scheme.attributes.get(attribute, ()):
        for words in (value.key, value.label):
            base = " ".join(words_of(words))
            stem = base.removesuffix("e")
            for form in (base, f"{base}s", f"{stem}ing", f"{stem}ed", f"{base[:-1]}ies"):
                if form.endswith("ies") and not base.endswith("y"):
                    continue
                found.setdefault(form, value.key)
    return {form: key for form, key in found.items() if form}


def _as_typed(token: _Token) -> str:
    """Return a part as words that a search of texts reads."""
    if token.field:
        return f'"{token.field} {token.text}"'
    return f'"{token.text}"' if token.quoted else token.text
