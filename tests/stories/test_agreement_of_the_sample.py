"""What two annotators of the sample project disagree about, counted by hand: page, verb and Review say the same.

The count here knows nothing of `labeler.agreement`: it reads the lines that ship, and goes through them as a person
with two print-outs would.
"""

from __future__ import annotations

import functools
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from labeler.cli.app import run
from labeler.config import paths
from labeler.config.settings import Settings
from labeler.gui.agreement.cells import Cell
from labeler.gui.agreement.chart import Chart
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.app import make_window
from labeler.gui.review.page import ReviewPage
from labeler.gui.sample import make_sample, user_name
from tests.stories.keyboard import Hands

SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
ALT = Qt.KeyboardModifier.AltModifier
Label: TypeAlias = dict[str, Any]
Line: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[Label | None, Label | None]
Kinds: TypeAlias = Counter[tuple[str, str]]

# Counted by reading both sheets of "Cheap models have not made power any cheaper", label by label.
READ_IN_ONE_ARTICLE = {
    ("claim", "missing"): 8,
    ("claim", "boundary"): 4,
    ("claim", "type"): 5,
    ("claim", "attribution"): 1,
    ("claim", "speaker"): 1,
    ("claim", "entity"): 3,
    ("claim", "stance missing"): 2,
    ("claim", "stance value"): 2,
    ("speaker", "missing"): 2,
    ("speaker", "entity"): 2,
    ("boilerplate", "boundary"): 1,
    ("stance", "boundary"): 1,
}
# The same for what is not claims, in all four: mentions, regions, cues.
READ_BESIDE_CLAIMS = {
    ("speaker", "missing"): 8,
    ("speaker", "boundary"): 1,
    ("speaker", "entity"): 6,
    ("boilerplate", "missing"): 2,
    ("boilerplate", "boundary"): 2,
    ("stance", "boundary"): 4,
}
ONE_ARTICLE = "cheap-models-dear-power"
# Choices of which the items of every cell are listed, too.
LISTED = {("type", ""), ("value", "")}


class Counts(NamedTuple):
    """What is counted: disagreements by (layer, kind), by article, and which values met by choice (attribute, topic).

    `words` are those of the articles; `claims` are the claims in which values met, each counted once over all topics.
    """

    kinds: Kinds
    by_article: dict[str, Kinds]
    words: dict[str, int]
    met: dict[tuple[str, str], Counter[tuple[str, str]]]
    claims: Counter[tuple[str, str]]


# -- the count


