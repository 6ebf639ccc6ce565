"""Changing what is suggested: rules, words and phrases of the pipeline, as a new version of the project's scheme."""

from __future__ import annotations

from dataclasses import replace

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.scheme import LEXICON, Scheme
from labeler.domain.sets import Actor
from labeler.formats.scheme_text import Phrases, PipelineChange, changed_scheme
from labeler.services.projects import known, project_row, scheme_of
from labeler.store import Store
from labeler.store.records import SchemeVersion

__all__ = ["Phrases", "PipelineChange", "change_pipeline", "may_change"]

NO_TOPIC = sentence("no_such_topic", "The scheme has no topic {topic!r}.")
NO_WORD_LIST = sentence("no_word_list", "{name!r} is no word list of suggestions: {known}.")
TOO_MANY_WORDS = sentence(
    "too_many_words", "{what} has {count} entries; {most} are as many as suggestions can look for. Leave some out."
)
LONG_WORD = sentence("long_word", "{word!r}… is longer than {most} characters. Shorten it.")

_MOST = 2_000
_LONGEST = 200


def may_change(store: Store, actor: Actor) -> bool:
    """Tell whether the actor may change what is suggested: leads may."""
    with store.read() as read:
        return "lead" in known(read, actor).roles


def change_pipeline(store: Store, actor: Actor, change: PipelineChange, *, id: str | None = None) -> Changed:  # noqa: A002
    """Put a new version of the scheme in force, with other rules, words or phrases; for leads.

    Values, topics and checks stay, so sets keep what they hold. The version is kept when the change is undone: sets may
    have been made with it. A change that changes nothing is none. `id` makes repeating the call harmless.

    Raises:
        LabelerError: `needs_role`, `no_such_topic`, `no_word_list`, `too_many_words`, `long_word`, `bad_scheme`.
    """
    with store.edit("change what is suggested", actor, edit_id=id) as edit:
        known(edit.read, actor).needs("lead", "change what is suggested")
        if edit.repeated:
            return edit.changed
        project = project_row(edit.read)
        scheme = scheme_of(edit.read, project.scheme_version)
        _check(scheme, change)
        versions = {one.version for one in edit.read.all(SchemeVersion)}
        made = changed_scheme(scheme, change, max(versions) + 1)
        if _says_the_same(made, scheme):
            return edit.changed
        edit.add(SchemeVersion(version=made.version, name=made.name, text=made.text, sha256=made.sha256))
        edit.put(replace(project, scheme_version=made.version))
    return edit.changed


def _says_the_same(made: Scheme, before: Scheme) -> bool:
    return made.off == before.off and dict(made.lexicon) == dict(before.lexicon) and made.topics == before.topics


def _check(scheme: Scheme, change: PipelineChange) -> None:
    for topic in change.topics:
        if scheme.topic(topic) is None:
            raise LabelerError(NO_TOPIC, topic=topic)
    for name in change.lexicon:
        if name not in LEXICON:
            raise LabelerError(NO_WORD_LIST, name=name, known=", ".join(LEXICON))
    lists = {name: tuple(words) for name, words in change.lexicon.items()}
    for topic, phrases in change.topics.items():
        lists[topic] = (*phrases.keywords, *phrases.supporting, *phrases.opposing)
    for what, words in lists.items():
        if len(words) > _MOST:
            raise LabelerError(TOO_MANY_WORDS, what=what, count=len(words), most=_MOST)
        long = next((word for word in words if len(word) > _LONGEST), None)
        if long is not None:
            raise LabelerError(LONG_WORD, word=long[:40], most=_LONGEST)
