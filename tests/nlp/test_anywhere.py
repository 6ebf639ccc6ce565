"""Articles in other languages: what stands in quotation marks, interviews, and nothing made up."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from labeler.nlp.pipeline import Pipeline
from labeler.nlp.results import NOT_ENGLISH
from tests.nlp.evaluate import default_scheme

MANY = " und der die das nicht mit einem neuen Plan für die Stadt und ihre Brücken im nächsten Jahr."


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "„Der Hafen wird im Mai wieder geöffnet. Das Geld liegt bereit“, sagte Ada Lovelace." + MANY,
            ["Der Hafen wird im Mai wieder geöffnet", "Das Geld liegt bereit"],
        ),
        (
            "Der Roman »Der Untertan« gefiel ihm." + MANY + " »Wir bauen keine zweite Brücke«, so die Stadt.",
            ["Wir bauen keine zweite Brücke"],
        ),
        (
            "« Le port ouvrira ses portes au mois de mai », a déclaré la maire, qui n’a pas dit comment elle ferait.",
            ["Le port ouvrira ses portes au mois de mai"],
        ),
        ("“¿Quién va a pagar el puente nuevo?”, preguntó el alcalde de la ciudad en una reunión con los vecinos.", []),
        (
            "市长说：「港口将于明年五月重新开放，资金已经到位。」没有人会失去泊位，他还说。",
            ["港口将于明年五月重新开放，资金已经到位"],
        ),
        (
            "قالت العمدة: «سيفتح الميناء أبوابه في مايو المقبل». ثم غادرت القاعة دون أن تجيب عن الأسئلة الأخرى.",
            ["سيفتح الميناء أبوابه في مايو المقبل"],
        ),
    ],
)
def test_what_is_quoted_is_suggested(pipeline: Pipeline, text: str, claims: list[str]) -> None:
    result = pipeline.suggest(text)
    assert result.warning == NOT_ENGLISH
    found = [one for one in result.suggestions if one.kind == "claim"]
    assert [one.text for one in found] == claims
    assert all((one.attribution, one.source, one.type) == ("direct", "", "") for one in found)
    assert all(text[one.start : one.end] == one.text for one in result.suggestions)


def test_the_lines_of_an_interview(pipeline: Pipeline) -> None:
    text = """Frage: Wird der Hafen im nächsten Jahr geöffnet?

Lovelace: Wir öffnen den Hafen im Mai. Das Geld liegt seit Januar bereit.

Frage: Und die Brücke über den Fluss?

Lovelace: Die Brücke kommt später als geplant.

Zu den Kosten: Sie steigen nach Angaben der Stadt im kommenden Jahr noch einmal.
"""
    found = pipeline.suggest(text).suggestions
    said = {one.text: one.speaker_id for one in found if one.kind == "claim"}
    assert list(said) == [
        "Wir öffnen den Hafen im Mai",
        "Das Geld liegt seit Januar bereit",
        "Die Brücke kommt später als geplant",
    ]
    names = {one.id: one.text for one in found if one.kind == "speaker"}
    assert {names[one] for one in said.values() if one} == {"Lovelace"}


@pytest.fixture
def german() -> Language:
    """A German pipeline whose components know one sentence: what a chosen one finds is used."""
    nlp = spacy.blank("de")

    def read(doc: Doc) -> Doc:
        words = [token.text for token in doc]
        verb = words.index("sagte") if "sagte" in words else 0
        deps = ["sb" if word == "Lovelace" else "ROOT" if i == verb else "dep" for i, word in enumerate(words)]
        names = ["I-PER" if word == "Lovelace" else "B-PER" if word == "Ada" else "O" for word in words]
        spaces = [bool(token.whitespace_) for token in doc]
        heads = [i + 1 if word == "Ada" else verb for i, word in enumerate(words)]
        return Doc(doc.vocab, words=words, spaces=spaces, heads=heads, deps=deps, ents=names)

    Language.component("one_sentence", func=read)
    nlp.add_pipe("one_sentence")
    return nlp


def test_a_pipeline_of_the_language_tells_who_speaks(german: Language) -> None:
    text = "„Der Hafen wird im Mai wieder geöffnet“, sagte Ada Lovelace." + MANY
    result = Pipeline(german, default_scheme()).suggest(text)
    (claim,) = [one for one in result.suggestions if one.kind == "claim"]
    (speaker,) = [one for one in result.suggestions if one.kind == "speaker"]
    assert (speaker.text, claim.speaker_id, claim.source) == ("Ada Lovelace", speaker.id, "speaker")
    assert result.warning == NOT_ENGLISH


def test_english_is_not_read_with_a_parser_of_another_language(german: Language) -> None:
    text = "“The port will open in May of next year,” said the mayor of the town, who had the money for it."
    result = Pipeline(german, default_scheme()).suggest(text)
    assert result.warning == NOT_ENGLISH
    assert [one.text for one in result.suggestions if one.kind == "claim"] == ["The port will open in May of next year"]
