"""Openings by which pages everywhere ask their readers to act, point to other pieces, and give credit.

They are surer than single words: a line that begins with one is hardly ever a part of an article.
"""

from __future__ import annotations

import re

_LONGEST = 400
_CALL_WORDS, _CREDIT_WORDS = 20, 30
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
    r"when you (?:buy|purchase|click)|ap photo|\(ap\)\s*$)",
    re.IGNORECASE,
)


def opening(text: str, words: int) -> str:
    """Return "opens a call" or "opens a credit" by how a line of so many words begins, else ""."""
    if words > _CREDIT_WORDS or len(text) > _LONGEST:
        return ""
    if _CREDIT.match(text):
        return "opens a credit"
    return "opens a call" if words <= _CALL_WORDS and _CALL.match(text) else ""
