"""The keys of suggestions: Tab, Enter, X, E, and all above a score at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion
from labeler.domain.words import sentence_at
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.sieve import Sieve
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
    elif (aside := bench.aside) is not None and bench.opened.suggestion(aside.id) is not None:
        decide(bench, aside.id, accepted=True)
    elif aside is not None:
        accept_after_all(bench, aside)
    elif span is not None and isinstance(label, Claim | Speaker | Stance):
        move(bench, label, span)
    else:
        bench.say(translate("Deciding", "No suggestion is under the cursor: Tab goes to the next."))


def reject(bench: Bench) -> None:
    """Reject the suggestion under the cursor and go to the next."""
    if not bench.writable():
        return
    aside = bench.aside
    if aside is not None and bench.opened.suggestion(aside.id) is not None:
        decide(bench, aside.id, accepted=False)
    elif aside is not None:
        bench.say(translate("Deciding", "This suggestion is rejected already: Enter accepts it after all."))
    elif bench.suggestion is None:
        bench.say(translate("Deciding", "No suggestion is under the cursor: Tab goes to the next."))
    else:
        decide(bench, bench.suggestion.id, accepted=False)


def accept_after_all(bench: Bench, one: Suggestion) -> None:
    """Accept a suggestion that was rejected before."""
    bench.edit(
        lambda store, actor, article_id: suggesting.accept(store, actor, article_id, [one.id]),
        translate("Deciding", "Accepted: {words}").format(words=one.text or one.topic),
    )


def reconsider(bench: Bench, one: Suggestion) -> None:
    """Leave a suggestion that was rejected open once more."""
    if bench.writable():
        bench.edit(
            lambda store, actor, article_id: suggesting.reconsider(store, actor, article_id, [one.id]),
            translate("Deciding", "Open again: {words}").format(words=one.text or one.topic),
        )


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


def accept_above(bench: Bench, sieve: Sieve) -> None:
    """Accept every listed suggestion of the article that scores high, as one edit."""
    _accept_in(bench, sieve, None, sieve.above, translate("Deciding", "No suggestion scores so high."))


def accept_article(bench: Bench, sieve: Sieve) -> None:
    """Accept every listed suggestion of the article, as one edit."""
    _accept_in(bench, sieve, None, sieve.floor, translate("Deciding", "Nothing is suggested in this article."))


def accept_sentence(bench: Bench, sieve: Sieve) -> None:
    """Accept every listed suggestion of the sentence at the cursor, as one edit."""
    mark = bench.page.index.mark(bench.page.current)
    point = bench.page.caret() if mark is None else mark.start
    span = sentence_at(bench.text, point)
    _accept_in(bench, sieve, span, sieve.floor, translate("Deciding", "Nothing is suggested in this sentence."))


def _accept_in(bench: Bench, sieve: Sieve, span: Span | None, least: float, none: str) -> None:
    sheet = bench.opened.sheet
    if not bench.writable() or sheet is None:
        return
    kinds = sieve.kinds - {"boilerplate"}
    waiting = [one for one in sieve.through(sheet.suggestions.values()) if one.score >= least and one.kind in kinds]
    if span is not None:
        waiting = [one for one in waiting if _begins_in(one, span, sheet.suggestions)]
    if not waiting:
        bench.say(none)
        return
    bench.edit(
        lambda store, actor, article_id: suggesting.accept_in(
            store, actor, article_id, span, least_score=least, kinds=kinds
        ),
        _accepted,
    )


def _begins_in(one: Suggestion, span: Span, known: Mapping[str, Suggestion]) -> bool:
    """Tell whether a suggestion begins in a span, as the service counts it: without a cue, where its claim does."""
    place = one if one.start is not None else known.get(one.claim_id or "")
    return place is not None and place.start is not None and span.start <= place.start < span.end


def _accepted(changed: Changed) -> str:
    return counted(
        sum(row is not None for row in changed.rows.get("decision", {}).values()),
        "One suggestion accepted. Ctrl+Z takes it back.",
        "{count} suggestions accepted. Ctrl+Z takes them back.",
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
