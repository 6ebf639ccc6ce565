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

import numpy as np
from PySide6.QtGui import QImage

from labeler.config import paths
from labeler.config.settings import Settings
from labeler.domain.labels import Claim
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.app import application, make_window
from labeler.gui.look import theme
from labeler.gui.review.page import ReviewPage
from labeler.gui.window import Window
from labeler.services import articles, comments, labeling, projects, reviewing, sets, suggesting
from labeler.services.demo import PROJECT, make_demo
from labeler.store import Store, open_store
from tests.gui.pictures import settle, spin

ARTICLE = "the-third-chair"
CLAIM = (
    "a dozen countries could together operate everything that their governments require for about forty million dollars"
)
CUE = "about forty million"
INNER = "their governments require"
AIRPORT = "No small country needs a campus the size of an airport"
SIZE = "the size of an airport"
UNSURE = "Models must be tested, tuned and translated"
COLOURS = 64
# The gold of this article is opened again, to be settled: so many disagreements are, in the picture.
REVIEWED = "five-lessons-for-buyers"
SETTLED = 7
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
    reviewing.reopen_gold(store, anna, ids[REVIEWED])
    sets.skip_set(store, anna, ids["the-ledger-of-r1"], "duplicate")
    _label(store, anna, ids[ARTICLE])
    store.close()
    return str(file)


def _rows(store: Store, actor: Actor) -> list[articles.ArticleRow]:
    return articles.list_articles(store, actor)


def _label(store: Store, actor: Actor, article_id: str) -> None:
    """Accept what comes before the claim of the picture, the claim itself and what follows it, and add what is missed.

    One claim inside another is left without a source: there is a problem to be shown.
    """
    sheet = sets.open_sheet(store, actor, article_id)
    text = sheet.article.text
    near = text.index(CLAIM)
    wanted = [
        one.id
        for one in sheet.suggestions.values()
        if _before(one, near)
        or (one.start is not None and near <= one.start < near + 240)
        or (one.kind == "claim" and UNSURE in one.text)
    ]
    suggesting.accept(store, actor, article_id, wanted)

    def found(words: str) -> Span:
        start = text.index(words, text.index(AIRPORT))
        return Span(start, start + len(words))

    # What is not suggested is labelled by hand: rules and weights change, the picture is to show the same.
    taken = sets.open_sheet(store, actor, article_id).claims.values()
    for words in (AIRPORT, CLAIM, UNSURE):
        if not any(words in one.text for one in taken):
            labeling.add_claim(store, actor, article_id, found(words), type="evaluation", attribution="author")
    sheet = sets.open_sheet(store, actor, article_id)

    def claim(words: str) -> Claim:
        return next(one for one in sheet.claims.values() if words in one.text)

    labeling.add_stance(store, actor, article_id, claim(CLAIM).id, "T3", "oppose", cue=found(CUE))
    labeling.add_stance(store, actor, article_id, claim(AIRPORT).id, "T3", "oppose", cue=found(SIZE))
    labeling.add_stance(store, actor, article_id, claim(CLAIM).id, "T5", "support")
    labeling.add_claim(store, actor, article_id, found(INNER), type="fact", attribution="indirect")
    labeling.change_claim(store, actor, article_id, claim(UNSURE).id, unsure=True)
    comments.add_comment(store, actor, article_id, "One policy, or three?", label_id=claim(UNSURE).id)
    for speaker in sheet.speakers.values():
        if speaker.text == "she":
            labeling.change_speaker(store, actor, article_id, speaker.id, entity="Ngaire Oduya")


def _before(one: Suggestion, place: int) -> bool:
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
        theme.apply(application(), "light")
        _search(window)
        _shoot(window, out / "search.png")
        _problems(window)
        _shoot(window, out / "problems.png")
        _review(window)
        _shoot(window, out / "review.png")
        _agreement(window)
        _shoot(window, out / "agreement.png")
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


def _search(window: Window) -> None:
    """Look for words in all articles, and go to a hit in the open one."""
    assert window.project is not None
    view = window.project.annotate
    view.search_for("small countries")
    settle(window)


def _problems(window: Window) -> None:
    """List what is open in the article."""
    assert window.project is not None
    view = window.project.annotate
    view.side.close()
    view.page.set_current("")
    window.commands.trigger("article.problems")
    settle(window)
    window.keybar.tell("")


def _review(window: Window) -> None:
    """Settle some of what the two annotators of an article see differently."""
    assert window.project is not None
    window.project.pages.turn("review")
    settle(window)
    page = window.project.pages.made("review")
    assert isinstance(page, ReviewPage)
    _in_review(window, page, next(row.id for row in window.project.annotate.list.model.rows if row.key == REVIEWED))
    for number in range(SETTLED):
        window.commands.trigger("review.next_open")
        settle(window)
        window.commands.trigger("review.take_2" if number % 3 == 1 else "review.take_1")
        settle(window)
    case = next(one for one in page.opened.shown() if one.kind == "boundary" and one.verdict is None)
    page.opened.go(case.id)
    settle(window)
    window.keybar.tell("")


def _in_review(window: Window, page: ReviewPage, article_id: str) -> None:
    page.show_article(article_id)
    settle(window)
    window.commands.trigger("review.take_agreed")
    settle(window)


def _agreement(window: Window) -> None:
    """Show how far the two agree, at a kind of disagreement."""
    assert window.project is not None
    window.project.pages.turn("agreement")
    page = window.project.pages.made("agreement")
    assert isinstance(page, AgreementPage)
    while page.report is None or page.computing.running:
        spin(0.05)
    settle(window)
    page.panels.figures.chart.setFocus()
    settle(window)
    window.keybar.tell("")


def _shoot(window: Window, file: Path) -> None:
    spin(0.2)
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    file.write_bytes(png(picture))


def png(picture: QImage) -> bytes:
    """Return a picture as PNG of a few colours: those that it has most of, then what lies far from all chosen ones."""
    width, height, step = picture.width(), picture.height(), picture.bytesPerLine()
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(height, step)[:, : 3 * width].reshape(-1, 3)
    packed = rows.astype(np.int32) @ np.array([65536, 256, 1], np.int32)
    colours, place, count = np.unique(packed, return_inverse=True, return_counts=True)
    every = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    chosen = list(np.argsort(-count)[: COLOURS // 2])
    while len(chosen) < min(COLOURS, len(every)):
        far = ((every[:, None, :] - every[chosen][None, :, :]) ** 2).sum(axis=2).min(axis=1)
        chosen.append((far * np.sqrt(count)).argmax())
    most = every[chosen]
    nearest = ((every[:, None, :] - most[None, :, :]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    lines = nearest[place].reshape(height, width)
    data = b"".join(b"\0" + line.tobytes() for line in lines)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
    palette = chunk(b"PLTE", most.astype(np.uint8).tobytes())
    return b"\x89PNG\r\n\x1a\n" + head + palette + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    main()
