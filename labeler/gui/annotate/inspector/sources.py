"""Sources in words: what a claim's source is called, and what a typed name means."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from labeler.domain.ids import new_id
from labeler.domain.labels import Claim, Speaker
from labeler.domain.spans import Span
from labeler.gui.annotate import attributes
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import Offer, described, entity_offers, kind_icon
from labeler.gui.annotate.inspector.roster import fold
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


def source_detail(bench: Bench, claim: Claim) -> tuple[str, str]:
    """Return what is said of a claim's source after its name, and its icon; both "" while it is undecided."""
    if claim.source == "author":
        return "", "book"
    if claim.source == "unstated":
        return "", "eye-off"
    sheet = bench.opened.sheet
    speaker = sheet.speakers.get(claim.speaker_id or "") if sheet else None
    if sheet is None or speaker is None:
        return "", ""
    entity = sheet.entities.get(speaker.entity_id or "")
    return (described(entity), kind_icon(entity.kind)) if entity else ("", "speaker")


def source_offers(bench: Bench, names: Names, text: str) -> list[Offer]:
    """Return what a text may mean: the article's speakers, the two voices, entities, words to label."""
    asked = fold(text)
    entities = entity_offers(names.roster, text, entities_here(bench), new=True)
    here = _speakers_here(bench)
    named = {name for name, _ in here}
    voices = [
        Offer(words=author_words(), value=author_words(), icon="book", spoken=author_words()),
        Offer(words=unstated_words(), value=unstated_words(), icon="eye-off", spoken=unstated_words()),
    ]
    if not asked:
        return [offer for _, offer in here] + voices
    speakers = [offer for _, offer in here if _begins(offer.words, asked)]
    sure = [one for one in entities if one.value not in named and one.icon != "plus" and one.sure]
    rest = [one for one in entities if one.value not in named and (one.icon == "plus" or not one.sure)]
    found = [one for one in voices if _begins(one.words, asked)]
    unsure = [offer for name, offer in here if name in {one.value for one in entities} and offer not in speakers]
    return [*speakers, *found, *unsure, *sure, *(_in_text(one) for one in rest)]


def entities_here(bench: Bench) -> dict[str, int]:
    """Return the ids of the entities that the article's speakers are, each with its place in reading order."""
    sheet = bench.opened.sheet
    if sheet is None:
        return {}
    speakers = sorted(sheet.speakers.values(), key=lambda one: one.start)
    found = (sheet.entities.get(one.entity_id or "") for one in speakers)
    return {one: place for place, one in enumerate(dict.fromkeys(entity.id for entity in found if entity is not None))}


def _speakers_here(bench: Bench) -> list[tuple[str, Offer]]:
    """Return the names of the article's speakers in reading order, each with its row."""
    sheet = bench.opened.sheet
    if sheet is None:
        return []
    out: dict[str, Offer] = {}
    for one in sorted(sheet.speakers.values(), key=lambda each: each.start):
        name = bench.opened.entity_name(one)
        entity = sheet.entities.get(one.entity_id or "")
        detail = translate("Sources", "in this article")
        out.setdefault(
            name,
            Offer(
                words=name,
                value=name,
                detail=" · ".join(part for part in (detail, entity.affiliation if entity else "") if part),
                icon=kind_icon(entity.kind if entity else ""),
                entity_id=entity.id if entity else "",
                spoken=f"{name}, {detail}",
            ),
        )
    return list(out.items())


def _begins(words: str, asked: str) -> bool:
    """Tell whether each of the words asked for begins a word of a name."""
    held = fold(words).split()
    return all(any(word.startswith(one) for word in held) for one in asked.split())


def _in_text(offer: Offer) -> Offer:
    """Return the row of a name that is new as what it does for a claim."""
    if offer.icon != "plus":
        return offer
    detail = translate("Sources", "labelled where it stands in the text")
    return replace(offer, detail=detail, spoken=f"{offer.words}, {detail}")


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
