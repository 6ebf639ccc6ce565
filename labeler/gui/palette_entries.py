"""What the palette offers for a text: commands, articles, speakers, the likeliest of each first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication
from rapidfuzz import fuzz

from labeler.gui.actions import Action, Group, Scope, actions, group_title

if TYPE_CHECKING:
    from labeler.gui.annotate.filters import Catalogue
    from labeler.gui.annotate.inspector.roster import Roster
    from labeler.gui.commands import Commands

translate = QCoreApplication.translate

EntryKind: TypeAlias = Literal["command", "article", "speaker"]
PREFIXES: dict[str, EntryKind] = {">": "command", "#": "article", "@": "speaker"}
# Of each kind, where all are offered; and where one kind is asked for.
_FEW, _MANY = 7, 60
_RECENT = 5
# What is done while labelling comes before what is done once a day.
_GROUPS: tuple[Group, ...] = (
    "label",
    "suggestion",
    "article",
    "review",
    "agreement",
    "view",
    "edit",
    "caret",
    "project",
    "help",
)
_PAGES: dict[Scope, str] = {
    "annotate": "annotate",
    "article": "annotate",
    "review": "review",
    "agreement": "agreement",
}
# Likeness below this is chance.
_LIKE = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. `why` says why it can't be chosen now, "" if it can."""

    kind: EntryKind
    id: str
    title: str
    detail: str = ""
    key: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Where entries come from: the commands, and of an open project its articles and speakers, and the page shown."""

    commands: Commands
    recent: Sequence[str] = ()
    catalogue: Catalogue | None = None
    roster: Roster | None = None
    page: str = ""

    def entries(self, text: str) -> list[Entry]:
        """Return what fits a text as typed; `>`, `#` and `@` before it ask for one kind only."""
        kind = PREFIXES.get(text[:1])
        words = (text[1:] if kind else text).strip()
        most = _MANY if kind else _FEW
        if not words and kind in {None, "command"}:
            return self._all_commands()
        found: list[Entry] = []
        if kind in {None, "command"}:
            found += self._commands(words, _MANY if kind else _FEW)
        if kind in {None, "article"}:
            found += self._articles(words, most)
        if kind in {None, "speaker"}:
            found += self._speakers(words, most)
        return found

    def _all_commands(self) -> list[Entry]:
        """Return all commands: those chosen lately, then those that can act, then the others."""
        lately = [actions()[ident] for ident in self.recent if ident in actions()][:_RECENT]
        rest = sorted(
            (one for one in actions().values() if one not in lately), key=lambda one: _GROUPS.index(one.group)
        )
        entries = [self._command(one) for one in rest]
        recent = [self._command(one) for one in lately]
        able = [one for one in entries if not one.why]
        return [*recent, *able, *(one for one in entries if one.why)]

    def _commands(self, words: str, most: int) -> list[Entry]:
        ranked = [(likeness(words, one), one) for one in actions().values()]
        ranked = [pair for pair in ranked if pair[0] >= _LIKE]
        recent = {ident: place for place, ident in enumerate(self.recent)}
        entries = [(score, recent.get(one.id, len(recent)), self._command(one)) for score, one in ranked]
        entries.sort(key=lambda one: (-one[0], bool(one[2].why), one[1]))
        return [entry for _score, _place, entry in entries[:most]]

    def _command(self, one: Action) -> Entry:
        why = "" if self.commands.made[one.id].isEnabled() else why_not(one.id, self.page)
        return Entry(
            kind="command", id=one.id, title=one.title, detail=group_title(one.group), key=one.shown_key, why=why
        )

    def _articles(self, text: str, most: int) -> Iterator[Entry]:
        if self.catalogue is None:
            return
        known, wanted = self.catalogue, text.casefold()
        found = known.holding(known.order, wanted.split())
        # Headings that begin with the text come first; of the rest the order stays.
        texts = known.texts
        first = list(islice((n for n in found if texts[n].startswith(wanted)), most)) if wanted else []
        rest = islice((n for n in found if n not in first), most - len(first))
        for row in (known.rows[n] for n in (*first, *rest)):
            yield Entry(kind="article", id=row.id, title=row.heading, detail=row.source or row.key)

    def _speakers(self, text: str, most: int) -> Iterator[Entry]:
        for one in self.roster.find(text, most) if self.roster is not None else ():
            detail = one.alias or one.entity.affiliation
            yield Entry(kind="speaker", id=one.entity.id, title=one.entity.name, detail=detail)


def likeness(text: str, action: Action) -> float:
    """Return how well a text fits a command, 0 to 200: over 100 its words begin words of the title."""
    wanted = text.casefold().split()
    title = action.title.casefold()
    words = title.replace("…", "").replace(",", "").split()
    if all(any(word.startswith(one) for word in words) for one in wanted):
        # The fewer other words, the better.
        return 200.0 - min(len(words) - len(wanted), 40) - (0 if title.startswith(wanted[0] if wanted else "") else 45)
    rest = [*words, *group_title(action.group).casefold().split(), *action.id.replace("_", ".").split(".")]
    if all(any(word.startswith(one) for word in rest) for one in wanted):
        return 105.0
    joined = " ".join(wanted)
    return max(fuzz.ratio(joined, title), fuzz.token_set_ratio(joined, " ".join(rest)) - 5)


def why_not(ident: str, page: str) -> str:
    """Return why a command can't act now, while a page is shown; "" is the start page."""
    known = {
        "edit.undo": translate("Palette", "nothing to undo"),
        "edit.redo": translate("Palette", "nothing to redo"),
        "article.reopen": translate("Palette", "the article is not finished"),
        "article.finish": translate("Palette", "the article is finished already"),
        "article.skip": translate("Palette", "the article is finished already"),
        "suggestion.next": translate("Palette", "no suggestion is left"),
        "suggestion.previous": translate("Palette", "no suggestion is left"),
    }
    if not page:
        return translate("Palette", "needs an open project")
    own = _PAGES.get(actions()[ident].scope, page)
    if own != page:
        return translate("Palette", "on the page {page}").format(page=actions()[f"view.{own}"].title)
    return known.get(ident, translate("Palette", "not possible here"))
