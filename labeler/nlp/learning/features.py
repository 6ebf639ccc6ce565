"""Named yes-or-no features of a span that may be a claim. A name is `what=value`, joined by `|` where two go together.

They stand in four groups, so that each is made once: what depends on the cue alone, on the first word, on the last
word, and on the span as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from labeler.nlp.learning.spans import Span
from labeler.nlp.learning.table import NOBODY, Table
from labeler.nlp.lexicon import FEELINGS, STRONG
from labeler.nlp.passage import Passage, Range
from labeler.nlp.wordlists import words

FEATURES = 1
"""The version of these features: raise it with any change, since weights fit no other."""

_MENTAL = words("mental")
_PRONOUNS = {
    "i": "first",
    "we": "first",
    "you": "second",
    "he": "third",
    "she": "third",
    "they": "third",
    "it": "it",
    "who": "who",
    "that": "that",
    "which": "that",
    "this": "that",
    "there": "there",
}
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 26, 40, 80)
_SHORT_LENGTHS = (3, 6, 10, 20, 40)
_GAPS = (0, 1, 2, 3, 5, 9)
_BETWEEN = frozenset({"that", "to", "for", "if", "whether", "how"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})
_CUT_OFF = 30
_LONG_QUOTATION = 7

Key: TypeAlias = tuple[Any, ...]
"""A kind of features and what they depend on: equal keys have equal features."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules found: how sure they are, and whether it stood against its rivals."""

    tokens: Range
    rule: str
    score: float
    accepted: bool


def bucket(number: int, edges: Sequence[int] = _LENGTHS) -> int:
    """Return the first edge that a number does not pass, 999 beyond the last."""
    place = bisect_left(edges, number)
    return edges[place] if place < len(edges) else 999


def class_of(table: Table, i: int) -> str:
    """Return the class of a word as a subject: its kind of name, of pronoun, or its part of speech."""
    if i < 0:
        return "none"
    pronoun = _PRONOUNS.get(table.lower[i])
    if pronoun is not None:
        return "pron:" + pronoun
    return table.ent[i] if table.ent[i] in _NAMES else table.pos[i]


def group_of(lemma: str) -> str:
    """Return the kind of verb: it reports, it tells of a state of mind, or neither is known."""
    if lemma in STRONG:
        return "say"
    return "mind" if lemma in _MENTAL or lemma in FEELINGS else "other"


