"""Sources in words: what a claim's source is called, and what a typed name means."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from labeler.domain.ids import new_id
from labeler.domain.labels import Claim, Speaker
from labeler.domain.spans import Span
from labeler.gui.annotate import attributes
from labeler.gui.annotate.bench import Bench
from labeler.services import labeling

translate = QCoreApplication.translate


def author_words() -> str:
    """Return what the article's own voice is called."""
    return translate("Sources", "the article’s voice")


def unstated_words() -> str:
    """Return what a source that is not stated is called."""
    return translate("Sources", "source not stated")


def source_words(bench: Bench, claim: Claim) -> str:
    """Return the source of a claim in words, "" while it is undecided."""
    if claim.source == "author":
        return author_words()
    if claim.source == "unstated":
        return unstated_words()
    speaker = bench.opened.sheet.speakers.get(claim.speaker_id or "") if bench.opened.sheet else None
    return bench.opened.entity_name(speaker) if speaker else ""


def source_names(bench: Bench, registry: list[str]) -> list[str]:
    """Return what completes in the field: the article's speakers in reading order, the two voices, the registry."""
    sheet = bench.opened.sheet
    speakers = sorted(sheet.speakers.values(), key=lambda one: one.start) if sheet else []
    names = [bench.opened.entity_name(one) for one in speakers]
    return list(dict.fromkeys([*names, author_words(), unstated_words(), *registry]))


def choose_source(bench: Bench, words: str) -> None:
    """Give the selected claim the source that a text means."""
    claim, sheet = bench.claim, bench.opened.sheet
    if claim is None or sheet is None:
        return
    bench.page.setFocus()
    if words.casefold() == author_words().casefold():
        attributes.set_source(bench, "author")
    elif words.casefold() == unstated_words().casefold():
        attributes.set_source(bench, "unstated")
    elif (speaker := _mention(bench, claim, words)) is not None:
        attributes.set_speaker(bench, claim, speaker)
    elif (span := _occurrence(bench.text, claim, words)) is not None:
        _label_and_link(bench, claim, span, words)
    else:
        bench.say(
            translate(
                "Sources", "{name} is not in this article: select the words that name the source and press 2."
            ).format(name=words)
        )


def _mention(bench: Bench, claim: Claim, words: str) -> Speaker | None:
    assert bench.opened.sheet is not None
    wanted = words.casefold()
    same = [
        one
        for one in bench.opened.sheet.speakers.values()
        if wanted in {bench.opened.entity_name(one).casefold(), one.text.casefold()}
    ]
    return min(same, key=lambda one: one.span.gap(claim.span), default=None)


def _occurrence(text: str, claim: Claim, words: str) -> Span | None:
    """Return where a name stands nearest to the claim, whole, else its last word."""
    for name in dict.fromkeys((words, words.rsplit(maxsplit=1)[-1])):
        found = [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if found:
            return min(found, key=lambda one: one.gap(claim.span))
    return None


def _label_and_link(bench: Bench, claim: Claim, span: Span, name: str) -> None:
    speaker_id = new_id()
    bench.edit(
        lambda store, actor, article_id: labeling.add_speaker(
            store, actor, article_id, span, entity=name, id=speaker_id
        ),
        "",
    )
    bench.edit(
        lambda store, actor, article_id: labeling.change_claim(
            store, actor, article_id, claim.id, source="speaker", speaker_id=speaker_id
        ),
        translate("Sources", "Speaker labelled and linked: {name}.").format(name=name),
        claim.id,
    )
