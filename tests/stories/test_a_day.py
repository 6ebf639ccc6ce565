"""A day's work by keys alone: suggestions, corrections, what was missed, links, stances, a merge, problems, export.

It is played on two texts: one with emoji, CRLF and no-break spaces, and one from right to left.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion
from labeler.gui.app import make_window
from labeler.gui.projects import new_project
from labeler.gui.registry.dialog import RegistryDialog
from labeler.services import articles, exporting, importing, projects, suggesting, verifying
from labeler.store import open_store
from tests.stories.keyboard import CTRL, SHIFT, Hands

SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]

# Phrases that the story speaks of stand in ⟨name|…⟩.
# Each paragraph is one line.
# ruff: noqa: E501
ENGLISH = """⟨headline|Harbour firms turn to open models⟩

“⟨c1|Cheap models will halve our costs within a year⟩,” said ⟨s1|Mara Ellison⟩, who runs data services at Tidewater.

⟨s2|Tidewater⟩ said ⟨c4|it had moved half of its work to open models⟩. “⟨c2|We need ⟨cue|more chips⟩, not fewer⟩,” ⟨s3|she⟩ added.

⟨wrong|The quay was cold that morning⟩. ⟨c5|The port’s wager is the boldest on this coast⟩. ⟨s4|Ellison⟩ declined to say more: ⟨c6|the books will be open in spring⟩.

⟨c7|Cheap models will halve our costs⟩
⟨junk|Sign up to read more.⟩
"""
ARABIC = """⟨headline|شركات المرفأ تتجه إلى النماذج المفتوحة⟩

«⟨c1|ستخفض النماذج الرخيصة تكاليفنا إلى النصف خلال عام⟩»، قالت ⟨s1|مارا إليسون⟩ التي تدير البيانات في تايدووتر.

⟨s2|تايدووتر⟩ قالت إنها ⟨c4|نقلت نصف عملها إلى نماذج مفتوحة⟩. «⟨c2|نحتاج إلى ⟨cue|رقائق أكثر⟩ لا أقل⟩»، أضافت ⟨s3|هي⟩.

⟨wrong|كان الرصيف باردا ذلك الصباح⟩. ⟨c5|رهان المرفأ هو الأجرأ على هذا الساحل⟩. ⟨s4|إليسون⟩ رفضت الكلام: ⟨c6|ستفتح الدفاتر في الربيع⟩.

