"""Identifiers: text UUIDs, version 7 for what is made here, version 5 for what comes from a file.

Python 3.11 has no UUIDv7; the layout is that of RFC 9562, section 5.7.
"""

from __future__ import annotations

import os
import time
import uuid

# The namespace of every UUIDv5 that Labeler derives.
NAMESPACE = uuid.UUID("8f6c3c1e-6c2b-5d0e-9a44-6f1f3b5f2f10")


def new_id() -> str:
    """Return a new UUIDv7 as text: 48 bits of milliseconds since 1970 (UTC), then random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def derived_id(*parts: str) -> str:
    """Return the UUIDv5 of the parts: the same parts give the same id on every machine."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(parts)))


def is_uuid(text: str) -> bool:
    """Tell whether the text is a UUID in the usual hyphenated lower-case form."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def imported_id(given: str, text_sha256: str, annotator: str, kind: str) -> str:
    """Return the id under which an imported label is stored.

    A UUID is kept; any other id becomes the UUIDv5 of (SHA-256 of the text, annotator, kind, given id), so
    that importing a file twice, or on two machines, gives the same rows.
    """
    return given if is_uuid(given) else derived_id(text_sha256, annotator, kind, given)
