"""Repeats, all occurrences, relabelling, several stances on one claim, and who a speaker is: by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from labeler.domain.labels import Claim
from labeler.domain.spans import Span
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services import labeling, projects, registry
from labeler.store import Store
from tests.gui.builders import TEXT, span_of, stored, suggest

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


def label(view: AnnotatePage, press: Press, words: str, key: str) -> None:
    view.page.select(span_of(words))
    press(key)


def claim_of(second: Store, words: str) -> Claim:
    return next(one for one in stored(second).claims.values() if one.text == words)


# -- repeats


def test_a_claim_repeats_the_one_whose_letter_is_typed(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "We need more chips, not fewer", "1")
    label(view, press, "Analysts doubt it.", "1")
    press("p")
    assert view.bench.prompt.asking
    press("a")
    target = claim_of(second, "We need more chips, not fewer")
    assert claim_of(second, "Analysts doubt it.").repeats == target.id
    mark = view.page.index.mark(claim_of(second, "Analysts doubt it.").id)
    assert mark is not None
    assert "=" in mark.tag
    link = view.inspector.claim.repeats
    assert "We need more chips" in link.accessibleName()
    link.click()
    assert view.page.current == target.id


def test_again_it_repeats_nothing_and_each_is_one_undo(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "We need more chips, not fewer", "1")
    label(view, press, "Analysts doubt it.", "1")
    press("p", "a", "p")
    assert claim_of(second, "Analysts doubt it.").repeats is None
    assert not view.inspector.claim.repeats.isVisible()
    press((Qt.Key.Key_Z, CTRL))
    assert claim_of(second, "Analysts doubt it.").repeats is not None
    press((Qt.Key.Key_Z, CTRL))
    assert claim_of(second, "Analysts doubt it.").repeats is None


def test_what_is_repeated_can_repeat_none(view: AnnotatePage, press: Press, second: Store, opened: Window) -> None:
    label(view, press, "Analysts doubt it.", "1")
    press("p")
    assert "No other claim is in sight" in opened.keybar.message
    label(view, press, "We need more chips, not fewer", "1")
    press("p", "a")
    view.bench.look_at(claim_of(second, "Analysts doubt it.").id)
    press("p")
    assert not view.bench.prompt.asking
    assert "Another claim repeats this one" in opened.keybar.message


# -- all occurrences


def test_all_other_places_of_a_speaker_are_labelled_in_one_step(
    view: AnnotatePage, press: Press, second: Store, opened: Window
) -> None:
    label(view, press, "Tidewater", "2")
    press("o")
    assert view.bench.prompt.asking
    assert "Tidewater: 1 more" in view.bench.prompt.accessibleName()
    press(Qt.Key.Key_Return)
    speakers = sorted(stored(second).speakers.values(), key=lambda one: one.start)
    assert [one.text for one in speakers] == ["Tidewater", "Tidewater"]
    assert len({one.entity_id for one in speakers}) == 1
    assert "Ctrl+Z" in opened.keybar.message
    press((Qt.Key.Key_Z, CTRL))
    assert len(stored(second).speakers) == 1
    press("o")
    assert view.bench.prompt.asking


def test_aliases_count_and_one_place_is_left_out(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    label(view, press, "Mara Ellison", "2")
    [entity] = stored(second).entities.values()
    registry.add_alias(second, projects.actor_named(second, None), entity.id, "Tidewater")
    view.names.read()
    idle()
    press("o")
    assert "2 more" in view.bench.prompt.accessibleName()
    press(Qt.Key.Key_Space, "n", Qt.Key.Key_Return)
    found = sorted(one.start for one in stored(second).speakers.values())
    assert found == [TEXT.index("Mara Ellison"), TEXT.rindex("Tidewater")]


def test_escape_leaves_everything_as_it_was(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "Tidewater", "2")
    before = (view.page.current, view.page.caret())
    press("o", Qt.Key.Key_Escape)
    assert len(stored(second).speakers) == 1
    assert (view.page.current, view.page.caret()) == before
    assert view.page.hasFocus()


def test_selected_words_are_labelled_with_their_other_places(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "Tidewater", "o")
    press(Qt.Key.Key_Return)
    assert [one.text for one in stored(second).speakers.values()] == ["Tidewater", "Tidewater"]


def test_a_pronoun_is_looked_for_nowhere_else(view: AnnotatePage, press: Press, opened: Window) -> None:
    label(view, press, "she", "2")
    press("o")
    assert not view.bench.prompt.asking
    assert "nowhere else" in opened.keybar.message


def test_without_a_speaker_it_says_what_to_select(view: AnnotatePage, press: Press, opened: Window) -> None:
    view.page.put_caret(0)
    press("o")
    assert "Select a speaker" in opened.keybar.message


# -- relabelling


def test_a_claim_becomes_a_speaker_and_back(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "Analysts", "1")
    press("r")
    sheet = stored(second)
    assert (len(sheet.claims), [one.text for one in sheet.speakers.values()]) == (0, ["Analysts"])
    assert view.page.current == next(iter(sheet.speakers))
    press("r")
    assert [one.text for one in stored(second).claims.values()] == ["Analysts"]
    press((Qt.Key.Key_Z, CTRL))
    assert [one.text for one in stored(second).speakers.values()] == ["Analysts"]
    press((Qt.Key.Key_Z, CTRL))
    assert [one.text for one in stored(second).claims.values()] == ["Analysts"]


# -- labels on top of each other


def test_d_goes_down_the_stack(view: AnnotatePage, press: Press) -> None:
    label(view, press, "more chips", "1")
    label(view, press, "We need more chips, not fewer", "1")
    whole = view.page.current
    view.page.put_caret(TEXT.index("more chips") + 2)
    view.page.set_current("")
    press("d")
    first = view.page.current
    press("d")
    second_one = view.page.current
    assert {first, second_one} == {mark.id for mark in view.page.index.marks()}
    assert whole in {first, second_one}
    press("d")
    assert view.page.current == first


# -- several topics


def test_a_claim_takes_a_stance_on_several_topics(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "We need more chips, not fewer", "1")
    press("+", "t", "3", "-")
    stances = {one.topic: one.value for one in stored(second).stances.values()}
    assert stances == {"T1": "support", "T3": "oppose"}
    assert len(view.inspector.stances.cards) == 2
    press((Qt.Key.Key_Z, CTRL))
    assert {one.topic for one in stored(second).stances.values()} == {"T1"}


def test_topic_value_and_cue_are_edited_in_the_inspector(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None], opened: Window
) -> None:
    label(view, press, "We need more chips, not fewer", "1")
    press("+")
    [card] = view.inspector.stances.cards
    card.take.click()
    assert "Select the words" in opened.keybar.message
    view.page.select(span_of("more chips"))
    card.take.click()
    idle()
    [stance] = stored(second).stances.values()
    assert stance.text == "more chips"
    [card] = view.inspector.stances.cards
    card.topic.click()
    press("3")
    [card] = view.inspector.stances.cards
    card.values.chosen.emit("neutral")
    idle()
    [stance] = stored(second).stances.values()
    assert (stance.topic, stance.value, stance.text) == ("T3", "neutral", "more chips")
    [card] = view.inspector.stances.cards
    card.clear.click()
    idle()
    [stance] = stored(second).stances.values()
    assert (stance.start, stance.text) == (None, "")


# -- who


def test_i_goes_to_the_field_that_says_who(view: AnnotatePage, press: Press, opened: Window) -> None:
    press("i")
    assert "Select a speaker" in opened.keybar.message
    label(view, press, "she", "2")
    press("i")
    assert view.inspector.speaker.entity.hasFocus()
    view.page.setFocus()
    label(view, press, "Analysts doubt it.", "1")
    press("i")
    assert view.inspector.claim.source.hasFocus()


def test_c_writes_a_comment_on_the_label_and_m_a_note(view: AnnotatePage, press: Press, second: Store) -> None:
    label(view, press, "Analysts doubt it.", "1")
    press("c", *"why", (Qt.Key.Key_Return, CTRL))
    [comment] = stored(second).comments.values()
    assert (comment.text, comment.label_id) == ("why", view.page.current)
    mark = view.page.index.mark(view.page.current)
    assert mark is not None
    assert mark.comment
    press(Qt.Key.Key_Escape)
    assert view.page.hasFocus()
    view.page.set_current("")
    press("c", *"all", (Qt.Key.Key_Return, CTRL))
    assert {one.label_id for one in stored(second).comments.values()} == {"", comment.label_id}


def test_a_suggested_speaker_gives_the_other_places(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    suggest(second)
    actor = projects.actor_named(second, None)
    labeling.add_speaker(second, actor, stored(second).article.id, span_of("she"), entity="Mara Ellison")
    entity = next(iter(stored(second).entities.values()))
    registry.add_alias(second, actor, entity.id, "Tidewater")
    view.opened.reload()
    idle()
    speaker = next(mark for mark in view.page.index.marks() if mark.suggested and mark.kind == "speaker")
    view.bench.look_at(speaker.id)
    press("o", Qt.Key.Key_Return)
    made = sorted((one.span for one in stored(second).speakers.values()), key=lambda one: one.start)
    place = TEXT.rindex("Tidewater")
    assert made == [span_of("Tidewater"), Span(place, place + len("Tidewater")), span_of("she")]
    assert len({one.entity_id for one in stored(second).speakers.values()}) == 1


def test_a_stance_opens_no_window_of_its_own(view: AnnotatePage, press: Press, opened: Window) -> None:
    label(view, press, "We need more chips, not fewer", "1")
    press("+")
    assert view.inspector.stances.cards
    assert opened.isActiveWindow()
