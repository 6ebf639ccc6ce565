"""Every changing verb, played by three people in any order, beside a model of undo."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.labels import KINDS, Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.sets import Actor, AnnotationSet
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.services import (
    comments,
    history,
    in_force,
    labeling,
    learned,
    learning,
    projects,
    registry,
    schemes,
    sets,
    suggesting,
)
from labeler.services.projects import project_row
from labeler.services.work import set_id_of
from labeler.store import Store
from labeler.store.learned import versions
from labeler.store.records import Comment
from labeler.store.rows import JOURNALLED, VOLATILE, Form
from labeler.store.verify import verify
from tests.fixtures.learnt import learnt_report
from tests.fixtures.sample import TEXTS, article, offers

DONE: Counter[tuple[str, str]] = Counter()
REFUSED: Counter[tuple[str, str]] = Counter()
# Undo passes over what only adds to what everyone shares.
SHARED = {"entity", "alias", "annotator", "suggestion_run", "article", "scheme"}
# Nor does it take back what only fills in what was not said.
PASSED_OVER = {"complete_entity", "bring_forward"}

State = dict[tuple[str, ...], tuple[Any, ...]]
PEOPLE = st.sampled_from(["anna", "anna", "anna", "bert", "lena"])
ARTICLES = st.sampled_from(["article-mayor", "article-mayor", "article-lines", "article-short"])
LEADING = st.sampled_from(["lena", "lena", "lena", "anna"])
LEARNING = st.sampled_from(["claim", "stance"])
DATA = st.data()
WORDS = st.sampled_from(["", "a note", "ümlaut 🚲"])
NAMES = st.sampled_from(["Ana Ruiz", "Bo Lind", "Forrester", "the Scholar"])


def snapshot(store: Store) -> State:
    """Return every journalled row as a tuple of COLUMNS, without what is only measured."""
    state: State = {}
    with store.read() as read:
        # The driver's own cursor: this runs after every call, and goes around what is being tested.
        cursor = read.connection.connection.cursor()
        for table, (query, key) in _QUERIES.items():
            cursor.execute(query)
            for row in cursor.fetchall():
                state[table, *(str(row[at]) for at in key)] = row
        cursor.close()
    return state


def apart(one: State, other: State) -> State:
    """Return the rows of the first that the second has otherwise or not at all, and () for those that only it has."""
    keys = one.keys() | other.keys()
    return {key: one.get(key, ()) for key in keys if one.get(key) != other.get(key)}


def _columns(form: Form) -> list[str]:
    return [column.name for column in form.sql.columns if column.name not in VOLATILE.get(form.table, ())]


COLUMNS = {form.table: _columns(form) for form in JOURNALLED}
_QUERIES = {
    form.table: (
        "SELECT " + ", ".join(f'"{name}"' for name in COLUMNS[form.table]) + f' FROM "{form.table}"',
        [COLUMNS[form.table].index(column.name) for column in form.sql.primary_key],
    )
    for form in JOURNALLED
}


VERBS: dict[str, dict[str, st.SearchStrategy[Any]]] = {}


def verb(**arguments: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a method as a verb of the machine, with the strategies of its arguments."""

    def enter(method: Callable[..., None]) -> Callable[..., None]:
        VERBS[method.__name__] = arguments
        return method

    return enter


