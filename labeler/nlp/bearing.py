"""Whether a claim bears on a topic: the evidence by name, whatever the topic is about."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc

from labeler.nlp.drafts import ClaimDraft, cast_of, passage_of
from labeler.nlp.opposites import poles
from labeler.nlp.passage import Passage, Range
from labeler.nlp.phrasebook import Hit
from labeler.nlp.topics import TITLE, Ground, key

CARRYING = frozenset({"it", "its", "they", "them", "their", "this", "that", "these", "those", "such", "both", "same"})
_POINTING = frozenset({"PRP", "PRP$", "DT", "PDT", "JJ"})
_RARE, _COMMON = 0.15, 0.4


class Setting:
    """A paragraph among the topics of a scheme: what all its claims have around them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.passage = passage_of(doc)
        self.ground: Ground = doc._.ground
        self.cast = cast_of(doc)
        self.before = _ground_of(doc._.before)
        self.heading = _ground_of(doc._.heading)
        self.around = {hit.topic for hit in self.ground.hits if hit.kind in {"keyword", "statement"}}
        for other in (self.before, self.heading):
            self.around |= set() if other is None else {hit.topic for hit in other.hits if hit.kind == "keyword"}
        self.last = _last_topics(doc._.before, self.before)
        self.named_before = _named(self.before)
        self.named_above = _named(self.heading)
        every = self.around | {hit.topic for hit in self.ground.hits}
        self.density = {topic: self.share(self.cast.topical[topic, ""]) for topic in every}
        self.title = {topic for topic in every if self.cast.topical[topic, TITLE]}

    def share(self, paragraphs: int) -> float:
        """Return the share of the article's paragraphs that a number of them is."""
        return paragraphs / max(1, self.cast.paragraphs)


def _ground_of(doc: Doc | None) -> Ground | None:
    return None if doc is None else doc._.ground


def _named(ground: Ground | None) -> set[int]:
    return set() if ground is None else {hit.topic for hit in ground.hits if hit.kind == "keyword"}


def _last_topics(doc: Doc | None, ground: Ground | None) -> set[int]:
    """Return the topics that the last sentence of a paragraph speaks of."""
    if doc is None or ground is None:
        return set()
    start = passage_of(doc).sentences[-1][0]
    return {hit.topic for hit in ground.hits if hit.kind == "keyword" and hit.first >= start}


