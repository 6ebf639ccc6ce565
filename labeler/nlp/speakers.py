"""The speakers of a paragraph: the words that name the source of each utterance, and who that is in the article."""

from __future__ import annotations

from spacy.tokens import Doc

from labeler.nlp.accepting import opens_paragraph
from labeler.nlp.candidates import Candidate, Mention
from labeler.nlp.cast import Cast
from labeler.nlp.drafts import attributions_of, cast_of, lexicon_of, names_of, passage_of
from labeler.nlp.identity import identify
from labeler.nlp.names import name_at
from labeler.nlp.naming import can_speak, is_author, is_line_label, name_range, true_subject
from labeler.nlp.passage import Passage, Range
from labeler.nlp.scene import acting_people, bodies_named, body_speaking

_MEMORY = 30


def _is_speaker(candidate: Candidate, tokens: Range, doc: Doc, cast: Cast) -> bool:
    """Tell whether the words `tokens`, of a candidate's phrase, can be a speaker: someone known, or by the noun."""
    words = doc[tokens[0] : tokens[1] + 1].text
    if candidate.rule == "colon" and is_line_label(cast, words):
        return False
    if words.lower() == "it" and body_speaking(passage_of(doc), cast, tokens[0]) is None:
        return False
    name = name_at(names_of(doc), tokens[1])
    known = name is not None and name.first == tokens[0] and cast.knows(name.text)
    return known or (not is_author(candidate) and can_speak(candidate, lexicon_of(doc)))


def _carried(passage: Passage, attributions: list[Candidate]) -> Mention | None:
    """Return whose quotation is still open at the paragraph's end, or ends it."""
    if not attributions or not attributions[-1].quotes:
        return None
    last = attributions[-1]
    at_end = max(last.quotes) == len(passage.quotes) - 1
    return last.mention if at_end and passage.words((last.last, len(passage.tokens) - 1)) <= 1 else None


def _hand_on(passage: Passage, cast: Cast, attributions: list[Candidate]) -> None:
    """Give an open quotation of the paragraph before its speaker, and keep what the next paragraph may carry on."""
    if attributions and attributions[0].mention is not None and attributions[0].quotes:
        for waiting in cast.waiting:
            waiting.mention = attributions[0].mention
    cast.carried = _carried(passage, attributions)
    is_open = bool(passage.quotes) and not passage.quotes[-1].closed
    unnamed = bool(attributions) and attributions[-1].rule == "orphan" and attributions[-1].mention is None
    if is_open and unnamed:
        cast.waiting.append(attributions[-1])
    else:
        cast.waiting.clear()


def _remember(passage: Passage, cast: Cast, mentions: list[Mention]) -> None:
    """Let the next paragraph know who was in view: the last speaker, else the last person who did something."""
    acting = acting_people(passage, cast)
    if acting and not any(mention.kind in {"person", "unnamed"} for mention in mentions):
        cast.last = acting[-1]
    cast.recent = [*cast.recent, *acting][-_MEMORY:]
    cast.bodies = [*cast.bodies, *bodies_named(passage, cast)][-_MEMORY:]
    cast.place += 1
    if not any(mention.kind == "group" for mention in mentions):
        cast.last_group = None
    cast.spoken.clear()
    cast.introduced.clear()


class SpeakerNamer:
    """The component `labeler_speakers`: sets `doc._.mentions`, one for each span that names a speaker."""

    def __init__(self, *, utterances: bool = False) -> None:
        self.utterances = utterances

    def __call__(self, doc: Doc) -> Doc:
        """Name the speakers of one paragraph; paragraphs of an article must come in reading order."""
        passage, cast = passage_of(doc), cast_of(doc)
        mentions: dict[Range, Mention] = {}
        for candidate in attributions_of(doc):
            phrase = candidate.speaker
            if cast.carried is not None and opens_paragraph(candidate, passage):
                candidate.mention = cast.carried
            elif phrase is None:
                continue
            else:
                head, phrase = true_subject(passage, candidate.subject, phrase)
                tokens = phrase
                if not self.utterances:
                    tokens = name_range(passage, cast, phrase, head, candidate.cue)
                    if not _is_speaker(candidate, tokens, doc, cast):
                        continue
                if tokens not in mentions:
                    mentions[tokens] = identify(passage, cast, tokens, head)
                candidate.mention = mentions[tokens]
        doc._.mentions = list(mentions.values())
        _remember(passage, cast, doc._.mentions)
        _hand_on(passage, cast, attributions_of(doc))
        return doc
