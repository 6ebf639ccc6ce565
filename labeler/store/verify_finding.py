"""One thing that is wrong with a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_RESTORE = "restore the project from a backup"
_REMEDIES: Mapping[str, str] = {
    "values": f"give the label another value, or {_RESTORE}",
    "repeats": f"let the claim repeat nothing, or {_RESTORE}",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: the check that found it, the id of the row or entry ("" for the whole), and what it is."""

    check: str
    where: str
    fault: str

    @property
    def sentence(self) -> str:
        """What is wrong and what helps, in one sentence."""
        return f"{self.fault.removesuffix('.')}: {_REMEDIES.get(self.check, _RESTORE)}."
