"""The search of the project by keys: texts and labels, the newest answer only, and places that are landed on."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.querying import LabelQuery, read_query
from labeler.domain.spans import Span
from labeler.gui.annotate import seeking
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.annotate.search_panel import PAUSE
from labeler.gui.annotate.seeking import Found, Hit, Seeker, parts_of, typed
from labeler.gui.look.controls.filter_chip import FilterChip
from labeler.gui.window import Window
from tests.gui.builders import OTHER, TEXT

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SEARCH = (Qt.Key.Key_F, CTRL | SHIFT)
OUT_OF_ORDER = sentence("out_of_order", "The index of words is out of order.")


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


@pytest.fixture
def answer(view: AnnotatePage, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not view.search.searching)


@pytest.fixture
def labelled(view: AnnotatePage, press: Callable[..., None]) -> AnnotatePage:
    """A claim of Mara Ellison's that supports the first topic, and one of nobody's."""
    for words, key in (("Mara Ellison", "2"), ("Cheap models will halve our costs", "1")):
        start = TEXT.index(words)
        view.page.select(Span(start, start + len(words)))
        press(key)
    press("+")
    start = TEXT.index("Analysts doubt it.")
    view.page.select(Span(start, start + 18))
    press("1", "k")
    return view


def chips(view: AnnotatePage) -> list[str]:
    return [chip.text() for chip in view.search.chips.findChildren(FilterChip) if chip.isVisible()]


def test_words_are_found_in_any_article_and_enter_goes_there_and_stays(
    view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]
) -> None:
    press(SEARCH, "written open")
    answer()
    search = view.search
    [hit] = search.model.rows
    assert (hit.heading, search.told.text()) == ("Tugboats and tokens", "1 article")
    assert hit.span.of(OTHER).casefold() in {"written", "open"}
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view.opened.sheet is not None
    assert view.opened.sheet.article.key == "b-tugboats"
    assert view.page.selection() == hit.span
    assert search.view.hasFocus()
    press(Qt.Key.Key_Escape)
    assert view.side.current == "articles"
    assert view.page.hasFocus()
    assert view.page.selection() == hit.span


def test_the_arrows_walk_the_results_and_back_to_the_field(
    view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]
) -> None:
    press(SEARCH, "the")
    answer()
    search = view.search
    assert len(search.model.rows) > 1
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert search.view.currentIndex().row() == 1
    press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert search.field.hasFocus()


def test_a_place_of_the_open_article_is_selected_at_once(
    view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]
) -> None:
    press(SEARCH, '"more chips"')
    answer()
    press(Qt.Key.Key_Return)
    selected = view.page.selection()
    assert selected is not None
    assert selected.of(TEXT) == "more chips"


def test_labels_are_asked_for_in_plain_words_and_the_parts_taken_away_as_chips(
    labelled: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]
) -> None:
    view, search = labelled, labelled.search
    topic = view.opened.scheme.topics[0].id
    press(SEARCH)
    search.where.segments()[1].click()
    search.field.setFocus()
    press(f"claims by Ellison that support {topic}")
    answer()
    assert chips(view) == ["claims", "by Mara Ellison", f"on {topic}", "▲ support"]
    assert [hit.words for hit in search.model.rows] == ["Cheap models will halve our costs"]
    by = next(chip for chip in search.chips.findChildren(FilterChip) if chip.text() == "by Mara Ellison")
    assert by.accessibleName() == "Take away: by Mara Ellison"
    by.click()
    answer()
    assert search.field.text() == f"claims topic:{topic} value:support"
    for chip in search.chips.findChildren(FilterChip):
        if chip.isVisible() and chip.text() != "claims":
            chip.click()
            answer()
            break
    assert len(chips(view)) == 2
    search.search("claims", "labels")
    answer()
    assert search.told.text() == "2 labels"


def test_a_label_found_becomes_the_current_one(
    labelled: AnnotatePage, press: Callable[..., None], answer: Callable[[], None], idle: Callable[[], None]
) -> None:
    view = labelled
    view.travel.step(1)
    idle()
    press(SEARCH)
    view.search.search("claims source:unstated", "labels")
    answer()
    assert [hit.words for hit in view.search.model.rows] == ["Analysts doubt it."]
    press(Qt.Key.Key_Return)
    assert view.bench.claim is not None
    assert view.bench.claim.text == "Analysts doubt it."


def test_nothing_found_and_nothing_asked_are_told(
    view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]
) -> None:
    search = view.search
    press(SEARCH)
    assert "all the words" in search.told.text()
    press("xylophone")
    answer()
    assert search.told.text() == "No article holds these words."
    assert not search.view.isVisible()
    search.where.segments()[1].click()
    answer()
    assert search.told.text() == "None of your labels is like that."
    search.search("the of", "labels")
    answer()
    assert search.told.text().startswith("Nothing is asked for yet")
    search.field.clear()
    answer()
    assert "in plain words" in search.told.text()


@pytest.mark.parametrize("text", ['"', '"""', "*", "AND OR NOT", "(", "NEAR(", "a:b", "-", "'; drop table", "\\", "%_"])
def test_whatever_is_typed_is_safe(
    view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None], text: str
) -> None:
    press(SEARCH)
    for where in ("text", "labels"):
        view.search.search(text, where)
        answer()
        assert view.search.told.property("role") == "secondary"


