"""Every command of the window as a record: menus, key bar and key sheet are made from these, and from nothing else.

The keys stand in `resources/keys.toml`; a record knows only its id, its words and its place in the menus. Keys of the
user's own are put in the place of these by `bindings`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from labeler.config.paths import resources

Scope: TypeAlias = Literal["window", "annotate", "article", "review", "agreement"]
Group: TypeAlias = Literal[
    "project", "edit", "label", "suggestion", "article", "caret", "review", "agreement", "view", "help"
]

# Where keys act: anywhere; anywhere while Annotate is shown; in the article there; on the two other pages.
SCOPES: tuple[Scope, ...] = ("window", "annotate", "article", "review", "agreement")

GROUPS: tuple[tuple[Group, str], ...] = (
    ("project", str(QT_TRANSLATE_NOOP("actions", "Project"))),
    ("edit", str(QT_TRANSLATE_NOOP("actions", "Edit"))),
    ("label", str(QT_TRANSLATE_NOOP("actions", "Label"))),
    ("suggestion", str(QT_TRANSLATE_NOOP("actions", "Suggestions"))),
    ("article", str(QT_TRANSLATE_NOOP("actions", "Article"))),
    ("caret", str(QT_TRANSLATE_NOOP("actions", "Caret"))),
    ("review", str(QT_TRANSLATE_NOOP("actions", "Review"))),
    ("agreement", str(QT_TRANSLATE_NOOP("actions", "Agreement"))),
    ("view", str(QT_TRANSLATE_NOOP("actions", "View"))),
    ("help", str(QT_TRANSLATE_NOOP("actions", "Help"))),
)


@dataclass(frozen=True, slots=True)
class Action:
    """One command. `words` and `short` are English; `title` and `brief` translate them.

    `short` is what the key bar says beside the key; `scope` says where its keys act.
    """

    id: str
    words: str
    short: str
    group: Group
    scope: Scope = "window"
    keys: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The words for menus and the key sheet, translated."""
        return QCoreApplication.translate("actions", self.words)

    @property
    def brief(self) -> str:
        """The words for the key bar, translated."""
        return QCoreApplication.translate("actions", self.short)

    @property
    def shown_key(self) -> str:
        """The first key as this system writes it, "" without one."""
        return key_words(self.keys[0]) if self.keys else ""


