"""A project's place, a file or a PostgreSQL URL, as it may be shown: without its password."""

from __future__ import annotations

import re

_URL = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://", re.IGNORECASE)
# Up to the last @ before the path: a password may hold an @ that its owner did not encode.
_USERINFO = re.compile(r"(postgres(?:ql)?(?:\+\w+)?://[^:@/\s]*):[^/\s]*@", re.IGNORECASE)
_QUERY = re.compile(r"([?&\s](?:password|passfile|sslpassword)=)[^&\s]*", re.IGNORECASE)


def is_url(location: str) -> bool:
    """Tell whether a project is named by a PostgreSQL URL rather than by a file."""
    return _URL.match(location) is not None


def without_password(text: str) -> str:
    """Return a text with the passwords of all database URLs in it replaced by `***`."""
    return _QUERY.sub(r"\1***", _USERINFO.sub(r"\1:***@", text))
