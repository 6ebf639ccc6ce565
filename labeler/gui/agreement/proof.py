"""The items of every figure as files, and every figure computed from these files again. Runs on threads of jobs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from labeler.agreement.defaults import DRAWS
from labeler.agreement.report import Asked
from labeler.domain.sets import Actor
from labeler.gui.jobs import Cancelled, Progress
from labeler.gui.plural import counted
from labeler.services import agreement, agreement_items, agreement_recompute
from labeler.services.agreement_reporting import report_of
from labeler.store import Store


def write_items(
    folder: Path, store: Store, actor: Actor, asked: Asked, *, progress: Progress, cancelled: Cancelled
) -> None:
    """Write the items of the figures that are asked for, as the labels are now.

    Raises:
        LabelerError: the folder holds other files, or it was cancelled.
    """
    found = agreement.gather(store, actor, asked, progress=progress, cancelled=cancelled)
    report = report_of(found.gathered, asked, decisions=found.decisions, progress=progress, cancelled=cancelled)
    agreement_items.write_items(folder, found.gathered, report, DRAWS)


def prove(store: Store, actor: Actor, asked: Asked, *, progress: Progress, cancelled: Cancelled) -> str:
    """Return what came of computing every figure again from its items."""
    with tempfile.TemporaryDirectory() as folder:
        write_items(Path(folder), store, actor, asked, progress=progress, cancelled=cancelled)
        found = agreement_recompute.recompute(Path(folder))
    figures = counted(
        found.figures, "{count} figure computed again from its items", "{count} figures computed again from their items"
    )
    if not found.differ:
        return QCoreApplication.translate("Proof", "{figures}: all equal.").format(figures=figures)
    words = QCoreApplication.translate("Proof", "{figures}: {count} differ. Please report this.")
    return words.format(figures=figures, count=len(found.differ))
