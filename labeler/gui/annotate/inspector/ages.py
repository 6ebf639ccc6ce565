"""When something was written: in words, and to the minute."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from labeler.gui.plural import counted

translate = QCoreApplication.translate
_MINUTE, _HOUR = 60, 3600


def age_words(at: str, now: dt.datetime) -> str:
    """Return a stored time (RFC 3339, UTC) as people say it at `now`: `5 minutes ago`, `yesterday 14:06`."""
    then = dt.datetime.fromisoformat(at).astimezone(now.tzinfo)
    seconds = (now - then).total_seconds()
    days = (now.date() - then.date()).days
    hour = then.strftime("%H:%M")
    if seconds < _MINUTE:
        return translate("Ages", "just now")
    if seconds < _HOUR:
        return counted(int(seconds // _MINUTE), "{count} minute ago", "{count} minutes ago")
    if days <= 0:
        return translate("Ages", "today {time}").format(time=hour)
    if days == 1:
        return translate("Ages", "yesterday {time}").format(time=hour)
    if days < 7:
        return translate("Ages", "{day} {time}").format(day=QLocale().dayName(then.isoweekday()), time=hour)
    day = QDate(then.year, then.month, then.day)
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def exact_time(at: str, zone: dt.tzinfo | None = None) -> str:
    """Return a stored time to the minute, in a zone (None: the computer's): `2026-11-22 14:06 UTC`."""
    return dt.datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M %Z").strip()
