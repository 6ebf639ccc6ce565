"""Projects for tests, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from labeler.domain.sets import Actor
from labeler.services import projects
from labeler.store import Store, open_store
from tests.fixtures.postgres import Databases, server
from tests.fixtures.sample import make_sample

BACKENDS = ("sqlite", "postgresql")
# Rooms of a few tests that take long: begun first, none of them is what everything else waits for at the end.
LONGEST = ("stories", "machine", "store", "cli")

# The tests start hundreds of processes: each would compile all that it imports anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How many examples a property is tried on, where its test does not say; on a busy machine none of them is too slow.
IS_LONG = bool(os.environ.get("LABELER_LONG"))
settings.register_profile(
    "labeler", max_examples=1000 if IS_LONG else 50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("labeler")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the rooms whose tests take long come first; within a room, the order stays."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        room = item.path.relative_to(here).parts[0]
        return LONGEST.index(room) if room in LONGEST else len(LONGEST)

    items.sort(key=place)


@pytest.fixture(scope="session")
def databases() -> Generator[Databases]:
    """A PostgreSQL server for the session. It may be missing on a desk, never in CI."""
    try:
        running = server()
        url = running.__enter__()
    except (OSError, ImportError) as fault:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL here: {fault}")
    made = Databases(url)
    try:
        yield made
        made.drop_all()
    finally:
        running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project as a closed file: copy it."""
    path = tmp_path_factory.mktemp("sample") / "sample.labeler"
    make_sample(str(path)).close()
    return path


@pytest.fixture(scope="session")
def sample_database(databases: Databases) -> str:
    """The name of a database with the sample project: clone it."""
    url = databases.make()
    make_sample(url).close()
    return databases.name(url)


@pytest.fixture(params=BACKENDS)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """Where a new project can be made: once a file, once an empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "new.labeler")
        return
    made: Databases = request.getfixturevalue("databases")
    url = made.make()
    yield url
    made.drop(url)


@pytest.fixture(params=BACKENDS)
def sample_location(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """A sample project of the test's own, closed: once a file, once a database."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("sample_file"), tmp_path / "sample.labeler"))
        return
    made: Databases = request.getfixturevalue("databases")
    url = made.make(request.getfixturevalue("sample_database"))
    yield url
    made.drop(url)


@pytest.fixture
def store(sample_location: str) -> Generator[Store]:
    """The sample project, open, on each kind of database."""
    opened = open_store(sample_location)
    yield opened
    opened.close()


@pytest.fixture
def memory_path() -> Generator[Path]:
    """A folder in memory where the system has one: for tests that write thousands of times, whatever the disk does."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="labeler-", dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def file_store(sample_file: Path, memory_path: Path) -> Generator[Store]:
    """The sample project, open, as a file only: for tests of what is not the database's."""
    opened = open_store(str(shutil.copy(sample_file, memory_path / "sample.labeler")))
    yield opened
    opened.close()


@pytest.fixture
def actor(store: Store) -> Callable[[str], Actor]:
    """Return people of the sample by name."""
    return lambda name: projects.actor_named(store, name)


@pytest.fixture
def anna(store: Store) -> Actor:
    return projects.actor_named(store, "anna")


@pytest.fixture
def lena(store: Store) -> Actor:
    return projects.actor_named(store, "lena")


@pytest.fixture
def bert(store: Store) -> Actor:
    return projects.actor_named(store, "bert")
