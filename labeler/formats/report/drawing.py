"""Small drawings of a report on agreement, as SVG within its page: intervals, bars, curves. Each has words, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import TypeAlias

from labeler.formats.report.page import escape

Point: TypeAlias = tuple[float, float]

WIDTH = 190
_EDGE = 7
_FIRM, _TENTATIVE = 0.80, 0.667


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to 1 along a drawing's width."""

    low: float = 0.0

    def at(self, value: float) -> float:
        """Return where a value stands; what lies beyond the ends stands at the end."""
        share = (min(max(value, self.low), 1.0) - self.low) / (1.0 - self.low)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)


def scale_for(values: Sequence[float | None]) -> Scale:
    """Return a scale from 0, or from below where values lie below, in steps of 0.2; never from under -1."""
    least = min((one for one in values if one is not None), default=0.0)
    return Scale(max(-1.0, floor(least / 0.2) * 0.2) if least < 0 else 0.0)


def axis(scale: Scale) -> str:
    """Return what the scale says, to stand above intervals."""
    steps = [one / 10 for one in range(round(scale.low * 10), 11) if one % 5 == 0]
    marks = "".join(
        f'<text x="{scale.at(one)}" y="11" text-anchor="{_anchor(scale, one)}">{_short(one)}</text>' for one in steps
    )
    return _svg(14, marks, "")


def interval(
    scale: Scale,
    value: float | None,
    low: float | None,
    high: float | None,
    *,
    said: str,
    marks: bool = False,
    second: bool = False,
) -> str:
    """Return a value with its interval on a scale. `marks` draws 0.667 and 0.80; `second`: square, another colour."""
    kind = "2" if second else ""
    parts = [_line("grid", _EDGE, 9, WIDTH - _EDGE, 9)]
    if marks:
        parts += [_line("mark", scale.at(one), 2, scale.at(one), 16) for one in (_TENTATIVE, _FIRM)]
    if low is not None and high is not None:
        left, right = scale.at(low), scale.at(high)
        parts.append(f'<rect class="reach{kind}" x="{left}" y="6" width="{round(right - left, 1)}" height="6"/>')
        parts += [_line(f"cap{kind}", x, 4, x, 14) for x in (left, right)]
    if value is not None:
        x = scale.at(value)
        square = f'<rect class="dot2" x="{round(x - 4, 1)}" y="5" width="8" height="8"/>'
        parts.append(square if second else f'<circle class="dot" cx="{x}" cy="9" r="4.5"/>')
    return _svg(18, "".join(parts), said)


def bar(share: float, *, said: str) -> str:
    """Return a bar as long as a share of the longest, 0 to 1."""
    width = round(max(0.0, min(share, 1.0)) * (WIDTH - 2), 1)
    return _svg(16, f'<rect class="bar" x="1" y="2" width="{max(width, 1.0)}" height="12" rx="2"/>', said)


def curves(lines: Sequence[tuple[str, Sequence[Point]]], *, said: str) -> str:
    """Return up to three curves of values (0 to 1) over thresholds (0 to 1), each with its name at its end."""
    left, top, wide, high = 34, 8, 380, 170
    parts = [
        _line("grid", left, top + high * (1 - one), left + wide, top + high * (1 - one))
        for one in (0, 0.25, 0.5, 0.75, 1)
    ]
    for one in (0, 0.5, 1):
        parts.append(f'<text x="{left - 6}" y="{top + high * (1 - one) + 4}" text-anchor="end">{_short(one)}</text>')
        parts.append(f'<text x="{left + wide * one}" y="{top + high + 16}" text-anchor="middle">{_short(one)}</text>')
    taken: list[float] = []
    for number, (named, points) in enumerate(lines[:3]):
        at = " ".join(f"{round(left + wide * x, 1)},{round(top + high * (1 - y), 1)}" for x, y in points)
        parts.append(f'<polyline class="curve{number + 1 if number else ""}" points="{at}"/>')
        y = _free(top + high * (1 - points[-1][1]) + 4, taken)
        parts.append(f'<text x="{left + wide + 6}" y="{round(y, 1)}">{escape(named)}</text>')
    return _svg(top + high + 22, "".join(parts), said, width=left + wide + 90)


def _free(y: float, taken: list[float]) -> float:
    """Return a height at which a name does not run into those written before."""
    while any(abs(y - one) < 13 for one in taken):
        y -= 1
    taken.append(y)
    return y


def _anchor(scale: Scale, value: float) -> str:
    return "start" if value <= scale.low else "end" if value >= 1 else "middle"


def _short(value: float) -> str:
    return f"{value:.1f}".replace("-", "−").removesuffix(".0")


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _svg(height: float, parts: str, said: str, *, width: float = WIDTH) -> str:
    role = f'role="img" aria-label="{escape(said)}"' if said else 'aria-hidden="true"'
    return f'<svg {role} width="{width}" height="{height}" viewBox="0 0 {width} {height}">{parts}</svg>'
