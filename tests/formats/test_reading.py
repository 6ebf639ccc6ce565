from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.articles import text_sha256
from labeler.domain.scheme import parse_scheme
from labeler.formats import native, schema
from labeler.formats.writing import as_object, encode
from tests.fixtures.sample import ROOT
from tests.formats.lines import TEXT, a_table, fault_of, line_of, raw, reads

SCHEME = parse_scheme((ROOT / "resources/schemes/claims-speakers-stances.toml").read_text("utf-8"))


def _with(kind: str, number: int, **changes: Any) -> dict[str, Any]:
    table = a_table()
    label = table[kind][number] | changes
    table[kind][number] = {key: value for key, value in label.items() if value is not None}
    return table


def test_a_complete_line_comes_back_byte_for_byte() -> None:
    data = json.dumps(a_table(), ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n"
    (read,) = reads(data)
    assert read.line is not None
    assert encode(read.line) == data


def test_what_is_written_satisfies_the_schema_and_the_schema_is_strict() -> None:
    validator = jsonschema.Draft202012Validator(schema.build(schema.words_of(SCHEME)))
    table = as_object(line_of(a_table()))
    validator.validate(table)
    for key in native.LINE:
        assert not validator.is_valid({name: value for name, value in table.items() if name != key})
    assert not validator.is_valid({**table, "more": 1})
    assert not validator.is_valid(_with("claims", 0, type="opinion"))
    assert not validator.is_valid(_with("stances", 0, topic="T9"))
    assert not validator.is_valid(_with("claims", 0, speaker_id=None))
    assert schema.words_in(schema.build(schema.words_of(SCHEME))) == schema.words_of(SCHEME)


def test_missing_keys_have_their_empty_values() -> None:
    line = line_of({"text": TEXT})
    assert (line.key, line.bare, line.language, line.metadata, line.split) == ("stem", True, "en", "{}", "")
    line = line_of({"text": TEXT, "claims": [{"start": 20, "end": 48}]})
    assert (line.state, line.bare, line.annotator) == ("finished", False, "")
    (claim,) = line.claims
    assert (claim.text, claim.origin, claim.source, claim.type) == (TEXT[20:48], "imported", "unstated", "")


@pytest.mark.parametrize(
    ("keys", "state", "source"),
    [
        ({"speaker_id": "s1"}, "finished", "speaker"),
        ({"speaker_id": "", "attribution": "author"}, "in_progress", "author"),
        ({"speaker_id": ""}, "finished", "unstated"),
        ({"speaker_id": ""}, "in_progress", ""),
        ({"speaker_id": "", "source": ""}, "finished", ""),
    ],
)
def test_the_source_of_a_claim_without_the_key(keys: dict[str, str], state: str, source: str) -> None:
    table = _with("claims", 0, **{"source": None, "attribution": None, **keys})
    assert line_of(table | {"state": state}).claims[0].source == source


def test_suggestion_lines_have_no_state() -> None:
    line = line_of(a_table(annotator="suggestion", state=""))
    assert line.state == ""
    assert "state" in fault_of(raw(a_table(annotator="suggestion")))
    assert line_of(a_table(annotator="suggestion", state=None)).state == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{]\n", "no JSON"),
        (b"[1]\n", "no JSON object"),
        (b'"text"\n', "no JSON object"),
        (b'{"text": "a", "text": "b"}\n', "'text' stands twice"),
        (b'{"text": "a", "guidelines": NaN}\n', "NaN"),
        (b'{"text": "a", "guidelines": Infinity}\n', "Infinity"),
        (b'{"text": "a", "guidelines": 1e999}\n', "too great"),
        (b'{"text": "a", "guidelines": ' + b"9" * 5000 + b"}\n", "too great"),
        (b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n", "nested too deeply"),
        (b'{"text": "\\ud800"}\n', "half a character"),
        (b'{"text": "a\\u0000"}\n', "NUL"),
        (b'{"text": " \\n"}\n', "no text"),
        (b'{"text": "z\xe9"}\n', "no UTF-8"),
        (b'{"id": "a"}\n', "'text' is missing"),
        (b'{"text": 1}\n', "text must be text"),
        (b'{"text": null}\n', "text must be text"),
        (b'{"text": "a", "guidelines": true}\n', "a whole number"),
        (b'{"text": "a", "guidelines": 1.5}\n', "a whole number"),
        (b'{"text": "a", "claims": {}}\n', "a list"),
        (b'{"text": "a", "label": []}\n', "'label' is no key"),
        (raw(a_table(text_sha256="0" * 64)), "text_sha256"),
        (raw(a_table(state="done")), "state can't be 'done'"),
        (raw(a_table(split="dev")), "split can't be 'dev'"),
        (raw(a_table(metadata="{")), "metadata"),
        (raw(a_table(metadata="[]")), "metadata"),
        (raw(a_table(annotator="a\x1b[1m")), "printable"),
        (raw(a_table(guidelines=-1)), "guidelines"),
    ],
)
def test_faulty_lines_are_refused_in_one_sentence_that_names_file_and_line(data: bytes, words: str) -> None:
    fault = fault_of(data)
    assert fault.startswith("file.jsonl, line 1")
    assert words in fault
    assert "\n" not in fault


