"""What the labels of a lesson ask for: utterances, each a set of words, and how much of one a span covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from labeler.domain.labels import Claim, Speaker
from labeler.nlp.learning.lessons import Lesson, Reading
from labeler.nlp.learning.table import Table
from labeler.nlp.passage import Range

_NEAR = 120


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody is said to say: parts `[start, end)` of the article in order, and those that name the speaker.

    An `aside` target is neither right nor wrong: no span is learnt from that covers it.
    """

    parts: tuple[tuple[int, int], ...]
    speaker: tuple[tuple[int, int], ...] = ()
    aside: bool = False


Targets: TypeAlias = Callable[[Lesson], list[Target]]


def targets_of(lesson: Lesson) -> list[Target]:
    """Return the utterances of a lesson: neighbouring claims of one speaker are parts of one.

    Labels are propositions; what a person says in one go is found whole and cut afterwards.
    """
    speakers = {one.id: one for one in lesson.labels if isinstance(one, Speaker)}
    claims = [one for one in lesson.labels if isinstance(one, Claim) and one.source in {"speaker", "unstated"}]
    out: list[Target] = []
    last: Claim | None = None
    for claim in sorted(claims, key=lambda one: (one.start, one.end)):
        who = speakers.get(claim.speaker_id or "")
        words = () if who is None else ((who.start, who.end),)
        if last is not None and _carries_on(lesson.text, last, claim, speakers):
            before = out.pop()
            out.append(Target((*before.parts, (claim.start, claim.end)), before.speaker or words))
        else:
            out.append(Target(((claim.start, claim.end),), words))
        last = claim
    return out


def _carries_on(text: str, before: Claim, claim: Claim, speakers: dict[str, Speaker]) -> bool:
    """Tell whether a claim goes on with the utterance of the one before it."""
    gap = text[before.end : claim.start]
    if claim.start < before.end or "\n" in gap or len(gap) > _NEAR or claim.source != before.source:
        return False
    return _entity(claim, speakers) == _entity(before, speakers)


def _entity(claim: Claim, speakers: dict[str, Speaker]) -> str:
    who = speakers.get(claim.speaker_id or "")
    return "" if who is None else who.entity_id or who.text


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in words: for each paragraph that it touches, the places of its words in rising order."""

    words: dict[int, list[int]]
    size: int
    target: Target


def goals_of(targets: Sequence[Target], reading: Reading, tables: Sequence[Table]) -> list[Goal]:
    """Return the targets in words; a "that" at the beginning is left out."""
    out: list[Goal] = []
    for target in targets:
        words: dict[int, list[int]] = {}
        for number, (paragraph, table) in enumerate(zip(reading.paragraphs, tables, strict=True)):
            places = places_of(table, paragraph.start, target.parts)
            if places:
                if not words and len(places) > 1 and table.lower[places[0]] == "that":
                    places = places[1:]
                words[number] = places
        if words:
            out.append(Goal(words, sum(map(len, words.values())), target))
    return out


def places_of(table: Table, offset: int, parts: Sequence[tuple[int, int]]) -> list[int]:
    """Return the words of a paragraph that stand in parts of the article."""
    length = len(table.text)
    near = [(start - offset, end - offset) for start, end in parts if start - offset < length and end > offset]
    if not near:
        return []
    tokens = table.passage.tokens
    return [
        i
        for i in range(table.n)
        if not table.blank[i]
        and any(start < table.idx[i] + len(tokens[i]) and table.idx[i] < end for start, end in near)
    ]


def covered(table: Table, tokens: Range, number: int, goal: Goal) -> float:
    """Return the Jaccard index of a span's words and a goal's."""
    first, last = tokens
    if table.lower[first] == "that" and table.words(first, last) > 1:
        first += 1
    places = goal.words.get(number, [])
    common = bisect_left(places, last + 1) - bisect_left(places, first)
    return common / (goal.size + table.words(first, last) - common) if common else 0.0