⟨c7|ستخفض النماذج الرخيصة تكاليفنا⟩
⟨junk|اشترك لقراءة المزيد.⟩
"""


@dataclass(frozen=True)
class Told:
    """A text, and where the phrases of the story stand in it."""

    text: str
    at: dict[str, Span]

    def words(self, name: str) -> str:
        return self.at[name].of(self.text)


def told(marked: str) -> Told:
    """Take the marks out of a text, and note what they enclosed; marks may nest."""
    out: list[str] = []
    length = 0
    begun: list[tuple[str, int]] = []
    at: dict[str, Span] = {}
    for piece in re.split(r"(⟨\w+\||⟩)", marked):
        if piece.startswith("⟨"):
            begun.append((piece[1:-1], length))
        elif piece == "⟩":
            name, start = begun.pop()
            at[name] = Span(start, length)
        else:
            out.append(piece)
            length += len(piece)
    return Told("".join(out), at)


def with_emoji(marked: str) -> str:
    return "🚢⚓ " + marked.replace("\n\n", "\n\n👩🏽‍🔬🇺🇳 ").replace(" models", " 🤖 models")


def with_no_break(marked: str) -> str:
    return re.sub(r"(?<=[a-z]) (?=[a-zE])", "\u00a0", marked)


TEXTS: dict[str, Callable[[], Told]] = {
    "emoji, CRLF, no-break": lambda: told(with_no_break(with_emoji(ENGLISH)).replace("\n", "\r\n")),
    "right to left": lambda: told(ARABIC),
}
NAMES = {"s1": "Mara Ellison", "s2": "Tidewater"}


def offers(story: Told) -> list[Suggestion]:
    """Return what the machine proposes: a claim with its speaker, one cut short, one that is none."""

    def one(ident: str, kind: Literal["claim", "speaker"], span: Span, score: float, **more: Any) -> Suggestion:
        return Suggestion(
            id=ident, kind=kind, start=span.start, end=span.end, text=span.of(story.text), rule="said-that",
            score=score, **more,
        )  # fmt: skip

    whole = story.at["c2"]
    short = Span(whole.start, story.at["cue"].end)
    return [
        one("o-s1", "speaker", story.at["s1"], 0.97, entity=NAMES["s1"], entity_kind="person"),
        one("o-c1", "claim", story.at["c1"], 0.93, type="prediction", attribution="direct", source="speaker",
            speaker_id="o-s1"),
        one("o-c2", "claim", short, 0.71, type="policy", attribution="direct"),
        one("o-no", "claim", story.at["wrong"], 0.4, type="fact", attribution="author", source="author"),
    ]  # fmt: skip


@pytest.fixture(params=list(TEXTS))
def story(request: pytest.FixtureRequest) -> Told:
    return TEXTS[request.param]()


@pytest.fixture
def project(tmp_path: Path, story: Told) -> Path:
    (tmp_path / "a-harbour.txt").write_bytes(story.text.encode())
    (tmp_path / "b-ice.txt").write_text(
        "Ice on the quay\n\nThe winter will be long, the mayor said.\n", encoding="utf-8"
    )
    file = tmp_path / "day.labeler"
    store = new_project(str(file), "A day", "anna")
    anna = projects.actor_named(store, None)
    importing.import_paths(store, anna, sorted(tmp_path.glob("*.txt")))
    article = articles.read_article(store, anna, "a-harbour")
    assert article.text == story.text
    suggesting.store_run(store, article.id, "test-1", "by hand", offers(story))
    store.close()
    return file


@pytest.fixture
def hands(qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    monkeypatch.setattr("labeler.gui.worker.worker_command", lambda: SILENT)
    window = make_window(Settings(project.parent / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_project(str(project))
    qtbot.waitUntil(lambda: window.project is not None and window.project.annotate.opened.sheet is not None)
    hands = Hands(window, qtbot)
    hands.wait()
    hands.view.page.setFocus()
    yield hands
    window.close()
    window.deleteLater()


def at(hands: Hands) -> Span:
    """Return the extent of the suggestion under the cursor."""
    one = hands.view.bench.suggestion
    assert one is not None
    assert one.start is not None
    assert one.end is not None
    return Span(one.start, one.end)


def take_suggestions(hands: Hands, story: Told) -> None:
    """Accept the first claim, correct the edge of the second, reject the third."""
    page = hands.view.page
    hands.act(Qt.Key.Key_Tab)
    assert at(hands) == story.at["c1"]
    hands.act(Qt.Key.Key_Return)
    assert at(hands).start == story.at["c2"].start
    hands.act(Qt.Key.Key_E)
    while page.edited_span() != story.at["c2"]:
        before = page.edited_span()
        hands.key(Qt.Key.Key_Right)
        assert page.edited_span() != before
    hands.act(Qt.Key.Key_Return)
    assert at(hands) == story.at["wrong"]
    hands.act(Qt.Key.Key_X)


def speaker(hands: Hands, story: Told, name: str, entity: str) -> None:
    """Label a speaker and say who it is."""
    hands.select(story.at[name])
    hands.act(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_I)
    hands.wait()
    hands.write(entity)
    hands.act(Qt.Key.Key_Return)
    assert hands.view.page.hasFocus()


def claim(hands: Hands, story: Told, name: str, kind: Qt.Key, attribution: str) -> str:
    """Label a claim; give it type and attribution."""
    hands.select(story.at[name])
    hands.act(Qt.Key.Key_1)
    made = hands.view.page.current
    hands.act(kind, SHIFT)
    while hands.sheet.claims[made].attribution != attribution:
        before = hands.sheet.claims[made].attribution
        hands.act(Qt.Key.Key_A)
        assert hands.sheet.claims[made].attribution != before
    return made


def link(hands: Hands, label_id: str) -> None:
    hands.act(Qt.Key.Key_L)
    hands.choose(label_id)


def speaker_at(hands: Hands, span: Span) -> str:
    return next(one.id for one in hands.sheet.speakers.values() if one.span == span)


def stance(hands: Hands, topic: str, key: Qt.Key) -> None:
    if hands.view.bench.topic is None or hands.view.bench.topic.id != topic:
        hands.act(Qt.Key.Key_T)
        hands.choose(topic)
    hands.act(key)


def add_what_was_missed(hands: Hands, story: Told) -> None:
    """Label the claims and speakers that nobody proposed, and link them."""
    speaker(hands, story, "s2", NAMES["s2"])
    made = claim(hands, story, "c4", Qt.Key.Key_1, "indirect")
    link(hands, speaker_at(hands, story.at["s2"]))
    stance(hands, "T3", Qt.Key.Key_Minus)
    stance(hands, "T2", Qt.Key.Key_0)
    assert hands.view.page.current == made
    speaker(hands, story, "s3", "Mara")  # the list completes the name
    second = next(one for one in hands.sheet.claims.values() if one.span == story.at["c2"])
    hands.view.page.go_to(second.id)
    link(hands, speaker_at(hands, story.at["s3"]))
    hands.select(story.at["cue"])
    hands.act(Qt.Key.Key_3)
    hands.choose("")
    hands.choose("T1")
    hands.choose("support")
    claim(hands, story, "c5", Qt.Key.Key_3, "author")
    hands.act(Qt.Key.Key_J)
    hands.act(Qt.Key.Key_Question)
    claim(hands, story, "c6", Qt.Key.Key_2, "indirect")
    claim(hands, story, "c7", Qt.Key.Key_2, "direct")


def merge_the_second_name(hands: Hands, story: Told) -> None:
    """Give a mention an entry of its own, then find that it is somebody who is known, and merge the two."""
    speaker(hands, story, "s4", "Ellison (2)")
    hands.act(Qt.Key.Key_R, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RegistryDialog)
    hands.write("Ellison (2)")
    hands.wait()
    tab_to(hands, dialog, "Merge into")
    hands.write("Mara")
    hands.key(Qt.Key.Key_Return)
    tab_to(hands, dialog, "Merge")
    hands.act(Qt.Key.Key_Space)
    hands.act(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    # Here nobody gives the window its place back, as a desktop does.
    hands.window.activateWindow()
    hands.wait(hands.window.isActiveWindow)
    assert hands.view.page.hasFocus()


def tab_to(hands: Hands, dialog: QWidget, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(40):
        focus = dialog.focusWidget()
        words = focus.text() if isinstance(focus, QAbstractButton) else focus.accessibleName() if focus else ""
        if words.replace("&", "") == name:
            return
        hands.key(Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name!r}")


def remark(hands: Hands, story: Told) -> None:
    """Comment on the author's claim, and answer oneself."""
    hands.view.page.go_to(claim_at(hands, story.at["c5"]))
    hands.act(Qt.Key.Key_C)
    hands.write("Boldest by whose count?")
    hands.act(Qt.Key.Key_Return, CTRL)
    hands.act(Qt.Key.Key_Escape)
    assert hands.view.page.hasFocus()


