"""The keys of suggestions: Tab, Enter, X, E, and all above a score at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.spans import Span
from labeler.gui.annotate.bench import Bench
from labeler.gui.plural import counted
from labeler.services import labeling, suggesting

translate = QCoreApplication.translate


def walk(bench: Bench, *, forward: bool) -> bool:
    """Go to the next (or previous) undecided suggestion; False if there is none."""
    found = bench.page.next_suggestion() if forward else bench.page.previous_suggestion()
    bench.start_clock()
    return found


def accept(bench: Bench) -> None:
    """Accept the suggestion under the cursor and go to the next; end the editing of edges first."""
    if not bench.writable():
        return
    span = bench.page.edited_span()
    suggestion, label = bench.suggestion, bench.label
    if span is not None:
        bench.page.end_edge_edit()
    if suggestion is not None:
        decide(bench, suggestion.id, accepted=True, span=span)
    elif span is not None and isinstance(label, Claim | Speaker | Stance):
        move(bench, label, span)
    else:
        bench.say(translate("Deciding", "No suggestion is under the cursor: Tab goes to the next."))


def reject(bench: Bench) -> None:
    """Reject the suggestion under the cursor and go to the next."""
    if not bench.writable():
        return
    if bench.suggestion is None:
        bench.say(translate("Deciding", "No suggestion is under the cursor: Tab goes to the next."))
    else:
        decide(bench, bench.suggestion.id, accepted=False)


def decide(bench: Bench, suggestion_id: str, *, accepted: bool, span: Span | None = None) -> None:
    """Accept or reject one suggestion, and go on to the next."""
    milliseconds = bench.milliseconds
    opened = bench.opened
    suggestion = opened.suggestion(suggestion_id)
    if suggestion is None:
        return
    said = translate("Deciding", "Accepted: {words}") if accepted else translate("Deciding", "Rejected: {words}")

    def done(_changed: object) -> None:
        bench.say(said.format(words=suggestion.text))
        walk(bench, forward=True)

    article_id = opened.article_id
    if accepted:
        bench.bus.do(
            lambda store, actor: suggesting.accept(
                store, actor, article_id, [suggestion_id], span=span, milliseconds=milliseconds
            ),
            done,
        )
    else:
        bench.bus.do(
            lambda store, actor: suggesting.reject(
                store, actor, article_id, [suggestion_id], milliseconds=milliseconds
            ),
            done,
        )


def accept_above(bench: Bench, score: float) -> None:
    """Accept every suggestion of the article that scores at least so much, as one edit."""
    if not bench.writable():
        return
    sheet = bench.opened.sheet
    waiting = sheet.suggestions.values() if sheet else ()
    count = sum(one.score >= score and one.kind != "boilerplate" for one in waiting)
    if not count:
        bench.say(translate("Deciding", "No suggestion scores so high."))
        return
    bench.edit(
        lambda store, actor, article_id: suggesting.accept_above(store, actor, article_id, score),
        counted(
            count,
            "One suggestion accepted. Ctrl+Z takes it back.",
            "{count} suggestions accepted. Ctrl+Z takes them back.",
        ),
    )


def edit_edges(bench: Bench) -> None:
    """Let the arrow keys move the edges of the suggestion under the cursor, or of the selected label."""
    if not bench.writable():
        return
    if bench.suggestion is None and not isinstance(bench.label, Claim | Speaker | Stance):
        bench.say(translate("Deciding", "Select a label or a suggestion first."))
        return
    bench.page.begin_edge_edit(bench.page.current)
    bench.say(translate("Deciding", "Arrow keys move the end, with Shift the start; Enter takes it, Esc leaves it."))


def move(bench: Bench, label: Claim | Speaker | Stance, span: Span) -> None:
    """Give a label (of a stance: its cue) another extent."""
    if isinstance(label, Stance):
        bench.edit(
            lambda store, actor, article_id: labeling.change_stance(store, actor, article_id, label.id, cue=span),
            translate("Deciding", "Edges moved."),
        )
        return
    kind = "claim" if isinstance(label, Claim) else "speaker"
    bench.edit(
        lambda store, actor, article_id: labeling.move_label(store, actor, article_id, kind, label.id, span),
        translate("Deciding", "Edges moved."),
        label.id,
    )
