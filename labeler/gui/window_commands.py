"""What the commands of the window do: projects, import, export, view, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from labeler import __version__
from labeler.config import paths
from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.sets import AnnotationSet
from labeler.gui.annotate.seeking import claims_by
from labeler.gui.dialogs import AddAnnotator, ExportDataset, NewProject, OpenProject
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import Cancelled, Job, Progress
from labeler.gui.palette import Palette
from labeler.gui.palette_entries import Entry, Offer
from labeler.gui.plural import counted
from labeler.gui.reading import KeySheet
from labeler.gui.sample import make_sample, sample_file, user_name
from labeler.gui.window import Window

if TYPE_CHECKING:
    from labeler.gui.pipeline.dialog import PipelineDialog
    from labeler.gui.project_view import ProjectView
    from labeler.gui.registry.dialog import RegistryDialog

translate = QCoreApplication.translate


def connect(window: Window) -> None:
    """Give the window's commands their handlers, and those of each project as it is shown."""
    handlers: dict[str, Callable[[], object]] = {
        "project.new": partial(new_project, window),
        "project.open": partial(open_project, window),
        "project.sample": partial(open_sample, window),
        "app.quit": window.close,
        "view.larger": partial(window.preferences.step_size, 1),
        "view.smaller": partial(window.preferences.step_size, -1),
        "view.usual": window.preferences.usual_size,
        "view.wider": partial(window.preferences.step_width, 1),
        "view.narrower": partial(window.preferences.step_width, -1),
        "view.face": window.preferences.next_face,
        "view.theme": window.preferences.next_theme,
        "view.settings": partial(show_settings, window),
        "view.menu": partial(show_menu, window),
        "help.keys": lambda: KeySheet(window).exec(),
        "help.about": partial(about, window),
        "view.palette": make_palette(window).open,
    }
    for ident, handler in handlers.items():
        window.commands.handle(ident, handler)
    window.start.sample_wanted.connect(partial(open_sample, window))
    window.start.new_wanted.connect(partial(new_project, window))
    window.start.open_wanted.connect(partial(open_project, window))
    window.lasting = set(handlers)
    window.project_shown.connect(partial(connect_project, window))


def connect_project(window: Window, view: ProjectView) -> None:
    """Give the commands that need a project their handlers."""
    handlers: dict[str, Callable[[], object]] = {
        "project.close": window.close_project,
        "project.import_files": partial(import_files, window),
        "project.import_folder": partial(import_folder, window),
        "project.export": partial(export, window, view),
        "project.add_annotator": partial(add_annotator, window),
        "project.suggestions": partial(show_suggestions, window, view),
        "edit.undo": partial(undo, window, view),
        "edit.redo": partial(redo, window, view),
        "view.annotate": partial(view.locks.open, "annotate"),
        "view.review": partial(view.locks.open, "review"),
        "view.agreement": partial(view.locks.open, "agreement"),
        "view.list": partial(view.on_annotate, view.annotate.panes.toggle_list),
        "view.filter": partial(view.on_annotate, view.annotate.focus_filter),
        "view.search": partial(view.on_annotate, view.annotate.search_for),
        "view.registry": partial(show_registry, window, view),
        "view.history": partial(view.toggle_side, "history"),
        "help.guidelines": partial(view.toggle_side, "guidelines"),
        "view.focus": window.preferences.toggle_focus,
    }
    for ident, handler in handlers.items():
        window.commands.handle(ident, handler)
    view.suggesting.page_wanted.connect(partial(show_suggestions, window, view))
    view.suggesting.usual_reader_wanted.connect(partial(window.preferences.put, "model", ""))
    view.header.menu_wanted.connect(partial(show_menu, window))
    view.header.find_wanted.connect(partial(window.commands.trigger, "view.palette"))
    view.header.add_wanted.connect(partial(add_annotator, window))
    view.rail.size_wanted.connect(window.preferences.step_size)
    view.rail.theme_wanted.connect(window.preferences.next_theme)
    view.rail.settings_wanted.connect(partial(show_settings, window))
    view.annotate.list.dropped.connect(partial(import_paths, window))
    view.annotate.list.import_wanted.connect(partial(import_files, window))


def make_palette(window: Window) -> Palette:
    """Make the palette of a window: its commands, and the articles and speakers of the project that is open."""

    def offer() -> Offer:
        view = window.project
        recent = window.remembered.commands()
        if view is None:
            return Offer(window.commands, recent)
        catalogue, roster = view.annotate.list.model.catalogue, view.annotate.names.roster
        return Offer(window.commands, recent, catalogue, roster, page=view.pages.name or "")

    def choose(entry: Entry) -> None:
        view = window.project
        if entry.kind == "command":
            window.remembered.chose(entry.id)
            window.commands.trigger(entry.id)
        elif view is not None and entry.kind == "article":
            view.on_annotate(partial(view.annotate.opened.open, entry.id))
            view.annotate.page.setFocus()
        elif view is not None:
            view.on_annotate(partial(view.annotate.search_for, claims_by(entry.title), "labels"))

    palette = Palette(window.centralWidget() or window, offer)
    palette.chosen.connect(choose)
    return palette


