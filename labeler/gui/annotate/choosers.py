"""The questions above the key bar: which topic, which value, which speaker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import ascii_uppercase
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from labeler.domain.labels import Claim, Speaker
from labeler.gui.annotate.bench import Bench
from labeler.gui.prompt import Choice

translate = QCoreApplication.translate

T = TypeVar("T")

# The keys of the first three stance values, as the action table has them.
_VALUE_KEYS = ("+", "-", "0")


def choose_topic(bench: Bench, then: Callable[[str], None], now: str = "") -> None:
    """Ask for a topic; `now`, else the current one, is preset."""
    topics = [one for one in bench.opened.scheme.topics if not one.retired]
    current = bench.opened.scheme.topic(now) or bench.topic
    if not topics:
        bench.say(translate("Choosers", "The scheme has no topics."))
        return
    choices = [
        Choice(key=str(number) if number < 10 else "", words=f"{topic.id}  {topic.statement}", value=topic.id)
        for number, topic in enumerate(topics, 1)
    ]
    preset = topics.index(current) if current in topics else 0
    bench.prompt.ask(translate("Choosers", "Which topic?"), choices, then, preset=preset)


def choose_stance(bench: Bench, then: Callable[[str, str], None]) -> None:
    """Ask for the value on the current topic; T goes to another topic first."""
    topic = bench.topic
    if topic is None:
        bench.say(translate("Choosers", "The scheme has no topics."))
        return
    values = [one for one in bench.opened.scheme.attributes["value"] if not one.retired]
    choices = [
        Choice(
            key=_VALUE_KEYS[number] if number < len(_VALUE_KEYS) else str(number + 1),
            words=f"{value.glyph} {value.label}".strip(),
            value=value.key,
        )
        for number, value in enumerate(values)
    ]
    choices.append(Choice(key="T", words=translate("Choosers", "another topic …"), value=""))

    def chosen(value: str) -> None:
        if value:
            then(topic.id, value)
        else:
            choose_topic(bench, again)

    def again(topic_id: str) -> None:
        bench.choose_topic(topic_id)
        choose_stance(bench, then)

    bench.prompt.ask(f"{topic.id}  {topic.statement}", choices, chosen)


def choose_speaker(bench: Bench, then: Callable[[Speaker], None]) -> None:
    """Show letters on the speakers in sight and ask for one."""
    sheet = bench.opened.sheet
    found = [sheet.speakers[one] for one in bench.page.speakers_in_sight() if one in sheet.speakers] if sheet else []
    if not found:
        bench.say(translate("Choosers", "No speaker is in sight: label one with 2, or press J or K."))
        return
    choices = [
        Choice(key=letter, words=speaker_words(bench, speaker), value=speaker.id)
        for letter, speaker in zip(_letters(len(found)), found, strict=True)
    ]
    question = translate("Choosers", "Who says it?")
    _ask_by_letter(bench, question, choices, {one.id: one for one in found}, then)


def choose_claim(bench: Bench, found: list[Claim], question: str, then: Callable[[Claim], None]) -> None:
    """Show letters on claims of the article and ask for one."""
    choices = [
        Choice(key=letter, words=f"“{' '.join(claim.text.split())}”", value=claim.id)
        for letter, claim in zip(_letters(len(found)), found, strict=True)
    ]
    _ask_by_letter(bench, question, choices, {one.id: one for one in found}, then)


def _letters(count: int) -> list[str]:
    """Return a letter each; those after the alphabet have none, and are chosen in the list."""
    return [*ascii_uppercase, *[""] * max(count - len(ascii_uppercase), 0)][:count]


def _ask_by_letter(
    bench: Bench, question: str, choices: list[Choice], found: Mapping[str, T], then: Callable[[T], None]
) -> None:
    bench.page.show_letters({one.value: one.key for one in choices if one.key})

    def chosen(value: str) -> None:
        bench.page.hide_letters()
        then(found[value])

    bench.prompt.ask(question, choices, chosen, cancelled=bench.page.hide_letters)


def speaker_words(bench: Bench, speaker: Speaker) -> str:
    """Return the speaker's name, and her words in the text where these differ."""
    name = bench.opened.entity_name(speaker)
    return name if name == speaker.text else f"{name}  “{speaker.text}”"
