"""Where a line stands on its page: before, within or behind the prose, beside which lines, and what it repeats.

Names of traits come out, for a regression: those of the line itself (`furniture`), those of its place, and the two
crossed where a trait means one thing above the headline and another in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from labeler.nlp import echoes
from labeler.nlp.furniture import REAL_WORDS, Line

_HEADLINE_WORDS = 3
_HEADLINE_WORTH = 4.0
_RUN = 12
_HEADING = 3
_TITLE = 4
_VERBATIM = 8
_NEAR = 6
_END = 3
_SIGNED = re.compile(r"[—–-]?\s*(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+(?:,.*)?$")
_CROSSED = re.compile(
    r"words |ends with|title case|capitals|names|by names|call|you|page|bullet|number|bio|date|writing|bar|pointer|"
    r"quotation|all quoted|maker|telling|label"
)
"""Traits that mean one thing above the prose and another within or behind it."""


class Page:
    """The lines of an article with what can be said of all of them together.

    `elsewhere` says of a line, by its start, in how many other articles of the source it stands too.
    """

    def __init__(self, lines: Sequence[Line], elsewhere: Mapping[int, int]) -> None:
        self.lines = lines
        self.elsewhere = elsewhere
        self.pulled = echoes.pulled(lines)
        self.contents = echoes.contents(lines)
        self.doubled = echoes.doubled(lines)
        self.real = [i for i, line in enumerate(lines) if line.real and i not in self.pulled]
        self.first = self.real[0] if self.real else len(lines)
        self.last = self.real[-1] if self.real else -1
        self._behind = _counts_behind(len(lines), self.real)

    def is_late(self, i: int, most: int) -> bool:
        """Tell whether the prose has begun before a line, and at most so many paragraphs of it follow."""
        return i >= self.first and self._behind[i] <= most

    def is_plain(self, i: int) -> bool:
        """Tell whether a line is a paragraph amid the prose, with nothing about it that could speak against it."""
        line = self.lines[i]
        if not line.real or line.doubtful or i < self.first or self._behind[i] < _END:
            return False
        return i not in self.pulled and not self.elsewhere.get(line.start, 0)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The longer words of the prose."""
        words: set[str] = set()
        words.update(*(self.lines[i].lower for i in self.real))
        return frozenset(word for word in words if len(word) > 3)

    @cached_property
    def signers(self) -> frozenset[str]:
        """The names of who signed, word by word: of lines of names before the prose, and of those with "By"."""
        found: set[str] = set()
        for i, line in enumerate(self.lines):
            if line.names and (i < self.first or i > self.last or "by names" in line.traits):
                found.update(word for word in line.names.split(",")[0].split() if word[:1].isupper())
        return frozenset(word.strip(".,’'").lower() for word in found)

    @cached_property
    def page_titles(self) -> frozenset[int]:
        """The lines above the prose that hold a whole line below them, and more: headline and site, or a trail."""
        head = [(i, line.text) for i, line in enumerate(self.lines[: self.first]) if len(line.words) >= _TITLE]
        last = {text: i for i, text in head}
        sizes = sorted({len(text) for text in last})
        return frozenset(i for i, text in head if any(last.get(title, -1) > i for title in _held(text, sizes)))

    @cached_property
    def closing(self) -> frozenset[int]:
        """The lines behind the prose from the first that is open, asks, or is telling; longer bullets aside."""
        found: set[int] = set()
        begun = False
        for i in range(self.last + 1, len(self.lines)):
            line = self.lines[i]
            begun = begun or bool(line.opening) or line.telling or self._closes(i)
            listed = line.bullet and len(line.words) > _HEADING
            spoken = line.stop != "" and not {"quotation", "all quoted"}.isdisjoint(line.traits)
            if begun and not (listed or spoken):
                found.add(i)
        return frozenset(found)

    def _closes(self, i: int) -> bool:
        """Tell whether a line is open, and heads neither bullets nor a sentence."""
        line = self.lines[i]
        if not line.open or line.bullet or line.numbered:
            return False
        below = self.lines[i + 1] if i + 1 < len(self.lines) else None
        return below is None or (below.open and not below.bullet)

    def _heads(self, i: int) -> bool:
        """Tell whether a line amid the prose heads some, and has no words of pages."""
        line = self.lines[i]
        heading = line.open and i > self.first and i + 1 < len(self.lines) and self.lines[i + 1].real
        return heading and _OF_PAGES.isdisjoint(line.traits)

    @cached_property
    def headline(self) -> int:
        """The line above the prose that is likest to be the headline, -1 for none."""
        best, place = 0.0, -1
        for i in range(min(self.first, len(self.lines))):
            worth = self._headline_worth(i)
            if worth > best:
                best, place = worth, i
        while place > 0 and self._headline_worth(place - 1) > _HEADLINE_WORTH:
            place -= 1  # what stands right below it told more
        return place

    def _headline_worth(self, i: int) -> float:
        line = self.lines[i]
        traits = set(line.traits)
        count = len(line.words)
        if count < _HEADLINE_WORDS or traits & _NO_HEADLINE or i in self.page_titles:
            return 0.0
        worth = min(count, 10) + 6 * self.overlap(i) - 3 * len(traits & {"call open", "call page", "page", "you page"})
        worth -= 3 * len(traits & {"page colon", "offer", "brackets", "credit", "bullet", "we page", "maker"})
        worth -= 6 * ("opens a call" in traits)
        worth -= 7 * (line.stop == ".") + 8 * (i in self.contents) + 4 * (count < 7 and i in self.pulled)
        return worth - 0.3 * i

    def overlap(self, i: int) -> float:
        """Return the share of a line's longer words that stand in the prose."""
        words = [word for word in self.lines[i].lower if len(word) > 3]
        return sum(word in self.vocabulary for word in words) / len(words) if words else 0.0

    def traits(self, i: int) -> list[str]:
        """Return the names of a line's traits."""
        zone = self._zone(i)
        own = self.lines[i].traits
        names = [*own, zone, *self._place(i), *self._repeats(i), *self._beside(i), *self._together(i), *self._listed(i)]
        names += [f"{zone} & {name}" for name in own if _CROSSED.match(name)]
        return names

    def _zone(self, i: int) -> str:
        if i < self.first:
            return "above" if i < self.headline else "headline" if i == self.headline else "below headline"
        return "behind" if i > self.last else "within"

    def _place(self, i: int) -> Iterator[str]:
        behind = self._behind[i]
        line = self.lines[i]
        if i >= self.first:
            yield f"prose behind {behind}" if behind < _END else "prose behind 3+"
        if line.real and behind == 0 and i == self.last:
            yield "last prose"
        if len(line.words) > 2 and not line.real:
            share = self.overlap(i)
            yield "shares words" if share > 0.5 else "shares few words" if share > 0 else "shares no words"
        if line.person:
            named = {word.strip(".,’'").lower() for word in line.person.split()}
            signed = named & self.signers
            yield "about the signer" if signed else "about another"
            if signed and i > self.first and behind < _END:
                yield "about the signer, late"
            if not signed and i > 0 and not self._named_before(i, line.person):
                yield "about a new name"

    def _named_before(self, i: int, person: str) -> bool:
        name = person.rsplit(maxsplit=1)[-1].strip(".,’'").lower()
        return any(name in self.lines[other].lower for other in self.real if other < i)

    def _repeats(self, i: int) -> Iterator[str]:
        line = self.lines[i]
        if i in self.pulled and i > self.first:
            yield self._pull(i)
        if (
            i - 1 > self.first
            and (i - 1 in self.pulled or self._is_headline_again(i - 1))
            and line.open
            and _SIGNED.match(line.text)
        ):
            yield "below pulled words"
        if i in self.page_titles:
            yield "holds the headline"
        if self._is_headline_again(i):
            yield "the headline again"
        if i in self.contents:
            yield "contents"
        elif i + 1 in self.contents and i not in self.contents:
            yield "above contents"
        elif i in self.doubled:
            yield "doubled"
        if self.elsewhere.get(line.start, 0):
            yield self._elsewhere(i)

    def _is_headline_again(self, i: int) -> bool:
        line = self.lines[i]
        if i <= self.first or self.headline < 0 or len(line.words) < _TITLE:
            return False
        return line.folded == self.lines[self.headline].folded

    def _elsewhere(self, i: int) -> str:
        """Say how often other articles hold a line; headings and facts told again mean little."""
        line = self.lines[i]
        if line.open and len(line.words) <= _HEADING and i + 1 < len(self.lines) and self.lines[i + 1].real:
            return "heads other articles too"
        if line.stop in {".", "!", "?"} and not (line.telling or line.pages) and i > self.first and self._behind[i]:
            return "told elsewhere too"
        count = self.elsewhere[line.start]
        often = "once" if count == 1 else "twice" if count == 2 else "often"
        return f"elsewhere {often}, {'short' if len(line.words) <= _HEADING else 'long'}"

    def _pull(self, i: int) -> str:
        """Tell a pull quote from a heading, which foretells, and from a fact that is told twice."""
        line, source = self.lines[i], self.pulled[i]
        verbatim = len(line.words) >= _VERBATIM and line.told in self.lines[source].told and not line.text.isupper()
        if line.open and source > i and not (verbatim or line.text.startswith(("“", '"', "["))):
            return "pulled, like a heading"
        if line.open or "all quoted" in line.traits:
            return "pulled"
        spoken = "quotation" in line.traits
        return "pulled, a sentence" if spoken or not verbatim or abs(source - i) > _NEAR else "pulled, word for word"

    def _asked(self, i: int) -> bool:
        """Tell whether a line is a question that the next line answers, or the first line of an answer."""
        line = self.lines[i]
        if line.stop == "?":
            return i + 1 < len(self.lines) and self.lines[i + 1].stop in {".", "!"}
        return line.stop in {".", "!", ":"} and i > 0 and self.lines[i - 1].stop == "?"

    def _is_entry(self, i: int) -> bool:
        """Tell whether a line may be an entry of a list: it is open, or a question that nothing answers."""
        line = self.lines[i]
        return line.open or (line.stop == "?" and len(line.words) < REAL_WORDS and not self._asked(i))

    def _led(self, i: int) -> str:
        """Say what leads the entries among which a line stands."""
        for other in range(i - 1, max(-1, i - _RUN), -1):
            line = self.lines[other]
            if line.telling or line.pointing:
                return "led by telling words"
            if not (self._is_entry(other) or line.bullet):
                return "led by a colon" if line.stop == ":" and other == i - 1 else "led by prose"
        return "led by nothing"

    def _beside(self, i: int) -> Iterator[str]:
        for name, other in (("before", i - 1), ("next", i + 1)):
            if not 0 <= other < len(self.lines):
                yield f"{name} nothing"
                continue
            line = self.lines[other]
            yield f"{name} {_kind(line)}"
            if line.telling:
                yield f"{name} telling"
            if line.about:
                yield f"{name} about"
        if self._asked(i):
            yield "question and answer"
        if self.lines[i].open and i + 1 < len(self.lines) and self.lines[i + 1].stop == "?" and self._asked(i + 1):
            yield "above a question"

    def _together(self, i: int) -> Iterator[str]:
        """Yield what several traits mean together."""
        line = self.lines[i]
        traits = set(line.traits)
        if traits & {"credit", "agency"} and traits & {"brackets", "agency"}:
            yield "caption"
        if "page colon" in traits and i > self.first:
            yield "page colon amid prose"
        if line.about and i > self.first and self._behind[i] < _END:
            yield "about, late"
        if i == self.headline + 1 and i > 0 and self._headline_worth(i) > _HEADLINE_WORTH:
            yield "standfirst"
        if i in self.closing:
            yield "closing"
        if line.opening == "opens a call" and self._heads(i):
            yield "a call, like a heading"
        if "of the writer" in traits and i > self.first and self._behind[i] < _END:
            yield "of the writer, late"
        if i < self.first:
            yield from (f"{name} above the prose" for name in ("bars", "by names") if name in traits)
            if "date only" in traits:
                yield "date above the prose"
        if line.stop in {".", "!", "…"} and not (line.telling or line.pages or line.person or _MARKED & traits):
            yield "plain sentence"

    def _listed(self, i: int) -> Iterator[str]:
        line = self.lines[i]
        entry = self._is_entry(i)
        if entry or line.bullet:
            led = self._led(i)
            yield led
            if line.bullet and led != "led by telling words" and not line.telling:
                yield "bullet, led by prose"
        heading = line.open and not (line.bullet or line.telling or line.pointing)
        if heading and i + 1 < len(self.lines) and self.lines[i + 1].bullet:
            yield "above bullets"
        if entry:
            size = self._run(i)
            yield "run 1" if size == 1 else "run 2" if size == 2 else "run 3-4" if size < 5 else "run 5+"
            if i > self.first and size > 1 and not line.bullet:
                yield "run within" if self._behind[i] else "run behind"

    def _run(self, i: int) -> int:
        """Return how many lines without a stop stand together, up to a dozen on each side."""
        start, end = i, i
        while start > 0 and i - start < _RUN and self._is_entry(start - 1):
            start -= 1
        while end + 1 < len(self.lines) and end - i < _RUN and self._is_entry(end + 1):
            end += 1
        return end - start + 1


