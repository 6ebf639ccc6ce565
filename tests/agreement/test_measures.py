"""The measures: by hand, by property, and against the scorer that they have to equal."""

from __future__ import annotations

import json
import lzma
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.agreement.marks import Mark, MarkedClaim, Marks, Piece
from labeler.agreement.matching import ABOUT, EXACT, Tokens, jaccard, matched
from labeler.agreement.measures import (
    MEASURES,
    RELATIONS,
    Counts,
    Relation,
    compare,
    compare_relations,
    total,
)
from tests.agreement import making

SHARED = Path(os.environ.get("LABELER_SHARED", Path(__file__).parents[3] / "shared"))
SCORER = SHARED / "eval" / "score_suggestions.py"
with_scorer = pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not here (LABELER_SHARED)")

TEXT = 'Ann Ray said that chips are scarce. "Prices will rise," she added. Sign up for our newsletter!'


def at(words: str) -> Piece:
    start = TEXT.index(words)
    return start, start + len(words)


def claim(id_: str, words: str, **more: Any) -> MarkedClaim:
    return MarkedClaim(id=id_, pieces=(at(words),), **{"stances": {}, **more})


def mark(id_: str, words: str) -> Mark:
    return Mark(id_, *at(words))


def test_words_are_touched_or_not() -> None:
    tokens = Tokens("It’s “the U.S.” that won’t, O’Brien's said.")
    assert tokens.words == ["it’s", "the", "u", "s", "that", "won’t", "o’brien", "s", "said"]
    assert tokens.of([(1, 2)]) == tokens.of([(0, 1), (2, 5)]) == {0}
    assert tokens.of([(4, 6)]) == tokens.of([(3, 3), (2, 2)]) == frozenset()
    assert tokens.of([(6, 13)]) == {1, 2, 3}
    assert tokens.of([(15, 26)]) == {4, 5}
    assert tokens.said([(15, 26)]) == {5}
    assert tokens.said([(15, 19)]) == {4}


def test_heads_leave_out_what_names_nobody() -> None:
    tokens = Tokens("Mr. Ray of the Bank who")
    assert tokens.heads(tokens.of([(0, 19)])) == {1, 4}
    assert tokens.heads(tokens.of([(20, 23)])) == {5}


def test_pairs_are_taken_by_falling_overlap_each_mark_once() -> None:
    a, b, c = frozenset({1, 2, 3, 4}), frozenset({1, 2, 3}), frozenset({4, 5})
    assert jaccard(a, b) == 0.75
    assert jaccard(frozenset(), frozenset()) == 0
    assert matched([a], [c, b], ABOUT) == [(0, 1)]
    assert matched([a, b], [b], ABOUT) == [(1, 0)]
    assert matched([a, b], [b], EXACT) == [(1, 0)]
    assert matched([frozenset({1, 2})], [frozenset({1}), frozenset({2})], ABOUT) == [(0, 0)]


def test_counts_by_hand() -> None:
    labelled = Marks(
        claims=(
            claim(
                "g1",
                "chips are scarce",
                type="fact",
                speaker=(at("Ann Ray"),),
                names=frozenset({"ann ray"}),
                stances={"t": ("T1", "support"), "u": ("T2", "oppose")},
            ),
            claim("g2", "Prices will rise", type="prediction", speaker=(at("she"),), names=frozenset({"ann ray"})),
        ),
        speakers=(mark("s1", "Ann Ray"), mark("s2", "she")),
        boilerplate=(mark("b", "Sign up for our newsletter!"),),
    )
    suggested = Marks(
        claims=(
            # The leading "that" and the full stop decide nothing.
            claim(
                "p1", "that chips are scarce.", type="fact", stances={"t1": ("T1", "support"), "t2": ("T2", "support")}
            ),
            claim("p2", '"Prices will', type="fact", speaker=(at("she"),), names=frozenset({"ann ray"})),
            claim("p3", "she added", own=True, stances={"t3": ("T1", "support")}),
        ),
        speakers=(mark("q1", "Ann Ray"), mark("q2", "Ann Ray "), mark("q3", "Ray")),
        boilerplate=(mark("r1", "newsletter!"), mark("r2", "she added.")),
    )
    compared = compare(suggested, labelled, TEXT)
    assert compared.counts == {
        "attributed": Counts(2, 2, 2),
        "attributed_exact": Counts(1, 2, 2),
        "author": Counts(0, 1, 0),
        "author_exact": Counts(0, 1, 0),
        "type": Counts(1, 2, 2),
        "entity": Counts(1, 2, 2),
        "topic": Counts(2, 2, 2),
        "stance": Counts(1, 2, 2),
        # Twice the same words are one speaker.
        "speaker": Counts(1, 2, 2),
        "boilerplate": Counts(11, 20, 23),
    }
    assert compared.right == {
        *(("claim", one) for one in ("p1", "p2")),
        *(("speaker", one) for one in ("q1", "q2")),
        ("stance", "t1"),
        ("boilerplate", "r1"),
    }
    assert compared.given == {("stance", "t1"), ("stance", "t2")}
    assert Counts(1, 2, 4).f1 == pytest.approx(1 / 3)
    assert (Counts(0, 0, 3).precision, Counts(0, 0, 3).f1, Counts(0, 2, 0).recall) == (None, 0, None)
    assert Counts().f1 is None


