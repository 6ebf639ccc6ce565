"""All other places where a speaker is named: shown on the page, left out one by one, labelled at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.domain.changes import Changed
from labeler.domain.labels import Speaker
from labeler.domain.registry import resolve
from labeler.domain.spans import Span
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.defaults import entity_for, is_pronoun
from labeler.gui.plural import counted
from labeler.gui.prompt import Choice
from labeler.services import labeling, registry

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.store import Store

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Named:
    """Who is sought: her words at hand, their extent, and who she is by id, else by name ("" where unknown)."""

    words: str
    span: Span
    entity_id: str | None
    name: str


def label_occurrences(bench: Bench) -> None:
    """Look for all other places that name the selected speaker, or the selected words, and ask what to do."""
    named = _named(bench) if bench.writable() else None
    if named is None:
        return
    article_id = bench.opened.article_id

    def work(store: Store, actor: Actor) -> tuple[str | None, list[str]]:
        return _names(store, actor, named)

    def found(known: tuple[str | None, list[str]]) -> None:
        if bench.opened.article_id == article_id:
            _ask(bench, named, *known)

    bench.bus.ask(work, found)


def _named(bench: Bench) -> Named | None:
    """Return who is meant: the selected words, else the selected speaker or the suggested one; say if nobody is."""
    sheet, label, suggestion = bench.opened.sheet, bench.label, bench.suggestion
    selected = bench.page.selection()
    if sheet is not None and selected is not None:
        words = selected.of(bench.text)
        return Named(words, selected, None, entity_for(words, sheet.entities.values(), sheet.speakers.values()))
    if isinstance(label, Speaker):
        return Named(label.text, label.span, label.entity_id, bench.opened.entity_name(label))
    if suggestion is not None and suggestion.kind == "speaker" and None not in {suggestion.start, suggestion.end}:
        span = Span(suggestion.start or 0, suggestion.end or 0)
        return Named(suggestion.text, span, None, suggestion.entity or suggestion.text)
    bench.say(translate("Occurrences", "Select a speaker first, or the words that name one."))
    return None


def _names(store: Store, actor: Actor, named: Named) -> tuple[str | None, list[str]]:
    """Return who is meant by id (None if the registry does not have her), and all that she is called."""
    entities = {one.id: one for one in registry.entities(store, actor)}
    aliases = registry.aliases(store, actor)
    wanted = {named.name.casefold(), named.words.casefold()} - {""}
    known = entities.get(named.entity_id or "")
    if known is None and not is_pronoun(named.words):
        known = next((one for one in entities.values() if one.name.casefold() in wanted), None)
        by_alias = (entities.get(one.entity_id) for one in aliases if one.name.casefold() in wanted)
        known = known or next((one for one in by_alias if one is not None), None)
    if known is None:
        return None, _sought(named.words, named.name)
    stands = resolve(known.id, entities).id
    same = {one.id for one in entities.values() if resolve(one.id, entities).id == stands}
    names = [entities[one].name for one in sorted(same)] + [one.name for one in aliases if one.entity_id in same]
    return stands, _sought(named.words, *names)


def _sought(*names: str) -> list[str]:
    """Return the names to look for: a pronoun says nothing of who is meant elsewhere."""
    return list(dict.fromkeys(one for one in names if one.strip() and not is_pronoun(one)))


def _ask(bench: Bench, named: Named, entity_id: str | None, names: Sequence[str]) -> None:
    sheet = bench.opened.sheet
    if sheet is None:
        return
    taken = [one.span for one in sheet.speakers.values()]
    spans = [one for one in labeling.occurrences(bench.text, names, taken) if not one.overlaps(named.span)]
    if not spans:
        bench.say(translate("Occurrences", "{words} stands nowhere else in this article.").format(words=named.words))
        return
    # Words that are selected but not labelled yet are labelled along with the others.
    own = [] if isinstance(bench.label, Speaker) or bench.suggestion is not None else [named.span]
    if own and any(one.overlaps(named.span) for one in taken):
        own = []
    name = named.name or (names[0] if names else named.words)
    Leaving(bench, name, spans, lambda kept: _label(bench, sorted([*own, *kept]), entity_id, name)).ask()


def _label(bench: Bench, spans: Sequence[Span], entity_id: str | None, name: str) -> None:
    def work(store: Store, actor: Actor, article_id: str) -> Changed:
        if entity_id is not None:
            return labeling.add_speakers(store, actor, article_id, spans, entity_id=entity_id)
        return labeling.add_speakers(store, actor, article_id, spans, entity=name)

    said = counted(
        len(spans), "One speaker labelled. Ctrl+Z takes it back.", "{count} labelled. Ctrl+Z takes all back."
    )
    bench.edit(work, said)


class Leaving:
    """The question which of some places are meant: previewed, one of them at hand, each left out by a key."""

    def __init__(self, bench: Bench, name: str, spans: Sequence[Span], then: Callable[[list[Span]], None]) -> None:
        self._bench = bench
        self._name = name
        self._spans = list(spans)
        self._then = then
        self._out = set[Span]()
        self._at = 0
        self._back = bench.page.place()
        self._current = bench.page.current

    def ask(self) -> None:
        """Show the places and ask."""
        choices = [
            Choice(key="Return", words=translate("Occurrences", "label all"), value="all"),
            Choice(
                key="Space",
                words=translate("Occurrences", "leave this one out, or take it again"),
                value="leave",
                stays=True,
            ),
            Choice(key="N", words=translate("Occurrences", "next"), value="next", stays=True),
            Choice(key="P", words=translate("Occurrences", "the one before"), value="previous", stays=True),
        ]
        self._bench.prompt.ask(self._question(), choices, self._answer, cancelled=self._end)
        self._show()

    def _question(self) -> str:
        more = counted(len(self._spans) - len(self._out), "{count} more", "{count} more")
        words = f"{self._name}: {more}"
        here = translate("Occurrences", "this one is left out") if self._spans[self._at] in self._out else ""
        place = translate("Occurrences", "{number} of {count}").format(number=self._at + 1, count=len(self._spans))
        return " · ".join(part for part in (words, place, here) if part)

    def _show(self) -> None:
        page, here = self._bench.page, self._spans[self._at]
        page.preview([one for one in self._spans if one not in self._out])
        page.select(here)
        self._bench.prompt.retitle(self._question())

    def _answer(self, value: str) -> None:
        if value == "all":
            kept = [one for one in self._spans if one not in self._out]
            self._end()
            if kept:
                self._then(kept)
            return
        if value == "leave":
            self._out ^= {self._spans[self._at]}
        else:
            self._at = (self._at + (1 if value == "next" else -1)) % len(self._spans)
        self._show()

    def _end(self) -> None:
        page = self._bench.page
        page.preview([])
        page.restore(self._back)
        page.set_current(self._current)