def new_project(window: Window) -> None:
    """Ask for a new project, make it, open it."""
    form = NewProject(paths.documents(), window.remembered.text("annotator") or user_name(), window)
    if form.exec():
        make_project(window, form.location, form.name.text().strip(), form.owner.text().strip())


def make_project(window: Window, location: str, name: str, owner: str) -> None:
    """Make a project in the background and open it."""

    def work(_progress: Progress, _cancelled: Cancelled) -> str:
        from labeler.gui import projects

        if "://" not in location:
            Path(location).parent.mkdir(parents=True, exist_ok=True)
        projects.new_project(location, name, owner).close()
        return location

    start_job(window, work, translate("Window", "Making the project"), window.open_project)


def open_project(window: Window) -> None:
    """Ask for a project and open it."""
    form = OpenProject("", window)
    if form.exec():
        window.open_project(form.location)


def open_sample(window: Window) -> None:
    """Open the sample project; make it on first use."""
    file = sample_file()
    if file.exists():
        window.open_project(str(file))
    else:
        words = translate("Window", "Making the sample project")
        # Who made it works on it: there are others in it, and nobody needs to ask who this is.
        start_job(window, partial(make_sample, file), words, lambda made: window.open_project(made, user_name()))


def import_files(window: Window) -> None:
    """Ask for files and import them."""
    found = QFileDialog.getOpenFileNames(window, translate("Window", "Import files"), str(paths.documents()))[0]
    if found:
        import_paths(window, [Path(one) for one in found])


def import_folder(window: Window) -> None:
    """Ask for a folder and import what is in it."""
    found = QFileDialog.getExistingDirectory(window, translate("Window", "Import folder"), str(paths.documents()))
    if found:
        import_paths(window, [Path(found)])


def import_paths(window: Window, found: Sequence[Path]) -> None:
    """Import files and folders in the background, and tell what came of it."""
    from labeler.services import importing

    store, actor = window.bus.store, window.bus.actor
    assert actor is not None

    def work(progress: Progress, cancelled: Cancelled) -> importing.ImportReport:
        return importing.import_paths(store, actor, found, progress=progress, cancelled=cancelled)

    start_job(window, work, translate("Window", "Importing"), partial(_imported, window))


def export(window: Window, view: ProjectView) -> None:
    """Ask where and what, export in the background, and tell what was written."""
    from labeler.services import exporting

    me = window.bus.actor
    everyone = me is not None and bool(me.roles & {"lead", "reviewer"})
    names = [one.name for one in view.people() if everyone or (me is not None and one.id == me.id)]
    form = ExportDataset(paths.documents() / "dataset", names, window, everyone=everyone)
    if not form.exec():
        return
    store, actor = window.bus.store, window.bus.actor
    assert actor is not None
    folder = Path(form.folder.text()).expanduser()
    layer, profile = str(form.layer.currentData()), str(form.profile.currentData())

    def work(progress: Progress, cancelled: Cancelled) -> object:
        return exporting.export(
            store,
            actor,
            folder,
            layer=layer,
            profile=profile,
            progress=progress,
            cancelled=cancelled,
        )

    def done(_report: object) -> None:
        words = translate("Window", "The dataset is in {folder}.").format(folder=folder)
        window.notices.tell("export", "ok", words)

    start_job(window, work, translate("Window", "Exporting"), done)


def add_annotator(window: Window) -> None:
    """Ask for a person and add her to the project."""
    from labeler.services import projects

    form = AddAnnotator(window)
    if form.exec():
        name, roles = form.name.text().strip(), form.chosen()
        window.bus.do(lambda store, actor: projects.add_annotator(store, actor, name, roles))


def undo(window: Window, view: ProjectView) -> None:
    """Take the newest edit back and go where it was."""
    words = translate("Window", "Undone: {step}")
    step = view.steps.undo or ""
    window.bus.after_edits(lambda: view.steps.take_back(partial(_went_back, window, view, words.format(step=step))))


def redo(window: Window, view: ProjectView) -> None:
    """Bring the newest undo back and go where it was."""
    words = translate("Window", "Done again: {step}")
    step = view.steps.redo or ""
    window.bus.after_edits(lambda: view.steps.bring_back(partial(_went_back, window, view, words.format(step=step))))


