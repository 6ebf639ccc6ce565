"""The keys that make and remove labels: 1 2 3 4 and Del."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.domain.ids import new_id
from labeler.domain.labels import Claim, Kind, Region, Speaker, Stance
from labeler.domain.spans import Span
from labeler.domain.words import sentence_at
from labeler.gui.annotate import choosers
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.defaults import (
    claim_of_cue,
    entity_for,
    nearest_speaker,
    paragraph_at,
    quotation_at,
)
from labeler.services import labeling, suggesting

translate = QCoreApplication.translate


def label_claim(bench: Bench) -> None:
    """Label the selection, else the sentence at the caret, as a claim."""
    sheet = bench.opened.sheet
    if not bench.writable() or sheet is None:
        return
    span = bench.page.selection() or sentence_at(bench.text, bench.page.caret())
    if span is None:
        bench.say(translate("Labelling", "There is no sentence at the caret: select the words of the claim."))
        return
    label_id = new_id()
    speaker = None
    quoted = quotation_at(bench.text, span) is not None
    if quoted:
        speaker = nearest_speaker(bench.text, span, sheet.speakers.values())
    said = translate("Labelling", "Claim labelled.")
    if speaker is not None:
        said = translate("Labelling", "Claim labelled, said by {name}.").format(name=bench.opened.entity_name(speaker))
    bench.edit(
        lambda store, actor, article_id: labeling.add_claim(
            store,
            actor,
            article_id,
            span,
            attribution="direct" if quoted else "",
            source="speaker" if speaker else "",
            speaker_id=speaker.id if speaker else None,
            id=label_id,
        ),
        said,
        label_id,
    )


def label_speaker(bench: Bench) -> None:
    """Label the selection, else the word at the caret, as a speaker; a known or plain name gives her entity."""
    sheet = bench.opened.sheet
    span = _selection_or_word(bench)
    if span is None or sheet is None:
        return
    label_id = new_id()
    words = span.of(bench.text)
    entity = entity_for(words, sheet.entities.values(), sheet.speakers.values())
    bench.edit(
        lambda store, actor, article_id: labeling.add_speaker(
            store, actor, article_id, span, entity=entity or None, id=label_id
        ),
        translate("Labelling", "Speaker labelled: {words}").format(words=words),
        label_id,
    )


def label_stance(bench: Bench) -> None:
    """Make the selection, else the word at the caret, the cue of a stance; topic and value are asked."""
    sheet = bench.opened.sheet
    cue = _selection_or_word(bench)
    if cue is None or sheet is None:
        return
    claim = claim_of_cue(bench.text, cue, bench.claim, sheet.claims.values())
    if claim is None:
        bench.say(translate("Labelling", "A stance belongs to a claim: select the claim of these words first."))
        return
    choosers.choose_stance(bench, lambda topic, value: add_stance(bench, claim, topic, value, cue))


def add_stance(bench: Bench, claim: Claim, topic: str, value: str, cue: Span | None) -> None:
    """Write a stance of a claim; the claim stays selected unless there is a cue to look at."""
    label_id = new_id()
    known = bench.opened.sheet.stances.values() if bench.opened.sheet else ()
    same = next((one for one in known if one.claim_id == claim.id and one.topic == topic), None)
    bench.choose_topic(topic)
    label = next(one.label for one in bench.opened.scheme.attributes["value"] if one.key == value)
    bench.edit(
        lambda store, actor, article_id: (
            labeling.add_stance(store, actor, article_id, claim.id, topic, value, cue=cue, id=label_id)
            if same is None or cue is not None
            else labeling.change_stance(store, actor, article_id, same.id, value=value)
        ),
        translate("Labelling", "Stance on {topic}: {value}.").format(topic=topic, value=label),
        claim.id,
    )


def mark_boilerplate(bench: Bench) -> None:
    """Mark the selection, else the paragraph at the caret, as boilerplate; unmark it if it is."""
    sheet = bench.opened.sheet
    if not bench.writable() or sheet is None:
        return
    span = bench.page.selection() or paragraph_at(bench.text, bench.page.caret())
    if span is None:
        bench.say(translate("Labelling", "There are no words at the caret."))
        return
    suggested = (
        Span(one.start, one.end)
        for one in sheet.suggestions.values()
        if one.kind == "boilerplate" and one.start is not None and one.end is not None
    )
    marked = [*(one.span for one in sheet.regions.values()), *suggested]
    if any(one.overlaps(span) for one in marked):
        bench.edit(
            lambda store, actor, article_id: labeling.unmark_boilerplate(store, actor, article_id, span),
            translate("Labelling", "No longer boilerplate."),
        )
    else:
        bench.edit(
            lambda store, actor, article_id: labeling.mark_boilerplate(store, actor, article_id, span),
            translate("Labelling", "Marked as boilerplate."),
        )


def relabel(bench: Bench) -> None:
    """Make the selected claim a speaker of the same extent, or the selected speaker a claim."""
    if not bench.writable():
        return
    label = bench.label
    if not isinstance(label, Claim | Speaker):
        bench.say(translate("Labelling", "Select a claim or a speaker first."))
        return
    label_id = new_id()
    if isinstance(label, Claim):
        said = translate("Labelling", "Now a speaker. Ctrl+Z makes it a claim again.")
    else:
        said = translate("Labelling", "Now a claim. Ctrl+Z makes it a speaker again.")
    bench.edit(
        lambda store, actor, article_id: (
            labeling.relabel(store, actor, article_id, "claim", label.id, "speaker", id=label_id)
            if isinstance(label, Claim)
            else labeling.relabel(store, actor, article_id, "speaker", label.id, "claim", id=label_id)
        ),
        said,
        label_id,
    )


def delete_label(bench: Bench) -> None:
    """Delete the selected label, or reject the suggestion under the cursor."""
    if not bench.writable():
        return
    label, suggestion = bench.label, bench.suggestion
    if suggestion is not None:
        bench.edit(
            lambda store, actor, article_id: suggesting.reject(store, actor, article_id, [suggestion.id]),
            translate("Labelling", "Suggestion rejected."),
        )
    elif isinstance(label, Region):
        bench.edit(
            lambda store, actor, article_id: labeling.unmark_boilerplate(store, actor, article_id, label.span),
            translate("Labelling", "No longer boilerplate."),
        )
    elif label is None:
        bench.say(translate("Labelling", "Nothing is selected."))
    else:
        remove(bench, label)


def remove(bench: Bench, label: Claim | Speaker | Stance) -> None:
    """Remove a label of the open set."""
    words: dict[type, tuple[Kind, str]] = {
        Claim: ("claim", translate("Labelling", "Claim deleted. Ctrl+Z brings it back.")),
        Speaker: ("speaker", translate("Labelling", "Speaker deleted. Ctrl+Z brings it back.")),
        Stance: ("stance", translate("Labelling", "Stance deleted. Ctrl+Z brings it back.")),
    }
    kind, said = words[type(label)]
    bench.edit(lambda store, actor, article_id: labeling.remove_label(store, actor, article_id, kind, label.id), said)


def _selection_or_word(bench: Bench) -> Span | None:
    if not bench.writable():
        return None
    span = bench.page.selection() or bench.words.at(bench.page.caret())
    if span is None:
        bench.say(translate("Labelling", "There is no word at the caret."))
    return span
