"""Disagreements are settled by keys, one after another, until the article is gold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labeler.domain.spans import Span
from labeler.gui.review.cases import Case
from labeler.gui.review.frame_editor import FrameEditor
from labeler.services.reviewing import EditedFrame, EditedSpeaker
from tests.gui.review.builders import TEXT
from tests.gui.review.host import Host


def _current(host: Host) -> Case:
    case = host.page.opened.case
    assert case is not None
    return case


def _go(host: Host, kind: str, layer: str = "claim") -> Case:
    """Look at the first case of a kind."""
    reading = host.page.opened.reading
    assert reading is not None
    found = next(case for case in reading.disagreements if (case.kind, case.layer) == (kind, layer))
    host.page.opened.go(found.id)
    host.settle()
    return found


def _again(host: Host, case: Case) -> Case:
    reading = host.page.opened.reading
    assert reading is not None
    found = reading.case(case.id)
    assert found is not None
    return found


def test_the_first_article_with_disagreements_is_open_at_its_first(host: Host) -> None:
    assert host.page.opened.article_id == host.article("a-harbour")
    assert _current(host).number == 1
    assert host.page.centre.page.case == _current(host).id
    assert host.focusWidget() is host.page.centre.page
    assert host.page.column.cases.figure.text() == "0 of 8 settled"


def test_a_digit_takes_a_side_and_goes_to_the_next_open_one(host: Host) -> None:
    case = _go(host, "type")
    host.press("review.take_2")
    done = _again(host, case)
    assert done.verdict is not None
    assert (done.verdict.words, done.verdict.side) == ("ben", 1)
    assert done.verdict.by.startswith("ruth")
    assert _current(host).number == case.number + 1
    assert host.said[-1] == f"{case.number}: ben taken."


def test_the_next_open_one_is_found_beyond_what_was_asked_for(host: Host) -> None:
    """Else the next digit would settle again what was just settled, and accepting would lead nowhere."""
    case = _go(host, "type")
    host.page.show_items([(host.page.opened.article_id, case.id)])
    host.press("review.take_2", "review.next_open", "review.neither")
    done = _again(host, case).verdict
    assert done is not None
    assert done.words == "ben"
    assert host.page.opened.only is None
    assert _current(host).id != case.id


def test_keys_pressed_faster_than_the_desk_settle_one_case_each(host: Host) -> None:
    first = _go(host, "type")
    handlers = host.page.handlers()
    handlers["review.take_1"]()
    second = _current(host)
    handlers["review.neither"]()
    host.settle()
    assert second.id != first.id
    one, other = _again(host, first).verdict, _again(host, second).verdict
    assert one is not None
    assert one.words == "anna"
    assert other is not None
    assert other.words == "none of them"


def test_a_side_that_is_not_there_is_not_taken(host: Host, settled_now: Callable[[], tuple[int, str]]) -> None:
    host.press("review.take_5")
    assert host.said[-1] == "There is no such side: there are 2."
    assert settled_now() == (0, "")


def test_reason_and_clause_go_with_the_decision(host: Host) -> None:
    case = _go(host, "boundary")
    host.press("review.reason")
    fields = host.page.decision.grounds
    assert host.focusWidget() is fields.reason
    QTest.keyClicks(fields.reason, "the verb reports")
    QTest.keyClick(fields.reason, Qt.Key.Key_Return)
    assert host.focusWidget() is host.page.centre.page
    assert fields.code.count() > 1
    fields.code.setCurrentIndex(1)
    fields.code.activated.emit(1)
    host.press("review.take_2")
    verdict = _again(host, case).verdict
    assert verdict is not None
    assert verdict.reason.endswith(": the verb reports")
    host.page.opened.go(case.id)
    assert fields.reason.text() == "the verb reports"
    assert fields.code.currentIndex() == 1


def test_a_decision_can_be_taken_back(host: Host) -> None:
    case = _go(host, "type")
    host.press("review.take_1")
    host.page.opened.go(case.id)
    assert host.page.decision.undecide.isVisible()
    host.press("review.undecide")
    assert _again(host, case).open
    assert host.said[-1] == f"{case.number} is open again."


def test_edges_are_edited_by_arrows_and_saved_by_enter(host: Host) -> None:
    case = _go(host, "boundary")
    span = case.marked[0].span
    host.press("review.edit")
    page = host.page.centre.page
    assert page.edited_span() == span
    assert host.focusWidget() is page
    QTest.keyClick(page, Qt.Key.Key_Left)
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    moved = page.edited_span()
    assert moved is not None
    assert moved != span
    editor = host.page.decision.editor
    assert editor is not None
    assert editor.span == moved
    assert "Enter saves" in host.page.words()
    QTest.keyClick(page, Qt.Key.Key_Return)
    host.settle()
    verdict = _again(host, case).verdict
    assert verdict is not None
    assert verdict.words == "edited"
    assert host.page.decision.editor is None
    host.page.opened.go(case.id)
    begun = host.page.decision.begin_editing()
    assert begun is not None
    assert begun.span == moved


def test_a_frame_is_put_together_from_fields(host: Host) -> None:
    case = _go(host, "stance missing")
    host.press("review.edit")
    editor = host.page.decision.editor
    assert editor is not None
    editor.type.segments()[0].click()
    editor.source.setCurrentIndex(1)
    editor.source.activated.emit(1)
    editor.topics.setCurrentIndex(1)
    editor.topics.activated.emit(1)
    editor.save.click()
    host.settle()
    assert host.refused == []
    sheet = host.page.opened.reading.sheet if host.page.opened.reading else None
    assert sheet is not None
    frame = sheet.settled[case.id].frame
    assert frame is not None
    assert (frame.type, frame.source, frame.speaker) == ("fact", "author", None)
    assert [one.topic for one in frame.stances] == ["T1"]


def test_escape_leaves_editing_and_changes_nothing(host: Host) -> None:
    case = _go(host, "boundary")
    host.press("review.edit")
    QTest.keyClick(host.page.centre.page, Qt.Key.Key_Left)
    host.press("review.take_1")
    QTest.keyClick(host.page.centre.page, Qt.Key.Key_Escape)
    host.settle()
    assert host.page.decision.editor is None
    assert host.page.centre.page.edited_span() is None
    assert _again(host, case).open
    assert len(host.page.decision.cards) == 2


def test_an_article_is_settled_to_gold_by_keys(host: Host, settled_now: Callable[[], tuple[int, str]]) -> None:
    host.press("review.accept")
    assert host.said[-1].startswith("Disagreements still open: 8.")
    host.press("review.take_agreed")
    for _ in range(8):
        if not host.page.opened.next_open():
            break
        host.press("review.take_1")
    reading = host.page.opened.reading
    assert reading is not None
    assert reading.open == []
    assert reading.agreed_open == 0
    assert host.page.column.cases.left.text() == "Everything is settled."
    assert host.page.column.cases.accept.isEnabled()
    host.press("review.accept")
    assert settled_now()[1] == "finished"
    assert not host.page.opened.writable
    assert "gold" in host.page.centre.notices.shown()
    host.press("review.take_1")
    assert host.said[-1] == "This is gold. Reopen it first."
    assert host.refused == []


def test_gold_is_reopened_with_a_reason_and_settled_anew(hosted: Callable[..., Host]) -> None:
    host = hosted(settled=True)
    host.page.show_article(host.article("a-harbour"))
    host.settle()
    host.press("review.reopen_gold")
    host.prompt.line.setText("a rule was changed")
    QTest.keyClick(host.prompt.line, Qt.Key.Key_Return)
    host.settle()
    assert host.page.opened.writable
    case = _go(host, "type")
    host.press("review.take_2")
    verdict = _again(host, case).verdict
    assert verdict is not None
    assert verdict.words == "ben"


def test_where_nobody_disagrees_accepting_takes_what_is_agreed_after_asking(host: Host) -> None:
    host.page.show_article(host.article("b-calm"))
    host.settle()
    assert host.page.column.cases.empty.text() == "No disagreements in this article. Accept it as gold."
    host.press("review.accept")
    assert host.prompt.asking
    assert [choice.value for choice in host.prompt.choices()] == ["yes", ""]
    QTest.keyClick(host.window().focusWidget(), Qt.Key.Key_A)
    host.settle()
    assert not host.page.opened.writable
    assert host.refused == []


@pytest.mark.parametrize(("strategy", "left"), [("agree", 8), ("by:ben", 0)])
def test_open_items_are_merged_by_a_strategy(host: Host, strategy: str, left: int) -> None:
    host.press("review.premerge")
    assert [choice.value for choice in host.prompt.choices()] == ["agree", "majority", "by:anna", "by:ben"]
    key = {"agree": Qt.Key.Key_A, "by:ben": Qt.Key.Key_2}[strategy]
    QTest.keyClick(host.window().focusWidget(), key)
    host.settle()
    reading = host.page.opened.reading
    assert reading is not None
    assert len(reading.open) == left


def test_names_are_hidden_and_shown_again(host: Host) -> None:
    host.press("review.hide_names")
    reading = host.page.opened.reading
    assert reading is not None
    assert {side.name for side in reading.sides} == {"A", "B"}
    assert {side.finished for side in reading.sides} == {""}
    shown = [card.accessibleName() for card in host.page.decision.cards]
    assert not any("anna" in one or "ben" in one for one in shown)
    host.press("review.premerge")
    assert [choice.value for choice in host.prompt.choices()] == ["agree", "majority"]
    host.prompt.cancel()
    host.press("review.hide_names")
    assert {side.name for side in host.page.opened.reading.sides} == {"anna", "ben"}  # pyright: ignore[reportOptionalMemberAccess]


def test_a_reviewer_who_annotated_the_article_is_warned(hosted: Callable[..., Host]) -> None:
    host = hosted(name="anna")
    assert "own" in host.page.centre.notices.shown()


def test_a_comment_goes_to_the_annotator(host: Host) -> None:
    _go(host, "boundary")
    host.press("review.comment")
    QTest.keyClick(host.window().focusWidget(), Qt.Key.Key_2)
    host.prompt.line.setText("<b>Why</b> the verb?")
    QTest.keyClick(host.prompt.line, Qt.Key.Key_Return)
    host.settle()
    sheet = host.page.opened.reading.sheet if host.page.opened.reading else None
    assert sheet is not None
    assert [one.text for one in sheet.comments[sheet.sides[1].annotator_id]] == ["<b>Why</b> the verb?"]


def test_an_annotator_is_asked_to_reopen_and_gold_is_stale(hosted: Callable[..., Host]) -> None:
    host = hosted(settled=True)
    host.page.show_article(host.article("a-harbour"))
    host.settle()
    host.press("review.ask_reopen")
    QTest.keyClick(host.window().focusWidget(), Qt.Key.Key_1)
    host.prompt.line.setText("look at the quotes")
    QTest.keyClick(host.prompt.line, Qt.Key.Key_Return)
    host.settle()
    assert host.refused == []
    assert "stale" in host.page.centre.notices.shown()


def test_an_annotator_sees_gold_beside_her_own_and_changes_nothing(hosted: Callable[..., Host]) -> None:
    host = hosted(name="ben", settled=True)
    reading = host.page.opened.reading
    assert reading is not None
    assert reading.sheet is None
    assert [side.name for side in reading.sides] == ["you", "gold"]
    assert not host.page.decision.edit.isVisible()
    assert not any(card.button.isVisible() for card in host.page.decision.cards)
    host.press("review.take_1", "review.accept")
    assert "reviewers" in host.said[-1]
    assert host.refused == []
    assert host.page.column.articles.model.rowCount() == 1


def test_the_text_of_the_article_is_never_taken_for_markup(host: Host) -> None:
    at = TEXT.index("<b>Bold</b>")
    page = host.page.centre.page
    assert page.toPlainText()[at : at + 11] == "<b>Bold</b>"
    quote = host.page.decision.cards[0]
    assert quote.accessibleName()
    page.edit_edges("claim", Span(at, at + 11))
    assert page.tooltip_at(page.parts(at, at + 3)[0].rect.center()) in {"", "<qt></qt>"}


def _editor(host: Host) -> FrameEditor:
    host.press("review.edit")
    editor = host.page.decision.editor
    assert editor is not None
    return editor


def _stored_frame(host: Host, case: Case) -> EditedFrame:
    sheet = host.page.opened.reading.sheet if host.page.opened.reading else None
    assert sheet is not None
    frame = sheet.settled[case.id].frame
    assert frame is not None
    return frame


def test_words_that_nobody_marked_become_the_source_and_the_cue(host: Host) -> None:
    case = _go(host, "type")
    editor, page = _editor(host), host.page.centre.page
    editor.source.setCurrentIndex(editor.source.count() - 1)
    editor.source.activated.emit(editor.source.count() - 1)
    assert host.focusWidget() is page
    assert page.edited_span() is None
    start = TEXT.index("A spokeswoman")
    page.select(Span(start, start + 13))
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert editor.who.speaker == EditedSpeaker(start=start, end=start + 13)
    assert "A spokeswoman" in editor.source.currentText()
    editor.who.entity.chosen.emit(None)
    topic = editor.stances.stances[0].topic
    at = TEXT.index("nobody uses")
    page.select(Span(at, at + 11))
    editor.words_wanted.emit(topic)
    assert (editor.stances.stances[0].start, editor.stances.stances[0].end) == (at, at + 11)
    editor.save.click()
    host.settle()
    assert host.refused == []
    frame = _stored_frame(host, case)
    assert frame.speaker is not None
    assert (frame.speaker.start, frame.speaker.label) == (start, "")
    assert [(one.start, one.end) for one in frame.stances] == [(at, at + 11)]


def test_a_source_may_be_any_entity_of_the_registry(host: Host) -> None:
    case = _go(host, "entity", "speaker")
    editor = _editor(host)
    field = editor.entity.field
    host.settle()
    field.setFocus()
    QTest.keyClicks(field, "the mayor")
    assert [offer.words for offer in field.offers()] == ["The mayor"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    editor.save.click()
    host.settle()
    assert host.refused == []
    entity = _stored_frame(host, case).entity_id
    assert entity is not None
    sheet = host.page.opened.reading.sheet if host.page.opened.reading else None
    assert sheet is not None
    assert sheet.entities[entity].name == "The mayor"


def test_escape_leaves_choosing_words_and_goes_back_to_the_edges(host: Host) -> None:
    case = _go(host, "boundary")
    editor, page = _editor(host), host.page.centre.page
    editor.words_wanted.emit("")
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert editor.frame.source == case_source(host, case)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.edited_span() == case.marked[0].span
    assert host.page.decision.editor is editor


def case_source(host: Host, case: Case) -> str:
    """Return what the first side says is a claim's source."""
    sheet = host.page.opened.reading.sheet if host.page.opened.reading else None
    assert sheet is not None
    first = case.marked[0]
    return sheet.sides[first.side].claims[first.label_id].source
