"""Times as text: RFC 3339, UTC, microseconds, ending in Z, so that they sort as they follow."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """Return the present time, such as `2026-11-21T10:15:00.000000Z`."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
