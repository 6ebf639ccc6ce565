"""Precision, recall and F1 of suggestions against labels: counts of one article, and what their sums say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from labeler.agreement.marks import Key, Mark, MarkedClaim, Marks
from labeler.agreement.matching import ABOUT, EXACT, Tokens, Words, matched


class Counts(NamedTuple):
    """How many of `suggested` are right, and how many of `labelled` were found. Of a share, both are the same."""

    right: int = 0
    suggested: int = 0
    labelled: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sums."""
        return Counts(self.right + other.right, self.suggested + other.suggested, self.labelled + other.labelled)

    @property
    def precision(self) -> float | None:
        """The share of what was suggested that is right; None where nothing was suggested."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """The share of what was labelled that was suggested; None where nothing was labelled."""
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing on either side."""
        marks = self.suggested + self.labelled
        return 2 * self.right / marks if marks else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of a report. A `share` is one figure: of `suggested` cases, how many are right."""

    key: str
    name: str
    share: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("attributed", "attributed claims, overlap ½"),
    Measure("attributed_exact", "attributed claims, exact"),
    Measure("author", "author's own claims, overlap ½"),
    Measure("author_exact", "author's own claims, exact"),
    Measure("speaker", "speakers, exact"),
    Measure("entity", "who it is, given the claim", share=True),
    Measure("type", "type, given the claim", share=True),
    Measure("topic", "topics, given the claim"),
    Measure("stance", "stances, given the claim"),
    Measure("boilerplate", "boilerplate, characters"),
)

ArticleCounts = Mapping[str, Counts]
"""The counts of one article, by the key of the measure. What does not occur may be missing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One article: its counts, and which suggestions are right.

    A claim is right if it matches one by overlap ½; a speaker if the words are the same; a stance if its claim is right
    and has that stance; a region if half of its characters or more are boilerplate. `given` holds the stances whose
    claim is right.
    """

    counts: ArticleCounts
    right: frozenset[Key]
    given: frozenset[Key]


def compare(suggested: Marks, labelled: Marks, text: str) -> Compared:
    """Compare what was suggested with what was labelled in one article."""
    tokens = Tokens(text)
    counts: dict[str, Counts] = {}
    right: set[Key] = set()
    given: set[Key] = set()
    for key, own in (("attributed", False), ("author", True)):
        have = [one for one in suggested.claims if one.own == own]
        want = [one for one in labelled.claims if one.own == own]
        pairs = _claims(key, have, want, tokens, counts)
        for first, second in pairs:
            wanted = set(second.stances.values())
            right.add(("claim", first.id))
            given.update(("stance", id_) for id_ in first.stances)
            right.update(("stance", id_) for id_, stance in first.stances.items() if stance in wanted)
        _details(pairs, counts)
    right.update(_speakers(suggested.speakers, labelled.speakers, tokens, counts))
    right.update(_boilerplate(suggested.boilerplate, labelled.boilerplate, text, counts))
    return Compared(counts, frozenset(right), frozenset(given))


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution as people marked it in news: who (`source`, () if nobody is named) says what (`content`).

    Both may be in pieces. `claim_like` is false for contents that are no propositions: they count neither way.
    """

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    claim_like: bool = True


RELATIONS: tuple[Measure, ...] = (
    Measure("J50", "contents, overlap ½"),
    Measure("exact", "contents, exact"),
    Measure("relation", "contents with their source"),
    Measure("speaker_given_claim", "source, given the content", share=True),
)


@dataclass(frozen=True, slots=True)
class Related:
    """One article: its counts, and whether claims (by id) are right; those that count neither way are missing."""

    counts: ArticleCounts
    judged: Mapping[str, bool]


