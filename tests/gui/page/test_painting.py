from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from labeler.gui.look import theme
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.painting import handles
from labeler.gui.page.view import ArticlePage
from tests.gui.page.seeing import has_colour, picture, unseen

SEEN_AT_2X = """
from PySide6.QtWidgets import QApplication
from labeler.gui.look import theme
from tests.gui.page.pictures import busy_page
from tests.gui.page.seeing import unseen
app = QApplication([])
for name in ("light", "dark"):
    theme.apply(app, name)
    page = busy_page()
    page.show()
    assert page.devicePixelRatioF() == 2
    assert unseen(page) == [], name
"""


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("size", [14, 18, 26])
def test_every_mark_can_be_seen(page: ArticlePage, qapp: QApplication, name: str, size: int) -> None:
    theme.apply(qapp, name)
    page.zoom(size)
    page.resize(760, 2000)
    assert unseen(page) == []


def test_every_mark_can_be_seen_at_2x() -> None:
    env = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", SEEN_AT_2X], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_in_a_forced_palette_lines_are_in_the_text_colour_and_nothing_is_tinted(
    page: ArticlePage, qapp: QApplication
) -> None:
    theme.apply(qapp, "contrast")
    look = theme.tokens()
    assert look.forced
    image = picture(page)
    claim = page.parts(*page.index.units("spent"))[0].rect
    assert has_colour(image, QRectF(claim.left() + 4, claim.bottom(), 40, 4), look.color("text"))
    for token in ("claimT", "claimS", "speakerT"):
        assert look.color(token) == look.color("page")


def test_the_selected_claim_is_framed_and_linked_to_its_speaker(page: ArticlePage) -> None:
    page.go_to("spent")
    scene = page.scene(QRectF(page.viewport().rect()))
    assert scene.state.linked == "north"
    image = picture(page)
    corner = handles(scene.framed, scene.s)[0]
    assert has_colour(image, QRectF(corner.x() - 4, corner.y() - 4, 8, 8), scene.ink("claim"))
    bend = scene.link[1]
    assert has_colour(image, QRectF(bend.x() + 6, bend.y() - 2, 12, 4), scene.ink("speaker"))


def test_the_current_suggestion_has_the_focus_ring(page: ArticlePage) -> None:
    page.go_to("bold")
    box = page.framed()[0].rect
    assert has_colour(picture(page), QRectF(box.left() - 5, box.top(), 3, box.height()), theme.tokens().color("focus"))


def test_boilerplate_is_dimmed_but_not_where_something_is_selected(page: ArticlePage) -> None:
    mark = next(mark for mark in page.index.marks() if mark.kind == "boilerplate")
    box = page.parts(*page.index.units(mark.id))[0].rect
    ink = theme.tokens().color("text")
    assert not has_colour(picture(page), box, ink, away=30)
    page.select(mark.span)
    assert has_colour(picture(page), box, ink, away=30)


def test_a_frozen_page_has_grey_lines_and_no_tints(page: ArticlePage) -> None:
    page.set_frozen(True)
    image, look = picture(page), theme.tokens()
    claim = page.parts(*page.index.units("spent"))[0].rect
    assert has_colour(image, QRectF(claim.left() + 9, claim.bottom(), 20, 5), look.color("line2"))
    assert not has_colour(image, QRectF(claim.left(), claim.top(), 30, 6), look.color("claimT"), away=8)


def test_marks_change_only_what_is_painted(page: ArticlePage) -> None:
    page.verticalScrollBar().setValue(0)
    page.resize(760, 500)
    page.verticalScrollBar().setValue(200)
    document = page.document()
    before = (document.revision(), document.size(), page.verticalScrollBar().value(), page.textCursor().position())
    page.patch_marks(Patch(put=(Mark(id="new", kind="claim", start=10, end=400, tag="fact"),), removed=("spent",)))
    page.show_marks([])
    assert before == (
        document.revision(),
        document.size(),
        page.verticalScrollBar().value(),
        page.textCursor().position(),
    )


def test_a_mark_added_or_taken_away_repaints_its_place(page: ArticlePage, qapp: QApplication) -> None:
    start = page.text.index("Harbour works")
    box = page.parts(start, start + 13)[0].rect
    colour = theme.tokens().color("claimL")

    def shown() -> bool:
        qapp.processEvents()
        return has_colour(picture(page), QRectF(box.left(), box.bottom(), 40, 4), colour)

    assert not shown()
    page.patch_marks(Patch(put=(Mark(id="new", kind="claim", start=start, end=start + 13, tag="fact"),)))
    assert shown()
    page.patch_marks(Patch(removed=("new",)))
    assert not shown()


def test_letters_stand_on_the_speakers_in_sight(page: ArticlePage) -> None:
    ids = page.speakers_in_sight()
    assert "north" in ids
    assert len(ids) == len(set(ids)) >= 5
    letters = {mark_id: chr(ord("A") + number) for number, mark_id in enumerate(ids)}
    page.show_letters(letters)
    box = page.parts(*page.index.units("north"))[0].rect
    plate = QRectF(box.left() - 1, box.top() - 13, 4, 12)
    ink = QColor(theme.tokens().text)
    assert has_colour(picture(page), plate, ink, away=10)
    page.hide_letters()
    assert not has_colour(picture(page), plate, ink, away=10)
