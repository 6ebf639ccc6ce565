"""Projects with many small generated articles, made once and kept in the system's folder for temporary files."""

import random
import shutil
import tempfile
from pathlib import Path

from labeler.domain.articles import Article, text_sha256
from labeler.gui.projects import new_project
from labeler.services import projects
from labeler.store.migrate import HEAD

# A project of another form is made anew.
_FORM = f"{HEAD}-1"
_AT_ONCE = 5000
SOURCES = ("Harbour News", "The Quay", "Tidewater Post", "City Desk", "Wire", "Northern Star")


def vocabulary() -> list[str]:
    """Return 20,000 words, a few of them common as in any text."""
    dice = random.Random(7)
    return ["".join(dice.choices("etaoinshrdlucmfwyp", k=dice.randint(2, 9))) for _ in range(20_000)]


def texts(count: int) -> list[str]:
    """Return texts of about 900 characters, with quotation marks as newspapers have them."""
    dice, words = random.Random(3), vocabulary()
    common = words[:300]
    found: list[str] = []
    for _ in range(count):
        picked = [*dice.choices(common, k=80), *dice.choices(words, k=70)]
        dice.shuffle(picked)
        title = " ".join(picked[:7]).capitalize()
        found.append(f"{title}\n\n“{' '.join(picked[7:60])},” said {' '.join(picked[60:])}.\n")
    return found


def project(count: int) -> Path:
    """Return a project of so many articles; the same one in every run."""
    folder = Path(tempfile.gettempdir()) / f"labeler-benchmark-{count}-{_FORM}"
    file = folder / "many.labeler"
    if file.exists():
        return file
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    part = folder / "part.labeler"
    store = new_project(str(part), "Many", "anna")
    lead = projects.actor_named(store, None)
    dice = random.Random(5)
    every = texts(count)
    for at in range(0, count, _AT_ONCE):
        with store.edit("import", lead) as edit:
            edit.add_all(
                Article(
                    id=f"article-{number}",
                    key=f"article-{number:06}",
                    source=dice.choice(SOURCES),
                    text=words,
                    text_sha256=text_sha256(words),
                    number=number + 1,
                )
                for number, words in enumerate(every[at : at + _AT_ONCE], at)
            )
    store.close()
    part.rename(file)
    return file
