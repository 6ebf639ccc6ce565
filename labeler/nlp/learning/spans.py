"""Many more spans than will be claims: whatever a verb, a noun, a quotation or a colon could report.

No word list decides here: that is what is learnt. Each span remembers how it was found (`kinds`) and from which word
(`cue`, with its subject); the likeliest of several cues is the first of `cues`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from labeler.nlp.learning.table import NOBODY, Table
from labeler.nlp.lexicon import STRONG
from labeler.nlp.passage import Range

Cue: TypeAlias = tuple[tuple[bool, bool, int, bool, int], str, int, int]
"""How likely it is (less is likelier), how the span was found, the cue and its subject."""

_LEAST_WORDS = 3
_MOST_CUTS = 8
_SHORTEST_CUT = 3
_FAR = 160
_NEXT = 4
_BREAKS = frozenset({",", "–", "—", "--", ";", "-"})
_ENDS_BEFORE_CUE = frozenset({",", "”", '"', "''", "?", "!", "’"})
_TAILS = frozenset({"prep", "advcl", "npadvmod", "advmod", "cc", "punct"})
_CUT = frozenset({"ccomp", "ccomp-sent", "after-cue", "before-cue", "xcomp", "according", "noun", "object"})
_ORDER = (
    "ccomp",
    "according",
    "quote",
    "before-cue",
    "noun",
    "adjective",
    "xcomp",
    "after-cue",
    "object",
    "prep",
    "colon",
)
_PLACES: dict[str, int] = {}
_OBJECTS = frozenset({"dobj", "oprd", "attr", "acomp"})
_BEHIND = frozenset({"dobj", "oprd", "prep", "attr", "acomp", "advcl"})
_OWN = frozenset({"nsubj", "nsubjpass"})
_BEFORE_VERB = frozenset({"nsubj", "nsubjpass", "aux", "neg"})
_LINKS = frozenset({"and", "but", "or", "so", "that", "because", "if", "however", "yet"})


@dataclass(slots=True, eq=False)
class Span:
    """Words that may be a claim: `first` to `last`, both in, never punctuation."""

    first: int
    last: int
    kinds: dict[str, None] = field(default_factory=dict[str, None])
    cues: list[Cue] = field(default_factory=list[Cue])

    @property
    def tokens(self) -> Range:
        """The range of the span."""
        return self.first, self.last

    @property
    def kind(self) -> str:
        """How it was found by its likeliest cue, else how first."""
        return self.cues[0][1] if self.cues else next(iter(self.kinds))

    @property
    def cue(self) -> int:
        """The word that reports it, -1 without one."""
        return self.cues[0][2] if self.cues else NOBODY

    @property
    def subject(self) -> int:
        """The head of that word's subject, -1 without one."""
        return self.cues[0][3] if self.cues else NOBODY


def find_spans(table: Table, proposals: list[tuple[Range, str, int, int]]) -> list[Span]:
    """Return the spans of a paragraph in their order.

    `proposals` are what the rules found: range, rule, cue and subject.
    """
    finds = _Finds(table)
    for (first, last), rule, cue, subject in proposals:
        finds.add(first, last, "rule-" + rule, cue, subject)
    for i in range(table.n):
        if table.is_verb(i):
            _by_verb(finds, i)
        elif table.pos[i] in {"NOUN", "ADJ"}:
            _by_noun(finds, i)
        if table.lower[i] == "according":
            _by_according(finds, i)
        elif table.lower[i] == ":" and 0 < i < table.n - 3:
            finds.add(i + 1, table.sentence(i)[1], "colon", i)
            finds.add(i + 1, table.n - 1, "colon-paragraph", i)
    _by_quotation(finds)
    for first, last in table.passage.sentences:
        if last - first >= _LEAST_WORDS + 1:
            finds.add(first, last, "sentence")
    finds.add(0, table.n - 1, "paragraph")
    spans = sorted(finds.found.values(), key=lambda span: (span.first, span.last))
    for span in spans:
        span.cues.sort()
    return spans


