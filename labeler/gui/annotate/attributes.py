"""The keys that say more about the selected label: type, attribution, source, stance, unsure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.domain.labels import Claim, Source, Speaker, Stance
from labeler.gui.annotate import choosers
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.labelling import add_stance
from labeler.services import labeling

translate = QCoreApplication.translate


def set_type(bench: Bench, key: str) -> None:
    """Give the selected claim a type."""
    claim = _claim(bench)
    value = bench.opened.scheme.value("type", key)
    if claim is not None and value is not None:
        bench.edit(
            lambda store, actor, article_id: labeling.change_claim(store, actor, article_id, claim.id, type=key),
            translate("Attributes", "Type: {value}.").format(value=value.label),
        )


def set_nth_type(bench: Bench, number: int) -> None:
    """Give the selected claim the n-th type in use, counted from 1."""
    in_use = [value.key for value in bench.opened.scheme.attributes["type"] if not value.retired]
    if number <= len(in_use):
        set_type(bench, in_use[number - 1])


def set_attribution(bench: Bench, key: str) -> None:
    """Give the selected claim an attribution."""
    claim = _claim(bench)
    value = bench.opened.scheme.value("attribution", key)
    if claim is not None and value is not None:
        bench.edit(
            lambda store, actor, article_id: labeling.change_claim(store, actor, article_id, claim.id, attribution=key),
            translate("Attributes", "Attribution: {value}.").format(value=value.label),
        )


def cycle_attribution(bench: Bench) -> None:
    """Give the selected claim the attribution after the one that it has."""
    claim = _claim(bench)
    if claim is not None:
        keys = [value.key for value in bench.opened.scheme.attributes["attribution"] if not value.retired]
        after = keys.index(claim.attribution) + 1 if claim.attribution in keys else 0
        set_attribution(bench, keys[after % len(keys)])


def link(bench: Bench) -> None:
    """Show a letter on each speaker in sight; the one typed becomes the speaker of the selected claim."""
    claim = _claim(bench)
    if claim is not None:
        choosers.choose_speaker(bench, lambda speaker: set_speaker(bench, claim, speaker))


def set_speaker(bench: Bench, claim: Claim, speaker: Speaker) -> None:
    """Link a claim to a speaker of the article."""
    bench.edit(
        lambda store, actor, article_id: labeling.change_claim(
            store, actor, article_id, claim.id, source="speaker", speaker_id=speaker.id
        ),
        translate("Attributes", "Said by {name}.").format(name=bench.opened.entity_name(speaker)),
        claim.id,
    )


def set_source(bench: Bench, source: Source) -> None:
    """Say that the selected claim is the article's own (`author`), or that its source is not stated."""
    claim = _claim(bench)
    if claim is None:
        return
    said = translate("Attributes", "Source: the article's voice.")
    if source == "unstated":
        said = translate("Attributes", "Source not stated.")
    attribution = claim.attribution or ("author" if source == "author" else "")
    bench.edit(
        lambda store, actor, article_id: labeling.change_claim(
            store, actor, article_id, claim.id, source=source, speaker_id=None, attribution=attribution
        ),
        said,
    )


def set_stance(bench: Bench, value: str) -> None:
    """Give the selected claim (or stance) a value on the current topic."""
    if not bench.writable():
        return
    label, topic = bench.label, bench.topic
    if isinstance(label, Stance):
        change_stance(bench, label, value=value)
    elif (claim := _claim(bench)) is not None and topic is not None:
        add_stance(bench, claim, topic.id, value, None)


def take_cue(bench: Bench, stance: Stance) -> None:
    """Make the selected words the cue of a stance."""
    if not bench.writable():
        return
    cue = bench.page.selection()
    if cue is None:
        bench.say(translate("Attributes", "Select the words of the cue in the article first."))
        return
    bench.edit(
        lambda store, actor, article_id: labeling.change_stance(store, actor, article_id, stance.id, cue=cue),
        translate("Attributes", "The cue is “{words}”.").format(words=cue.of(bench.text)),
    )


def clear_cue(bench: Bench, stance: Stance) -> None:
    """Leave a stance without a cue."""
    if bench.writable():
        bench.edit(
            lambda store, actor, article_id: labeling.change_stance(store, actor, article_id, stance.id, cue=None),
            translate("Attributes", "Stance without a cue."),
            stance.claim_id,
        )


def choose_topic_of(bench: Bench, stance: Stance) -> None:
    """Ask for another topic of a stance."""
    if bench.writable():
        choosers.choose_topic(bench, lambda topic: change_stance(bench, stance, topic=topic), now=stance.topic)


def change_stance(bench: Bench, stance: Stance, *, topic: str = "", value: str = "") -> None:
    """Change topic or value of a stance."""
    bench.edit(
        lambda store, actor, article_id: labeling.change_stance(
            store, actor, article_id, stance.id, topic=topic or stance.topic, value=value or stance.value
        ),
        translate("Attributes", "Stance changed."),
    )


def choose_topic(bench: Bench) -> None:
    """Ask for the current topic; a selected stance moves to it."""

    def chosen(topic: str) -> None:
        bench.choose_topic(topic)
        label = bench.label
        if isinstance(label, Stance) and bench.writable():
            change_stance(bench, label, topic=topic)
        else:
            bench.say(translate("Attributes", "Current topic: {topic}.").format(topic=topic))

    choosers.choose_topic(bench, chosen)


def toggle_unsure(bench: Bench) -> None:
    """Mark the selected label as unsure, or as sure again."""
    if not bench.writable():
        return
    label = bench.label
    if not isinstance(label, Claim | Speaker | Stance):
        bench.say(translate("Attributes", "Select a label first."))
        return
    unsure = not label.unsure
    said = translate("Attributes", "Marked as unsure.") if unsure else translate("Attributes", "Sure again.")
    change = {Claim: labeling.change_claim, Speaker: labeling.change_speaker, Stance: labeling.change_stance}
    bench.edit(
        lambda store, actor, article_id: change[type(label)](store, actor, article_id, label.id, unsure=unsure), said
    )


def go_deeper(bench: Bench) -> None:
    """Go to the next label at this place, after the last to the first."""
    before = bench.page.current
    if not bench.page.deeper():
        bench.say(translate("Attributes", "No label is here."))
    elif bench.page.current == before:
        bench.say(translate("Attributes", "No other label is here."))


def set_note(bench: Bench, label: Claim | Speaker | Stance, note: str) -> None:
    """Write the note of a label; "" removes it."""
    if note == label.note:
        return
    change = {Claim: labeling.change_claim, Speaker: labeling.change_speaker, Stance: labeling.change_stance}
    bench.edit(
        lambda store, actor, article_id: change[type(label)](store, actor, article_id, label.id, note=note),
        translate("Attributes", "Note saved.") if note else translate("Attributes", "Note removed."),
    )


def _claim(bench: Bench) -> Claim | None:
    if not bench.writable():
        return None
    claim = bench.claim
    if claim is None:
        bench.say(translate("Attributes", "Select a claim first."))
    return claim