@functools.cache
def sheets() -> dict[str, dict[str, Line]]:
    """The lines of the two annotators, by article."""
    found: dict[str, dict[str, Line]] = {}
    for raw in (paths.seeds() / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(raw)
        if line["annotator"] in {"a", "b"}:
            found.setdefault(line["id"], {})[line["annotator"]] = line
    return found


def shared(one: Label, other: Label) -> float:
    """What both cover, divided by what either covers."""
    both = max(0, min(one["end"], other["end"]) - max(one["start"], other["start"]))
    return both / (one["end"] - one["start"] + other["end"] - other["start"] - both)


def paired(ours: list[Label], theirs: list[Label]) -> list[Pair]:
    """Lay two lists side by side so that most is shared: labels that share nothing stand alone."""
    pairs: list[Pair] = []
    left, right = list(ours), list(theirs)
    while left or right:
        heap_left, heap_right = heap_of(left, right)
        left = [one for one in left if one not in heap_left]
        right = [one for one in right if one not in heap_right]
        pairs += best(heap_left, heap_right)
    return pairs


def heap_of(left: list[Label], right: list[Label]) -> tuple[list[Label], list[Label]]:
    """Take a label, all that overlap it, all that overlap those, and so on: nothing else can be paired with any."""
    ours, theirs = (left[:1], []) if left else ([], right[:1])
    while True:
        more = [one for one in right if one not in theirs and any(shared(one, other) for other in ours)]
        theirs = theirs + more
        again = [one for one in left if one not in ours and any(shared(one, other) for other in theirs)]
        ours = ours + again
        if not more and not again:
            return ours, theirs


def best(ours: list[Label], theirs: list[Label]) -> list[Pair]:
    """Try all ways to pair a few labels, and keep the one in which most is shared."""
    filled = ours + [None] * len(theirs)
    ways = itertools.permutations(filled, len(theirs)) if theirs else iter([()])

    def worth(way: tuple[Label | None, ...]) -> float:
        return sum(shared(one, other) for one, other in zip(way, theirs, strict=True) if one is not None)

    way = max(ways, key=worth)
    pairs: list[Pair] = []
    for one, other in zip(way, theirs, strict=True):
        pairs += [(one, other)] if one is not None and shared(one, other) else [(None, other)]
    taken = [one for one, other in pairs if one is not None and other is not None]
    return pairs + [(one, None) for one in ours if one not in taken]


def same_edges(one: Label, other: Label) -> bool:
    return (one["start"], one["end"]) == (other["start"], other["end"])


def stances_of(line: Line, claim: Label) -> dict[str, Label]:
    return {one["topic"]: one for one in line["stances"] if one["claim_id"] == claim["id"]}


def kind_of_claim(a: Line, b: Line, pair: Pair, mentions: list[Pair]) -> str:
    """The first kind that applies to two claims laid side by side."""
    one, other = pair
    if one is None or other is None:
        return "missing"
    if not same_edges(one, other):
        return "boundary"
    for name in ("type", "attribution"):
        if one[name] != other[name]:
            return name
    if one["source"] != other["source"]:
        return "speaker"
    if one["source"] == "speaker":
        ours = next(x for x in a["speakers"] if x["id"] == one["speaker_id"])
        theirs = next(x for x in b["speakers"] if x["id"] == other["speaker_id"])
        if ours["entity"] != theirs["entity"]:
            return "entity" if (ours, theirs) in mentions else "speaker"
    left, right = stances_of(a, one), stances_of(b, other)
    if left.keys() != right.keys():
        return "stance missing"
    return "stance value" if any(left[topic]["value"] != right[topic]["value"] for topic in left) else ""


def kinds_of_article(a: Line, b: Line) -> Kinds:
    """Every disagreement of two sheets by layer and kind."""
    found: Kinds = Counter()
    mentions = paired(a["speakers"], b["speakers"])
    for one, other in mentions:
        if one is None or other is None:
            found["speaker", "missing"] += 1
        elif not same_edges(one, other):
            found["speaker", "boundary"] += 1
        elif one["entity"] != other["entity"]:
            found["speaker", "entity"] += 1
    for one, other in paired(a["boilerplate"], b["boilerplate"]):
        if one is None or other is None:
            found["boilerplate", "missing"] += 1
        elif not same_edges(one, other):
            found["boilerplate", "boundary"] += 1
    for pair in paired(a["claims"], b["claims"]):
        kind = kind_of_claim(a, b, pair, mentions)
        if kind:
            found["claim", kind] += 1
            continue
        assert pair[0] is not None
        assert pair[1] is not None
        left, right = stances_of(a, pair[0]), stances_of(b, pair[1])
        for topic, cue in left.items():
            if cue["start"] >= 0 and right[topic]["start"] >= 0 and not same_edges(cue, right[topic]):
                found["stance", "boundary"] += 1
    return found


def values_of(line: Line, claim: Label | None, choice: tuple[str, str]) -> str:
    """What one gave a claim for a choice; NONE for a claim that she did not mark."""
    if claim is None:
        return "NONE"
    attribute, topic = choice
    if attribute != "value":
        return claim[attribute]
    stance = stances_of(line, claim).get(topic)
    return stance["value"] if stance is not None else "none"


@functools.cache
def counted() -> Counts:
    """Go through all sheets."""
    topics = sorted({one["topic"] for both in sheets().values() for line in both.values() for one in line["stances"]})
    choices = [("type", ""), ("attribution", ""), ("source", ""), *(("value", topic) for topic in topics)]
    met: dict[tuple[str, str], Counter[tuple[str, str]]] = {choice: Counter() for choice in choices}
    claims: Counter[tuple[str, str]] = Counter()
    by_article: dict[str, Kinds] = {}
    for key, both in sheets().items():
        a, b = both["a"], both["b"]
        by_article[key] = kinds_of_article(a, b)
        for one, other in paired(a["claims"], b["claims"]):
            cells = {choice: (values_of(a, one, choice), values_of(b, other, choice)) for choice in choices}
            for choice, cell in cells.items():
                met[choice][cell] += 1
            claims.update({cells["value", topic] for topic in topics})
    met["value", ""] = sum((met["value", topic] for topic in topics), Counter[tuple[str, str]]())
    words = {key: len(both["a"]["text"].split()) for key, both in sheets().items()}
    return Counts(sum(by_article.values(), Kinds()), by_article, words, met, claims)


def test_the_count_is_what_was_read() -> None:
    found = counted()
    assert found.by_article[ONE_ARTICLE] == READ_IN_ONE_ARTICLE
    assert {place: count for place, count in found.kinds.items() if place[0] != "claim"} == READ_BESIDE_CLAIMS
    eight = ("missing", "boundary", "type", "attribution", "speaker", "entity", "stance missing", "stance value")
    assert all(found.kinds["claim", kind] for kind in eight)


# -- the real window


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.labeler"
    make_sample(file, lambda _done, _total, _what: None, lambda: False)
    return file


@pytest.fixture
def hands(qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hands]:
    monkeypatch.setattr("labeler.gui.worker.worker_command", lambda: SILENT)
    window = make_window(Settings(tmp_path / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_project(str(project), user_name())
    qtbot.waitUntil(lambda: window.project is not None and window.project.annotate.opened.sheet is not None)
    yield Hands(window, qtbot)
    window.close()
    window.deleteLater()


def agreement_of(hands: Hands) -> AgreementPage:
    """Go to the Agreement page by its key, and wait for its figures."""
    assert hands.window.project is not None
    hands.act(Qt.Key.Key_3, ALT)
    page = hands.window.project.pages.made("agreement")
    assert isinstance(page, AgreementPage)
    hands.wait(lambda: page.report is not None and not page.computing.running)
    return page


def review_of(hands: Hands) -> ReviewPage:
    assert hands.window.project is not None
    page = hands.window.project.pages.made("review")
    assert isinstance(page, ReviewPage)
    return page


def told(chart: Chart, row: int, column: int) -> str:
    """What the table shows at a place."""
    return str(chart.cells.index(row, column).data(Qt.ItemDataRole.DisplayRole))


def rows(chart: Chart) -> Iterator[tuple[int, Cell]]:
    """The rows with the first cell of each that stands for items."""
    for row, line in enumerate(chart.grid.lines):
        yield row, next(one for one in line.cells if one.wanted is not None)


def listed(hands: Hands, page: AgreementPage, chart: Chart, place: QModelIndex) -> int:
    """How many items Space lists for a place of a chart."""
    chart.setFocus()
    chart.setCurrentIndex(place)
    hands.act(Qt.Key.Key_Space)
    panel = page.drawers.items
    hands.wait(panel.isVisible)
    found = sum(int(told(panel.chart, row, 1)) for row in range(len(panel.chart.grid.lines)))
    hands.act(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    return found


def opened(hands: Hands, chart: Chart, place: QModelIndex) -> int:
    """How many cases Enter shows in Review for a place of a chart, over all articles."""
    chart.setFocus()
    chart.setCurrentIndex(place)
    hands.act(Qt.Key.Key_Return)
    assert hands.window.project is not None
    hands.wait(lambda: hands.window.project is not None and hands.window.project.pages.name == "review")
    review, found = review_of(hands), 0
    hands.wait(lambda: review.opened.reading is not None)
    while True:
        found += len(review.opened.shown())
        before = review.opened.article_id
        if not review.go_on(1):
            return found
        hands.wait(lambda before=before: review.opened.article_id != before)


def test_kinds_and_articles_are_those_counted_by_hand(hands: Hands) -> None:
    page, hand = agreement_of(hands), counted()
    kinds = page.panels.kinds.chart
    shown: dict[tuple[str, str], int] = {}
    for row, cell in rows(kinds):
        assert cell.wanted is not None
        shown[cell.wanted.layer, cell.wanted.kind] = int(told(kinds, row, 2))
    assert shown == hand.kinds
    assert page.panels.kinds.note.text().startswith(f"{sum(hand.kinds.values())} ")
    assert sum(int(told(kinds, row, 3).removesuffix(" %")) for row, _ in rows(kinds)) == 100
    worst = page.panels.worst.chart
    titles = {both["a"]["title"]: key for key, both in sheets().items()}
    counts = [(titles[told(worst, row, 0)], told(worst, row, 2), int(told(worst, row, 3))) for row, _ in rows(worst)]
    by_hand = {key: sum(found.values()) for key, found in hand.by_article.items()}
    rates = {key: 1000 * by_hand[key] / hand.words[key] for key in by_hand}
    order = sorted(by_hand, key=lambda key: -rates[key])
    assert counts == [(key, f"{rates[key]:.1f}", by_hand[key]) for key in order]


def test_every_kind_and_article_shows_as_many_items_in_review(hands: Hands) -> None:
    page = agreement_of(hands)
    kinds, worst = page.panels.kinds.chart, page.panels.worst.chart
    for row, _cell in rows(kinds):
        assert opened(hands, kinds, kinds.cells.index(row, 0)) == int(told(kinds, row, 2))
        hands.act(Qt.Key.Key_3, ALT)
    for row, _cell in rows(worst):
        assert listed(hands, page, worst, worst.cells.index(row, 0)) == int(told(worst, row, 3))


def test_every_cell_of_the_confusions_is_that_counted_by_hand(hands: Hands) -> None:
    page, hand = agreement_of(hands), counted()
    panel, seen = page.panels.confusion, Counter[str]()
    chart = panel.chart
    for number in range(page.panels.attribute.count()):
        page.panels.attribute.setCurrentIndex(number)
        page.panels.attribute.activated.emit(number)
        choice = page.panels.attribute.value()
        assert isinstance(choice, tuple)
        attribute, topic = choice
        names = [column.named for column in chart.grid.columns[1:]]
        assert [line.cells[0].text for line in chart.grid.lines] == names
        cells = {
            (first, second): int(told(chart, row, column + 1))
            for row, first in enumerate(names)
            for column, second in enumerate(names)
            if told(chart, row, column + 1) != "·"
        }
        assert {cell: count for cell, count in cells.items() if count} == hand.met[attribute, topic]
        for (first, second), count in cells.items():
            seen[attribute] += bool(count)
            if not count or choice not in LISTED:
                continue
            place = chart.cells.index(names.index(first), names.index(second) + 1)
            # Over all topics a claim meets itself once for each: it is one item all the same.
            items = hand.claims[first, second] if choice == ("value", "") else count
            assert listed(hands, page, chart, place) == items, (choice, first, second)
    assert set(seen) == {"type", "attribution", "source", "value"}


def test_the_verb_says_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand = counted()
    for told_of in (project, paths.seeds() / "labels.jsonl"):
        assert run(["agreement", str(told_of), "--json"], lambda _project, _name: 1) == 0
        said = json.loads(capsys.readouterr().out)
        kinds = {(one["layer"], one["kind"]): one["count"] for one in said["kinds"] if one["kind"]}
        assert kinds == hand.kinds
        articles = {one["key"]: (one["count"], one["words"]) for one in said["articles"]}
        assert articles == {key: (sum(one.values()), hand.words[key]) for key, one in hand.by_article.items()}
        met = {
            (one["attribute"], one["topic"]): {
                (first, second): count
                for first, counts in zip(one["values"], one["counts"], strict=True)
                for second, count in zip(one["values"], counts, strict=True)
                if count
            }
            for one in said["confusions"]
        }
        assert met == hand.met
