"""The registry dialog: searching, jumping, changing, merging and taking apart, resolving, over a real project."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from labeler.domain.registry import Entity, EntityKind
from labeler.gui import window_commands
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.registry.dialog import RegistryDialog
from labeler.gui.window import Window
from labeler.services import articles, labeling, projects, registry
from labeler.store import Store
from tests.gui import fitting
from tests.gui.builders import OTHER, TEXT

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HOSTILE = "<img src=x> & <b>Bold</b> {name} %1"


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


@pytest.fixture
def made(second: Store, view: AnnotatePage, idle: Callable[[], None]) -> dict[str, str]:
    """Mara Ellison named twice in two articles, Tidewater once, one mention unresolved, two entries unused."""
    lead = projects.actor_named(second, None)

    def entity(name: str, kind: EntityKind = "", place: str = "") -> str:
        return next(iter(registry.add_entity(second, lead, name, kind, place).rows["entity"]))

    made = {
        "mara": entity("Mara Ellison", "person", "Tidewater"),
        "tide": entity("Tidewater", "organisation"),
        "water": entity("Tide Water Ltd", "organisation"),
        "bold": entity(HOSTILE),
    }
    registry.add_alias(second, lead, made["mara"], "Ms. Ellison")
    first = articles.read_article(second, lead, "a-harbour").id
    other = articles.read_article(second, lead, "b-tugboats").id
    for article, text, words, key in (
        (first, TEXT, "Mara Ellison", "mara"),
        (first, TEXT, "Tidewater said", "tide"),
        (other, OTHER, "The port authority", "mara"),
        (first, TEXT, "Analysts", ""),
    ):
        from labeler.domain.spans import Span

        span = Span(text.index(words), text.index(words) + len(words.removesuffix(" said")))
        labeling.add_speaker(second, lead, article, span, entity_id=made.get(key))
    view.names.read()
    view.opened.reload()
    idle()
    return made


@pytest.fixture
def dialog(opened: Window, idle: Callable[[], None], qtbot: QtBot, made: dict[str, str]) -> Iterator[RegistryDialog]:
    assert opened.project is not None
    dialog = window_commands.show_registry(opened, opened.project)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    idle()
    idle()
    assert made
    yield dialog
    dialog.accept()
    dialog.deleteLater()


@pytest.fixture
def strike(dialog: RegistryDialog, qtbot: QtBot, idle: Callable[[], None]) -> Callable[..., None]:
    """Press keys where the focus is in the dialog."""

    def do(*keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for key in keys:
            target = dialog.focusWidget()
            if isinstance(key, tuple):
                qtbot.keyClick(target, key[0], key[1])
            elif isinstance(key, str):
                qtbot.keyClicks(target, key)
            else:
                qtbot.keyClick(target, key)
            idle()
            idle()

    return do


def names(dialog: RegistryDialog) -> list[str]:
    return [row.entity.name for row in dialog.model.rows]


def entity(second: Store, entity_id: str) -> Entity:
    return next(one for one in registry.entities(second, projects.actor_named(second, None)) if one.id == entity_id)


def choose(dialog: RegistryDialog, entity_id: str, idle: Callable[[], None]) -> None:
    dialog.choose(entity_id)
    idle()
    assert dialog.details.row is not None
    assert dialog.details.row.entity.id == entity_id


def test_ctrl_r_opens_it(opened: Window, press: Callable[..., None]) -> None:
    press((Qt.Key.Key_R, CTRL))
    found = opened.findChildren(RegistryDialog)
    assert [one.isVisible() for one in found] == [True]
    assert "Every mention" in " ".join(one.text() for one in found[0].unresolved.findChildren(QLabel))
    found[0].accept()


def test_entries_stand_with_own_counts_and_unused_ones_only_when_asked(dialog: RegistryDialog) -> None:
    assert names(dialog) == ["Mara Ellison", "Tidewater"]
    assert [(row.mentions, row.articles) for row in dialog.model.rows] == [(2, 2), (1, 1)]
    assert "2 more" in dialog._count.text()
    dialog.everyone.click()
    assert names(dialog) == [HOSTILE, "Mara Ellison", "Tide Water Ltd", "Tidewater"]


def test_the_search_ranks_as_the_field_does_and_the_kind_sifts(
    dialog: RegistryDialog, strike: Callable[..., None]
) -> None:
    dialog.everyone.click()
    dialog.search.setFocus()
    strike("ms elli")
    assert names(dialog) == ["Mara Ellison"]
    dialog.search.clear()
    strike("tide")
    assert names(dialog) == ["Tide Water Ltd", "Tidewater"]
    dialog.kind.segments()[1].click()
    assert names(dialog) == []
    dialog.search.clear()
    assert names(dialog) == ["Mara Ellison"]


def test_heads_put_in_order(dialog: RegistryDialog) -> None:
    dialog.table.ordered.emit(4, Qt.SortOrder.AscendingOrder)
    assert names(dialog) == ["Tidewater", "Mara Ellison"]
    dialog.table.horizontalHeader().sectionClicked.emit(4)
    assert names(dialog) == ["Mara Ellison", "Tidewater"]


def test_enter_jumps_to_ones_own_mention_in_its_article(
    dialog: RegistryDialog,
    strike: Callable[..., None],
    view: AnnotatePage,
    made: dict[str, str],
    idle: Callable[[], None],
) -> None:
    choose(dialog, made["mara"], idle)
    dialog.table.setFocus()
    strike(Qt.Key.Key_Return)
    assert dialog.details.mentions.hasFocus()
    assert [one.text for one in dialog.details.mentions.rows.rows] == ["Mara Ellison", "The port authority"]
    strike(Qt.Key.Key_Down, Qt.Key.Key_Return)
    idle()
    assert not dialog.isVisible()
    assert view.opened.sheet is not None
    assert view.opened.sheet.article.key == "b-tugboats"
    label = view.opened.label(view.page.current)
    assert label is not None
    assert label.text == "The port authority"
    assert view.window().focusWidget() is view.page


def test_a_double_click_jumps_too(
    dialog: RegistryDialog, view: AnnotatePage, made: dict[str, str], idle: Callable[[], None], qtbot: QtBot
) -> None:
    choose(dialog, made["tide"], idle)
    mentions = dialog.details.mentions
    place = mentions.visualRect(mentions.rows.index(0)).center()
    qtbot.mouseClick(mentions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(mentions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    idle()
    assert not dialog.isVisible()
    label = view.opened.label(view.page.current)
    assert label is not None
    assert label.text == "Tidewater"


def test_name_kind_affiliation_and_further_names_are_written(
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, made: dict[str, str], idle: Callable[[], None]
) -> None:
    choose(dialog, made["tide"], idle)
    dialog.details.name.setFocus()
    dialog.details.name.selectAll()
    strike("Tidewater <i>Inc.</i>", Qt.Key.Key_Return)
    assert dialog.table.hasFocus()
    dialog.details.kind.segments()[2].click()
    idle()
    dialog.details.affiliation.setFocus()
    strike("the harbour", Qt.Key.Key_Tab)
    dialog.details.alias.setFocus()
    strike("TW", Qt.Key.Key_Return)
    found = entity(second, made["tide"])
    assert (found.name, found.kind, found.affiliation) == ("Tidewater <i>Inc.</i>", "group", "the harbour")
    assert dialog.details.row is not None
    assert dialog.details.row.aliases == ("TW",)
    assert dialog.details.alias.text() == ""


def test_a_refusal_is_told_in_the_dialog_and_nothing_is_written(
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, made: dict[str, str], idle: Callable[[], None]
) -> None:
    choose(dialog, made["tide"], idle)
    dialog.details.name.setFocus()
    dialog.details.name.setText("\u202etxt")
    dialog.details.name.setModified(True)
    strike(Qt.Key.Key_Return)
    assert dialog.notice.isVisible()
    assert "1 to 200" in dialog.notice.accessibleName()
    assert entity(second, made["tide"]).name == "Tidewater"
    assert dialog.details.name.text() == "Tidewater"


def merge(dialog: RegistryDialog, strike: Callable[..., None], typed: str) -> None:
    dialog.details.merging.target.setFocus()
    strike(typed, Qt.Key.Key_Return)
    assert dialog.details.merging.button.hasFocus()
    strike(Qt.Key.Key_Space)


def test_a_merge_is_previewed_shown_under_its_target_and_one_undo(
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, made: dict[str, str], idle: Callable[[], None]
) -> None:
    choose(dialog, made["tide"], idle)
    merging = dialog.details.merging
    merging.target.setFocus()
    strike("tide")
    assert [one.words for one in merging.target.offers()] == ["Tide Water Ltd"], "not itself, and nobody new"
    strike(Qt.Key.Key_Escape)
    assert not merging.button.isEnabled()
    merging.target.setFocus()
    strike("mara", Qt.Key.Key_Return)
    assert "3 mentions of yours (2 now)" in merging.preview.text()
    assert "Tidewater" in merging.preview.text()
    strike(Qt.Key.Key_Space)
    assert entity(second, made["tide"]).merged_into == made["mara"]
    assert names(dialog) == ["Mara Ellison", "Tidewater"]
    assert dialog.model.rows[0].mentions == 3
    into = dialog.model.rows[1].into
    assert into is not None
    assert into.name == "Mara Ellison"
    assert dialog.table.hasFocus()
    strike((Qt.Key.Key_Z, CTRL))
    assert entity(second, made["tide"]).merged_into is None
    assert [row.mentions for row in dialog.model.rows] == [2, 1]
    strike((Qt.Key.Key_Z, CTRL | SHIFT))
    assert entity(second, made["tide"]).merged_into == made["mara"]


def test_the_window_undoes_a_merge_too(  # noqa: PLR0917  fixtures
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, made: dict[str, str],
    idle: Callable[[], None], press: Callable[..., None], view: AnnotatePage,
) -> None:  # fmt: skip
    choose(dialog, made["tide"], idle)
    merge(dialog, strike, "mara")
    dialog.accept()
    view.page.setFocus()
    press((Qt.Key.Key_Z, CTRL))
    assert entity(second, made["tide"]).merged_into is None
    assert view.names.roster.find("tidewater")[0].entity.id == made["tide"]


def test_what_was_merged_is_taken_apart(
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, made: dict[str, str], idle: Callable[[], None]
) -> None:
    choose(dialog, made["tide"], idle)
    merge(dialog, strike, "mara")
    choose(dialog, made["tide"], idle)
    assert not dialog.details.merging.isVisible()
    [button] = dialog.details.unmerges
    button.setFocus()
    strike(Qt.Key.Key_Space)
    assert entity(second, made["tide"]).merged_into is None


def test_unresolved_mentions_are_resolved_in_a_row(
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, made: dict[str, str], idle: Callable[[], None]
) -> None:
    lead = projects.actor_named(second, None)
    dialog.tabs.setCurrentIndex(1)
    assert dialog.tabs.tabText(1) == "Without an entry (1)"
    field = dialog.unresolved.entity
    field.setFocus()
    idle()
    strike("tidewater", Qt.Key.Key_Return)
    assert registry.mentions(second, lead, None).count == 0
    assert registry.mentions(second, lead, made["tide"]).count == 2
    assert dialog.tabs.tabText(1) == "Without an entry (0)"
    assert "Every mention of yours has an entry." in [
        one.text() for one in dialog.unresolved.findChildren(QLabel) if one.isVisible()
    ]


def test_resolving_goes_on_to_the_next(
    dialog: RegistryDialog, strike: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    from labeler.domain.spans import Span

    lead = projects.actor_named(second, None)
    other = articles.read_article(second, lead, "b-tugboats").id
    labeling.add_speaker(second, lead, other, Span(OTHER.index("models"), OTHER.index("models") + 6))
    dialog._read()
    idle()
    dialog.tabs.setCurrentIndex(1)
    dialog.unresolved.entity.setFocus()
    idle()
    strike("Harbour Analysts", Qt.Key.Key_Return)
    assert dialog.unresolved.entity.hasFocus()
    current = dialog.unresolved.mentions.current()
    assert current is not None
    assert current.text == "models"
    strike("mara", Qt.Key.Key_Return)
    assert registry.mentions(second, lead, None).count == 0
    assert any(one.name == "Harbour Analysts" for one in registry.entities(second, lead))


def test_an_annotator_beside_others_reads_adds_names_and_governs_nothing(
    opened: Window, second: Store, made: dict[str, str], idle: Callable[[], None], qtbot: QtBot
) -> None:
    lead = projects.actor_named(second, None)
    projects.add_annotator(second, lead, "bo", frozenset({"annotator"}))
    assert opened.project is not None
    opened.project.read_people()
    idle()
    opened.project.choose_person(projects.actor_named(second, "bo").id)
    idle()
    idle()
    dialog = window_commands.show_registry(opened, opened.project)
    idle()
    idle()
    assert {row.mentions for row in dialog.model.rows} == {0}, "the counts are her own"
    dialog.choose(made["mara"])
    idle()
    details = dialog.details
    for field in (details.name, details.kind, details.affiliation, details.merging.target, details.merging.button):
        assert not field.isEnabled()
        assert "Leads and reviewers" in field.toolTip()
    assert not details.mentions.rows.rows
    assert details.alias.isEnabled()
    details.alias.setFocus()
    qtbot.keyClicks(details.alias, "Mara E.")
    qtbot.keyClick(details.alias, Qt.Key.Key_Return)
    idle()
    assert "Mara E." in [one.name for one in registry.aliases(second, lead)]
    dialog.choose(made["tide"])
    idle()
    assert details.affiliation.isEnabled(), "what is blank may be filled in by those who may add entries"
    dialog.accept()


def test_what_another_process_adds_is_there_on_the_next_reading(
    dialog: RegistryDialog, second: Store, idle: Callable[[], None], strike: Callable[..., None], made: dict[str, str]
) -> None:
    registry.add_entity(second, projects.actor_named(second, None), "Quentin Zephyr")
    choose(dialog, made["tide"], idle)
    dialog.details.merging.target.setFocus()
    idle()
    idle()
    strike("zephyr")
    assert [one.words for one in dialog.details.merging.target.offers()] == ["Quentin Zephyr"]


def test_hostile_names_are_shown_as_they_are(
    dialog: RegistryDialog, made: dict[str, str], idle: Callable[[], None]
) -> None:
    dialog.everyone.click()
    choose(dialog, made["bold"], idle)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()
    index = dialog.model.index(0, 0)
    assert index.data() == HOSTILE
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_nothing_is_cut_and_everything_that_takes_the_focus_has_a_name(dialog: RegistryDialog) -> None:
    for tab in (0, 1):
        dialog.tabs.setCurrentIndex(tab)
        fitting.turn()
        assert fitting.cut(dialog) + fitting.nameless(dialog) == []
    heard = QAccessible.queryAccessibleInterface(dialog.table)
    assert heard.role() == QAccessible.Role.Table
    assert dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Mara Ellison, person, Tidewater, also Ms. Ellison, 2 mentions"
    )


def test_tab_goes_all_the_way_round(
    dialog: RegistryDialog, strike: Callable[..., None], idle: Callable[[], None]
) -> None:
    idle()
    dialog.search.setFocus()
    met: list[QWidget] = []
    for _ in range(60):
        strike(Qt.Key.Key_Tab)
        focus = dialog.focusWidget()
        if focus is dialog.search:
            break
        met.append(focus)
    assert dialog.search.hasFocus(), "no keyboard trap"
    reached = {dialog.table, dialog.details.name, dialog.details.alias, dialog.details.merging.target}
    assert reached <= set(met)
    assert any(isinstance(one, QAbstractButton) and one.text() == "Close" for one in met)


def test_the_models_keep_qts_rules(dialog: RegistryDialog, made: dict[str, str], idle: Callable[[], None]) -> None:
    models: list[QAbstractItemModel] = [dialog.model, dialog.details.mentions.rows]
    testers = [QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Warning) for one in models]
    dialog.everyone.click()
    choose(dialog, made["mara"], idle)
    dialog.search.setText("tide")
    dialog.search.setText("")
    assert len(testers) == 2
