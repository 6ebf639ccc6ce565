"""Every command has words, a handler and keys of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from labeler.gui.actions import GROUPS, SCOPES, act_together, actions, key_words
from labeler.gui.window import Window


def test_every_action_has_words_and_a_group() -> None:
    groups = {group for group, _ in GROUPS}
    for ident, record in actions().items():
        assert record.title
        assert record.brief
        assert record.group in groups
        assert ident == record.id


def test_no_key_stands_twice_where_it_acts() -> None:
    for scope in SCOPES:
        keys = [key for one in actions().values() if act_together(scope, one.scope) for key in one.keys]
        # From the window's point of view the pages act one after another.
        taken = [key for one in actions().values() if one.scope in {scope, "window"} for key in set(one.keys)]
        assert not [key for key, count in Counter(taken if scope == "window" else keys).items() if count > 1], scope


def test_every_action_has_a_handler_once_a_project_is_open(opened: Window) -> None:
    elsewhere = {ident for ident, one in actions().items() if one.scope in {"review", "agreement"}}
    assert opened.commands.handled() == set(actions()) - elsewhere


def test_every_action_stands_in_the_menu(opened: Window) -> None:
    menu = opened.commands.menu(opened)
    texts = {item.text().split("\t")[0] for sub in menu.actions() for item in sub.menu().actions()}
    assert texts == {one.title for one in actions().values()}


def test_closing_a_project_leaves_the_commands_of_the_start_page(opened: Window, idle: Callable[[], None]) -> None:
    opened.close_project()
    idle()
    assert "label.claim" not in opened.commands.handled()
    assert "project.new" in opened.commands.handled()


def test_keys_are_written_as_people_read_them() -> None:
    assert key_words("Ctrl+Return") == "Ctrl+Enter"
    assert key_words("-") == "−"
