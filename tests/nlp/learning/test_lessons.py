from __future__ import annotations

import pytest

from labeler.nlp.pipeline import Pipeline
from labeler.nlp.results import Cancelled

TEXT = "“The old pier is unsafe,” Ruth Hall said.\n\nNothing has been done about it since the spring, she said.\n"


def test_an_article_is_read_as_it_is_parsed_for_suggestions(pipeline: Pipeline) -> None:
    reading = pipeline.read(TEXT)
    for paragraph, doc in zip(reading.paragraphs, reading.docs, strict=True):
        assert TEXT[paragraph.start :].startswith(doc.text)
        assert doc._.claims is None
    assert reading.docs[1]._.before is reading.docs[0]
    assert reading.cast.find("Hall") is not None


def test_reading_stops_when_asked(pipeline: Pipeline) -> None:
    with pytest.raises(Cancelled):
        pipeline.read(TEXT, cancelled=lambda: True)


def test_nothing_to_read(pipeline: Pipeline) -> None:
    assert pipeline.read("").docs == []
