"""What a line of a page looks like: traits of its form, and of the words that pages share everywhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources

from labeler.nlp.asking import opening

BULLET = re.compile(r"\s*[-–—•*·▪‣]\s?(?=\w)")
REAL_WORDS = 18
"""A paragraph of prose has at least so many words."""

_LONG = 60
_LAST = 40
_CAPTION = 45
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_STOP = re.compile(r"([.!?…:])[\"'”’)\]]*(?:\[\d+\])*\s*$")
_NAME = r"(?:(?:[A-Z][\w.’'-]*|de|van|von|der|da|bin|al)\s+){1,3}[A-Z][\w’'.-]+"
_DEEDS = "is|was|has|covers|writes|reports|teaches|lives|holds|works|serves|directs|leads|studies|edits"
_BIO = re.compile(rf"\W*(?:[Aa]bout the [Aa]uthor:?\s+)?({_NAME}|[A-Z][\w’'-]+),?\s+(?:{_DEEDS})\b")
_SELF = re.compile(r"\W*(?:hi|hello|hey)\b.{0,12}\bI(?:'|’| a)m\b", re.IGNORECASE)
_WRITER = re.compile(r"\W*[Tt]he (?:(?:writer|author|columnist|reporter)s? (?:is|are|was|were|has)|views expressed)\b")
_IN_BRACKETS = re.compile(rf"[.!?…”\"]\s*\({_NAME}(?:(?:/|, | for )[^()]{{2,40}})?\)$")
_BY = re.compile(r"\W*(?:\w+ )?(?:by|authors?:)\s+(?=[A-Z])", re.IGNORECASE)
_NAMES = re.compile(rf"\W*{_NAME}(?:\s*(?:,|and|&)\s*{_NAME})*\W*$")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]?\s+\w")
_BARS = re.compile(r"\s[|·•›>→/∙⋅]\s|(?<=\S)\s{2,}(?=\S)")
_QUOTE = re.compile(r"[“\"‘][^“”\"]{8,}[”\"’]")
_WHOLE = re.compile(r"(?:\W*[\w ]{0,12}[:\]])?\W*[“\"‘].*[”\"’]\W*(?:[–—-].{3,50})?$")
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_LEAD = re.compile(r"\W*([^:]{3,30}):\s+\S")
_FORMS = {
    "arrow": r"^\s*[→»>←«]|[→»›]\s*$",
    "time": r"\b(?:\d{1,2}[:.]\d\d\b|\d+[- ](?:min|minutes?|hours?)\b(?:\.| ago| read|\W*$))",
    "year": r"\b(?:19|20)\d\d\b",
    "address": r"\S@\S+\.\w|https?://|www\.|"
    r"\w\.(?:com|org|net|example)\b|(?:^|[\s(])@\w{2,}|\b\d{3}-\d{4}\b|\+\d[\d ]{6,}",
    "money": r"[$£€]\s?\d",
    "rights": r"©|\(c\)\s?(?:19|20)\d\d|\ball rights reserved\b",
    "count": r"^\W*\d[\d,.]*\s?k?\W*$|\(\d+\)\W*$|^\W*\d+\s\w+\W*$",
    "file": r"^\S*\.(?:png|jpe?g|gif|webp|svg|mp4|pdf)\W*$",
    "agency": r"\w\s?/\s?(?-i:[A-Z])[\w. ]+[^\w.]*$|^[\w. ]+/[\w. ]+\W*$|\b(?:courtesy of|getty images|shutterstock)\b",
    "brackets": r"^\s*[\[(].*[\])]\s*$",
    "credit": r"^\W*(?:photo|photograph|image|picture|illustration|video|graphic|credit|caption|source)s?\b[^.:]{0,20}"
    r"(?::|\bby\b)|\b(?:photo|image|picture|illustration|credit|reporting|editing)s?\s?(?::|\bby)\s?\W?(?-i:[A-Z])",
    "origin": r"\bth(?:is|e) (?:article|essay|story|post|piece|column|report|publication|interview)\b.{0,40}"
    r"\b(?:appear|publish|written|author|originally|express|contain)|\bviews (?:expressed|are)\b",
    "offer": r"\b(?:\d+% off|free (?:newsletter|trial|delivery|shipping|articles?|daily)|for free|commission|"
    r"sign(?:ing|ed)? (?:up|in)\b|log(?:ged)? in\b)",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _FORMS.items()}
_FORMED = {"agency": 25}
"""Forms that only shorter lines are looked at for, with the most words."""
_DIGIT = re.compile(r"\d")
_OF_DIGITS = frozenset({"time", "year", "money", "count"})
_SIGNS = {
    "arrow": "→»>←«›",
    "address": ("@", "://", "www.", ".com", ".org", ".net", ".example", "-", "+"),
    "rights": ("©", "(c)", "reserved"),
    "file": (".png", ".jp", ".gif", ".webp", ".svg", ".mp4", ".pdf"),
    "agency": ("/", "courtesy", "getty", "shutterstock"),
    "brackets": "[(",
    "origin": ("this", "the ", "views"),
    "offer": ("%", "free", "commission", "sign", "log"),
}
"""What a line must hold for a form to be looked for."""
_HINTS = frozenset({
    "article", "essay", "column", "published", "appeared", "originally", "views", "commission",
    "free", "off", "sign", "signed", "signing", "log", "logged",
})  # fmt: skip
_SLIGHT = frozenset({"please", "to", "now", "or", "and", "just"})


@cache
def _text() -> str:
    return resources.files("labeler.nlp").joinpath("furniture.toml").read_text(encoding="utf-8")


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of words by its name."""
    return frozenset(tomllib.loads(_text())[name].split())


