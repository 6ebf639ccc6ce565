"""A line of the native dataset form, `labeler.dataset/1`: one article and one annotation set.

The tables below are the form: key, type of value, in the order in which they are written. Reader, writer and JSON
Schema are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from labeler.domain.labels import Claim, Region, Speaker, Stance

FORMAT = "labeler.dataset/1"
UNIT = "unicode code point"
SUGGESTION = "suggestion"
SPLITS = ("train", "validation", "test")

Keys = Mapping[str, type]

LINE: Keys = MappingProxyType(
    {
        "id": str,
        "title": str,
        "source": str,
        "author": str,
        "published": str,
        "url": str,
        "language": str,
        "text": str,
        "text_sha256": str,
        "annotator": str,
        "state": str,
        "scheme": str,
        "guidelines": int,
        "split": str,
        "claims": list,
        "speakers": list,
        "stances": list,
        "boilerplate": list,
        "metadata": str,
    }
)
_TAIL: dict[str, type] = {
    "unsure": bool,
    "note": str,
    "origin": str,
    "score": float,
    "rule": str,
    "attributes": str,
}
CLAIM: Keys = MappingProxyType(
    {
        "id": str,
        "start": int,
        "end": int,
        "text": str,
        "type": str,
        "attribution": str,
        "source": str,
        "speaker_id": str,
        **_TAIL,
    }
)
SPEAKER: Keys = MappingProxyType(
    {
        "id": str,
        "start": int,
        "end": int,
        "text": str,
        "entity": str,
        "entity_id": str,
        **_TAIL,
    }
)
STANCE: Keys = MappingProxyType(
    {
        "id": str,
        "claim_id": str,
        "topic": str,
        "value": str,
        "start": int,
        "end": int,
        "text": str,
        **_TAIL,
    }
)
BOILERPLATE: Keys = MappingProxyType({"start": int, "end": int, "text": str})
LABELS: Mapping[str, Keys] = MappingProxyType(
    {
        "claims": CLAIM,
        "speakers": SPEAKER,
        "stances": STANCE,
        "boilerplate": BOILERPLATE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as a value. `key` is the line's `id`, `metadata` JSON text of further data about the article.

    Labels are domain values whose `set_id` is "" and whose ids are the line's; a speaker's `entity_id` is the line's
    (None for ""), and `names` maps the speaker's id to the name of the entity. A line that has `bare` set brings an
    article without any annotation set.
    """

    key: str
    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    text: str
    text_sha256: str
    annotator: str = ""
    state: str = "finished"
    scheme: str = ""
    guidelines: int = 0
    split: str = ""
    claims: tuple[Claim, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    stances: tuple[Stance, ...] = ()
    boilerplate: tuple[Region, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType[str, str]({}))
    metadata: str = "{}"
    bare: bool = False

    @property
    def labels(self) -> int:
        """The number of labels, boilerplate included."""
        return len(self.claims) + len(self.speakers) + len(self.stances) + len(self.boilerplate)