class _Finds:
    """The spans of one paragraph as they are found."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.found: dict[Range, Span] = {}
        self.breaks = [i for i in range(table.n) if table.lower[i] in _BREAKS and table.quote_of[i] < 0]

    def add(self, first: int, last: int, kind: str, cue: int = NOBODY, subject: int = NOBODY) -> None:
        """Enter a span, or one more way to the same."""
        table = self.table
        key = table.trim(first, last)
        if key is None or table.words(*key) < _LEAST_WORDS:
            return
        span = self.found.get(key)
        if span is None:
            span = self.found[key] = Span(*key)
        span.kinds[kind] = None
        if cue >= 0:
            span.cues.append((self._rank(kind, cue, subject), kind, cue, subject))

    def _rank(self, kind: str, cue: int, subject: int) -> tuple[bool, bool, int, bool, int]:
        table = self.table
        place = _PLACES.get(kind)
        if place is None:
            bare = kind.removeprefix("rule-")
            place = _PLACES[kind] = next((i for i, one in enumerate(_ORDER) if bare.startswith(one)), len(_ORDER))
        according = kind.startswith("according")
        known = according or table.lemma[cue] in STRONG
        return table.quote_of[cue] >= 0 and not according, not known, place, subject < 0, cue

    def spread(self, first: int, last: int, kind: str, cue: int, subject: int) -> None:
        """Enter a span, what is left of it when it is cut at a comma, and it with all quotations that it touches."""
        table = self.table
        self.add(first, last, kind, cue, subject)
        if kind in _CUT:
            self._cut(first, last, kind, cue, subject)
        touched = [one for one in table.quotes if one[0] <= last and first <= one[1] and not one[0] <= cue <= one[1]]
        if not touched:
            return
        wide = min(first, touched[0][0]), max(last, touched[-1][1])
        if wide != (first, last):
            self.add(*wide, kind + "+quote", cue, subject)
        after = [one for one in table.quotes if one[0] > max(wide[1], cue)]
        if after and wide[0] < cue:
            self.add(wide[0], after[0][1], kind + "+next", cue, subject)
            if len(after) > 1:
                self.add(wide[0], after[-1][1], kind + "+last", cue, subject)

    def _cut(self, first: int, last: int, kind: str, cue: int, subject: int) -> None:
        inner = [i for i in self.breaks if first < i < last]
        if len(inner) > _MOST_CUTS:
            return
        for i in inner:
            if cue < first and i - first >= _SHORTEST_CUT:
                self.add(first, i - 1, kind + "-cut", cue, subject)
            elif cue > last and last - i >= _SHORTEST_CUT:
                self.add(i + 1, last, kind + "-cut", cue, subject)


def _extent(table: Table, parts: list[int]) -> Range:
    """Return from where to where some words and all that hangs on them reach."""
    return min(table.left[i] for i in parts), max(table.right[i] for i in parts)


def _by_verb(finds: _Finds, verb: int) -> None:
    table = finds.table
    kids, subject = table.kids[verb], table.subject(verb)
    clausal = False
    for dep in ("ccomp", "xcomp"):
        parts = [k for k in kids if table.dep[k] == dep]
        if parts:
            clausal = clausal or dep == "ccomp"
            _by_clause(finds, verb, subject, dep, parts)
    if subject >= 0 and table.quote_of[verb] < 0:
        _by_objects(finds, verb, subject)
        _around(finds, verb, subject, clausal=clausal)


def _by_clause(finds: _Finds, verb: int, subject: int, dep: str, parts: list[int]) -> None:
    """Enter the clause of a verb: one side of it or both, without its last phrases, to the end of the sentence."""
    table = finds.table
    first, last = _extent(table, parts)
    own = [k for k in table.kids[verb] if table.dep[k] in _OWN]
    if first < verb < last:
        left = min([verb, *(table.left[k] for k in own)]) - 1
        before = [k for k in parts if table.left[k] <= left]
        if before:
            finds.spread(first, left, dep + "-left", verb, subject)
        if any(table.right[k] > verb for k in parts):
            after = [table.left[k] for k in parts if table.left[k] > verb]
            finds.spread(min(after, default=verb + 1), last, dep + "-right", verb, subject)
    finds.spread(first, last, dep, verb, subject)
    for k in [k for part in parts for k in table.kids[part] if k > part and table.dep[k] in _TAILS][-2:]:
        if table.left[k] > first:
            finds.add(first, table.left[k] - 1, dep + "-short", verb, subject)
    if len(parts) > 1:
        finds.spread(table.left[parts[-1]], table.right[parts[-1]], dep + "-one", verb, subject)
    _conjuncts(finds, (verb, subject), dep, parts, (first, last))
    if first > verb:
        if table.right[verb] > last:
            finds.spread(first, table.right[verb], dep + "-wide", verb, subject)
        finds.spread(first, table.sentence(verb)[1], dep + "-sent", verb, subject)


def _conjuncts(finds: _Finds, by: tuple[int, int], dep: str, parts: list[int], tokens: Range) -> None:
    """Enter a clause up to what is joined to it, and without the word that joins it to what went before."""
    table = finds.table
    for part in parts:
        joined = [k for k in table.kids[part] if table.dep[k] == "conj" and k > part and table.is_verb(k)]
        if joined and table.left[joined[0]] > tokens[0]:
            end = table.left[joined[0]] - 1
            while end > part and (table.blank[end] or table.lower[end] in _LINKS):
                end -= 1
            finds.add(tokens[0], end, dep + "-conj", *by)
    if tokens[1] < by[0] and table.lower[tokens[0]] in _LINKS:
        finds.add(tokens[0] + 1, tokens[1], dep + "-link", *by)


def _by_objects(finds: _Finds, verb: int, subject: int) -> None:
    table = finds.table
    behind = [k for k in table.kids[verb] if k > verb]
    objects = [k for k in behind if table.dep[k] in _OBJECTS]
    if objects:
        finds.spread(*_extent(table, [k for k in behind if table.dep[k] in _BEHIND]), "object", verb, subject)
        finds.spread(*_extent(table, objects[-1:]), "object-only", verb, subject)
        return
    preps = [k for k in behind if table.dep[k] == "prep"]
    inner = [g for k in preps[-1:] for g in table.kids[k] if table.dep[g] in {"pcomp", "pobj"}]
    if inner:
        finds.spread(*_extent(table, inner), "prep", verb, subject)


def _around(finds: _Finds, verb: int, subject: int, *, clausal: bool) -> None:
    """Enter what stands before and behind a verb and its subject in the sentence."""
    table = finds.table
    start, end = table.sentence(verb)
    own = [table.left[k] for k in table.kids[verb] if table.dep[k] in _BEFORE_VERB]
    first = min([verb, *own])
    if first - start >= _NEXT and table.lower[first - 1] in _ENDS_BEFORE_CUE:
        finds.spread(start, first - 1, "before-cue", verb, subject)
    if end - verb >= _NEXT and not clausal:
        finds.spread(verb + 1, end, "after-cue", verb, subject)


def _by_noun(finds: _Finds, noun: int) -> None:
    table = finds.table
    for k in table.kids[noun]:
        if k < noun:
            continue
        that = table.dep[k] == "relcl" and any(
            table.dep[g] == "mark" and table.lower[g] == "that" for g in table.kids[k]
        )
        if table.dep[k] in {"acl", "ccomp", "xcomp"} or that:
            owner = table.kid(noun, frozenset({"poss"}))
            if owner < 0 and table.is_verb(table.head[noun]):
                owner = table.subject(table.head[noun])
            kind = "noun" if table.pos[noun] == "NOUN" else "adjective"
            finds.spread(table.left[k], table.right[k], kind, noun, owner)


def _by_according(finds: _Finds, cue: int) -> None:
    table = finds.table
    if cue + 1 >= table.n or table.lower[cue + 1] != "to":
        return
    source = next((k for i in (cue, cue + 1) for k in table.kids[i] if table.dep[k] == "pobj"), NOBODY)
    start, end = table.sentence(cue)
    behind = (cue + 2 if source < 0 else max(table.right[source], cue + 1)) + 1
    before = cue - start >= _LEAST_WORDS
    if before:
        finds.spread(start, cue - 1, "according", cue, source)
    if behind <= end:
        finds.spread(behind, end, "according", cue, source)
        if before:
            finds.spread(start, end, "according-all", cue, source)
    head = table.head[cue]
    for _ in range(table.n):
        if table.head[head] == head or (table.is_verb(head) and table.dep[head] not in {"prep", "pobj"}):
            break
        head = table.head[head]
    if head < cue:
        finds.spread(table.left[head], cue - 1, "according-clause", cue, source)
    elif behind <= table.right[head]:
        finds.spread(behind, table.right[head], "according-clause", cue, source)


def _by_quotation(finds: _Finds) -> None:
    """Enter quotations and runs of them, with the nearest verb outside that has a subject outside."""
    table = finds.table
    quotes = table.quotes
    if not quotes:
        return
    verbs = [
        (v, s)
        for v in range(table.n)
        if table.pos[v] == "VERB" and table.quote_of[v] < 0 and (s := table.subject(v)) >= 0 and table.quote_of[s] < 0
    ]
    for i, (first, last) in enumerate(quotes):
        if last - first < _LEAST_WORDS:
            continue
        finds.add(first, last, "quote", *_nearest(table, verbs, first, last))
        for j in range(i + 1, min(len(quotes), i + 4)):
            finds.add(first, quotes[j][1], "quotes", *_nearest(table, verbs, last + 1, quotes[j][0] - 1))
        if len(quotes) > _NEXT and i == 0:
            finds.add(first, quotes[-1][1], "quotes", *_nearest(table, verbs, last + 1, quotes[1][0] - 1))


def _nearest(table: Table, verbs: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Return the verb nearest to a range, and its subject; a verb with a clause is nearer."""
    best, least = (NOBODY, NOBODY), _FAR
    for verb, subject in verbs:
        away = 5 * (first - verb if verb < first else verb - last if verb > last else 0)
        if away >= _FAR:
            continue
        if not any(table.dep[k] == "ccomp" for k in table.kids[verb]):
            away += 25
        if away < least:
            best, least = (verb, subject), away
    return best
