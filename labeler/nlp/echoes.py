"""What a line repeats: words of the body (pull quotes), headings below (contents), lines that stood before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from labeler.nlp.furniture import Line

_GRAM = 3
_SHORT = 8
_FEWEST, _MOST = 5, 45
_SHARE = 0.8
_LONGER = 4
_NEAR = 100
_CONTENTS = 2
_ENTRY = 18
_GAP = 1


def pulled(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines whose words stand in a longer one, in their order, with the number of that: pull quotes."""
    found: dict[int, int] = {}
    for first in range(0, len(lines), _NEAR):
        start = max(0, first - _NEAR)
        near = lines[start : first + 2 * _NEAR]
        text = "\n".join(line.told for line in near)
        for i in range(first, min(len(lines), first + _NEAR)):
            if _may_be_pulled(lines[i]):
                samples = _samples(lines[i].lower, text)
                source = _source(i - start, near, samples) if len(samples) > 1 else -1
            elif _may_be_verbatim(lines[i], text):
                source = _source(i - start, near, [lines[i].told])
            else:
                continue
            if source >= 0:
                found[i] = source + start
    return found


def _may_be_pulled(line: Line) -> bool:
    """Tell whether a line may be a pull quote: no entry, and short, in quotation marks or labelled."""
    count = len(line.lower)
    return (
        _FEWEST <= count <= _MOST
        and not (line.bullet or line.numbered)
        and (count < _ENTRY or line.text[0] in "“\"‘'[")
    )


def _may_be_verbatim(line: Line, text: str) -> bool:
    """Tell whether a line of some length stands in the text a second time, word for word."""
    if not _ENTRY <= len(line.lower) <= _MOST or line.bullet or line.numbered:
        return False
    first = text.find(line.told)
    return first >= 0 and text.find(line.told, first + 1) >= 0


def _samples(words: Sequence[str], text: str) -> list[str]:
    """Return those of some samples of the words that stand in the text twice."""
    size = _GRAM + (len(words) > _SHORT)
    last = len(words) - size
    samples = (" ".join(words[at : at + size]) for at in sorted({0, last // 4, last // 2, 3 * last // 4, last}))
    return [one for one in samples if text.find(one, text.find(one) + 1) >= 0]


def _source(i: int, lines: Sequence[Line], samples: Sequence[str]) -> int:
    """Return the number of the longer line that holds a line's words, -1 for none."""
    grams = set(_grams(lines[i].lower))
    most = max(1, len(grams) - _slack(lines[i]))
    for other, line in enumerate(lines):
        if (
            line.bullet
            or len(line.lower) < len(lines[i].lower) + _LONGER
            or not any(one in line.told for one in samples)
        ):
            continue
        if len(grams.intersection(_grams(line.lower))) >= _SHARE * most:
            return other
    return -1


def _slack(line: Line) -> int:
    """Return how many runs of words may be lost to a name below the words, a label before them, or a gap."""
    marked = any(sign in line.text for sign in '“"[—–:') or line.text.count(". ") == 1
    return min(_GRAM + 1, len(line.words) // 3) if marked else 0


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]


def contents(lines: Sequence[Line]) -> set[int]:
    """Return the lines of tables of contents: neighbours that stand again below, in their order, as headings."""
    last: dict[str, int] = {line.folded: i for i, line in enumerate(lines) if line.folded and len(line.words) < _ENTRY}
    found: set[int] = set()
    run: list[int] = []
    for i, line in enumerate(lines):
        again = last.get(line.folded, -1) if line.stop in {"", "?"} else -1
        if again > i and (not run or again > last[lines[run[-1]].folded]):
            run.append(i)
        elif len(run) < _CONTENTS or i - run[-1] > _GAP:  # one entry may be worded otherwise than its heading
            found.update(_listed(run))
            run = [i] if again > i else []
    return found | _listed(run)


def _listed(run: Sequence[int]) -> set[int]:
    return set(range(run[0], run[-1] + 1)) if len(run) >= _CONTENTS else set()


def doubled(lines: Sequence[Line]) -> set[int]:
    """Return the short lines that stand more than once."""
    count = Counter(line.folded for line in lines)
    return {i for i, line in enumerate(lines) if count[line.folded] > 1 and 0 < len(line.words) <= _MOST}
