"""The pictures of README, made anew from the sample: `python -m tests.gui.screenshots [FOLDER]`. Nothing is a test."""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import zlib
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")

from PySide6.QtGui import QImage

from labeler.config import paths
from labeler.config.settings import Settings
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion
from labeler.gui.app import application, make_window
from labeler.gui.look import theme
from labeler.gui.window import Window
from labeler.services import articles, labeling, projects, sets, suggesting
from labeler.services.demo import PROJECT, make_demo
from labeler.store import Store, open_store
from tests.gui.pictures import settle, spin

ARTICLE = "the-third-chair"
CLAIM = "a dozen countries could together operate everything"
CUE = "about forty million"
DONE = ("chip-curbs-hearing", "weekend-with-r1")


def make_project(folder: Path) -> str:
    """Make the sample, label some of it as anna, and return the project's file."""
    make_demo(folder, paths.seeds(), paths.default_scheme(), "anna")
    file = folder / PROJECT
    store = open_store(str(file))
    anna = projects.actor_named(store, "anna")
    ids = {row.key: row.id for row in _rows(store, anna)}
    for key in DONE:
        suggesting.accept_above(store, anna, ids[key], 0.8)
        sets.finish_set(store, anna, ids[key])
    sets.skip_set(store, anna, ids["the-ledger-of-r1"], "duplicate")
    _label(store, anna, ids[ARTICLE])
    store.close()
    return str(file)


def _rows(store: Store, actor: Actor) -> list[articles.ArticleRow]:
    return articles.list_articles(store, actor)


def _label(store: Store, actor: Actor, article_id: str) -> None:
    """Accept what comes before the claim of the picture and the claim itself, and say where it stands."""
    sheet = sets.open_sheet(store, actor, article_id)
    main = next(one for one in sheet.suggestions.values() if one.kind == "claim" and CLAIM in one.text)
    assert main.start is not None
    before = [one.id for one in sheet.suggestions.values() if _near(one, main.start)]
    suggesting.accept(store, actor, article_id, [*before, main.id])
    sheet = sets.open_sheet(store, actor, article_id)
    claim = next(one for one in sheet.claims.values() if CLAIM in one.text)
    cue = sheet.article.text.index(CUE, claim.start)
    labeling.add_stance(store, actor, article_id, claim.id, "T3", "oppose", cue=Span(cue, cue + len(CUE)))


def _near(one: Suggestion, place: int) -> bool:
    return one.kind in {"claim", "speaker"} and one.start is not None and one.start < place and one.score >= 0.6


def main() -> None:
    """Draw the pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else paths.resources() / "screenshots"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        file = make_project(Path(folder))
        application().setCursorFlashTime(0)  # the caret is in every picture
        window = make_window(Settings(Path(folder) / "settings.json", {"theme": "light", "least_score": 0.3}))
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        spin(0.5)
        _shoot(window, out / "start.png")
        open_busy(window, file)
        for look in ("light", "dark"):
            theme.apply(application(), look)
            settle(window)
            _shoot(window, out / f"annotate-{look}.png")
        window.close()


def open_busy(window: Window, file: str) -> None:
    """Open the labelled article at the claim of the picture."""
    window.open_project(file, "anna")
    while window.project is None:
        spin(0.05)
    settle(window)
    view = window.project.annotate
    view.opened.open(next(row.id for row in view.list.model.rows if row.key == ARTICLE))
    settle(window)
    assert view.opened.sheet is not None
    view.bench.look_at(next(one.id for one in view.opened.sheet.claims.values() if CLAIM in one.text))
    view.page.setFocus()
    settle(window)
    window.keybar.tell("")


def _shoot(window: Window, file: Path) -> None:
    spin(0.2)
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    file.write_bytes(png(picture))


def png(picture: QImage) -> bytes:
    """Return a picture as PNG, each row as it is: of flat colours that is smaller than what Qt writes."""
    width, height, step = picture.width(), picture.height(), picture.bytesPerLine()
    pixels = bytes(picture.constBits())
    rows = b"".join(b"\0" + pixels[y * step : y * step + 3 * width] for y in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    main()