_T = QT_TRANSLATE_NOOP
_RECORDS: tuple[tuple[str, object, object, Group], ...] = (
    ("project.new", _T("actions", "New project…"), _T("actions", "new"), "project"),
    ("project.open", _T("actions", "Open project…"), _T("actions", "open"), "project"),
    ("project.sample", _T("actions", "Open the sample project"), _T("actions", "open the sample project"), "project"),
    ("project.close", _T("actions", "Close project"), _T("actions", "close"), "project"),
    ("project.import_files", _T("actions", "Import files…"), _T("actions", "import files"), "project"),
    ("project.import_folder", _T("actions", "Import folder…"), _T("actions", "import folder"), "project"),
    ("project.export", _T("actions", "Export dataset…"), _T("actions", "export"), "project"),
    ("project.add_annotator", _T("actions", "Add annotator…"), _T("actions", "add annotator"), "project"),
    ("app.quit", _T("actions", "Quit"), _T("actions", "quit"), "project"),
    ("edit.undo", _T("actions", "Undo"), _T("actions", "undo"), "edit"),
    ("edit.redo", _T("actions", "Redo"), _T("actions", "redo"), "edit"),
    ("label.claim", _T("actions", "Label claim"), _T("actions", "claim"), "label"),
    ("label.speaker", _T("actions", "Label speaker"), _T("actions", "speaker"), "label"),
    ("label.occurrences", _T("actions", "Label all occurrences…"), _T("actions", "all occurrences"), "label"),
    ("label.entity", _T("actions", "Say who the speaker is"), _T("actions", "who"), "label"),
    ("label.stance", _T("actions", "Label stance"), _T("actions", "stance"), "label"),
    ("label.boilerplate", _T("actions", "Mark or unmark boilerplate"), _T("actions", "boilerplate"), "label"),
    ("label.relabel", _T("actions", "Make it a claim, or a speaker"), _T("actions", "relabel"), "label"),
    ("type.1", _T("actions", "First claim type"), _T("actions", "first type"), "label"),
    ("type.2", _T("actions", "Second claim type"), _T("actions", "second type"), "label"),
    ("type.3", _T("actions", "Third claim type"), _T("actions", "third type"), "label"),
    ("type.4", _T("actions", "Fourth claim type"), _T("actions", "fourth type"), "label"),
    ("label.attribution", _T("actions", "Next attribution"), _T("actions", "attribution"), "label"),
    ("label.link", _T("actions", "Link to a speaker in sight"), _T("actions", "link"), "label"),
    ("label.author", _T("actions", "The article's voice"), _T("actions", "article's voice"), "label"),
    ("label.unstated", _T("actions", "Source not stated"), _T("actions", "not stated"), "label"),
    ("label.repeat", _T("actions", "Repeats another claim"), _T("actions", "repeats"), "label"),
    ("stance.support", _T("actions", "Supports the topic"), _T("actions", "support"), "label"),
    ("stance.oppose", _T("actions", "Opposes the topic"), _T("actions", "oppose"), "label"),
    ("stance.neutral", _T("actions", "Neutral on the topic"), _T("actions", "neutral"), "label"),
    ("stance.topic", _T("actions", "Choose the topic"), _T("actions", "topic"), "label"),
    ("label.unsure", _T("actions", "Unsure, or sure again"), _T("actions", "unsure"), "label"),
    ("label.comment", _T("actions", "Comment"), _T("actions", "comment"), "label"),
    ("label.note", _T("actions", "Note"), _T("actions", "note"), "label"),
    ("label.delete", _T("actions", "Delete label"), _T("actions", "delete"), "label"),
    ("label.next", _T("actions", "Next label"), _T("actions", "next label"), "label"),
    ("label.previous", _T("actions", "Previous label"), _T("actions", "previous label"), "label"),
    ("label.deeper", _T("actions", "Next label at this place"), _T("actions", "next here"), "label"),
    ("suggestion.next", _T("actions", "Next suggestion"), _T("actions", "next suggestion"), "suggestion"),
    ("suggestion.previous", _T("actions", "Previous suggestion"), _T("actions", "previous suggestion"), "suggestion"),
    ("suggestion.accept", _T("actions", "Accept suggestion"), _T("actions", "accept"), "suggestion"),
    ("suggestion.reject", _T("actions", "Reject suggestion"), _T("actions", "reject"), "suggestion"),
    ("suggestion.edit", _T("actions", "Edit the edges"), _T("actions", "edit"), "suggestion"),
    ("suggestion.why", _T("actions", "Why this suggestion?"), _T("actions", "why"), "suggestion"),
    (
        "suggestion.accept_sentence",
        _T("actions", "Accept all in the sentence"),
        _T("actions", "accept sentence"),
        "suggestion",
    ),
    (
        "suggestion.accept_article",
        _T("actions", "Accept all in the article"),
        _T("actions", "accept all"),
        "suggestion",
    ),
    (
        "suggestion.rejected",
        _T("actions", "Show or hide rejected suggestions"),
        _T("actions", "rejected"),
        "suggestion",
    ),
    (
        "suggestion.accept_above",
        _T("actions", "Accept all that score high"),
        _T("actions", "accept high scores"),
        "suggestion",
    ),
    (
        "project.suggestions",
        _T("actions", "Suggestions of this project…"),
        _T("actions", "rules, words, learning"),
        "suggestion",
    ),
    ("article.finish", _T("actions", "Finish article"), _T("actions", "finish"), "article"),
    ("article.skip", _T("actions", "Skip article…"), _T("actions", "skip"), "article"),
    ("article.reopen", _T("actions", "Reopen article"), _T("actions", "reopen"), "article"),
    ("article.flag", _T("actions", "Flag the article to the lead…"), _T("actions", "flag"), "article"),
    ("article.next", _T("actions", "Next article"), _T("actions", "next article"), "article"),
    ("article.next_unfinished", _T("actions", "Next unfinished article"), _T("actions", "next unfinished"), "article"),
    ("article.previous", _T("actions", "Previous article"), _T("actions", "previous article"), "article"),
    ("article.problems", _T("actions", "Open problems"), _T("actions", "problems"), "article"),
    ("article.fold", _T("actions", "Fold or unfold boilerplate"), _T("actions", "fold"), "article"),
    ("article.find", _T("actions", "Find in the article"), _T("actions", "find"), "article"),
    ("article.find_next", _T("actions", "Next hit"), _T("actions", "next hit"), "article"),
    ("article.find_previous", _T("actions", "Previous hit"), _T("actions", "previous hit"), "article"),
    ("caret.word", _T("actions", "Word forward"), _T("actions", "word"), "caret"),
    ("caret.back", _T("actions", "Word back"), _T("actions", "back"), "caret"),
    ("caret.extend_word", _T("actions", "Extend by a word"), _T("actions", "extend"), "caret"),
    ("caret.extend_back", _T("actions", "Take a word back"), _T("actions", "shrink"), "caret"),
    ("caret.sentence", _T("actions", "Select the sentence"), _T("actions", "sentence"), "caret"),
    ("caret.shrink_sentence", _T("actions", "Give a sentence back"), _T("actions", "shrink"), "caret"),
    ("caret.next_sentence", _T("actions", "Next sentence"), _T("actions", "next sentence"), "caret"),
    ("caret.previous_sentence", _T("actions", "Previous sentence"), _T("actions", "previous sentence"), "caret"),
    ("caret.paragraph", _T("actions", "Select the paragraph"), _T("actions", "paragraph"), "caret"),
    ("caret.next_paragraph", _T("actions", "Next paragraph"), _T("actions", "next paragraph"), "caret"),
    ("caret.previous_paragraph", _T("actions", "Previous paragraph"), _T("actions", "previous paragraph"), "caret"),
    ("review.take_1", _T("actions", "Take the first side"), _T("actions", "first side"), "review"),
    ("review.take_2", _T("actions", "Take the second side"), _T("actions", "second side"), "review"),
    ("review.take_3", _T("actions", "Take the third side"), _T("actions", "third side"), "review"),
    ("review.take_4", _T("actions", "Take the fourth side"), _T("actions", "fourth side"), "review"),
    ("review.take_5", _T("actions", "Take the fifth side"), _T("actions", "fifth side"), "review"),
    ("review.take_6", _T("actions", "Take the sixth side"), _T("actions", "sixth side"), "review"),
    ("review.take_7", _T("actions", "Take the seventh side"), _T("actions", "seventh side"), "review"),
    ("review.take_8", _T("actions", "Take the eighth side"), _T("actions", "eighth side"), "review"),
    ("review.take_9", _T("actions", "Take the ninth side"), _T("actions", "ninth side"), "review"),
    ("review.neither", _T("actions", "Take none of them"), _T("actions", "none"), "review"),
    ("review.edit", _T("actions", "Decide otherwise"), _T("actions", "edit"), "review"),
    ("review.reason", _T("actions", "Give a reason"), _T("actions", "reason"), "review"),
    ("review.clause", _T("actions", "Name a clause of the guidelines"), _T("actions", "clause"), "review"),
    ("review.undecide", _T("actions", "Take the decision back"), _T("actions", "undecide"), "review"),
    ("review.next", _T("actions", "Next disagreement"), _T("actions", "next"), "review"),
    ("review.previous", _T("actions", "Previous disagreement"), _T("actions", "previous"), "review"),
    ("review.next_open", _T("actions", "Next open disagreement"), _T("actions", "next open"), "review"),
    ("review.take_agreed", _T("actions", "Take all that everyone agrees on"), _T("actions", "take agreed"), "review"),
    ("review.premerge", _T("actions", "Merge beforehand…"), _T("actions", "merge"), "review"),
    ("review.filter", _T("actions", "Filter disagreements by kind"), _T("actions", "filter"), "review"),
    ("review.side_by_side", _T("actions", "Side by side, or in lanes"), _T("actions", "side by side"), "review"),
    ("review.table", _T("actions", "As a table, or on the text"), _T("actions", "table"), "review"),
    ("review.hide_names", _T("actions", "Hide or show names"), _T("actions", "hide names"), "review"),
    ("review.comment", _T("actions", "Comment to the annotators"), _T("actions", "comment"), "review"),
    ("review.ask_reopen", _T("actions", "Ask an annotator to reopen…"), _T("actions", "ask to reopen"), "review"),
    ("review.accept", _T("actions", "Accept as gold"), _T("actions", "accept as gold"), "review"),
    ("review.reopen_gold", _T("actions", "Reopen gold"), _T("actions", "reopen gold"), "review"),
    ("agreement.items", _T("actions", "List the items of a figure"), _T("actions", "items"), "agreement"),
    ("agreement.open", _T("actions", "Open the items in Review"), _T("actions", "open in Review"), "agreement"),
    ("agreement.explain", _T("actions", "What the figure says"), _T("actions", "explain"), "agreement"),
    ("agreement.filter", _T("actions", "Filter the figures"), _T("actions", "filter"), "agreement"),
    ("agreement.gamma", _T("actions", "Measure gamma, too"), _T("actions", "gamma"), "agreement"),
    ("agreement.recompute", _T("actions", "Compute again"), _T("actions", "compute again"), "agreement"),
    ("agreement.export", _T("actions", "Export the report…"), _T("actions", "export"), "agreement"),
    ("agreement.copy_picture", _T("actions", "Copy as a picture"), _T("actions", "copy picture"), "agreement"),
    ("agreement.copy_table", _T("actions", "Copy as a table"), _T("actions", "copy table"), "agreement"),
    ("view.annotate", _T("actions", "Annotate"), _T("actions", "annotate"), "view"),
    ("view.review", _T("actions", "Review"), _T("actions", "review"), "view"),
    ("view.agreement", _T("actions", "Agreement"), _T("actions", "agreement"), "view"),
    ("view.list", _T("actions", "Article list"), _T("actions", "list"), "view"),
    ("view.filter", _T("actions", "Filter articles"), _T("actions", "filter"), "view"),
    ("view.search", _T("actions", "Search the project"), _T("actions", "search"), "view"),
    ("view.palette", _T("actions", "Find a command, an article or a speaker"), _T("actions", "commands"), "view"),
    ("view.registry", _T("actions", "Speaker registry"), _T("actions", "registry"), "view"),
    ("view.next_pane", _T("actions", "Next panel"), _T("actions", "next panel"), "view"),
    ("view.previous_pane", _T("actions", "Previous panel"), _T("actions", "previous panel"), "view"),
    ("view.larger", _T("actions", "Larger text"), _T("actions", "larger"), "view"),
    ("view.smaller", _T("actions", "Smaller text"), _T("actions", "smaller"), "view"),
    ("view.usual", _T("actions", "Usual text size"), _T("actions", "usual size"), "view"),
    ("view.wider", _T("actions", "Wider lines"), _T("actions", "wider"), "view"),
    ("view.narrower", _T("actions", "Narrower lines"), _T("actions", "narrower"), "view"),
    ("view.face", _T("actions", "Next reading face"), _T("actions", "face"), "view"),
    ("view.theme", _T("actions", "Next theme"), _T("actions", "theme"), "view"),
    ("view.focus", _T("actions", "Focus mode"), _T("actions", "focus mode"), "view"),
    ("view.history", _T("actions", "History"), _T("actions", "history"), "view"),
    ("view.settings", _T("actions", "Settings…"), _T("actions", "settings"), "view"),
    ("view.menu", _T("actions", "Menu"), _T("actions", "menu"), "view"),
    ("help.keys", _T("actions", "Keys"), _T("actions", "keys"), "help"),
    ("help.guidelines", _T("actions", "Guidelines"), _T("actions", "guidelines"), "help"),
    ("help.about", _T("actions", "About Labeler"), _T("actions", "about"), "help"),
)


