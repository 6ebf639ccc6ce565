"""Cycles are collected on the main thread, and none is kept for good."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from labeler.gui.memory import Collector, resting


class Knot:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    del qtbot  # an application must be there
    found = Collector()
    yield found
    found.stop()


def test_what_long_work_left_is_collected_once_nobody_looks(collector: Collector) -> None:
    with resting():
        knot = weakref.ref(Knot())
    gc.collect()
    assert knot() is not None
    collector.collect_all()
    assert knot() is None


def test_python_collects_again_when_the_collector_stops(qtbot: QtBot) -> None:
    del qtbot
    one = Collector()
    assert not gc.isenabled()
    one.stop()
    assert gc.isenabled()
