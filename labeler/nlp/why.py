"""Short names of rules, and the English phrase that tells an annotator why something is suggested."""

from __future__ import annotations

from labeler.domain.labels import Source
from labeler.nlp.candidates import Candidate

_NAMES = {
    "clause": "said-that",
    "paren": "said-aside",
    "according": "according-to",
    "as": "as-put",
    "noun": "claim-noun",
    "adjective": "sure-that",
    "infinitive": "said-to-do",
    "raising": "is-said-to",
    "object": "called-as",
    "quote": "quote",
    "orphan": "quote-alone",
    "colon": "name-colon",
}
_PHRASES = {
    "clause": "reporting verb “{cue}” with a clause",
    "paren": "reporting verb “{cue}” set off from the sentence",
    "according": "“according to”",
    "as": "“as … {cue}”",
    "noun": "noun “{cue}” with a that-clause",
    "adjective": "adjective “{cue}” with a clause",
    "infinitive": "verb “{cue}” with an infinitive",
    "raising": "verb “{cue}” without a speaker of its own",
    "object": "verb “{cue}” with its object",
    "quote": "quotation near the verb “{cue}”",
    "orphan": "quotation without a reporting verb",
    "colon": "name and colon at the start of the line",
}


def rule_name(candidate: Candidate, source: Source) -> str:
    """Return the short name of a candidate's rule, such as `said-that`."""
    return "i-think" if source == "author" else _NAMES.get(candidate.rule, candidate.rule)


def reason(candidate: Candidate, source: Source) -> str:
    """Return why a claim is suggested, and what is known of its speaker."""
    cue = "" if candidate.cue is None else candidate.cue.text
    phrase = _PHRASES.get(candidate.rule, candidate.rule).format(cue=cue)
    if candidate.quotes and candidate.rule not in {"quote", "orphan"}:
        phrase += ", quoted"
    if candidate.reasons:
        phrase += f" ({', '.join(candidate.reasons)})"
    return f"{phrase}; {_speaker(candidate, source)}"


def _speaker(candidate: Candidate, source: Source) -> str:
    if candidate.mention is not None:
        return f"speaker is {candidate.mention.why}"
    return "the author speaks" if source == "author" else "no speaker is named"


def author_reason(reasons: list[str]) -> str:
    """Return why a clause of the article's own voice is suggested."""
    return "; ".join(["the article's own voice", ", ".join(reasons)] if reasons else ["the article's own voice"])
