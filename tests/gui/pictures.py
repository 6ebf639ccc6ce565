"""Pictures of the window in all its states, to be looked at: `python -m tests.gui.pictures FOLDER [SCALE [NAME…]]`.

Nothing here is a test. A picture is named by state, theme and width; the names given limit what is drawn.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if __name__ == "__main__":
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2] if len(sys.argv) > 2 else "1"

from PySide6.QtWidgets import QWidget

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.gui import window_commands, worker
from labeler.gui.app import application, make_window
from labeler.gui.dialogs import AddAnnotator, ExportDataset, NewProject, OpenProject
from labeler.gui.look import fonts, theme
from labeler.gui.reading import KeySheet
from labeler.gui.settings.dialog import SettingsDialog
from labeler.gui.window import Window
from labeler.services import comments, learning, projects, registry
from labeler.store import open_store
from tests.fixtures.learnt import learnt_report
from tests.gui.agreement import pictures as agreement_pictures
from tests.gui.builders import TEXT
from tests.gui.review import pictures as review_pictures

SIZES = ((1440, 900), (1024, 700))
LOOKS = ("light", "dark", "contrast")
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]


def spin(seconds: float) -> None:
    """Let the window work."""
    app = application()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)


def settle(window: Window) -> None:
    """Wait until the desk is quiet."""
    spin(0.1)
    while window.bus.busy:
        spin(0.05)
    spin(0.25)


def span_of(words: str) -> Span:
    """Return where words stand in the first article."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def labelling(window: Window) -> Iterator[str]:
    """Label in the open article, and say what is shown."""
    assert window.project is not None
    view, commands = window.project.annotate, window.commands
    assert view.opened.sheet is not None
    yield "claim"
    stance = next(iter(view.opened.sheet.stances))
    view.page.go_to(stance)
    settle(window)
    yield "stance"
    view.page.go_to(next(iter(view.opened.sheet.speakers)))
    settle(window)
    yield "speaker"
    view.page.setFocus()
    commands.trigger("label.occurrences")
    settle(window)
    yield "occurrences"
    window.prompt.cancel()
    for name in ("label.link", "stance.topic", "article.flag"):
        view.page.go_to(next(one.claim_id for one in view.opened.sheet.stances.values()))
        view.page.setFocus()
        commands.trigger(name)
        settle(window)
        yield f"prompt-{name.rsplit('.', 1)[-1]}"
        window.prompt.cancel()
    view.page.go_to(stance)
    claim = view.opened.sheet.stances[stance].claim_id
    view.page.go_to(claim)
    view.page.setFocus()
    window.bus.run(comments.add_comment, view.opened.article_id, "Is this hers, or the paper's?", label_id=claim)
    settle(window)
    commands.trigger("label.comment")
    settle(window)
    yield "comments"
    view.page.setFocus()
    commands.trigger("suggestion.next")
    settle(window)
    yield "suggestion"
    commands.trigger("suggestion.why")
    settle(window)
    yield "why"
    commands.trigger("suggestion.why")
    commands.trigger("suggestion.reject")
    settle(window)
    commands.trigger("suggestion.rejected")
    settle(window)
    yield "rejected"
    commands.trigger("suggestion.rejected")
    view.page.set_current("")
    settle(window)
    yield "nothing"
    view.inspector.show_problems([replace(one, severity="warning") for one in view.finishing.problems])
    settle(window)
    yield "problems"
    view.inspector.show_problems([])


def beside(window: Window) -> Iterator[str]:
    """Open what stands beside and over the article."""
    assert window.project is not None
    view, commands = window.project.annotate, window.commands
    view.search_for("models")
    settle(window)
    yield "search"
    view.search_for("supports T3", "labels")
    settle(window)
    yield "search-labels"
    view.search_for("zzyzx")
    settle(window)
    yield "search-none"
    for name in ("history", "guidelines"):
        view.show_side(name)
        settle(window)
        yield name
    view.side.close()
    view.find_bar.open()
    view.find_bar.field.setText("chips")
    settle(window)
    yield "find"
    view.find_bar.field.setText("zzyzx")
    settle(window)
    yield "find-none"
    view.find_bar.leave()
    commands.trigger("view.palette")
    settle(window)
    yield "palette"
    commands.trigger("view.palette")
    view.focus_filter()
    settle(window)
    yield "filter"
    view.list.filter.setText("zzyzx")
    settle(window)
    yield "filter-none"
    view.list.filter.setText("")
    view.page.setFocus()
    window.preferences.put("focus_mode", True)
    settle(window)
    yield "focus"
    window.preferences.put("focus_mode", False)
    words = "Not saved. The disk is full. Labeler keeps the change and tries again."
    window.notices.tell("unsaved", "bad", words, action="Try now")
    window.project.header.show_state("failed")
    yield "notice"
    window.notices.clear()
    window.project.header.show_state("saved")
    finished = next(row.id for row in view.list.model.rows if row.state == "finished")
    view.opened.open(finished)
    settle(window)
    yield "finished"
    fonts.set_scale(2.0)
    theme.apply(application(), "light")
    window.project.fit()
    settle(window)
    yield "large"
    fonts.set_scale(1.0)


