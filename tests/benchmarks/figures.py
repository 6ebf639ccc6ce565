"""A figure, and how it is taken."""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("LABELER_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One work with its value; `ratio` is value / reference, the raw limit or peer of the same run."""

    work: str
    value: float
    unit: str
    bar: float | None = None
    better: Literal["lower", "higher"] = "lower"
    reference: float | None = None

    @property
    def ratio(self) -> float | None:
        return round(self.value / self.reference, 3) if self.reference else None

    @property
    def missed(self) -> bool:
        if self.bar is None:
            return False
        return self.value > self.bar if self.better == "lower" else self.value < self.bar

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}


def seconds(work: Callable[[], object], *, runs: int = 5, cpu: bool = False) -> float:
    """Return the median of several runs, in seconds of wall clock or of this process's CPU."""
    clock = time.process_time if cpu else time.perf_counter
    taken: list[float] = []
    for _ in range(runs):
        began = clock()
        work()
        taken.append(clock() - began)
    return statistics.median(taken)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value below which a share of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
