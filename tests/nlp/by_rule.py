"""What each rule's suggestions are worth on news relations: a table, what each adds, examples with causes of faults.

Texts of the examples are printed, never stored.
"""

from __future__ import annotations

import importlib.util
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from labeler.domain.suggestions import Suggestion
from labeler.nlp.pipeline import Pipeline
from tests.nlp.evaluate import SCORER, dataset_record

HALF = 0.5
EXAMPLES = 10


def scorer() -> Any:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_suggestions", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Scored:
    """A suggested claim: whether people marked it (None where they marked what is set aside), and why not."""

    article: str
    claim: Suggestion
    right: bool | None
    exact: bool
    cause: str
    marked: str


def scored(gold: Sequence[dict[str, Any]], suggested: Sequence[list[Suggestion]]) -> Iterator[Scored]:
    """Yield the suggested claims of all articles, matched one to one with what people marked."""
    ss = scorer()
    for record, suggestions in zip(gold, suggested, strict=True):
        tokens = ss.Tokens(record["text"])
        claims = [one for one in suggestions if one.kind == "claim" and one.attribution != "author"]
        have = [tokens.of([(one.start, one.end)], True) for one in claims]
        relations = [one for one in record["relations"] if tokens.of(one["content"], True)]
        want = [tokens.of(one["content"], True) for one in relations]
        liked = [one["claim_like"] for one in relations]
        aside = {i for i, j in ss.match(have, want, HALF) if not liked[j]}
        kept = [j for j in range(len(want)) if liked[j]]
        rest = [i for i in range(len(have)) if i not in aside]
        pairs = {rest[i]: kept[j] for i, j in ss.match([have[i] for i in rest], [want[j] for j in kept], HALF)}
        for i, claim in enumerate(claims):
            near = max(range(len(want)), key=lambda j, i=i: ss.jaccard(have[i], want[j]), default=None)
            marked = "" if near is None else " ".join(tokens.words[k] for k in sorted(want[near]))
            right = None if i in aside else i in pairs
            share = 0.0 if near is None else ss.jaccard(have[i], want[near])
            exact = right is True and have[i] == want[pairs[i]]
            cause = "" if right or right is None or near is None else _cause(have[i], want[near], share)
            yield Scored(record["id"], claim, right, exact, cause or "nothing is marked there", marked if share else "")


def _cause(have: frozenset[int], want: frozenset[int], share: float) -> str:
    if not share:
        return "nothing is marked there"
    if share >= HALF:
        return "another suggestion fits the marked words better"
    if have <= want:
        return "only a small part of what is marked"
    return "much more than is marked" if want <= have else "other words than are marked"


def interval(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's formula, in percent."""
    if not n:
        return 0.0, 100.0
    z = 1.96
    p, spread = hits / n, z * z / n
    centre = (p + spread / 2) / (1 + spread)
    half = z / (1 + spread) * ((p * (1 - p) / n + spread / (4 * n)) ** 0.5)
    return 100 * (centre - half), 100 * (centre + half)


def table(results: Sequence[Scored]) -> list[dict[str, Any]]:
    """Return a row for each rule: how many, how many of them right (with the interval), exact, and the mean score."""
    rules: dict[str, list[Scored]] = defaultdict(list)
    for one in results:
        if one.right is not None:
            rules[one.claim.rule].append(one)
    rows: list[dict[str, Any]] = []
    for rule, some in sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])):
        hits = sum(one.right is True for one in some)
        low, high = interval(hits, len(some))
        rows.append(
            {
                "rule": rule,
                "suggested": len(some),
                "right": round(100 * hits / len(some), 1),
                "interval": [round(low, 1), round(high, 1)],
                "exact": round(100 * sum(one.exact for one in some) / len(some), 1),
                "score": round(100 * sum(one.claim.score for one in some) / len(some), 1),
            }
        )
    return rows


def reliability(results: Sequence[Scored]) -> list[dict[str, Any]]:
    """Return for each tenth of the scores how many there are, their mean, and how many are right."""
    bins: dict[int, list[Scored]] = defaultdict(list)
    for one in results:
        if one.right is not None:
            bins[min(9, int(10 * one.claim.score))].append(one)
    return [
        {
            "score": f"{k / 10:.1f}-{(k + 1) / 10:.1f}",
            "suggested": len(some),
            "mean": round(sum(one.claim.score for one in some) / len(some), 3),
            "right": round(sum(one.right is True for one in some) / len(some), 3),
        }
        for k, some in sorted(bins.items())
    ]


def removal(gold: Sequence[dict[str, Any]], suggested: Sequence[list[Suggestion]]) -> list[dict[str, Any]]:
    """Return what J50, exact and relation F1 lose where the suggestions of a rule are left out."""
    whole = _figures(gold, suggested, "")
    rules = Counter(one.rule for article in suggested for one in article if one.kind == "claim")
    rows = [{"rule": "(all)", **whole}]
    for rule, count in rules.most_common():
        some = _figures(gold, suggested, rule)
        rows.append({"rule": rule, "suggested": count, **{k: round(some[k] - whole[k], 2) for k in whole}})
    return rows


def _figures(gold: Sequence[dict[str, Any]], suggested: Sequence[list[Suggestion]], without: str) -> dict[str, float]:
    ss = scorer()
    counts = [
        ss.relation_counts(record, dataset_record(record["id"], record["text"], [x for x in some if x.rule != without]))
        for record, some in zip(gold, suggested, strict=True)
    ]
    given, wanted, exact, j50, related, *_ = (sum(column) for column in zip(*counts, strict=True))
    return {
        name: round(200 * hits / (given + wanted), 2)
        for name, hits in (("J50", j50), ("exact", exact), ("relation", related))
    }


def examples(gold: Sequence[dict[str, Any]], results: Sequence[Scored]) -> Iterator[str]:
    """Yield lines: ten right and ten wrong suggestions of each rule, drawn by chance, with causes."""
    texts = {record["id"]: record["text"] for record in gold}
    rules: dict[tuple[str, bool], list[Scored]] = defaultdict(list)
    for one in results:
        if one.right is not None:
            rules[one.claim.rule, one.right].append(one)
    for (rule, right), some in sorted(rules.items()):
        random.Random(7).shuffle(some)
        yield f"\n== {rule}: {'right' if right else 'wrong'} ({len(some)})"
        for one in some[:EXAMPLES]:
            start, end = one.claim.start or 0, one.claim.end or 0
            text = texts[one.article].replace("\n", " ")
            yield f"- {text[max(0, start - 80) : start]}[{text[start:end]}]{text[end : end + 60]}"
            yield f"    {one.claim.score:.2f}; {one.claim.why}" + ("" if right else f"\n    {one.cause}: {one.marked}")


def suggest_all(pipeline: Pipeline, gold: Sequence[dict[str, Any]]) -> list[list[Suggestion]]:
    return [pipeline.suggest(record["text"]).suggestions for record in gold]
