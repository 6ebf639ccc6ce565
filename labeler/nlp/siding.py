"""On which side of a topic a claim stands: the evidence by name, each for or against the topic's statement."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from labeler.nlp.bearing import Field
from labeler.nlp.drafts import ClaimDraft
from labeler.nlp.opposites import Pole, poles
from labeler.nlp.passage import Passage, subtree
from labeler.nlp.phrasebook import Hit, forms_of
from labeler.nlp.polarity import (
    NEGATIONS,
    is_conceded,
    is_denied,
    is_doubted,
    is_emptied,
    is_negated,
    is_open,
    verb_is_negated,
)
from labeler.nlp.statements import COUNTRIES, Statement, party
from labeler.nlp.subjects import is_verb, subject_of

_REACH = 80
_MODIFIERS = frozenset({"poss", "compound", "amod", "nmod"})


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that speak for (`supports`) or against a topic: which evidence they are, and what turns them round."""

    first: int
    last: int
    kind: str
    supports: bool
    conceded: bool
    turns: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What surrounds a phrase does to it."""

    by: tuple[str, ...]
    open: bool
    conceded: bool


class Side:
    """A claim's words for and against topics; what turns a word round is found once for all topics."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._turns: dict[tuple[int, int], Turn] = {}
        self._subjects: dict[int, set[str]] = {}

    def signs(self, topic: int, statement: Statement, akin: dict[str, int]) -> list[Sign]:
        """Return the words that speak for or against a topic, in their order; longer phrases put out those in them."""
        found = [
            (hit, hit.kind, hit.kind == "supporting")
            for hit in self.field.inside.get(topic, ())
            if hit.kind in {"supporting", "opposing"}
        ]
        found = [one for one in found if not any(other.holds(one[0]) for other, _, _ in found)]
        signs = [self._phrase(hit, statement, supports) for hit, _, supports in found]
        for hit in self.field.judging:
            if any(one.first <= hit.first and hit.last <= one.last for one, _, _ in found):
                continue
            signs += self._judgement(hit, statement, akin)
        return sorted((one for one in signs if one is not None), key=lambda one: (one.first, one.last, one.kind))

    def _phrase(self, hit: Hit, statement: Statement, supports: bool) -> Sign | None:
        """Return what a phrase says; of two parties it may be said of the other one."""
        kind = "vague" if self.field.is_vague(hit) else "phrase"
        if statement.contest and supports and self._is_lead(hit, statement):
            owner = _owner(self.field.passage, hit, statement, self.field.claim)
            if owner < 0:
                return self._sign(hit, "party", supports=False)
        return self._sign(hit, kind, supports)

    def _is_lead(self, hit: Hit, statement: Statement) -> bool:
        """Tell whether a phrase praises whoever it is said of, and does not say of whom."""
        words = {form for token in self.field.passage.tokens[hit.first : hit.last + 1] for form in forms_of(token)}
        if not words.isdisjoint(party(statement.words)):
            return False
        return any(
            hit.first <= one.first <= hit.last and poles()[one.topic].pair == "ahead" and poles()[one.topic].sign > 0
            for one in self.field.judging
        )

    def _judgement(self, hit: Hit, statement: Statement, akin: dict[str, int]) -> list[Sign | None]:
        """Return what a judging word says of what the statement judges; of another thing it says nothing."""
        pole = poles()[hit.topic]
        if statement.contest:
            owner = _owner(self.field.passage, hit, statement, self.field.claim)
            return [self._sign(hit, "party", (pole.sign > 0) == (owner > 0))] if pole.pair == "ahead" and owner else []
        supports = _value(self.field.passage.tokens[hit.first], pole, statement, akin)
        if not supports or statement.heads.isdisjoint(self._said_of(hit)):
            return []
        return [self._sign(hit, "said", supports > 0)]

    def _said_of(self, hit: Hit) -> set[str]:
        """Return the words of what a word is said of, in their forms."""
        known = self._subjects.get(hit.first)
        if known is None:
            first, last = self.field.claim.tokens
            known = self._subjects[hit.first] = set()
            for head in _about(self.field.passage.tokens[hit.first]):
                left, right = subtree(head)
                for token in self.field.passage.tokens[max(left, first) : min(right, last) + 1]:
                    known.update(forms_of(token))
        return known

    def _sign(self, hit: Hit, kind: str, supports: bool) -> Sign | None:
        turn = self._turn(hit)
        if turn.open:
            return None
        return Sign(hit.first, hit.last, kind, supports ^ (len(turn.by) % 2 == 1), turn.conceded, turn.by, hit.words)

    def _turn(self, hit: Hit) -> Turn:
        known = self._turns.get((hit.first, hit.last))
        if known is None:
            known = self._turns[hit.first, hit.last] = _turn(self.field.passage, self.field.claim, hit)
        return known


