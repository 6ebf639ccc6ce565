"""What an evaluation is: its report, its layers, and suggestions made anew for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

from labeler.agreement.marks import Key, of_suggestions
from labeler.agreement.tally import ArticleRow, Group, KindRow, Proposed, RuleRow, Tally
from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import Claim, Origin, Region, Speaker, Stance
from labeler.domain.scheme import Scheme
from labeler.domain.sets import MAJORITY
from labeler.domain.suggestions import Suggestion
from labeler.nlp.client import Job, Outcome, suggest_all

BAD_LAYER = sentence(
    "bad_gold_layer", "There is no layer {layer!r} to compare. Choose gold, majority, all, or by:NAME."
)
NO_MAJORITY = sentence(
    "no_majority_to_compare", "Lines have no layer majority: import them into a project. Choose gold, all, or by:NAME."
)
NOTHING_FINISHED = sentence("nothing_finished", "There is nothing to compare with: {layer} holds no finished article.")
NOTHING_SUGGESTED = sentence(
    "nothing_suggested", "The finished articles have no suggestions yet. Make them first (labeler suggest), or --fresh."
)
EVALUATION_CANCELLED = sentence("evaluation_cancelled", "The evaluation was cancelled; nothing was changed.")

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How suggestions are made anew: worker processes, the user's spaCy model, who is told, who may end it.

    `learnt` are the weights that the project learnt, JSON text by part.
    """

    jobs: int = 1
    model: str = ""
    learnt: Mapping[str, str] = field(default_factory=dict[str, str])
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was compared. `least` is the lowest score taken; `excluded` counts sets left out, by reason.

    `versions` counts the articles by the version of the pipeline that made the suggestions, where it is known.
    """

    layer: str
    least: float
    tally: Tally
    excluded: Mapping[str, int]
    versions: Mapping[str, int]

    def as_json(self, by: str = "") -> dict[str, Any]:
        """Return the report as a JSON object; `by` (rule, kind or article) adds these rows. Shares are from 0 to 1."""
        tally = self.tally
        groups = {"all": tally.group(), "unaided": tally.group(aided=False), "aided": tally.group(aided=True)}
        rows = {"rule": tally.by_rule, "kind": tally.by_kind, "article": tally.by_article}
        return {
            "layer": self.layer,
            "from": self.least,
            "excluded": dict(self.excluded),
            "versions": dict(self.versions),
            "figures": {name: _group(group) for name, group in groups.items() if group.sets},
            "reliability": {one.kind: asdict(one) for one in tally.by_kind()},
            **({} if not by else {by: [_row(one) for one in rows[by]()]}),
        }


@dataclass(slots=True)
class Comparison:
    """An evaluation on the way; `versions` are by article."""

    layer: str
    least: float
    tally: Tally = field(default_factory=Tally)
    excluded: Counter[str] = field(default_factory=Counter[str])
    versions: dict[str, str] = field(default_factory=dict[str, str])

    def done(self) -> Evaluation:
        """Return the report.

        Raises:
            LabelerError: nothing could be compared.
        """
        if not self.tally.aided + self.tally.unaided:
            raise LabelerError(NOTHING_SUGGESTED)
        return Evaluation(
            layer=self.layer,
            least=self.least,
            tally=self.tally,
            excluded=dict(self.excluded),
            versions=dict(Counter(self.versions.values())),
        )


def layer_name(layer: str, *, majority: bool) -> str:
    """Return the annotator's name in a layer, "" if it names none; `majority` tells whether there is that layer.

    Raises:
        LabelerError: there is no such layer.
    """
    if layer == MAJORITY and not majority:
        raise LabelerError(NO_MAJORITY)
    name = layer.removeprefix("by:") if layer.startswith("by:") else ""
    if layer not in {"gold", "all", MAJORITY} and not name:
        raise LabelerError(BAD_LAYER, layer=layer)
    return name


def made_anew(
    articles: Mapping[str, Article], scheme: Scheme, effort: Effort, comparison: Comparison
) -> dict[str, Proposed]:
    """Return suggestions made anew, by article; an article that fails is left out.

    Raises:
        LabelerError: every article fails, or it was cancelled.
    """
    found: dict[str, Proposed] = {}
    faults: list[LabelerError] = []
    done = 0

    def keep(outcome: Outcome | LabelerError) -> None:
        nonlocal done
        done += 1
        key = ""
        if isinstance(outcome, Outcome):
            found[outcome.article] = of_run(outcome.result.suggestions, comparison.least)
            comparison.versions[outcome.article] = outcome.version
            key = articles[outcome.article].key
        else:
            faults.append(outcome)
        if effort.progress is not None:
            effort.progress(done, len(articles), key)
        if effort.cancelled is not None and effort.cancelled():
            raise LabelerError(EVALUATION_CANCELLED)

    work = (Job(id_, one.text_sha256, one.text) for id_, one in articles.items())
    workers = min(effort.jobs, max(1, len(articles)))
    suggest_all(work, workers, keep, scheme=scheme.text, model=effort.model, learnt=effort.learnt)
    if faults and not found:
        raise faults[0]
    return found


def of_run(suggestions: Iterable[Suggestion], least: float) -> Proposed:
    """Return the suggestions of a run from a score on; a claim brings its speaker."""
    given = list(suggestions)
    brought = {one.speaker_id for one in given if one.kind == "claim" and one.score >= least}
    kept = [one for one in given if one.score >= least or one.id in brought]
    scored: dict[Key, tuple[str, float | None]] = {(one.kind, one.id): (one.rule, one.score) for one in kept}
    return Proposed(of_suggestions(kept), scored)


def origins(*labels: Sequence[Claim | Speaker | Stance | Region]) -> set[Origin]:
    """Return the origins of labels."""
    return {one.origin for rows in labels for one in rows if not isinstance(one, Region)}


def _group(group: Group) -> dict[str, Any]:
    rows = [
        {
            "measure": one.measure.key,
            "name": one.measure.name,
            "share": one.measure.share,
            **one.figures.counts._asdict(),
            **{part: asdict(getattr(one.figures, part)) for part in ("precision", "recall", "f1")},
        }
        for one in group.rows
    ]
    return {"articles": group.articles, "sets": group.sets, "measures": rows}


def _row(one: RuleRow | KindRow | ArticleRow) -> dict[str, Any]:
    row = asdict(one)
    if isinstance(one, ArticleRow):
        row["counts"] = {key: counts._asdict() for key, counts in one.counts.items()}
    return row
