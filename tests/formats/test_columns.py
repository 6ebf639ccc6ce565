"""The quick way to read lines as columns: it takes plain lines alone, and then says what the strict way says."""

from __future__ import annotations

import random
from typing import Any

import pytest

from labeler.domain.errors import LabelerError
from labeler.formats.reading import read_columns, read_plain, read_strictly
from tests.formats.lines import TEXT, a_table, raw

_SPOILT = '"\\{}[],:0123456789-eE.tfn \n\x00\x1f\ufeffé🚲'


def _strict(data: bytes) -> object:
    try:
        found = read_strictly(data, "file.jsonl", 1)
    except LabelerError as fault:
        return str(fault)
    return found.head, _listed(found.layers)


def _quick(data: bytes) -> object:
    (found,) = read_plain([(1, data)], "file.jsonl")
    return None if found is None else (found.head, _listed(found.layers))


def _spoilt(rng: random.Random, text: str) -> str:
    at, many = rng.randrange(len(text)), rng.choice((0, 1, 1, 2, 40))
    return text[:at] + rng.choice(("", rng.choice(_SPOILT), text[at : at + 60])) + text[at + many :]


def _listed(layers: Any) -> dict[str, dict[str, list[Any]]]:
    return {name: {key: list(column) for key, column in columns.items()} for name, columns in layers.items()}


def _heads(found: object) -> Any:
    assert isinstance(found, tuple)
    head, layers = found
    table = {key: value for key, value in head.table.items() if not isinstance(value, list)}
    return table, head.sha256, head.state, head.origin, head.bare, layers


def _with(kind: str, number: int, **changes: Any) -> bytes:
    table = a_table()
    table[kind][number].update(changes)
    return raw(table)


def test_a_plain_line_is_read_the_quick_way_to_the_same_columns() -> None:
    for data in (raw(a_table()), raw(a_table(annotator="bert", claims=[], stances=[])), raw(a_table(state="skipped"))):
        assert _heads(_quick(data)) == _heads(_strict(data))


def test_escapes_in_quotes_are_read_as_json_reads_them() -> None:
    data = raw(a_table())
    assert rb"\"cut crashes" in data
    (claims,) = [_heads(_quick(data))[-1]["claims"]]
    assert claims["text"] == [TEXT[20:48], TEXT[62:83]]


@pytest.mark.parametrize(
    "data",
    [
        _with("claims", 0, text="other words"),
        _with("claims", 0, start=48, end=20),
        _with("claims", 0, end=10_000),
        _with("claims", 0, start=-1),
        _with("claims", 0, id="c2"),
        _with("claims", 0, id="c\n"),
        _with("claims", 0, speaker_id="s9"),
        _with("claims", 1, speaker_id="s1"),
        _with("claims", 0, source="Speaker"),
        _with("claims", 0, score=1.5),
        _with("claims", 0, score=True),
        _with("claims", 0, origin="stolen"),
        _with("claims", 0, attributes="{"),
        _with("claims", 0, attributes='{"a": 1, "a": 2}'),
        _with("claims", 0, attributes='{"repeats": "c9"}'),
        _with("claims", 0, note="a\0b"),
        _with("claims", 0, more=1),
        _with("speakers", 0, entity="", entity_id="e1"),
        _with("stances", 0, claim_id="c9"),
        _with("stances", 1, claim_id="c1"),
        _with("stances", 0, text="words"),
        raw(a_table(text_sha256="0")),
        raw(a_table(guidelines=2**60)),
        raw(a_table(claims={})),
        raw(a_table(metadata=[])),
        raw(a_table(state="done")),
        raw(a_table(boilerplate=[{"start": 0, "end": 5, "text": "Mayor"}] * 2)),
        raw(a_table()).replace(b'"annotator": "anna"', b'"annotator": "anna", "annotator": "bert"'),
        raw(a_table()).replace(b'"title"', b'"id"'),
        raw(a_table()).replace(b'"type": "fact"', b'"type": "fact", "type": "policy"'),
        raw(a_table()).replace(b'"start": 20', b'"start": NaN'),
        raw(a_table()).replace(b'"title": "Lanes"', b'"title": "\\ud800"'),
        raw(a_table()).replace(b'"title": "Lanes"', b'"title": "\xff"'),
    ],
)
def test_a_faulty_line_is_left_to_the_strict_way_and_refused_in_its_words(data: bytes) -> None:
    assert _quick(data) is None
    words = _strict(data)
    assert isinstance(words, str)
    with pytest.raises(LabelerError) as caught:
        list(read_columns([(1, data)], "file.jsonl"))
    assert str(caught.value) == words


def test_a_line_spoilt_anywhere_is_read_by_both_ways_alike() -> None:
    rng = random.Random(5)
    whole = raw(a_table()).decode()
    taken = 0
    for _ in range(1000):
        text = whole
        for _change in range(rng.choice((1, 1, 2))):
            text = _spoilt(rng, text)
        data = text.encode()
        quick, strict = _quick(data), _strict(data)
        if quick is not None:
            taken += 1
            assert _heads(quick) == _heads(strict)
    assert taken > 10


def test_lines_that_are_read_together_are_read_as_each_is_alone() -> None:
    rng = random.Random(7)
    whole = [raw(a_table(annotator=name)).decode() for name in ("anna", "bert")]
    bare = raw(a_table(claims=[], speakers=[], stances=[], boilerplate=[])).decode()
    # One that ends within a text where the next one would go on.
    open_ = whole[0].replace('"rule": "", "attributes": "{}"}], "speakers"', '"rule": "}], "speakers"', 1)
    assert open_ != whole[0]
    for turn in range(150):
        lines = [rng.choice((*whole, bare, open_)).encode() for _ in range(3)]
        lines[turn % 3] = _spoilt(rng, rng.choice(whole)).encode()
        together = read_plain(list(enumerate(lines, 1)), "file.jsonl")
        for data, found in zip(lines, together, strict=True):
            assert (None if found is None else (found.head, _listed(found.layers))) == _quick(data)


def test_a_refused_line_is_named_after_those_before_it_were_read() -> None:
    lines = [(4, raw(a_table())), (7, _with("claims", 0, end=10_000)), (8, raw(a_table()))]
    reading = read_columns(lines, "file.jsonl")
    assert next(reading).head.table["annotator"] == "anna"
    with pytest.raises(LabelerError, match=r"file\.jsonl, line 7"):
        next(reading)
