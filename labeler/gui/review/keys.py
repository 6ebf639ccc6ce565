"""The keys of the Review page: what each does, and which ones the key bar shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.gui.actions import actions
from labeler.gui.review import asking
from labeler.gui.review.cases import MOST_KEYS

if TYPE_CHECKING:
    from labeler.gui.review.bench import ReviewBench

translate = QCoreApplication.translate


def handlers(page: ReviewBench) -> dict[str, Callable[[], object]]:
    """Return what each command does."""
    known = actions()
    takes = {f"review.take_{place + 1}": partial(page.settling.take, place) for place in range(MOST_KEYS)}
    made: dict[str, Callable[[], object]] = {
        **{ident: handler for ident, handler in takes.items() if ident in known},
        "review.neither": page.settling.neither,
        "review.edit": page.settling.edit,
        "review.reason": partial(_go, page, page.decision.grounds.write_reason),
        "review.clause": partial(_go, page, page.decision.grounds.choose_clause),
        "review.undecide": partial(asking.undecide, page),
        "review.next": partial(page.settling.step, 1),
        "review.previous": partial(page.settling.step, -1),
        "review.next_open": page.settling.next_open,
        "review.take_agreed": partial(asking.take_agreed, page),
        "review.premerge": partial(asking.premerge, page),
        "review.filter": partial(_filter, page),
        "review.side_by_side": partial(page.turn, "columns"),
        "review.table": partial(page.turn, "table"),
        "review.hide_names": partial(asking.hide_names, page),
        "review.comment": partial(asking.comment, page),
        "review.ask_reopen": partial(asking.ask_reopen, page),
        "review.accept": partial(asking.accept, page),
        "review.reopen_gold": partial(asking.reopen_gold, page),
        "article.next": partial(page.step_article, 1),
        "article.previous": partial(page.step_article, -1),
        "view.list": page.list_articles,
        "view.next_pane": partial(page.panes.step, 1),
        "view.previous_pane": partial(page.panes.step, -1),
    }
    return made


def keys_now(page: ReviewBench) -> list[list[str]]:
    """Return the keys that act now, in groups, the most telling first."""
    reading = page.opened.reading
    walk = ["review.next", "review.previous", "review.next_open"]
    look = ["review.hide_names", "review.side_by_side", "review.table"]
    if reading is None:
        return [["view.list"]]
    if page.decision.editor is not None:
        return []
    if not page.opened.writable:
        return [["review.reopen_gold"] if reading.sheet else [], walk[:2], look[1:]]
    takes = [f"review.take_{side.place + 1}" for side in reading.sides[:MOST_KEYS]]
    settle = [*(one for one in takes if one in actions()), "review.neither", "review.edit"]
    if page.opened.case is None:
        return [["review.take_agreed"] if reading.agreed_open else [], ["review.accept"], look]
    return [settle, ["review.reason", "review.clause"], walk, look, ["review.take_agreed", "review.accept"]]


def words_now(page: ReviewBench) -> str:
    """Return what the key bar says before the keys."""
    if page.decision.editor is not None:
        return translate("Review", "arrows move the end, Shift+arrows the start · Enter saves · Esc cancels")
    return ""


def _filter(page: ReviewBench) -> None:
    """Go to the kinds, also where the list is a drawer."""
    if page.opened.reading is None:
        page.tell(translate("Review", "No article is open."))
        return
    page.panes.show_column()
    page.column.show_cases()
    page.column.cases.chips.focus_chosen()


def _go(page: ReviewBench, goal: Callable[[], None]) -> None:
    if page.settling.may_settle():
        goal()
