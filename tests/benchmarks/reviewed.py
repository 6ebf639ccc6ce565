"""Projects to review: one article that five people labelled in their own ways, and thousands of short ones.

What is slow to make is kept in the system's folder for temporary files.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from labeler.gui.projects import new_project
from labeler.services import importing, projects
from labeler.store.migrate import HEAD
from tests.benchmarks.figures import SHARED

MAKER = SHARED / "eval" / "make_native_corpus.py"
CLAIMS, PEOPLE = 100, 5
# A project of another form is made anew.
_FORM = f"{HEAD}-1"
_TYPES = ("fact", "fact", "fact", "evaluation")


def dense(folder: Path) -> Path:
    """Make a project whose first article has 100 claims of each of five people; the second is short.

    Three claims in five have a speaker, two a stance; a fifth of what each says is otherwise than with the others.
    """
    dice = random.Random(4)
    words = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(3, 9))) for _ in range(900)]
    sentences = [" ".join(dice.choices(words, k=22)) for _ in range(CLAIMS)]
    text = "\n\n".join(f"{sentence.capitalize()}." for sentence in sentences) + "\n"
    lines = folder / "dense.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for number in range(PEOPLE):
            for key, held, article in (("a-dense", CLAIMS, text), ("b-short", 1, f"{sentences[0].capitalize()}.\n")):
                out.write(json.dumps(_line(key, article, f"annotator-{number + 1}", held, number)) + "\n")
    file = folder / "dense.labeler"
    store = new_project(str(file), "Dense", "ruth")
    importing.import_paths(store, projects.actor_named(store, None), [lines])
    store.close()
    return file


def _line(key: str, text: str, name: str, held: int, seed: int) -> dict[str, Any]:
    dice = random.Random(seed)
    claims: list[dict[str, Any]] = []
    speakers: list[dict[str, Any]] = []
    stances: list[dict[str, Any]] = []
    at = 0
    for number, sentence in enumerate(text.strip().split("\n\n")[:held]):
        parts = sentence.split(" ")
        who = " ".join(parts[:2])
        start = at + len(who) + 1 + (len(parts[2]) + 1 if dice.random() < 0.2 else 0)
        end = at + len(sentence) - 1
        claim: dict[str, Any] = {
            "id": f"{key}-{seed}-c{number}",
            "start": start,
            "end": end,
            "type": dice.choice(_TYPES) if dice.random() < 0.3 else "fact",
            "attribution": "indirect",
            "source": "author",
        }
        if number % 5 < 3:
            claim |= {"source": "speaker", "speaker_id": f"{key}-{seed}-s{number}"}
            speakers.append({"id": claim["speaker_id"], "start": at, "end": at + len(who), "entity": who})
        if number % 5 > 2:
            value = "oppose" if dice.random() < 0.2 else "support"
            stances.append(
                {
                    "id": f"{claim['id']}-T1",
                    "claim_id": claim["id"],
                    "topic": "T1",
                    "value": value,
                    "start": end - len(parts[-1]) + 1,
                    "end": end,
                }
            )
        claims.append(claim)
        at += len(sentence) + 2
    labels = {"claims": claims, "speakers": speakers, "stances": stances}
    return {"id": key, "text": text, "annotator": name, "state": "finished", **labels}


def many(count: int) -> Path:
    """Return a project of so many short articles that five people have finished; the same one in every run."""
    folder = Path(tempfile.gettempdir()) / f"labeler-benchmark-reviewed-{count}-{_FORM}"
    file = folder / "many.labeler"
    if file.exists():
        return file
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    lines = folder / "lines.jsonl"
    subprocess.run([sys.executable, MAKER, str(count), lines, str(PEOPLE)], check=True)
    part = folder / "part.labeler"
    store = new_project(str(part), "Many", "ruth")
    importing.import_paths(store, projects.actor_named(store, None), [lines])
    store.close()
    lines.unlink()
    part.rename(file)
    return file
