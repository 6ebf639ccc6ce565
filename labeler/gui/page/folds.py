"""Which paragraphs are boilerplate from end to end, and hiding them in a document. Positions are units.

Hidden paragraphs keep their characters: positions, selections and what is copied do not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument


@dataclass(frozen=True, slots=True)
class Fold:
    """Paragraphs `first` to `last`, all of them boilerplate (or blank between such).

    `[start, end)` is what they hold, `ids` are the marks that make them boilerplate, `lines` counts those with words.
    """

    first: int
    last: int
    start: int
    end: int
    ids: frozenset[str]
    lines: int


def folds_of(document: QTextDocument, extents: Iterable[tuple[int, int, str]]) -> list[Fold]:
    """Return what can be folded, given the boilerplate as (start, end, id). Something always stays to be seen."""
    found: list[Fold] = []
    for start, end, ids in _united(document, extents):
        for fold in _covered(document, start, end, ids):
            joined = found[-1] if found else None
            if joined is not None and _blank_between(document, joined.last, fold.first):
                found[-1] = _joined(joined, fold)
            else:
                found.append(fold)
    if sum(fold.last - fold.first + 1 for fold in found) == document.blockCount():
        return []
    return found


def hide(document: QTextDocument, fold: Fold, room: float) -> None:
    """Hide the paragraphs of a fold, and keep room above the paragraph after it, if there is one, for a line."""
    _show(document, fold, visible=False)
    _make_room(document, fold, room)


def unhide(document: QTextDocument, fold: Fold) -> None:
    """Show the paragraphs of a fold again."""
    _make_room(document, fold, 0)
    _show(document, fold, visible=True)


def resize(document: QTextDocument, fold: Fold, room: float) -> None:
    """Keep another room for the line of a hidden fold."""
    _make_room(document, fold, room)


def _united(
    document: QTextDocument, extents: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Return the extents sorted, those that overlap or have only white space between them as one."""
    last: tuple[int, int, frozenset[str]] | None = None
    for start, end, ident in sorted(extents):
        if last is not None and (start <= last[1] or not _words(document, last[1], start)):
            last = (last[0], max(last[1], end), last[2] | {ident})
            continue
        if last is not None:
            yield last
        last = (start, end, frozenset({ident}))
    if last is not None:
        yield last


def _words(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().strip()


def _covered(document: QTextDocument, start: int, end: int, ids: frozenset[str]) -> list[Fold]:
    """Return the whole paragraphs of an extent as one fold; none where it holds no whole paragraph with words."""
    blocks = list(_blocks(document, start, end))
    while blocks and not _lies_in(blocks[0], start, end):
        blocks.pop(0)
    while blocks and not _lies_in(blocks[-1], start, end):
        blocks.pop()
    lines = sum(bool(block.text().strip()) for block in blocks)
    if not lines:
        return []
    first, last = blocks[0], blocks[-1]
    until = last.position() + last.length() - 1
    return [Fold(first.blockNumber(), last.blockNumber(), first.position(), until, ids, lines)]


def _blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield block
        block = block.next()


def _lies_in(block: QTextBlock, start: int, end: int) -> bool:
    """Tell whether a paragraph has words, all of them in an extent."""
    text = block.text()
    words = text.strip()
    at = block.position() + len(text.encode("utf-16-le")) // 2 - len(text.lstrip().encode("utf-16-le")) // 2
    return bool(words) and start <= at and at + len(words.encode("utf-16-le")) // 2 <= end


def _blank_between(document: QTextDocument, last: int, first: int) -> bool:
    return all(not document.findBlockByNumber(number).text().strip() for number in range(last + 1, first))


def _joined(one: Fold, other: Fold) -> Fold:
    return Fold(one.first, other.last, one.start, other.end, one.ids | other.ids, one.lines + other.lines)


def _show(document: QTextDocument, fold: Fold, *, visible: bool) -> None:
    block = document.findBlockByNumber(fold.first)
    while block.isValid() and block.blockNumber() <= fold.last:
        block.setVisible(visible)
        block = block.next()
    document.markContentsDirty(fold.start, fold.end - fold.start + 1)


def _make_room(document: QTextDocument, fold: Fold, room: float) -> None:
    after = document.findBlockByNumber(fold.last + 1)
    if after.isValid() and after.blockFormat().topMargin() != room:
        cursor = QTextCursor(after)
        shape = cursor.blockFormat()
        shape.setTopMargin(room)
        cursor.setBlockFormat(shape)
