"""From scores of single lines to stretches of lines: what is likeliest together.

A page is read from its first line to its last in one of three states: the article, an insertion, or what stands behind
the article, which nothing of it follows. Each change of the state has a price, so that a doubtful line goes with its
neighbours, and an appeal or a note on the author behind the last paragraph goes with the list that it stands among.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

ARTICLE, INSERTED, BEHIND = range(3)
_SURE = 6.0


@dataclass(frozen=True, slots=True)
class Prices:
    """What a change of the state costs, and what being behind the article is worth to a line, in logits."""

    enter: float = 0.2
    leave: float = 0.2
    end: float = 0.2
    behind: float = 2.0


def likeliest(logits: Sequence[float], late: Sequence[bool], prices: Prices) -> list[int]:
    """Return the state of each line, given for each how much speaks for its being no part of the article.

    `late` says of each line whether the article may have ended before it.

    Source: Viterbi's algorithm.
    """
    if all(logit <= 0 for logit in logits):
        return [ARTICLE] * len(logits)
    costs = (
        (0.0, prices.enter, prices.end),
        (prices.leave, 0.0, prices.end),
        (math.inf, math.inf, 0.0),
    )
    best = [0.0, -prices.enter, -prices.end]
    came: list[tuple[int, int, int]] = []
    for number, logit in enumerate(logits):
        sure = max(-_SURE, min(_SURE, logit))
        worth = (0.0, sure, _behind(sure, prices) if late[number] else -math.inf)
        if number == 0:
            best = [value + one for value, one in zip(best, worth, strict=True)]
            continue
        chosen = tuple(max(range(3), key=lambda old: best[old] - costs[old][new]) for new in range(3))
        best = [best[old] - costs[old][new] + worth[new] for new, old in enumerate(chosen)]
        came.append((chosen[0], chosen[1], chosen[2]))
    state = max(range(3), key=lambda one: best[one])
    states = [state]
    for step in reversed(came):
        state = step[state]
        states.append(state)
    return states[::-1]


def _behind(logit: float, prices: Prices) -> float:
    """Return what a line speaks for once the article is over: doubt is lifted, but nothing is made surer."""
    return logit if logit > 0 else min(0.0, logit + prices.behind)
