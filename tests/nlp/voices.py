"""What the author-claim weights are worth on articles that they were not fitted on, beside the trivial rule.

The trivial rule suggests every clause that `voice.own_clauses` gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from labeler.agreement.matching import ABOUT, Tokens, matched
from labeler.agreement.measures import Counts
from labeler.domain.labels import Claim
from labeler.domain.suggestions import Suggestion
from labeler.nlp.learning import author
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.linear import Linear
from labeler.nlp.pipeline import Pipeline, load
from tests.nlp.evaluate import PARSES, default_scheme
from tests.nlp.lessons import Sample, left_out, samples

_OPEN = {"threshold": 0.0, "slope": 1.0, "shift": 0.0}
EVERYTHING = Learnt(author.PART, author.FEATURES, {author.MODEL: Linear({}, 0.0)}, _OPEN)
"""Weights that suggest every clause of the author's voice."""


def check() -> None:
    """Print the figures of the author's own claims and of types by collection, for each way of leaving out."""
    pipeline, given = load(default_scheme(), parses=PARSES), samples()
    report("every clause", scored(pipeline, given, EVERYTHING))
    report("as shipped (in sample)", scored(pipeline, given, shipped(author.PART)))
    ways: dict[str, Callable[[Sample], str]] = {
        "article": lambda one: one.lesson.article_id,
        "kind": lambda one: one.kind,
        "collection": lambda one: one.collection,
    }
    for name, group in ways.items():
        found = [
            row
            for others, here in left_out(pipeline, given, group)
            for row in scored(pipeline, here, author.fit(others))
        ]
        report(f"each {name} left out", found)


def scored(pipeline: Pipeline, given: Iterable[Sample], learnt: Learnt) -> list[tuple[str, Counts, Counts]]:
    """Return collection, claims and types of each article with these weights."""
    component = pipeline.chain.get_pipe("labeler_claims")
    component.use(learnt)  # type: ignore[attr-defined]
    return [(one.collection, *compare(one, pipeline.suggest(one.lesson.text).suggestions)) for one in given]


def compare(sample: Sample, suggestions: Iterable[Suggestion]) -> tuple[Counts, Counts]:
    """Return the counts of the author's own claims, and of types given any claim."""
    tokens = Tokens(sample.lesson.text)
    own, types = Counts(), Counts()
    labels = [one for one in sample.lesson.labels if isinstance(one, Claim)]
    for mine in (True, False):
        want = [one for one in labels if (one.attribution == "author") == mine]
        have = [one for one in suggestions if one.kind == "claim" and (one.attribution == "author") == mine]
        words = [[tokens.said([(one.start or 0, one.end or 0)]) for one in ones] for ones in (have, want)]
        pairs = matched(*words, ABOUT)
        same = sum(have[i].type == want[j].type for i, j in pairs)
        types = types.plus(Counts(same, len(pairs), len(pairs)))
        if mine:
            own = Counts(len(pairs), len(have), len(want))
    return own, types


def report(name: str, rows: Iterable[tuple[str, Counts, Counts]]) -> None:
    """Print precision, recall, F1 of claims, and the share of right types, by collection and in all."""
    own: defaultdict[str, Counts] = defaultdict(Counts)
    types: defaultdict[str, Counts] = defaultdict(Counts)
    for collection, claims, kinds in rows:
        for key in (collection, "all"):
            own[key], types[key] = own[key].plus(claims), types[key].plus(kinds)
    for key in sorted(own):
        print(f"{name:26} {key:9} {' / '.join(_percent(own[key]))}   type {100 * (types[key].precision or 0):.1f}")


def _percent(counts: Counts) -> Iterator[str]:
    for share in (counts.precision, counts.recall, counts.f1):
        yield f"{100 * (share or 0):.1f}"
