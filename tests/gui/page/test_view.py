from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.look import theme
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.painting import handles
from labeler.gui.page.view import ArticlePage
from tests.gui.page.seeing import has_colour, picture

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier

WILD = 'Ana 😀 said "we won’t stop" 𝔸𝔹.\r\n\r\nThe 🚆 train’s late.\u00a0Ok, she wrote.\rEnd 👩‍👩‍👧 of it.'


def _place(page: ArticlePage, point: int) -> QPoint:
    """Return where the character at an offset is, a little inside it."""
    unit = page.map.to_units(point)
    box = page.parts(unit, unit + 1)[0].rect
    return QPointF(box.left() + 1, box.center().y()).toPoint()


def _end(page: ArticlePage, point: int) -> QPoint:
    box = page.parts(page.map.to_units(point - 1), page.map.to_units(point))[0].rect
    return QPointF(box.right() - 1, box.center().y()).toPoint()


def _drag(page: ArticlePage, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    view = page.viewport()
    QTest.mousePress(view, LEFT, keys, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
    QTest.mouseRelease(view, LEFT, keys, end)


def _click(page: ArticlePage, point: QPoint) -> None:
    QTest.mouseClick(page.viewport(), LEFT, NONE, point)


def _selected(page: ArticlePage) -> str:
    span = page.selection()
    return "" if span is None else span.of(page.text)


@pytest.mark.parametrize(
    ("begin", "wanted"),
    [
        ("on’t", "won’t stop"),
        ("na 😀", "Ana 😀 said"),
        ("𝔸", "𝔸𝔹"),
        ("rain’s", "train’s late"),
        ("late", "late.\u00a0Ok"),
        ('op" ', 'stop" 𝔸𝔹.\r\n\r\nThe 🚆 train’s'),
        ("rote", "wrote.\rEnd"),
        ("👩", "👩‍👩‍👧 of"),
    ],
)
def test_dragging_selects_whole_words_exactly(page: ArticlePage, begin: str, wanted: str) -> None:
    page.set_article(WILD)
    first, last = WILD.index(begin), WILD.index(wanted) + len(wanted)
    _drag(page, _place(page, first), _end(page, last))
    assert _selected(page) == wanted
    _drag(page, _end(page, last), _place(page, first))
    assert _selected(page) == wanted
    assert page.caret() == WILD.index(wanted)


def test_alt_drags_exact_characters(page: ArticlePage) -> None:
    page.set_article(WILD)
    start = WILD.index("on’t")
    _drag(page, _place(page, start), _end(page, start + 3), ALT)
    assert _selected(page) == "on’"


def test_while_dragging_the_words_are_already_shown(page: ArticlePage) -> None:
    page.set_article(WILD)
    start = WILD.index("rain’s")
    QTest.mousePress(page.viewport(), LEFT, NONE, _place(page, start))
    QTest.mouseMove(page.viewport(), _end(page, start + 10))
    assert _selected(page) == "train’s late"
    QTest.mouseRelease(page.viewport(), LEFT, NONE, _end(page, start + 10))


def test_a_second_drag_may_begin_inside_the_first_selection(page: ArticlePage) -> None:
    page.set_article(WILD)
    page.select(Span(0, WILD.index("\r")))
    start = WILD.index("said")
    _drag(page, _place(page, start), _end(page, start + 4))
    assert _selected(page) == "said"


def test_double_click_takes_the_word_and_triple_click_the_sentence(page: ArticlePage) -> None:
    page.set_article(WILD)
    place = _place(page, WILD.index("rain’s"))
    _click(page, place)
    QTest.mouseDClick(page.viewport(), LEFT, NONE, place)
    assert _selected(page) == "train’s"
    _click(page, place)
    assert _selected(page) == "The 🚆 train’s late."


def test_words_and_sentences_by_method(page: ArticlePage) -> None:
    page.set_article(WILD)
    page.put_caret(WILD.index("The"))
    page.word_forward()
    assert page.caret() == WILD.index("🚆")
    page.word_forward(extend=True)
    page.word_forward(extend=True)
    assert _selected(page) == "🚆 train’s"
    page.word_back(extend=True)
    assert _selected(page) == "🚆"
    page.word_back()
    assert page.caret() <= WILD.index("🚆")
    page.select_sentence()
    assert _selected(page) == "The 🚆 train’s late."
    page.clear_selection()
    assert page.selection() is None


def test_copying_gives_the_stored_text(page: ArticlePage) -> None:
    page.set_article(WILD)
    page.select(Span(WILD.index("late"), WILD.index("Ok") + 2))
    page.copy()
    assert QGuiApplication.clipboard().text() == "late.\u00a0Ok"


def test_clicking_goes_through_a_stack_of_the_same_extent(page: ArticlePage, qtbot: QtBot) -> None:
    page.show_marks(
        [
            Mark(id=name, kind=kind, start=10, end=30, suggested=suggested)
            for name, kind, suggested in (
                ("claim", "claim", False),
                ("speaker", "speaker", False),
                ("guess", "claim", True),
                ("cue", "stance", False),
            )
        ]
    )
    seen: list[str] = []
    for _ in range(5):
        with qtbot.waitSignal(page.mark_clicked):
            _click(page, _place(page, 20))
        seen.append(page.current)
        QTest.qWait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 20)
    assert sorted(seen[:4]) == ["claim", "cue", "guess", "speaker"]
    assert seen[0] == seen[4]


def test_clicking_a_tag_takes_its_mark_and_clicking_nothing_none(page: ArticlePage, qtbot: QtBot) -> None:
    box = page.parts(*page.index.units("spent"))[0].rect
    _click(page, QPointF(box.left() + 8, box.bottom() + 9).toPoint())
    assert page.current == "spent"
    with qtbot.waitSignal(page.current_changed):
        _click(page, _place(page, page.text.index("Harbour works")))
    assert page.current == ""


def test_clicking_more_tells_which(page: ArticlePage, qtbot: QtBot) -> None:
    page.show_marks([Mark(id=str(n), kind="claim", start=0, end=60 + n, tag="fact") for n in range(9)])
    with qtbot.waitSignal(page.crowd_clicked) as told:
        for x in range(40, 700, 6):
            box = page.parts(0, 1)[0].rect
            _click(page, QPoint(x, round(box.bottom() + 9)))
    assert told.args is not None
    assert len(told.args[0]) >= 6


def test_a_handle_drags_the_end_by_words(page: ArticlePage, qtbot: QtBot) -> None:
    page.go_to("spent")
    corner = handles(page.framed(), page.scale)[1].toPoint()
    goal = page.text.index("dredge") + len("dredge")
    with qtbot.waitSignal(page.extent_changed) as told:
        _drag(page, corner, _end(page, goal))
    assert told.args is not None
    assert told.args[0] == "spent"
    assert told.args[1].of(page.text) == "it spent less than 6 million to dredge"
    assert page.edited_span() is None


def test_the_arrows_move_the_edges(page: ArticlePage) -> None:
    page.begin_edge_edit("bold")
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert page.edited_span() is not None
    QTest.keyClick(page, Qt.Key.Key_Right, SHIFT)
    span = page.edited_span()
    assert span is not None
    assert span.of(page.text) == "still"
    QTest.keyClick(page, Qt.Key.Key_Right, CTRL)
    assert page.edited_span() == Span(span.start, span.end + 1)
    page.end_edge_edit()
    assert page.edited_span() is None
    caret = page.caret()
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert page.caret() == caret + 1
    page.begin_edge_edit("nobody")
    assert page.edited_span() is None


def test_labels_and_suggestions_are_walked_in_reading_order(page: ArticlePage) -> None:
    labels = [key[2] for key in page.index.order() if (mark := page.index.mark(key[2])) and not mark.suggested]
    labels = [key for key in labels if not key.startswith("boilerplate")]
    page.put_caret(0)
    walked: list[str] = []
    for _ in labels:
        assert page.next_label()
        walked.append(page.current)
    assert walked == labels
    assert page.next_label()
    assert page.current == labels[0]
    assert page.previous_label()
    assert page.current == labels[-1]
    assert page.next_suggestion()
    assert page.current == "bold"
    assert page.next_suggestion()
    assert page.previous_suggestion()
    assert page.current == "bold"
    page.show_marks([])
    assert page.current == ""
    assert not page.next_suggestion()
    assert not page.previous_label()


def test_a_removed_mark_is_no_longer_current(page: ArticlePage, qtbot: QtBot) -> None:
    page.go_to("spent")
    with qtbot.waitSignal(page.current_changed, check_params_cb=lambda now: now == ""):
        page.patch_marks(Patch(removed=("spent",)))


def test_tooltips_are_safe_text(page: ArticlePage) -> None:
    start = page.text.index("Harbour works")
    page.show_marks([Mark(id="x", kind="claim", start=start, end=start + 13, name="claim <img src=x>")])
    text = page.tooltip_at(QPointF(_place(page, start + 4)))
    assert "&lt;img" in text
    assert "<img" not in text


def test_selecting_a_label_is_announced(page: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("labeler.gui.page.marked.say", lambda _about, text: said.append(text))
    page.go_to("spent")
    assert said == ["claim: it spent less than 6 million to dredge its basin"]


def test_a_screen_reader_finds_name_text_and_caret(page: ArticlePage) -> None:
    found = QAccessible.queryAccessibleInterface(page)
    assert found is not None
    assert found.text(QAccessible.Text.Name) == "Article text"
    assert found.textInterface().characterCount() == page.map.units


def test_tab_leaves_the_page(page: ArticlePage) -> None:
    assert page.tabChangesFocus()
    assert page.isReadOnly()


def test_the_strip_scrolls_and_frames_what_is_in_view(page: ArticlePage, qtbot: QtBot) -> None:
    page.resize(600, 300)
    bar = page.verticalScrollBar()
    QTest.mouseClick(page.strip, LEFT, NONE, QPoint(8, 280))
    assert bar.value() > 100
    QTest.mouseClick(page.strip, LEFT, NONE, QPoint(8, 2))
    assert bar.value() < 100
    qtbot.wait(150)
    assert not page.strip.grab().toImage().isNull()


def test_the_strip_leaves_boilerplate_out(page: ArticlePage, qtbot: QtBot) -> None:
    def lit() -> bool:
        qtbot.wait(150)
        strip = page.strip
        return has_colour(strip.grab().toImage(), QRectF(strip.rect()), theme.tokens().color("claimL"))

    region = Mark(id="r", kind="boilerplate", start=10, end=60)
    page.show_marks([region])
    assert not lit()
    page.patch_marks(Patch(put=(region,)))
    assert not lit()
    page.patch_marks(Patch(put=(Mark(id="c", kind="claim", start=10, end=60),)))
    assert lit()


def test_hits_of_a_search_are_underlined_without_touching_the_text(page: ArticlePage) -> None:
    page.show_marks([])
    before = page.document().revision()
    hits = [Span(0, 4), Span(10, 15)]
    ink = theme.tokens().color("text")

    def line_under(span: Span) -> bool:
        box = page.parts(span.start, span.end)[0].rect
        return has_colour(picture(page), QRectF(box.left() + 1, box.bottom() - 4, 2, 1), ink, away=6)

    def framed(span: Span) -> bool:
        box = page.parts(span.start, span.end)[0].rect
        return has_colour(picture(page), QRectF(box.left() - 3, box.center().y() - 3, 1, 6), ink, away=6)

    assert not any(line_under(span) or framed(span) for span in hits)
    page.show_hits(hits, current=hits[1])
    assert [line_under(span) for span in hits] == [True, True]
    assert [framed(span) for span in hits] == [False, True]
    page.show_hits([])
    assert not any(line_under(span) or framed(span) for span in hits)
    assert page.document().revision() == before


def test_what_a_command_would_label_is_framed(page: ArticlePage) -> None:
    page.show_marks([])
    span, ink = Span(10, 15), theme.tokens().color("focus")
    box = page.parts(span.start, span.end)[0].rect
    area = QRectF(box.left() - 3, box.center().y() - 3, 1, 6)
    page.preview([span])
    assert has_colour(picture(page), area, ink, away=6)
    page.preview([])
    assert not has_colour(picture(page), area, ink, away=6)


def test_the_handles_of_right_to_left_text_stand_at_its_own_ends(page: ArticlePage, qtbot: QtBot) -> None:
    text = "He wrote שלום עולם טוב in the margin.\nשלום עולם טוב"
    page.set_article(text)
    for start in (text.index("שלום"), text.rindex("שלום")):
        span = Span(start, start + len("שלום עולם"))
        page.show_marks([Mark(id="x", kind="claim", start=span.start, end=span.end)])
        page.go_to("x")
        first, last = handles(page.framed(), page.scale)
        box = page.framed()[0].rect
        assert first.x() > box.right() > box.left() > last.x()
        goal = page.parts(span.end + 3, span.end + 4)[0].rect
        with qtbot.waitSignal(page.extent_changed) as told:
            _drag(page, last.toPoint(), QPointF(goal.left() + 1, goal.center().y()).toPoint())
        assert told.args is not None
        assert told.args[1].of(text) == "שלום עולם טוב"


def test_what_becomes_of_the_current_label_is_announced(page: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.go_to("spent")
    said: list[str] = []
    monkeypatch.setattr("labeler.gui.page.view.say", lambda _about, text: said.append(text))
    mark = page.index.mark("spent")
    assert mark is not None
    page.patch_marks(Patch(put=(mark._replace(name="claim, policy"),)))
    page.patch_marks(Patch(put=(mark._replace(name="claim, policy", tag="!"),)))
    assert said == ["claim, policy"]
    fresh = [Mark(id=f"n{n}", kind="claim", start=n, end=n + 4, suggested=True, name="suggested") for n in (0, 9)]
    page.patch_marks(Patch(put=tuple(fresh)))
    page.patch_marks(Patch(put=(fresh[0],)))
    assert said[1:] == ["2 suggestions."]


def test_a_screen_reader_is_told_that_the_text_cannot_be_changed(page: ArticlePage) -> None:
    found = QAccessible.queryAccessibleInterface(page)
    assert found is not None
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly
    page.setAccessibleDescription("Harbour news")
    assert found.text(QAccessible.Text.Description) == "Harbour news"


def test_boilerplate_has_no_handles(page: ArticlePage) -> None:
    mark = next(mark for mark in page.index.marks() if mark.kind == "boilerplate")
    page.set_current(mark.id)
    corner = handles(page.framed(), page.scale)[1].toPoint()
    _drag(page, corner, corner + QPoint(-200, 0))
    assert page.edited_span() is None
    assert _selected(page).endswith("for you.")
