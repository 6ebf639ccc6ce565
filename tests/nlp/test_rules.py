"""The table of rules names every rule that suggests anything, and no other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from labeler.config import paths
from labeler.domain.scheme import parse_scheme
from labeler.formats.text import read_text
from labeler.nlp import boilerplate, why
from labeler.nlp.rules import BY_NAME, KINDS, RULES, Kind
from tests.fixtures.parsing import pipeline_of

NLP = Path(boilerplate.__file__).parent
_LITERAL = re.compile(r'"((?:author|speaker|stance|boilerplate)-[a-z]+)"')


def named_in_code() -> set[str]:
    """Return the names of rules that stand in the pipeline's modules, and those of attributions."""
    found = {"i-think", *why._NAMES.values()}  # pyright: ignore[reportPrivateUsage]
    for file in NLP.rglob("*.py"):
        if file.name != "rules.py":
            found.update(_LITERAL.findall(file.read_text(encoding="utf-8")))
    return found


def kind_of(kind: str, attribution: str) -> Kind:
    return "author" if kind == "claim" and attribution == "author" else kind  # pyright: ignore[reportReturnType]


def test_the_table_has_every_rule_once_by_kind() -> None:
    assert set(BY_NAME) == named_in_code()
    assert len(BY_NAME) == len(RULES)
    assert [one.kind for one in RULES] == sorted((one.kind for one in RULES), key=KINDS.index)


def test_every_rule_is_told_in_words_with_an_example() -> None:
    for one in RULES:
        assert one.description.endswith(".")
        assert one.example.count("[") == one.example.count("]") > 0


def test_what_the_sample_is_suggested_comes_from_rules_of_the_table() -> None:
    pipeline = pipeline_of(parse_scheme(paths.default_scheme().read_text(encoding="utf-8")))
    found: set[tuple[str, Kind]] = set()
    for file in sorted((paths.seeds() / "articles").glob("*.txt")):
        for one in pipeline.suggest(read_text(file.read_bytes(), file.name).text).suggestions:
            found.add((one.rule, kind_of(one.kind, one.attribution)))
    known = {(one.name, one.kind) for one in RULES}
    assert {pair for pair in found if pair not in known} == set()
    assert len(found) > len(RULES) // 2


def test_the_table_needs_no_spacy() -> None:
    told = "import sys, labeler.nlp.rules; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
