"""The only bridge between code points and the positions of a QTextDocument.

A QTextDocument counts UTF-16 units, and a CRLF is one paragraph end for it. Everything else of Labeler
counts code points of the stored text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_JUMP = re.compile("\r\n|[\U00010000-\U0010ffff]")


class OffsetMap:
    """Maps code points of a text to document positions and back, by bisection over the few places that differ."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._points = [0]
        self._units = [0]
        shift = 0
        # Most texts have no such place, which is found out faster than where they would be.
        plain = "\r\n" not in text and len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
        for match in () if plain else _JUMP.finditer(text):
            shift += -1 if match.group() == "\r\n" else 1
            self._points.append(match.end())
            self._units.append(match.end() + shift)
        self.units = self.length + shift

    def to_units(self, point: int) -> int:
        """Return the document position of a code point offset.

        An offset between CR and LF goes to the paragraph end that both make.
        """
        i = bisect_right(self._points, point) - 1
        units = point - self._points[i] + self._units[i]
        if i + 1 < len(self._units):
            units = min(units, self._units[i + 1] - 1)
        return units

    def to_points(self, units: int) -> int:
        """Return the code point offset of a document position.

        A position inside a surrogate pair goes to the start of its character.
        """
        i = bisect_right(self._units, units) - 1
        point = units - self._units[i] + self._points[i]
        if i + 1 < len(self._points):
            point = min(point, self._points[i + 1] - 1)
        return point