class Verbs(RuleBasedStateMachine):
    """Plays the services; `open_store` is set by the test that runs it."""

    make: ClassVar[Callable[[], tuple[Store, Callable[[], None]]]]

    def __init__(self) -> None:
        super().__init__()
        self.store, self.discard = type(self).make()
        self.people = {name: projects.actor_named(self.store, name) for name in ("lena", "anna", "bert")}
        # Each with the verb, how many edits there were before, and what it changed.
        self.done: dict[str, list[tuple[str, int, dict[Any, Any]]]] = {name: [] for name in self.people}
        self.undone: dict[str, list[tuple[str, int, dict[Any, Any]]]] = {name: [] for name in self.people}
        self.edits = 0
        self.now = self.start = snapshot(self.store)
        self.serial = 0
        self.cards: list[str] = []

    def play(self, who: str, verb: str, call: Callable[[Actor], Changed | None]) -> None:
        before = self.now
        try:
            changed = call(self.people[who])
        except LabelerError as fault:
            REFUSED[verb, fault.code] += 1
            assert snapshot(self.store) == before
            return
        self.now = after = snapshot(self.store)
        if changed is None or not changed.edit_id:
            assert before == after
            return
        DONE[verb, "carried out"] += 1
        keys = before.keys() | after.keys()
        diff = {key: (before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)}
        self.check_changed(who, changed, diff)
        diff = {key: pair for key, pair in diff.items() if key[0] not in SHARED or pair[0] is not None}
        if diff and verb not in PASSED_OVER:
            self.edits += 1
            self.done[who].append((verb, self.edits, diff))
            self.undone[who].clear()
            # All are undone and redone at the end; some at once too, which finds the culprit. The first of its kind is
            # always: nobody else can have touched yet what it changed.
            if len(self.done[who]) % 6 == 0 or not DONE[verb, "undone"]:
                self.reverse(who)
                self.reverse(who, redo=True)

    def check_changed(self, who: str, changed: Changed, diff: dict[Any, Any]) -> None:
        """What a call says that it changed is what it changed, as far as it is the actor's to see."""
        for key, (_, after) in diff.items():
            row = dict(zip(COLUMNS[key[0]], after or (), strict=False))
            if key[0] == "annotation_set" and row.get("annotator_id") not in {None, self.people[who].id}:
                continue
            assert key[-1] in changed.rows[key[0]]
            value = changed.rows[key[0]][key[-1]]
            assert (value is None) == (after is None)
            assert all(getattr(value, name) == part for name, part in row.items())

    def reverse(self, who: str, *, redo: bool = False) -> bool:
        source, target = (self.undone, self.done) if redo else (self.done, self.undone)
        call = history.redo if redo else history.undo
        if not source[who]:
            self.refused(lambda: call(self.store, self.people[who]), "nothing_to_redo" if redo else "nothing_to_undo")
            return False
        name, _, diff = source[who][-1]
        standing = {key: pair[0 if redo else 1] for key, pair in diff.items()}
        wanted = {key: pair[1 if redo else 0] for key, pair in diff.items()}
        if len(source[who]) % 4 == 0:
            steps = history.next_steps(self.store, self.people[who])
            assert (steps.redo if redo else steps.undo) is not None
        if any(self.now.get(key) != row for key, row in standing.items()):
            self.refused(lambda: call(self.store, self.people[who]), "changed_since", "frozen_set", "reviewed")
            return False
        try:
            call(self.store, self.people[who])
        except LabelerError as fault:
            # Rows of others rest on it, or a review does; the set is frozen by its owner; a set that was
            # opened on request is at work.
            asked = {"changed_since"} if name == "ask_to_reopen" else set[str]()
            if fault.code not in {"still_named", "frozen_set", "reviewed"} | asked:
                raise
            REFUSED["redo" if redo else "undo", fault.code] += 1
            assert snapshot(self.store) == self.now
            return False
        expected = {key: row for key, row in {**self.now, **wanted}.items() if row is not None}
        self.now = snapshot(self.store)
        assert self.now == expected, (name, apart(self.now, expected))
        source[who].pop()
        self.edits += 1
        target[who].append((name, self.edits, diff))
        DONE[name, "redone" if redo else "undone"] += 1
        DONE["redo" if redo else "undo", "carried out"] += 1
        return True

    def refused(self, call: Callable[[], object], *codes: str) -> None:
        with pytest.raises(LabelerError) as refusal:
            call()
        assert refusal.value.code in codes
        assert snapshot(self.store) == self.now

    # What there is to name.

    def set_id(self, who: str, article: str) -> str:
        return set_id_of(article, self.people[who].id)

    def some(self, data: st.DataObject, kind: type[Any], who: str, article: str) -> str:
        with self.store.read() as read:
            ids = [one.id for one in read.all(kind, set_id=self.set_id(who, article))]
        return data.draw(st.sampled_from(ids)) if ids else "nobody"

    def entity(self, data: st.DataObject) -> str:
        with self.store.read() as read:
            ids = [one.id for one in read.all(Entity)]
        return data.draw(st.sampled_from(sorted(ids))) if ids else "nobody"

    def span(self, data: st.DataObject, article: str) -> Span:
        length = len(TEXTS[article.removeprefix("article-")])
        start = data.draw(st.integers(0, length - 2))
        return Span(start, data.draw(st.integers(start + 1, min(length, start + 30))))

    def new_id(self) -> str:
        self.serial += 1
        return f"made-{self.serial}"

    def labelled(self, data: st.DataObject, who: str, article: str, kind: type[Any]) -> str:
        """Return a label of a kind, made if there is none, so that verbs find something to do."""
        found = self.some(data, kind, who, article)
        if found != "nobody":
            return found
        if kind is Stance:
            claim = self.labelled(data, who, article, Claim)
            self.play(who, "add_stance", lambda a: labeling.add_stance(self.store, a, article, claim, "T1", "support"))
        elif kind is Claim:
            self.play(who, "add_claim", lambda a: labeling.add_claim(self.store, a, article, Span(1, 9)))
        elif kind is Speaker:
            self.play(who, "add_speaker", lambda a: labeling.add_speaker(self.store, a, article, Span(6, 14)))
        else:
            self.play(who, "mark_boilerplate", lambda a: labeling.mark_boilerplate(self.store, a, article, Span(0, 5)))
        return self.some(data, kind, who, article)

    def thaw(self, who: str, article: str) -> None:
        """Reopen a frozen set: most of the time people work on open ones."""
        with self.store.read() as read:
            mine = read.one(AnnotationSet, id=self.set_id(who, article))
        if mine is not None and mine.frozen:
            self.play(who, "reopen_set", lambda a: sets.reopen_set(self.store, a, article))

    @rule(seed=st.integers(0, 2**32), data=DATA)
    def next_verb(self, seed: int, data: st.DataObject) -> None:
        """Play one verb. They are dealt like cards, so that each comes up equally often."""
        if not self.cards:
            self.cards = sorted(VERBS)
            random.Random(seed).shuffle(self.cards)
        name = self.cards.pop()
        values = {key: data if strategy is DATA else data.draw(strategy) for key, strategy in VERBS[name].items()}
        getattr(self, name)(**values)

    # The verbs. A verb has the name of its service.

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, note=WORDS)
    def add_claim(self, who: str, article: str, data: st.DataObject, note: str) -> None:
        self.thaw(who, article)
        span, made = self.span(data, article), self.new_id()
        kind = data.draw(st.sampled_from(["fact", "policy", "", "nonsense"]))
        speaker = data.draw(st.sampled_from([None, self.some(data, Speaker, who, article)]))
        source = data.draw(st.sampled_from(["", "author", "unstated"]))
        self.play(
            who,
            "add_claim",
            lambda a: labeling.add_claim(
                self.store, a, article, span, type=kind, source=source, speaker_id=speaker, note=note, id=made
            ),
        )

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, name=st.none() | NAMES)
    def add_speaker(self, who: str, article: str, data: st.DataObject, name: str | None) -> None:
        self.thaw(who, article)
        span, made = self.span(data, article), self.new_id()
        self.play(
            who, "add_speaker", lambda a: labeling.add_speaker(self.store, a, article, span, entity=name, id=made)
        )

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, topic=st.sampled_from(["T1", "T2", "T9"]), note=WORDS)
    def add_stance(self, who: str, article: str, data: st.DataObject, topic: str, note: str) -> None:
        self.thaw(who, article)
        claim = self.labelled(data, who, article, Claim)
        cue = data.draw(st.none() | st.just(self.span(data, article)))
        value = data.draw(st.sampled_from(["support", "oppose", "neutral"]))
        self.play(
            who,
            "add_stance",
            lambda a: labeling.add_stance(self.store, a, article, claim, topic, value, cue=cue, note=note),
        )

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def mark_boilerplate(self, who: str, article: str, data: st.DataObject) -> None:
        self.thaw(who, article)
        span = self.span(data, article)
        self.play(who, "mark_boilerplate", lambda a: labeling.mark_boilerplate(self.store, a, article, span))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def unmark_boilerplate(self, who: str, article: str, data: st.DataObject) -> None:
        self.thaw(who, article)
        region = self.labelled(data, who, article, Region)
        span = self.span(data, article)
        with self.store.read() as read:
            marked = read.one(Region, id=region)
        if marked is not None:
            span = Span(marked.start, max(marked.start + 1, marked.end - data.draw(st.integers(0, 3))))
        self.play(who, "unmark_boilerplate", lambda a: labeling.unmark_boilerplate(self.store, a, article, span))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, note=WORDS)
    def change_claim(self, who: str, article: str, data: st.DataObject, note: str) -> None:
        self.thaw(who, article)
        claim = self.labelled(data, who, article, Claim)
        speaker = self.labelled(data, who, article, Speaker)
        note += self.new_id()
        changes: dict[str, Any] = data.draw(
            st.sampled_from(
                [{"type": "fact", "note": note}, {"attribution": "direct", "note": note},
                 {"source": "author", "note": note}, {"source": "speaker", "note": note},
                 {"speaker_id": speaker, "note": note}, {"speaker_id": None, "note": note},
                 {"unsure": True, "note": note}, {"unsure": False, "note": note}, {"note": note},
                 {"repeats": self.some(data, Claim, who, article)}, {"repeats": None, "note": note}]
            )
        )  # fmt: skip
        self.play(who, "change_claim", lambda a: labeling.change_claim(self.store, a, article, claim, **changes))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, name=NAMES)
    def change_speaker(self, who: str, article: str, data: st.DataObject, name: str) -> None:
        self.thaw(who, article)
        speaker, made = self.labelled(data, who, article, Speaker), self.new_id()
        changes: dict[str, Any] = data.draw(
            st.sampled_from(
                [{"entity": name, "note": made}, {"entity_id": None, "note": made},
                 {"entity_id": self.entity(data), "note": made}, {"unsure": True, "note": made}, {"entity": made}]
            )
        )  # fmt: skip
        self.play(who, "change_speaker", lambda a: labeling.change_speaker(self.store, a, article, speaker, **changes))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def change_stance(self, who: str, article: str, data: st.DataObject) -> None:
        self.thaw(who, article)
        stance, made = self.labelled(data, who, article, Stance), self.new_id()
        changes: dict[str, Any] = data.draw(
            st.sampled_from(
                [{"topic": "T3", "note": made}, {"topic": "T1", "note": made}, {"value": "oppose", "note": made},
                 {"value": "neutral", "note": made}, {"cue": None, "note": made},
                 {"cue": self.span(data, article), "note": made}, {"unsure": True, "note": made}]
            )
        )  # fmt: skip
        self.play(who, "change_stance", lambda a: labeling.change_stance(self.store, a, article, stance, **changes))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, kind=st.sampled_from(KINDS))
    def move_label(self, who: str, article: str, data: st.DataObject, kind: Any) -> None:
        self.thaw(who, article)
        label = self.labelled(data, who, article, _CLASSES[kind])
        span = self.span(data, article)
        self.play(who, "move_label", lambda a: labeling.move_label(self.store, a, article, kind, label, span))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, kind=st.sampled_from(KINDS))
    def remove_label(self, who: str, article: str, data: st.DataObject, kind: Any) -> None:
        self.thaw(who, article)
        label = self.labelled(data, who, article, _CLASSES[kind])
        self.play(who, "remove_label", lambda a: labeling.remove_label(self.store, a, article, kind, label))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, kind=st.sampled_from(["claim", "speaker"]))
    def relabel(self, who: str, article: str, data: st.DataObject, kind: Any) -> None:
        self.thaw(who, article)
        label, made = self.labelled(data, who, article, _CLASSES[kind]), self.new_id()
        to: Any = "speaker" if kind == "claim" else "claim"
        self.play(who, "relabel", lambda a: labeling.relabel(self.store, a, article, kind, label, to, id=made))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, name=NAMES)
    def add_speakers(self, who: str, article: str, data: st.DataObject, name: str) -> None:
        self.thaw(who, article)
        spans = [self.span(data, article) for _ in range(data.draw(st.integers(1, 3)))]
        ids = [self.new_id() for _ in spans]
        if self.some(data, Speaker, who, article) != "nobody":
            # What touches a speaker is left out.
            self.remove_label(who, article, data, "speaker")
        self.play(
            who, "add_speakers", lambda a: labeling.add_speakers(self.store, a, article, spans, entity=name, ids=ids)
        )

    def commented(self, data: st.DataObject, who: str, article: str) -> str:
        """Return a comment of the person's own, made if there is none."""
        with self.store.read() as read:
            mine = read.all(Comment, set_id=self.set_id(who, article), author_id=self.people[who].id)
        if mine:
            return data.draw(st.sampled_from(sorted(one.id for one in mine)))
        made = self.new_id()
        self.play(who, "add_comment", lambda a: comments.add_comment(self.store, a, article, "first", id=made))
        return made

    @verb(who=PEOPLE, article=ARTICLES, data=DATA, words=WORDS, label=st.booleans())
    def add_comment(self, who: str, article: str, data: st.DataObject, words: str, label: bool) -> None:
        named = self.labelled(data, who, article, Claim) if label else ""
        made = self.new_id()
        self.play(
            who, "add_comment", lambda a: comments.add_comment(self.store, a, article, words, label_id=named, id=made)
        )
        # Bert and Lena may answer, Anna may not.
        other = data.draw(st.sampled_from(sorted(self.people)))
        owner = self.people[who].id
        self.play(
            other,
            "add_comment",
            lambda a: comments.add_comment(self.store, a, article, "so?", parent_id=made, annotator_id=owner),
        )

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def change_comment(self, who: str, article: str, data: st.DataObject) -> None:
        comment, words = self.commented(data, who, article), self.new_id()
        self.play(who, "change_comment", lambda a: comments.change_comment(self.store, a, article, comment, words))

    @verb(who=PEOPLE, other=PEOPLE, article=ARTICLES, data=DATA)
    def resolve_comment(self, who: str, other: str, article: str, data: st.DataObject) -> None:
        comment, owner = self.commented(data, who, article), self.people[who].id
        with self.store.read() as read:
            found = read.one(Comment, id=comment)
        settled = found is not None and not found.resolved
        self.play(
            other,
            "resolve_comment",
            lambda a: comments.resolve_comment(self.store, a, article, comment, settled, annotator_id=owner),
        )

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def remove_comment(self, who: str, article: str, data: st.DataObject) -> None:
        comment = self.commented(data, who, article)
        self.play(who, "remove_comment", lambda a: comments.remove_comment(self.store, a, article, comment))

    @verb(who=PEOPLE, article=ARTICLES, note=st.sampled_from(["look", "", "is this news?"]))
    def flag_set(self, who: str, article: str, note: str) -> None:
        fresh = note and self.new_id()
        self.play(who, "flag_set", lambda a: sets.flag_set(self.store, a, article, fresh))

    @verb(who=PEOPLE, article=ARTICLES)
    def finish_set(self, who: str, article: str) -> None:
        self.thaw(who, article)
        self.play(who, "finish_set", lambda a: sets.finish_set(self.store, a, article))

    @verb(
        who=PEOPLE,
        article=st.just("article-short"),
        reason=st.sampled_from(["paywall"] * 4 + ["no news"] * 4 + [""]),
    )
    def skip_set(self, who: str, article: str, reason: str) -> None:
        self.thaw(who, article)
        self.play(who, "skip_set", lambda a: sets.skip_set(self.store, a, article, reason))

    @verb(who=PEOPLE, article=ARTICLES)
    def reopen_set(self, who: str, article: str) -> None:
        self.play(who, "finish_set", lambda a: sets.finish_set(self.store, a, article))
        self.play(who, "reopen_set", lambda a: sets.reopen_set(self.store, a, article))

    @verb(who=PEOPLE, article=ARTICLES, seconds=st.integers(-1, 90), data=DATA)
    def add_seconds(self, who: str, article: str, seconds: int, data: st.DataObject) -> None:
        self.thaw(who, article)
        self.labelled(data, who, article, Claim)
        self.play(who, "add_seconds", lambda a: sets.add_seconds(self.store, a, article, seconds))

    @verb(who=st.sampled_from(["lena"] * 9 + ["anna"]), data=DATA)
    def assign(self, who: str, data: st.DataObject) -> None:
        fresh = article("short", 10 + self.serial, f"Text {self.new_id()}.")
        fresh = replace(fresh, id=f"article-{fresh.text}", key=fresh.text)
        with self.store.edit("import", self.people["lena"], reversible=False) as edit:
            edit.add(fresh)
        self.now = snapshot(self.store)
        people = data.draw(st.lists(st.sampled_from(sorted(one.id for one in self.people.values())), min_size=1))
        self.play(who, "assign", lambda a: sets.assign(self.store, a, [fresh.id, "article-short"], people))

    def offered(self, data: st.DataObject, who: str, article: str) -> str:
        """Return an open suggestion; the run of a new version makes more of them."""
        for _ in range(2):
            sheet = sets.open_sheet(self.store, self.people[who], article)
            if sheet.suggestions:
                return data.draw(st.sampled_from(sorted(sheet.suggestions)))
            self.new_run(article)
        return "nothing"

    def new_run(self, article: str) -> None:
        text = TEXTS[article.removeprefix("article-")]
        found = [one for one in offers(text) if one.end is not None and one.end <= len(text) and one.text.strip()]
        known = {one.id for one in found}
        kept: list[Suggestion] = [one for one in found if {one.speaker_id, one.claim_id} <= known | {None}]
        version = self.new_id()
        self.play("lena", "store_run", lambda _a: suggesting.store_run(self.store, article, version, "rules", kept))

    @verb(article=ARTICLES)
    def store_run(self, article: str) -> None:
        self.new_run(article)

    @verb(article=ARTICLES, data=DATA)
    def bring_forward(self, article: str, data: st.DataObject) -> None:
        for _ in range(2):
            self.new_run(article)
        with self.store.read() as read:
            runs = read.all(SuggestionRun, article_id=article)
        # Those of the beginning stay as they were: undoing everything leads back to them.
        there = sorted(one.version for one in runs if ("suggestion_run", one.id) not in self.start)
        version = data.draw(st.sampled_from([*there, "none"]))
        self.play("lena", "bring_forward", lambda _a: in_force.bring_forward(self.store, article, version))

    @verb(who=PEOPLE, data=DATA)
    def accept(self, who: str, data: st.DataObject) -> None:
        article = "article-mayor"
        self.thaw(who, article)
        one = self.offered(data, who, article)
        if one == "nothing":
            # All is decided or found: take a label away, and there is something to propose again.
            self.remove_label(who, article, data, "claim")
            one = self.offered(data, who, article)
        span = data.draw(st.none() | st.just(self.span(data, article)))
        self.play(who, "accept", lambda a: suggesting.accept(self.store, a, article, [one], span=span, milliseconds=9))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def reject(self, who: str, article: str, data: st.DataObject) -> None:
        self.thaw(who, article)
        one = self.offered(data, who, article)
        self.play(who, "reject", lambda a: suggesting.reject(self.store, a, article, [one]))

    @verb(who=PEOPLE, article=ARTICLES, score=st.sampled_from([0.5, 0.9]))
    def accept_above(self, who: str, article: str, score: float) -> None:
        self.thaw(who, article)
        self.new_run(article)
        self.play(who, "accept_above", lambda a: suggesting.accept_above(self.store, a, article, score))

    @verb(who=PEOPLE, data=DATA, least=st.sampled_from([0.0, 0.6]), whole=st.booleans())
    def accept_in(self, who: str, data: st.DataObject, least: float, whole: bool) -> None:
        article = "article-mayor"
        self.thaw(who, article)
        # What is labelled is not proposed.
        for kind in (Claim, Speaker):
            if self.some(data, kind, who, article) != "nobody":
                self.remove_label(who, article, data, kind.__name__.lower())
        self.new_run(article)
        span = None if whole else Span(0, 1 + data.draw(st.integers(5, 30)))
        kinds = data.draw(st.sampled_from([None, {"speaker"}, {"claim", "stance"}]))
        self.play(who, "accept_in", lambda a: suggesting.accept_in(self.store, a, article, span, least, kinds))

    @verb(who=PEOPLE, article=ARTICLES, data=DATA)
    def reconsider(self, who: str, article: str, data: st.DataObject) -> None:
        self.thaw(who, article)
        if not suggesting.rejected(self.store, self.people[who], article):
            self.reject(who, article, data)
        found = [one.id for one in suggesting.rejected(self.store, self.people[who], article)]
        self.play(who, "reconsider", lambda a: suggesting.reconsider(self.store, a, article, found or ["nothing"]))

    @verb(who=PEOPLE, fresh=st.booleans(), name=NAMES)
    def add_entity(self, who: str, fresh: bool, name: str) -> None:
        made = self.new_id() if fresh else name
        self.play(who, "add_entity", lambda a: registry.add_entity(self.store, a, made, "person"))

    @verb(who=PEOPLE, data=DATA)
    def add_alias(self, who: str, data: st.DataObject) -> None:
        entity, made = self.entity(data), self.new_id()
        self.play(who, "add_alias", lambda a: registry.add_alias(self.store, a, entity, made))

    @verb(who=st.sampled_from(["lena", "lena", "bert", "bert", "anna"]), data=DATA)
    def change_entity(self, who: str, data: st.DataObject) -> None:
        made = self.new_id()
        self.play("anna", "add_entity", lambda a: registry.add_entity(self.store, a, made, id=made))
        entity = self.entity(data)
        self.play(who, "change_entity", lambda a: registry.change_entity(self.store, a, entity, affiliation=made))

    @verb(who=st.sampled_from(["lena"] * 9 + ["anna"]), data=DATA, extra=st.booleans())
    def merge_entities(self, who: str, data: st.DataObject, extra: bool) -> None:
        made = self.new_id()
        self.play("anna", "add_entity", lambda a: registry.add_entity(self.store, a, f"Other {made}"))
        self.play("anna", "add_entity", lambda a: registry.add_entity(self.store, a, made, id=made))
        one, other = (self.entity(data), made) if extra else (made, self.entity(data))
        self.play(who, "merge_entities", lambda a: registry.merge_entities(self.store, a, one, other))

    @verb(who=PEOPLE, kind=st.sampled_from(["person", "group"]))
    def complete_entity(self, who: str, kind: Any) -> None:
        made = self.new_id()
        self.play(who, "add_entity", lambda a: registry.add_entity(self.store, a, made, id=made))
        self.play(
            who, "complete_entity", lambda a: registry.complete_entity(self.store, a, made, kind=kind, affiliation=made)
        )

    @verb(who=st.sampled_from(["lena"] * 9 + ["anna"]), data=DATA)
    def unmerge_entity(self, who: str, data: st.DataObject) -> None:
        self.merge_entities("lena", data, extra=False)
        with self.store.read() as read:
            merged = [one.id for one in read.all(Entity) if one.merged_into is not None]
        entity = data.draw(st.sampled_from(sorted(merged))) if merged else "nobody"
        self.play(who, "unmerge_entity", lambda a: registry.unmerge_entity(self.store, a, entity))

    @verb(who=st.sampled_from(["lena"] * 9 + ["bert"]))
    def add_annotator(self, who: str) -> None:
        made = self.new_id()
        self.play(who, "add_annotator", lambda a: projects.add_annotator(self.store, a, made, frozenset({"annotator"})))

    @verb(who=st.sampled_from(["lena"] * 9 + ["anna"]), name=st.sampled_from(["quote", "i-think"]), data=DATA)
    def change_pipeline(self, who: str, name: str, data: st.DataObject) -> None:
        first = data.draw(st.booleans())
        # One of the two changes something.
        for on in (first, not first):
            change = schemes.PipelineChange(rules={name: on})
            self.play(who, "change_pipeline", lambda a, change=change: schemes.change_pipeline(self.store, a, change))

    @verb(who=LEADING, part=LEARNING, weight=st.floats(-2, 2))
    def keep_learnt(self, who: str, part: str, weight: float) -> None:
        with self.store.read() as read:
            in_use = {one.part: one.sha256 for one in versions(read, in_use=True)}
            scheme_version = project_row(read).scheme_version
        report = learnt_report(part, weights=weight, scheme_version=scheme_version)
        self.play(who, "keep_learnt", lambda a: learning.keep_learnt(self.store, a, report, in_use))

    @verb(who=LEADING, part=LEARNING, data=DATA)
    def use_learned(self, who: str, part: str, data: st.DataObject) -> None:
        if data.draw(st.integers(0, 3)):
            self.keep_learnt(who, part, 0.5)
            self.play(who, "revert_learned", lambda a: learned.revert_learned(self.store, a, part))
        number = data.draw(st.integers(1, 2))
        self.play(who, "use_learned", lambda a: learned.use_learned(self.store, a, f"{part}@{number}"))

    @verb(who=LEADING, part=LEARNING)
    def revert_learned(self, who: str, part: str) -> None:
        self.keep_learnt(who, part, 1.5)
        self.play(who, "revert_learned", lambda a: learned.revert_learned(self.store, a, part))

    @verb(who=LEADING)
    def learn_by_itself(self, who: str) -> None:
        with self.store.read() as read:
            on = project_row(read).learns
        self.play(who, "learn_by_itself", lambda a: learned.learn_by_itself(self.store, a, on=not on))

    @verb(who=PEOPLE, times=st.integers(1, 2))
    def undo(self, who: str, times: int) -> None:
        for _ in range(times):
            self.reverse(who)

    @verb(who=PEOPLE, times=st.integers(1, 2))
    def redo(self, who: str, times: int) -> None:
        for _ in range(times):
            self.reverse(who, redo=True)

    def teardown(self) -> None:
        try:
            self.undo_and_redo_everything()
            assert verify(self.store).findings == []
        finally:
            self.store.close()
            self.discard()

    def undo_and_redo_everything(self) -> None:
        end = self.now
        order: list[str] = []
        moved = True
        while moved:
            moved = False
            # The newest first, as far as may be: what was allowed then is allowed again.
            newest = {who: done[-1][1] for who, done in self.done.items() if done}
            for who in sorted(newest, key=newest.__getitem__, reverse=True):
                if self.reverse(who):
                    order.append(who)
                    moved = True
                    break
        if not any(self.done.values()):
            shared = {key for key in self.now if key[0] in SHARED}
            assert {key: row for key, row in self.now.items() if key not in shared or key in self.start} == self.start
            DONE["everything", "undone"] += 1
        for who in reversed(order):
            assert self.reverse(who, redo=True)
        assert self.now == end, apart(self.now, end)
        DONE["everything", "redone"] += 1


_CLASSES: dict[str, type[Any]] = {"claim": Claim, "speaker": Speaker, "stance": Stance, "boilerplate": Region}