def claim_at(hands: Hands, span: Span) -> str:
    return next(one.id for one in hands.sheet.claims.values() if one.span == span)


def labels(hands: Hands) -> list[object]:
    sheet = hands.sheet
    return [sheet.claims, sheet.speakers, sheet.stances, sheet.regions, sheet.comments]


def change_ones_mind(hands: Hands) -> None:
    """Take the last ten steps back, and bring them all again."""
    before = labels(hands)
    for _ in range(10):
        hands.act(Qt.Key.Key_Z, CTRL)
    assert labels(hands) != before
    for _ in range(10):
        hands.act(Qt.Key.Key_Z, CTRL | SHIFT)
    assert labels(hands) == before


def resolve_problems(hands: Hands, story: Told) -> None:
    """Go through the open problems, and mend each."""
    mend = {
        claim_at(hands, story.at["c6"]): lambda: link(hands, speaker_at(hands, story.at["s4"])),
        claim_at(hands, story.at["c7"]): lambda: repeat_the_first(hands, story),
    }
    for _ in range(len(mend)):
        hands.wait(lambda: not hands.view.finishing.waiting)
        serious = [one for one in hands.view.finishing.problems if one.severity != "note"]
        assert serious
        hands.act(Qt.Key.Key_F8)
        hands.act(Qt.Key.Key_Return)
        current = hands.view.page.current
        hands.view.page.setFocus()
        mend.pop(current)()
    hands.wait(lambda: not hands.view.finishing.waiting)
    assert not [one for one in hands.view.finishing.problems if one.severity != "note"]


