"""Labels as rows of a table, with all that figures compare of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from labeler.agreement.corpus import LAYERS, Codes, Corpus, Ints, LayerName
from labeler.agreement.families import STANCE, VALUE
from labeler.agreement.units import UNSET

LABEL = (
    "label", "layer", "article", "annotator", "set", "start", "end", "aided", "rule", "speaker", "claim", "entity",
    "frame",
)  # fmt: skip
"""The columns of labels before those of values."""
FIRST, FURTHER = "first", "further"
"""Which set of one who labelled a text more than once; "" where there is just one to tell of."""

_LETTERS: Mapping[LayerName, str] = {"claim": "c", "speaker": "s", "stance": "t", "boilerplate": "b"}


def columns_of(corpora: Sequence[Corpus]) -> tuple[str, ...]:
    """Return the columns of the labels of some corpora."""
    values = dict.fromkeys(name for one in corpora for name in one.attributes)
    topics = sorted({topic for one in corpora for topic in one.stances.topic.words})
    return (*LABEL, *(VALUE + name for name in values), *(STANCE + topic for topic in topics))


def names_of(corpus: Corpus, rank: Sequence[int], prefix: str = "") -> dict[LayerName, Sequence[str]]:
    """Return names for all labels, which sort as the labels do: by the rank of the article, then as they stand."""
    found: dict[LayerName, Sequence[str]] = {}
    for name in LAYERS:
        order = _order(corpus, name, rank)
        wide = len(str(len(order)))
        names = [""] * len(order)
        for place, number in enumerate(order.tolist()):
            names[number] = f"{prefix}{_LETTERS[name]}{place:0{wide}d}"
        found[name] = names
    return found


def label_rows(
    corpus: Corpus,
    columns: Sequence[str],
    names: Mapping[LayerName, Sequence[str]],
    rank: Sequence[int],
    place: Callable[[int, int], tuple[str, str, str]],
) -> Iterator[Sequence[Any]]:
    """Yield the labels of a corpus in the order of their names.

    Args:
        corpus: whose labels.
        columns: those of `columns_of`.
        names: the names of the labels.
        rank: the place of each article among all.
        place: returns article, annotator and set as they are called, of an article and an annotator by number.
    """
    values, claim_of = _values(corpus, names), _claims_of_cues(corpus)
    for name in LAYERS:
        layer = corpus.layers[name]
        article, annotator = layer.article.tolist(), layer.annotator.tolist()
        for i in _order(corpus, name, rank).tolist():
            cells: dict[str, Any] = {
                "label": names[name][i],
                "layer": name,
                "start": int(layer.start[i]),
                "end": int(layer.end[i]),
                "aided": "yes" if layer.aided[i] else "",
                "rule": _word(layer.rule, i),
            }
            cells["article"], cells["annotator"], cells["set"] = place(article[i], annotator[i])
            if name == "claim":
                cells |= values[i]
            elif name == "speaker":
                cells["entity"] = _word(corpus.entity, i)
            elif name == "stance" and i in claim_of:
                claim, topic, value = claim_of[i]
                cells |= {"claim": names["claim"][claim], STANCE + topic: value}
            yield [cells.get(column, "") for column in columns]


def _values(corpus: Corpus, names: Mapping[LayerName, Sequence[str]]) -> list[dict[str, str]]:
    """Return by claim its speaker, its values, its stances, and its frame: source and stances together."""
    stances, mentions = _stances(corpus), corpus.layers["speaker"]
    found: list[dict[str, str]] = []
    for i, linked in enumerate(corpus.linked.tolist()):
        cells: dict[str, str] = {VALUE + name: _word(codes, i) for name, codes in corpus.attributes.items()}
        held = stances.get(i, {})
        cells |= {STANCE + topic: value for topic, value in held.items()}
        source = _word(corpus.attributes["source"], i)
        spoken = linked >= 0 and source == "speaker"
        who: object = _word(corpus.entity, linked) if spoken else ""
        if spoken and not who:
            # Nobody yet is told apart by the place of the mention.
            who = [int(mentions.start[linked]), int(mentions.end[linked])]
        frame = [source, who, sorted(held.items())]
        cells["frame"] = _json(frame)
        cells["speaker"] = names["speaker"][int(linked)] if linked >= 0 else ""
        found.append(cells)
    return found


def _stances(corpus: Corpus) -> dict[int, dict[str, str]]:
    held = corpus.stances
    found: dict[int, dict[str, str]] = {}
    for i, claim in enumerate(held.claim.tolist()):
        found.setdefault(claim, {})[_word(held.topic, i)] = _word(held.value, i) or UNSET
    return found


def _claims_of_cues(corpus: Corpus) -> dict[int, tuple[int, str, str]]:
    held = corpus.stances
    cues = zip(held.cue.tolist(), held.claim.tolist(), strict=True)
    return {
        cue: (claim, _word(held.topic, i), _word(held.value, i) or UNSET)
        for i, (cue, claim) in enumerate(cues)
        if cue >= 0
    }


def _order(corpus: Corpus, name: LayerName, rank: Sequence[int]) -> Ints:
    places = np.array(rank, np.int64)[corpus.layers[name].article] if len(rank) else np.empty(0, np.int64)
    return np.argsort(places, kind="stable").astype(np.int64)


def _word(codes: Codes, number: int) -> str:
    return codes.words[codes.codes[number]]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
