"""Boilerplate: what stands in an article's file and is no part of it.

It is told by the shape of a line, its place, what it repeats, and the lines beside it (`furniture`, `echoes`,
`layout`), weighed together (`grounds`) and read as stretches (`stretches`); no outlet is known by name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from labeler.nlp.furniture import Line
from labeler.nlp.grounds import Grounds, shipped_grounds
from labeler.nlp.layout import Page
from labeler.nlp.paragraphs import Paragraph
from labeler.nlp.stretches import ARTICLE, Prices, likeliest

_PRICES = Prices()
_LATE = 3
_PLAIN = -6.0
_LONG = 60
_STATED_SCORE = 0.95
_NONE: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch that is not the article, `[start, end)` of the text, with the rule that found it."""

    start: int
    end: int
    rule: str
    score: float
    why: str


REASONS = {
    "boilerplate-phrase": "begins with one of the scheme's phrases",
    "boilerplate-source": "stands in other articles of the source too",
    "boilerplate-repeat": "repeats words of the body",
    "boilerplate-contents": "lists the headings below",
    "boilerplate-credit": "a credit",
    "boilerplate-bio": "about the author",
    "boilerplate-bar": "a bar of short entries",
    "boilerplate-call": "asks the reader to act, or is about the page",
    "boilerplate-head": "stands above the article, or between headline and article",
    "boilerplate-tail": "stands behind the article",
    "boilerplate-list": "an entry of a list that is no part of the article",
}
"""The rules, with why they take a line, in words."""

_BY_TRAITS = {
    "boilerplate-repeat": (
        "pulled", "pulled, word for word", "pulled, a sentence", "below pulled words", "the headline again",
    ),
    "boilerplate-contents": ("contents", "above contents"),
    "boilerplate-credit": (
        "caption", "named in brackets", "opens a credit", "credit", "agency", "file", "rights", "origin",
    ),
    "boilerplate-bio": (
        "bio maker", "about the signer", "of the writer, late", "about, late", "before about", "about a new name",
    ),
    "boilerplate-bar": ("bars",),
    "boilerplate-call": (
        "opens a call", "telling", "label", "offer", "call page", "call open", "you page", "page dense", "pages",
    ),
}  # fmt: skip
"""By which traits a rule takes a line; the first that fits does."""

_ELSEWHERE = ("elsewhere often, long", "elsewhere often, short", "elsewhere twice, long", "elsewhere once, long")


def find_boilerplate(
    paragraphs: Sequence[Paragraph],
    *,
    elsewhere: Mapping[int, int] = _NONE,
    phrases: Collection[str] = (),
    grounds: Grounds | None = None,
    at_each: Callable[[], object] = bool,
) -> list[Region]:
    """Return the regions in order; neighbouring lines of one rule are one region.

    Args:
        paragraphs: the article's lines.
        elsewhere: for lines (by their start) that stand in other articles of the source too: in how many.
        phrases: lines that begin with one of these are boilerplate, whatever else speaks for or against.
        grounds: the weights, those that ship if None.
        at_each: called at each line; what it raises ends the search.
    """
    if not paragraphs:
        return []
    grounds = grounds or shipped_grounds()
    page = Page([Line(one.text, one.start) for one in paragraphs if not at_each()], elsewhere)
    traits = [[] if at_each() or page.is_plain(i) else page.traits(i) for i in range(len(page.lines))]
    logits = [grounds.weigh(one) if one else _PLAIN for one in traits]
    states = likeliest(logits, [page.is_late(i, _LATE) for i in range(len(logits))], _PRICES)
    found = {i: _rule(set(traits[i])) for i, state in enumerate(states) if state != ARTICLE}
    if page.real and found.keys() >= set(page.real):
        found = {i: rule for i, rule in found.items() if i not in page.real}
    scores = {i: grounds.share(max(0.0, logits[i])) for i in found}
    for i in _phrased(page.lines, phrases):
        found[i], scores[i] = "boilerplate-phrase", _STATED_SCORE
    return _regions(page.lines, found, scores)


def _rule(traits: set[str]) -> str:
    """Return the rule that takes a line, by what speaks for it."""
    if not traits.isdisjoint(_ELSEWHERE):
        return "boilerplate-source"
    for rule, telling in _BY_TRAITS.items():
        if not traits.isdisjoint(telling):
            return rule
    if {"above", "headline", "below headline"} & traits:
        return "boilerplate-head"
    return "boilerplate-tail" if "behind" in traits else "boilerplate-list"


def _phrased(lines: Sequence[Line], phrases: Collection[str]) -> list[int]:
    """Return the lines that begin with a phrase, as words and without regard to case."""
    starts = tuple(folded + " " for one in phrases if (folded := Line(one, 0).told))
    return [i for i, line in enumerate(lines) if starts and (line.told + " ").startswith(starts)]


def _regions(lines: Sequence[Line], found: Mapping[int, str], scores: Mapping[int, float]) -> list[Region]:
    out: list[Region] = []
    weights: list[float] = []
    previous = -2
    for i in sorted(found):
        line, rule = lines[i], found[i]
        size = float(len(line.text))
        if out and previous == i - 1 and out[-1].rule == rule:
            last, weight = out.pop(), weights.pop()
            score = (last.score * weight + scores[i] * size) / (weight + size)
            out.append(Region(last.start, line.end, rule, score, REASONS[rule]))
            weights.append(weight + size)
        else:
            out.append(Region(line.start, line.end, rule, scores[i], REASONS[rule]))
            weights.append(size)
        previous = i
    return out
