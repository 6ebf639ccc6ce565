"""How often each rule is right: on the sample, as the program's own table says, or on the project's articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.config.paths import resources

if TYPE_CHECKING:
    from labeler.agreement.tally import RuleRow

translate = QCoreApplication.translate

# A row of the table: kind, rule, suggested, right.
_ROW = re.compile(r"\|[^|]*\|\s*([a-z][\w-]*)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a rule's suggestions were right; `here`: on the project's own finished articles."""

    right: int
    suggested: int
    here: bool = False

    @property
    def words(self) -> str:
        """Return the share in words, such as "92 % right"."""
        return translate("Rules", "{share} % right").format(share=round(100 * self.right / self.suggested))

    @property
    def about(self) -> str:
        """Return what was counted, and where."""
        where = translate("Rules", "your articles") if self.here else translate("Rules", "sample")
        return translate("Rules", "{right} of {all}, {where}").format(
            right=f"{self.right:,}", all=f"{self.suggested:,}", where=where
        )


def shipped() -> Mapping[str, Share]:
    """Return the shares that the program's table of rules gives; none without that table."""
    return _read(resources() / "help" / "suggestions.md")


def here(rows: Iterable[RuleRow]) -> Mapping[str, Share]:
    """Return the shares on a project's own articles."""
    right: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    for row in rows:
        right[row.rule] += row.right
        suggested[row.rule] += row.suggested
    return {rule: Share(right[rule], count, here=True) for rule, count in suggested.items() if count}


@cache
def _read(file: Path) -> Mapping[str, Share]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    right: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    for line in lines:
        if found := _ROW.match(line):
            right[found[1]] += int(found[3])
            suggested[found[1]] += int(found[2])
    return {rule: Share(right[rule], count) for rule, count in suggested.items() if count}