def test_relations_by_hand() -> None:
    relations = [
        Relation((at("Ann Ray"),), (at("chips are scarce"),)),
        Relation((at("she"),), (at('"Prices will rise,"'),)),
        Relation((), (at("Sign up for our newsletter"),), claim_like=False),
    ]
    claims = [
        claim("a", "chips are scarce", speaker=(at("Ray"),)),
        claim("b", "Prices will", speaker=(at("Ann"),)),
        claim("c", "up for our newsletter!"),
        claim("d", "said", own=True),
        claim("e", "added"),
    ]
    found = compare_relations(claims, relations, TEXT)
    assert found.judged == {"a": True, "b": True, "e": False}
    assert found.counts == {
        "J50": Counts(2, 3, 2),
        "exact": Counts(1, 3, 2),
        "relation": Counts(1, 3, 2),
        "speaker_given_claim": Counts(1, 2, 2),
    }


@given(making.articles())
def test_each_figure_lies_between_0_and_1(article: tuple[str, Marks, Marks]) -> None:
    text, first, second = article
    compared = compare(first, second, text)
    assert set(compared.counts) <= {one.key for one in MEASURES}
    for one in compared.counts.values():
        assert 0 <= one.right <= min(one.suggested, one.labelled)
        assert all(value is None or 0 <= value <= 1 for value in (one.precision, one.recall, one.f1))
    for kind in ("attributed", "author"):
        assert compared.counts[f"{kind}_exact"].right <= compared.counts[kind].right


@given(making.articles())
def test_who_marks_the_same_agrees_wholly(article: tuple[str, Marks, Marks]) -> None:
    text, marks, _ = article
    marks = Marks(
        claims=tuple(one for one in marks.claims if Tokens(text).of(one.pieces)),
        speakers=marks.speakers,
        boilerplate=marks.boilerplate,
    )
    # Two claims on the same words may be paired crosswise: then their details differ.
    words = [(one.own, Tokens(text).said(one.pieces)) for one in marks.claims]
    for key, one in compare(marks, marks, text).counts.items():
        if len(set(words)) == len(words) or key not in {"type", "entity", "topic", "stance"}:
            assert one.right == one.suggested == one.labelled


@given(making.articles())
def test_what_needs_no_choice_between_pairs_is_symmetric(article: tuple[str, Marks, Marks]) -> None:
    text, first, second = article
    ours, theirs = compare(first, second, text).counts, compare(second, first, text).counts
    for key in ("attributed_exact", "author_exact", "speaker", "boilerplate"):
        assert ours[key] == Counts(theirs[key].right, theirs[key].labelled, theirs[key].suggested)
        assert ours[key].f1 == theirs[key].f1


@given(st.lists(st.integers(1, 9), max_size=20), st.lists(st.integers(1, 9), max_size=20))
def test_matching_is_symmetric_where_the_spans_of_one_person_do_not_overlap(a: list[int], b: list[int]) -> None:
    first, second = laid_out(a), laid_out(b)
    assert {(j, i) for i, j in matched(second, first, 0.500001)} == set(matched(first, second, 0.500001))
    assert len(matched(second, first, ABOUT)) == len(matched(first, second, ABOUT))


def laid_out(lengths: Sequence[int]) -> list[frozenset[int]]:
    """Return spans of these lengths, one after the other."""
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    return [frozenset(range(start, start + length)) for start, length in zip(starts, lengths, strict=True)]


