from __future__ import annotations

import pytest

from labeler.domain.labels import Claim
from labeler.nlp.learning.sheets import Sheet, sheets_of
from labeler.nlp.learning.spans import Span
from labeler.nlp.learning.targets import Target, covered, goals_of, targets_of
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.pipeline import Pipeline
from tests.nlp.lessons import seed_lessons


def sheet_of(pipeline: Pipeline, text: str) -> Sheet:
    [sheet] = sheets_of(pipeline.read(text).docs, Lexicon())
    return sheet


def words(sheet: Sheet, span: Span) -> str:
    start, end = sheet.table.passage.span(span.tokens)
    return sheet.table.text[start:end]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ruth Hall grumbled that the old pier is unsafe.", "that the old pier is unsafe"),
        ("The old pier is unsafe, Ruth Hall said on Monday.", "The old pier is unsafe"),
        ("“The pier is old,” she said. “It leaks badly.”", "The pier is old,” she said. “It leaks badly"),
        ("According to Ruth Hall, the pier has leaked since May.", "the pier has leaked since May"),
        ("Her view that the pier is unsafe was noted.", "that the pier is unsafe"),
        ("Ruth Hall: The pier is older than the town.", "The pier is older than the town"),
        ("Ruth Hall called the pier a heap of rust.", "the pier a heap of rust"),
    ],
)
def test_whatever_could_be_reported_is_a_span(pipeline: Pipeline, text: str, wanted: str) -> None:
    sheet = sheet_of(pipeline, text)
    assert wanted in [words(sheet, span) for span in sheet.spans]


def test_spans_are_in_order_once_and_without_punctuation_at_their_ends(pipeline: Pipeline) -> None:
    sheet = sheet_of(
        pipeline, "“The pier, the old one, is unsafe,” Ruth Hall said — “and it leaks,” she added, “badly.”"
    )
    ranges = [span.tokens for span in sheet.spans]
    assert ranges == sorted(set(ranges))
    assert not any(sheet.table.blank[first] or sheet.table.blank[last] for first, last in ranges)


def test_the_likeliest_cue_is_first(pipeline: Pipeline) -> None:
    sheet = sheet_of(pipeline, "Ruth Hall said that the old pier is unsafe.")
    [span] = [span for span in sheet.spans if words(sheet, span) == "that the old pier is unsafe"]
    assert sheet.table.lower[span.cue] == "said"
    assert sheet.table.lower[span.subject] == "hall"


def test_how_much_of_a_goal_a_span_covers(pipeline: Pipeline) -> None:
    text = "Ruth Hall said that the old pier is unsafe."
    reading = pipeline.read(text)
    [sheet] = sheets_of(reading.docs, Lexicon())
    start = text.index("that")
    [goal] = goals_of([Target(((start, len(text)),))], reading, [sheet.table])
    assert goal.size == 5  # "that" is left out
    values = {words(sheet, span): covered(sheet.table, span.tokens, 0, goal) for span in sheet.spans}
    assert values["that the old pier is unsafe"] == 1
    assert 0 < values["Ruth Hall said that the old pier is unsafe"] < 1


def test_neighbouring_propositions_of_one_speaker_are_one_utterance() -> None:
    lessons = list(seed_lessons("gold"))
    claims = [one for lesson in lessons for one in lesson.labels if isinstance(one, Claim)]
    said = [one for one in claims if one.source in {"speaker", "unstated"}]
    targets = [target for lesson in lessons for target in targets_of(lesson)]
    assert sum(len(target.parts) for target in targets) == len(said)
    assert any(len(target.parts) > 1 for target in targets)
