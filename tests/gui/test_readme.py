from __future__ import annotations

from tests.gui.keys_table import README, written


def test_the_readme_shows_the_keys_as_they_are() -> None:
    readme = README.read_text(encoding="utf-8")
    assert written(readme) == readme, "python -m tests.gui.keys_table writes the table anew"
