"""Pictures of the completing field, the comments and the registry: `python -m tests.gui.registry_pictures FOLDER`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if len(sys.argv) > 2:
    os.environ["QT_SCALE_FACTOR"] = sys.argv[2]

from PySide6.QtWidgets import QWidget

from labeler.config.settings import Settings
from labeler.domain.registry import EntityKind
from labeler.gui import window_commands, worker
from labeler.gui.app import application, make_window
from labeler.gui.look import theme
from labeler.services import comments, projects, registry
from labeler.store import open_store
from tests.gui.builders import make_project
from tests.gui.fitting import SILENT
from tests.gui.pictures import settle, span_of, spin

PEOPLE: tuple[tuple[str, EntityKind, str], ...] = (
    ("Jennifer Lind", "person", "Dartmouth College"),
    ("Lindsey Graham", "person", "U.S. Senate"),
    ("Federal Reserve", "organisation", "Washington"),
    ("Federal Trade Commission", "organisation", ""),
    ("Fedora Project contributors who keep the Linux distribution alive", "group", "Red Hat"),
    ("people familiar with the matter", "unnamed", ""),
    ("דוד גרוסמן", "person", "ירושלים"),
    ("<b>Bold</b> & Sons", "organisation", ""),
)


def main() -> None:
    """Draw everything."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    out.mkdir(parents=True, exist_ok=True)
    worker.worker_command = lambda: SILENT
    home = Path(tempfile.mkdtemp())
    file = make_project(home)
    window = make_window(Settings(home / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.open_project(str(file))
    while window.project is None:
        spin(0.05)
    settle(window)
    view = window.project.annotate

    def shoot(name: str, widget: QWidget = window) -> None:
        for look in ("dark", "light"):
            theme.apply(application(), look)
            spin(0.15)
            widget.grab().save(str(out / f"{name}-{look}.png"))

    dialog = window_commands.show_registry(window, window.project)
    settle(window)
    shoot("registry-empty", dialog)
    dialog.accept()
    second = open_store(str(file))
    lead = projects.actor_named(second, None)
    made = {
        name: next(iter(registry.add_entity(second, lead, name, kind, place).rows["entity"]))
        for name, kind, place in PEOPLE
    }
    registry.add_alias(second, lead, made["Federal Reserve"], "Fed")
    registry.add_alias(second, lead, made["Federal Reserve"], "the central bank")
    view.names.read()
    settle(window)
    for words, name in (("Mara Ellison", "Jennifer Lind"), ("she", "Jennifer Lind"), ("Tidewater", "Federal Reserve")):
        view.page.select(span_of(words))
        window.commands.trigger("label.speaker")
        settle(window)
        field = view.inspector.speaker.entity
        field.setFocus()
        settle(window)
        field.setText("")
        field.insert(name)
        field.textEdited.emit(name)
        field._enter()
        settle(window)
    view.page.select(span_of("Analysts"))
    window.commands.trigger("label.speaker")
    settle(window)
    field = view.inspector.speaker.entity
    field.setFocus()
    settle(window)
    for typed in ("fed", "lind"):
        field.setText(typed)
        field.setModified(True)
        field._search(typed)
        shoot(f"field-{typed}")
    field._close()
    field.clear()
    field._open("", -1)
    shoot("field-all")
    field._close()
    field._restore()
    view.page.setFocus()
    view.page.select(span_of("half of its work to open models"))
    window.commands.trigger("label.claim")
    settle(window)
    window.commands.trigger("label.author")
    settle(window)
    shoot("claim")
    source = view.inspector.claim.source
    source.setFocus()
    settle(window)
    source.show_all()
    shoot("source-all")
    view.page.setFocus()
    claim = view.page.current
    article_id = view.opened.article_id
    projects.add_annotator(second, lead, "bo", frozenset({"reviewer"}))
    bo = projects.actor_named(second, "bo")
    first = comments.add_comment(
        second, lead, article_id, "Is that half of the work, or half of the costs?", label_id=claim
    )
    root = next(iter(first.rows["comment"])).rsplit("\x1f", maxsplit=1)[-1]
    answer = "Half of the work. See <b>guidelines</b>, clause 4:\nnumbers as written."
    comments.add_comment(second, bo, article_id, answer, parent_id=root, annotator_id=lead.id)
    done = comments.add_comment(second, lead, article_id, "Fine.", label_id=claim)
    comments.resolve_comment(
        second, lead, article_id, next(iter(done.rows["comment"])).rsplit("\x1f", maxsplit=1)[-1], True
    )
    view.opened.reload()
    settle(window)
    from labeler.gui.annotate.inspector.comments import CommentThread
    from labeler.gui.look.fonts import px

    thread = CommentThread(view.bench)
    thread.resize(px(304), 10)
    thread.show_about("")
    thread.show()
    settle(window)
    thread.resize(px(304), thread.sizeHint().height())
    shoot("comments-empty", thread)
    thread.show_about(claim)
    settle(window)
    thread.cards[0].buttons["reply"].click()
    thread.box.setPlainText("Thank you.")
    spin(0.2)
    thread.resize(px(304), thread.heightForWidth(px(304)) if thread.hasHeightForWidth() else thread.sizeHint().height())
    shoot("comments", thread)
    thread.close()
    view.page.select(span_of("Harbour towns"))
    window.commands.trigger("label.speaker")
    settle(window)
    speaker = view.page.current
    from labeler.services import labeling

    window.bus.do(lambda s, a: labeling.change_speaker(s, a, article_id, speaker, entity_id=None))
    settle(window)
    dialog = window_commands.show_registry(window, window.project)
    settle(window)
    dialog.resize(1160, 760)
    dialog.choose(made["Jennifer Lind"])
    dialog.table.setFocus()
    settle(window)
    shoot("registry", dialog)
    dialog.everyone.click()
    dialog.search.setText("fed")
    settle(window)
    dialog.choose(made["Federal Trade Commission"])
    settle(window)
    shoot("registry-search", dialog)
    merging = dialog.details.merging
    merging.target.setFocus()
    settle(window)
    merging.target.setText("fed")
    merging.target.setModified(True)
    merging.target._search("fed")
    shoot("merge-list", dialog)
    merging.target._enter()
    settle(window)
    shoot("merge-preview", dialog)
    merging.button.click()
    settle(window)
    settle(window)
    shoot("merged", dialog)
    dialog.tabs.setCurrentIndex(1)
    settle(window)
    shoot("unresolved", dialog)
    dialog.unresolved.entity.show_all()
    shoot("unresolved-list", dialog)
    dialog.resize(768, 640)
    dialog.tabs.setCurrentIndex(0)
    shoot("registry-small", dialog)
    second.close()
    dialog.accept()
    window.close()


if __name__ == "__main__":
    main()
