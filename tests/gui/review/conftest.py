"""The Review page over projects of people who disagree."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.domain.sets import GOLD, AnnotationSet
from labeler.gui.look import theme
from labeler.store import open_store
from labeler.store.records import Adjudication
from tests.gui.review.builders import make_reviewed
from tests.gui.review.host import Host


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int, bool], Path]:
    """Make a project once for so many annotators: it is copied for each test."""
    made: dict[tuple[int, bool], Path] = {}

    def make(people: int, settled: bool) -> Path:
        if (people, settled) not in made:
            made[people, settled] = make_reviewed(tmp_path_factory.mktemp("reviewed"), people, settled=settled)
        return made[people, settled]

    return make


@pytest.fixture
def hosted(
    tmp_path: Path, qapp: QApplication, qtbot: QtBot, project: Callable[[int, bool], Path]
) -> Iterator[Callable[..., Host]]:
    """Make the page for so many annotators, as somebody sees it."""
    made: list[Host] = []
    theme.apply(qapp, "light")

    def make(people: int = 2, name: str = "ruth", *, settled: bool = False) -> Host:
        file = tmp_path / "coast.labeler"
        shutil.copyfile(project(people, settled), file)
        file.chmod(0o600)
        host = Host(file, name)
        made.append(host)
        host.resize(1440, 828)
        host.show()
        host.activateWindow()
        qtbot.waitUntil(host.isActiveWindow)
        host.begin()
        return host

    yield make
    for host in made:
        host.end()


@pytest.fixture
def host(hosted: Callable[..., Host]) -> Host:
    """The page with two annotators, as the reviewer sees it."""
    return hosted()


@pytest.fixture
def settled_now(tmp_path: Path) -> Callable[[], tuple[int, str]]:
    """Return how many settlements are stored for the article with disagreements, and the state of its gold."""

    def read() -> tuple[int, str]:
        store = open_store(str(tmp_path / "coast.labeler"))
        with store.read() as read:
            gold = next(iter(read.each(AnnotationSet, annotator_id=GOLD)), None)
            count = 0 if gold is None else read.count(Adjudication, set_id=gold.id)
        store.close()
        return count, "" if gold is None else gold.state

    return read
