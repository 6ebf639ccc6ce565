"""Boilerplate by structure: what stands before the first and behind the last real paragraph, and what repeats the body.

A line counts by its place, its length, its stop, by what it repeats, and by the words that calls to act, credits and
signatures share everywhere; no outlet is known by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labeler.nlp.paragraphs import Paragraph

_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_BULLET = re.compile(r"\s*(?:[-–•*·]\s?(?=\w)|\d+[.)]\s)")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_CALL = re.compile(
    r"\W*(?:please\s+)?(?:sign (?:up|in)|log ?in|register|subscribe|download|follow us|follow @|share (?:this|on|via)|"
    r"click (?:here|to)|tap (?:here|to)|join (?:us|our|the conversation)|donate|support (?:us|our)|"
    r"start (?:reading|your)|already a (?:member|subscriber)|get (?:all|our|the (?:latest|best|app)|unlimited)|"
    r"read (?:more|next|also|the rest|the full)|see also|watch(?: now|:| the video)|listen(?: now|:| to this)|"
    r"learn more|create (?:an|your) account|you have \d+ free|enjoying this|jump to\s*:|type your (?:e-?mail|address)|"
    r"this (?:story|article|content) is (?:only |reserved )?for subscribers|(?:comments?|replies) ?\(\d|book a demo|"
    r"about the authors?$|posted (?:by|on|in)\b|(?:some|the) links? (?:below|above|in this)|"
    r"advertisement|sponsored|newsletter|skip to|table of contents|contents$|share$|comments?$|print$|"
    r"(?:related|top|more|popular|recommended|latest|most)\b[\w ]{0,20}"
    r"(?:stor(?:y|ies)|articles?|posts?|news|reads?|popular)\W*$|"
    r"you (?:may|might) also (?:like|enjoy)|related\s*:|more\s*:|most popular)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:\(?(?:photo(?:graph)?|image|picture|illustration|video|source|credit|graphic)s?\s*(?:by|:|credit)|"
    r"getty images|shutterstock|©|\(c\) \d|copyright\b|all rights reserved|"
    r"(?:reporting|editing|writing|additional reporting|edited|compiled) by\b|"
    r"this (?:article|story|post|column) (?:is|was) (?:authored|written|published|produced|first|originally)|"
    r"when you (?:buy|purchase|click)|\S*\.(?:png|jpe?g|gif|webp|svg)\)?\s*$|ap photo|\(ap\)\s*$)",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"\W*((?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w.’'-]+),?\s+(?:is|was|covers|writes|reports|has (?:written|covered))\s+"
    r"(?:(?:a|an|the)\s+(?:[\w-]+\s+){0,4}(?:writer|reporter|editor|journalist|columnist|author|professor|fellow|researcher|"
    r"scholar|analyst|correspondent|contributor|founder|director|lecturer|consultant|producer|student)\b|about\b|on\b|for\b)"
)
_BAR = re.compile(r"\s[|·•]\s")
_DESK = re.compile(
    r"\W*((?:[A-Z][\w.’'-]+\s+){1,3})(?:covers|writes (?:about|on|for)|reports (?:on|for|from)|lives in)\s"
)
_SIGNED = re.compile(r"\s*[—–-]*\s*[A-Z][\w.’'-]+(?:,? [\w.&’'-]+){1,6}\s*$")
_FOLLOW = re.compile(
    r"\W*(?:follow (?:him|her|them)|(?:he|she|they) can be reached|e-?mail\s|twitter\s*[:@]|contact\s)", re.IGNORECASE
)
_LONGEST_LINE = 400
_LONGEST_BIO = 1_500
_REAL_WORDS = 18
_HEADLINE_WORDS = 4
_SHORT_LINE = 8
_REPEATED = 5


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch that is not the article, `[start, end)` of the text, with the rule that found it."""

    start: int
    end: int
    rule: str
    score: float
    why: str


_RULES: dict[str, tuple[float, str]] = {
    "boilerplate-head": (0.8, "a short line before the first paragraph"),
    "boilerplate-tail": (0.85, "behind the last paragraph"),
    "boilerplate-call": (0.9, "a call to act"),
    "boilerplate-bar": (0.85, "a bar of short entries"),
    "boilerplate-credit": (0.9, "a credit"),
    "boilerplate-repeat": (0.8, "repeats words of the body"),
    "boilerplate-bio": (0.75, "about the author, at the end"),
}


def find_boilerplate(paragraphs: list[Paragraph]) -> list[Region]:
    """Return the regions in order; neighbouring lines of one rule are one region."""
    words = [_WORD.findall(one.text) for one in paragraphs]
    marks: dict[int, str] = {}
    _mark_lines(paragraphs, words, marks)
    real = [i for i, one in enumerate(paragraphs) if i not in marks and _is_real(one.text, words[i])]
    if real:
        _mark_head(paragraphs, words, real[0], marks)
        _mark_tail(paragraphs, words, real[-1], marks)
        _mark_bios(paragraphs, real[-1], marks)
    _mark_repeats(words, marks)
    _mark_signatures(paragraphs, marks)
    return _regions(paragraphs, marks)


def _is_real(text: str, words: list[str]) -> bool:
    """Tell whether a line is a paragraph of prose: long enough, with a stop."""
    return len(words) >= _REAL_WORDS and _STOP.search(text) is not None


def _mark_lines(paragraphs: list[Paragraph], words: list[list[str]], marks: dict[int, str]) -> None:
    for i, one in enumerate(paragraphs):
        if len(one.text) > _LONGEST_LINE:
            continue
        if len(words[i]) <= 30 and _CREDIT.match(one.text):
            marks[i] = "boilerplate-credit"
        elif len(words[i]) <= 20 and _is_bar(one.text, words[i]):
            marks[i] = "boilerplate-bar"
        elif len(words[i]) <= 20 and _CALL.match(one.text):
            marks[i] = "boilerplate-call"


