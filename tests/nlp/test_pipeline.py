from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import Scheme
from labeler.nlp.paragraphs import LONGEST, bounded, paragraphs_of
from labeler.nlp.pipeline import Pipeline, load
from labeler.nlp.results import NOT_ENGLISH, Cancelled
from tests.fixtures.parsing import pipeline_of
from tests.nlp.conftest import Reading, check
from tests.nlp.evaluate import DEV, score_relations

Read = Callable[[str], Reading]

SCRAPS = [
    "Ruth Hall",
    "she",
    "said",
    "that",
    "the pier",
    "is unsafe",
    ",",
    ".",
    "“",
    "”",
    '"',
    "''",
    "according to",
    "harbour",
    "needs",
    "\n",
    "\r\n",
    "\u2028",
    "\xa0",
    "🚲",
    "But",
    ":",
    "-",
    "?",
    "(",
    "as",
    "claim",
    "‘",
    "’",
    "$5",
    "not",
]
SENTENCE = "Ruth Hall said the old pier is unsafe. "


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\n\n\r\n"])
def test_any_line_end_ends_a_paragraph(read: Read, newline: str) -> None:
    reading = read(f"Ruth Hall spoke.{newline}“The old pier is unsafe,” she said.{newline}")
    assert reading.speaker("unsafe").entity == "Ruth Hall"


def test_offsets_are_code_points_whatever_stands_before(read: Read) -> None:
    reading = read(
        "🚲🇺🇳 Ruth\u00a0Hall — 𝔸da’s sister — said:\u00a0“The old pier 🛳️ is unsafe.”\r\n\u200b\ufeffCafe\u0301."
    )
    assert reading.texts("claim") == ["The old pier 🛳️ is unsafe"]


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\x00", "\ufeff", ".", "“", "”“”“", "\ud800 lone \udfff"])
def test_next_to_nothing(read: Read, text: str) -> None:
    assert read(text).result.warning == ""


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen soll im nächsten Jahr vertieft werden, sagte die Bürgermeisterin, und das Geld liegt schon bereit.",
        "Le port sera dragué au printemps prochain, a dit la maire, et l’argent est déjà là pour les travaux.",
        "港口将于明年春天疏浚，市长说，资金已经到位，没有人会失去泊位。",
        "Порт углубят весной, сказала мэр города, и деньги на это уже есть, никто не потеряет место.",
    ],
)
def test_other_languages_get_a_warning_and_no_claims_without_quotation_marks(read: Read, text: str) -> None:
    result = read(text).result
    assert result.warning == NOT_ENGLISH
    assert all(one.kind == "boilerplate" for one in result.suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 5000,
        "a" * 50_000,
        "((((((((((" * 300,
        "“" * 3000,
        "\"'`´" * 600,
        "said " * 3000,
        "He said that " * 700,
        "http://" + "a/" * 3000,
        "<script>alert(1)</script>{{7*7}}%s%n\x1b[31m" * 60,
        "A, B, and C; " * 900,
        "\u202eabc\u202c " * 400,
        "e" + "\u0301" * 4000,
        "🏴‍☠️" * 800,
        "- \n" * 3000,
        "Sign up\n" * 500,
    ],
)
@pytest.mark.timeout(120)
def test_hostile_input_ends_and_gives_valid_spans(read: Read, text: str) -> None:
    read(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(SCRAPS),
            st.text(max_size=8),
        ),
        max_size=40,
    ),
    st.sampled_from([" ", ""]),
)
def test_any_text_gives_valid_spans(pipeline: Pipeline, parts: list[str], space: str) -> None:
    text = space.join(parts)
    check(text, pipeline.suggest(text))


@given(st.text(alphabet="ab. \u00a0”", max_size=80), st.integers(5, 20))
def test_bounded_parts_cover_all_words_in_order(text: str, longest: int) -> None:
    for paragraph in paragraphs_of(text):
        parts = list(bounded(paragraph, longest))
        assert all(len(part.text) <= longest for part in parts)
        assert all(text[part.start : part.end] == part.text for part in parts)
        gaps = "".join(text[a.end : b.start] for a, b in pairwise(parts))
        assert not gaps.strip()


