"""The stances of claims: the topic that a claim bears on, and its side, by a score over named evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from labeler.nlp.bearing import Setting
from labeler.nlp.drafts import ClaimDraft, StanceDraft, claims_of
from labeler.nlp.leaning import Leaning, leanings_of, plain
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.stance import PART, Judgement, StanceScore
from labeler.nlp.passage import Passage
from labeler.nlp.siding import Sign

NEUTRAL = "neutral"

_RULES = {
    "claim": ("stance-claim", "topic named in the claim"),
    "sentence": ("stance-sentence", "topic named in the sentence"),
    "utterance": ("stance-utterance", "topic named in what was said"),
    "before": ("stance-before", "topic named in the sentence before"),
    "paragraph": ("stance-before", "topic named in the paragraph"),
    "last": ("stance-before", "topic named in the paragraph before"),
    "heading": ("stance-heading", "topic named in the heading"),
}
_WEIGHING = re.compile(
    r"\b(?:too (?:early|soon) to (?:say|tell|know|judge)|remains to be seen|mixed (?:picture|results?|evidence|record)|"
    r"(?:evidence|results?|record|picture) (?:is|are|was|were) mixed|(?:cuts?|works?) both ways|double-edged|"
    r"depends? on (?:how|who|what|whether|which)|pros and cons|"
    r"jury is still out|on the one hand|unclear (?:if|whether)|"
    r"nobody (?:knows|can say) (?:if|whether)|not so much \w+(?:\W+\w+){0,6}? as|both sides)\b",
    re.IGNORECASE,
)
_WEIGHED = 0.6
_BEARS = 0.45
_REASONS = 2


class StanceFinder:
    """The component `labeler_stances`: sets `doc._.stances`, of paragraphs that `labeler_topics` has marked."""

    def __init__(self) -> None:
        self.score = StanceScore(shipped(PART))

    def use(self, learnt: Learnt) -> None:
        """Work with these weights instead of those that ship.

        Raises:
            ValueError: they lack a model or a number.
        """
        self.score = StanceScore(learnt)

    def __call__(self, doc: Doc) -> Doc:
        """Draft the stances of one paragraph's claims."""
        doc._.stances = []
        if doc._.ground is None or not doc._.ground.matter.topics:
            return doc
        claims = claims_of(doc)
        if claims:
            setting = Setting(doc)
            doc._.stances = [stance for claim in claims for stance in self._stances(setting, claim)]
        return doc

    def _stances(self, setting: Setting, claim: ClaimDraft) -> Iterator[StanceDraft]:
        weighing = _WEIGHING.search(setting.passage.text, claim.start, claim.end)
        for leaning in leanings_of(setting, claim):
            if (weighing is not None or self.score.takes_side(leaning)) and leaning.context in _RULES:
                stance = self._stance(setting, claim, leaning, weighing)
                if stance is not None:
                    yield stance

    def _stance(
        self, setting: Setting, claim: ClaimDraft, leaning: Leaning, weighing: re.Match[str] | None
    ) -> StanceDraft | None:
        passage, topic = setting.passage, setting.ground.matter.topics[leaning.topic].id
        judgement = self.score.judge(leaning)
        rule, where = _RULES[leaning.context]
        if weighing is not None and judgement.bears >= _BEARS:
            why = f"“{weighing.group()}” weighs the topic; {where}"
            score = judgement.bears * _WEIGHED
            return StanceDraft(claim, topic, NEUTRAL, weighing.start(), weighing.end(), score, why, rule)
        if judgement.score < self.score.threshold or not self.score.takes_side(leaning):
            return None
        supports = judgement.supports >= 0.5
        signs = sorted((one for one in plain(leaning.signs) if one.supports == supports), key=_strength)
        start, end = (claim.start, claim.end) if not signs else passage.span((signs[0].first, signs[0].last))
        why = "; ".join([*(_reason(passage, one) for one in signs[:_REASONS]), where, *_doubt(judgement)])
        value = "support" if supports else "oppose"
        return StanceDraft(claim, topic, value, start, end, judgement.score, why, rule)


def _strength(sign: Sign) -> tuple[bool, int, int]:
    return sign.kind not in {"phrase", "vague"}, -sign.words, sign.first


def _reason(passage: Passage, sign: Sign) -> str:
    start, end = passage.span((sign.first, sign.last))
    return ", ".join(
        [f"“{passage.text[start:end]}” speaks {'for' if sign.supports else 'against'} the topic", *sign.turns]
    )


def _doubt(judgement: Judgement) -> list[str]:
    return ["unsure"] if judgement.score < 0.5 else []