def _repeating_in_a_ring() -> dict[str, Any]:
    table = _with("claims", 0, attributes='{"repeats": "c2"}')
    table["claims"][1]["attributes"] = '{"repeats": "c1"}'
    return table


def test_a_repeated_claim_is_named_among_the_attributes() -> None:
    table = _with("claims", 1, attributes='{"tone": "dry", "repeats": "c1"}')
    line = line_of(table)
    assert [(one.attributes, one.repeats) for one in line.claims] == [("{}", None), ('{"tone": "dry"}', "c1")]
    assert as_object(line) == table


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (_with("claims", 0, start=19), "not"),
        (_with("claims", 0, end=49), "code points"),
        (_with("claims", 0, end=500), "no span"),
        (_with("claims", 0, start=-1, end=-1), "no span"),
        (_with("claims", 0, start=48), "no span"),
        (_with("claims", 0, start="20"), "whole number"),
        (_with("claims", 0, start=True), "whole number"),
        (_with("claims", 0, start=None), "start is missing"),
        (_with("claims", 0, unsure=0), "true or false"),
        (_with("claims", 0, score="1"), "a number"),
        (_with("claims", 0, score=1.5), "between 0 and 1"),
        (_with("claims", 0, origin="guessed"), "origin"),
        (_with("claims", 0, attributes="x"), "attributes"),
        (_with("claims", 0, attributes='{"repeats": 3}'), "must be the id of another claim"),
        (_with("claims", 0, attributes='{"repeats": ""}'), "must be the id of another claim"),
        (_with("claims", 0, attributes='{"repeats": "c9"}'), "no other one on this line"),
        (_with("claims", 0, attributes='{"repeats": "c1"}'), "no other one on this line"),
        (_repeating_in_a_ring(), "repeats another itself"),
        (_with("claims", 0, speaker_id="s9"), "is not on this line"),
        (_with("claims", 0, source="author"), "speaker_id"),
        (_with("claims", 1, source="speaker"), "speaker_id"),
        (_with("claims", 1, source="nobody"), "source"),
        (_with("claims", 1, id="c1"), "2 times"),
        (_with("claims", 1, more=1), "no key"),
        (_with("speakers", 1, entity_id="e"), "no entity"),
        (_with("stances", 0, claim_id="c9"), "is not on this line"),
        (_with("stances", 0, text="x"), "no place"),
        (_with("stances", 0, end=3), "no span"),
        (_with("stances", 1, claim_id="c1"), "another stance"),
        (_with("stances", 0, topic=None), "topic is missing"),
        (_with("boilerplate", 0, end=6, text="Mayor"), "not"),
        (_with("boilerplate", 0, start=5, end=6, text=" "), "white space"),
        (a_table(claims=[1]), "no JSON object"),
        (a_table(boilerplate=[{"start": 0, "end": 5}, {"start": 0, "end": 5}]), "2 times"),
    ],
)
def test_faulty_labels_are_refused_with_the_label_named(table: dict[str, Any], words: str) -> None:
    fault = fault_of(raw(table))
    assert fault.startswith("file.jsonl, line 1: ")
    assert words in fault


def test_a_faulty_line_costs_that_line_only() -> None:
    found = reads(b"\xef\xbb\xbf" + raw(a_table()), b"\n", b"{\n", raw(a_table(id="b")).replace(b"\n", b"\r\n"))
    assert [(one.number, one.line is not None) for one in found] == [(1, True), (3, False), (4, True)]
    assert "line 3" in str(found[1].fault)


def test_a_line_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labeler.formats.reading.LIMIT", 100)
    assert "Split the article" in fault_of(raw(a_table()))


_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
_TEXTS = st.text(_CHARACTERS, min_size=1).filter(str.strip)


@given(text=_TEXTS, more=st.text(_CHARACTERS), place=st.data())
def test_any_text_and_any_extent_survive(text: str, more: str, place: st.DataObject) -> None:
    start = place.draw(st.integers(0, len(text) - 1))
    end = place.draw(st.integers(start + 1, len(text)))
    if text[start:end].isspace():
        return
    claim = {"id": "c", "start": start, "end": end, "text": text[start:end], "note": more}
    line = line_of({"id": "k", "text": text, "annotator": "a", "claims": [claim]})
    (again,) = reads(encode(line))
    assert again.line == line
    assert line.text_sha256 == text_sha256(text)
    assert line.claims[0].text == text[start:end]


def test_the_order_of_labels_in_a_file_does_not_matter() -> None:
    turned: Callable[[list[Any]], list[Any]] = lambda labels: labels[::-1]  # noqa: E731
    table = a_table()
    other = {key: turned(value) if isinstance(value, list) else value for key, value in table.items()}
    assert encode(line_of(other)) == encode(line_of(table))
