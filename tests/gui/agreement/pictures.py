"""Pictures of the Agreement page, to be looked at: `python -m tests.gui.agreement.pictures FOLDER [SCALE [NAME…]]`.

Nothing here is a test. The page stands in the real window; the figures are made by hand.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if __name__ == "__main__":
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2] if len(sys.argv) > 2 else "1"

from labeler.agreement.report import Asked
from labeler.config.settings import Settings
from labeler.gui import worker
from labeler.gui.agreement.items import Found
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.app import application, make_window
from labeler.gui.look import fonts, theme
from labeler.gui.window import Window
from tests.gui.agreement import reports
from tests.gui.builders import make_project
from tests.gui.fitting import SILENT, settle, turn

SIZES = ((1440, 900), (1024, 700), (2560, 1440))


def scenes(window: Window) -> Iterator[str]:
    """Bring the Agreement page into each of its states, and say which."""
    page = page_of(window)
    for name, report in (
        ("two", reports.report(2)),
        ("five", reports.report(5)),
        ("few", reports.report(2, 4)),
        ("low", reports.report(3, shift=0.8)),
    ):
        page.show_report(report)
        page.body.verticalScrollBar().setValue(0)
        page.panels.confusion.chart.setFocus()
        page.panels.confusion.chart.setCurrentIndex(page.panels.confusion.chart.cells.index(2, 3))
        page.body.verticalScrollBar().setValue(0)
        yield f"agreement-{name}"
        page.panels.gold.chart.setFocus()
        yield f"agreement-{name}-below"
    page.panels.figures.chart.setFocus()
    page.panels.which.setCurrentIndex(1)
    page.panels.which.activated.emit(1)
    yield "agreement-all-figures"
    page.top.filter.click()
    yield "agreement-filter"
    page.drawers.filters.hide()
    page.top.acted.emit("left_out")
    yield "agreement-left-out"
    page.drawers.left_out.hide()
    wanted = Wanted(title="claim boundary", layer="claim", kind="boundary")
    page._show_items(wanted, [Found("1", "a", "Harbour towns look for buyers", 12), Found("2", "b", "Tugboats", 3)])
    yield "agreement-items"
    for name, report in (
        ("nothing", reports.nothing()),
        ("unfit", reports.nothing(asked=Asked(annotators=("a", "b")))),
    ):
        page.show_report(report)
        yield f"agreement-{name}"


def page_of(window: Window) -> AgreementPage:
    """Turn to the Agreement page."""
    assert window.project is not None
    window.project.pages.turn("agreement")
    settle(window)
    page = window.project.pages.made("agreement")
    assert isinstance(page, AgreementPage)
    while page.computing.running:
        turn()
    return page


def main() -> None:
    """Draw everything in two themes and three sizes, one state in high contrast and with text twice as large."""
    worker.worker_command = lambda: SILENT
    out, wanted = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"), sys.argv[3:]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Settings(Path(folder) / "settings.json", {"theme": "light"}))
        window.show()
        window.activateWindow()
        window.open_project(str(make_project(Path(folder))))
        while window.project is None:
            turn()
        settle(window)
        for state in scenes(window):
            if wanted and state not in wanted:
                continue
            for look in ("light", "dark", *(("contrast",) if state == "agreement-five" else ())):
                theme.apply(application(), look)
                for width, height in SIZES:
                    window.resize(width, height)
                    turn(8)
                    window.grab().save(str(out / f"{state}-{look}-{width}.png"))
            theme.apply(application(), "light")
        fonts.set_scale(2.0)
        theme.apply(application(), "light")
        page_of(window).show_report(reports.report(5))
        window.resize(*SIZES[0])
        turn(8)
        window.grab().save(str(out / "agreement-large.png"))
        window.close()


if __name__ == "__main__":
    main()
