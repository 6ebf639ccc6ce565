"""What claim weights are worth on outlets and months left out of fitting: `python -m tests.nlp.fit claim check`.

Prints the J50 precision, recall and F1, and the exact F1, of claims found in a group of train articles by weights that
were fitted on no article of the group, beside weights that were fitted on no article of one fold in four: how much is
lost where outlet and month are new. Every third article is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from labeler.nlp.learning import claim
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.lessons import ReadLesson
from labeler.nlp.learning.linear import Vocabulary
from labeler.nlp.learning.picking import Picker
from labeler.nlp.lexicon import Lexicon
from tests.nlp.relations import Relations, records

EVERY = 3
Figures: TypeAlias = tuple[int, int, int, int]


def outlet(key: str) -> str:
    return key.partition("_")[0]


def half_year(key: str) -> str:
    year, month, _ = key.split("_")[1].split("-")
    return f"{year}-{'1' if int(month) < 7 else '2'}"


def figures(news: Relations, one: ReadLesson, learnt: Learnt) -> Figures:
    """Return suggested, wanted, matched and exact in an article."""
    prepared = claim.Prepared(one, Lexicon(), news.targets, Vocabulary())
    picker = Picker(learnt)
    places = {id(span): i for i, span in enumerate(span for sheet in prepared.sheets for span in sheet.spans)}
    chosen = [(n, places[id(pick.span)]) for n, sheet in enumerate(prepared.sheets) for pick in picker.pick(sheet)]
    hits = claim.matched(prepared, chosen)
    given = sum(hit is not None for hit in hits)
    wanted = sum(not goal.target.aside for goal in prepared.goals)
    exact = sum(1 for hit, (_, i) in zip(hits, chosen, strict=True) if hit and prepared.best[i] > 1 - 1e-9)
    return given, wanted, sum(hit is True for hit in hits), exact


def said(counts: Iterable[Figures]) -> str:
    given, wanted, hits, exact = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = 100 * hits / max(1, given), 100 * hits / max(1, wanted)
    both = max(1, given + wanted)
    return f"{precision:5.1f} {recall:5.1f} {200 * hits / both:5.1f}  exact {200 * exact / both:5.1f}"


def without(news: Relations, read: Sequence[ReadLesson], group_of: Callable[[int], str]) -> list[Figures]:
    """Return the figures of each article by weights that were fitted on no article of its group."""
    out: dict[int, Figures] = {}
    for group in sorted({group_of(i) for i in range(len(read))}):
        held = [i for i in range(len(read)) if group_of(i) == group]
        others = [one for i, one in enumerate(read) if group_of(i) != group]
        learnt = claim.fit(others, targets=news.targets, shipping=True)
        out.update({i: figures(news, read[i], learnt) for i in held})
    return [out[i] for i in range(len(read))]


def check_claims() -> None:
    """Print the figures by outlet and by half-year."""
    news = Relations(records("train")[::EVERY])
    read = list(news.read())
    keys = [one.lesson.article_id for one in read]
    dealt = without(news, read, lambda i: str(i % 4))
    for group_of in (outlet, half_year):
        apart = without(news, read, lambda i, group_of=group_of: group_of(keys[i]))
        for group in sorted({group_of(key) for key in keys}):
            here = [i for i, key in enumerate(keys) if group_of(key) == group]
            print(f"{group:16} {len(here):4}  left out {said(apart[i] for i in here)}", flush=True)
            print(f"{'':21}  not      {said(dealt[i] for i in here)}", flush=True)
        print(f"{'all':16} {len(read):4}  left out {said(apart)}\n{'':21}  not      {said(dealt)}", flush=True)
