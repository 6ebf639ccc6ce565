"""Deciding on suggestions by keys: walking, sifting, many at once, the rejected ones again, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from labeler.domain.suggestions import Suggestion
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services import articles, projects, sets, suggesting
from labeler.store import Store
from tests.gui.builders import TEXT, span_of, stored, suggest, suggestions_for

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


@pytest.fixture
def offered(view: AnnotatePage, second: Store, idle: Callable[[], None]) -> list[Suggestion]:
    """Suggestions in the open article."""
    found = suggest(second)
    view.opened.reload()
    idle()
    return found


def by_hand(ident: str, kind: str, words: str, score: float, **more: str) -> Suggestion:
    start = TEXT.index(words) if words else None
    end = None if start is None else start + len(words)
    return Suggestion(id=ident, kind=kind, start=start, end=end, text=words, rule="by-hand", score=score, **more)


def offer(second: Store, *found: Suggestion) -> None:
    suggesting.store_run(second, stored(second).article.id, "test-2", "by hand", list(found))


@pytest.mark.usefixtures("offered")
def test_all_of_the_sentence_are_accepted_in_one_step(
    view: AnnotatePage, press: Press, second: Store, opened: Window
) -> None:
    view.page.put_caret(TEXT.index("who runs"))
    press((Qt.Key.Key_Return, SHIFT))
    sheet = stored(second)
    assert [one.text for one in sheet.speakers.values()] == ["Mara Ellison"]
    assert [one.text for one in sheet.claims.values()] == ["Cheap models will halve our costs within a year"]
    assert len(sheet.suggestions) == 1
    assert "2 suggestions" in opened.keybar.message
    press((Qt.Key.Key_Z, CTRL))
    assert (stored(second).claims, len(stored(second).suggestions)) == ({}, 3)


@pytest.mark.usefixtures("offered")
def test_all_of_the_article_that_are_listed_are_accepted_in_one_step(
    view: AnnotatePage, second: Store, opened: Window, press: Press, idle: Callable[[], None]
) -> None:
    view.sieve.set_kind("speaker", shown=False)
    opened.commands.trigger("suggestion.accept_article")
    idle()
    assert len(stored(second).claims) == 2
    press((Qt.Key.Key_Z, CTRL))
    assert not stored(second).claims


@pytest.mark.usefixtures("offered")
def test_a_label_that_says_the_same_hides_a_suggestion_until_it_goes(
    view: AnnotatePage, press: Press, idle: Callable[[], None]
) -> None:
    words = "Cheap models will halve our costs within a year"
    offers = [one.id for one in view.opened.sheet.suggestions.values() if one.text == words]  # type: ignore[union-attr]
    assert len(offers) == 1
    view.page.select(span_of(words))
    press("1")
    assert offers[0] not in view.page.index
    press(Qt.Key.Key_Delete)
    idle()
    assert offers[0] in view.page.index


@pytest.mark.usefixtures("offered")
def test_a_label_that_hides_nothing_goes_without_reading_the_article_again(
    view: AnnotatePage, press: Press, second: Store
) -> None:
    view.page.select(span_of("Analysts doubt it."))
    press("1", "+")
    claim = next(iter(stored(second).claims))
    read_again: list[int] = []
    view.opened.reloaded.connect(lambda: read_again.append(1))
    press(Qt.Key.Key_Delete)
    assert stored(second).claims == stored(second).stances == {}
    assert (claim in view.page.index, view.opened.sheet.claims, view.opened.sheet.stances) == (False, {}, {})  # type: ignore[union-attr]
    assert not read_again


@pytest.mark.usefixtures("offered")
def test_what_is_sifted_out_is_neither_listed_nor_drawn_nor_walked_to(view: AnnotatePage, press: Press) -> None:
    view.inspector.suggestions.slider.setValue(70)
    assert [one.score for one in view.inspector.suggestions.model.rows] == [0.93, 0.97]
    assert {one.score for one in view.page.index.marks()} == {0.93, 0.97}
    view.inspector.suggestions.chips["claim"].click()
    assert [one.kind for one in view.inspector.suggestions.model.rows] == ["speaker"]
    press(Qt.Key.Key_Tab)
    assert view.bench.suggestion is not None
    assert view.bench.suggestion.kind == "speaker"
    assert view.sieve.kinds == {"speaker", "stance"}


@pytest.mark.usefixtures("offered")
def test_the_sieve_is_remembered(view: AnnotatePage, opened: Window, idle: Callable[[], None]) -> None:
    view.inspector.suggestions.slider.setValue(70)
    view.inspector.suggestions.chips["boilerplate"].click()
    view.inspector.suggestions.chips["claim"].click()
    location = opened.project.project.location if opened.project else ""
    opened.close_project()
    idle()
    opened.open_project(location)
    idle()
    idle()
    assert opened.project is not None
    again = opened.project.annotate
    assert again.sieve.floor == pytest.approx(0.7)
    assert again.sieve.kinds == {"speaker", "stance", "boilerplate"}
    assert again.inspector.suggestions.chips["boilerplate"].isChecked()
    assert not again.inspector.suggestions.chips["claim"].isChecked()


def test_a_patch_brings_nothing_that_is_sifted_out(
    view: AnnotatePage, press: Press, second: Store, offered: list[Suggestion]
) -> None:
    assert len(offered) == 3
    view.inspector.suggestions.slider.setValue(95)
    press(Qt.Key.Key_Tab, "x", (Qt.Key.Key_Z, CTRL))
    assert len(stored(second).suggestions) == 3
    assert {one.score for one in view.page.index.marks()} == {0.97}


@pytest.mark.usefixtures("offered")
def test_rejected_ones_are_listed_again_and_accepted_or_left_open(
    view: AnnotatePage, press: Press, second: Store, opened: Window
) -> None:
    press(Qt.Key.Key_Tab, "x", "x", "x")
    assert not stored(second).suggestions
    assert not view.inspector.suggestions.model.rows
    press((Qt.Key.Key_X, SHIFT))
    assert len(view.inspector.suggestions.model.rejected) == 3
    assert "3 rejected" in opened.keybar.message
    assert not [mark for mark in view.page.index.marks() if mark.suggested]
    first, last = view.inspector.suggestions.model.rows[0], view.inspector.suggestions.model.rows[-1]
    view.inspector.rejected.look_at(first.id)
    selected = view.page.selection()
    assert selected is not None
    assert selected.of(TEXT) == first.text
    assert view.inspector.selected.reconsider.isVisible()
    assert not view.inspector.selected.reject.isVisible()
    view.page.setFocus()
    press(Qt.Key.Key_Return)
    assert [one.text for one in stored(second).claims.values()] == [first.text]
    view.inspector.rejected.look_at(last.id)
    view.inspector.selected.reconsider.click()
    view.page.setFocus()
    press((Qt.Key.Key_X, SHIFT))
    assert [one.text for one in stored(second).suggestions.values()] == [last.text]
    assert not view.inspector.suggestions.model.rejected


@pytest.mark.usefixtures("offered")
def test_taking_a_rejection_back_is_one_step_of_undo(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    press(Qt.Key.Key_Tab, "x", (Qt.Key.Key_X, SHIFT))
    [one] = view.inspector.rejected.rows
    view.inspector.rejected.look_at(one.id)
    view.inspector.selected.reconsider.click()
    idle()
    assert one.id in stored(second).suggestions
    press((Qt.Key.Key_Z, CTRL))
    assert one.id not in stored(second).suggestions
    assert [each.id for each in view.inspector.rejected.rows] == [one.id]


def test_why_says_reason_rule_version_and_score(
    view: AnnotatePage, press: Press, second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    offer(second, by_hand("w", "claim", "Analysts doubt it", 0.84, why="reporting verb “doubt”"))
    view.opened.reload()
    idle()
    press("y")
    assert "Select a suggestion" in opened.keybar.message
    press(Qt.Key.Key_Tab, "y")
    words = view.inspector.why.words.text()
    for part in ("Reporting verb “doubt”.", "by-hand", "by hand", "test-2", ".84"):
        assert part in words
    assert view.inspector.why.isVisible()
    assert "by-hand" in opened.keybar.message
    press("y")
    assert not view.inspector.why.isVisible()


def test_who_a_speaker_is_taken_for_is_told_and_becomes_the_entry(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    mara = {"entity": "Mara Jane Ellison", "entity_kind": "person", "affiliation": "Ridge Compute"}
    offer(second, by_hand("w", "speaker", "Mara Ellison", 0.84, **mara))
    view.opened.reload()
    idle()
    press(Qt.Key.Key_Tab, "y")
    assert "Mara Jane Ellison · person · Ridge Compute" in view.inspector.why.words.text()
    press("y", Qt.Key.Key_Return)
    [speaker] = stored(second).speakers.values()
    view.page.set_current(speaker.id)
    idle()
    fields = view.inspector.selected.speaker
    assert (fields.entity.text(), fields.affiliation.text()) == ("Mara Jane Ellison", "Ridge Compute")


def test_a_stance_without_a_cue_is_decided_from_the_list(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    claim = by_hand("c", "claim", "We need more chips, not fewer", 0.8, type="policy")
    offer(second, claim, by_hand("t", "stance", "", 0.7, claim_id="c", topic="T1", value="oppose"))
    view.opened.reload()
    idle()
    stance = next(one for one in view.inspector.suggestions.model.rows if one.kind == "stance")
    view.inspector.suggestions.chosen.emit(stance.id)
    assert view.inspector.selected.accept.isVisible()
    press(Qt.Key.Key_Return)
    [made] = stored(second).stances.values()
    assert (made.topic, made.value, made.start) == ("T1", "oppose", None)


def test_suggestions_that_arrive_move_nothing_and_change_no_state(
    view: AnnotatePage, opened: Window, second: Store, idle: Callable[[], None]
) -> None:
    view.page.select(span_of("half of its work"))
    opened.resize(1024, 480)
    idle()
    bar = view.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = (bar.value(), view.page.caret(), view.page.selection(), view.page.current)
    assert bar.value() > 0
    found = [by_hand(f"n{number}", "claim", words, 0.9) for number, words in enumerate(("Harbour towns", "Sign up"))]
    opened.bus.tell(lambda store, _actor: suggesting.store_run(store, view.opened.article_id, "v9", "rules", found))
    idle()
    idle()
    assert len([mark for mark in view.page.index.marks() if mark.suggested]) == 2
    assert (bar.value(), view.page.caret(), view.page.selection(), view.page.current) == before
    assert stored(second).set.state == "assigned"
    rows = articles.list_articles(second, projects.actor_named(second, None))
    assert {row.state for row in rows} == {""}


def test_a_finished_article_shows_no_suggestions_that_arrive(
    view: AnnotatePage, press: Press, second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    first = view.opened.article_id
    press((Qt.Key.Key_Return, CTRL))
    view.opened.open(first)
    idle()
    found = [by_hand("n", "claim", "Harbour towns", 0.9)]
    opened.bus.tell(lambda store, _actor: suggesting.store_run(store, first, "v9", "rules", found))
    idle()
    assert not view.page.index.marks()
    assert not view.inspector.suggestions.model.rows
    actor = projects.actor_named(second, None)
    assert sets.open_sheet(second, actor, first).set.state == "finished"


@pytest.mark.usefixtures("offered")
def test_the_list_is_gone_through_by_keys_from_its_first_row(
    view: AnnotatePage, press: Press, idle: Callable[[], None]
) -> None:
    rows = view.inspector.suggestions.model.rows
    view.inspector.suggestions.view.setFocus()
    idle()
    assert view.inspector.suggestions.view.currentIndex().row() == 0
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view.page.current == rows[1].id
    assert view.page.hasFocus()


def test_why_names_the_model_and_not_all_that_the_run_knows_of_itself(
    view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    article = articles.read_article(second, projects.actor_named(second, None), "a-harbour")
    described = '{"model": "en_small 3.8", "rules": 3, "topics": [{"keywords": ["chips"]}]}'
    suggesting.store_run(second, article.id, "1" * 64, described, suggestions_for(article.text))
    view.opened.reload()
    idle()
    press(Qt.Key.Key_Tab, "y")
    words = view.inspector.why.words.text()
    assert "en_small 3.8, rules 3, version 111111111111\n" in words
    assert "keywords" not in words
