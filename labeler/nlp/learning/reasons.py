"""Why a span was chosen, in words: the strongest features that can be said in a few."""

from __future__ import annotations

from collections.abc import Iterable

from labeler.nlp.learning.linear import Linear

_MOST = 2
_LEAST = 0.25

_PHRASES = (
    ("cue=", "“{}” often reports"),
    ("cueform=", "“{}” often reports"),
    ("group=say", "the verb reports"),
    ("group=mind", "the verb tells what somebody thinks"),
    ("subj=PERSON", "a person speaks"),
    ("subj=ORG", "an organisation speaks"),
    ("subj=pron:third", "a person speaks"),
    ("subj=PROPN", "somebody named speaks"),
    ("subjw=", "“{}” often speaks"),
    ("q=all", "quoted from end to end"),
    ("ruleis=same", "the rules propose just these words"),
    ("stands=True|same", "the rules propose just these words"),
    ("ruleis=near", "the rules propose nearly these words"),
    ("stands=True|near", "the rules propose nearly these words"),
    ("stands=True|11", "the rules propose just these words"),
    ("sent=11", "whole sentences"),
    ("before=that", "“that” stands before it"),
    ("first=that", "it begins with “that”"),
    ("between=that", "“that” stands before it"),
    ("after=.", "it ends at a full stop"),
    ("after=,", "a comma follows"),
    ("k=according", "“according to”"),
    ("k=quote", "a quotation"),
    ("pq1", "goes on with the quotation before"),
    ("nq1", "the quotation goes on behind it"),
)


def reasons_of(names: Iterable[str], model: Linear) -> list[str]:
    """Return the reasons that speak most for a row, the strongest first; each once."""
    weights = model.weights
    strong = sorted((-weights[name], name) for name in set(names) if weights.get(name, 0.0) >= _LEAST)
    out: dict[str, None] = {}
    for _, name in strong:
        if len(out) == _MOST:
            break
        said = _said(name)
        if said:
            out[said] = None
    return list(out)


def _said(name: str) -> str:
    for start, phrase in _PHRASES:
        if name.startswith(start):
            value = name[len(start) :]
            if "{}" not in phrase:
                return phrase
            return phrase.format(value) if value.isalpha() and value != "none" else ""
    return ""
