"""High contrast: everything is seen by its form, in two inks, without tints."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from labeler.gui.look import theme
from labeler.gui.page.view import ArticlePage
from tests.gui.page.seeing import has_colour, picture, pixels, unseen


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def contrasted(
    page: ArticlePage, qapp: QApplication, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ArticlePage]:
    monkeypatch.setattr(theme.themes(), "_dark_palette", request.param)
    theme.apply(qapp, "contrast")
    yield page
    theme.apply(qapp, "light")


def test_every_mark_is_seen_by_its_line(contrasted: ArticlePage) -> None:
    assert theme.tokens().forced
    assert unseen(contrasted) == []


def test_nothing_is_tinted(contrasted: ArticlePage) -> None:
    look = theme.tokens()
    page, text, accent = (QColor(ink) for ink in (look.page, look.text, look.accent))
    contrasted.set_current("")
    shown = picture(contrasted)
    for one in contrasted.scene(QRectF(contrasted.viewport().rect())).drawn:
        rect = one.parts[0].rect
        above = QRectF(rect.left() + 1, rect.top() + 2, max(rect.width() - 2, 1), 1)
        assert has_colour(shown, above, page, away=3), one.mark.id
    # Two inks and what smooth edges mix of them: all of it is grey.
    inks = {tuple(ink) for ink in np.unique(pixels(shown)[::3, ::3].reshape(-1, 3), axis=0).tolist()}
    known = {(ink.red(), ink.green(), ink.blue()) for ink in (page, text, accent)}
    assert [ink for ink in inks - known if len(set(ink)) > 1] == []


def test_what_is_selected_is_in_the_highlight_and_filled(contrasted: ArticlePage) -> None:
    look = theme.tokens()
    assert not has_colour(picture(contrasted), QRectF(contrasted.viewport().rect()), look.color("accent"), away=20)
    contrasted.go_to("spent")
    shown = picture(contrasted)
    claim = contrasted.parts(*contrasted.index.units("spent"))[0].rect
    speaker = contrasted.parts(*contrasted.index.units("north"))[0].rect
    assert has_colour(shown, QRectF(claim.left() + 30, claim.bottom() + 1, 20, 3), look.color("accent"), away=20)
    assert has_colour(shown, QRectF(speaker.left() - 3, speaker.top() + 8, 4, 4), look.color("accent"), away=20)


def test_boilerplate_has_its_rule_and_no_veil(contrasted: ArticlePage) -> None:
    mark = next(mark for mark in contrasted.index.marks() if mark.kind == "boilerplate")
    box = contrasted.parts(*contrasted.index.units(mark.id))[0].rect
    assert has_colour(picture(contrasted), box, theme.tokens().color("text"), away=10)
