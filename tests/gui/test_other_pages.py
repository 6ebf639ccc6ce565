"""Review and Agreement in the window: who gets in, what is remembered, undo, other people, closing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from labeler.gui.actions import actions
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.paging import PageName
from labeler.gui.palette_entries import Offer
from labeler.gui.project_view import ProjectView
from labeler.gui.review.page import ReviewPage
from labeler.gui.window import Window
from labeler.services import projects, reviewing
from labeler.services.reviewing import ItemQuery
from labeler.store import open_store
from tests.gui.review.builders import make_reviewed

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reviewed(tmp_path_factory.mktemp("reviewed"), 2)


@pytest.fixture
def file(reviewed: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "coast.labeler"
    shutil.copyfile(reviewed, copy)
    copy.chmod(0o600)
    return copy


@pytest.fixture
def enter(
    window: Window, file: Path, idle: Callable[[], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], ProjectView]]:
    """Open the project as somebody; reports are kept in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(file.parent / "cache"))

    def do(name: str) -> ProjectView:
        window.open_project(str(file), name)
        qtbot.waitUntil(lambda: window.project is not None)
        idle()
        assert window.project is not None
        return window.project

    yield do
    for job in list(window.jobs):
        job.cancel()
        job.wait(5000)


def go(view: ProjectView, name: PageName, key: Qt.Key, idle: Callable[[], None]) -> QWidget | None:
    QTest.keyClick(view.window().focusWidget() or view.window(), key, ALT)
    idle()
    assert view.pages.name == name
    return view.pages.made(name)


def to_review(view: ProjectView, idle: Callable[[], None]) -> ReviewPage:
    page = go(view, "review", Qt.Key.Key_2, idle)
    assert isinstance(page, ReviewPage)
    return page


def to_agreement(view: ProjectView, idle: Callable[[], None]) -> AgreementPage:
    page = go(view, "agreement", Qt.Key.Key_3, idle)
    assert isinstance(page, AgreementPage)
    return page


def settled(page: ReviewPage) -> int:
    reading = page.opened.reading
    assert reading is not None
    assert reading.sheet is not None
    return len(reading.sheet.settled)


def test_a_reviewer_gets_in_by_keys_and_by_the_rail(
    enter: Callable[[str], ProjectView], idle: Callable[[], None]
) -> None:
    view = enter("ruth")
    assert view.pages.made("review") is None, "a page is made when it is first shown"
    assert to_review(view, idle).opened.reading is not None
    assert view.rail.pages["review"].isChecked()
    view.rail.pages["annotate"].click()
    idle()
    assert view.pages.name == "annotate"
    assert view.rail.pages["annotate"].isChecked()
    assert not view.rail.pages["review"].isChecked()
    assert view.annotate.page.hasFocus()


@pytest.mark.parametrize("name", ["review", "agreement"])
def test_every_command_of_a_page_has_a_handler_there(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window, name: PageName
) -> None:
    view = enter("ruth")
    view.locks.open(name)
    idle()
    own = {ident for ident, one in actions().items() if one.scope == name}
    assert own <= window.commands.handled()
    assert not {ident for ident, one in actions().items() if one.scope in {"annotate", "article"}} & (
        window.commands.handled()
    )
    why = {entry.id: entry.why for entry in Offer(window.commands, page=name).entries("")}
    assert why["label.claim"] == "on the page Annotate"


def test_annotators_are_told_why_a_page_is_closed(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window
) -> None:
    view = enter("ben")
    for key, name, words in ((Qt.Key.Key_2, "review", "once gold is"), (Qt.Key.Key_3, "agreement", "for reviewers")):
        QTest.keyClick(view.annotate.page, key, ALT)
        idle()
        assert view.pages.name == "annotate"
        assert words in window.keybar.message
        assert words in view.rail.pages[name].toolTip()
        assert words in view.rail.pages[name].accessibleDescription()


def test_review_opens_for_an_annotator_once_gold_is_finished(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], file: Path
) -> None:
    view = enter("ben")
    store = open_store(str(file))
    ruth = projects.actor_named(store, "ruth")
    row = next(one for one in reviewing.review_list(store, ruth) if one.disagreements)
    reviewing.premerge(store, ruth, row.article_id, "by:anna")
    reviewing.accept_gold(store, ruth, row.article_id)
    store.close()
    page = to_review(view, idle)
    assert page.opened.article_id == row.article_id
    assert page.opened.reading is not None
    assert page.opened.reading.sheet is None, "she compares, and does not review"
    assert view.rail.pages["review"].accessibleDescription() == ""


