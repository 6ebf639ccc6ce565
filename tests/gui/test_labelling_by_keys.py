"""An annotator's work with the keyboard alone, checked in the database through another connection."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.store import Store
from tests.gui.builders import TEXT, span_of, stored, suggest

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def label_claim(view: AnnotatePage, press: Callable[..., None], words: str) -> None:
    view.page.select(span_of(words))
    press("1")


def test_1_without_a_selection_labels_the_sentence_at_the_caret(
    view: AnnotatePage, press: Callable[..., None], second: Store
) -> None:
    view.page.put_caret(TEXT.index("Analysts") + 2)
    press("1")
    [claim] = stored(second).claims.values()
    assert claim.text == "Analysts doubt it."
    assert view.page.current == claim.id


def test_a_claim_in_quotation_marks_is_direct_and_linked_to_the_nearest_speaker(
    view: AnnotatePage, press: Callable[..., None], second: Store
) -> None:
    view.page.select(span_of("Mara Ellison"))
    press("2")
    label_claim(view, press, "Cheap models will halve our costs within a year")
    sheet = stored(second)
    [claim], [speaker] = sheet.claims.values(), sheet.speakers.values()
    assert (claim.attribution, claim.source, claim.speaker_id) == ("direct", "speaker", speaker.id)
    assert sheet.entities[speaker.entity_id or ""].name == "Mara Ellison"


def test_type_attribution_and_source_by_keys(view: AnnotatePage, press: Callable[..., None], second: Store) -> None:
    label_claim(view, press, "Analysts doubt it.")
    press((Qt.Key.Key_3, SHIFT), "a", "a", "j")
    [claim] = stored(second).claims.values()
    assert (claim.type, claim.attribution, claim.source) == ("evaluation", "indirect", "author")
    press("k")
    [claim] = stored(second).claims.values()
    assert claim.source == "unstated"


def test_letters_link_a_speaker_in_sight(view: AnnotatePage, press: Callable[..., None], second: Store) -> None:
    view.page.select(span_of("Mara Ellison"))
    press("2")
    view.page.select(span_of("Analysts"))
    press("2")
    label_claim(view, press, "half of its work to open models")
    press("l")
    assert view.bench.prompt.asking
    press("b")
    sheet = stored(second)
    [claim] = sheet.claims.values()
    assert sheet.speakers[claim.speaker_id or ""].text == "Analysts"
    assert not view.bench.prompt.asking
    assert view.page.hasFocus()


def test_3_asks_for_the_value_on_the_current_topic_and_writes_once(
    view: AnnotatePage, press: Callable[..., None], second: Store
) -> None:
    label_claim(view, press, "We need more chips, not fewer")
    view.page.select(span_of("more chips"))
    press("3")
    press("t")
    press("3")
    press("+")
    sheet = stored(second)
    [stance], [claim] = sheet.stances.values(), sheet.claims.values()
    assert (stance.topic, stance.value, stance.text, stance.claim_id) == ("T3", "support", "more chips", claim.id)


def test_escape_takes_the_question_back(view: AnnotatePage, press: Callable[..., None], second: Store) -> None:
    label_claim(view, press, "We need more chips, not fewer")
    press("3", Qt.Key.Key_Escape)
    assert not stored(second).stances
    assert view.page.hasFocus()


def test_plus_minus_and_zero_give_one_stance_on_the_current_topic(
    view: AnnotatePage, press: Callable[..., None], second: Store
) -> None:
    label_claim(view, press, "We need more chips, not fewer")
    press("+", "-")
    [stance] = stored(second).stances.values()
    assert (stance.topic, stance.value) == ("T1", "oppose")


def test_boilerplate_is_marked_and_unmarked(view: AnnotatePage, press: Callable[..., None], second: Store) -> None:
    view.page.put_caret(TEXT.index("Sign up") + 3)
    press("4")
    [region] = stored(second).regions.values()
    assert region.text == "Sign up to read more."
    press("4")
    assert not stored(second).regions


def test_unsure_note_and_delete(view: AnnotatePage, press: Callable[..., None], second: Store) -> None:
    label_claim(view, press, "Analysts doubt it.")
    press("?", "m")
    press("w", "h", "o", Qt.Key.Key_Return)
    [claim] = stored(second).claims.values()
    assert (claim.unsure, claim.note) == (True, "who")
    assert view.page.hasFocus()
    press(Qt.Key.Key_Delete)
    assert not stored(second).claims


def test_letters_typed_into_a_field_label_nothing(
    view: AnnotatePage, press: Callable[..., None], second: Store
) -> None:
    view.list.filter.setFocus()
    press("1", "2", "x")
    assert view.list.filter.text() == "12x"
    assert not stored(second).claims


def test_undo_and_redo_also_after_a_restart(
    view: AnnotatePage, press: Callable[..., None], second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    label_claim(view, press, "Analysts doubt it.")
    press("?")
    press((Qt.Key.Key_Z, CTRL))
    assert [one.unsure for one in stored(second).claims.values()] == [False]
    location = opened.project.project.location if opened.project else ""
    opened.close_project()
    idle()
    opened.open_project(location)
    idle()
    idle()
    assert opened.project is not None
    opened.project.annotate.page.setFocus()
    press((Qt.Key.Key_Z, CTRL))
    assert not stored(second).claims
    press((Qt.Key.Key_Z, CTRL | SHIFT))
    assert len(stored(second).claims) == 1


def test_undo_goes_to_the_article_that_it_changed(
    view: AnnotatePage, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    label_claim(view, press, "Analysts doubt it.")
    first = view.opened.article_id
    press((Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))
    assert view.opened.article_id != first
    press((Qt.Key.Key_Z, CTRL))
    idle()
    assert view.opened.article_id == first


def test_tab_enter_and_x_decide_on_suggestions(
    view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    suggest(second)
    view.opened.reload()
    idle()
    assert view.page.current == ""
    press(Qt.Key.Key_Tab)
    assert view.bench.suggestion is not None
    assert view.bench.suggestion.kind == "claim"
    press(Qt.Key.Key_Return)
    sheet = stored(second)
    [claim], [speaker] = sheet.claims.values(), sheet.speakers.values()
    assert (claim.origin, claim.speaker_id, claim.type) == ("accepted", speaker.id, "prediction")
    assert view.bench.suggestion is not None
    press("x")
    assert not stored(second).suggestions
    assert {one.verdict for one in stored(second).decisions.values()} == {"accepted", "rejected"}
    press((Qt.Key.Key_Z, CTRL))
    idle()
    assert len(stored(second).suggestions) == 1
    assert any(mark.suggested for mark in view.page.index.marks())


def test_tab_leaves_the_page_when_nothing_is_proposed(view: AnnotatePage, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_Tab)
    assert not view.page.hasFocus()


def test_accept_all_above_is_one_step(
    view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    suggest(second)
    view.opened.reload()
    idle()
    press((Qt.Key.Key_A, CTRL | SHIFT))
    sheet = stored(second)
    assert (len(sheet.claims), len(sheet.speakers)) == (1, 1)
    press((Qt.Key.Key_Z, CTRL))
    assert not stored(second).claims


def test_e_moves_the_edges_of_a_suggestion(
    view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    suggest(second)
    view.opened.reload()
    idle()
    press(Qt.Key.Key_Tab, "e", Qt.Key.Key_Left, Qt.Key.Key_Return)
    [claim] = stored(second).claims.values()
    assert (claim.text, claim.origin) == ("Cheap models will halve our costs within a", "edited")


def test_finishing_lists_problems_first_and_then_opens_the_next_article(
    view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    label_claim(view, press, "Analysts doubt it.")
    first = view.opened.article_id
    press((Qt.Key.Key_Return, CTRL))
    assert view.inspector.problems.isVisible()
    assert view.inspector.problems.rows
    assert stored(second).set.state == "in_progress"
    press((Qt.Key.Key_Return, CTRL))
    idle()
    assert stored(second).set.state == "finished"
    assert view.opened.article_id not in {"", first}
    assert view.list.model.rows[0].state == "finished"


def test_a_finished_article_says_why_nothing_happens_and_reopens(
    view: AnnotatePage, press: Callable[..., None], second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    first = view.opened.article_id
    press((Qt.Key.Key_Return, CTRL))
    idle()
    view.opened.open(first)
    idle()
    press("1")
    assert not stored(second).claims
    assert "finished" in opened.keybar.message
    press((Qt.Key.Key_O, CTRL | SHIFT))
    assert stored(second).set.state == "in_progress"


def test_f6_goes_round_the_panels(view: AnnotatePage, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_F6)
    assert view.inspector.isAncestorOf(view.window().focusWidget())
    press(Qt.Key.Key_F6)
    assert view.list.isAncestorOf(view.window().focusWidget())
    press((Qt.Key.Key_F6, SHIFT))
    press((Qt.Key.Key_F6, SHIFT))
    assert view.page.hasFocus()


def test_keys_pressed_faster_than_they_are_saved_act_in_their_order(
    view: AnnotatePage, second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    view.page.select(span_of("Analysts doubt it."))
    for ident in ("label.claim", "type.2", "label.unsure", "stance.oppose"):
        opened.commands.trigger(ident)
    idle()
    idle()
    [claim] = stored(second).claims.values()
    assert (claim.type, claim.unsure) == ("prediction", True)
    assert len(stored(second).stances) == 1
