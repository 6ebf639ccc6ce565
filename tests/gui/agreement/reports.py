"""Reports made by hand: as many annotators and articles as a test or a picture wants. The figures are invented."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import TypeAlias

from labeler.agreement.report import (
    KINDS,
    NONE,
    ArticleRow,
    Asked,
    Confusion,
    Decided,
    Excluded,
    KindCount,
    Report,
    Row,
)

Maker: TypeAlias = Callable[..., Row]
PEOPLE = ("anna", "ben", "chidi", "dana", "Ewa-Magdalena Brzęczyszczykiewicz-Kowalska")
TYPES = ("factual", "prediction", "evaluation", "policy")
TITLES = (
    "Harbour towns look for buyers",
    "Export rules, one year on",
    "A cheaper pump shakes the market, and nobody in the trade says it saw that coming in time",
    "Tugboats and tokens",
    "=1+1 is what the ledger said",
    "<b>Bold</b> claims & bolder answers",
)
_TEAM: tuple[tuple[str, str, str, str, float], ...] = (
    ("frame", "f1", "", "", 0.54),
    ("claim", "f1_exact", "", "", 0.73),
    ("claim", "f1_characters", "", "", 0.84),
    ("claim", "u_alpha", "", "", 0.79),
    ("claim", "bar_u_alpha", "", "", 0.81),
    ("claim", "u_alpha", "type", "", 0.66),
    ("speaker", "f1_exact", "", "", 0.93),
    ("speaker", "u_alpha", "", "", 0.88),
    ("stance", "u_alpha", "", "", 0.41),
    ("claim", "alpha_nominal", "type", "", 0.83),
    ("claim", "observed", "type", "", 0.89),
    ("claim", "ac1", "type", "", 0.87),
    ("claim", "alpha_nominal", "attribution", "", 0.91),
    ("claim", "observed", "attribution", "", 0.95),
    ("claim", "alpha_nominal", "source", "", 0.76),
    ("claim", "observed", "source", "", 0.9),
    ("stance", "alpha_nominal", "value", "", 0.68),
    ("stance", "observed", "value", "", 0.94),
    ("stance", "alpha_ordinal", "value", "", 0.72),
    ("stance", "alpha_nominal", "value", "T1", 0.71),
    ("stance", "alpha_nominal", "value", "T2", 0.58),
    ("link", "conditional", "", "", 0.95),
    ("link", "f1", "", "", 0.82),
    ("entity", "b3", "", "", 0.92),
    ("entity", "observed", "", "", 0.9),
)


def report(people: int = 3, articles: int = 24, *, seed: int = 13, shift: float = 0.0) -> Report:
    """Return a full report; under ten articles it has no intervals. `shift` is taken off every value."""
    chance = random.Random(seed)
    names = PEOPLE[:people]
    few = articles < 10

    def row(layer: str, measure: str, value: float | None, **more: object) -> Row:
        value = None if value is None else round(value - shift, 4)
        wide = chance.uniform(0.01, 0.08)
        low, high = (None, None) if few or value is None else (value - wide, min(value + wide, 1.0))
        reason = "no_variation" if value is None else "too_few_articles" if few else ""
        known = {"articles": articles, "units": chance.randrange(200, 4000), "reason": reason}
        return Row(layer, measure, value=value, low=low, high=high, **known | more)  # pyright: ignore[reportArgumentType]

    rows = [
        row(layer, measure, value, attribute=attribute, topic=topic, coverage=0.78 if attribute else None)
        for layer, measure, attribute, topic, value in _TEAM
    ]
    rows.append(row("stance", "alpha_nominal", None, attribute="value", topic="T5", coverage=1.0))
    for layer, top in (("claim", 0.95), ("speaker", 0.98), ("stance", 0.85), ("boilerplate", 0.97)):
        rows += [row(layer, "f1_overlap", top - 0.35 * one**2, threshold=one) for one in _thresholds()]
    rows += _categories(row)
    rows += _pairs(row, names, chance)
    rows += _parts(row)
    for name in names:
        for layer in ("claim", "speaker"):
            for measure in ("precision", "recall", "f1"):
                rows.append(row(layer, measure, chance.uniform(0.7, 0.95), annotators=(name, "gold"), threshold=0.5))
    rows.append(row("claim", "f1_overlap", 0.93, annotators=names[:1], subset="self", threshold=0.5))
    return Report(
        rows=tuple(rows),
        excluded=_excluded(names),
        kinds=_kinds(chance),
        confusions=_confusions(names, chance),
        articles=_articles(names, articles, chance),
        decided=_decided(names, chance),
        annotators=names,
        sets=articles * 2,
        doubly=articles,
        seed=seed,
        version="1",
    )


def nothing(*, sets: int = 0, asked: Asked | None = None) -> Report:
    """Return the report of a project in which no two annotators finished the same article."""
    return Report(
        rows=(),
        excluded=(Excluded("a-harbour", "anna", "in_progress"),),
        annotators=("anna",),
        sets=sets,
        asked=asked or Asked(),
    )


def _thresholds() -> list[float]:
    return [one / 10 for one in range(11)]


def _categories(row: Maker) -> list[Row]:
    return [
        row("claim", "alpha_nominal", 0.6 + 0.08 * place, attribute="type", category=value, coverage=0.78)
        for place, value in enumerate(TYPES)
    ]


def _pairs(row: Maker, names: tuple[str, ...], chance: random.Random) -> list[Row]:
    out: list[Row] = []
    for place, pair in enumerate(itertools.combinations(names, 2)):
        both = chance.randrange(0, 14)
        for layer, measure, attribute in (
            ("claim", "f1_overlap", ""),
            ("frame", "f1", ""),
            ("speaker", "f1_overlap", ""),
            ("claim", "alpha_nominal", "type"),
            ("claim", "kappa", "type"),
            ("claim", "ku_alpha", "type"),
        ):
            threshold = 0.5 if measure == "f1_overlap" else None
            if place == 5:
                known = {"reason": "no_overlap_annotators", "articles": 0, "units": 0}
                out.append(
                    row(layer, measure, None, annotators=pair, attribute=attribute, threshold=threshold, **known)
                )
                continue
            value = chance.uniform(0.5, 0.95)
            more = {"low": None, "high": None, "reason": "too_few_articles"} if both < 10 else {}
            one = row(layer, measure, value, annotators=pair, attribute=attribute, threshold=threshold, articles=both)
            out.append(one._replace(**more))
    return out


def _parts(row: Maker) -> list[Row]:
    out: list[Row] = []
    parts = {
        "suggested": 0.06,
        "unaided": -0.08,
        "shown": 0.03,
        "blind": -0.04,
        "guidelines:1": -0.1,
        "guidelines:2": 0.02,
    }
    parts |= {f"month:2026-{month:02}": 0.02 * month - 0.14 for month in range(3, 9)}
    for subset, more in parts.items():
        for layer, measure, attribute, value in (
            ("claim", "f1_overlap", "", 0.86),
            ("frame", "f1", "", 0.55),
            ("speaker", "f1_overlap", "", 0.9),
            ("claim", "alpha_nominal", "type", 0.8),
        ):
            threshold = 0.5 if measure == "f1_overlap" else None
            out.append(row(layer, measure, value + more, attribute=attribute, subset=subset, threshold=threshold))
    return out


def _excluded(names: tuple[str, ...]) -> tuple[Excluded, ...]:
    reasons = ("in_progress", "assigned", "skipped", "assigned", "in_progress", "in_progress")
    return tuple(
        Excluded(f"article-{place:02}", names[place % len(names)], reason) for place, reason in enumerate(reasons * 3)
    )


def _kinds(chance: random.Random) -> tuple[KindCount, ...]:
    claims = [
        KindCount("claim", kind, 420 // (place + 1) ** 2 + chance.randrange(5)) for place, kind in enumerate(KINDS)
    ]
    others = [
        KindCount("speaker", "missing", 70),
        KindCount("speaker", "boundary", 31),
        KindCount("boilerplate", "boundary", 9),
        KindCount("stance", "boundary", 12),
        KindCount("claim", "", 1450),
        KindCount("speaker", "", 902),
    ]
    return (*claims, *others)


def _confusions(names: tuple[str, ...], chance: random.Random) -> tuple[Confusion, ...]:
    out: list[Confusion] = []
    for first, second in itertools.combinations(names, 2):
        for attribute, topic, values in (
            ("type", "", (*TYPES, NONE)),
            ("value", "", ("none", "oppose", "neutral", "support", NONE)),
        ):
            last = len(values) - 1
            counts = tuple(
                tuple(
                    0
                    if i == j == last
                    else chance.randrange(20, 280)
                    if i == j
                    else chance.choice((0, 1, 2, 5, 9, 22, 49))
                    for j in range(last + 1)
                )
                for i in range(last + 1)
            )
            out.append(Confusion(attribute, topic, first, second, values, counts))
    return tuple(out)


def _articles(names: tuple[str, ...], count: int, chance: random.Random) -> tuple[ArticleRow, ...]:
    out: list[ArticleRow] = []
    for place in range(count):
        who = names if place % 7 == 0 else tuple(sorted(chance.sample(names, 2), key=names.index))
        out.append(
            ArticleRow(
                f"article-{place:02}",
                TITLES[place % len(TITLES)],
                chance.randrange(40),
                chance.randrange(500, 2600),
                who,
            )
        )
    return tuple(sorted(out, key=lambda one: (-one.rate, one.key)))


def _decided(names: tuple[str, ...], chance: random.Random) -> tuple[Decided, ...]:
    rules = ("", "said-that", "quote-before", "according-to-someone-or-other")
    return tuple(
        Decided(name, rule, chance.randrange(50, 400), chance.randrange(40), chance.randrange(60), 12, 3, 4.2)
        for name in names
        for rule in rules
    )
