"""How far a text is laid out. Qt lays a text out down to where it is looked at, and the rest while nothing happens.

So a long text opens at once; but what scrolls must lay out as far as it goes, or it ends short of its goal.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextEdit


def suspend(document: QTextDocument) -> None:
    """Lay out nothing until the document gets a width again: each change would lay out all of it."""
    document.setPageSize(QSizeF(0, 0))


def suspended(document: QTextDocument) -> bool:
    """Tell whether nothing is laid out."""
    return document.pageSize().isNull()


def lay_out_to(edit: QTextEdit, foot: float) -> None:
    """Lay out a text down to a height of the document, so that the view can go there."""
    document, bar, height = edit.document(), edit.verticalScrollBar(), edit.viewport().height()
    at = document.documentLayout().hitTest(QPointF(0, foot), Qt.HitTestAccuracy.FuzzyHit)
    if document.findBlock(max(at, 0)).next().isValid():
        # The bar hears of it only later; until then it would end too early.
        bar.setMaximum(max(bar.maximum(), round(foot) - height))
    else:
        bar.setMaximum(max(round(document.documentLayout().documentSize().height()) - height, 0))


def lay_out_all(edit: QTextEdit) -> None:
    """Lay out a text to its end."""
    lay_out_to(edit, edit.document().documentLayout().documentSize().height())


def scroll_to(edit: QTextEdit, top: float) -> None:
    """Bring a height of the document to the top of the view, as far as there is text below it."""
    lay_out_to(edit, top + edit.viewport().height())
    edit.verticalScrollBar().setValue(round(top))
