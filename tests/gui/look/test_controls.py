from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from labeler.gui.look import fonts, theme
from labeler.gui.look.controls import (
    Button,
    Chip,
    FocusRing,
    IconButton,
    KeyCap,
    LinkButton,
    Notice,
    PlainLabel,
    PrimaryButton,
    ProgressBar,
    QuietButton,
    Rule,
    Segmented,
    panel,
    splitter,
)
from labeler.gui.look.controls.labels import plain_tooltip

TYPES = [("fact", "fact"), ("prediction", "prediction"), ("policy", "R&D policy")]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Generator[None]:
    theme.apply(qapp, "light")
    yield
    fonts.set_scale(1.0)
    theme.apply(qapp, "light")


def _controls() -> list[QWidget]:
    bar = ProgressBar("Articles")
    bar.set_parts(3, 40, 1)
    return [
        Button("Skip", icon="skip-circle"),
        PrimaryButton("Finish article", key="F2"),
        QuietButton("Add comment"),
        LinkButton("Try again"),
        IconButton("settings", "Settings"),
        KeyCap("Ctrl+Enter"),
        Chip("claim", "CLAIM"),
        Chip("stance", "▲ support", dashed=True),
        Segmented("Type", TYPES),
        Notice("bad", "The disk is full.", "Try again", closable=True),
        bar,
    ]


@pytest.mark.parametrize("number", range(11))
@pytest.mark.parametrize(("name", "scale"), [("light", 1.0), ("dark", 2.0), ("contrast", 1.0)])
def test_each_control_has_a_name_and_room_for_its_text(
    qtbot: QtBot, qapp: QApplication, number: int, name: str, scale: float
) -> None:
    control = _controls()[number]
    qtbot.addWidget(control)
    fonts.set_scale(scale)
    theme.apply(qapp, name)
    control.show()
    assert control.accessibleName()
    assert not control.grab().isNull()
    if not isinstance(control, ProgressBar):
        needed = QFontMetrics(fonts.ui_font(11)).height()
        assert control.sizeHint().height() >= needed
        assert control.sizeHint().height() >= 20 * scale


def test_a_plain_label_never_shows_html(qtbot: QtBot) -> None:
    label = PlainLabel("<b>bold</b><img src='file:///etc/passwd'>", elide=True)
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.toolTip().startswith("<qt>&lt;b&gt;")
    assert not label.grab().isNull()
    label.resize(2000, 20)
    assert label.toolTip() == ""
    label.setText("short")
    assert label.text() == "short"
    label.set_role("title")
    assert plain_tooltip("") == ""


def test_an_eliding_label_may_become_narrow(qtbot: QtBot) -> None:
    label = PlainLabel("A title that is much longer than its place", elide=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 40


def test_ampersands_are_shown(qtbot: QtBot) -> None:
    button = Button("R&D")
    qtbot.addWidget(button)
    assert button.text() == "R&&D"
    button.set_text("Q&A")
    assert (button.text(), button.accessibleName()) == ("Q&&A", "Q&A")
    assert button.shortcut().isEmpty()


def test_checking_a_segment_moves_nothing(qtbot: QtBot) -> None:
    row = Segmented("Type", TYPES)
    qtbot.addWidget(row)
    row.show()
    before = [segment.geometry().getRect() for segment in row.segments()]
    with qtbot.waitSignal(row.chosen) as told:
        QTest.mouseClick(row.segments()[1], Qt.MouseButton.LeftButton)
    assert told.args == ["prediction"]
    assert row.value() == "prediction"
    assert before == [segment.geometry().getRect() for segment in row.segments()]
    row.set_value("")
    assert row.value() == ""
    row.set_value("policy")
    assert [segment.isChecked() for segment in row.segments()] == [False, False, True]


def test_a_notice_offers_its_action(qtbot: QtBot) -> None:
    notice = Notice("warn", "2 labels will be left out.", "Show them")
    qtbot.addWidget(notice)
    with qtbot.waitSignal(notice.acted):
        notice.findChild(LinkButton).click()
    notice.show_notice("ok", "Saved.")
    assert notice.accessibleName() == "Saved."
    assert not notice.findChild(LinkButton).isVisibleTo(notice)


def test_chips_and_caps_change_their_words(qtbot: QtBot) -> None:
    chip = Chip("ok", "saved")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint()
    chip.set_kind("bad", "! not saved at all")
    assert chip.text() == chip.accessibleName() == "! not saved at all"
    assert chip.sizeHint().width() > narrow.width()
    assert KeyCap("1").sizeHint() == QSize(20, 20)


def test_a_progress_bar_says_its_figures(qtbot: QtBot) -> None:
    bar = ProgressBar("Finished")
    qtbot.addWidget(bar)
    bar.set_parts(23, 40)
    assert bar.accessibleName() == "Finished: 23 / 40"
    bar.set_parts(0, 0)


def test_the_focus_ring_is_around_what_has_the_focus(qtbot: QtBot) -> None:
    window = panel("window")
    row = QVBoxLayout(window)
    field, button, listed = QLineEdit(), Button("Go"), QLabel("x")
    for widget in (field, button, listed, Rule(), splitter(QLabel("a"), QLabel("b"), name="parts")):
        row.addWidget(widget)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    with qtbot.waitActive(window):
        window.show()
    button.setFocus()
    assert ring.target() is button
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    window.resize(500, 300)
    assert ring.geometry().contains(button.geometry())
    field.setFocus()
    assert ring.target() is field
    field.hide()
    assert ring.target() is not field or not ring.isVisible()
    listed.setProperty("ownFocus", True)
    listed.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    listed.setFocus()
    assert not ring.isVisible()
    assert not window.grab().isNull()


def test_a_button_keeps_its_key_off_its_text(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    plain, keyed = PrimaryButton("Finish article"), PrimaryButton("Finish article", key="Ctrl+Enter")
    row.addWidget(plain)
    row.addWidget(keyed)
    qtbot.addWidget(holder)
    holder.show()
    assert keyed.width() >= plain.width() + QFontMetrics(fonts.ui_font(11, bold=True)).horizontalAdvance("Ctrl+Enter")
