from __future__ import annotations

import sys
from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from labeler.gui.look import fonts, icons, theme
from labeler.gui.look.tokens import DARK, LIGHT, contrast_tokens


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Generator[None]:
    theme.apply(qapp, "light")
    yield
    fonts.set_scale(1.0)
    theme.apply(qapp, "light")


def test_qt_keeps_none_alive(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("x")
    assert sys.getrefcount(None) > before - 100


def test_a_theme_changes_palette_and_tokens_and_says_so(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.themes().changed):
        theme.apply(qapp, "dark")
    assert theme.tokens() is DARK is theme.current()
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.page
    theme.apply(qapp, "light")
    assert theme.tokens() is LIGHT


def test_the_system_decides_where_it_knows(qapp: QApplication) -> None:
    theme.apply(qapp, "no such theme")
    assert theme.themes().name == "system"
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.tokens() is (DARK if dark else LIGHT)


def test_high_contrast_brings_its_own_colours_where_the_system_forces_none(qapp: QApplication) -> None:
    theme.apply(qapp, "contrast")
    look = theme.tokens()
    assert look in {contrast_tokens(dark=False), contrast_tokens(dark=True)}
    colours = qapp.palette()
    assert colours.color(QPalette.ColorRole.WindowText).name().upper() == look.text
    assert colours.color(QPalette.ColorRole.Highlight).name().upper() == look.accent
    assert colours.color(QPalette.ColorRole.HighlightedText).name().upper() == look.onAccent


def test_the_systems_high_contrast_is_taken_as_it_is(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_wants_contrast", lambda: True)
    for name in ("system", "contrast"):
        theme.apply(qapp, name)
        assert theme.tokens().forced
    theme.apply(qapp, "dark")
    assert theme.tokens() is DARK


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_is_dark_where_the_systems_palette_is(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, dark: bool
) -> None:
    monkeypatch.setattr(theme.themes(), "_dark_palette", dark)
    theme.apply(qapp, "contrast")
    if qapp.styleHints().colorScheme() == Qt.ColorScheme.Unknown:
        assert theme.tokens() == contrast_tokens(dark=dark)


def test_the_size_of_the_interface_is_kept_between_100_and_300_percent(qapp: QApplication) -> None:
    fonts.set_scale(2.0)
    theme.apply(qapp, "light")
    assert qapp.font().pixelSize() == 26
    fonts.set_scale(9)
    assert fonts.scale() == 3.0
    fonts.set_scale(0.1)
    assert fonts.px(20) == 20


def test_articles_are_read_in_a_serif_at_the_size_asked_for() -> None:
    font = fonts.reading_font(22)
    assert font.pixelSize() == 22
    assert "Serif" in QFontInfo(font).family()
    assert fonts.reading_font(99).pixelSize() == fonts.READING_MAX
    for face in ("sans", "system"):
        assert fonts.reading_font(18, face).pixelSize() == 18
    assert "Sans" in QFontInfo(fonts.reading_font(18, "sans")).family()
    assert fonts.reading_font(18, "system").family() == fonts.ui_font().family()
    assert fonts.code_font().pixelSize() == 12
    assert fonts.ui_font(tabular=True).isFeatureSet(fonts.QFont.Tag("tnum"))


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    source = (icons.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert ("currentColor" in source) == (name != "logo")
    for ratio in (1.0, 2.0):
        drawn = icons.pixmap(name, "bad", 16, ratio).toImage()
        assert drawn.width() == 16 * ratio
        inks = [
            drawn.pixelColor(x, y)
            for x in range(drawn.width())
            for y in range(drawn.height())
            if drawn.pixelColor(x, y).alpha() > 150
        ]
        assert inks
        if name != "logo":
            wanted = QColor(LIGHT.bad).getRgb()[:3]  # rounding of half covered pixels may shift it by a little
            assert all(abs(a - b) <= 2 for ink in inks for a, b in zip(ink.getRgb()[:3], wanted, strict=True))


def test_icons_keep_to_the_theme(qapp: QApplication) -> None:
    action = QAction("Find")
    icons.wear(action, "search", "accent")

    def tint() -> set[str]:
        drawn = action.icon().pixmap(32, 32).toImage()
        colours = (drawn.pixelColor(x, y) for x in range(32) for y in range(32))
        return {colour.name().upper() for colour in colours if colour.alpha() == 255}

    assert tint() == {LIGHT.accent}
    theme.apply(qapp, "dark")
    assert tint() == {DARK.accent}


def test_all_icons_that_the_window_needs_are_there() -> None:
    needed = (
        "annotate review agreement progress dataset search lock check alert close chevron-down chevron-right "
        "plus minus folder file file-db book undo redo comment speaker person building group circle half-circle "
        "check-circle skip-circle sun moon settings keyboard flag eye-off link trash arrow-right info logo"
    )
    assert set(needed.split()) <= set(icons.names())
