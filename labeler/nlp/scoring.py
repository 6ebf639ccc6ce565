"""The score of a candidate: a logistic regression over named features, learnt from news with human attribution labels.

The weights are a flat table {feature name: number} with a "bias"; they hold verb lemmas and numbers, no text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib import resources

from labeler.nlp.candidates import Candidate
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.passage import Passage
from labeler.nlp.subjects import kind_of

WEIGHTS_FILE = "attribution.json"

_SUBORDINATING = frozenset({"when", "where", "while", "because", "after", "before", "since"})
_LIMIT = 30.0


def weights_text() -> str:
    """Return the shipped table of weights as JSON text."""
    return resources.files("labeler.nlp").joinpath("weights", WEIGHTS_FILE).read_text(encoding="utf-8")


def read_weights(text: str) -> dict[str, float]:
    """Read a table of weights from JSON text.

    Raises:
        ValueError: it is no table of numbers with a "bias".
    """
    table = json.loads(text)
    if not isinstance(table, dict) or "bias" not in table:
        raise ValueError("the weights are no table with a bias")
    return {str(name): float(number) for name, number in table.items()}


def probability(candidate: Candidate, passage: Passage, lexicon: Lexicon, weights: Mapping[str, float]) -> float:
    """Return the probability that people would mark the candidate."""
    names = features_of(candidate, passage, lexicon)
    z = weights["bias"] + sum(weights.get(name, 0.0) for name in sorted(names))
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, z))))


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