_SEPARATORS = frozenset("-–—|·•>›»→/:")
_NO_HEADLINE = frozenset({
    "bar", "bars", "names", "by names", "date", "time", "pages", "rights", "file", "opens a credit",
    "named in brackets",
})  # fmt: skip
_OF_PAGES = frozenset({"page", "pages", "writing", "offer", "telling", "you page", "arrow", "address"})
_MARKED = frozenset({
    "date", "time", "address", "rights", "credit", "origin", "offer", "brackets", "writing", "call", "you we",
    "call inside",
})  # fmt: skip


def _held(text: str, sizes: Sequence[int]) -> Iterator[str]:
    """Yield what stands at an end of a line, in one of these lengths, with a sign between it and the rest."""
    for size in sizes:
        if size >= len(text):
            return
        if text[size:].lstrip()[:1] in _SEPARATORS:
            yield text[:size]
        title = text[-size:]
        if text[:-size].rstrip()[-1:] in _SEPARATORS and not text.startswith(title):
            yield title


def _kind(line: Line) -> str:
    if line.real:
        return "prose"
    if line.bullet:
        return "bullet"
    return "open" if line.open else "colon" if line.stop == ":" else "sentence"


def _counts_behind(size: int, real: Sequence[int]) -> list[int]:
    """Return for each line how many paragraphs of prose follow."""
    out = [0] * size
    marked = set(real)
    count = 0
    for i in range(size - 1, -1, -1):
        out[i] = count
        count += i in marked
    return out