def test_runs_without_a_space_are_not_parsed(read: Read) -> None:
    reading = read(f"{SENTENCE}{'(' * 200_000} {SENTENCE}")
    assert len(reading.of("claim")) == 2


def test_a_million_characters_are_read_in_bounded_parts(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    pipe = pipeline.parser.pipe

    def only_count(texts: Iterable[str]) -> Iterator[Doc]:
        group = list(texts)
        sizes.append(sum(len(one) for one in group))
        return pipe("" for _ in group)

    monkeypatch.setattr(pipeline.parser, "pipe", only_count)
    text = (SENTENCE * 90 + "\n") * 300
    assert len(text) > 1_000_000
    pipeline.suggest(text)
    assert max(sizes) <= LONGEST
    assert sum(sizes) > 1_000_000


def test_a_run_can_be_cancelled_between_paragraphs(pipeline: Pipeline) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        pipeline.suggest((SENTENCE * 80 + "\n") * 20, cancelled=cancelled)
    assert len(asked) == 4
    assert pipeline.suggest(SENTENCE).suggestions


def test_the_same_text_gives_the_same_suggestions(pipeline: Pipeline) -> None:
    text = SENTENCE * 3 + "\n“It is too expensive to dredge the harbour,” she said."
    one, two = pipeline.suggest_many([text, text])
    assert one == two
    assert [s.id for s in one.suggestions if s.kind == "claim"] == ["c1", "c2", "c3", "c4"]


def test_the_version_names_all_that_can_change_a_suggestion(scheme: Scheme, pipeline: Pipeline) -> None:
    assert load(scheme).version == pipeline.version
    assert pipeline_of(scheme, utterances=True).version != pipeline.version
    topic = dataclasses.replace(scheme.topics[0], supporting=("deeper",))
    assert pipeline_of(dataclasses.replace(scheme, topics=(topic,))).version != pipeline.version
    assert (
        pipeline_of(dataclasses.replace(scheme, lexicon={"reporting_verbs": ("thunder",)})).version != pipeline.version
    )
    assert {"rules", "weights", "model", "spacy", "topics"} <= set(json.loads(pipeline.description))


def test_a_scheme_adds_reporting_verbs(scheme: Scheme, read: Read) -> None:
    text = "Ruth Hall thundered that the old pier is unsafe."
    more = pipeline_of(dataclasses.replace(scheme, lexicon={"reporting_verbs": ("thunder",)}))

    def score(suggestions: list[object]) -> float:
        return max((one.score for one in suggestions if one.rule == "said-that"), default=0.0)  # type: ignore[attr-defined]

    assert score([*more.suggest(text).suggestions]) > score([*read(text).of("claim")])


def test_the_components_are_those_of_any_spacy_pipeline(pipeline: Pipeline) -> None:
    doc = pipeline.chain(pipeline.parser("“The old pier is unsafe,” Ruth Hall said."))
    assert [one.entity for one in doc._.mentions] == ["Ruth Hall"]
    assert [one.rule for one in doc._.claims] == ["said-that"]
    assert pipeline.chain.pipe_names == [
        "labeler_quotations",
        "labeler_attributions",
        "labeler_speakers",
        "labeler_claims",
        "labeler_topics",
        "labeler_stances",
    ]


def test_a_model_that_is_not_there(scheme: Scheme) -> None:
    with pytest.raises(LabelerError, match="nowhere_sm"):
        load(scheme, "nowhere_sm")


@pytest.mark.skipif(not DEV.exists(), reason="the articles with people's labels are not on this machine")
def test_the_score_on_news_with_peoples_labels(tmp_path) -> None:  # noqa: ANN001
    found = score_relations(tmp_path, 15)
    assert found["J50"][2] >= 76
    assert found["relation"][2] >= 69
