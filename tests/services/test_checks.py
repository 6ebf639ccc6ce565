"""Each check finds what it is for, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeler.domain.checks import CODES, DEFAULTS, problems
from labeler.domain.labels import Claim, Region, Speaker, Stance
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
