"""Each check finds what it is for, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeler.domain.checks import CODES, DEFAULTS, problems
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme
from tests.fixtures.sample import scheme

TEXT = "“Chips are cheap,” said Ana Ruiz. “They,” she added, “sell well.” Bans don’t work."


def at(words: str, start: int = 0) -> dict[str, object]:
    begin = TEXT.index(words, start)
    return {"start": begin, "end": begin + len(words), "text": words}


def claim(words: str, **more: object) -> Claim:
    base: dict[str, object] = {"type": "fact", "attribution": "indirect", "source": "author"}
    return Claim(id=words, set_id="s", **{**at(words), **base, **more})  # type: ignore[arg-type]


def found(
    claims: list[Claim],
    speakers: list[Speaker] | None = None,
    stances: list[Stance] | None = None,
    regions: list[Region] | None = None,
    rules: Scheme | None = None,
) -> list[str]:
    listed = problems(TEXT, claims, speakers or [], stances or [], regions or [], rules or scheme())
    assert all(one.sentence.endswith(".") for one in listed)
    return [one.check for one in listed]


ANA = Speaker(id="ana", set_id="s", entity_id="e", **at("Ana Ruiz"))  # type: ignore[arg-type]


def stance(claim_id: str, value: str) -> Stance:
    return Stance(id=claim_id + value, set_id="s", claim_id=claim_id, topic="T1", value=value)


def test_every_check_has_a_sentence() -> None:
    assert CODES.keys() == DEFAULTS.keys() == scheme().checks.keys()


def test_nothing_odd() -> None:
    assert found([claim("Chips are cheap", attribution="direct", source="speaker", speaker_id="ana")], [ANA]) == []


@pytest.mark.parametrize(
    ("odd", "check"),
    [
        ({"source": ""}, "source_undecided"),
        ({"type": ""}, "type_undecided"),
        ({"attribution": ""}, "attribution_undecided"),
        ({"attribution": "direct"}, "direct_outside_quotes"),
    ],
)
def test_undecided_and_unquoted(odd: dict[str, object], check: str) -> None:
    assert found([claim("Bans don’t work", **odd)]) == [check]


def test_an_interrupted_quotation_is_quoted() -> None:
    assert found([claim("They,” she added, “sell well", attribution="direct")]) == []


def test_both_sides_of_a_topic() -> None:
    claims = [claim(words, source="speaker", speaker_id="ana") for words in ("Chips are cheap", "Bans don’t work")]
    both = [stance("Chips are cheap", "support"), stance("Bans don’t work", "oppose")]
    assert found(claims, [ANA], both) == ["supports_and_opposes"] * 2
    assert found([claims[0], replace(claims[1], source="author", speaker_id=None)], [ANA], both) == []
    unstated = [replace(one, source="unstated", speaker_id=None) for one in claims]
    assert found(unstated, [], both) == []


def test_speakers() -> None:
    assert found([], [replace(ANA, entity_id=None)]) == ["speaker_without_entity", "speaker_without_claim"]


def test_boilerplate_and_cut_words() -> None:
    region = Region(id="r", set_id="s", **at("Bans"))  # type: ignore[arg-type]
    assert found([claim("Bans don’t work")], regions=[region]) == ["label_in_boilerplate"]
    assert found([claim("ans don’t work")]) == ["edge_inside_word"]
    assert found([claim("Bans don")]) == ["edge_inside_word"]


def test_the_scheme_sets_the_severity() -> None:
    rules = replace(scheme(), checks={"type_undecided": "blocking", "source_undecided": "off"})
    listed = problems(TEXT, [claim("Bans don’t work", type="", source="")], [], [], [], rules)
    assert [(one.check, one.severity) for one in listed] == [("type_undecided", "blocking")]


def in_text(text: str, words: str, **more: object) -> Claim:
    start = text.index(words)
    base: dict[str, object] = {"type": "fact", "attribution": "direct", "source": "author", **more}
    return Claim(id=words, set_id="s", start=start, end=start + len(words), text=words, **base)  # type: ignore[arg-type]


def odd_in(text: str, *labels: Claim | Speaker, regions: list[Region] | None = None) -> list[str]:
    claims = [one for one in labels if isinstance(one, Claim)]
    speakers = [one for one in labels if isinstance(one, Speaker)]
    return [one.check for one in problems(text, claims, speakers, [], regions or [], scheme())]


def test_quotations_over_paragraphs_and_pull_quotes() -> None:
    text = "“One is 🚲.\r\n\r\n“Two is,” she said.\r\n\r\nTwo is\u00a0here."
    assert odd_in(text, in_text(text, "One is 🚲."), in_text(text, "Two is,")) == []
    pull = in_text(text, "Two is\u00a0here", repeats="Two is,")
    assert odd_in(text, pull) == []
    assert odd_in(text, replace(pull, repeats=None)) == ["direct_outside_quotes"]


@pytest.mark.parametrize(
    ("text", "words", "odd"),
    [
        ("Segal's plan", "Segal", False),
        ("the workers’ plan", "workers", False),
        ("Segals plan", "Segal", True),
        ("e\u0301cole", "e", True),
        ("so 3.5% of it", "3.5", True),
        ("\u05d0\u05e0\u05d4\u05d9 \u05db\u05d0\u05df", "\u05d0\u05e0\u05d4", True),
        ("🚲yes🚲", "yes", False),
        ("NBSP\u00a0here", "NBSP", False),
        ("line\r\nline", "line", False),
        ("\u6211\u4eec\u8ba4\u4e3a", "\u6211\u4eec", False),
    ],
)
def test_an_edge_inside_a_word(text: str, words: str, odd: bool) -> None:
    assert odd_in(text, in_text(text, words, attribution="indirect")) == ["edge_inside_word"] * odd


def test_a_speaker_that_is_explained_is_no_oversight() -> None:
    linked = claim("Chips are cheap", source="speaker", speaker_id="ana")
    ana, bo = ANA, Speaker(id="bo", set_id="s", entity_id="bo", **at("she"))  # type: ignore[arg-type]
    assert found([linked], [ana, bo]) == ["speaker_without_claim"]
    assert found([linked], [ana, replace(bo, note="passed it on")]) == []
    assert found([replace(linked, note="She and Ana together")], [ana, bo]) == []
    assert found([linked], [ana, replace(bo, entity_id="e")]) == []
    lind = Entity(id="bo", name="Bo Lind")
    told = [replace(linked, note="also Bo Lind")]
    assert [one.check for one in problems(TEXT, told, [ana, bo], [], [], scheme(), entities={"bo": lind})] == []


def test_merged_entries_are_one_source() -> None:
    bo = Speaker(id="bo", set_id="s", entity_id="b", **at("she"))  # type: ignore[arg-type]
    claims = [
        claim("Chips are cheap", source="speaker", speaker_id="ana"),
        claim("sell well", source="speaker", speaker_id="bo"),
    ]
    both = [stance("Chips are cheap", "support"), stance("sell well", "oppose")]
    assert found(claims, [ANA, bo], both) == []
    merged = {"b": Entity(id="e", name="Ana Ruiz"), "e": Entity(id="e", name="Ana Ruiz")}
    listed = problems(TEXT, claims, [ANA, bo], both, [], scheme(), entities=merged)
    assert [one.check for one in listed] == ["supports_and_opposes"] * 2
    mixed = [*both, replace(both[0], topic="T2"), replace(both[1], topic="T2", value="neutral")]
    assert len(problems(TEXT, claims, [ANA, bo], mixed, [], scheme(), entities=merged)) == 2


@pytest.mark.parametrize("severity", ["off", "note", "warning", "blocking"])
@pytest.mark.parametrize("check", DEFAULTS)
def test_every_check_has_the_severity_that_the_scheme_gives_it(check: str, severity: str) -> None:
    claims = [
        claim("Bans don", type="", attribution="", source=""),
        claim("don’t work", attribution="direct", source="author"),
        claim("Chips are cheap"),
    ]
    both = [stance("don’t work", "support"), replace(stance("Chips are cheap", "oppose"))]
    region = Region(id="r", set_id="s", **at("Bans"))  # type: ignore[arg-type]
    rules = replace(scheme(), checks={**dict.fromkeys(DEFAULTS, "off"), check: severity})
    listed = problems(TEXT, claims, [replace(ANA, entity_id=None)], both, [region], rules)
    assert {one.check for one in listed} == (set() if severity == "off" else {check})
    assert {one.severity for one in listed} <= {severity}
