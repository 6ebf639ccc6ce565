from __future__ import annotations

from dataclasses import dataclass, field, replace

from labeler.config.paths import default_scheme
from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import parse_scheme
from labeler.domain.suggestions import Decision, Suggestion
from labeler.gui.page.marks import Mark, marks_of, patch_of, score_text, short_name
from labeler.store.records import Comment

SCHEME = parse_scheme(default_scheme().read_text(encoding="utf-8"))


@dataclass
class Sheet:
    claims: dict[str, Claim] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    stances: dict[str, Stance] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)


def _claim(**rest: object) -> Claim:
    given = {"id": "c", "set_id": "s", "start": 0, "end": 9, "text": "it is far", "type": "prediction"} | rest
    return Claim(**given)  # type: ignore[arg-type]


def _speaker(**rest: object) -> Speaker:
    given = {"id": "p", "set_id": "s", "start": 10, "end": 13, "text": "she", "entity_id": "e"} | rest
    return Speaker(**given)  # type: ignore[arg-type]


def _stance(**rest: object) -> Stance:
    return Stance(**({"id": "t", "set_id": "s", "claim_id": "c", "topic": "T3", "value": "support"} | rest))  # type: ignore[arg-type]


def _comment(**rest: object) -> Comment:
    given = {"id": "m", "set_id": "s", "label_id": "c", "author_id": "anna", "at": "", "text": "why?"} | rest
    return Comment(**given)  # type: ignore[arg-type]


def _tags(sheet: Sheet) -> dict[str, str]:
    return {mark.id: mark.tag for mark in marks_of(sheet, SCHEME)}


def test_a_claim_shows_its_type_and_what_is_said_of_it() -> None:
    sheet = Sheet(claims={"c": _claim(), "d": _claim(id="d", type="", unsure=True, note="why?")})
    assert _tags(sheet) == {"c": "pred", "d": "claim ? ✎"}


def test_a_claim_that_repeats_another_shows_it() -> None:
    sheet = Sheet(claims={"c": _claim(), "d": _claim(id="d", repeats="c", unsure=True)})
    assert _tags(sheet) == {"c": "pred", "d": "pred = ?"}
    assert "repeats" in _all(sheet)["d"].name


def test_a_comment_shows_until_it_is_settled_or_gone() -> None:
    sheet = Sheet(claims={"c": _claim()}, speakers={"p": _speaker(entity_id=None)})
    marks = _all(sheet)
    for comment, about in ((_comment(), "c"), (_comment(label_id="p"), "p"), (_comment(label_id=""), "")):
        sheet.comments = {"m": comment}
        changed = Changed(title="", article_id="a", rows={"comment": {"m": comment}})
        assert {key for key, mark in _apply(marks, changed, sheet).items() if mark.comment} == {about} - {""}
    sheet.comments = {"m": _comment(resolved=True)}
    assert not any(mark.comment for mark in _all(sheet).values())
    sheet.comments = {"m": _comment()}
    commented = _all(sheet)
    assert _tags(sheet)["c"] == "pred ✎"
    before, sheet.comments = replace(sheet), {}
    gone = Changed(title="", article_id="a", rows={"comment": {"m": None}})
    assert _apply(commented, gone, sheet, before) == marks


def test_a_stance_without_a_cue_stands_in_the_claims_tag() -> None:
    sheet = Sheet(claims={"c": _claim()}, stances={"t": _stance()})
    assert _tags(sheet) == {"c": "pred · T3 ▲"}
    sheet.stances["t"] = _stance(start=2, end=5, text=" is", value="oppose")
    assert _tags(sheet) == {"c": "pred", "t": "T3 ▼"}


def test_a_speaker_says_who_is_meant_where_the_words_do_not() -> None:
    sheet = Sheet(speakers={"p": _speaker()}, entities={"e": Entity(id="e", name="Maja Lind", kind="person")})
    assert _tags(sheet) == {"p": "→ Lind"}
    sheet.speakers["p"] = _speaker(text="maja lind")
    assert _tags(sheet) == {"p": "S"}
    sheet.speakers["p"] = _speaker(entity_id=None)
    assert _tags(sheet) == {"p": "S"}


def test_names_are_cut_for_tags() -> None:
    bank = Entity(id="e", name="The Bank of Northern Harbours", kind="organisation")
    assert short_name(bank) == "The Bank of…"
    assert short_name(None) == "S"


def test_suggestions_show_their_score() -> None:
    claim = Suggestion(id="x", kind="claim", start=0, end=4, text="word", type="fact", rule="r", score=0.914)
    cue = Suggestion(
        id="y", kind="stance", start=None, end=None, text="", topic="T1", value="support", rule="r", score=1
    )
    marks = marks_of(Sheet(suggestions={"x": claim, "y": cue}), SCHEME)
    assert [(mark.id, mark.tag, mark.suggested) for mark in marks] == [("x", "fact .91", True)]
    assert [score_text(score) for score in (0.0, 0.5, 0.999, 1.0)] == [".00", ".50", ".99", "1"]


def _apply(marks: dict[str, Mark], changed: Changed, sheet: Sheet, before: Sheet | None = None) -> dict[str, Mark]:
    patch = patch_of(changed, sheet, SCHEME, before)
    kept = {key: mark for key, mark in marks.items() if key not in patch.removed}
    return kept | {mark.id: mark for mark in patch.put}


def _all(sheet: Sheet) -> dict[str, Mark]:
    return {mark.id: mark for mark in marks_of(sheet, SCHEME)}


def test_a_patch_gives_what_reading_all_anew_would() -> None:
    suggestion = Suggestion(id="x", kind="claim", start=0, end=4, text="word", type="fact", rule="r", score=0.9)
    sheet = Sheet(
        claims={"c": _claim()},
        speakers={"p": _speaker()},
        suggestions={"x": suggestion},
        entities={"e": Entity(id="e", name="Maja Lind", kind="person")},
    )
    marks = _all(sheet)
    stance = _stance()
    sheet.stances["t"] = stance
    marks = _apply(marks, Changed(title="", rows={"stance": {"t": stance}}), sheet)
    assert marks == _all(sheet)
    before, sheet.stances = replace(sheet), {}
    marks = _apply(marks, Changed(title="", rows={"stance": {"t": None}}), sheet, before)
    assert marks == _all(sheet)
    sheet.entities["e"] = Entity(id="e", name="Maja Berg", kind="person")
    marks = _apply(marks, Changed(title="", rows={"entity": {"e": sheet.entities["e"]}}), sheet)
    assert marks == _all(sheet)
    del sheet.suggestions["x"]
    decision = Decision(set_id="s", suggestion_id="x", verdict="rejected", at="")
    marks = _apply(marks, Changed(title="", rows={"decision": {"s/x": decision}}), sheet)
    assert marks == _all(sheet)
    del sheet.claims["c"]
    region = Region(id="r", set_id="s", start=0, end=4, text="word")
    sheet.regions["r"] = region
    marks = _apply(marks, Changed(title="", rows={"claim": {"c": None}, "region": {"r": region}}), sheet)
    assert marks == _all(sheet)
