from __future__ import annotations

from labeler.nlp.passage import Passage
from labeler.nlp.pipeline import Pipeline

TEXT = "“The old pier, which nobody painted,” said Ruth Hall, the mayor’s deputy, “will have to close in U.S. waters.”"


def test_a_word_answers_as_its_token_does(pipeline: Pipeline) -> None:
    [doc] = pipeline.read(TEXT).docs
    for word, token in zip(Passage(doc).tokens, doc, strict=True):
        for name in (
            "i",
            "idx",
            "text",
            "lower_",
            "lemma_",
            "tag_",
            "pos_",
            "dep_",
            "ent_type_",
            "is_punct",
            "is_space",
        ):
            assert getattr(word, name) == getattr(token, name), name
        assert [child.i for child in word.children] == [child.i for child in token.children]
        assert (word.head.i, word.left_edge.i, word.right_edge.i) == (
            token.head.i,
            token.left_edge.i,
            token.right_edge.i,
        )
        assert (len(word), str(word), word.is_title, word.ent_iob_) == (
            len(token),
            str(token),
            token.is_title,
            token.ent_iob_,
        )
        assert word == token
        assert hash(word) == hash(token)
        assert word != doc[token.i - 1]
