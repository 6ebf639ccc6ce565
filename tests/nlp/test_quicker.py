from __future__ import annotations

import spacy
from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from labeler.nlp.models import load_model
from labeler.nlp.quicker import quicken
from tests.fixtures.labelled import labelled_texts

ATTRIBUTES = [TAG, POS, MORPH, LEMMA, DEP]
ODD = (
    "He ain't gonna let's go, y'all; c'mon, he's gotta have nothin' there's been, shan't he?",
    "  \n \u00a0 x",
    "I gon na",
    "There's the one that I'd have had; you, I and it: something got done.",
)


def test_the_quicker_components_set_what_spacys_own_set() -> None:
    quick = load_model()
    own = spacy.load(quick.meta["lang"] + "_" + quick.meta["name"], vocab=quick.vocab)
    texts = [line for article in labelled_texts() for line in article.text.splitlines() if line.strip()]
    parsed = list(own.pipe([*texts, *ODD], disable=["attribute_ruler", "lemmatizer", "ner"]))
    for doc in parsed:
        expected, given = _finished(own, doc.copy()), _finished(quick, doc.copy())
        assert (expected.to_array(ATTRIBUTES) == given.to_array(ATTRIBUTES)).all(), doc.text


def test_a_ruler_with_patterns_of_another_kind_keeps_spacys_own_way() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"TEXT": {"FUZZY": "pier"}}]], {"LEMMA": "pier"})
    quicken(nlp)
    assert [token.lemma_ for token in nlp("two piers")] == ["", "pier"]


def test_patterns_of_several_words_and_later_ones_overrule() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": {"REGEX": "^p"}}]], {"LEMMA": "first", "POS": "NOUN"})
    ruler.add([[{"LOWER": "old"}, {"LOWER": {"NOT_IN": ["dock"]}}]], {"LEMMA": "second"}, index=-1)
    quicken(nlp)
    doc = nlp("old pier old dock pier")
    assert [token.lemma_ for token in doc] == ["", "second", "", "", "first"]
    assert [token.pos_ for token in doc] == ["", "NOUN", "", "", "NOUN"]


def _finished(nlp: Language, doc: Doc) -> Doc:
    for name in ("attribute_ruler", "lemmatizer"):
        doc = nlp.get_pipe(name)(doc)
    return doc