@given(st.lists(making.articles(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(given_: list[tuple[str, Marks, Marks]], rng: random.Random) -> None:
    counts = [compare(first, second, text).counts for text, first, second in given_]
    mixed = rng.sample(counts, len(counts))
    assert total(counts) == total(mixed)


@with_scorer
@pytest.mark.parametrize("seed", range(6))
def test_labels_are_scored_as_the_scorer_does(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    texts = [making.text_of(rng, rng.randint(10, 200)) for _ in range(6)]
    labelled = [making.marks_of(rng, text, "g") for text in texts]
    suggested = [making.shaken(rng, marks, text, "p") for marks, text in zip(labelled, texts, strict=True)]
    stated = scored_labels(tmp_path, texts, labelled, suggested)
    ours = total(compare(p, g, text).counts for p, g, text in zip(suggested, labelled, texts, strict=True))
    names = {
        "attributed_J50": "attributed",
        "author_J50": "author",
        "speaker_exact": "speaker",
        "entity_given_claim": "entity",
        "type_given_claim": "type",
        "boilerplate_characters": "boilerplate",
    }
    for name, value in stated.items():
        one = ours.get(names.get(name, name), Counts())
        expected = percent(one.f1) if name.endswith("_given_claim") else [*map(percent, figures(one))]
        assert value == expected, name


@with_scorer
@pytest.mark.parametrize("seed", range(6))
def test_relations_are_scored_as_the_scorer_does(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    texts = [making.text_of(rng, rng.randint(20, 200)) for _ in range(6)]
    suggested = [making.marks_of(rng, text, "p") for text in texts]
    labelled = [
        [relation_of(rng, one, text) for one in marks.claims if not one.own and rng.random() < 0.8]
        for marks, text in zip(suggested, texts, strict=True)
    ]
    stated = scored_relations(tmp_path, texts, labelled, suggested)
    claims = [marks.claims for marks in suggested]
    ours = total(one.counts for one in map(compare_relations, claims, labelled, texts))
    assert {stated["suggested"], stated["gold"]} == set(ours["J50"][1:])
    for one in RELATIONS:
        expected = percent(ours[one.key].f1) if one.share else [*map(percent, figures(ours[one.key]))]
        assert stated[one.key] == expected, one.key


def percent(value: float | None) -> float:
    """Return a figure as the scorer prints it."""
    return round(100 * (value or 0.0), 1)


def figures(one: Counts) -> tuple[float, ...]:
    """Return precision, recall and F1, the last by the scorer's formula: halves are rounded alike."""
    p, r = one.precision or 0.0, one.recall or 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def relation_of(rng: random.Random, one: MarkedClaim, text: str) -> Relation:
    ((start, end),) = one.pieces
    content = [(start, max(start + 1, end - rng.choice((0, 3, 15))))]
    if rng.random() < 0.3:
        content.append(making.piece_of(rng, text, 10))
    source = one.speaker if rng.random() < 0.7 else (making.piece_of(rng, text, 20),)
    return Relation(source, tuple(content), claim_like=rng.random() < 0.8)


def scored_labels(
    folder: Path, texts: Sequence[str], labelled: Sequence[Marks], suggested: Sequence[Marks]
) -> dict[str, Any]:
    """Return what the scorer says of full labels."""
    for number, (text, marks) in enumerate(zip(texts, labelled, strict=True)):
        gold = {
            "file": f"{number}.txt",
            "claims": [
                {
                    **row(one.id, *one.pieces[0], text),
                    "attribution": "author" if one.own else "said",
                    "entity": "AUTHOR" if one.own or not one.names else next(iter(one.names)).title(),
                    "type": one.type,
                    "stances": [{"topic": topic, "value": value} for topic, value in one.stances.values()],
                }
                for one in marks.claims
            ],
            "speakers": [row(one.id, one.start, one.end, text) for one in marks.speakers],
            "boilerplate": [[one.start, one.end] for one in marks.boilerplate],
        }
        (folder / f"{number}.json").write_text(json.dumps(gold), encoding="utf-8")
    records = [record(str(n), text, one) for n, (text, one) in enumerate(zip(texts, suggested, strict=True))]
    return run_scorer("labels", folder, records)


def scored_relations(
    folder: Path, texts: Sequence[str], labelled: Sequence[Sequence[Relation]], suggested: Sequence[Marks]
) -> dict[str, Any]:
    """Return what the scorer says of news relations."""
    with lzma.open(folder / "gold.xz", "wt", encoding="utf-8") as out:
        for number, (text, relations) in enumerate(zip(texts, labelled, strict=True)):
            rows = [{"source": one.source, "content": one.content, "claim_like": one.claim_like} for one in relations]
            out.write(json.dumps({"id": str(number), "text": text, "relations": rows}) + "\n")
    records = [record(str(n), text, marks) for n, (text, marks) in enumerate(zip(texts, suggested, strict=True))]
    return run_scorer("relations", folder / "gold.xz", records)


def record(key: str, text: str, marks: Marks) -> dict[str, Any]:
    """Return marks as the scorer reads suggestions."""
    named = {one.speaker[0]: next(iter(one.names), "") for one in marks.claims if one.speaker}
    spans = {(one.start, one.end): one.id for one in marks.speakers}
    return {
        "id": key,
        "text": text,
        "claims": [
            {
                **row(one.id, *one.pieces[0], text),
                "attribution": "author" if one.own else "said",
                "type": one.type,
                "speaker_id": spans[one.speaker[0]] if one.speaker else None,
            }
            for one in marks.claims
        ],
        "speakers": [{**row(id_, *piece, text), "entity": named.get(piece, "")} for piece, id_ in spans.items()],
        "stances": [
            {**row(id_, 0, 1, text), "claim_id": one.id, "topic": topic, "value": value}
            for one in marks.claims
            for id_, (topic, value) in one.stances.items()
        ],
        "boilerplate": [{"start": one.start, "end": one.end} for one in marks.boilerplate],
    }


def row(id_: str, start: int, end: int, text: str) -> dict[str, Any]:
    return {"id": id_, "start": start, "end": end, "text": text[start:end]}


def run_scorer(kind: str, gold: Path, records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    predicted = gold.with_name(f"{gold.name}-predicted.jsonl")
    predicted.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    command = [sys.executable, str(SCORER), kind, str(gold), str(predicted), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
