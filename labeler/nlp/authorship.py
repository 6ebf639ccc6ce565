"""How much a clause of the article's own voice looks like a claim: by modal verbs, figures, comparisons, judgements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from labeler.nlp.lexicon import STRONG, lemma
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import subject_of
from labeler.nlp.wordlists import words

_MODALS = frozenset({"will", "could", "may", "might", "would", "wo", "'ll", "’ll", "can", "should", "must"})
_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_CONNECTIVES = frozenset({"because", "therefore", "thus", "due", "despite", "rather"})
_CAUSES = words("causes")
_JUDGING = re.compile(r"(?:ive|able|ible|ous|ful|less|ant|ent|ical|ary)$")
_JUDGEMENTS = words("judgements")


@dataclass(slots=True)
class Weighing:
    """The score of a clause and the reasons that counted for it."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list[str])

    def add(self, points: float, reason: str) -> None:
        """Count points, and name the reason if they speak for a claim."""
        self.score += points
        if points > 0:
            self.reasons.append(reason)


def weigh(passage: Passage, tokens: Range) -> Weighing:
    """Weigh a clause of the article's own voice."""
    span = passage.doc[tokens[0] : tokens[1] + 1]
    inner = list(span)
    weighing = Weighing()
    if any(token.tag_ == "MD" and token.lower_ in _MODALS for token in inner):
        weighing.add(1.5, "a modal verb")
    if any(token.text in "%$€£" or (token.like_num and token.ent_type_ in _FIGURES) for token in inner):
        weighing.add(1, "a figure")
    if any(token.tag_ in _COMPARING or token.lower_ in {"most", "more", "than"} for token in inner):
        weighing.add(1, "a comparison")
    if any(token.pos_ == "VERB" and token.lemma_.lower() in _CAUSES for token in inner):
        weighing.add(1, "a cause or change")
    if any(_judges(token) for token in inner):
        weighing.add(0.75, "a judgement")
    if any(token.lower_ in _CONNECTIVES for token in inner):
        weighing.add(0.5, "a connective")
    _weigh_root(span.root, weighing)
    return weighing


def _judges(token: Token) -> bool:
    return token.pos_ == "ADJ" and (token.lower_ in _JUDGEMENTS or _JUDGING.search(token.lower_) is not None)


def _weigh_root(root: Token, weighing: Weighing) -> None:
    present = {"VBZ", "VBP"}
    if root.tag_ in present or any(child.tag_ in present and child.dep_ == "aux" for child in root.children):
        weighing.add(0.75, "the present tense")
    if root.tag_ == "VBD":
        weighing.add(-0.5, "the past tense")
    if lemma(root) in STRONG:
        weighing.add(-1, "a reporting verb")
    subject = subject_of(root)
    if subject is None:
        return
    if subject.lower_ in {"i", "we", "you", "let"}:
        weighing.add(-2, "the first or second person")
    elif subject.ent_type_ == "PERSON" or subject.lower_ in {"he", "she"}:
        weighing.add(-1.25, "a named person acts")
