"""What the builds rest on: pins with hashes, no addresses, a desktop entry that names what exists."""

import configparser
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")


def test_every_pin_has_a_hash_and_none_an_address() -> None:
    pins = re.findall(
        r"^[a-z0-9][\w.-]*==\S+(?: ;[^\\\n]*)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", LOCK, re.MULTILINE
    )
    lines = [line for line in LOCK.splitlines() if line and not line.startswith(("    --hash", "#"))]
    assert len(pins) == len(lines) > 40
    assert "://" not in LOCK


def test_the_pins_hold_what_the_program_needs() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {re.split(r"[\[<>=;]", one)[0].lower() for one in table["project"]["dependencies"]}
    pinned = {line.partition("==")[0] for line in LOCK.splitlines() if "==" in line}
    assert needed <= pinned


def test_qt_stays_below_the_version_that_kills_older_interpreters() -> None:
    older = [line for line in LOCK.splitlines() if line.startswith("pyside6-essentials==") and "< '3.12'" in line]
    assert older
    assert all(int(line.partition("==6.")[2].partition(".")[0]) < 12 for line in older)


def test_the_desktop_entry_names_an_icon_and_a_type_that_are_there() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ROOT / "packaging" / "org.labeler.Labeler.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert (ROOT / "packaging" / f"{section['Icon']}.svg").exists()
    mime = (ROOT / "packaging" / "org.labeler.Labeler.xml").read_text(encoding="utf-8")
    assert f'type="{section["MimeType"].rstrip(";")}"' in mime
    assert section["Exec"].split()[0] == "labeler"


def test_no_lock_of_an_index_is_kept() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
