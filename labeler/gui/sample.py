"""The sample project: made on first use from the articles and labels that ship, opened ever after."""

from __future__ import annotations

import getpass
from pathlib import Path

from labeler.config import paths
from labeler.gui.jobs import Cancelled, Progress


def sample_file() -> Path:
    """Return where the sample project is kept."""
    return paths.documents() / "Labeler sample" / "Labeler sample.labeler"


def user_name() -> str:
    """Return the login name of whoever sits here, "me" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


def make_sample(file: Path, progress: Progress, cancelled: Cancelled) -> str:
    """Make the sample project, unless it is there, and return its path. Cancelled, nothing is left.

    Raises:
        LabelerError: it can't be made, or was cancelled.
        OSError: its folder can't be made.
    """
    if file.exists():
        return str(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    # These bring the database along: they wait until a project is wanted.
    from labeler.gui.projects import new_project
    from labeler.services import projects
    from labeler.services.sample import NAME, add_sample

    store = new_project(str(file), NAME, user_name())
    try:
        actor = projects.actor_named(store, None)
        add_sample(store, actor, paths.seeds(), progress=progress, cancelled=cancelled)
    except BaseException:
        store.close()
        file.unlink(missing_ok=True)
        raise
    store.close()
    return str(file)