class Features:
    """The features of the spans of one paragraph; `before` is the paragraph before it."""

    def __init__(self, table: Table, before: Passage | None, proposals: Sequence[Proposal], *, first: bool) -> None:
        self.table = table
        self.proposals = proposals
        self._cues: dict[tuple[int, int], list[str]] = {}
        self._starts: dict[int, list[str]] = {}
        self._ends: dict[int, list[str]] = {}
        self._saying = [
            i for i in range(table.n) if table.quote_of[i] < 0 and table.pos[i] == "VERB" and table.lemma[i] in STRONG
        ]
        self._titles: dict[int, bool] = {}
        earlier = "" if before is None else before.text.rstrip()
        open_before = before is not None and bool(before.quotes) and not before.quotes[-1].closed
        self._colon = earlier.endswith(":")
        self._before = f"{before is not None and bool(before.quotes)}{open_before}"
        self._place = f"par={'first' if first else ''}{'colon' if self._colon else ''}"
        self._quotes = f"pq={min(3, len(table.quotes))}"
        self._inner = [table.trim(*one) or one for one in table.quotes]

    def of_cue(self, cue: int, subject: int) -> list[str]:
        """Return the features of a reporting word and its subject."""
        key = (cue, subject)
        found = self._cues.get(key)
        if found is None:
            found = self._cues[key] = self._cue(cue, subject)
        return found

    def of_start(self, i: int) -> list[str]:
        """Return the features of a span's first word."""
        found = self._starts.get(i)
        if found is None:
            found = self._starts[i] = self._start(i)
        return found

    def of_end(self, i: int) -> list[str]:
        """Return the features of a span's last word."""
        found = self._ends.get(i)
        if found is None:
            found = self._ends[i] = self._end(i)
        return found

    def of_kind(self, span: Span) -> list[str]:
        """Return the features of how a span was found: with those above all that a first look needs."""
        return names_of(self.kind_key(span))

    def kind_key(self, span: Span) -> Key:
        """Return what the features of how a span was found depend on."""
        return "found", tuple(span.kinds), span.kind, self.table.lemma[span.cue] if span.cue >= 0 else ""

    def names(self, span: Span) -> list[str]:
        """Return all features of a span but those of the rules' proposals; see `hints`."""
        return [*self.at_a_glance(span), *self.of_span(span)]

    def at_a_glance(self, span: Span) -> list[str]:
        """Return the features that a first look needs: those that many spans share, and how this one was found."""
        return [
            *self.of_cue(span.cue, span.subject),
            *self.of_start(span.first),
            *self.of_end(span.last),
            *self.of_kind(span),
        ]

    def _cue(self, cue: int, subject: int) -> list[str]:
        table = self.table
        who = class_of(table, subject)
        if cue < 0:
            return ["cue=none", "subj=" + who, "cue=none|subj=" + who]
        lemma, tag = table.lemma[cue], table.tag[cue]
        kids = table.kids[cue]
        aux = "+".join(sorted({table.lower[k] for k in kids if table.dep[k] in _AUXILIARIES}))
        group = group_of(lemma)
        out = [
            f"cue={lemma}",
            f"cueform={table.lower[cue]}",
            f"cuetag={tag}",
            f"cuedep={table.dep[cue]}",
            f"cue={lemma}|tag={tag}",
            f"cue={lemma}|subj={who}",
            f"aux={aux}",
            f"aux={aux}|tag={tag}",
            f"cuehead={table.lemma[table.head[cue]]}" if table.head[cue] != cue else "cuehead=root",
            f"cueprev={table.lower[cue - 1] if cue else ''}",
            f"cuenext={table.lower[cue + 1] if cue + 1 < table.n else ''}",
            f"group={group}|subj={who}",
            f"subj={who}",
            f"subj={who}|tag={tag}",
            f"subjw={table.lower[subject] if subject >= 0 else 'none'}",
        ]
        out += ["kid=" + table.dep[k] for k in kids]
        thing = next((k for k in kids if table.dep[k] == "dobj"), NOBODY)
        if thing >= 0:
            out.append(f"cue={lemma}|obj={table.lemma[thing]}")
        if subject >= 0:
            out.append(f"subjdep={table.dep[subject]}")
            out.append(f"subjq={table.quote_of[subject] >= 0}")
        return list(dict.fromkeys(out))

    def _start(self, i: int) -> list[str]:
        table = self.table
        word, previous = table.lower[i], table.lower[i - 1] if i else "<p>"
        following = table.lower[i + 1] if i + 1 < table.n else ""
        tag_before = table.tag[i - 1] if i else ""
        return [
            f"first={word}",
            f"firsttag={table.tag[i]}",
            f"firstdep={table.dep[i]}",
            f"before={previous}",
            f"beforetag={tag_before}",
            f"second={following}",
            f"before={previous}|firsttag={table.tag[i]}",
            f"beforetag={tag_before}|firsttag={table.tag[i]}",
            f"before2={table.lower[i - 2] if i > 1 else ''}_{previous}",
        ]

    def _end(self, i: int) -> list[str]:
        table = self.table
        after = table.lower[i + 1] if i + 1 < table.n else "</p>"
        after2 = table.lower[i + 2] if i + 2 < table.n else ""
        return [
            f"last={table.lower[i]}" if table.pos[i] not in {"NOUN", "PROPN", "NUM"} else "last",
            f"lasttag={table.tag[i]}",
            f"after={after}",
            f"aftertag={table.tag[i + 1] if i + 1 < table.n else ''}",
            f"afterdep={table.dep[i + 1] if i + 1 < table.n else ''}",
            f"after2={after}_{after2}",
            f"after={after}|tag2={table.tag[i + 2] if i + 2 < table.n else ''}",
            f"after={after}|dep2={table.dep[i + 2] if i + 2 < table.n else ''}",
        ]

    def of_span(self, span: Span) -> list[str]:
        """Return the features of a span as a whole, with its cue, its ends and its neighbours."""
        return [name for key in self.keys(span) for name in names_of(key)]

    def keys(self, span: Span) -> list[Key]:
        """Return what the features of a span depend on, in small parts that many spans share."""
        table, first, last, cue, main = self.table, span.first, span.last, span.cue, span.kind
        count, quoted, finite = table.words(first, last), table.quoted(first, last), table.finite(first, last)
        share = "all" if quoted == count else "none" if quoted == 0 else "some"
        state = share + "/" + self._borders(first, last)
        side = "none" if cue < 0 else "before" if cue < first else "after" if cue > last else "inside"
        lemma = table.lemma[cue] if cue >= 0 else "none"
        ends = self._sentence_borders(first, last)
        length = table.n
        after = table.lower[last + 1] if last + 1 < length else "</p>"
        after_dep = table.dep[last + 1] if last + 1 < length else ""
        out: list[Key] = [
            ("kinds", tuple(sorted(span.kinds)[:3]), min(3, len(span.cues))),
            ("shape", main, share, state, side, ends, self._before),
            ("size", main, share, bucket(count), bucket(count, _SHORT_LENGTHS), min(3, finite)),
            ("place", self._quotes, self._place),
            ("ends", main, side, after, after_dep),
            ("begin", main, table.lower[first - 1] if first else "<p>", table.lower[first]),
        ]
        if cue >= 0:
            out += self._with_cue(span, lemma, side, share, state)
        out += self._inside(span, share)
        out += self._neighbours(span, share, lemma)
        if first <= 1 and last >= length - 2:
            out.append(("whole", share, self._colon))
        return out

    def _borders(self, first: int, last: int) -> str:
        """Return how the span's ends stand to quotations: at a Start, an End, Inside one, or cutting one (X)."""
        table = self.table
        a, b = table.quote_of[first], table.quote_of[last]
        if a < 0 and b < 0:
            return "---"
        ranges = table.passage.quote_ranges
        one = ranges[a] if a >= 0 else None
        other = ranges[b] if b >= 0 else None
        starts = one is not None and first - one[0] <= 1
        ends = other is not None and other[1] - last <= 2 and table.words(last, other[1]) == 1
        if one is not None and a == b:
            rest = "-" if starts and ends else "I"
        else:
            rest = "X" if (one is not None and not starts) or (other is not None and not ends) else "-"
        return ("S" if starts else "-") + ("E" if ends else "-") + rest

    def _sentence_borders(self, first: int, last: int) -> str:
        table = self.table
        start, end = table.sentence(first)[0], table.sentence(last)[1]
        return ("1" if table.words(start, first) == 1 else "0") + ("1" if table.words(last, end) == 1 else "0")

    def _with_cue(self, span: Span, lemma: str, side: str, share: str, state: str) -> list[Key]:
        table, first, last, cue, subject = self.table, span.first, span.last, span.cue, span.subject
        within = table.quote_of[cue] >= 0
        gap = first - cue - 1 if side == "before" else cue - last - 1 if side == "after" else 0
        low, high = (cue + 1, first) if side == "before" else (last + 1, cue) if side == "after" else (0, 0)
        between = tuple(
            [
                table.lower[i] if table.blank[i] or table.lower[i] in _BETWEEN else table.pos[i]
                for i in range(low, min(high, low + 5))
            ]
        )
        finite = min(2, table.finite(low, high - 1)) if high > low else 0
        thing = next((k for k in table.kids[cue] if table.dep[k] == "dobj"), NOBODY)
        inner = "" if thing < 0 else str(first <= thing <= last)
        out: list[Key] = [
            ("cue", lemma, span.kind, side, share, within, state),
            ("gap", side, bucket(gap, _GAPS), table.passage.same_sentence(cue, first), finite),
            ("between", between),
            ("subject", first <= subject <= last, inner, side),
        ]
        if side == "inside":
            out.append(("inside", int(10 * (cue - first) / max(1, last - first)), lemma, share, state))
        return out

    def _inside(self, span: Span, share: str) -> list[Key]:
        """Return what the features of the root, of what is cut off, and of what else the span holds depend on."""
        table, first, last = self.table, span.first, span.last
        head, left, right = table.head, table.left, table.right
        roots, root = 0, first
        cut: list[int] = []
        for i in range(first, last + 1):
            above = head[i]
            if above == i or above < first or above > last:
                if not roots:
                    root = i
                roots += 1
            if left[i] < first or right[i] > last:
                cut += [k for k in table.kids[i] if k < first or k > last]
        cut = sorted(
            k for k in cut if not table.blank[k] and (first - _CUT_OFF <= k < first or last < k < last + _CUT_OFF)
        )
        crossing = table.passage.sentence_of[last] - table.passage.sentence_of[first]
        says = bisect_left(self._saying, last + 1) - bisect_left(self._saying, first)
        that = table.lower[first] == "that" and table.dep[first] == "mark"
        out: list[Key] = [
            ("root", table.pos[root], table.tag[root], table.dep[root]),
            ("rootis", table.lemma[root]),
            ("cutoff", min(4, roots), min(3, len(cut)), tuple(table.dep[i] for i in cut[:3])),
            ("holds", min(4, crossing), min(2, says), that, share),
        ]
        if span.cue < 0:
            start, end = table.sentence(first)
            near = bisect_left(self._saying, end + 1) > bisect_left(self._saying, start)
            out.append(("unsaid", near, span.kind))
        return out

    def _neighbours(self, span: Span, share: str, lemma: str) -> list[Key]:
        """Return what the features of the quotations before and behind depend on: `“A,” she said. “B.”`."""
        table = self.table
        if not self._inner:
            return [("alone", "nq"), ("alone", "pq")]
        after = next((one for one in self._inner if one[0] > span.last), None)
        before = next((one for one in reversed(self._inner) if one[1] < span.first), None)
        out: list[Key] = []
        for name, one in (("nq", after), ("pq", before)):
            if one is None:
                out.append(("alone", name))
                continue
            low, high = (span.last + 1, one[0] - 1) if name == "nq" else (one[1] + 1, span.first - 1)
            mid = low <= span.cue <= high
            mark = next((table.lower[i] for i in range(high, low - 1, -1) if table.quote_of[i] < 0), "")
            out.append(
                (
                    "beside",
                    name,
                    mid,
                    bucket(table.words(low, high), (1, 2, 3, 5, 8, 14, 25)),
                    "long" if table.words(*one) > _LONG_QUOTATION else "short",
                    share,
                    self._title(one[0]),
                    mark if not mark.isalpha() else "w",
                    one[1] >= table.n - 3,
                    lemma if mid else "",
                )
            )
        return out

    def _title(self, i: int) -> bool:
        found = self._titles.get(i)
        if found is None:
            found = self._titles[i] = bool(self.table.passage.tokens[i].is_title)
        return found

    def hints(self, span: Span) -> list[str]:
        """Return the features of what the rules propose for these words, and how sure they are."""
        return names_of(self.hint(span))

    def hint(self, span: Span) -> Key:
        """Return what the features of the rules' proposals depend on."""
        best, most = None, 0.0
        first, last = span.first, span.last
        for one in self.proposals:
            start, end = one.tokens
            if start > last or end < first:
                continue
            common = min(end, last) - max(start, first) + 1
            union = max(end, last) - min(start, first) + 1
            value = common / union + (0.02 * one.score)
            if value > most:
                best, most = one, value
        if best is None:
            return ("unruled",)
        share = most - 0.02 * best.score
        how = "same" if share > 0.999 else "near" if share >= 0.8 else "half" if share >= 0.5 else "touch"
        ends = ("1" if best.tokens[0] == first else "0") + ("1" if best.tokens[1] == last else "0")
        return ("rule", best.rule, how, min(9, int(10 * best.score)), best.accepted, ends)


