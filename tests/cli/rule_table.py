"""The table of how often each rule is right on the sample: `python -m tests.cli.rule_table` writes it anew.

It is the output of `labeler evaluate` on the sample project, against the labels of its annotator a.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from labeler.agreement.tally import KINDS
from tests.cli.test_verbs import Shell
from tests.fixtures.sample import ROOT

FILE = ROOT / "resources" / "help" / "suggestions.md"
PROJECT = "sample/Labeler sample.labeler"
COMMAND = ("evaluate", PROJECT, "--against", "by:a", "--by", "rule", "--json")
ABOUT = """\
# How often suggestions are right

On the sample project that `labeler demo` makes, against the labels of its annotator a: a few short articles, so the
intervals (95 %) are wide. `labeler evaluate PROJECT --by rule` says it of your own articles.

A claim is right if it shares half of its words or more with a claim that was marked, a speaker if its words are the
same, a stance if its claim is right and has that stance, boilerplate if half of it or more is. Scores were fitted on
these articles among others: they are nearer to what is right here than on articles of your own.
"""
AFTER = """\
Written by `python -m tests.cli.rule_table`; a test compares it with what the command says.
"""


def made(shell: Shell) -> str:
    """Make the sample in the shell's folder, and return the table of its evaluation."""
    shell.process("demo", "--headless", "--to", "sample")
    return rendered(json.loads(shell.process(*COMMAND)))


def rendered(report: dict[str, Any]) -> str:
    """Return the file's text."""
    return "\n".join((ABOUT, *_by_rule(report["rule"]), "", *_by_kind(report["reliability"].values()), "", AFTER))


def _by_rule(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [
        "| kind | rule | suggested | right | precision | mean score |",
        "|---|---|--:|--:|--:|--:|",
        *(
            f"| {KINDS[one['kind']]} | {one['rule']} | {one['suggested']} | {one['right']} | {_share(one['precision'])}"
            f" | {_decimal(one['mean'])} |"
            for one in rows
        ),
    ]


def _by_kind(rows: Any) -> list[str]:
    return [
        "| kind | suggested | right | precision | mean score | calibration error | Brier |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {KINDS[one['kind']]} | {one['suggested']} | {one['right']} | {_share(one['precision'])}"
            f" | {_decimal(one['reliability']['mean'])} | {_decimal(one['reliability']['error'])}"
            f" | {_decimal(one['reliability']['brier'])} |"
            for one in rows
        ),
    ]


def _share(one: dict[str, Any]) -> str:
    if one["value"] is None:
        return "-"
    return f"{100 * one['value']:.0f} % ({100 * one['low']:.0f} to {100 * one['high']:.0f})"


def _decimal(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(made(Shell(Path(folder))), encoding="utf-8")
    print(f"Wrote {FILE}.")
