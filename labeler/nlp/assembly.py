"""From the drafts of paragraphs to the suggestions of an article: absolute offsets, ids, links, order."""

from __future__ import annotations

from labeler.domain.suggestions import Suggestion
from labeler.nlp.boilerplate import Region
from labeler.nlp.candidates import Mention
from labeler.nlp.drafts import ClaimDraft, StanceDraft

_SPEAKER_GIVEN_CLAIM = 0.93


class Assembly:
    """Collects the suggestions of one article. Feed it paragraphs in reading order, then `finish`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._out: list[Suggestion] = []
        self._speakers: dict[int, str] = {}
        self._placed: dict[tuple[int, int], str] = {}
        self._kept: list[Mention] = []
        self._counts = {"c": 0, "s": 0, "t": 0, "b": 0}

    def add_boilerplate(self, region: Region) -> None:
        """Enter a region of the text."""
        self._out.append(
            Suggestion(
                id=self._next("b"),
                kind="boilerplate",
                start=region.start,
                end=region.end,
                text=self.text[region.start : region.end],
                rule=region.rule,
                score=region.score,
                why=region.why,
            )
        )

    def add_mention(self, mention: Mention, start: int, end: int, score: float) -> None:
        """Enter the speaker whose words are `[start, end)` of the text; one suggestion for one span."""
        start, end = _trimmed(self.text, start, end)
        if start >= end:
            return
        self._kept.append(mention)
        if (start, end) not in self._placed:
            self._placed[start, end] = self._next("s")
            self._out.append(
                Suggestion(
                    id=self._placed[start, end],
                    kind="speaker",
                    start=start,
                    end=end,
                    text=self.text[start:end],
                    entity=mention.entity,
                    entity_kind=mention.kind,
                    affiliation=mention.affiliation,
                    rule=mention.rule,
                    score=round(score * _SPEAKER_GIVEN_CLAIM, 3),
                    why=mention.why,
                )
            )
        self._speakers[id(mention)] = self._placed[start, end]

    def add_claim(self, claim: ClaimDraft, offset: int, stances: list[StanceDraft]) -> None:
        """Enter a claim of the paragraph that begins at `offset`, with its stances."""
        start, end = _trimmed(self.text, claim.start + offset, claim.end + offset)
        if start >= end:
            return
        number = self._next("c")
        speaker = None if claim.mention is None else self._speakers.get(id(claim.mention))
        source = "" if claim.source == "speaker" and speaker is None else claim.source
        self._out.append(
            Suggestion(
                id=number,
                kind="claim",
                start=start,
                end=end,
                text=self.text[start:end],
                type=claim.type,
                attribution=claim.attribution,
                source=source,
                speaker_id=speaker,
                rule=claim.rule,
                score=round(claim.score, 3),
                why=claim.why,
            )
        )
        for stance in stances:
            self._add_stance(stance, offset, number, claim.score)

    def _add_stance(self, stance: StanceDraft, offset: int, claim_id: str, claim_score: float) -> None:
        start, end = _trimmed(self.text, stance.start + offset, stance.end + offset)
        self._out.append(
            Suggestion(
                id=self._next("t"),
                kind="stance",
                start=start,
                end=end,
                text=self.text[start:end],
                claim_id=claim_id,
                topic=stance.topic,
                value=stance.value,
                rule=stance.rule,
                score=round(stance.score * claim_score, 3),
                why=stance.why,
            )
        )

    def _next(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{letter}{self._counts[letter]}"

    def finish(self) -> list[Suggestion]:
        """Return the suggestions by (start, end, id)."""
        return sorted(self._out, key=lambda one: (one.start or 0, one.end or 0, one.id))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
