"""Lines for tests: two small articles with every kind of label."""

from __future__ import annotations

import copy
import json
from typing import Any

from labeler.domain.articles import text_sha256
from labeler.formats.native import Line
from labeler.formats.reading import Read, read_lines

TEXT = 'Mayor Ana Ruiz said 🚲 lanes "cut crashes by 30%". Union chief Bo Lind disputed that.'
_TAIL = {"unsure": False, "note": "", "origin": "manual", "score": 0.0, "rule": "", "attributes": "{}"}


def a_table(**changes: Any) -> dict[str, Any]:
    """Return a complete line as a JSON object; changes replace keys, None takes them out."""
    table: dict[str, Any] = {
        "id": "mayor",
        "title": "Lanes",
        "source": "The Post",
        "author": "",
        "published": "2025-01-02",
        "url": "",
        "language": "en",
        "text": TEXT,
        "text_sha256": text_sha256(TEXT),
        "annotator": "anna",
        "state": "finished",
        "scheme": "claims-speakers-stances@1",
        "guidelines": 1,
        "split": "train",
        "claims": [
            {
                "id": "c1",
                "start": 20,
                "end": 48,
                "text": TEXT[20:48],
                "type": "fact",
                "attribution": "indirect",
                "source": "speaker",
                "speaker_id": "s1",
                **_TAIL,
            },
            {
                "id": "c2",
                "start": 62,
                "end": 83,
                "text": TEXT[62:83],
                "type": "",
                "attribution": "",
                "source": "",
                "speaker_id": "",
                **_TAIL,
            },
        ],
        "speakers": [
            {"id": "s1", "start": 6, "end": 14, "text": "Ana Ruiz", "entity": "Ana Ruiz", "entity_id": "", **_TAIL},
            {"id": "s2", "start": 62, "end": 69, "text": "Bo Lind", "entity": "", "entity_id": "", **_TAIL},
        ],
        "stances": [
            {
                "id": "t1",
                "claim_id": "c1",
                "topic": "T1",
                "value": "oppose",
                "start": -1,
                "end": -1,
                "text": "",
                **_TAIL,
            },
            {
                "id": "t2",
                "claim_id": "c2",
                "topic": "T1",
                "value": "support",
                "start": 70,
                "end": 78,
                "text": "disputed",
                **_TAIL,
            },
        ],
        "boilerplate": [{"start": 0, "end": 5, "text": "Mayor"}],
        "metadata": "{}",
    }
    table = copy.deepcopy(table) | changes
    return {key: value for key, value in table.items() if value is not None}


def raw(table: dict[str, Any]) -> bytes:
    """Return an object as a line of a file."""
    return json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def reads(*lines: bytes) -> list[Read]:
    """Return what stands on lines of a file."""
    return list(read_lines(lines, "file.jsonl", stem="stem"))


def line_of(table: dict[str, Any]) -> Line:
    """Return the line of a table that is right."""
    (read,) = reads(raw(table))
    assert read.line is not None, read.fault
    return read.line


def fault_of(data: bytes) -> str:
    """Return the sentence with which a line is refused."""
    (read,) = reads(data)
    assert read.fault is not None, read.line
    return str(read.fault)
