"""The table of keys in README, from the records of the commands: `python -m tests.gui.keys_table` writes it."""

from __future__ import annotations

from pathlib import Path

from labeler.gui.actions import actions, group_title, key_words
from labeler.gui.reading import ORDER

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- keys -->", "<!-- /keys -->"


def table() -> str:
    """Return the table in Markdown: commands by group, with all their keys."""
    lines = ["| | Key | Does |", "|---|---|---|"]
    for group in ORDER:
        title = group_title(group)
        for one in actions().values():
            if one.group == group and one.keys:
                keys = " or ".join(f"<kbd>{key}</kbd>" for key in dict.fromkeys(key_words(key) for key in one.keys))
                lines.append(f"| {title} | {keys} | {one.title.removesuffix('…')} |")
                title = ""
    return "\n".join(lines)


def written(readme: str) -> str:
    """Return the text of README with the table in its place."""
    before, rest = readme.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
