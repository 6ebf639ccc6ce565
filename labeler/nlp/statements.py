"""What a topic's statement says by itself: its words, of which side each is, and which way its judgement goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from labeler.nlp.opposites import Pole, poles
from labeler.nlp.phrasebook import Piece, forms_of
from labeler.nlp.subjects import SUBJECTS, is_verb
from labeler.nlp.wordlists import words

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X"})
_EMPTY = words("function_words") | frozenset(
    ["more", "most", "less", "much", "many", "very", "do", "does", "did", "should", "must"]
)
_ENDINGS = [
    "ations",
    "ation",
    "ments",
    "ment",
    "nesses",
    "ness",
    "ships",
    "ship",
    "ings",
    "ing",
    "ities",
    "ity",
    "ions",
    "ion",
    "ers",
    "er",
    "ed",
    "es",
    "al",
    "ly",
    "e",
    "s",
]
_SHORTEST_STEM = 4
_SHORTEST_TAIL = 5
_OUGHT = frozenset({"should", "must", "ought"})
_UNVALUED = frozenset({"need", "much", "rise", "threat"})
_COMPARING = frozenset({"more", "less", "most", "least", "better", "worse", "without"})
_NATIONS = {name: frozenset(group.split("/")) for group in words("nations") for name in group.split("/")}

COUNTRIES = frozenset(_NATIONS)
"""Countries with their people and capitals."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A topic's statement, read.

    `subject` and `object` are base forms of the words before and behind its judging word, `aims` the signs of the pairs
    of opposites that it judges by; of those in `given` only its subject's words speak ("export *controls* work"), and
    `heads` are the words for what it judges. `value` is 1 where what is good about that supports it, -1 where what is
    bad does, 0 where neither: because it judges by something else, or compares two parties (`contest`).
    """

    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    aims: Mapping[str, int] = field(default_factory=dict[str, int])
    given: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    value: int = 1
    contest: bool = False

    @property
    def words(self) -> frozenset[str]:
        """All words that tell what it is about."""
        return self.subject | self.object


def read_statement(doc: Doc) -> Statement:
    """Read a parsed statement."""
    content = [token for token in doc if _tells(token)]
    judging = _judging(doc)
    aims: dict[str, int] = {}
    for token in doc:
        for pole in _poles_of(token) if token.lower_ not in _COMPARING else ():
            aims.setdefault(pole.pair, -pole.sign if _is_negated(token) else pole.sign)
    if judging is None:
        return Statement(subject=_bases(content), aims=aims)
    before = _bases(token for token in content if token.i < judging.i)
    behind = _bases(token for token in content if token.i > judging.i)
    about = _bases([judging]) if _tells(judging) else frozenset[str]()
    own = _poles_of(judging)
    pairs = {pole.pair for pole in own}
    contest = bool(before and behind) and not pairs.isdisjoint({"threat", "ahead"})
    value = 0 if contest else _value(own, doc[judging.i + 1 :])
    if not value and not contest and any(token.lower_ in _OUGHT for token in doc):
        value = 1
    if _is_negated(judging):
        value = -value
    behind -= before
    given = frozenset(aims) - {pole.pair for token in doc[judging.i :] for pole in _poles_of(token)}
    judged = behind if own else behind | about - before
    return Statement(before, judged, aims, given, _bases(_heads(judging)), value, contest)


def _heads(judging: Token) -> list[Token]:
    """Return the words for what a statement judges: its subject, and the verb of what ought to be done."""
    subjects = [child for child in judging.children if child.dep_ in SUBJECTS]
    out: list[Token] = []
    while subjects:
        token = subjects.pop()
        out.append(token)
        subjects += [child for child in token.children if child.dep_ in {"conj", "compound", "amod", "appos", "poss"}]
    if any(child.lower_ in _OUGHT for child in judging.children):
        out.append(judging)
    return [token for token in out if _tells(token)]


def _value(own: list[Pole], behind: Iterable[Token]) -> int:
    """Return how the judging word is valued, where it is not, the first valued word behind it."""
    if any(pole.pair in _UNVALUED for pole in own):
        return 0
    found = [pole.value for pole in own]
    found += [pole.value for token in behind if token.lower_ not in _COMPARING for pole in _poles_of(token)]
    return next((value for value in found if value), 0)


def _tells(token: Token) -> bool:
    return token.pos_ in _CONTENT and token.lower_ not in _EMPTY and any(one.isalnum() for one in token.text)


def party(words: Iterable[str]) -> frozenset[str]:
    """Return words with the other names of the countries among them."""
    return frozenset(one for word in words for one in _NATIONS.get(word, (word,)))


def _bases(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(forms_of(token)[-1] for token in tokens)


def _judging(doc: Doc) -> Token | None:
    """Return the word that the statement judges by: its root, a verb with a subject, else its last judging word."""
    for sentence in doc.sents:
        root = sentence.root
        if is_verb(root) and any(child.dep_ in SUBJECTS for child in root.children):
            return root
    judging = [token for token in doc if _poles_of(token)]
    return judging[-1] if judging else None


def _is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _poles_of(token: Token) -> list[Pole]:
    forms = set(forms_of(token))
    return [pole for pole in poles() if not forms.isdisjoint(pole.words)]


def forms_in_text(word: str) -> list[tuple[Piece, ...]]:
    """Return how a word of a statement may stand in a text.

    Itself, what is derived from its stem ("collaborate": collaboration), the ends of a compound ("smartphones":
    phones), the people and the capital of a country.
    """
    if word in _NATIONS:
        return [(Piece(one),) for one in sorted(_NATIONS[word])]
    stem = next((word[: -len(one)] for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 5), word)
    out = [(Piece(stem, open=len(stem) > _SHORTEST_STEM),)]
    if stem != word:
        out.append((Piece(word),))
    if word.isalpha():
        out += [(Piece(word[i:]),) for i in range(1, len(word) - _SHORTEST_TAIL + 1)]
    return out
