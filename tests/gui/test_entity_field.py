"""The completing field: who is found by a few letters, and a name that is new, by keys in the real window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from labeler.domain.registry import Alias, Entity, EntityKind
from labeler.domain.spans import Span
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.roster import Roster, fold
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services import articles, projects, registry, sets
from labeler.services.sets import Sheet
from labeler.store import Store
from tests.gui.builders import TEXT

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NAMES = {
    "jl": "Jennifer Lind",
    "lg": "Lindsey Graham",
    "aps": "Alan Pelz-Sharpe",
    "fr": "Federal Reserve",
    "mu": "Ana Muñoz",
    "dd": "Department of Defense",
    "ob": "Barack O’Brien",
    "lw": "Lech Wałęsa",
    "us": "U.S. Congress",
    "he": "דוד גרוסמן",
}
ALIASES = {"Fed": "fr", "Pelz-Sharpe": "aps", "the Pentagon": "dd"}


@pytest.fixture(scope="module")
def roster() -> Roster:
    entities = [Entity(id=key, name=name) for key, name in NAMES.items()]
    entities.append(Entity(id="old", name="Fedral Reserve Bank", merged_into="fr"))
    return Roster(entities, [Alias(id=name, entity_id=key, name=name) for name, key in ALIASES.items()])


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("lind", "jl"),
        ("linds", "lg"),
        ("JENN", "jl"),
        ("jl", "jl"),
        ("j lind", "jl"),
        ("Lind, Jennifer", "jl"),
        ("jenifer lind", "jl"),
        ("jennifr", "jl"),
        ("jenniferlind", "jl"),
        ("fed", "fr"),
        ("Fedral", "fr"),
        ("munoz", "mu"),
        ("MUÑOZ", "mu"),
        ("walesa", "lw"),
        ("obrien", "ob"),
        ("o'brien", "ob"),
        ("pelz sharpe", "aps"),
        ("sharpe", "aps"),
        ("harp", "aps"),
        ("dod", "dd"),
        ("pentagon", "dd"),
        ("us congress", "us"),
        ("u.s.", "us"),
        ("גרוסמן", "he"),
        ("\u200fגרוסמן", "he"),
    ],
)
def test_a_few_letters_find_whom_a_newsroom_expects(roster: Roster, typed: str, key: str) -> None:
    assert roster.find(typed)[0].entity.id == key


def test_the_other_name_that_matched_is_told_and_no_name_is_told_for_the_entitys_own(roster: Roster) -> None:
    assert roster.find("fed")[0].alias == "Fed"
    assert roster.find("federal")[0].alias == ""
    assert {one.alias for one in roster.find("fedral reserve bank")} == {"Fedral Reserve Bank"}


@pytest.mark.parametrize("typed", ["q z", "J B", "x y z", "。 a", "\u202e \u0301", "%s {0}", "a" * 10_000, "\0 \u2028"])
def test_whatever_is_typed_may_be_sought(roster: Roster, typed: str) -> None:
    assert len(roster.find(typed)) <= 12


def test_what_is_only_alike_is_not_sure(roster: Roster) -> None:
    assert [one.sure for one in roster.find("jenifer")] == [False]
    assert roster.find("jennifer")[0].sure


def test_those_of_the_article_come_first_among_equals(roster: Roster) -> None:
    assert roster.find("lind", near={"lg": 0})[0].entity.id == "jl", "a whole word is better than a beginning"
    two = Roster([Entity(id="a", name="Ann Lee"), Entity(id="z", name="Zoe Lee")])
    assert [one.entity.id for one in two.find("lee")] == ["a", "z"]
    assert [one.entity.id for one in two.find("lee", near={"z": 0})] == ["z", "a"]
    assert [one.entity.id for one in two.find("", near={"z": 0})] == ["z", "a"]


def test_names_that_are_added_are_found_as_if_they_had_been_there() -> None:
    grown = Roster()
    for key, name in NAMES.items():
        grown.takes(Entity(id=key, name=name))
    for name, key in ALIASES.items():
        assert grown.takes_name(Alias(id=name, entity_id=key, name=name))
    whole = Roster(
        [Entity(id=key, name=name) for key, name in NAMES.items()],
        [Alias(id=name, entity_id=key, name=name) for name, key in ALIASES.items()],
    )
    for typed in ("lind", "dod", "fed", "jenifer", "sharpe", "l", "", "zzz", "harp"):
        assert grown.find(typed) == whole.find(typed), typed


def test_a_rename_a_merge_and_taking_apart_are_found_at_once() -> None:
    grown = Roster([Entity(id=key, name=name) for key, name in NAMES.items()])
    grown.takes(Entity(id="jl", name="Jenny Lind", kind="person"))
    assert [(one.entity.name, one.entity.kind) for one in grown.find("jenny")] == [("Jenny Lind", "person")]
    assert not [one for one in grown.find("jennifer") if one.sure]
    assert grown.named("Jennifer Lind") is None
    grown.takes(Entity(id="jl", name="Jenny Lind", merged_into="lg"))
    assert [(one.entity.id, one.alias) for one in grown.find("jenny")] == [("lg", "Jenny Lind")]
    assert grown.get("jl") == grown.get("lg")
    assert "jl" not in [one.id for one in grown.entities]
    grown.takes(Entity(id="jl", name="Jenny Lind"))
    assert [(one.entity.id, one.alias) for one in grown.find("jenny")] == [("jl", "")]


def test_folding_leaves_letters_and_figures() -> None:
    assert fold("  Ø. <b>Straße</b>\u202e\n№ 4 ") == "o b strasse b no 4"


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


def stored(second: Store, key: str = "a-harbour") -> Sheet:
    actor = projects.actor_named(second, None)
    return sets.open_sheet(second, actor, articles.read_article(second, actor, key).id)


def known(second: Store, name: str, kind: EntityKind = "", affiliation: str = "") -> str:
    actor = projects.actor_named(second, None)
    changed = registry.add_entity(second, actor, name, kind, affiliation)
    return next(iter(changed.rows["entity"]))


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def field(view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]) -> NameField:
    """Who `Analysts` are, with the field in focus and a few names known."""
    known(second, "Jennifer Lind", "person", "Dartmouth College")
    known(second, "Lindsey Graham", "person")
    fed = known(second, "Federal Reserve", "organisation")
    registry.add_alias(second, projects.actor_named(second, None), fed, "Fed")
    view.page.select(span_of("Analysts"))
    press("2")
    view.inspector.speaker.entity.setFocus()
    idle()
    return view.inspector.speaker.entity


def entity_of(second: Store, words: str = "Analysts") -> Entity | None:
    sheet = stored(second)
    speaker = next(one for one in sheet.speakers.values() if one.text == words)
    return sheet.entities.get(speaker.entity_id or "")


def test_the_field_keeps_the_focus_while_the_list_is_open_and_enter_takes_the_highlighted(
    field: NameField, press: Callable[..., None], second: Store, view: AnnotatePage
) -> None:
    press("lind")
    assert field.hasFocus()
    assert [one.words for one in field.offers()] == ["Jennifer Lind", "Lindsey Graham", "New: lind"]
    assert field.offers()[0].detail == "Dartmouth College"
    press(Qt.Key.Key_Down)
    assert field.hasFocus()
    press(Qt.Key.Key_Return)
    found = entity_of(second)
    assert found is not None
    assert found.name == "Lindsey Graham"
    assert view.page.hasFocus()
    assert field.text() == "Lindsey Graham"
    assert field.offers() == []


def test_an_alias_is_shown_and_the_entity_is_taken(field: NameField, press: Callable[..., None], second: Store) -> None:
    press("fed")
    assert field.offers()[0].detail == "also Fed"
    press(Qt.Key.Key_Return)
    found = entity_of(second)
    assert found is not None
    assert found.name == "Federal Reserve"


def test_a_new_name_and_enter_make_an_entity_that_is_described_in_place(
    field: NameField, press: Callable[..., None], second: Store, view: AnnotatePage
) -> None:
    press("Harbour Watch")
    assert [one.words for one in field.offers()] == ["New: Harbour Watch"]
    press(Qt.Key.Key_Return)
    fields = view.inspector.speaker
    assert "New in the registry" in fields._question.text()
    fields.entity.setFocus()
    press(Qt.Key.Key_Tab)
    assert fields.kind.segments()[0].hasFocus()
    press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    fields.affiliation.setFocus()
    press("Port <b>Authority</b>", Qt.Key.Key_Return)
    found = entity_of(second)
    assert found is not None
    assert (found.name, found.kind, found.affiliation) == ("Harbour Watch", "organisation", "Port <b>Authority</b>")
    assert view.page.hasFocus()
    assert fields._question.text() == ""


def test_a_misspelt_name_is_not_taken_for_the_one_that_it_resembles(
    field: NameField, press: Callable[..., None], second: Store
) -> None:
    press("Jenifer Lindt")
    assert "Jennifer Lind" in [one.words for one in field.offers()]
    assert field.highlighted() is field.offers()[-1]
    press(Qt.Key.Key_Return)
    found = entity_of(second)
    assert found is not None
    assert found.name == "Jenifer Lindt"


def test_escape_and_tab_leave_everything_as_it_was(
    field: NameField, press: Callable[..., None], second: Store, view: AnnotatePage
) -> None:
    before = entity_of(second)
    press("lind", Qt.Key.Key_Escape)
    assert view.page.hasFocus()
    assert field.text() == "Analysts"
    field.setFocus()
    press("lind", Qt.Key.Key_Tab)
    assert not field.hasFocus()
    assert field.text() == "Analysts"
    assert field.offers() == []
    assert entity_of(second) == before


@pytest.mark.usefixtures("field")
def test_enter_without_a_change_goes_back_to_the_page_and_writes_nothing(
    press: Callable[..., None], view: AnnotatePage, second: Store
) -> None:
    before = registry.newest(second, projects.actor_named(second, None))
    press(Qt.Key.Key_Return)
    assert view.page.hasFocus()
    assert registry.newest(second, projects.actor_named(second, None)) == before


def test_who_it_is_can_be_taken_back(field: NameField, press: Callable[..., None], second: Store) -> None:
    press(Qt.Key.Key_Delete, Qt.Key.Key_Up)
    assert field.highlighted() == field.offers()[-1]
    assert field.offers()[-1].words == "Undecided"
    press(Qt.Key.Key_Return)
    assert entity_of(second) is None


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("\u202eevil\u202c Corp", "evil Corp"),
        ("\u200fדוד\u200f", "דוד"),
        ("two\nlines\r\nof it", "two lines of it"),
        ("<img src=x> & <b>bold</b>", "<img src=x> & <b>bold</b>"),
        ("x" * 200, "x" * 200),
        ("Zoë 😀 Łukasz", "Zoë 😀 Łukasz"),
    ],
)
@pytest.mark.usefixtures("field")
def test_hostile_names_are_taken_as_names(press: Callable[..., None], second: Store, given: str, name: str) -> None:
    QGuiApplication.clipboard().setText(given)
    press((Qt.Key.Key_V, CTRL), Qt.Key.Key_Return)
    found = entity_of(second)
    assert found is not None
    assert found.name == name


@pytest.mark.usefixtures("field")
def test_a_name_that_is_too_long_is_refused_in_one_sentence(
    press: Callable[..., None], second: Store, opened: Window
) -> None:
    QGuiApplication.clipboard().setText("x" * 201)
    press((Qt.Key.Key_V, CTRL), Qt.Key.Key_Return)
    found = entity_of(second)
    assert found is not None
    assert found.name == "Analysts"
    assert "1 to 200" in " ".join(opened.notices.shown().values())


def test_what_another_process_added_is_found_when_one_begins_to_write(
    field: NameField, press: Callable[..., None], file: Path, idle: Callable[[], None], view: AnnotatePage
) -> None:
    view.page.setFocus()
    code = (
        "import sys\n"
        "from labeler.services import projects, registry\n"
        "from labeler.store import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "registry.add_entity(store, projects.actor_named(store, None), 'Quentin Zephyr')\n"
        "store.close()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)
    field.setFocus()
    idle()
    press("zeph")
    assert field.offers()[0].words == "Quentin Zephyr"


@pytest.mark.usefixtures("field")
def test_a_claims_source_completes_the_articles_speakers_the_voices_and_the_registry(
    press: Callable[..., None], second: Store, view: AnnotatePage
) -> None:
    view.page.setFocus()
    view.page.select(span_of("half of its work to open models"))
    press("1")
    source = view.inspector.claim.source
    source.setFocus()
    press(Qt.Key.Key_Down)
    assert [one.words for one in source.offers()] == ["Analysts", "the article’s voice", "source not stated"]
    press("Mara Ellison", Qt.Key.Key_Return)
    sheet = stored(second)
    [claim] = sheet.claims.values()
    assert sheet.speakers[claim.speaker_id or ""].text == "Mara Ellison"
    source.setFocus()
    press("analy", Qt.Key.Key_Return)
    sheet = stored(second)
    [claim] = sheet.claims.values()
    assert sheet.speakers[claim.speaker_id or ""].text == "Analysts"
    source.setFocus()
    press("not stated", Qt.Key.Key_Return)
    [claim] = stored(second).claims.values()
    assert claim.source == "unstated"


def test_a_row_says_what_it_is(field: NameField, press: Callable[..., None]) -> None:
    press("lind")
    assert field._list is not None
    index = field._list.rows.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Jennifer Lind, person, Dartmouth College"
    last = field._list.rows.index(2)
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "New: lind, new entry in the registry"
    heard = QAccessible.queryAccessibleInterface(field)
    assert heard.text(QAccessible.Text.Name) == "Who this is"
    assert "Enter" in heard.text(QAccessible.Text.Description)
    for offer in field.offers():
        assert not any(char.isdigit() for char in offer.words + offer.detail), "names only, no counts"


def test_a_click_takes_a_row(field: NameField, press: Callable[..., None], second: Store, qtbot: QtBot) -> None:
    press("lind")
    assert field._list is not None
    place = field._list.visualRect(field._list.rows.index(1)).center()
    qtbot.mouseClick(field._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: (found := entity_of(second)) is not None and found.name == "Lindsey Graham")


def test_an_annotator_beside_another_describes_what_is_blank_and_no_more(
    press: Callable[..., None], second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    lead = projects.actor_named(second, None)
    projects.add_annotator(second, lead, "bo", frozenset({"annotator"}))
    assert opened.project is not None
    opened.project.read_people()
    idle()
    opened.project.choose_person(projects.actor_named(second, "bo").id)
    idle()
    idle()
    view = opened.project.annotate
    view.page.setFocus()
    view.page.select(span_of("Mara Ellison"))
    press("2")
    fields = view.inspector.speaker
    assert fields.kind.isEnabled()
    fields.kind.segments()[0].click()
    idle()
    entity = next(one for one in registry.entities(second, lead) if one.name == "Mara Ellison")
    assert entity.kind == "person"
    assert not fields.kind.isEnabled()
    assert "Leads and reviewers" in fields.kind.toolTip()
    assert fields.affiliation.isEnabled()
    # Her own label can still be undone: describing stands outside.
    view.page.setFocus()
    press((Qt.Key.Key_Z, CTRL))
    assert "Leads" not in " ".join(opened.notices.shown().values())