def repeat_the_first(hands: Hands, story: Told) -> None:
    """Say that the pull quote repeats the first claim, and who said it."""
    link(hands, speaker_at(hands, story.at["s1"]))
    hands.act(Qt.Key.Key_P)
    hands.choose(claim_at(hands, story.at["c1"]))


# What was meant, by the names of the phrases: type, attribution, source, speaker, unsure.
CLAIMS = {
    "c1": ("prediction", "direct", "speaker", "s1", False),
    "c2": ("policy", "direct", "speaker", "s3", False),
    "c4": ("fact", "indirect", "speaker", "s2", False),
    "c5": ("evaluation", "author", "author", None, True),
    "c6": ("prediction", "indirect", "speaker", "s4", False),
    "c7": ("prediction", "direct", "speaker", "s1", False),
}
SPEAKERS = {"s1": "Mara Ellison", "s2": "Tidewater", "s3": "Mara Ellison", "s4": "Mara Ellison"}
STANCES = {("c4", "T3", "oppose", ""), ("c4", "T2", "neutral", ""), ("c2", "T1", "support", "cue")}


@pytest.mark.timeout(300)
def test_a_day_by_keys_comes_out_as_it_was_meant(hands: Hands, story: Told, project: Path, tmp_path: Path) -> None:
    take_suggestions(hands, story)
    add_what_was_missed(hands, story)
    hands.select(story.at["junk"])
    hands.act(Qt.Key.Key_4)
    merge_the_second_name(hands, story)
    remark(hands, story)
    change_ones_mind(hands)
    resolve_problems(hands, story)
    hands.act(Qt.Key.Key_Return, CTRL)
    hands.wait(lambda: hands.sheet.article.key == "b-ice")
    hands.act(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    hands.wait(lambda: hands.sheet.article.key == "a-harbour")
    assert hands.view.opened.frozen

    store = open_store(str(project))
    exporting.export(store, projects.actor_named(store, None), tmp_path / "out", layer="all")
    assert verifying.verify_project(store).faults == ()
    store.close()
    assert verifying.verify_export(tmp_path / "out").faults == ()
    with (tmp_path / "out" / "train.jsonl").open(encoding="utf-8", newline="\n") as file:
        [line] = [json.loads(raw) for raw in file]
    assert line["text"] == story.text
    compare(line, story)


def compare(line: dict[str, Any], story: Told) -> None:
    """Compare what was exported with what was meant."""
    name_of = {(span.start, span.end): name for name, span in story.at.items()}
    names = {one["id"]: name_of[one["start"], one["end"]] for kind in ("claims", "speakers") for one in line[kind]}
    assert all(one["text"] == story.words(names[one["id"]]) for one in (*line["claims"], *line["speakers"]))
    assert {
        names[one["id"]]: (
            one["type"], one["attribution"], one["source"], names.get(one["speaker_id"] or ""), one["unsure"],
        )
        for one in line["claims"]
    } == CLAIMS  # fmt: skip
    assert {names[one["id"]]: one["entity"] for one in line["speakers"]} == SPEAKERS
    assert {
        (names[one["claim_id"]], one["topic"], one["value"], name_of.get((one["start"], one["end"]), ""))
        for one in line["stances"]
    } == STANCES
    assert [name_of[one["start"], one["end"]] for one in line["boilerplate"]] == ["junk"]
    extra = {names[one["id"]]: json.loads(one["attributes"]) for one in line["claims"]}
    assert {name: names[found["repeats"]] for name, found in extra.items() if found} == {"c7": "c1"}
