"""The named features by which the rules' candidates are scored; see `learning.claim` for what the scores are for."""

from __future__ import annotations

from labeler.nlp.candidates import Candidate
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.passage import Passage
from labeler.nlp.subjects import kind_of

_SUBORDINATING = frozenset({"when", "where", "while", "because", "after", "before", "since"})


def features_of(candidate: Candidate, passage: Passage, lexicon: Lexicon) -> set[str]:
    """Return the names of the features that hold for a candidate."""
    rule = candidate.rule
    unnamed = candidate.speaker is not None and candidate.subject is None
    kind = "name" if unnamed else kind_of(candidate.subject)
    verb = "-" if candidate.cue is None else lexicon.verb(candidate.cue)
    words = passage.words(candidate.tokens)
    names = {
        "r=" + rule,
        f"{rule}|{verb}",
        f"{rule}|s={kind}",
        f"{rule}|q={bool(candidate.quotes)}",
        f"{rule}|n={min(words // 4, 8)}",
        "l=" + verb,
    }
    names.update(f"{rule}|{feature}" for feature in candidate.features)
    if candidate.nested:
        names |= {"nested", f"{rule}|nested", f"nested|l={verb}"}
    if candidate.cue is not None:
        names |= _cue_features(candidate, lexicon, kind)
    if rule == "object":
        names.update(f"{rule}|{verb}|{feature}" for feature in candidate.features if feature.startswith("prep"))
    if not passage.is_finite(candidate.tokens):
        names |= {"nofinite", f"{rule}|nofinite"}
    if _is_whole_sentence(candidate, passage):
        names.add(f"{rule}|wholesent")
    return names


def _cue_features(candidate: Candidate, lexicon: Lexicon, kind: str) -> set[str]:
    cue, rule = candidate.cue, candidate.rule
    assert cue is not None
    strength = "strong" if lexicon.is_strong(cue) else "weak"
    names = {f"{rule}|tag={cue.tag_}", f"{rule}|dep={cue.dep_}", f"tag={cue.tag_}", f"s={kind}", f"{strength}|s={kind}"}
    children = list(cue.children)
    if any(child.dep_ == "neg" for child in children):
        names |= {"neg", f"{rule}|neg"}
    modal = next((child.lower_ for child in children if child.dep_ == "aux" and child.tag_ == "MD"), None)
    if modal is not None:
        names |= {"modal", f"modal={modal}"}
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in children):
        names |= {"inf", f"{rule}|inf"}
    if any(child.dep_ == "mark" and child.lower_ == "if" for child in children):
        names.add("if")
    if any(child.lower_ in _SUBORDINATING and child.dep_ in {"mark", "advmod"} for child in children):
        names.add("subord")
    return names


def _is_whole_sentence(candidate: Candidate, passage: Passage) -> bool:
    starts = candidate.first == passage.sentence(candidate.first)[0]
    return starts and candidate.last >= passage.sentence(candidate.last)[1] - 1
