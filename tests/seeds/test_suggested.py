"""The sample labels against the suggestions: people labelled, nobody copied."""

from __future__ import annotations

import pytest

from labeler.domain.scheme import parse_scheme
from tests.fixtures.parsing import pipeline_of
from tests.seeds.test_seeds import SEEDS, labelled, lines, texts

SCHEME = SEEDS.parent / "resources" / "schemes" / "claims-speakers-stances.toml"
Extents = dict[str, set[tuple[int | None, int | None]]]


@pytest.fixture(scope="session")
def suggested() -> Extents:
    """The extents of the suggested claims by article."""
    pipeline = pipeline_of(parse_scheme(SCHEME.read_text(encoding="utf-8")))
    results = zip(labelled(), pipeline.suggest_many(texts()[key] for key in labelled()), strict=True)
    return {key: {(one.start, one.end) for one in found.suggestions if one.kind == "claim"} for key, found in results}


def test_at_most_nine_in_ten_claims_equal_a_suggestion(suggested: Extents) -> None:
    """The weights that ship were fitted on these labels among others; they are still not what the pipeline says."""
    claims = [(key, (claim["start"], claim["end"])) for key in labelled() for claim in lines()[key, "a"]["claims"]]
    same = sum(1 for key, extent in claims if extent in suggested[key])
    print(f"claims of a that equal a suggestion: {same} of {len(claims)}, {same / len(claims):.3f}")
    assert same / len(claims) <= 0.9