@cache
def key_words(key: str) -> str:
    """Return a key as people read it here: `Ctrl+Return` as `Ctrl+Enter`, `-` as a minus sign."""
    if key in {"+", "-", "?", "=", "!"}:
        return "−" if key == "-" else key
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")


def actions() -> Mapping[str, Action]:
    """Return all actions by id, in menu order, with the keys that are in force."""
    return _in_force[0] if _in_force else usual_actions()


def put_in_force(table: Mapping[str, Action]) -> None:
    """Let `actions` return these: the same actions with other keys."""
    _in_force[:] = [table]


# The one table in force; empty as long as it is the usual one.
_in_force: list[Mapping[str, Action]] = []


@cache
def usual_actions() -> Mapping[str, Action]:
    """Return all actions by id, in menu order, with the keys of the table.

    Raises:
        ValueError: the table names an action that does not exist.
    """
    table = read_keys(resources() / "keys.toml")
    known = {ident for ident, *_ in _RECORDS}
    if strange := sorted(set(table) - known):
        raise ValueError(f"keys.toml names unknown actions: {', '.join(strange)}")
    out: dict[str, Action] = {}
    for ident, words, short, group in _RECORDS:
        scope, keys = table.get(ident, ("window", ()))
        out[ident] = Action(ident, str(words), str(short), group, scope, keys)
    return out


def read_keys(path: Path) -> dict[str, tuple[Scope, tuple[str, ...]]]:
    """Return scope and keys by action id, as the file has them."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {ident: (scope, tuple(keys)) for scope in SCOPES for ident, keys in table.get(scope, {}).items()}


def act_together(one: Scope, other: Scope) -> bool:
    """Say whether keys of two scopes can act at the same time, so that no key may stand in both."""
    return one == other or "window" in {one, other} or {one, other} == {"annotate", "article"}


def group_title(group: Group) -> str:
    """Return the translated name of a group."""
    return QCoreApplication.translate("actions", dict(GROUPS)[group])