def show_registry(window: Window, view: ProjectView) -> RegistryDialog:
    """Show who is known to the project; a mention chosen there is shown in its article."""
    from labeler.gui.registry.dialog import open_registry

    def jump(article_id: str, speaker_id: str) -> None:
        view.on_annotate(partial(view.annotate.opened.open, article_id, speaker_id))
        view.annotate.page.setFocus()

    return open_registry(window.bus, view.annotate.names, jump, window)


def show_suggestions(window: Window, view: ProjectView, page: str = "") -> PipelineDialog:
    """Show what a lead decides about suggestions; a page of it if one is named."""
    from labeler.gui.pipeline.dialog import PipelineDialog

    dialog = PipelineDialog(window.bus, view.suggesting, window.run_job, view.people(), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.turn_to(page or "rules")
    dialog.open()
    return dialog


def show_settings(window: Window) -> None:
    """Open the settings; what is chosen there is in force at once."""
    from labeler.gui.settings.dialog import SettingsDialog

    dialog = SettingsDialog(window.preferences, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def show_menu(window: Window) -> None:
    """Open the menu of everything."""
    menu = window.commands.menu(window)
    menu.aboutToHide.connect(menu.deleteLater)
    project = window.project
    if project is None:
        menu.popup(window.mapToGlobal(QPoint(8, 8)))
    else:
        button = project.header.menu_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        menu.popup(QPoint(corner.x() - menu.sizeHint().width(), corner.y() + 4))


def about(window: Window) -> None:
    """Say which version this is."""
    window.keybar.tell(translate("Window", "Labeler {version}").format(version=__version__))


def start_job(
    window: Window, work: Callable[[Progress, Cancelled], object], words: str, done: Callable[..., object]
) -> Job:
    """Run long work with progress and Cancel; a refusal becomes a notice."""
    bar = window.start.jobs if window.project is None else window.project.jobs

    def prepare(job: Job) -> None:
        bar.follow(job, words)
        job.done.connect(done)
        job.failed.connect(partial(_failed, window))

    return window.run_job(work, prepare)


def _failed(window: Window, error: object) -> None:
    if isinstance(error, LabelerError):
        cancelled = error.code.endswith("cancelled")
        window.notices.tell("job", "ok" if cancelled else "bad", sentence_of(error))
    elif isinstance(error, OSError):
        window.notices.tell("job", "bad", f"{error.strerror}: {error.filename or ''}")
    else:
        window.notices.tell("job", "bad", translate("Window", "Something went wrong in Labeler itself; see the log."))


def _imported(window: Window, report: object) -> None:
    from labeler.services.importing import ImportReport

    if not isinstance(report, ImportReport) or window.project is None:
        return
    words = counted(report.added, "{count} article imported.", "{count} articles imported.")
    if report.present:
        words += " " + counted(report.present, "{count} was there already.", "{count} were there already.")
    refusals = [line for file in report.files for line in file.refusals]
    if refusals:
        words += " " + counted(len(refusals), "{count} was refused: ", "{count} were refused, first: ") + refusals[0]
    window.notices.tell("job", "warn" if refusals else "ok", words)
    window.project.annotate.travel.read_list()
    window.project.steps.read()
    if window.project.annotate.opened.sheet is None:
        window.project.annotate.begin("")


def _reviewed(changed: Changed, own: str) -> bool:
    """Say whether an edit was a reviewer's: about gold, or about another annotator's set."""
    sets = changed.rows.get("annotation_set", {}).values()
    others = any(isinstance(one, AnnotationSet) and one.annotator_id != own for one in sets)
    return others or "adjudication" in changed.rows


def _go_to_settled(view: ProjectView, changed: Changed) -> None:
    """Go to the case in Review that a step settled, or opened again."""
    from labeler.gui.review.page import ReviewPage

    page = view.pages.made("review")
    if isinstance(page, ReviewPage):
        page.go_to_settled(changed.rows.get("adjudication", {}))


def _went_back(window: Window, view: ProjectView, words: str, changed: Changed) -> None:
    window.keybar.tell(words)
    actor = window.bus.actor
    if actor is not None and _reviewed(changed, actor.id):
        if changed.article_id:
            view.others.review(changed.article_id)
            _go_to_settled(view, changed)
        return
    if (changed.article_id or changed.jump) and view.pages.name != "annotate":
        view.pages.turn("annotate")
    opened = view.annotate.opened
    if changed.article_id and changed.article_id != opened.article_id:
        opened.open(changed.article_id, changed.jump)
    elif changed.jump:
        view.annotate.page.go_to(changed.jump)
    if "article" in changed.rows:
        view.annotate.travel.read_list()