class Field:
    """A claim among the topics of a scheme."""

    def __init__(self, setting: Setting, claim: ClaimDraft) -> None:
        self.setting = setting
        self.claim = claim
        self.passage = setting.passage
        first, last = claim.tokens
        self.inside: dict[int, list[Hit]] = {}
        for hit in setting.ground.hits:
            if first <= hit.first and hit.last <= last:
                self.inside.setdefault(hit.topic, []).append(hit)
        self.judging = [hit for hit in setting.ground.judging if first <= hit.first and hit.last <= last]
        self.judged = {i for hit in self.judging for i in range(hit.first, hit.last + 1)}
        self.carries = _carries(self.passage, claim)
        self.topics = sorted({*self.inside, *setting.around})
        self.weights = {topic: self._weight(topic) for topic in self.topics}

    def _weight(self, topic: int) -> float:
        """Add up how telling a topic's words in the claim are: what stands in every paragraph tells little."""
        shares = {
            key(self.setting.doc, hit) for hit in self.inside.get(topic, ()) if hit.kind in {"keyword", "statement"}
        }
        commonness = [self.setting.share(self.setting.cast.topical[one]) for one in shares]
        return sum(1.0 if share < _RARE else 0.6 if share < _COMMON else 0.25 for share in commonness)

    def is_vague(self, hit: Hit) -> bool:
        """Tell whether a phrase is one word that judges anything: "risk", "cheap"."""
        return hit.first == hit.last and hit.first in self.judged

    def rank(self, topic: int) -> str:
        """Return how a topic's share of the article compares with that of the others."""
        mine = self.setting.density[topic]
        others = max((self.setting.density[one] for one in self.topics if one != topic), default=0.0)
        if mine > 1.5 * others:
            return "main"
        return "first" if mine >= others else "second" if mine > 0.5 * others else "side"

    def context(self, topic: int) -> str:
        """Return where the nearest keyword of a topic stands."""
        phrases = [hit for hit in self.inside.get(topic, ()) if hit.kind in {"supporting", "opposing"}]
        places = [
            hit
            for hit in self.setting.ground.hits
            if hit.topic == topic and hit.kind == "keyword" and not any(_crosses(hit, one) for one in phrases)
        ]
        if _within(places, self.claim.tokens):
            return "claim"
        first, last = self.passage.sentence(self.claim.tokens[0])[0], self.passage.sentence(self.claim.tokens[1])[1]
        if _within(places, (first, last)):
            return "sentence"
        if _within(places, self._quotation()):
            return "utterance"
        number = self.passage.sentence_of[first]
        if number and _within(places, self.passage.sentences[number - 1]):
            return "before"
        if not number and topic in self.setting.last:
            return "before"
        if places:
            return "paragraph"
        if topic in self.setting.named_before:
            return "last"
        return "heading" if topic in self.setting.named_above else "none"

    def _quotation(self) -> Range:
        """Return the range of the quotation that the claim stands in, its own where there is none."""
        number = self.passage.quote_of[self.claim.tokens[0]]
        whole = self.passage.quote_ranges[number] if number >= 0 else None
        return whole or self.claim.tokens

    def features(self, topic: int, aims: Collection[str], *, bare: bool) -> list[str]:
        """Return the evidence that the claim bears on a topic; `aims` are the opposites that its statement judges by.

        `bare` says that the topic has no phrases but its statement.
        """
        inside = self.inside.get(topic, ())
        words = {key(self.setting.doc, hit) for hit in inside if hit.kind == "keyword"}
        own = {key(self.setting.doc, hit) for hit in inside if hit.kind == "statement"}
        phrases = [hit for hit in inside if hit.kind in {"supporting", "opposing"}]
        near, rank, weight = self.context(topic), self.rank(topic), self.weights[topic]
        heavy = min(2, round(weight))
        aimed = sum(1 for hit in self.judging if pole_pair(hit) in aims)
        out = [
            f"keywords:{min(3, len(words))}",
            f"statement:{min(3, len(own))}",
            f"phrases:{min(2, len(phrases))}",
            f"near:{near}",
            f"near:{near}/carries:{self.carries:d}",
            f"near:{near}/phrases:{min(1, len(phrases))}",
            f"weight:{min(3, round(weight))}",
            f"share:{_bin(self.setting.density[topic])}",
            f"rank:{rank}",
            f"rank:{rank}/near:{near}",
            f"title:{topic in self.setting.title:d}",
            f"judging:{min(1, len(self.judging))}",
            f"aimed:{min(2, aimed)}",
            f"aimed:{min(1, aimed)}/weight:{heavy}",
            f"rival:{self._rival(topic)}",
            f"type:{self.claim.type}",
            f"length:{min(4, (self.claim.tokens[1] - self.claim.tokens[0] + 1) // 8)}",
        ]
        if phrases:
            telling = any(not self.is_vague(hit) for hit in phrases)
            out += [
                f"long:{any(hit.words > 1 for hit in phrases):d}",
                f"telling:{telling:d}/near:{near}",
                f"telling:{telling:d}/weight:{heavy}",
                f"phrases/weight:{heavy}",
            ]
        return [*out, "bare"] if bare else out

    def _rival(self, topic: int) -> str:
        """Return how another topic's words in the claim compare with this one's."""
        mine = self.weights[topic]
        others = max((weight for one, weight in self.weights.items() if one != topic), default=0.0)
        if not others:
            return "none"
        return "weaker" if others < mine else "equal" if others == mine else "stronger"


def pole_pair(hit: Hit) -> str:
    """Return the pair of opposites of a judging word."""
    return poles()[hit.topic].pair


def _bin(share: float) -> str:
    return "0" if not share else "low" if share < _RARE else "some" if share < _COMMON else "much"


def _crosses(keyword: Hit, phrase: Hit) -> bool:
    """Tell whether a keyword is but a part of a phrase; a phrase that is a keyword too needs no other."""
    same = (keyword.first, keyword.last) == (phrase.first, phrase.last)
    return not same and keyword.first <= phrase.last and phrase.first <= keyword.last


def _within(hits: list[Hit], stretch: Range) -> bool:
    return any(stretch[0] <= hit.first and hit.last <= stretch[1] for hit in hits)


def _carries(passage: Passage, claim: ClaimDraft) -> bool:
    """Tell whether a claim speaks of something named before: "it", "their", "such rules"."""
    inner = passage.tokens[claim.tokens[0] : claim.tokens[1] + 1]
    return any(token.lower_ in CARRYING and token.tag_ in _POINTING and token.dep_ != "expl" for token in inner)