def names_of(key: Key) -> list[str]:
    """Return the features that depend on a key."""
    return _FEATURES_OF[key[0]](*key[1:])


def _found(kinds: tuple[str, ...], main: str, lemma: str) -> list[str]:
    out = [*("k=" + kind for kind in kinds), "main=" + main]
    return [*out, f"cue={lemma}|{main}"] if lemma else out


def _kinds(kinds: tuple[str, ...], cues: int) -> list[str]:
    return ["kinds=" + "+".join(kinds), f"ncues={cues}"]


def _shape(  # noqa: PLR0917  # parts of names
    main: str, share: str, state: str, side: str, ends: str, before: str
) -> list[str]:
    return [
        "q=" + state,
        "side=" + side,
        f"side={side}|q={state}",
        "sent=" + ends,
        f"sent={ends}|{side}|{share}",
        f"main={main}|sent={ends}",
        f"prevq={before}|{main}|{share}",
    ]


def _size(main: str, share: str, length: int, short: int, finite: int) -> list[str]:
    return [
        f"len={length}",
        f"q={share}|len={short}",
        f"finite={finite}|{share}",
        f"finite={finite > 0}|{main}",
    ]


def _place(quotes: str, place: str) -> list[str]:
    return [quotes, place]


def _ends(main: str, side: str, after: str, after_dep: str) -> list[str]:
    return [f"after={after}|{main}", f"afterdep={after_dep}|{side}"]


