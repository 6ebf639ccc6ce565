"""The house keeps its walls: what may be loaded when, and what stands at the root."""

import subprocess
import sys
from pathlib import Path

import pytest

import labeler

ROOT = Path(__file__).parents[2]
ROOMS = ["domain", "config", "store", "nlp", "formats", "agreement", "services", "cli", "gui"]


def loaded_by(statement: str) -> set[str]:
    """Return the top-level names of the modules that a statement loads in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import labeler.cli", {"PySide6", "spacy", "sqlalchemy", "sqlmodel"}),
        ("import labeler.domain.scheme, labeler.domain.journal", {"numpy", "spacy", "sqlalchemy", "PySide6"}),
        ("import labeler.nlp.client, labeler.nlp.protocol", {"spacy", "PySide6", "sqlalchemy"}),
        ("import labeler.gui.app", {"spacy", "sqlalchemy", "numpy", "alembic"}),
        ("import labeler.agreement.intervals", {"spacy", "PySide6", "sqlalchemy"}),
        ("import labeler.store", {"spacy", "PySide6", "alembic"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, forbidden: set[str]) -> None:
    assert not loaded_by(statement) & forbidden


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_door_plate_and_stands_on_the_map(room: str) -> None:
    door = (ROOT / "labeler" / room / "__init__.py").read_text(encoding="utf-8")
    assert door.startswith('"""')
    assert f"{room}/" in (labeler.__doc__ or "")


def test_nothing_else_stands_at_the_root() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    allowed = {
        "pyproject.toml", "labeler", "resources", "seeds", "tests", "packaging",
        "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md",
    }  # fmt: skip
    assert {name for name in names if not name.startswith(".")} <= allowed


def test_no_room_is_called_by_what_everything_is() -> None:
    vague = {"utils", "helpers", "common", "manager", "base", "misc"}
    assert not [path for path in (ROOT / "labeler").rglob("*.py") if path.stem in vague]


def test_rules_without_an_exception_list() -> None:
    for path in (ROOT / "labeler").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "except Exception: pass" not in text
        assert "NotImplementedError" not in text, path
