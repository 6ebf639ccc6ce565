"""The list of problems: live, counted, gone through by keys, each leading to what mends it, before finishing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from labeler.config.paths import default_scheme
from labeler.domain.checks import CODES, Problem
from labeler.domain.scheme import parse_scheme
from labeler.domain.spans import Span
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services import importing, projects
from labeler.store import Store
from tests.gui.builders import TEXT, span_of, stored

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FINISH = (Qt.Key.Key_Return, CTRL)
Press = Callable[..., None]


def label(view: AnnotatePage, press: Press, words: str, key: str) -> None:
    view.page.select(span_of(words))
    press(key)


@pytest.fixture
def looked(view: AnnotatePage, qtbot: QtBot, idle: Callable[[], None]) -> Callable[[], list[tuple[str, str]]]:
    """Wait until the problems are looked for, and return (check, severity) of each."""

    def wait() -> list[tuple[str, str]]:
        qtbot.waitUntil(lambda: not view.finishing.waiting)
        idle()
        return [(one.check, one.severity) for one in view.finishing.problems]

    return wait


class TestUsual:
    """With the default scheme: warnings and notes."""

    def test_they_are_found_anew_after_each_edit_and_notes_are_not_counted(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]]
    ) -> None:
        assert looked() == []
        label(view, press, "Mara Ellison", "2")
        assert looked() == [("speaker_without_claim", "note")]
        assert view.finishing.open_count == 0
        assert view.header.problem_words == "no open problems"
        label(view, press, "Analysts doubt it.", "1")
        assert [check for check, severity in looked() if severity == "warning"] == [
            "attribution_undecided", "source_undecided", "type_undecided",
        ]  # fmt: skip
        assert view.finishing.open_count == 3
        assert view.header.problem_words == "3 open problems"
        press("j")
        assert "source_undecided" not in {check for check, _ in looked()}
        press((Qt.Key.Key_Z, CTRL))
        assert "source_undecided" in {check for check, _ in looked()}

    def test_the_most_serious_come_first_and_each_says_how_serious_it_is(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]]
    ) -> None:
        label(view, press, "Mara Ellison", "2")
        label(view, press, "Analysts doubt it.", "1")
        looked()
        press(Qt.Key.Key_F8)
        names = [row.accessibleName().split(":")[0] for row in view.inspector.problems.rows]
        assert names == ["warning", "warning", "warning", "note"]

    def test_arrows_and_enter_lead_to_what_mends_it(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]], second: Store
    ) -> None:
        label(view, press, "she", "2")
        label(view, press, "Analysts doubt it.", "1")
        view.page.set_current("")
        view.page.put_caret(0)
        checks = [check for check, _ in looked()]
        press(Qt.Key.Key_F8)
        rows = view.inspector.problems.rows
        assert rows[0].hasFocus()
        press(Qt.Key.Key_Down)
        assert rows[1].hasFocus()
        press(Qt.Key.Key_Up)
        for check, owner in (
            ("type_undecided", view.inspector.claim.type),
            ("attribution_undecided", view.inspector.claim.attribution),
        ):
            view.inspector.problems.rows[checks.index(check)].setFocus()
            press(Qt.Key.Key_Return)
            assert view.page.current == next(iter(stored(second).claims))
            assert owner.isAncestorOf(view.window().focusWidget())
        view.inspector.problems.rows[checks.index("source_undecided")].click()
        assert view.inspector.claim.source.hasFocus()
        view.inspector.problems.rows[checks.index("speaker_without_entity")].click()
        assert view.page.current == next(iter(stored(second).speakers))
        assert view.inspector.speaker.entity.hasFocus()

    def test_a_cut_word_leads_to_the_edges(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]], second: Store
    ) -> None:
        span = span_of("Analysts doubt i")
        view.page.put_caret(span.end, span.start)
        press("1")
        checks = [check for check, _ in looked()]
        press(Qt.Key.Key_F8)
        view.inspector.problems.rows[checks.index("edge_inside_word")].click()
        assert view.page.edited_span() == span
        press(Qt.Key.Key_Right, Qt.Key.Key_Return)
        [claim] = stored(second).claims.values()
        assert claim.text == "Analysts doubt it"

    def test_escape_closes_the_list(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]]
    ) -> None:
        label(view, press, "Analysts doubt it.", "1")
        looked()
        press(Qt.Key.Key_F8, Qt.Key.Key_Escape)
        assert not view.inspector.problems.isVisible()
        assert view.page.hasFocus()

    def test_without_any_it_says_so(self, view: AnnotatePage, press: Press, opened: Window) -> None:
        press(Qt.Key.Key_F8)
        assert not view.inspector.problems.isVisible()
        assert "No problems are open" in opened.keybar.message

    def test_notes_alone_do_not_hold_an_article_open(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]], second: Store
    ) -> None:
        label(view, press, "Mara Ellison", "2")
        assert looked() == [("speaker_without_claim", "note")]
        press(FINISH)
        assert stored(second).set.state == "finished"

    def test_an_edit_after_the_warning_lets_it_be_shown_again(
        self, view: AnnotatePage, press: Press, second: Store
    ) -> None:
        label(view, press, "Analysts doubt it.", "1")
        press(FINISH)
        view.page.setFocus()
        press("?", FINISH)
        assert stored(second).set.state == "in_progress"
        press(FINISH)
        assert stored(second).set.state == "finished"

    def test_problems_never_name_the_words_as_markup(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]]
    ) -> None:
        label(view, press, "Analysts doubt it.", "1")
        looked()
        press(Qt.Key.Key_F8)
        assert view.inspector.problems.rows[0].text() == ""
        assert "Analysts doubt it." in view.inspector.problems.rows[0].accessibleName()


class TestStrict:
    """With a scheme under which an undecided type blocks."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        (tmp_path / "a-harbour.txt").write_text(TEXT, encoding="utf-8")
        text = default_scheme().read_text(encoding="utf-8")
        text = text.replace('type_undecided = "warning"', 'type_undecided = "blocking"')
        file = tmp_path / "strict.labeler"
        scheme = parse_scheme(text.replace('source_undecided = "warning"', 'source_undecided = "off"'))
        store = projects.create_project(str(file), name="Strict", scheme=scheme, guidelines="", owner="anna")
        importing.import_paths(store, projects.actor_named(store, None), [tmp_path / "a-harbour.txt"])
        store.close()
        return file

    def test_a_blocking_one_refuses_and_says_why(
        self, view: AnnotatePage, press: Press, second: Store, opened: Window
    ) -> None:
        label(view, press, "Analysts doubt it.", "1")
        press(FINISH, FINISH)
        assert stored(second).set.state == "in_progress"
        assert "One problem must be settled first" in opened.keybar.message
        assert "type" in opened.keybar.message
        first = view.inspector.problems.rows[0]
        assert first.accessibleName().startswith("blocking")
        assert first.hasFocus()
        assert not view.inspector.problems.finish.isVisible()
        view.page.setFocus()
        press((Qt.Key.Key_1, SHIFT), FINISH, FINISH)
        assert stored(second).set.state == "finished"

    def test_what_is_off_is_not_listed(
        self, view: AnnotatePage, press: Press, looked: Callable[[], list[tuple[str, str]]]
    ) -> None:
        label(view, press, "Analysts doubt it.", "1")
        assert {check for check, _ in looked()} == {"type_undecided", "attribution_undecided"}


def test_of_very_many_the_first_are_listed_and_the_rest_counted(view: AnnotatePage) -> None:
    span = Span(0, 7)
    many = [
        Problem(
            check="type_undecided", severity="warning", kind="claim", label_id=str(number), span=span,
            code=CODES["type_undecided"], fields={"words": "Harbour", "topic": ""},
        )
        for number in range(5_000)
    ]  # fmt: skip
    view.inspector.show_problems(many)
    panel = view.inspector.problems
    assert len(panel.rows) == 200
    assert any(one.text() == "4,800 more come as these are settled." for one in panel.findChildren(QLabel))
    view.inspector.show_problems(many[:3])
    assert len(panel.rows) == 3
    assert not any("more come" in one.text() and one.isVisible() for one in panel.findChildren(QLabel))