def _begin(main: str, before: str, first: str) -> list[str]:
    return [f"before={before}|{main}", f"first={first}|{main}"]


def _cue(lemma: str, kind: str, side: str, share: str, *where: Any) -> list[str]:
    within, state = where
    group = group_of(lemma)
    return [
        f"cue={lemma}|{side}|{share}",
        f"cue={lemma}|inq={within}",
        f"inq={within}|q={state}",
        f"group={group}|{side}|{share}|{'in' if within else 'out'}",
        f"group={group}|{kind}",
    ]


def _gap(side: str, gap: int, same: bool, finite: int) -> list[str]:
    return [f"gap={side}{gap}", f"samesent={same}", f"verbsbetween={finite}"]


def _between(words: tuple[str, ...]) -> list[str]:
    return ["between=" + "_".join(words)]


def _subject(inside: bool, thing: str, side: str) -> list[str]:
    return [f"subjin={inside}", *([f"objin={thing}|{side}"] if thing else [])]


def _cue_inside(place: int, lemma: str, share: str, state: str) -> list[str]:
    return [f"inside|{share}|cue={lemma}", f"inside|{place}", f"inside|group={group_of(lemma)}|{state}"]


def _root(pos: str, tag: str, dep: str) -> list[str]:
    return [f"root={pos}", f"roottag={tag}", f"rootdep={dep}"]


