"""Pictures of the Review page in all its states: `python -m tests.gui.review.pictures FOLDER [SCALE [NAME…]]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if __name__ == "__main__":
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2] if len(sys.argv) > 2 else "1"

from labeler.gui.app import application
from labeler.gui.look import fonts, theme
from labeler.gui.review.page import ReviewPage
from labeler.gui.window import Window
from tests.gui.fitting import settle, turn
from tests.gui.review.builders import make_reviewed
from tests.gui.review.host import Host

# What the window leaves for the page: without rail, header and key bar.
SIZES = ((1264, 812), (968, 612), (2384, 1352))


def states(host: Host) -> Iterator[str]:
    """Bring the page into its states, and say which."""
    page = host.page
    yield "open"
    page.settling.step(1)
    page.opened.note(page.opened.current, words="the clause is about quotes")
    host.settle()
    yield "second"
    page.turn("columns")
    host.settle()
    yield "columns"
    page.turn("table")
    host.settle()
    yield "table"
    page.turn("table")
    page.settling.edit()
    host.settle()
    yield "edit"
    page.settling.end_editing()
    host.press("review.take_2", "review.take_1", "review.neither")
    yield "some"
    host.press("review.hide_names")
    yield "blind"
    host.press("review.hide_names", "review.premerge")
    yield "merge"
    page.prompt.cancel()
    host.press("review.take_agreed")
    while page.opened.next_open():
        host.press("review.take_1")
    host.settle()
    yield "decided"
    host.press("review.accept")
    yield "gold"
    page.show_article(host.article("b-calm"))
    host.settle()
    yield "agreed"
    page.show_article(host.article("c-half"))
    host.settle()
    yield "alone"
    page.list_articles()
    host.settle()
    yield "articles"


def scenes(window: Window, folder: Path) -> Iterator[str]:
    """Bring the Review page of the window into its main states, over a project of five people, and say which."""
    window.close_project()
    window.open_project(str(make_reviewed(folder, 5)), "ruth")
    while window.project is None:
        turn()
    settle(window)
    window.project.pages.turn("review")
    settle(window)
    yield "review"
    for command in ("review.side_by_side", "review.table", "review.edit"):
        window.commands.trigger(command)
        settle(window)
        yield command.replace(".", "-")
    page = window.project.pages.made("review")
    assert isinstance(page, ReviewPage)
    page.settling.end_editing()
    for command in ("review.take_2", "review.hide_names", "view.list"):
        window.commands.trigger(command)
        settle(window)
        yield f"review-{command.rsplit('.', 1)[-1]}"


def shoot(host: Host, out: Path, name: str) -> None:
    """Draw a state in every theme, and in light in every size."""
    for look in ("light", "dark", "contrast"):
        theme.apply(application(), look)
        for width, height in SIZES if look == "light" else SIZES[:1]:
            host.resize(width, height)
            host.settle()
            host.grab().save(str(out / f"{name}-{look}-{width}.png"))
    theme.apply(application(), "light")
    host.resize(*SIZES[0])
    host.settle()


def main() -> None:
    """Draw everything."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    out.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[3:]
    application()
    theme.apply(application(), "light")
    for people in (2, 5):
        with tempfile.TemporaryDirectory() as folder:
            host = Host(make_reviewed(Path(folder), people), "ruth")
            host.resize(*SIZES[0])
            host.show()
            host.begin()
            for state in states(host):
                name = f"review{people}-{state}"
                if not wanted or name in wanted:
                    shoot(host, out, name)
            if people == 2 and (not wanted or "review2-large" in wanted):
                host.page.show_article(host.article("a-harbour"))
                fonts.set_scale(2.0)
                theme.apply(application(), "light")
                shoot(host, out, "review2-large")
                fonts.set_scale(1.0)
            host.end()
    with tempfile.TemporaryDirectory() as folder:
        host = Host(make_reviewed(Path(folder), 2, settled=True), "ben")
        host.show()
        host.resize(*SIZES[0])
        host.begin()
        host.page.show_article(host.article("a-harbour"))
        host.settle()
        if not wanted or "review-beside" in wanted:
            shoot(host, out, "review-beside")
        host.end()


if __name__ == "__main__":
    main()
