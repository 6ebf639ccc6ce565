"""What reaches the terminal: plain text that can do it no harm, tables, JSON, progress.

Texts of articles, names and keys are foreign: control characters and those that turn the direction of writing are
replaced, one for one, and rich's markup is never read.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from labeler.config.locations import without_password

if TYPE_CHECKING:
    from rich.console import Console

Progress: TypeAlias = Callable[[int, int, str], None]

_BLANKS = {0x0D: " ", 0x0B: " ", 0x0C: " ", 0x85: " ", 0x2028: "\n", 0x2029: "\n", 0x7F: "␡"}
_TURNERS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HARMLESS = (
    {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    | dict.fromkeys((*range(0x80, 0xA0), *_TURNERS, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")
    | _BLANKS
)
# Where nobody looks, nothing is wrapped.
_WIDE = 4000


def harmless(text: str) -> str:
    """Return a text of the same length in which no character can steer a terminal. Newlines and tabs stay."""
    return text.translate(_HARMLESS)


def one_line(text: str, width: int = 200) -> str:
    """Return a text as one harmless line of at most `width` characters."""
    line = " ".join(harmless(text).split())
    return line if len(line) <= width else line[: width - 1] + "…"


def console(*, error: bool = False) -> Console:
    """Return the terminal, or the file or pipe that stands for it (then without colours)."""
    from rich.console import Console

    out = Console(stderr=error, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not out.is_terminal:
        out = Console(stderr=error, markup=False, highlight=False, emoji=False, width=_WIDE, no_color=True)
    return out


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(harmless(without_password(text)) + "\n")


def complain(text: str) -> None:
    """Print a line to standard error."""
    sys.stderr.write(harmless(without_password(text)) + "\n")


def say_json(value: Any) -> None:
    """Print a value as JSON; escapes keep it harmless in a terminal and exact for a program."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, indent=1) + "\n")


def table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "", numbers: Sequence[str] = ()
) -> None:
    """Print a table; the columns in `numbers` are aligned to the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    out = console()
    grid = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD if out.is_terminal else None)
    grid.pad_edge = False
    for column in columns:
        grid.add_column(Text(column), justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(harmless(str(cell))) for cell in row))
    out.print(grid)


@contextlib.contextmanager
def progress() -> Generator[Progress]:
    """Show progress on standard error while the body runs: a bar in a terminal, nothing elsewhere."""
    out = console(error=True)
    if not out.is_terminal:
        yield lambda _done, _total, _what: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(
            task, completed=done, total=total or None, description=one_line(what, 60)
        )
