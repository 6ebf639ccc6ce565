"""The state machine on SQLite and on PostgreSQL. `LABELER_MACHINE=full` plays every verb at least 200 times."""

from __future__ import annotations

import importlib
import inspect
import itertools
import os
import pkgutil
import shutil
import typing
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

import labeler.services
from labeler.domain.changes import Changed
from labeler.store import Store, open_store
from tests.fixtures.postgres import Databases
from tests.machine.review_verbs import ReviewVerbs
from tests.machine.verbs import DONE, REFUSED, VERBS

FULL = os.environ.get("LABELER_MACHINE") == "full"
AT_LEAST = 200 if FULL else 1


def changing_services() -> set[str]:
    """Return the names of the public services that return Changed."""
    found: set[str] = set()
    for info in pkgutil.iter_modules(labeler.services.__path__):
        module = importlib.import_module(f"labeler.services.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.__name__ and _returns_changed(function):
                found.add(name)
    return found


def _returns_changed(function: Callable[..., object]) -> bool:
    returned = typing.get_type_hints(function).get("return")
    return returned is Changed or Changed in typing.get_args(returned)


def test_every_changing_service_has_a_rule() -> None:
    assert changing_services() - VERBS.keys() == set()


def play(make: Callable[[], tuple[Store, Callable[[], None]]], examples: int, steps: int) -> None:
    machine = type("Played", (ReviewVerbs,), {"make": staticmethod(make)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )


@pytest.mark.timeout(1800 if FULL else 300)
def test_on_sqlite(sample_file: Path, memory_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = itertools.count()

    def make() -> tuple[Store, Callable[[], None]]:
        path = Path(shutil.copy(sample_file, memory_path / f"{next(count)}.labeler"))
        return open_store(str(path)), path.unlink

    DONE.clear()
    REFUSED.clear()
    play(make, *((100, 100) if FULL else (6, 60)))
    with capsys.disabled():
        print(table())
    irreversible = {
        "add_entity",
        "add_alias",
        "add_annotator",
        "add_seconds",
        "bring_forward",
        "complete_entity",
        "store_run",
        "undo",
        "redo",
    }
    for verb in changing_services():
        assert DONE[verb, "carried out"] >= AT_LEAST, verb
        if verb not in irreversible:
            assert DONE[verb, "undone"] >= AT_LEAST, verb
            assert DONE[verb, "redone"] >= AT_LEAST, verb


def test_on_postgresql(databases: Databases, sample_database: str) -> None:
    def make() -> tuple[Store, Callable[[], None]]:
        url = databases.make(sample_database)
        return open_store(url), lambda: databases.drop(url)

    play(make, *((5, 50) if FULL else (2, 30)))


def table() -> str:
    """Return what was played: verb by carried out, undone, redone, refused."""
    verbs = sorted({verb for verb, _ in DONE})
    lines = [f"\n{'verb':20} {'carried out':>12} {'undone':>8} {'redone':>8} {'refused':>8}"]
    for verb in verbs:
        refused = sum(count for (name, _), count in REFUSED.items() if name == verb)
        done, undone, redone = (DONE[verb, what] for what in ("carried out", "undone", "redone"))
        lines.append(f"{verb:20} {done:12} {undone:8} {redone:8} {refused:8}")
    return "\n".join(lines)
