"""The user's settings: one table gives each key its type, default and meaning.

Stored as JSON in the user's configuration folder, readable by the user only. A file that can't be read is left as it
is; the defaults hold, and `Settings.notice` says so.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from labeler.config import locations, paths

Scalar: TypeAlias = bool | int | float | str
SettingValue: TypeAlias = Scalar | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting. `choices` lists the allowed texts, `least` and `most` bound a number."""

    key: str
    type: type[bool | int | float | str | list[str]]
    default: SettingValue
    help: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


SETTINGS: tuple[Setting, ...] = (
    Setting(
        key="theme",
        type=str,
        default="system",
        choices=("system", "light", "dark", "contrast"),
        help="Colours of the window; contrast is the plainest, with the strongest lines.",
    ),
    Setting(key="reading_size", type=int, default=18, least=10, most=48, help="Size of article text in pixels."),
    Setting(
        key="reading_face", type=str, default="serif", choices=("serif", "sans", "system"), help="Face of article text."
    ),
    Setting(key="line_width", type=int, default=72, least=40, most=120, help="Characters in a line of an article."),
    Setting(key="focus_mode", type=bool, default=False, help="Show the article alone."),
    Setting(key="keys", type=list, default=[], help="Keys of one's own: lines of action, equals sign, key."),
    Setting(
        key="interface_scale", type=float, default=1.0, least=0.5, most=3.0, help="Scale of the window's own text."
    ),
    Setting(key="recent", type=list, default=[], help="Projects opened lately, newest first, without passwords."),
    Setting(key="reopen", type=bool, default=True, help="Open the last project at start."),
    Setting(
        key="annotator", type=str, default="", help="Name under which the window labels; empty: who made the project."
    ),
    Setting(
        key="model", type=str, default="", help="spaCy package or folder for suggestions; empty: the one that ships."
    ),
    Setting(key="least_score", type=float, default=0.0, least=0.0, most=1.0, help="Suggestions below this are hidden."),
    Setting(
        key="suggestion_kinds",
        type=list,
        default=["claim", "speaker", "stance"],
        help="Kinds of suggestions that are listed: claim, speaker, stance, boilerplate.",
    ),
    Setting(key="accept_above", type=float, default=0.9, least=0.0, most=1.0, help="Score for accepting all at once."),
    Setting(key="reduced_motion", type=bool, default=False, help="No animation in the window."),
    Setting(key="key_bar", type=bool, default=True, help="Show the bar of keys under the page."),
    Setting(key="filters", type=list, default=[], help="What each project's article list leaves out: lines of JSON."),
    Setting(key="pages", type=list, default=[], help="The page that was open in each project: lines of both."),
    Setting(key="recent_commands", type=list, default=[], help="Commands chosen lately by name, newest first."),
    Setting(key="window", type=str, default="", help="Place and size of the window, as Qt keeps it, in base 64."),
    Setting(key="panes", type=str, default="", help="Widths of the window's panes, as Qt keeps them, in base 64."),
    Setting(
        key="review_panes", type=list, default=[], help="Widths of list and decision in Review, by kind of window."
    ),
    Setting(key="panes_wide", type=str, default="", help="The same for a window of 2,000 pixels and more."),
    Setting(
        key="places",
        type=list,
        default=[],
        help="Where each project was left: lines of project, person, article and caret.",
    ),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def settings_file() -> Path:
    """Return the file in which the settings are kept."""
    return paths.config_folder() / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings; what is missing, unknown or of a wrong type has its default."""
    file = file or settings_file()
    try:
        table = json.loads(file.read_bytes())
    except FileNotFoundError:
        return Settings(file, {})
    except (OSError, ValueError, RecursionError) as fault:
        return Settings(file, {}, notice=_ignored(file, type(fault).__name__))
    if not isinstance(table, dict):
        return Settings(file, {}, notice=_ignored(file, "no table"))
    return Settings(file, cast("dict[str, object]", table))


def checked(setting: Setting, value: object) -> SettingValue:
    """Return a value if it is one for this setting.

    Raises:
        ValueError: it is none, with a sentence that says what it must be.
    """
    expected = _fault(setting, value)
    if expected:
        raise ValueError(f"The setting {setting.key!r} can't be {value!r}: {expected}.")
    if setting.type is float:
        return float(cast("float", value))
    return cast("SettingValue", value)


def _ignored(file: Path, fault: str) -> str:
    return f"The settings in {file} can't be read ({fault}); the defaults are used and the file is kept."


def _fault(setting: Setting, value: object) -> str:
    if setting.type is list:
        texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return "" if texts else "it must be a list of texts"
    number = setting.type in {int, float}
    right = (int, float) if setting.type is float else setting.type
    if not isinstance(value, right) or (number and isinstance(value, bool)):
        return f"it must be of the kind {setting.type.__name__}"
    if setting.choices and value not in setting.choices:
        return f"it must be one of {', '.join(setting.choices)}"
    if number and setting.least is not None and setting.most is not None:
        within = setting.least <= cast("float", value) <= setting.most
        return "" if within else f"it must lie between {setting.least:g} and {setting.most:g}"
    return ""


class Settings:
    """The settings in force. `notice` says why a file was not read, "" if all is well."""

    def __init__(self, file: Path, table: Mapping[str, object], notice: str = "") -> None:
        self.file = file
        self.notice = notice
        # Keys of a newer version stay in the file.
        self._table: dict[str, object] = dict(table)

    def get(self, key: str) -> SettingValue:
        """Return the value of a setting, its default where none (or none that fits) is stored.

        Raises:
            KeyError: there is no such setting.
        """
        setting = _BY_KEY[key]
        try:
            value = checked(setting, self._table.get(key, setting.default))
        except ValueError:
            value = setting.default
        return list(value) if isinstance(value, list) else value

    def set(self, key: str, value: SettingValue) -> None:
        """Store a value at once, atomically. Passwords in project URLs are not stored.

        Raises:
            KeyError: there is no such setting.
            ValueError: that is no value for it; nothing was stored.
        """
        value = checked(_BY_KEY[key], value)
        if isinstance(value, str):
            value = locations.without_password(value)
        elif isinstance(value, list):
            value = [locations.without_password(one) for one in value]
        self._table[key] = value
        self._write()

    def _write(self) -> None:
        if self.notice and self.file.exists():
            self.file.replace(self.file.with_suffix(".unreadable.json"))
            self.notice = ""
        folder = paths.private_folder(self.file.parent)
        # mkstemp makes the file readable by its owner only.
        handle, name = tempfile.mkstemp(dir=folder, prefix=".settings-", suffix=".json")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(self._table, out, ensure_ascii=False, indent=1, sort_keys=True)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(self.file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
