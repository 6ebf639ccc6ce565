from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.gui.look import theme
from labeler.gui.page.view import ArticlePage
from tests.gui.page.pictures import busy_page


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> ArticlePage:
    """A page with every kind of mark, in the light theme, shown and with the focus."""
    theme.apply(qapp, "light")
    made = busy_page()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    return made