@cache
def _hints() -> frozenset[str]:
    return words_of("page") | _HINTS


def digest() -> str:
    """Return a short hash over all lists."""
    return sha256(_text().encode("utf-8")).hexdigest()[:16]


class Line:
    """A line that is not blank, `[start, end)` of the text, without the white space around it."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text.strip()
        self.start = start + len(text) - len(text.lstrip())
        self.end = self.start + len(self.text)
        self.words = _WORD.findall(text)
        self.lower = _WORD.findall(text.lower())
        found = _STOP.search(self.text, max(0, len(self.text) - _LAST))
        self.stop = "" if found is None else found.group(1)
        self.bullet = BULLET.match(self.text) is not None
        self.numbered = _NUMBERED.match(self.text) is not None

    @cached_property
    def open(self) -> bool:
        """Whether it is short and ends without a stop: a heading, a headline, an entry."""
        return not self.stop and len(self.words) < REAL_WORDS

    @cached_property
    def told(self) -> str:
        """Its words in lower case, without signs."""
        return " ".join(self.lower)

    @cached_property
    def folded(self) -> str:
        """Its words in lower case, without signs, and without the number of a heading."""
        return " ".join(self.lower[1:] if self.numbered else self.lower)

    @cached_property
    def real(self) -> bool:
        """Whether it is a paragraph of prose, and not about a page."""
        if len(self.words) < REAL_WORDS or not self.stop:
            return False
        if len(self.words) > _LONG or not self.doubtful:
            return True
        return not (self.opening or self.telling or self.pages > 1 or {"offer", "origin"} & set(self.traits))

    @cached_property
    def doubtful(self) -> bool:
        """Whether a paragraph holds anything at all that may speak of a page or its makers."""
        if len(self.words) > _LONG:
            return False
        return (
            bool(self.opening)
            or self.call
            or ":" in self.text[:34]
            or not _hints().isdisjoint(self.lower)
            or "@" in self.text
        )

    @cached_property
    def call(self) -> bool:
        """Whether it begins with a verb by which pages ask their readers to act."""
        return _is_call(self.lower)

    @cached_property
    def opening(self) -> str:
        """What its first words open, by name; else ""."""
        return opening(self.text, len(self.words))

    @cached_property
    def pages(self) -> int:
        """How many of its words are about pages, not about the world."""
        known = words_of("page")
        return 0 if known.isdisjoint(self.lower) else sum(word in known for word in self.lower)

    @cached_property
    def _pleads(self) -> bool:
        """Whether it says "please" before such a verb, or "here" behind one that asks for a click."""
        calls = words_of("calls")
        pairs = zip(self.lower, self.lower[1:], strict=False)
        return any((one == "please" and two in calls) or (one in calls and two == "here") for one, two in pairs)

    @cached_property
    def person(self) -> str:
        """The name with which a line about somebody begins ("Ada Brown is a writer …"), else ""."""
        found = _BIO.match(self.text)
        return found.group(1) if found is not None else ""

    @cached_property
    def names(self) -> str:
        """The names that it consists of, with or without "By"; else ""."""
        if len(self.words) > 12 or self.stop in {"?", "!", ":"}:
            return ""
        found = _BY.match(self.text)
        if found is not None:
            return self.text[found.end() :]
        return self.text if _NAMES.match(self.text) and len(self.words) <= 6 else ""

    @cached_property
    def traits(self) -> tuple[str, ...]:
        """The names of its traits, those of its neighbours aside."""
        return tuple(self._traits())

    def _traits(self) -> Iterator[str]:
        count = len(self.words)
        yield "words " + next((name for most, name in _SIZES if count <= most), "more")
        yield "ends with " + (self.stop or "nothing")
        if count > _LONG:
            return
        if self.opening:
            yield self.opening
        yield from self._letters(count)
        yield from self._asking()
        yield from self._about_pages(count)
        yield from self._about_people(count)
        yield from self._forms(count)
        if any(word in words_of("dates") for word in self.lower) and re.search(r"\d", self.text):
            yield "date"
            told = sum(word in words_of("dates") or word[0].isdigit() for word in self.lower)
            if 5 * told >= 2 * count:
                yield "date only"

    def _forms(self, count: int) -> Iterator[str]:
        low = self.text.lower()
        digits = _DIGIT.search(low) is not None
        for name, pattern in _PATTERNS.items():
            if count > _FORMED.get(name, _LONG) or (name in _OF_DIGITS and not digits):
                continue
            signs = _SIGNS.get(name)
            if (signs is None or any(sign in low for sign in signs)) and pattern.search(self.text):
                yield name

    def _letters(self, count: int) -> Iterator[str]:
        long = [word for word in self.words if len(word) > 3]
        if self.text.isupper() and count > 1:
            yield "capitals"
        elif len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.75 * len(long):
            yield "title case"
        if self.bullet:
            yield "bullet"
        if self.numbered:
            yield "number"
        bars = len(_BARS.findall(self.text))
        if bars:
            yield "bar" if bars == 1 else "bars"
        if _QUOTE.search(self.text):
            yield "all quoted" if _WHOLE.match(self.text) else "quotation"
        if self.names:
            yield "by names" if _BY.match(self.text) else "names"

    def _asking(self) -> Iterator[str]:
        you, we = _YOU.search(self.text) is not None, _WE.search(self.text) is not None
        pages = self.pages > 0 or self._writing > 0
        if self.call:
            yield "call"
            if pages:
                yield "call page"
            if not self.stop:
                yield "call open"
        sentences = _SENTENCES.split(self.text)
        if any(_is_call(_WORD.findall(one.lower())) for one in sentences[1:]) or self._pleads:
            yield "call inside"
        if you:
            yield "you"
        if you and we:
            yield "you we"
        if you and pages:
            yield "you page"
        if we and pages:
            yield "we page"

    def _about_pages(self, count: int) -> Iterator[str]:
        if self.pages:
            yield "page" if self.pages == 1 else "pages"
        if self.pages and 4 * self.pages >= count:
            yield "page dense"
        if self._writing:
            yield "writing"
        if self._writing and 2 * (self._writing + self.pages) >= count:
            yield "writing dense"
        if self.pointing:
            yield "pointer"
        yield from self._leading()
        if self.label:
            yield "label"
        if self.telling:
            yield "telling"

    def _about_people(self, count: int) -> Iterator[str]:
        if self.person:
            made = any(word in words_of("makers") for word in self.lower[:30])
            yield "bio maker" if made else "bio"
        elif _SELF.match(self.text):
            yield "bio maker"
        elif count <= 8 and not self.stop and any(word in words_of("makers") for word in self.lower):
            yield "maker"
        if self.about:
            yield "about"
        if _WRITER.match(self.text):
            yield "of the writer"
        if count <= _CAPTION and self.text.endswith(")") and _IN_BRACKETS.search(self.text):
            yield "named in brackets"

    @cached_property
    def _writing(self) -> int:
        known = words_of("writing")
        return 0 if known.isdisjoint(self.lower) else sum(word in known for word in self.lower)

    @cached_property
    def label(self) -> bool:
        """Whether it is a short line whose words are all about pages: "Related stories", "About the author"."""
        if not 0 < len(self.words) <= 6 or self.stop not in {"", ":", "!"}:
            return False
        known = words_of("page") | words_of("writing") | words_of("pointers") | words_of("calls") | words_of("slight")
        told = words_of("page") | words_of("writing") | words_of("pointers") | words_of("calls")
        return all(word in known for word in self.lower) and any(word in told for word in self.lower)

    @cached_property
    def pointing(self) -> bool:
        """Whether it is a short line that begins with a word that leads to other pieces."""
        return (
            bool(self.lower)
            and self.lower[0] in words_of("pointers")
            and len(self.lower) <= 8
            and self.stop in {"", ":"}
        )

    @property
    def about(self) -> bool:
        """Whether it leads a note on somebody: "About the author"."""
        return self.lower[:1] == ["about"] and len(self.lower) <= 5 and self.stop in {"", ":"}

    @cached_property
    def telling(self) -> bool:
        """Whether its words alone say that it belongs to a page."""
        if len(self.words) > _LONG:
            return False
        asks = self.call and (self.pages > 0 or _YOU.search(self.text) is not None) and len(self.words) <= 30
        dense = self.pages > 1 and 5 * self.pages >= len(self.words)
        return self.label or asks or dense or "page colon" in self._leading()

    def _leading(self) -> Iterator[str]:
        found = _LEAD.match(self.text)
        if found is None or self.bullet or self.numbered:
            return
        before = [word.lower() for word in _WORD.findall(found.group(1))]
        known = words_of("page") | words_of("pointers") | words_of("calls") | words_of("writing")
        short = len(before) <= 3 or all(word in known or word in words_of("slight") for word in before)
        if short and any(word in known for word in before):
            yield "page colon"


def _is_call(words: list[str]) -> bool:
    return next((word for word in words[:4] if word not in _SLIGHT), "") in words_of("calls")


_SIZES = ((1, "1"), (3, "2-3"), (7, "4-7"), (11, "8-11"), (17, "12-17"), (39, "18-39"), (79, "40-79"))