def _turn(passage: Passage, claim: ClaimDraft, hit: Hit) -> Turn:
    start, end = passage.span((hit.first, hit.last))
    before = passage.text[max(claim.start, start - _REACH) : start]
    after = passage.text[end : claim.end]
    doubted = is_doubted(before)
    holds = any(token.lower_ in NEGATIONS for token in passage.tokens[hit.first : hit.last + 1])
    negated = is_negated(before) or is_emptied(after) or (not holds and verb_is_negated(passage, start, claim))
    by = [("negated", negated), ("doubted", doubted), ("denied", is_denied(passage, claim))]
    return Turn(tuple(word for word, so in by if so), is_open(before) and not doubted, is_conceded(before, after))


def _value(token: Token, pole: Pole, statement: Statement, akin: dict[str, int]) -> int:
    """Return whether a judging word supports a topic (above 0) or opposes it, if it is said of the topic's subject.

    The topic's own phrases know first, then the opposites that its statement judges by, then what is good or bad.
    """
    if akin.get(pole.pair):
        return akin[pole.pair] * pole.sign
    if pole.pair in statement.aims:
        named = not statement.words.isdisjoint(forms_of(token))
        given = pole.pair in statement.given and not is_verb(token)
        return 0 if named or given else statement.aims[pole.pair] * pole.sign
    return pole.value * statement.value


def _owner(passage: Passage, hit: Hit, statement: Statement, claim: ClaimDraft) -> int:
    """Return of whom a word is said: 1 of the statement's subject, -1 of its object, 0 of neither or of both."""
    token = passage.tokens[hit.first]
    for head in _about(token):
        first, last = subtree(head)
        first, last = max(first, claim.tokens[0]), min(last, claim.tokens[1])
        side = _party(passage.tokens[first : last + 1], statement)
        if side:
            return side
    return 0


def _about(token: Token) -> list[Token]:
    """Return the heads of what a word may be said of: what hangs on the noun itself, then its verb's subject."""
    out: list[Token] = []
    if not is_verb(token):
        out += [child for child in token.children if child.dep_ in _MODIFIERS]
        if token.dep_ in {"amod", "compound"}:
            out += [child for child in token.head.children if child.dep_ in _MODIFIERS and child.i != token.i]
    head = token
    for _ in range(6):
        if is_verb(head):
            subject = subject_of(head)
            if subject is not None and subject.i != token.i:
                out.append(subject)
            break
        if head.head.i == head.i:
            break
        head = head.head
    return out


def _party(tokens: list[Token], statement: Statement) -> int:
    words = {form for token in tokens for form in forms_of(token)}
    ours, theirs = party(statement.subject) - statement.object, party(statement.object) - statement.subject
    for mine, other in ((ours, theirs), (ours & COUNTRIES, theirs & COUNTRIES)):
        side = int(not words.isdisjoint(mine)) - int(not words.isdisjoint(other))
        if side:
            return side
    return 0


def features(signs: list[Sign]) -> list[str]:
    """Return the evidence for (`+`) and against (`-`) a topic."""
    plain = [one for one in signs if not one.conceded]
    kept = plain or signs
    out: list[str] = []
    for kind in sorted({one.kind for one in kept}):
        mine = [1 if one.supports else -1 for one in kept if one.kind == kind]
        if sum(mine):
            out.append(f"{kind}{_mark(sum(mine))}")
            if abs(sum(mine)) > 1:
                out.append(f"{kind}s{_mark(sum(mine))}")
    longer = sum(1 if one.supports else -1 for one in kept if one.kind == "phrase" and one.words > 1)
    if longer:
        out.append(f"longer{_mark(longer)}")
    turned = sum(1 if one.supports else -1 for one in kept if one.turns)
    if turned:
        out.append(f"turned{_mark(turned)}")
    if kept and not _says_both(kept):
        out.append(f"last{_mark(1 if kept[-1].supports else -1)}")
    return out


def _says_both(signs: list[Sign]) -> bool:
    """Tell whether the topic's own phrases speak for both sides."""
    return len({one.supports for one in signs if one.kind in {"phrase", "vague"}}) > 1


def mirrored(names: list[str]) -> list[str]:
    """Return the same evidence for the other side."""
    return [name[:-1] + ("-" if name[-1] == "+" else "+") for name in names]


def _mark(value: int) -> str:
    return "+" if value > 0 else "-"