def test_a_refusal_is_told_and_the_next_question_answered(
    view: AnnotatePage,
    press: Callable[..., None],
    answer: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> Found:
        raise LabelerError(OUT_OF_ORDER)

    press(SEARCH)
    with monkeypatch.context() as broken:
        broken.setattr(Seeker, "look", refuse)
        view.search.search("open", "text")
        answer()
    assert view.search.told.text() == "The index of words is out of order."
    assert view.search.told.property("role") == "bad"
    view.search.search("tidewater", "text")
    answer()
    assert view.search.told.text() == "1 article"


def test_a_slow_answer_never_takes_the_place_of_a_newer_one(
    view: AnnotatePage, answer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    go_on = threading.Event()
    real = Seeker.look

    def slow(self: Seeker, store: object, actor: object, where: object, text: str) -> Found:
        asked.append(text)
        if len(asked) == 1:
            go_on.wait(10)
        return real(self, store, actor, where, text)  # type: ignore[arg-type]

    monkeypatch.setattr(Seeker, "look", slow)
    search = view.search
    view.show_side("search")
    shown: list[tuple[str, list[str]]] = []
    search.answered.connect(lambda: shown.append((search.field.text(), [hit.heading for hit in search.model.rows])))
    search.search("ice", "text")
    for text in ("i", "it", "tugboats"):
        search.field.setText(text)
        search._ask()
    go_on.set()
    answer()
    # What was typed while an answer was under way is passed over, but for the last of it.
    assert asked == ["ice", "tugboats"]
    assert shown == [("tugboats", ["Tugboats and tokens"])]


def test_typing_is_awaited(view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]) -> None:
    asked: list[int] = []
    view.search.answered.connect(lambda: asked.append(1))
    view.show_side("search")
    for letter in "open models":
        view.search.field.insert(letter)
    assert view.search._pause.interval() == PAUSE
    answer()
    assert asked == [1]
    press(Qt.Key.Key_Return)
    assert view.page.selection() is not None


def test_the_filter_hands_its_words_over(
    view: AnnotatePage, press: Callable[..., None], answer: Callable[[], None]
) -> None:
    press((Qt.Key.Key_L, CTRL), "authority")
    assert view.list.texts.isVisible()
    view.list.texts.setFocus()
    press(Qt.Key.Key_Space)
    answer()
    assert view.side.current == "search"
    assert [hit.heading for hit in view.search.model.rows] == ["Tugboats and tokens"]


def test_more_than_a_list_holds_is_counted(
    view: AnnotatePage, answer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeking, "LIMIT", 1)
    view.search.search("the", "text")
    answer()
    assert len(view.search.model.rows) == 1
    assert view.search.told.text() == "1 of 2 articles"


def test_questions_survive_being_written_anew(labelled: AnnotatePage) -> None:
    scheme = labelled.opened.scheme
    topic = scheme.topics[0].id
    for text in (
        "claims",
        f"claims value:oppose topic:{topic}",
        "unsure direct claims",
        "speaker:Nobody claims source:author",
        'claims "two words" three',
        'speaker:"A Stranger" sure claims',
    ):
        query, _ = read_query(text, scheme, [], [])
        again, _ = read_query(typed(parts_of(query, {})), scheme, [], [])
        assert again == query != LabelQuery()


def test_hits_say_all_to_a_screen_reader(view: AnnotatePage) -> None:
    hit = Hit(
        article_id="a",
        heading="H",
        source="",
        span=Span(0, 1),
        words="<b>w</b>",
        kind="claim",
        label_id="c",
        detail="T1 ▲",
    )
    view.search.model.show_rows([hit])
    index = view.search.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "claim, <b>w</b>, T1 ▲, H"
    assert "&lt;b&gt;w" in index.data(Qt.ItemDataRole.ToolTipRole)