def dialogs(window: Window, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Show the dialogs one by one."""
    assert window.project is not None
    plain: dict[str, QWidget] = {
        "new": NewProject(home, "anna", window),
        "open": OpenProject("", window),
        "annotator": AddAnnotator(window),
        "export": ExportDataset(home / "dataset", ["anna"], window),
        "keys": KeySheet(window),
    }
    for name, dialog in plain.items():
        dialog.show()
        yield f"dialog-{name}", dialog
        dialog.hide()
    for page in ("reading", "look", "suggestions", "keys"):
        dialog = SettingsDialog(window.preferences, window)
        dialog.turn_to(page)
        dialog.show()
        yield f"settings-{page}", dialog
        dialog.hide()
    dialog = window_commands.show_registry(window, window.project)
    settle(window)
    dialog.resize(1160, 760)
    dialog.table.setFocus()
    dialog.table.selectRow(0)
    settle(window)
    yield "registry", dialog
    dialog.resize(960, 640)
    yield "registry-960", dialog
    dialog.resize(720, 600)
    yield "registry-720", dialog
    dialog.tabs.setCurrentIndex(dialog.tabs.count() - 1)
    settle(window)
    yield "registry-last-tab", dialog
    dialog.close()


def pipeline(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Show the dialog about suggestions: its pages, what was learnt, a fault, the question, and how others see it."""
    assert window.project is not None
    dialog = window_commands.show_suggestions(window, window.project)
    for page in dialog.pages:
        dialog.turn_to(page)
        settle(window)
        spin(0.8)
        yield f"pipeline-{page}", dialog
    dialog.resize(984, 660)
    dialog.turn_to("topics")
    yield "pipeline-topics-984", dialog
    dialog.turn_to("learning")
    lead = window.bus.actor
    assert lead is not None
    report = learnt_report("claim", "speaker", "author")
    lost = replace(report.verdicts[2], better=False, reason="it is not better for sure")
    report = replace(report, verdicts=(*report.verdicts[:2], lost), notes={"stance": "too few stances to learn from"})
    window.bus.do(lambda store, actor: learning.keep_learnt(store, actor, report, {}))
    settle(window)
    dialog.learning.show_report(report)
    spin(0.5)
    yield "pipeline-learnt", dialog
    dialog.turn_to("words")
    dialog.words.lists["reporting_verbs"].box.setPlainText("posit\nriff\n" + "z" * 300)
    dialog.save()
    settle(window)
    yield "pipeline-fault", dialog
    dialog.reject()
    yield "pipeline-question", dialog
    dialog.done(0)
    window.bus.actor = replace(lead, roles=frozenset({"annotator"}))
    dialog = window_commands.show_suggestions(window, window.project)
    settle(window)
    yield "pipeline-read-only", dialog
    dialog.done(0)
    window.bus.actor = lead


def add_people(file: str) -> None:
    """Let somebody merge and know other names in the registry."""
    store = open_store(file)
    lead = projects.actor_named(store, None)
    names = [row.entity for row in registry.overview(store, lead)]
    if len(names) > 3:
        registry.merge_entities(store, lead, names[1].id, names[0].id)
        registry.add_alias(store, lead, names[0].id, "the ministry")
    store.close()


class Drawer:
    """Draws a widget in every theme, and the window in every size."""

    def __init__(self, window: Window, out: Path, wanted: list[str]) -> None:
        self.window, self.out, self.wanted = window, out, wanted
        out.mkdir(parents=True, exist_ok=True)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Draw a state."""
        if self.wanted and name not in self.wanted:
            return
        for look in LOOKS:
            theme.apply(application(), look)
            sizes = SIZES if look == "light" and widget is None else SIZES[:1]
            for width, height in sizes:
                if widget is None:
                    self.window.resize(width, height)
                spin(0.15)
                shown = self.window if widget is None else widget
                shown.grab().save(str(self.out / f"{name}-{look}-{shown.width()}.png"))
        theme.apply(application(), "light")
        self.window.resize(*SIZES[0])
        spin(0.1)


def main() -> None:
    """Draw everything."""
    from tests.gui import screenshots

    worker.worker_command = lambda: SILENT
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = screenshots.make_project(home)
        add_people(file)
        settings = Settings(home / "settings.json", {"theme": "light", "recent": [file, "/no/such/energy.labeler"]})
        window = make_window(settings)
        drawer = Drawer(window, out, sys.argv[3:])
        window.show_start()
        window.resize(*SIZES[0])
        window.show()
        window.activateWindow()
        spin(0.4)
        drawer.shoot("start")
        screenshots.open_busy(window, file)
        for state in labelling(window):
            drawer.shoot(state)
        for state in beside(window):
            drawer.shoot(state)
        for name, dialog in dialogs(window, home):
            drawer.shoot(name, dialog)
        for name, dialog in pipeline(window):
            drawer.shoot(name, dialog)
        for state in agreement_pictures.scenes(window):
            drawer.shoot(state)
        (home / "reviewed").mkdir()
        for state in review_pictures.scenes(window, home / "reviewed"):
            drawer.shoot(state)
        window.close()


if __name__ == "__main__":
    main()
