"""Rules that are switched off suggest nothing, and what hangs on their suggestions goes or stays undecided."""

from __future__ import annotations

import pytest

from labeler.domain.scheme import parse_scheme
from labeler.domain.suggestions import Suggestion
from labeler.nlp.switches import without
from tests.fixtures.parsing import pipeline_of
from tests.nlp.evaluate import default_scheme


def _one(id: str, kind: str, rule: str, **fields: object) -> Suggestion:  # noqa: A002
    return Suggestion(id=id, kind=kind, start=0, end=1, text="x", rule=rule, score=0.5, **fields)  # pyright: ignore[reportArgumentType]


PROPOSED = [
    _one("c1", "claim", "said-that", speaker_id="s1", source="speaker"),
    _one("c2", "claim", "quote", speaker_id="s1", source="speaker"),
    _one("c3", "claim", "said-that", speaker_id="s2", source="speaker"),
    _one("s1", "speaker", "speaker-name"),
    _one("s2", "speaker", "speaker-pronoun"),
    _one("s3", "speaker", "speaker-name"),
    _one("t1", "stance", "stance-claim", claim_id="c2"),
]


@pytest.mark.parametrize(
    ("off", "left"),
    [
        (set[str](), "c1 c2 c3 s1 s2 s3 t1"),
        ({"quote"}, "c1 c3 s1 s2 s3"),
        ({"said-that"}, "c2 s1 s3 t1"),
        ({"said-that", "quote"}, "s3"),
        ({"speaker-pronoun"}, "c1 c2 c3 s1 s3 t1"),
        ({"stance-claim"}, "c1 c2 c3 s1 s2 s3"),
    ],
)
def test_what_hangs_on_it_goes_too(off: set[str], left: str) -> None:
    assert " ".join(one.id for one in without(PROPOSED, off)) == left


def test_a_claim_without_its_speaker_is_undecided() -> None:
    (claim,) = [one for one in without(PROPOSED, {"speaker-pronoun"}) if one.id == "c3"]
    assert (claim.speaker_id, claim.source) == (None, "")


TEXT = """Sign up for our newsletter

“The port will open in May,” said Ada Lovelace, the mayor. Critics said that the cost could double in two years.

The new harbour is the most expensive building of the region, and it will cost three million euros a year.

Get unlimited access
"""


def test_every_rule_of_an_article_can_be_switched_off() -> None:
    scheme = default_scheme()
    rules = {one.rule for one in pipeline_of(scheme).suggest(TEXT).suggestions}
    assert len(rules) >= 4
    for rule in sorted(rules):
        off = parse_scheme(f"{scheme.text}\n[rules]\n{rule} = false\n")
        pipeline = pipeline_of(off)
        assert rule not in {one.rule for one in pipeline.suggest(TEXT).suggestions}
        assert pipeline.version != pipeline_of(scheme).version