def compare_relations(claims: Sequence[MarkedClaim], relations: Sequence[Relation], text: str) -> Related:
    """Compare attributed claims with attributions of one article; claims of the author are passed over."""
    tokens = Tokens(text)
    have = [(words, one) for one in claims if not one.own and (words := tokens.said(one.pieces))]
    want = [(words, one) for one in relations if (words := tokens.said(one.content))]
    all_pairs = matched([words for words, _ in have], [words for words, _ in want], ABOUT)
    aside = {i for i, j in all_pairs if not want[j][1].claim_like}
    have = [pair for i, pair in enumerate(have) if i not in aside]
    want = [pair for pair in want if pair[1].claim_like]
    first, second = [words for words, _ in have], [words for words, _ in want]
    pairs = matched(first, second, ABOUT)
    related = named = sourced = 0
    for i, j in pairs:
        source, speaker = tokens.of(want[j][1].source), tokens.of(have[i][1].speaker)
        same = bool(tokens.heads(source) & speaker)
        sourced += bool(source)
        named += same
        related += same if source else not speaker
    counts = {
        "J50": Counts(len(pairs), len(have), len(want)),
        "exact": Counts(len(matched(first, second, EXACT)), len(have), len(want)),
        "relation": Counts(related, len(have), len(want)),
        "speaker_given_claim": Counts(named, sourced, sourced),
    }
    right = {i for i, _ in pairs}
    return Related(counts, {one.id: i in right for i, (_, one) in enumerate(have)})


def total(articles: Iterable[ArticleCounts]) -> dict[str, Counts]:
    """Return the sums over articles."""
    sums: dict[str, Counts] = {}
    for counts in articles:
        for key, one in counts.items():
            sums[key] = sums.get(key, Counts()).plus(one)
    return sums


def _claims(
    key: str, have: Sequence[MarkedClaim], want: Sequence[MarkedClaim], tokens: Tokens, counts: dict[str, Counts]
) -> list[tuple[MarkedClaim, MarkedClaim]]:
    first: list[Words] = [tokens.said(one.pieces) for one in have]
    second: list[Words] = [tokens.said(one.pieces) for one in want]
    pairs = matched(first, second, ABOUT)
    counts[key] = Counts(len(pairs), len(have), len(want))
    counts[f"{key}_exact"] = Counts(len(matched(first, second, EXACT)), len(have), len(want))
    return [(have[i], want[j]) for i, j in pairs]


def _details(pairs: Sequence[tuple[MarkedClaim, MarkedClaim]], counts: dict[str, Counts]) -> None:
    """Count what is said about claims that both marked."""
    sums: Counter[str] = Counter()
    for have, want in pairs:
        sums["type"] += have.type == want.type
        held, wanted = set(have.stances.values()), set(want.stances.values())
        topics, wanted_topics = {one for one, _ in held}, {one for one, _ in wanted}
        for key, a, b in (("stance", held, wanted), ("topic", topics, wanted_topics)):
            _add(counts, key, Counts(len(a & b), len(a), len(b)))
        if want.names and not want.own:
            _add(counts, "entity", Counts(not have.names.isdisjoint(want.names), 1, 1))
    _add(counts, "type", Counts(sums["type"], len(pairs), len(pairs)))


def _speakers(have: Sequence[Mark], want: Sequence[Mark], tokens: Tokens, counts: dict[str, Counts]) -> set[Key]:
    """Count speakers, several on the same words as one, and return which suggestions are right."""
    words = {one.id: tokens.of([(one.start, one.end)]) for one in have}
    wanted = {tokens.of([(one.start, one.end)]) for one in want} - {frozenset()}
    found = set(words.values()) - {frozenset()}
    counts["speaker"] = Counts(len(found & wanted), len(found), len(wanted))
    return {("speaker", id_) for id_, one in words.items() if one in wanted}


def _boilerplate(have: Sequence[Mark], want: Sequence[Mark], text: str, counts: dict[str, Counts]) -> set[Key]:
    wanted = _characters(want, text)
    found = _characters(have, text)
    counts["boilerplate"] = Counts(len(found & wanted), len(found), len(wanted))
    own = {one.id: _characters([one], text) for one in have}
    half = {id_ for id_, characters in own.items() if 2 * len(characters & wanted) >= max(1, len(characters))}
    return {("boilerplate", id_) for id_ in half}


def _characters(marks: Iterable[Mark], text: str) -> set[int]:
    """Return the places of the characters that marks cover, white space aside."""
    places = ((one.start, min(one.end, len(text))) for one in marks)
    return {at for start, end in places for at in range(start, end) if not text[at].isspace()}


def _add(counts: dict[str, Counts], key: str, more: Counts) -> None:
    counts[key] = counts.get(key, Counts()).plus(more)
