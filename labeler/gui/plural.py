"""Counted things in words. English has its two forms here; a translation brings the forms of its own language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def counted(number: int, one: str, many: str) -> str:
    """Return `one` or `many` (English, with `{count}`), translated in the context `counted`, with the number put in."""
    words = QCoreApplication.translate("counted", one if number == 1 else many, None, number)
    return words.format(count=f"{number:,}")
