"""What is asked before it is done: merging beforehand, accepting gold, comments, requests to reopen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.domain.changes import Changed
from labeler.domain.sets import Actor
from labeler.gui.prompt import Choice
from labeler.gui.review.cases import Side
from labeler.services import comments, reviewing

if TYPE_CHECKING:
    from labeler.gui.review.bench import ReviewBench
    from labeler.store import Store

translate = QCoreApplication.translate


def take_agreed(page: ReviewBench) -> None:
    """Take everything that all agree on."""
    reading = page.opened.reading
    if reading is None or not _writable(page):
        return
    if not reading.agreed_open:
        page.tell(translate("Review", "What all agree on is taken already."))
        return
    words = translate("Review", "{n} labels that all agree on are taken.").format(n=reading.agreed_open)
    _do(page, reviewing.take_agreed, words)


def premerge(page: ReviewBench) -> None:
    """Ask by which strategy open items are to be merged beforehand, and do it."""
    reading = page.opened.reading
    if reading is None or not _writable(page):
        return
    choices = [
        Choice(key="A", words=translate("Review", "What all agree on"), value="agree"),
        Choice(key="M", words=translate("Review", "What more than half of them say"), value="majority"),
    ]
    sheet = reading.sheet
    if sheet is not None and not sheet.blind:
        choices += [
            Choice(
                key=str(side.place + 1) if side.place < 9 else "",
                words=translate("Review", "All that {name} says").format(name=side.name),
                value=f"by:{side.name}",
            )
            for side in reading.sides
        ]
    done = translate("Review", "Open items are merged. Ctrl+Z takes it back.")
    question = translate("Review", "Settle open items by…")
    page.prompt.ask(
        question,
        choices,
        lambda value: _do(page, lambda store, actor, article: reviewing.premerge(store, actor, article, value), done),
    )


def accept(page: ReviewBench) -> None:
    """Accept what is settled as gold; where something is open, say what."""
    reading = page.opened.reading
    if reading is None or not _writable(page):
        return
    waiting, agreed = len(reading.open), reading.agreed_open
    if waiting:
        words = translate("Review", "Disagreements still open: {n}. Settle them first; O goes to the next one.")
        page.tell(words.format(n=waiting))
        page.opened.next_open()
        return
    if agreed:
        question = translate("Review", "All agree on {n} labels that are not taken yet.").format(n=agreed)
        choices = [
            Choice(key="A", words=translate("Review", "Take them, and accept as gold"), value="yes"),
            Choice(key="C", words=translate("Review", "Not yet"), value=""),
        ]
        page.prompt.ask(question, choices, lambda value: _take_and_accept(page) if value else None)
        return
    _do(page, reviewing.accept_gold, translate("Review", "Accepted as gold: annotators see it beside their own."))


def reopen_gold(page: ReviewBench) -> None:
    """Ask why gold is to be settled anew, and open it."""
    reading = page.opened.reading
    if reading is None or reading.sheet is None or reading.gold_state != "finished":
        page.tell(translate("Review", "There is no gold to reopen."))
        return
    done = translate("Review", "Gold is open again: settle what you like anew, then accept it.")
    page.prompt.ask_line(
        translate("Review", "Why is gold reopened?"),
        "",
        lambda text: _do(page, lambda store, actor, article: reviewing.reopen_gold(store, actor, article, text), done),
        hint=translate("Review", "Annotators don't see it while it is open."),
    )


def undecide(page: ReviewBench) -> None:
    """Make the case open again."""
    case = page.opened.case
    if not page.settling.may_settle() or case is None:
        return
    if case.verdict is None:
        page.tell(translate("Review", "This one is open."))
        return
    words = translate("Review", "{number} is open again.").format(number=case.number)
    _do(page, lambda store, actor, article: reviewing.undecide(store, actor, article, case.id), words)


def hide_names(page: ReviewBench, *, hidden: bool | None = None) -> None:
    """Hide who is who and shuffle the sides, or show the names again."""
    reading = page.opened.reading
    if reading is None or not _writable(page) or reading.sheet is None:
        return
    now = not reading.sheet.blind if hidden is None else hidden
    words = translate("Review", "Names are hidden, and the sides shuffled.")
    words = words if now else translate("Review", "Names are shown.")
    _do(page, lambda store, actor, article: reviewing.hide_names(store, actor, article, now), words)


def comment(page: ReviewBench) -> None:
    """Ask for words to an annotator about her label of the case (about her labels, where she has none)."""
    case = page.opened.case

    def write(side: Side) -> None:
        said = case.said[side.place] if case is not None else None
        label_id = "" if said is None else said.label_id
        page.prompt.ask_line(
            translate("Review", "Comment to {name}").format(name=side.name),
            "",
            lambda text: (
                _do(
                    page,
                    lambda store, actor, article: comments.add_comment(
                        store, actor, article, text, label_id=label_id, annotator_id=side.annotator_id
                    ),
                    translate("Review", "{name} sees it beside her labels.").format(name=side.name),
                )
                if text
                else None
            ),
        )

    _ask_side(page, translate("Review", "Comment to whom?"), write)


def ask_reopen(page: ReviewBench) -> None:
    """Ask which annotator is to open her finished labels again, and why."""

    def write(side: Side) -> None:
        page.prompt.ask_line(
            translate("Review", "Ask {name} to reopen: what should be changed?").format(name=side.name),
            "",
            lambda text: (
                _do(
                    page,
                    lambda store, actor, article: reviewing.ask_to_reopen(
                        store, actor, article, side.annotator_id, text
                    ),
                    translate("Review", "{name}'s labels are open again, with your request.").format(name=side.name),
                )
                if text
                else None
            ),
            hint=translate("Review", "Her set is opened again with these words; gold is stale until she finishes."),
        )

    _ask_side(page, translate("Review", "Who is to open the article again?"), write)


def _ask_side(page: ReviewBench, question: str, then: Callable[[Side], None]) -> None:
    reading = page.opened.reading
    if reading is None or reading.sheet is None:
        return
    choices = [
        Choice(key=str(side.place + 1) if side.place < 9 else "", words=_named(side), value=str(side.place))
        for side in reading.sides
    ]
    page.prompt.ask(question, choices, lambda value: then(reading.sides[int(value)]))


def _named(side: Side) -> str:
    return side.letter if side.name == side.letter else f"{side.letter} · {side.name}"


def _writable(page: ReviewBench) -> bool:
    if not page.opened.reviews:
        page.tell(translate("Review", "That is for reviewers."))
    elif not page.opened.writable:
        page.tell(translate("Review", "This is gold. Reopen it first."))
    return page.opened.writable


def _take_and_accept(page: ReviewBench) -> None:
    _do(
        page,
        reviewing.take_agreed,
        "",
        lambda: _do(
            page, reviewing.accept_gold, translate("Review", "Accepted as gold: annotators see it beside their own.")
        ),
    )


def _do(
    page: ReviewBench,
    service: Callable[[Store, Actor, str], Changed],
    words: str,
    then: Callable[[], None] | None = None,
) -> None:
    """Do something in the open article, and say it once it is done."""
    article_id = page.opened.article_id

    def done(_changed: Changed | None) -> None:
        if words:
            page.tell(words)
        if then is not None:
            then()

    page.bus.do(lambda store, actor: service(store, actor, article_id), done)
