"""The sections that hold figures of the team, of pairs of annotators, and against gold.

Each function takes the report's rows and returns HTML, "" where there is nothing to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from labeler.formats.report import drawing, words
from labeler.formats.report.cells import (
    at,
    figure_cells,
    figure_heads,
    figure_row,
    interval,
    is_choice,
    linked,
    scale_of,
    section_says,
    value,
    with_interval,
)
from labeler.formats.report.page import band, cell, escape, head, name, row, section, table
from labeler.formats.report.words import Row

_PAIR_ONLY = {"kappa", "cu_alpha", "ku_alpha"}

SPANS = ("claim", "speaker", "stance", "boilerplate")
GOLD = "gold"
_OF_LABELS = {
    "precision": "Precision",
    "recall": "Recall",
    "f1_overlap": "F1",
    "f1": "F1",
    "f1_exact": "F1, same edges",
}

_MOST_IN_MATRIX = 8
_OF_PAIRS = (
    ("claim", "f1_overlap", ""),
    ("speaker", "f1_overlap", ""),
    ("claim", "alpha_nominal", "type"),
    ("stance", "alpha_nominal", "value"),
    ("frame", "f1", ""),
)


def team(rows: Sequence[Row], threshold: float) -> str:
    """Return the figures of all annotators together."""
    own = [one for one in rows if _whole(one) and not one["annotators"] and at(one, threshold)]
    groups = (
        ("Whole frames: what a user of the dataset gets", [one for one in own if one["layer"] == "frame"]),
        ("Spans", [one for one in own if one["layer"] in SPANS and not is_choice(one)]),
        ("Choices, on labels that were matched", [one for one in own if is_choice(one)]),
        ("Links and entities", [one for one in own if one["layer"] in {"link", "entity"} and not is_choice(one)]),
    )
    scale = scale_of(own)
    heads = figure_heads(scale, "What", "Measure")
    body: list[str] = []
    for title, some in groups:
        if some:
            body += [band(escape(title), len(heads)), *(figure_row(one, scale) for one in some)]
    intro = "<p>Dotted marks stand at 0.667 and 0.80, for figures that are corrected for chance.</p>"
    return section("team", "All annotators", [intro, table(heads, body)]) if body else ""


def categories(rows: Sequence[Row]) -> str:
    """Return the figures of single values against all others."""
    own = [one for one in rows if one["category"] and not one["annotators"] and not one["subset"]]
    if not own:
        return ""
    scale = scale_of(own)
    body = [
        row(name(words.subject(one)), [cell(linked(one["measure"], words.measure(one))), *figure_cells(one, scale)])
        for one in own
    ]
    said = "<p>Each value against all others: which of them do people tell apart, and which not?</p>"
    return section("categories", "Value by value", [said, table(figure_heads(scale, "Value", "Measure"), body)])


def curve(rows: Sequence[Row]) -> str:
    """Return how agreement on spans falls as the edges must be nearer."""
    lines: dict[str, dict[float, float]] = {}
    for layer in SPANS:
        own = [one for one in rows if one["measure"] == "f1_overlap" and one["layer"] == layer and _whole(one)]
        found = {one["threshold"]: one["value"] for one in own if not one["annotators"] and one["value"] is not None}
        if len(found) > 1:
            lines[layer] = {step: found[step] for step in sorted(found)}
    if not lines:
        return ""
    steps = sorted({step for one in lines.values() for step in one})
    heads = [head("What"), *(head("any" if one == 0 else f"{one:g}", number=True) for one in steps)]
    body = [
        row(escape(words.layer(layer)), [cell(words.number(one.get(step)), number=True) for step in steps])
        for layer, one in lines.items()
    ]
    said = "<p>F1 of spans (upwards) over how much two spans must share to be the same (from any character to all).</p>"
    named = [(words.layer(layer), list(one.items())) for layer, one in lines.items()]
    picture = drawing.curves(named, said="F1 of spans over thresholds; the table below has the figures")
    return section("curve", "How near the edges are", [said, picture, table(heads, body)])


def pairs(rows: Sequence[Row], annotators: Sequence[str], threshold: float) -> str:
    """Return how far each two annotators agree, by the figures that say most."""
    parts: list[str] = []
    for wanted in _OF_PAIRS:
        own = [one for one in rows if _of_pair(one, threshold) and _key(one) == wanted]
        own = [one for one in own if not (one["topic"] or one["category"])]
        # Of two people the figures of the team say it all.
        if own and len(annotators) > 2:
            parts.append(f"<h3>{escape(words.subject(own[0]))}: {escape(words.measure(own[0]))}</h3>")
            parts.append(_matrix(own, annotators) if len(annotators) <= _MOST_IN_MATRIX else _list(own))
    said = "<p>Above the diagonal the figure with its interval, below it how many articles both finished.</p>"
    return section("pairs", "Pair by pair", [said, *parts]) if parts else ""


def each_pair(rows: Sequence[Row], annotators: Sequence[str], threshold: float) -> str:
    """Return every figure of each pair, where few people were compared; of two, those that the team has not."""
    own = [one for one in rows if _of_pair(one, threshold)]
    own = [one for one in own if one["measure"] in _PAIR_ONLY or not one["category"]]
    if len(annotators) <= 2:
        own = [one for one in own if one["measure"] in _PAIR_ONLY]
    by_pair: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for one in own:
        by_pair[tuple(one["annotators"])].append(one)
    scale = scale_of(own)
    heads = figure_heads(scale, "What", "Measure")
    parts = [
        f"<h3>{name(first)} and {name(second)}</h3>" + table(heads, [figure_row(one, scale) for one in some])
        for (first, second), some in by_pair.items()
    ]
    title = "Figures for pairs alone" if len(annotators) <= 2 else "Every figure of each pair"
    return section("all-pairs", title, parts) if parts else ""


def gold(rows: Sequence[Row], threshold: float) -> str:
    """Return how near each annotator is to the gold sets."""
    own = [one for one in rows if GOLD in one["annotators"] and at(one, threshold)]
    if not own:
        return ""
    labels = [one for one in own if one["measure"] in _OF_LABELS]
    others = {*_OF_LABELS, "f1_characters"}
    choices = [one for one in own if one["measure"] not in others and not one["category"]]
    parts = [section_says("Against gold"), _by_annotator(labels, _OF_LABELS), _by_annotator(choices, {})]
    return section("against-gold", "Against gold", parts)


def _by_annotator(rows: Sequence[Row], titles: Mapping[str, str]) -> str:
    """Return a table with a row for each annotator and what is compared, a column for each measure."""
    found: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for one in rows:
        which = one["layer"], one["attribute"], one["topic"], one["category"]
        found[(one["annotators"][0], *which)][titles.get(one["measure"], one["measure"])] = one
    # What neither marked has no figure at all.
    found = {key: some for key, some in found.items() if any(one["value"] is not None for one in some.values())}
    if not found:
        return ""
    measures = list(dict.fromkeys([*titles.values(), *(kind for some in found.values() for kind in some)]))
    heads = [head("Annotator"), head("What"), *(head(linked(one), number=True) for one in measures)]
    body = [
        row(
            name(who),
            [
                cell(name(words.subject(next(iter(some.values())))), kind="m"),
                *(with_interval(some.get(kind)) for kind in measures),
                cell(words.count(max(one["articles"] for one in some.values())), number=True),
            ],
        )
        for (who, *_), some in sorted(found.items())
    ]
    return table([*heads, head("Articles", number=True)], body)


def _matrix(rows: Sequence[Row], annotators: Sequence[str]) -> str:
    by_pair = {frozenset(one["annotators"]): one for one in rows}
    body: list[str] = []
    for i, who in enumerate(annotators):
        cells: list[str] = []
        for j, other in enumerate(annotators):
            one = by_pair.get(frozenset((who, other)))
            if i == j or one is None:
                cells.append(cell("–"))
            elif i < j:
                shade = "s2" if (one["value"] or 0) >= 0.8 else "s1" if (one["value"] or 0) >= 0.667 else ""
                cells.append(cell(f'<b>{value(one)}</b><span class="say">{escape(interval(one))}</span>', kind=shade))
            else:
                cells.append(cell(f'{words.count(one["articles"])}<span class="say">articles</span>'))
        body.append(row(name(who), cells))
    return table([head(""), *(head(name(who)) for who in annotators)], body, kind="map")


def _list(rows: Sequence[Row]) -> str:
    scale = scale_of(rows)
    body = [
        row(f"{name(one['annotators'][0])} and {name(one['annotators'][1])}", figure_cells(one, scale)) for one in rows
    ]
    return table(figure_heads(scale, "Annotators"), body)


def _whole(one: Row) -> bool:
    return not one["subset"] and not one["category"]


def _of_pair(one: Row, threshold: float) -> bool:
    return not one["subset"] and len(one["annotators"]) == 2 and GOLD not in one["annotators"] and at(one, threshold)


def _key(one: Row) -> tuple[str, str, str]:
    return one["layer"], one["measure"], one["attribute"]
