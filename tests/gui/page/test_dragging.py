"""What a drag highlights is what is stored: a thousand generated texts on the real page, under real mouse events.

What is highlighted is read from the widget in Qt's own positions and decoded from UTF-16 here, without the bridge that
the page uses; what is stored is read from the project through another connection.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from labeler.domain.articles import Article, text_sha256
from labeler.domain.spans import Span
from labeler.gui.page.view import ArticlePage
from labeler.gui.projects import new_project
from labeler.gui.window import Window
from labeler.services import articles, projects, sets
from labeler.store import Store

TEXTS, GROUP = 1000, 50
LEFT = Qt.MouseButton.LeftButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier

_WORDS = [
    *("the", "port", "“cheap”", "won’t", "3.5", "e-mail", "U.S.", "l'homme", "10%", "$6", "C++", "(so)", "said:"),
    *("https://a.example/b?c=d", "Zürich,", "naïve"),
]
_WILD = [
    *("e\u0301", "a\u0308\u0323", "\u200d", "\u200b", "\u00ad", "\ufeff", "\u2060", "\ufffc", "\ufffd", "\U0010ffff"),
    *("😀", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "☕️", "𝔸𝔹", "\U000e0041", "🏴\U000e0067\U000e0062\U000e007f"),
    *("שלום", "עולם", "مرحبا", "بِكُمْ", "\u202e", "\u202c", "\u2067", "\u2069", "\u200f"),
    *("中文", "中国，美国。", "カタカナ", "ก็ดี", "한국", "हिन्दी", "க்ஷி", "ខ្មែរ"),
    *("don't", "“", "”", "—", "…", "'", '"', "x²", "½", "ﬁ", "İ", "ß"),
]
_SPACES = [" ", " ", " ", "  ", "\t", "\u00a0", "\u3000", "\x0c", "\x0b", "\x85", "\x1c"]
_BREAKS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n", "\r\n\r\n", "\n\r", "\n \n"]


@dataclass(frozen=True)
class Group:
    """An article made of generated texts, and where each of them stands in it."""

    key: str
    text: str
    extents: tuple[Span, ...]


def _text(chance: random.Random) -> str:
    pieces: list[str] = []
    for _ in range(chance.randint(1, 18)):
        kinds = chance.choices((_WORDS, _WILD, _SPACES, _BREAKS), weights=(8, 6, 7, 2))[0]
        pieces.append(chance.choice(kinds))
        if kinds is _WORDS and chance.random() < 0.7:
            pieces.append(" ")
    return "".join(pieces) or "x"


def _groups() -> list[Group]:
    chance = random.Random(20261122)
    out: list[Group] = []
    for number in range(TEXTS // GROUP):
        text, extents = "", list[Span]()
        for _ in range(GROUP):
            piece = _text(chance)
            extents.append(Span(len(text), len(text) + len(piece)))
            text += piece + chance.choice(("\n\n", "\r\n\r\n", "\n"))
        out.append(Group(f"g{number:02}", text, tuple(extents)))
    return out


GROUPS = _groups()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "wild.labeler"
    store = new_project(str(path), "Wild texts", "anna")
    with store.edit("import", projects.actor_named(store, None)) as edit:
        for number, group in enumerate(GROUPS):
            sha = text_sha256(group.text)
            edit.add(Article(id=f"article-{group.key}", key=group.key, text=group.text, text_sha256=sha, number=number))
    store.close()
    return path


def _inside(page: ArticlePage, point: int, chance: random.Random) -> QPoint | None:
    """Return some place on a character, None for one that has no width or is out of sight."""
    unit = page.map.to_units(point)
    after = page.map.to_units(point + 1)
    for part in page.parts(unit, after):
        x = part.rect.left() + chance.random() * part.rect.width()
        y = part.rect.top() + (0.15 + 0.7 * chance.random()) * part.rect.height()
        if 0 <= y < page.viewport().height():
            return QPointF(x, y).toPoint()
    return None


def _places(page: ArticlePage, extent: Span, chance: random.Random) -> tuple[QPoint, QPoint] | None:
    page.reveal(Span(extent.start, extent.start + 1))
    found: list[QPoint] = []
    for _ in range(12):
        place = _inside(page, chance.randrange(extent.start, extent.end), chance)
        if place is not None and all((place - other).manhattanLength() > 12 for other in found):
            found.append(place)
        if len(found) == 2:
            return found[0], found[1]
    return None


def _drag(page: ArticlePage, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier) -> None:
    view = page.viewport()
    QTest.mousePress(view, LEFT, keys, start)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, start + (end - start) * step)
    QTest.mouseRelease(view, LEFT, keys, end)


def _highlighted(page: ArticlePage, text: str) -> Span | None:
    """Return what the widget highlights, in code points: a CRLF is one unit, what is astral two."""
    cursor = page.textCursor()
    if not cursor.hasSelection():
        return None
    units = text.replace("\r\n", "\n").encode("utf-16-le")
    ends = [len(units[: 2 * unit].decode("utf-16-le")) for unit in (cursor.selectionStart(), cursor.selectionEnd())]
    points: list[int] = []
    for end in ends:
        point = 0
        for _ in range(end):
            point += 2 if text.startswith("\r\n", point) else 1
        points.append(point)
    return Span(*points)


def test_a_drag_over_any_text_stores_exactly_what_was_highlighted(
    opened: Window, idle: Callable[[], None], second: Store
) -> None:
    assert opened.project is not None
    view, chance = opened.project.annotate, random.Random(7)
    page, count, exact = view.page, 0, 0
    view.list.hide()
    view.inspector.hide()  # a thousand labels are shown on the page alone
    for group in GROUPS:
        view.opened.open(f"article-{group.key}")
        idle()
        assert page.text == group.text
        page.setFocus()
        meant: list[tuple[int, int]] = []
        for extent in group.extents:
            page.set_current("")
            page.clear_selection()
            places = _places(page, extent, chance)
            if places is None:
                continue
            keys = ALT if chance.random() < 0.3 else NONE
            _drag(page, *places, keys)
            shown = _highlighted(page, group.text)
            if shown is None:
                continue
            words = shown.of(group.text)
            assert words == words.strip(), (group.key, extent, words)
            before = set(view.opened.sheet.claims) if view.opened.sheet else set()
            QTest.keyClicks(page, "1")
            idle()
            assert view.opened.sheet is not None
            [new] = set(view.opened.sheet.claims) - before
            claim = view.opened.sheet.claims[new]
            assert (claim.start, claim.end, claim.text) == (shown.start, shown.end, words)
            meant.append((shown.start, shown.end))
            exact += keys == ALT
        count += len(meant)
        actor = projects.actor_named(second, None)
        sheet = sets.open_sheet(second, actor, articles.read_article(second, actor, group.key).id)
        assert sorted((claim.start, claim.end) for claim in sheet.claims.values()) == sorted(meant)
        assert all(claim.text == group.text[claim.start : claim.end] for claim in sheet.claims.values())
    assert count > 0.7 * TEXTS
    assert exact > 0.15 * TEXTS
