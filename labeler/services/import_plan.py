"""What an import will write, found line by line before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from labeler.domain.articles import Article
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id
from labeler.domain.scheme import Scheme
from labeler.domain.sets import GOLD, NEEDS_ROLE, Actor, AnnotationSet, Annotator, check_name
from labeler.domain.suggestions import Suggestion, SuggestionRun, digest, run_id, stored
from labeler.formats import native
from labeler.formats.native import Line
from labeler.services.import_labels import Labels, Registry, labels_of, suggestions_of
from labeler.services.import_sources import Item
from labeler.services.import_values import ValueMap, mapped, outside
from labeler.services.projects import project_row, scheme_of
from labeler.services.sets import make_stale, may_reopen
from labeler.services.work import set_id_of
from labeler.store import Edit, Reader, bulk
from labeler.store.listing import next_number
from labeler.store.records import GuidelinesVersion, SchemeVersion, SplitRow

OUTSIDE_SCHEME = sentence(
    "outside_scheme", "{key} uses {count} values that the scheme does not have: {first}. See the --map lines below."
)
HAS_LABELS = sentence(
    "has_labels",
    "{annotator} has other labels in {article} already. Import with --replace to put these in their place.",
)
NEAR_ANNOTATOR = sentence(
    "near_annotator", "The annotator {name!r} differs from {known!r} in case only. Import with --as-annotator {known}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How labels are taken: see `import_paths`."""

    annotator: str | None
    suggestions: bool
    value_map: ValueMap
    replace: bool


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What one line brings: a new article or one that is there, labels, remarks."""

    added: int = 0
    present: int = 0
    labels: int = 0
    notes: list[str] = field(default_factory=list[str])


class Plan:
    """The rows of an import in the making. `unknown_values` counts (attribute, value) outside the scheme."""

    def __init__(self, read: Reader, actor: Actor, options: Options, lines: Sequence[Line]) -> None:
        project = project_row(read)
        self.scheme: Scheme = scheme_of(read, project.scheme_version)
        self.unknown_values: Counter[tuple[str, str]] = Counter()
        self._read = read
        self._actor = actor
        self._options = options
        self._project = project
        self._at = now()
        self._number = next_number(read)
        self._registry = Registry(read)
        self._people = {one.name: one for one in read.all(Annotator)}
        self._schemes = {f"{one.name}@{one.version}": one.version for one in read.all(SchemeVersion)}
        self._guidelines = {one.version for one in read.all(GuidelinesVersion)}
        # Asked for all at once: one by one would take as long as everything else.
        self._present = bulk.ids_by_text(read, {line.text_sha256 for line in lines})
        self._keys = bulk.keys_among(read, {line.key for line in lines})
        self._articles: dict[str, Article] = {}
        self._new_articles: list[Article] = []
        self._new_people: list[Annotator] = []
        self._new_splits: dict[str, SplitRow] = {}
        self._sets: dict[str, tuple[AnnotationSet, Labels, AnnotationSet | None]] = {}
        self._runs: dict[str, tuple[SuggestionRun, list[Suggestion]]] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing has to be written."""
        return not (self._new_articles or self._new_splits or self._sets or self._runs)

    @property
    def new_names(self) -> list[str]:
        """The names that are new in the registry."""
        return [one.name for one in self._registry.new]

    @property
    def all_names(self) -> list[str]:
        """All names of the registry, the new ones included."""
        return self._registry.names

    def take(self, item: Item, line: Line) -> Outcome:
        """Add a line to the plan.

        Raises:
            LabelerError: the line is refused; then the plan is as it was.
        """
        line = mapped(line, self._options.value_map)
        if unknown := outside(line, self.scheme):
            self.unknown_values.update(unknown)
            raise LabelerError(OUTSIDE_SCHEME, key=line.key, count=len(unknown), first=repr(unknown[0][1][:40]))
        outcome = Outcome()
        commit: Callable[[], None] | None = None
        article = self._known_article(line.text_sha256)
        is_new = article is None
        if article is None:
            article = self._article(item, line, outcome)
        elif article.key != line.key:
            outcome.notes.append(f"{line.key}: the same text is in the project as {article.key}.")
        if not line.bare:
            commit = self._labels(line, article, outcome)
        # From here on nothing is refused.
        if is_new:
            self._number += 1
            self._articles[article.text_sha256] = article
            self._new_articles.append(article)
            self._keys.add(article.key)
            outcome.added = 1
        elif not outcome.labels:
            outcome.present = 1
        if line.split and line.split != self._split_of(article.id):
            self._split(article, line, outcome)
        if commit is not None:
            commit()
        return outcome

    def write(self, edit: Edit) -> None:
        """Write the plan, in the order in which rows name each other."""
        edit.add_all(self._new_people)
        edit.add_all(self._new_articles)
        edit.add_all(self._new_splits.values())
        edit.add_all(self._registry.new)
        for run, suggestions in self._runs.values():
            bulk.add_run(edit, run, suggestions)
        for new, labels, old in self._sets.values():
            if old is None:
                edit.add(new)
                bulk.add_labels(edit, labels.rows)
                continue
            if old.frozen:
                # Opened first, so that taking the import back is an opening too, under the same rules.
                edit.put(replace(old, state="in_progress", finished=""))
            bulk.replace_set(edit, new, labels.rows)
        for new, _, old in self._sets.values():
            gold = set_id_of(new.article_id, GOLD)
            if old is not None and old.state == "finished" and gold not in self._sets:
                make_stale(edit, new.article_id)

    def _known_article(self, sha: str) -> Article | None:
        if sha not in self._articles and sha in self._present:
            found = self._read.one(Article, id=self._present[sha])
            assert found is not None
            self._articles[sha] = found
        return self._articles.get(sha)

    def _article(self, item: Item, line: Line, outcome: Outcome) -> Article:
        key, number = line.key, 1
        while key in self._keys or (number > 1 and self._read.count(Article, key=key)):
            number += 1
            key = f"{line.key}-{number}"
        if key != line.key:
            outcome.notes.append(f"{line.key}: another text has this key; this one became {key}.")
        return Article(
            id=derived_id("article", line.text_sha256),
            key=key,
            title=line.title,
            source=line.source,
            author=line.author,
            published=line.published,
            url=line.url,
            language=line.language,
            text=line.text,
            text_sha256=line.text_sha256,
            file_sha256=item.file_sha256,
            encoding=item.encoding,
            reader=item.reader,
            extra=line.metadata,
            number=self._number,
        )

    def _split_of(self, article_id: str) -> str:
        if article_id in self._new_splits:
            return self._new_splits[article_id].split
        row = self._read.one(SplitRow, article_id=article_id)
        return "" if row is None else row.split

    def _split(self, article: Article, line: Line, outcome: Outcome) -> None:
        have = self._split_of(article.id)
        if have:
            outcome.notes.append(f"{article.key}: it stays in the split {have}; the file says {line.split}.")
        elif line.split in native.SPLITS:
            self._new_splits[article.id] = SplitRow(article_id=article.id, split=line.split)  # type: ignore[arg-type]

    def _labels(self, line: Line, article: Article, outcome: Outcome) -> Callable[[], None] | None:
        if self._options.suggestions or (line.annotator == native.SUGGESTION and self._options.annotator is None):
            return self._suggestions(line, article, outcome)
        annotator = self._annotator(line)
        new, labels = self._new_set(line, article, annotator, outcome)
        planned = self._sets.get(new.id)
        old = self._read.one(AnnotationSet, id=new.id) if planned is None else planned[2]
        before = Labels(rows=bulk.labels_of(self._read, new.id)) if planned is None and old else Labels()
        present, state = (planned[1], planned[0].state) if planned else (before, old.state if old else "")
        settled = planned is not None or (old is not None and (before.count > 0 or old.frozen))
        if state and labels.same_as(present, self._registry) and (settled or state == new.state):
            if state != new.state:
                outcome.notes.append(f"{article.key}: {annotator.name}'s labels are there; their state stays {state}.")
            return None
        if settled and (planned is not None or not self._options.replace):
            raise LabelerError(HAS_LABELS, annotator=annotator.name, article=article.key)
        if old is not None and old.frozen and annotator.id != GOLD:
            may_reopen(self._read, self._actor, article, "other labels were imported")
        if old is not None:
            new = replace(new, suggestions=old.suggestions, seconds=old.seconds, assigned=old.assigned)
        elif not labels.count and new.state == "assigned":
            new = replace(new, assigned=self._at)
        outcome.labels = labels.count
        return lambda: self._commit_set(new, labels, old, annotator)

    def _commit_set(self, new: AnnotationSet, labels: Labels, old: AnnotationSet | None, annotator: Annotator) -> None:
        self._registry.commit(labels)
        self._sets[new.id] = (new, labels, old)
        if annotator.name not in self._people:
            self._people[annotator.name] = annotator
            self._new_people.append(annotator)

    def _new_set(
        self, line: Line, article: Article, annotator: Annotator, outcome: Outcome
    ) -> tuple[AnnotationSet, Labels]:
        scheme = self._schemes.get(line.scheme, self._project.scheme_version)
        if line.scheme and line.scheme not in self._schemes:
            outcome.notes.append(
                f"{line.key}: it was labelled with the scheme {line.scheme[:80]}, not one of this project."
            )
        guidelines = line.guidelines if line.guidelines in self._guidelines else self._project.guidelines_version
        finished = line.state == "finished"
        new = AnnotationSet(
            id=set_id_of(article.id, annotator.id),
            article_id=article.id,
            annotator_id=annotator.id,
            state=line.state or "finished",  # type: ignore[arg-type]
            reason="imported" if line.state == "skipped" else "",
            scheme_version=scheme,
            guidelines_version=guidelines,
            started="" if line.state == "assigned" else self._at,
            finished=self._at if finished else "",
        )
        labels = labels_of(line, new.id, annotator.name, self._registry)
        outcome.notes += [f"{line.key}: {note}" for note in labels.notes]
        return new, labels

    def _annotator(self, line: Line) -> Annotator:
        name = self._options.annotator or line.annotator or self._actor.name
        if name == GOLD:
            if not self._actor.roles & {"reviewer", "lead"}:
                raise LabelerError(NEEDS_ROLE, actor=self._actor.name, verb="import gold labels", role="reviewer")
            return self._people[GOLD]
        known = self._people.get(name)
        if known is None or known.id != self._actor.id:
            self._actor.needs("lead", "import the labels of others")
        if known is not None:
            return known
        check_name(name)
        near = next((one for one in self._people if one.casefold() == name.casefold()), None)
        if near is not None:
            raise LabelerError(NEAR_ANNOTATOR, name=name, known=near)
        return Annotator(id=derived_id("annotator", name), name=name)

    def _suggestions(self, line: Line, article: Article, outcome: Outcome) -> Callable[[], None] | None:
        self._actor.needs("lead", "import suggestions")
        drafts = suggestions_of(line)
        version = f"imported-{digest(drafts)[:16]}"
        run = run_id(version, article.id)
        if run in self._runs or self._read.one(SuggestionRun, id=run) is not None:
            return None
        rows = stored(drafts, run, article.id)
        row = SuggestionRun(
            id=run, article_id=article.id, version=version, pipeline="imported", at=self._at, sha256=digest(rows)
        )
        outcome.labels = len(rows)

        def commit() -> None:
            self._runs[run] = (row, rows)

        return commit