def test_undo_and_redo_take_decisions_back_and_follow_them(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window
) -> None:
    view = enter("ruth")
    page = to_review(view, idle)
    before = settled(page)
    QTest.keyClick(page.centre.focus_widget, Qt.Key.Key_1)
    idle()
    assert settled(page) == before + 1
    QTest.keyClick(page.centre.focus_widget, Qt.Key.Key_Z, CTRL)
    idle()
    assert (view.pages.name, settled(page)) == ("review", before)
    go(view, "annotate", Qt.Key.Key_1, idle)
    QTest.keyClick(view.annotate.page, Qt.Key.Key_Y, CTRL)
    idle()
    assert (view.pages.name, settled(page)) == ("review", before + 1), "shown where it was done"
    assert window.keybar.message


def test_the_page_that_was_left_is_shown_again(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window
) -> None:
    to_review(enter("ruth"), idle)
    window.close_project()
    idle()
    view = enter("ruth")
    assert view.pages.name == "review"
    window.close_project()
    idle()
    assert enter("ben").pages.name == "annotate", "remembered for whoever left it"


def test_somebody_else_sees_nothing_of_it(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window
) -> None:
    view = enter("ruth")
    page = to_review(view, idle)
    ben = next(one for one in view.people() if one.name == "ben")
    view.choose_person(ben.id)
    idle()
    assert view.pages.name == "annotate"
    assert view.pages.made("review") is None
    assert not isValid(page)
    assert view.rail.pages["agreement"].accessibleDescription()
    ruth = next(one for one in view.people() if one.name == "ruth")
    view.choose_person(ruth.id)
    idle()
    assert to_review(view, idle) is not page
    assert window.project is view


def test_items_behind_a_figure_are_shown_in_review(
    enter: Callable[[str], ProjectView], idle: Callable[[], None]
) -> None:
    view = enter("ruth")
    agreement = to_agreement(view, idle)
    agreement.items_wanted.emit(ItemQuery(kind="any"))
    idle()
    assert view.pages.name == "review"
    page = view.pages.made("review")
    assert isinstance(page, ReviewPage)
    assert page.opened.only


def test_kept_figures_stand_on_the_page_before_it_is_shown(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], qtbot: QtBot
) -> None:
    before = enter("ruth")
    computed = to_agreement(before, idle)
    qtbot.waitUntil(lambda: computed.report is not None and not computed.computing.running, timeout=30_000)
    first = computed.report
    go(before, "annotate", Qt.Key.Key_1, idle)
    view = enter("ruth")
    for step in view.others.steps():
        step()
    idle()
    page = view.pages.made("agreement")
    assert isinstance(page, AgreementPage)
    assert not page.isVisible()
    assert page.report == first
    QTest.keyClick(view.window(), Qt.Key.Key_3, ALT)
    assert page.isVisible()
    assert not page.computing.running


def test_a_project_is_closed_while_its_report_is_computed(
    enter: Callable[[str], ProjectView], window: Window, qtbot: QtBot
) -> None:
    view = enter("ruth")
    view.locks.open("agreement")
    window.close_project()
    qtbot.waitUntil(lambda: not window.jobs and not window.bus.busy, timeout=20_000)
    assert window.project is None
    assert not window.start_notices.isVisible()


def test_focus_mode_f6_and_escape_work_on_every_page(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window, qtbot: QtBot
) -> None:
    view = enter("ruth")
    agreement = to_agreement(view, idle)
    qtbot.waitUntil(lambda: agreement.report is not None, timeout=20_000)
    for name in ("review", "agreement"):
        view.locks.open(name)
        idle()
        window.commands.trigger("view.focus")
        assert not view.header.isVisible()
        assert not view.rail.isVisible()
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        assert view.header.isVisible()
        before = window.focusWidget()
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F6)
        assert window.focusWidget() is not before


def test_an_article_chosen_by_name_is_shown_on_annotate(
    enter: Callable[[str], ProjectView], idle: Callable[[], None], window: Window
) -> None:
    view = enter("ruth")
    to_review(view, idle)
    window.commands.trigger("view.search")
    assert view.pages.name == "annotate"
    assert view.annotate.search.isVisible()
