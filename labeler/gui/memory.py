"""Rest for the garbage collector while many values are made that all stay."""

from __future__ import annotations

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

_lock = threading.Lock()
_depth = [0]


@contextmanager
def no_collection() -> Generator[None]:
    """Make many values without the collector looking through all of them time and again: it stops every thread.

    Use it for reading tens of thousands of rows on the desk, never for longer work.
    """
    with _lock:
        _depth[0] += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _depth[0] -= 1
            if not _depth[0]:
                gc.enable()
