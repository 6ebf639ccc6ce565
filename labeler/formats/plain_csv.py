"""Tables as CSV that spreadsheets may open: no cell of them is a formula, and all are read back as they were."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from labeler.config import paths

MARK = "'"
"""Stands before a text that a spreadsheet would compute; whoever reads a cell takes one away."""
_COMPUTED = frozenset(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", MARK))
# A cell may hold a table, of any length.
_LONGEST = 1 << 30


def write(file: Path, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table. Numbers stay numbers, a text that begins as a formula does gets a mark before it."""
    # Labels may be confidential: whoever exports decides who else may read them.
    with open(file, "w", encoding="utf-8", newline="", opener=paths.private_opener) as out:
        writer = csv.writer(out)
        writer.writerow(map(guarded, heads))
        # As `guarded` does, without a call for each of very many cells.
        writer.writerows(
            [MARK + cell if cell.__class__ is str and cell[:1] in _COMPUTED else cell for cell in row] for row in rows
        )


def read(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table with the lines they end on, the names of its columns first.

    Raises:
        OSError, UnicodeDecodeError, csv.Error: it can't be read.
    """
    csv.field_size_limit(_LONGEST)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        for row in reader:
            yield reader.line_num, [cell.removeprefix(MARK) for cell in row]


def guarded(cell: Any) -> Any:
    """Return a cell as it is written."""
    return MARK + cell if isinstance(cell, str) and cell[:1] in _COMPUTED else cell


def as_json(value: Any) -> str:
    """Return a list for a cell."""
    return json.dumps(value, ensure_ascii=False)