def _is_bar(text: str, words: list[str]) -> bool:
    """Tell whether a line is a bar of short entries: "News | Sport | Weather"."""
    parts = _BAR.split(text)
    return len(parts) >= 3 and len(words) <= 4 * len(parts) and _STOP.search(text) is None


def _mark_head(paragraphs: list[Paragraph], words: list[list[str]], first: int, marks: dict[int, str]) -> None:
    """Mark the lines before the first paragraph, but for the headline, a standfirst and headings behind them."""
    head = [i for i in range(first) if i not in marks]
    titles = [i for i in head if len(words[i]) >= _HEADLINE_WORDS and not _BULLET.match(paragraphs[i].text)]
    if not titles:
        return
    called = any(marks.get(i) in {"boilerplate-call", "boilerplate-credit"} for i in range(titles[0], first))
    headline = _headline(paragraphs, words, titles, called=called)
    for i in head:
        sentence = _STOP.search(paragraphs[i].text) is not None and len(words[i]) > _SHORT_LINE
        above = i < headline and not sentence and len(words[i]) <= 12
        longest = 12 if re.match(r"\s*By [A-Z]", paragraphs[i].text) and not sentence else _HEADLINE_WORDS - 1
        below = i > headline and len(words[i]) <= longest and _is_byline(paragraphs[i].text)
        if above or below:
            marks[i] = "boilerplate-head"


def _headline(paragraphs: list[Paragraph], words: list[list[str]], titles: list[int], *, called: bool) -> int:
    """Return the headline: the first title, or the longest where calls and credits stand behind the first."""
    if not called:
        return titles[0]
    return max(titles, key=lambda i: (min(len(words[i]), 12), not paragraphs[i].text.rstrip().endswith("."), -i))


def _is_byline(text: str) -> bool:
    line = text.strip()
    return bool(re.match(r"(?i)by\s", line)) or line.isupper() or bool(re.search(r"\d{4}|min read|\d+:\d\d", line))


def _mark_tail(paragraphs: list[Paragraph], words: list[list[str]], last: int, marks: dict[int, str]) -> None:
    """Mark what follows the last paragraph from the first call, credit or line without a stop; bullets are content."""
    begun = False
    for i in range(last + 1, len(paragraphs)):
        linked = marks.get(i - 1) in {"boilerplate-call", "boilerplate-bar", "boilerplate-tail"} and _is_link(
            paragraphs[i].text
        )
        content = _is_content(paragraphs[i].text, words[i]) and not linked
        plain = _STOP.search(paragraphs[i].text) or _BULLET.match(paragraphs[i].text)
        begun = begun or i in marks or not (content or plain)
        if begun and not content:
            marks.setdefault(i, "boilerplate-tail")


def _is_link(text: str) -> bool:
    """Tell whether a list's entry is a headline: no stop, or a question."""
    return _BULLET.match(text) is not None and not re.search(r"[.!…][\"'”’)\]]*\s*$", text)


def _is_content(text: str, words: list[str]) -> bool:
    bullet = _BULLET.match(text) is not None and len(words) > 3
    spoken = re.search(r"[\"“”]", text) is not None and _STOP.search(text) is not None
    return bullet or spoken


def _mark_bios(paragraphs: list[Paragraph], last: int, marks: dict[int, str]) -> None:
    """Mark closing lines about somebody whom the body does not name."""
    body = " ".join(one.text for i, one in enumerate(paragraphs[: max(0, last - 2)]) if i not in marks)
    for i in range(max(1, last - 2), len(paragraphs)):
        if i in marks or len(paragraphs[i].text) > _LONGEST_BIO:
            continue
        found = _BIO.match(paragraphs[i].text) or _DESK.match(paragraphs[i].text)
        named = found is not None and found.group(1).split()[-1] not in body
        if (named and not re.search(r"[\"“”]", paragraphs[i].text)) or (
            i >= last and _FOLLOW.match(paragraphs[i].text)
        ):
            marks[i] = "boilerplate-bio"


def _mark_repeats(words: list[list[str]], marks: dict[int, str]) -> None:
    """Mark lines whose words stand in a longer paragraph (pull quotes), or stood before (repeated lines)."""
    lines = [" " + " ".join(word.lower() for word in one) + " " for one in words]
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if i in marks or len(words[i]) < _REPEATED or len(words[i]) > 60:
            continue
        if line in seen or (i > 0 and any(line in other and len(other) > len(line) for other in _near(lines, i))):
            marks[i] = "boilerplate-repeat"
        seen.add(line)


def _mark_signatures(paragraphs: list[Paragraph], marks: dict[int, str]) -> None:
    """Mark the name below a pull quote."""
    for i, rule in list(marks.items()):
        below = paragraphs[i + 1].text if rule == "boilerplate-repeat" and i + 1 < len(paragraphs) else ""
        if i + 1 not in marks and _SIGNED.match(below):
            marks[i + 1] = rule


def _near(lines: list[str], place: int) -> list[str]:
    return lines[max(0, place - 40) : place + 40]


def _regions(paragraphs: list[Paragraph], marks: dict[int, str]) -> list[Region]:
    out: list[Region] = []
    previous = -2
    for i in sorted(marks):
        rule = marks[i]
        line = paragraphs[i].text
        start = paragraphs[i].start + len(line) - len(line.lstrip())
        end = paragraphs[i].start + len(line.rstrip())
        score, why = _RULES[rule]
        if out and previous == i - 1 and out[-1].rule == rule:
            start = out.pop().start
        out.append(Region(start, end, rule, score, why))
        previous = i
    return out