def _cut(roots: int, cut: int, deps: tuple[str, ...]) -> list[str]:
    return [f"headsout={roots}", f"cutoff={cut}", *dict.fromkeys("cutdep=" + dep for dep in deps)]


def _holds(crossing: int, says: int, that: bool, share: str) -> list[str]:
    return [f"sents={crossing}", f"sents={crossing}|{share}", f"saysin={says}|{share}", f"that={that}"]


def _beside(  # noqa: PLR0917
    name: str, mid: bool, gap: int, size: str, share: str, title: bool, mark: str, tail: bool, lemma: str
) -> list[str]:
    near = f"{name}={'cue' if mid else 'no'}/{gap}"
    out = [
        near,
        f"{near}|{size}",
        f"{name}{int(mid)}|{share}|{title}|{size}",
        f"{name}{int(mid)}|{mark}|{share}",
        f"{name}{int(mid)}|tail={tail}|{share}",
    ]
    return [*out, f"{name}|says={lemma}|{share}"] if mid else out


def _rule(rule: str, how: str, sure: int, accepted: bool, ends: str) -> list[str]:
    return [
        f"rule={rule}|{how}",
        f"ruleis={how}",
        f"sure={sure}|{how}",
        f"stands={accepted}|{how}",
        f"sure={sure}|{how}|{rule}",
        f"ruleends={ends}|{rule}",
        f"stands={accepted}|{ends}|{how}",
    ]


_FEATURES_OF: dict[str, Callable[..., list[str]]] = {
    "found": _found,
    "kinds": _kinds,
    "shape": _shape,
    "size": _size,
    "place": _place,
    "ends": _ends,
    "begin": _begin,
    "cue": _cue,
    "gap": _gap,
    "between": _between,
    "subject": _subject,
    "inside": _cue_inside,
    "root": _root,
    "rootis": lambda lemma: [f"rootis={lemma}"],
    "cutoff": _cut,
    "holds": _holds,
    "unsaid": lambda near, kind: [f"nosay={near}|{kind}"],
    "alone": lambda name: [f"{name}=no"],
    "beside": _beside,
    "whole": lambda share, colon: [f"whole|{share}|{colon}"],
    "unruled": lambda: ["rule=none"],
    "rule": _rule,
}
"""What the features are that depend on a key, by its kind."""
