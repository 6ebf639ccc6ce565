"""The dialog about suggestions, by keys: what a lead changes on three pages is one new version of the scheme."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeler.gui.pipeline.dialog import PipelineDialog
from labeler.gui.pipeline.draft import Draft, words_of
from labeler.gui.window import Window
from labeler.services import history, projects, schemes
from labeler.services.schemes import PipelineChange
from labeler.store import Store

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(opened: Window, qtbot: QtBot, idle: Callable[[], None]) -> Iterator[PipelineDialog]:
    opened.commands.trigger("project.suggestions")
    dialog = opened.findChild(PipelineDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    idle()
    yield dialog
    if not gone(dialog):
        dialog.done(0)


def gone(dialog: PipelineDialog) -> bool:
    return not shiboken6.isValid(dialog) or not dialog.isVisible()


def down_to(dialog: PipelineDialog, page: str, qtbot: QtBot) -> None:
    """Go to a page by the arrow keys."""
    for _ in range(list(dialog.pages).index(page)):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.pages[page].isVisible()


def tab_to(dialog: PipelineDialog, goal: QWidget, qtbot: QtBot) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(90):
        if goal.hasFocus():
            return
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def test_rules_words_and_phrases_are_saved_together_and_undone_together(
    dialog: PipelineDialog, second: Store, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    box = dialog.rules.rows["said-that"].box
    tab_to(dialog, box, qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    dialog.turn_to("words")
    verbs = dialog.words.lists["reporting_verbs"].box
    tab_to(dialog, verbs, qtbot)
    qtbot.keyClicks(verbs, "posit\r\r  riff  on\rposit")
    dialog.turn_to("topics")
    keywords = dialog.topics.lists["keywords"].box
    tab_to(dialog, keywords, qtbot)
    qtbot.keyClicks(keywords, "berth*\r")
    qtbot.waitUntil(lambda: dialog.footer.told.text() == "Not saved: Rules, Words, Topics")
    qtbot.keyClick(keywords, Qt.Key.Key_S, CONTROL)
    idle()
    scheme = projects.current_scheme(second)
    assert (scheme.version, scheme.off) == (2, {"said-that"})
    assert scheme.lexicon["reporting_verbs"] == ("posit", "riff on")
    assert scheme.topics[0].keywords[0] == "berth*"
    qtbot.waitUntil(lambda: dialog.change is None)
    history.undo(second, projects.actor_named(second, None))
    assert projects.current_scheme(second).version == 1


def test_nothing_is_lost_by_closing(
    dialog: PipelineDialog, second: Store, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    box = dialog.rules.rows["quote"].box
    tab_to(dialog, box, qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.footer.told.text() == "Your changes are not saved."
    assert dialog.footer.save_first.hasFocus()
    qtbot.keyClick(dialog.footer.save_first, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.footer.save, Qt.Key.Key_Escape)
    qtbot.keyClick(dialog.footer.save_first, Qt.Key.Key_Space)
    idle()
    qtbot.waitUntil(lambda: gone(dialog))
    assert projects.current_scheme(second).off == {"quote"}


def test_what_is_refused_stands_where_it_was_typed(
    dialog: PipelineDialog, second: Store, idle: Callable[[], None]
) -> None:
    long = "z" * 300
    groups = dialog.words.lists["unnamed_groups"]
    groups.box.setPlainText(f"quant\n{long}")
    dialog.save()
    idle()
    assert projects.current_scheme(second).version == 1
    assert "longer than 200 characters" in dialog.notice.accessibleName()
    assert dialog.words.isVisible()
    assert groups.box.hasFocus()
    assert groups.box.textCursor().selectedText() == long
    assert groups.words == ("quant", long)


def test_a_change_made_elsewhere_comes_under_what_is_not_saved(
    dialog: PipelineDialog, second: Store, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    dialog.words.lists["reporting_verbs"].box.setPlainText("posit")
    lead = projects.actor_named(second, None)
    schemes.change_pipeline(
        second, lead, PipelineChange(rules={"quote": False}, lexicon={"unnamed_groups": ("quant",)})
    )
    qtbot.waitUntil(lambda: not dialog.rules.rows["quote"].box.isChecked(), timeout=10_000)
    assert dialog.words.lists["unnamed_groups"].words == ("quant",)
    dialog.save()
    idle()
    scheme = projects.current_scheme(second)
    assert scheme.off == {"quote"}
    assert scheme.lexicon["unnamed_groups"] == ("quant",)
    assert scheme.lexicon["reporting_verbs"] == ("posit",)


def test_who_is_no_lead_reads_and_is_told_why(
    opened: Window, second: Store, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    lead = projects.actor_named(second, None)
    projects.add_annotator(second, lead, "bo", frozenset({"annotator"}))
    opened.bus.actor = projects.actor_named(second, "bo")
    opened.commands.trigger("project.suggestions")
    dialog = opened.findChild(PipelineDialog)
    assert dialog is not None
    idle()
    assert "Only leads" in dialog.read_only.accessibleName()
    assert "anna" in dialog.read_only.accessibleName()
    assert not dialog.rules.rows["quote"].box.isEnabled()
    dialog.turn_to("words")
    assert dialog.words.lists["reporting_verbs"].box.isReadOnly()
    assert not dialog.footer.save.isVisible()
    dialog.turn_to("learning")
    assert not dialog.learning.learn.isEnabled()
    assert "refused" not in opened.notices.shown()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone(dialog))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a\n\n a \nb", ("a", "b")),
        ("say \"so\"\n\\d+\n]]\n'''", ('say "so"', "\\d+", "]]", "'''")),
        ("x\u202ey\n\x00\n\ud800z\n\u200d", ("xy", "z")),
        ("<b>bold</b> & co\u00a0now\n= 1\n[rules]", ("<b>bold</b> & co now", "= 1", "[rules]")),
        ("\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645", ("\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645",)),
    ],
)
def test_hostile_words_are_words(second: Store, typed: str, words: tuple[str, ...]) -> None:
    assert words_of(typed) == words
    lead = projects.actor_named(second, None)
    schemes.change_pipeline(second, lead, PipelineChange(lexicon={"unnamed_groups": words}))
    scheme = projects.current_scheme(second)
    assert scheme.lexicon["unnamed_groups"] == words
    assert Draft.of(scheme).change_from(scheme) is None


def test_every_page_is_named_and_says_what_it_says(dialog: PipelineDialog, qtbot: QtBot) -> None:
    down_to(dialog, "worth", qtbot)
    qtbot.waitUntil(lambda: "No article is finished yet" in dialog.worth.told.text(), timeout=10_000)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    assert "Learning begins with 10 finished articles" in dialog.learning.told.text()
    assert not dialog.learning.learn.isEnabled()


def test_opening_it_brings_no_numpy_along() -> None:
    told = "import sys, labeler.gui.project_view, labeler.gui.pipeline.dialog; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
