"""Long articles with thousands of labels: as a project of the real store, and for the sketch of the page."""

import importlib.util
import random
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import Actor
from labeler.gui.projects import new_project
from labeler.services import importing, projects
from labeler.services.articles import article_of
from labeler.services.work import own_work
from labeler.store import Store
from labeler.store.bulk import LabelRows, add_labels
from tests.benchmarks.figures import SHARED

SKETCH = SHARED / "reference" / "article_view_sketch.py"
SHORT = "Tugboats and tokens\n\nThe port authority said that models written in the open are safer.\n"
LENGTHS = (8, 12, 40, 120)


@dataclass(frozen=True)
class Long:
    """A project with one long article and a short one."""

    file: Path
    text: str
    article_id: str
    short_id: str
    spans: list[tuple[str, int, int]]


@lru_cache(maxsize=4)
def long_text(length: int) -> str:
    """Paragraphs of some 400 characters, parted by empty lines as articles are."""
    dice = random.Random(1)
    words = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(2, 9))) for _ in range(2000)]
    paragraphs: list[str] = []
    written = 0
    while written < length:
        paragraphs.append(" ".join(dice.choices(words, k=dice.randint(40, 90))).capitalize() + ".")
        written += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[: length - 1] + "."


def spans_in(text: str, count: int) -> list[tuple[str, int, int]]:
    """Kinds and extents without blank ends: two claims for a speaker and a stance each."""
    dice = random.Random(2)
    out: list[tuple[str, int, int]] = []
    while len(out) < count:
        start = dice.randrange(len(text) - max(LENGTHS))
        words = text[start : start + dice.choice(LENGTHS)]
        kind = ("claim", "speaker", "claim", "stance")[len(out) % 4]
        if words.strip() == words:
            out.append((kind, start, start + len(words)))
    return out


def make_long(folder: Path, length: int, count: int) -> Long:
    """Make a project whose first article is long and has that many labels of its owner."""
    folder.mkdir(exist_ok=True)
    text = long_text(length)
    (folder / "a-long.txt").write_text(text, encoding="utf-8")
    (folder / "b-short.txt").write_text(SHORT, encoding="utf-8")
    file = folder / "long.labeler"
    store = new_project(str(file), "Figures", "anna")
    actor = projects.actor_named(store, None)
    importing.import_paths(store, actor, sorted(folder.glob("*.txt")))
    spans = spans_in(text, count)
    with store.read() as read:
        article_id, short_id = (article_of(read, key).id for key in ("a-long", "b-short"))
    label(store, actor, article_id, spans)
    store.close()
    return Long(file, text, article_id, short_id, spans)


def label(store: Store, actor: Actor, article_id: str, spans: list[tuple[str, int, int]]) -> None:
    """Store the labels in one edit; a stance belongs to the claim before it."""
    with own_work(store, actor, article_id, "label much") as work:
        work.begin()
        text, set_id = work.article.text, work.set.id
        topics = [one.id for one in work.scheme.topics]
        found: dict[str, list[Any]] = {"claim": [], "speaker": [], "stance": [], "region": []}
        for number, (kind, start, end) in enumerate(spans):
            row: dict[str, Any] = {
                "id": f"{number:08d}", "set_id": set_id, "start": start, "end": end, "text": text[start:end],
            }  # fmt: skip
            if kind == "claim":
                found["claim"].append(Claim(**row, type="evaluation" if number % 3 else "", unsure=number % 20 == 0))
            elif kind == "stance":
                topic = topics[number % len(topics)]
                claim_id = found["claim"][-1].id
                found["stance"].append(Stance(**row, claim_id=claim_id, topic=topic, value="support"))
            else:
                found[kind].append({"speaker": Speaker, "region": Region}[kind](**row))
        rows = LabelRows(
            speakers=found["speaker"], claims=found["claim"], stances=found["stance"], regions=found["region"]
        )
        add_labels(work.edit, rows)


def sketch() -> ModuleType | None:
    """The sketch of the page's technique, None where it is not at hand."""
    if not SKETCH.exists():
        return None
    spec = importlib.util.spec_from_file_location("article_view_sketch", SKETCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module
