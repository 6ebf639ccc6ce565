"""What agreement is measured on, on its way from sets of labels to columns: who counts, who is left out and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from labeler.agreement.corpus import Building, Corpus
from labeler.agreement.report import Asked, Excluded
from labeler.agreement.unit_columns import SetColumns, columns_of, units_of
from labeler.agreement.units import GOLD, UnitSet
from labeler.domain.errors import LabelerError, sentence

NO_SUCH_ANNOTATOR = sentence(
    "no_annotator_to_measure", "Nobody called {name!r} labelled anything here. There are: {names}."
)
NO_SUCH_ARTICLE = sentence("no_article_to_measure", "There is no article {key!r} here. Give the id of one.")
NOTHING_TO_MEASURE = sentence(
    "nothing_to_measure", "{where} holds no labels of annotators: there is nothing to measure agreement on."
)
AGREEMENT_CANCELLED = sentence("agreement_cancelled", "Measuring was cancelled; nothing was changed.")

_NAMES = 20


@dataclass(frozen=True, slots=True)
class Again:
    """A further set of one who labelled the same text before; `article` is its number in the corpus."""

    article: int
    set: UnitSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The finished sets as a corpus, gold among them as an annotator of that name, and what is not in it."""

    corpus: Corpus
    excluded: tuple[Excluded, ...] = ()
    again: tuple[Again, ...] = ()


@dataclass(slots=True)
class Gathering:
    """Takes sets one by one, of those who are asked for, and keeps those that are finished."""

    asked: Asked
    _building: Building = field(default_factory=Building)
    _numbers: dict[str, int] = field(default_factory=dict[str, int])
    _held: set[tuple[int, str]] = field(default_factory=set[tuple[int, str]])
    _keys: dict[str, int] = field(default_factory=dict[str, int])
    _excluded: list[Excluded] = field(default_factory=list[Excluded])
    _again: list[Again] = field(default_factory=list[Again])
    _people: dict[str, None] = field(default_factory=dict[str, None])

    def ask(self, topics: Iterable[str]) -> None:
        """Take topics that everybody was asked about."""
        self._building.ask(topics)

    def add_article(self, identity: str, key: str, title: str, text: str) -> int:
        """Return the number of an article, a new one if its identity is; of two with one key the later is marked."""
        number = self._numbers.get(identity)
        if number is None:
            seen = self._keys[key] = self._keys.get(key, 0) + 1
            name = key if seen == 1 else f"{key} ({seen})"
            number = self._building.add_article(name, title, len(text), len(text.split()))
            self._numbers[identity] = number
        return number

    def wanted(self, key: str, annotator: str) -> bool:
        """Tell whether a set is one of those asked for; gold always is."""
        asked = self.asked
        self._people.setdefault(annotator)
        mine = not asked.annotators or annotator in asked.annotators or annotator == GOLD
        return mine and (not asked.articles or key in asked.articles)

    def exclude(self, article: str, annotator: str, reason: str) -> None:
        """Note a set that counts for nothing."""
        self._excluded.append(Excluded(article, annotator, reason))

    def add_set(self, article: int, one: UnitSet) -> None:
        """Take a finished set; a second one of the same annotator on the same text counts for self-agreement alone."""
        self.add_columns(article, columns_of(one))

    def add_columns(self, article: int, one: SetColumns) -> None:
        """Take a finished set as columns, as `add_set` does."""
        if (article, one.annotator) in self._held:
            self._again.append(Again(article, units_of(one)))
            return
        self._held.add((article, one.annotator))
        self._building.add_columns(article, one)

    def done(self, where: str, keys: Collection[str]) -> Gathered:
        """Return what was taken.

        Args:
            where: what was read, for messages.
            keys: those of all articles that there are.

        Raises:
            LabelerError: an annotator or article that was asked for is not there, or nobody labelled anything.
        """
        people = sorted(name for name in self._people if name != GOLD)
        _check(self.asked, people, keys)
        if not people:
            raise LabelerError(NOTHING_TO_MEASURE, where=where)
        return Gathered(corpus=self._building.done(), excluded=tuple(self._excluded), again=tuple(self._again))


def _check(asked: Asked, people: Sequence[str], keys: Collection[str]) -> None:
    for name in asked.annotators:
        if name not in people:
            shown = ", ".join(people[:_NAMES]) + (", …" if len(people) > _NAMES else "")
            raise LabelerError(NO_SUCH_ANNOTATOR, name=name, names=shown or "nobody")
    for key in asked.articles:
        if key not in keys:
            raise LabelerError(NO_SUCH_ARTICLE, key=key)
