"""What learning costs, from kept parses and with the parse; with LABELER_LONG=1 also 200 articles and what it brings.

The long run prints the learning curve (news relations: fitted on some training articles without the weights that ship,
scored on the development articles), 200 articles on top of what ships, and the adaptation to articles of other kinds.
"""

import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from labeler.agreement.marks import of_labels
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.suggestions import Suggestion
from labeler.nlp import protocol
from labeler.nlp.components import LEARNERS, Learner
from labeler.nlp.learning.lessons import Lesson, ReadLesson
from labeler.nlp.learning.parts import known_parts, part_of
from labeler.nlp.pipeline import Pipeline, load
from labeler.nlp.study import Plan, study
from labeler.nlp.tuition import FOLDS
from labeler.services.verdicts import verdict_of
from tests.benchmarks.figures import SHARED, Figure
from tests.fixtures.relations import line_of, read_relations
from tests.nlp.evaluate import DEV, default_scheme, predict, score
from tests.nlp.lessons import samples

TRAIN = SHARED / "eval" / "news_relations_train.jsonl.xz"
BARS = {50: 10.0, 200: 60.0}
CURVE = (5, 10, 20, 50, 100, 200)
LONG = os.environ.get("LABELER_LONG") == "1"


def measure(folder: Path) -> list[Figure]:
    figures: list[Figure] = []
    for count in BARS if LONG else (50,):
        lessons = relation_lessons(count)
        parses = folder / f"parses-{count}"
        cold, _ = learn(lessons, parses)
        warm, tried = learn(lessons, parses)
        work = f"learn from {count} articles"
        figures.append(Figure(work=f"{work}, parse included", value=cold, unit="CPU s"))
        figures.append(Figure(work=f"{work}, from kept parses", value=warm, unit="CPU s", bar=BARS[count]))
        assert len(tried[""]) == count
    if LONG:
        parses = Path(os.environ.get("LABELER_PARSES", folder / "parses"))
        figures += [*on_top(parses, folder), *curve(parses, folder), *adaptation(parses)]
    return figures


def relation_lessons(count: int) -> list[Lesson]:
    lines = [line_of(one, "anna") for one in read_relations(TRAIN, count)]
    return [Lesson(line.key, line.text, (*line.claims, *line.speakers)) for line in lines]


def learn(lessons: Sequence[Lesson], parses: Path) -> tuple[float, dict[str, dict[str, list[Suggestion]]]]:
    """Return the CPU seconds of a study, without loading the model, and what was suggested by part and article."""
    scheme = default_scheme()
    pipeline = Pipeline(load(scheme).parser, scheme, parses=parses)
    began = time.process_time()
    tried: defaultdict[str, dict[str, list[Suggestion]]] = defaultdict(dict)
    for answer in study("1", pipeline, scheme, Plan(lessons, learning_parts(pipeline), FOLDS), lambda: False):
        if isinstance(answer, protocol.Tried):
            tried[answer.part][answer.article] = answer.suggestions
        if isinstance(answer, protocol.Learnt):
            for part, note in answer.notes.items():
                sys.stderr.write(f"{part}: {note}\n")
    return time.process_time() - began, tried


def learning_parts(pipeline: Pipeline) -> list[str]:
    return [one for one in known_parts() if isinstance(pipeline.chain.get_pipe(LEARNERS[one]), Learner)]


def on_top(parses: Path, folder: Path) -> list[Figure]:
    """Score the development articles with what 200 training articles teach on top of what ships."""
    before, after = (scores(parses, folder, count, shipping=False) for count in (0, 200))
    return [
        Figure(work=f"{key} F1 on dev, 200 articles learnt on top", value=after[key], unit="%", reference=value)
        for key, value in before.items()
    ]


def curve(parses: Path, folder: Path) -> list[Figure]:
    """Score the development articles with what some training articles teach alone."""
    return [
        Figure(work=f"{key} F1 on dev, {count} articles alone", value=value, unit="%", better="higher")
        for count in CURVE
        for key, value in scores(parses, folder, count, shipping=True).items()
    ]


def scores(parses: Path, folder: Path, count: int, *, shipping: bool) -> dict[str, float]:
    scheme = default_scheme()
    pipeline = Pipeline(load(scheme).parser, scheme, utterances=True, parses=parses)
    read = [ReadLesson(one, pipeline.read(one.text)) for one in relation_lessons(count)]
    parts = [one for one in ("claim", "speaker") if one in learning_parts(pipeline)] if count else []
    more = {"shipping": True} if shipping else {}
    learnt = {name: part_of(name).fit(read, **more) for name in parts}  # pyright: ignore[reportCallIssue]
    gold = read_relations(DEV)
    file = folder / "gold.jsonl"

    file.write_text("".join(json.dumps(one) + "\n" for one in gold), encoding="utf-8")
    taught = Pipeline(pipeline.parser, scheme, utterances=True, parses=parses, learnt=learnt)
    predict(taught, ((one["id"], one["text"]) for one in gold), folder / "out.jsonl")
    found = score("relations", file, folder / "out.jsonl")
    return {key: found[key][2] for key in ("J50", "exact", "relation")}


def adaptation(parses: Path) -> list[Figure]:
    """Compare, out of fold, what articles of other kinds teach with what ships."""
    lessons = [one.lesson for one in samples()]
    _, tried = learn(lessons, parses)
    marks = {one.article_id: [marks_of(one)] for one in lessons}
    texts = {one.article_id: one.text for one in lessons}
    figures: list[Figure] = []
    for part in sorted(tried.keys() - {""}):
        verdict = verdict_of(part, "", tried=tried[part], in_use=tried[""], texts=texts, labelled=marks)
        sys.stderr.write(f"{part}: {verdict.reason}\n")
        for one in verdict.figures:
            if one.learnt is not None and one.in_use is not None and one.difference:
                known = one.low is not None and one.high is not None
                bounds = f" ({100 * one.low:+.1f} to {100 * one.high:+.1f})" if known else ""
                work = f"{part}, {len(lessons)} articles of other kinds: {one.name}{bounds}"
                figures.append(
                    Figure(work=work, value=100 * one.learnt, unit="%", better="higher", reference=100 * one.in_use)
                )
    return figures


def marks_of(lesson: Lesson):  # noqa: ANN201
    def of(kind: type) -> list:
        return [one for one in lesson.labels if isinstance(one, kind)]

    names = {one.id: {lesson.entities.get(one.entity_id or "", "")} for one in of(Speaker)}
    return of_labels(of(Claim), of(Speaker), of(Stance), of(Region), names)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for figure in adaptation(Path(os.environ.get("LABELER_PARSES", place))):
            print(figure)
