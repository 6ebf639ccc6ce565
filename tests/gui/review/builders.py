"""An article that two (or five) people have labelled differently, made through the services."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from labeler.domain.ids import new_id
from labeler.domain.labels import Source
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.gui.projects import new_project
from labeler.services import articles, importing, labeling, projects, sets
from labeler.store import Store

PARAGRAPHS = (
    "Who will pay for the second harbour?",
    (
        "The town of Brenne wants a second harbour, and it wants it soon. “Without it we will lose the ferries within"
        " five years,” said Ida Holm, who has run the port since spring. Her board has asked the bank for forty"
        " million."
    ),
    (
        "Not everybody is convinced. Economists at the coast’s only university doubt that the ferries would leave at"
        " all, and the fishermen’s union says that a quay nobody uses would be a monument to vanity. <b>Bold</b>"
        " words, & bold plans, said its chairman, Ole Brandt, are cheap."
    ),
    (
        "Holm maintained confidence in the port’s long-term growth, citing strong demand for berths. While he praised"
        " the plan as an excellent idea, Brandt insisted that it would not bring the fish back."
    ),
    (
        "The bank must decide by June. A spokeswoman said the loan would be granted if the town put up a third of it,"
        " and that models of the traffic show a small profit from the sixth year on."
    ),
    "Sign up here to read more about the coast.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"
QUIET = "A calm week\n\nThe mayor said that the winter would be mild.\n"
LONE = "Half a story\n\nNobody else has read this yet, the editor said.\n"
NAMES = ("anna", "ben", "cora", "dan", "eva")


@dataclass(frozen=True)
class Hand:
    """One person at work on one article."""

    store: Store
    actor: Actor
    article_id: str
    text: str

    def span(self, words: str) -> Span:
        """Return where words stand first."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def speaker(self, words: str, entity: str | None = None) -> str:
        """Label a speaker."""
        label_id = new_id()
        labeling.add_speaker(self.store, self.actor, self.article_id, self.span(words), entity=entity, id=label_id)
        return label_id

    def claim(
        self, words: str, kind: str = "fact", how: str = "indirect", source: Source = "", speaker: str | None = None
    ) -> str:
        """Label a claim."""
        label_id = new_id()
        labeling.add_claim(
            self.store,
            self.actor,
            self.article_id,
            self.span(words),
            type=kind,
            attribution=how,
            source="speaker" if speaker else source,
            speaker_id=speaker,
            id=label_id,
        )
        return label_id

    def stance(self, claim: str, topic: str, value: str, cue: str = "") -> None:
        """Say what a claim's source holds on a topic."""
        span = self.span(cue) if cue else None
        labeling.add_stance(self.store, self.actor, self.article_id, claim, topic, value, cue=span)

    def finish(self) -> None:
        """Finish the set."""
        sets.finish_set(self.store, self.actor, self.article_id)


def make_reviewed(folder: Path, people: int = 2, *, settled: bool = False) -> Path:
    """Make a project of three articles: one with disagreements, one without, one that only anna has finished.

    Anna owns it; ruth reviews and labels nothing.
    """
    for name, text in (("a-harbour", TEXT), ("b-calm", QUIET), ("c-half", LONE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    file = folder / "coast.labeler"
    store = new_project(str(file), "Coast news", "anna")
    lead = projects.actor_named(store, None)
    importing.import_paths(store, lead, sorted(folder.glob("*.txt")))
    for name in NAMES[1:people]:
        projects.add_annotator(store, lead, name, frozenset({"annotator"}))
    projects.add_annotator(store, lead, "ruth", frozenset({"reviewer"}))
    ids = {key: articles.read_article(store, lead, key).id for key in ("a-harbour", "b-calm", "c-half")}
    for place, name in enumerate(NAMES[:people]):
        actor = projects.actor_named(store, name)
        _label(Hand(store, actor, ids["a-harbour"], TEXT), place)
        calm = Hand(store, actor, ids["b-calm"], QUIET)
        calm.claim("the winter would be mild", "prediction", speaker=calm.speaker("The mayor", "The mayor"))
        calm.finish()
    half = Hand(store, lead, ids["c-half"], LONE)
    half.claim("Nobody else has read this yet", speaker=half.speaker("the editor", "The editor"))
    half.finish()
    if settled:
        settle(store, ids["a-harbour"])
    store.close()
    return file


def settle(store: Store, article_id: str) -> None:
    """Settle everything as anna has it, and accept it as gold."""
    from labeler.services import reviewing

    ruth = projects.actor_named(store, "ruth")
    reviewing.premerge(store, ruth, article_id, "agree")
    reviewing.premerge(store, ruth, article_id, "by:anna")
    reviewing.accept_gold(store, ruth, article_id)


def _label(hand: Hand, place: int) -> None:
    """Label the article: the first as anna does, others each in their own way."""
    holm = hand.speaker("Ida Holm", "Ida Holm")
    hand.claim("Without it we will lose the ferries within five years", "prediction", "direct", speaker=holm)
    again = hand.speaker("Her board", "Port board" if place != 1 else "Ida Holm")
    hand.claim("has asked the bank for forty million", speaker=again)
    union = hand.speaker("the fishermen’s union", "Fishermen’s union")
    vain = hand.claim(
        "a quay nobody uses would be a monument to vanity", "evaluation" if place % 2 == 0 else "fact", speaker=union
    )
    if place != 2:
        hand.stance(vain, "T1", "oppose" if place == 0 else "neutral", "vanity")
    brandt = hand.speaker("Ole Brandt", "Ole Brandt")
    words = "the port’s long-term growth" if place == 0 else "confidence in the port’s long-term growth"
    hand.claim(words, "evaluation", source="unstated" if place == 3 else "author")
    fish = hand.claim("it would not bring the fish back", "prediction", speaker=brandt)
    if place in {1, 3}:
        hand.stance(fish, "T1", "oppose")
    if place != 1:
        hand.claim("the loan would be granted if the town put up a third of it", "prediction", source="unstated")
    if place == 1:
        hand.speaker("Economists at the coast’s only university", "Economists")
        hand.claim("models of the traffic show a small profit", "fact", source="unstated")
    _boilerplate(hand)
    hand.finish()


def _boilerplate(hand: Hand) -> None:
    """Mark the last line as no part of the article."""
    labeling.mark_boilerplate(hand.store, hand.actor, hand.article_id, hand.span(PARAGRAPHS[-1]))
