"""What a new label gets without being asked."""

from __future__ import annotations

import pytest

from labeler.domain.labels import Claim, Speaker
from labeler.domain.registry import Entity
from labeler.domain.spans import Span
from labeler.gui.annotate.defaults import claim_of_cue, entity_for, nearest_speaker, paragraph_at, quotation_at

TEXT = 'Ann said no. "Yes," said Bo. “Half open\n\nPlain words. Cy left.'


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def speaker(words: str, entity: str | None = None) -> Speaker:
    span = span_of(words)
    return Speaker(id=words, set_id="s", start=span.start, end=span.end, text=words, entity_id=entity)


def claim(words: str, name: str) -> Claim:
    span = span_of(words)
    return Claim(id=name, set_id="s", start=span.start, end=span.end, text=words)


@pytest.mark.parametrize(("words", "inside"), [("Yes", True), ("Ann", False), ("Half", True), ("Plain", False)])
def test_quotations_are_found_within_a_paragraph(words: str, inside: bool) -> None:
    assert (quotation_at(TEXT, span_of(words)) is not None) is inside


def test_the_speaker_after_a_quotation_is_nearest() -> None:
    found = nearest_speaker(TEXT, span_of("Yes"), [speaker("Ann"), speaker("Bo"), speaker("Cy")])
    assert found is not None
    assert found.text == "Bo"
    assert nearest_speaker(TEXT, span_of("Yes"), []) is None


def test_a_cue_belongs_to_the_selected_claim_else_the_innermost_else_the_only_one() -> None:
    outer, inner = claim("Plain words. Cy left", "outer"), claim("Plain words", "inner")
    cue = span_of("Plain")
    assert claim_of_cue(TEXT, cue, outer, [outer, inner]) == outer
    assert claim_of_cue(TEXT, cue, None, [outer, inner]) == inner
    alone = claim("left", "alone")
    assert claim_of_cue(TEXT, span_of("Cy"), None, [alone]) == alone
    assert claim_of_cue(TEXT, span_of("Ann"), None, [alone]) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Lind", "Elena Lind"),
        ("elena lind", "Elena Lind"),
        ("she", ""),
        ("Bank of Ports", "Bank of Ports"),
        ("a clerk", ""),
    ],
)
def test_names_are_known_guessed_or_left_open(words: str, name: str) -> None:
    assert entity_for(words, [Entity(id="e", name="Elena Lind")], []) == name


def test_paragraphs_end_at_every_kind_of_line_end() -> None:
    assert paragraph_at("a\r\nbc\u2029d", 4) == Span(3, 5)
    assert paragraph_at("a\n\nb", 2) is None
