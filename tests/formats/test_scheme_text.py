"""Changing a scheme's text, however its tables are written."""

from __future__ import annotations

import pytest

from labeler.domain.scheme import Scheme, parse_scheme
from labeler.formats.scheme_text import Phrases, PipelineChange, changed_scheme

HEAD = 'name = "bare"\nversion = 1\n'
ATTRIBUTES = """
[[attributes.type]]
key = "fact"
[[attributes.attribution]]
key = "direct"
[[attributes.value]]
key = "support"
"""
TOPIC = '[[topics]]\nid = "T1"\nstatement = "It rains."\nkeywords = ["rain"]\n'


def scheme(top: str, below: str = "") -> Scheme:
    return parse_scheme(HEAD + top + ATTRIBUTES + below)


@pytest.mark.parametrize(
    "given",
    [
        scheme("rules = {quote = false, names = false}\n"),
        scheme("rules.quote = false\nrules.names = false\n"),
        scheme("", "[rules]\nquote = false\nnames = false # both\n"),
        scheme("", f"[rules]\nquote = false\nnames = false\n{TOPIC}"),
        parse_scheme((HEAD + ATTRIBUTES + "[rules]\nquote = false\nnames = false").replace("\n", "\r\n")),
    ],
)
def test_rules_that_are_not_named_stay(given: Scheme) -> None:
    made = changed_scheme(given, PipelineChange(rules={"quote": True, "a b.c": False}), 2)
    assert (made.version, dict(made.rules)) == (2, {"names": False, "a b.c": False})


@pytest.mark.parametrize(
    "given",
    [
        scheme('lexicon = {reporting_verbs = ["posit"], unnamed_groups = ["folk"]}\n'),
        scheme('lexicon.reporting_verbs = ["posit"]\nlexicon.unnamed_groups = ["folk"]\n'),
        scheme("", '[lexicon]\nreporting_verbs = ["posit"]\nunnamed_groups = ["folk"]\n'),
    ],
)
def test_word_lists_that_are_not_named_stay(given: Scheme) -> None:
    words = ("a “b”", 'c"d', "e\nf", "\x01", "x" * 99)
    made = changed_scheme(given, PipelineChange(lexicon={"reporting_verbs": words}), 2)
    assert dict(made.lexicon) == {"reporting_verbs": words, "unnamed_groups": ("folk",)}


@pytest.mark.parametrize(
    "given",
    [
        scheme('topics = [{id = "T1", statement = "It rains.", keywords = ["rain"]}]\n'),
        scheme("", TOPIC),
        scheme("", f'[rules]\nquote = false\n{TOPIC}[lexicon]\nunnamed_groups = ["folk"]\n'),
    ],
)
def test_the_phrases_of_a_topic_change(given: Scheme) -> None:
    change = PipelineChange(topics={"T1": Phrases(keywords=("rain", "y" * 99), opposing=("dry",))})
    (topic,) = changed_scheme(given, change, 2).topics
    assert (topic.statement, topic.keywords, topic.opposing) == ("It rains.", ("rain", "y" * 99), ("dry",))


def test_without_a_table_one_is_made() -> None:
    change = PipelineChange(rules={"quote": False}, lexicon={"unnamed_groups": ["folk"]})
    made = changed_scheme(scheme("", TOPIC), change, 2)
    assert (made.off, dict(made.lexicon), len(made.topics)) == ({"quote"}, {"unnamed_groups": ("folk",)}, 1)
