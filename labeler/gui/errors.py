"""Errors as translated sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.domain.errors import MESSAGES, LabelerError


def sentence_of(error: LabelerError) -> str:
    """Return the error's sentence in the window's language."""
    return QCoreApplication.translate("errors", MESSAGES[error.code]).format(**error.fields)
