"""A panel as a picture, a chart as a table: for papers and mails."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QWidget

# A picture is at least this fine, whatever the screen.
_RATIO = 2.0
# What a spreadsheet would take for a formula.
_FORMULAS = ("=", "+", "-", "@")


def picture_of(widget: QWidget) -> QPixmap:
    """Return a widget as it is on screen, twice as fine where the screen is coarse."""
    ratio = max(widget.devicePixelRatioF(), _RATIO)
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(widget.palette().window().color())
    widget.render(picture, QPoint(0, 0))
    return picture


def copy_picture(widget: QWidget) -> None:
    """Put a widget's picture into the clipboard."""
    QGuiApplication.clipboard().setPixmap(picture_of(widget))


def copy_table(rows: Sequence[Sequence[str]]) -> None:
    """Put rows into the clipboard: with tabs for spreadsheets, as a table for texts."""
    data = QMimeData()
    data.setText(as_tabs(rows))
    data.setHtml(as_html(rows))
    QGuiApplication.clipboard().setMimeData(data)


def as_tabs(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines with tabs; what a spreadsheet would compute is made text by an apostrophe."""
    return "\n".join("\t".join(_plain(one) for one in row) for row in rows) + "\n"


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table of HTML with its head."""
    lines = [
        "".join(f"<{tag}>{html.escape(one)}</{tag}>" for one in row)
        for number, row in enumerate(rows)
        for tag in ["th" if number == 0 else "td"]
    ]
    return "<table>" + "".join(f"<tr>{one}</tr>" for one in lines) + "</table>"


def _plain(text: str) -> str:
    words = " ".join(text.split())
    # A minus before a figure is a figure: ours is the sign, not the hyphen.
    return f"'{words}" if words.startswith(_FORMULAS) and not _is_figure(words) else words


def _is_figure(words: str) -> bool:
    try:
        float(words)
    except ValueError:
        return False
    return True
