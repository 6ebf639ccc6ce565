"""`python -m tests.benchmarks [NAME] [--json]`: exit 0 also where a bar is missed."""

import argparse
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure

NAMES = ("start", "label", "suggest", "learn", "dataset", "annotate", "agreement", "review")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure Labeler.")
    parser.add_argument("name", nargs="?", choices=NAMES, help="one group; default: all")
    parser.add_argument("--json", action="store_true", help="a list of figures, alone on standard output")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    for name in [options.name] if options.name else NAMES:
        with tempfile.TemporaryDirectory(prefix="labeler-benchmark-") as folder:
            figures += importlib.import_module(f"tests.benchmarks.{name}").measure(Path(folder))
    if options.json:
        json.dump([figure.as_dict() for figure in figures], sys.stdout, indent=1)
        print()
        return 0
    width = max(len(figure.work) for figure in figures)
    for one in figures:
        bar = "" if one.bar is None else f"  bar {one.bar:g}{'  MISSED' if one.missed else ''}"
        ratio = "" if one.ratio is None else f"  reference {one.reference:.4g}, ratio {one.ratio:g}"
        print(f"{one.work:{width}}  {one.value:10.4g} {one.unit}{bar}{ratio}")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
