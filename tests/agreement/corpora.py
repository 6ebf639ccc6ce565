"""Small corpora of native lines, drawn from a seed: several annotators who mark nearly the same."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

WORDS = [
    "the",
    "mayor",
    "said",
    "lanes",
    "cut",
    "crashes",
    "by",
    "half",
    "and",
    "union",
    "chief",
    "disputes",
    "that",
    "while",
    "🚲",
    "riders",
    "hope",
    "for",
    "more",
    "of",
    "them",
]
TAIL = {"unsure": False, "note": "", "score": 0.0}


def write_corpus(
    file: Path,
    *,
    articles: int = 12,
    annotators: tuple[str, ...] = ("anna", "ben", "cleo"),
    seed: int = 1,
    rich: bool = True,
) -> Path:
    """Write lines; `rich` ones have unfinished sets, suggestions, guidelines, boilerplate."""
    chance = random.Random(seed)
    with file.open("w", encoding="utf-8") as out:
        for number in range(articles):
            text = " ".join(chance.choice(WORDS) for _ in range(80))
            true = [(at, at + chance.randint(8, 40)) for at in sorted(chance.sample(range(5, len(text) - 60), 5))]
            for name in annotators:
                table = _line(f"article-{number:03d}", text, name, true, chance, rich=rich)
                table["guidelines"] = 1 + 2 * number // articles if rich else 1
                out.write(json.dumps(table, ensure_ascii=False) + "\n")
    return file


def _line(
    key: str, text: str, name: str, true: list[tuple[int, int]], chance: random.Random, *, rich: bool
) -> dict[str, Any]:
    claims: list[dict[str, Any]] = []
    speakers: list[dict[str, Any]] = []
    stances: list[dict[str, Any]] = []
    for about_start, about_end in true:
        if chance.random() < 0.15:
            continue
        start = about_start - chance.randint(0, 3)
        end = _solid(text, start, about_end + chance.randint(0, 3))
        claim = f"c{len(claims)}"
        speaker = ""
        if chance.random() < 0.6:
            speaker = f"s{len(speakers)}"
            spot = start, _solid(text, start, start + 6)
            own = {"id": speaker, **_span(text, *spot), "entity": chance.choice(["Ana", "Bo", ""]), "entity_id": ""}
            speakers.append({**own, **_origin(chance, rich=rich)})
        source = "speaker" if speaker else chance.choice(["author", "unstated", ""])
        kind, tone = chance.choice(["fact", "policy", ""]), chance.choice(["calm", "loud"])
        head = {"id": claim, **_span(text, start, end), "type": kind, "attribution": "direct", "source": source}
        attributes = json.dumps({"tone": tone}) if rich else "{}"
        claims.append({**head, "speaker_id": speaker, **_origin(chance, rich=rich), "attributes": attributes})
        for topic in ("T1", "T2"):
            if chance.random() < 0.5:
                cue = _span(text, start, _solid(text, start, start + 5)) if chance.random() < 0.6 else {}
                held = {"id": f"{claim}-{topic}", "claim_id": claim, "topic": topic}
                value = chance.choice(["support", "oppose", "neutral"])
                stances.append({**held, "value": value, **cue, **_origin(chance, rich=rich)})
    state = "in_progress" if rich and chance.random() < 0.1 else "finished"
    regions = [_span(text, 0, _solid(text, 0, chance.randint(3, 9)))] if rich and chance.random() < 0.4 else []
    labels = {"claims": claims, "speakers": speakers, "stances": stances, "boilerplate": regions}
    return {"id": key, "title": key, "text": text, "annotator": name, "state": state, **labels}


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def _solid(text: str, start: int, end: int) -> int:
    while not text[start:end].strip():
        end += 1
    return end


def _origin(chance: random.Random, *, rich: bool) -> dict[str, Any]:
    if rich and chance.random() < 0.4:
        return {**TAIL, "origin": "accepted", "rule": chance.choice(["said", "quote"])}
    return {**TAIL, "origin": "manual", "rule": ""}
