"""Named yes-or-no features of a span that may be a claim. A name is `what=value`, joined by `|` where two go together.

They stand in four groups, so that each is made once: what depends on the cue alone, on the first word, on the last
word, and on the span as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

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
        self._starts_of_quotes = {one[0]: k for k, one in enumerate(table.quotes)}
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
        main = span.kind
        out = ["k=" + kind for kind in span.kinds]
        out.append("main=" + main)
        if span.cue >= 0:
            out.append(f"cue={self.table.lemma[span.cue]}|{main}")
        return out

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
        """Return the features of a span as a whole, and with its cue."""
        table, first, last, cue = self.table, span.first, span.last, span.cue
        main = span.kind
        count = table.words(first, last)
        quoted = table.quoted(first, last)
        share = "all" if quoted == count else "none" if quoted == 0 else "some"
        state = share + "/" + self._borders(first, last)
        side = "none" if cue < 0 else "before" if cue < first else "after" if cue > last else "inside"
        lemma = table.lemma[cue] if cue >= 0 else "none"
        begins, ends = self._sentence_borders(first, last)
        where = f"sent={begins}{ends}"
        kinds = sorted(span.kinds)
        out = [
            "kinds=" + "+".join(kinds[:3]),
            f"ncues={min(3, len(span.cues))}",
            "q=" + state,
            f"len={bucket(count)}",
            f"q={share}|len={bucket(count, _SHORT_LENGTHS)}",
            "side=" + side,
            f"side={side}|q={state}",
            where,
            f"{where}|{side}|{share}",
            f"main={main}|{where}",
            self._quotes,
            self._place,
            f"prevq={self._before}|{main}|{share}",
            f"finite={min(3, table.finite(first, last))}|{share}",
            f"finite={table.finite(first, last) > 0}|{main}",
        ]
        if cue >= 0:
            out += self._with_cue(span, lemma, side, share, state)
        out += self._with_borders(span, side)
        out += self._inside(span, share)
        out += self._neighbours(span, share, lemma)
        if first <= 1 and last >= table.n - 2:
            out.append(f"whole|{share}|{self._colon}")
        return out

    def _borders(self, first: int, last: int) -> str:
        """Return how the span's ends stand to quotations: at a Start, an End, Inside one, or cutting one (X)."""
        quote_of = self.table.quote_of
        starts = ends = inside = cuts = False
        a, b = quote_of[first], quote_of[last]
        ranges = self.table.passage.quote_ranges
        one = ranges[a] if a >= 0 else None
        other = ranges[b] if b >= 0 else None
        if one is not None:
            starts = first - one[0] <= 1
        if other is not None:
            ends = other[1] - last <= 2 and self.table.words(last, other[1]) == 1
        if one is not None and a == b:
            inside = not starts or not ends
        else:
            cuts = (one is not None and not starts) or (other is not None and not ends)
        return ("S" if starts else "-") + ("E" if ends else "-") + ("I" if inside else "X" if cuts else "-")

    def _sentence_borders(self, first: int, last: int) -> tuple[int, int]:
        table = self.table
        start, end = table.sentence(first)[0], table.sentence(last)[1]
        return int(table.words(start, first) == 1), int(table.words(last, end) == 1)

    def _with_cue(self, span: Span, lemma: str, side: str, share: str, state: str) -> list[str]:
        table, first, last, cue, subject = self.table, span.first, span.last, span.cue, span.subject
        within = table.quote_of[cue] >= 0
        group = group_of(lemma)
        gap = first - cue - 1 if side == "before" else cue - last - 1 if side == "after" else 0
        low, high = (cue + 1, first) if side == "before" else (last + 1, cue) if side == "after" else (0, 0)
        between = [
            table.lower[i] if table.blank[i] or table.lower[i] in _BETWEEN else table.pos[i]
            for i in range(low, min(high, low + 5))
        ]
        out = [
            f"cue={lemma}|{side}|{share}",
            f"cue={lemma}|inq={within}",
            f"inq={within}|q={state}",
            f"group={group}|{side}|{share}|{'in' if within else 'out'}",
            f"group={group}|{span.kind}",
            f"gap={side}{bucket(gap, _GAPS)}",
            f"samesent={table.passage.same_sentence(cue, first)}",
            "between=" + "_".join(between),
            f"verbsbetween={min(2, table.finite(low, high - 1)) if high > low else 0}",
            f"subjin={first <= subject <= last}",
        ]
        thing = next((k for k in table.kids[cue] if table.dep[k] == "dobj"), NOBODY)
        if thing >= 0:
            out.append(f"objin={first <= thing <= last}|{side}")
        if side == "inside":
            place = int(10 * (cue - first) / max(1, last - first))
            out += [f"inside|{share}|cue={lemma}", f"inside|{place}", f"inside|group={group}|{state}"]
        return out

    def _with_borders(self, span: Span, side: str) -> list[str]:
        table, main = self.table, span.kind
        after = table.lower[span.last + 1] if span.last + 1 < table.n else "</p>"
        after_dep = table.dep[span.last + 1] if span.last + 1 < table.n else ""
        before = table.lower[span.first - 1] if span.first else "<p>"
        return [
            f"after={after}|{main}",
            f"before={before}|{main}",
            f"afterdep={after_dep}|{side}",
            f"first={table.lower[span.first]}|{main}",
        ]

    def _inside(self, span: Span, share: str) -> list[str]:
        """Return the features of the root, of what is cut off, and of what else the span holds."""
        table, first, last = self.table, span.first, span.last
        head = table.head
        outside = [i for i in range(first, last + 1) if not first <= head[i] <= last or head[i] == i]
        root = outside[0] if outside else first
        cut = [
            i
            for i in (*range(max(0, first - _CUT_OFF), first), *range(last + 1, min(table.n, last + _CUT_OFF)))
            if first <= head[i] <= last and not table.blank[i]
        ]
        crossing = table.passage.sentence_of[last] - table.passage.sentence_of[first]
        says = bisect_left(self._saying, last + 1) - bisect_left(self._saying, first)
        out = [
            f"root={table.pos[root]}",
            f"roottag={table.tag[root]}",
            f"rootdep={table.dep[root]}",
            f"rootis={table.lemma[root]}",
            f"headsout={min(4, len(outside))}",
            f"cutoff={min(3, len(cut))}",
            f"sents={min(4, crossing)}",
            f"sents={min(4, crossing)}|{share}",
            f"saysin={min(2, says)}|{share}",
            f"that={table.lower[first] == 'that' and table.dep[first] == 'mark'}",
        ]
        out += dict.fromkeys("cutdep=" + table.dep[i] for i in cut[:3])
        if span.cue < 0:
            start, end = table.sentence(first)
            near = bisect_left(self._saying, end + 1) > bisect_left(self._saying, start)
            out.append(f"nosay={near}|{span.kind}")
        return out

    def _neighbours(self, span: Span, share: str, lemma: str) -> list[str]:
        """Return the features of the quotations before and behind: `“A,” she said. “B.”`."""
        table = self.table
        after = next((one for one in self._inner if one[0] > span.last), None)
        before = next((one for one in reversed(self._inner) if one[1] < span.first), None)
        out: list[str] = []
        for name, one in (("nq", after), ("pq", before)):
            if one is None:
                out.append(name + "=no")
                continue
            low, high = (span.last + 1, one[0] - 1) if name == "nq" else (one[1] + 1, span.first - 1)
            mid = low <= span.cue <= high
            size = "long" if table.words(*one) > 7 else "short"
            mark = next((table.lower[i] for i in range(high, low - 1, -1) if table.quote_of[i] < 0), "")
            title = table.passage.tokens[one[0]].is_title
            tail = one[1] >= table.n - 3
            rel = f"{name}={'cue' if mid else 'no'}/{bucket(table.words(low, high), (1, 2, 3, 5, 8, 14, 25))}"
            out += [
                rel,
                f"{rel}|{size}",
                f"{name}{int(mid)}|{share}|{title}|{size}",
                f"{name}{int(mid)}|{mark if not mark.isalpha() else 'w'}|{share}",
                f"{name}{int(mid)}|tail={tail}|{share}",
            ]
            if mid:
                out.append(f"{name}|says={lemma}|{share}")
        return out

    def hints(self, span: Span) -> list[str]:
        """Return the features of what the rules propose for these words, and how sure they are."""
        best, most = None, 0.0
        for one in self.proposals:
            common = min(one.tokens[1], span.last) - max(one.tokens[0], span.first) + 1
            if common > 0:
                union = max(one.tokens[1], span.last) - min(one.tokens[0], span.first) + 1
                value = common / union + (0.02 * one.score)
                if value > most:
                    best, most = one, value
        if best is None:
            return ["rule=none"]
        share = most - 0.02 * best.score
        how = "same" if share > 0.999 else "near" if share >= 0.8 else "half" if share >= 0.5 else "touch"
        sure = min(9, int(10 * best.score))
        ends = f"{int(best.tokens[0] == span.first)}{int(best.tokens[1] == span.last)}"
        return [
            f"rule={best.rule}|{how}",
            f"ruleis={how}",
            f"sure={sure}|{how}",
            f"stands={best.accepted}|{how}",
            f"sure={sure}|{how}|{best.rule}",
            f"ruleends={ends}|{best.rule}",
            f"stands={best.accepted}|{ends}|{how}",
        ]
