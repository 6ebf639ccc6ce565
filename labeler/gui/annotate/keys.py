"""Which command does what in Annotate, and which keys the bar shows now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.suggestions import Suggestion
from labeler.domain.words import sentence_at
from labeler.gui.actions import actions
from labeler.gui.annotate import attributes, deciding, flagging, labelling, occurrences, repeats
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.commands import Commands

# What a key would take is shown in so many letters, or few more.
_LONGEST = 18


def handlers(view: AnnotatePage, ask_reason: Callable[[], str]) -> dict[str, Callable[[], object]]:
    """Return what each command of the page does."""
    # What a key says is done once the edits before it are committed: it may concern what they make.
    out: dict[str, Callable[[], object]] = {
        ident: partial(view.bench.bus.after_edits, partial(_settled, view, handler))
        for ident, handler in _edits(view, ask_reason).items()
    }
    return out | _moves(view)


def _edits(view: AnnotatePage, ask_reason: Callable[[], str]) -> dict[str, Callable[[], object]]:
    """Return what concerns the selected label, the suggestions, or the state of the article."""
    bench, page, finishing = view.bench, view.page, view.finishing
    edits: dict[str, Callable[[], object]] = {
        "label.claim": partial(labelling.label_claim, bench),
        "label.speaker": partial(labelling.label_speaker, bench),
        "label.stance": partial(labelling.label_stance, bench),
        "label.boilerplate": partial(labelling.mark_boilerplate, bench),
        "label.delete": partial(labelling.delete_label, bench),
        "label.attribution": partial(attributes.cycle_attribution, bench),
        "label.link": partial(attributes.link, bench),
        "label.author": partial(attributes.set_source, bench, "author"),
        "label.unstated": partial(attributes.set_source, bench, "unstated"),
        "stance.support": partial(attributes.set_stance, bench, "support"),
        "stance.oppose": partial(attributes.set_stance, bench, "oppose"),
        "stance.neutral": partial(attributes.set_stance, bench, "neutral"),
        "stance.topic": partial(attributes.choose_topic, bench),
        "label.unsure": partial(attributes.toggle_unsure, bench),
        "label.note": view.inspector.selected.write_note,
        "label.comment": view.inspector.selected.write_comment,
        "label.occurrences": partial(occurrences.label_occurrences, bench),
        "label.relabel": partial(labelling.relabel, bench),
        "label.repeat": partial(repeats.toggle_repeat, bench),
        "label.entity": view.inspector.selected.name_entity,
        "suggestion.accept": partial(deciding.accept, bench),
        "suggestion.reject": partial(deciding.reject, bench),
        "suggestion.edit": partial(deciding.edit_edges, bench),
        "suggestion.accept_above": partial(deciding.accept_above, bench, view.sieve),
        "suggestion.accept_sentence": partial(deciding.accept_sentence, bench, view.sieve),
        "suggestion.accept_article": partial(deciding.accept_article, bench, view.sieve),
        "suggestion.rejected": view.inspector.rejected.toggle,
        "suggestion.why": view.inspector.why.toggle,
        "suggestion.next": partial(deciding.walk, bench, forward=True),
        "suggestion.previous": partial(deciding.walk, bench, forward=False),
        "label.next": page.next_label,
        "label.previous": page.previous_label,
        "label.deeper": partial(attributes.go_deeper, bench),
        "article.finish": finishing.finish,
        "article.skip": partial(finishing.skip, ask_reason),
        "article.reopen": finishing.reopen,
        "article.flag": partial(flagging.flag, bench),
    }
    edits |= {f"type.{n}": partial(attributes.set_nth_type, bench, n) for n in (1, 2, 3, 4)}
    return edits


def _moves(view: AnnotatePage) -> dict[str, Callable[[], object]]:
    """Return what goes somewhere, and waits for no edit."""
    page, finishing = view.page, view.finishing
    return {
        "article.next": partial(view.travel.step, 1),
        "article.previous": partial(view.travel.step, -1),
        "article.next_unfinished": view.travel.next_unfinished,
        "article.problems": finishing.show,
        "caret.word": page.word_forward,
        "caret.back": page.word_back,
        "caret.extend_word": partial(page.word_forward, extend=True),
        "caret.extend_back": partial(page.word_back, extend=True),
        "caret.sentence": page.select_sentence,
        "caret.shrink_sentence": page.shrink_sentence,
        "caret.next_sentence": page.next_sentence,
        "caret.previous_sentence": page.previous_sentence,
        "caret.paragraph": page.select_paragraph,
        "caret.next_paragraph": page.next_paragraph,
        "caret.previous_paragraph": page.previous_paragraph,
        "article.fold": partial(_toggle_folds, view),
        "article.find": view.find_bar.open,
        "article.find_next": partial(view.find_bar.step, 1),
        "article.find_previous": partial(view.find_bar.step, -1),
        "view.next_pane": partial(_settled, view, partial(view.panes.step, 1)),
        "view.previous_pane": partial(_settled, view, partial(view.panes.step, -1)),
    }


def _settled(view: AnnotatePage, handler: Callable[[], object]) -> None:
    view.settle()
    handler()


def _toggle_folds(view: AnnotatePage) -> None:
    view.page.set_folded(not view.page.folded)
    view.bench.say(view.page.folds_in_words())


def keys_now(view: AnnotatePage) -> list[list[str]]:
    """Return the keys that act now, in groups, the most telling first."""
    bench = view.bench
    if bench.opened.sheet is None:
        return [["view.filter", "project.import_files"]]
    if bench.opened.frozen:
        return [["article.reopen", "article.next_unfinished", "article.next"], ["label.next", "label.comment"]]
    one = bench.label or bench.suggestion or bench.aside
    waiting = any(each.kind != "boilerplate" for each in view.sieve.through(bench.opened.sheet.suggestions.values()))
    walking = ["suggestion.next"] if waiting else []
    make = ["label.claim", "label.speaker", "label.stance"]
    if isinstance(one, Suggestion):
        if bench.opened.suggestion(one.id) is None:
            return [["suggestion.accept", "suggestion.rejected"], make]
        return [["suggestion.accept", "suggestion.reject", "suggestion.edit", "suggestion.why", *walking], make]
    remarks = ["label.unsure", "label.comment", "label.delete"]
    if isinstance(one, Claim):
        given = ["label.link", "stance.support", "stance.oppose", "stance.neutral", "stance.topic"]
        return [make, given, remarks, [*walking, "suggestion.edit", "label.repeat"]]
    if isinstance(one, Speaker):
        return [make, ["label.entity", "label.occurrences"], remarks, [*walking, "suggestion.edit", "label.next"]]
    if isinstance(one, Stance):
        return [make, remarks, [*walking, "suggestion.edit", "label.next"]]
    if isinstance(one, Region):
        return [["label.boilerplate", "label.delete", "article.fold"], make, walking]
    return [[*make, "label.boilerplate"], ["caret.word", "caret.back", "caret.sentence"], [*walking, "label.next"]]


def words_now(view: AnnotatePage) -> dict[str, str]:
    """Return what the keys of labels would take at the caret, while nothing at all is selected."""
    bench, page, table = view.bench, view.page, actions()
    selected = page.current or bench.aside is not None or page.selection() is not None
    if bench.opened.frozen or selected:
        return {}
    spans = {"label.claim": sentence_at(bench.text, page.caret()), "label.speaker": bench.words.at(page.caret())}
    return {
        ident: f"{table[ident].brief} “{_shortened(span.of(bench.text))}”"
        for ident, span in spans.items()
        if span is not None
    }


def _shortened(words: str) -> str:
    """Return the first words of a text, and of a long one its last."""
    parts = words.split()
    whole = " ".join(parts)
    if len(whole) <= _LONGEST:
        return whole
    start = " ".join(parts[:2])
    shown = f"{start} … {parts[-1]}"
    return shown if len(shown) <= _LONGEST + 8 else f"{whole[:_LONGEST]}…"


def enable(commands: Commands, view: AnnotatePage) -> None:
    """Let Tab leave the page when nothing is proposed any more, and keep frozen articles as they are."""
    sheet = view.opened.sheet
    waiting = sheet is not None and any(
        one.kind != "boilerplate" for one in view.sieve.through(sheet.suggestions.values())
    )
    for ident in ("suggestion.next", "suggestion.previous"):
        commands.enable(ident, waiting)
    commands.enable("article.reopen", sheet is not None and sheet.set.frozen)
    for ident in ("article.finish", "article.skip"):
        commands.enable(ident, sheet is not None and not sheet.set.frozen)


class AnnotateKeys:
    """Answers to the window for the Annotate page."""

    def __init__(self, view: AnnotatePage, commands: Commands, ask_reason: Callable[[], str]) -> None:
        self._view, self._commands, self._ask_reason = view, commands, ask_reason

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each command of the page does."""
        return handlers(self._view, self._ask_reason)

    def keys(self) -> list[list[str]]:
        """Return the keys that act now, in groups; let commands act or not as it stands."""
        enable(self._commands, self._view)
        return keys_now(self._view)

    def words(self) -> str:
        """Return nothing: what the keys would take is said with each key."""
        return ""

    def enter(self) -> None:
        """Go into the article, and count the time again."""
        self._view.page.setFocus()

    def leave(self) -> None:
        """Store a note that is being written and the time worked, and stop counting it."""
        focus = self._view.window().focusWidget()
        if self._view.isAncestorOf(focus):
            focus.clearFocus()
        self._view.worktime.pause()
        self._view.stay.write()
