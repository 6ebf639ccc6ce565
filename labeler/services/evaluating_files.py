"""What suggestions are worth on finished lines of native files, without a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from labeler.agreement.marks import Key, of_labels
from labeler.agreement.tally import Proposed
from labeler.config import paths
from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.scheme import Scheme, parse_scheme
from labeler.domain.sets import GOLD
from labeler.formats import native
from labeler.formats.native import Line
from labeler.services import import_sources, unaided
from labeler.services.evaluation import (
    NOTHING_FINISHED,
    Comparison,
    Effort,
    Evaluation,
    layer_name,
    made_anew,
    origins,
)

BAD_LINES = sentence("bad_lines_to_compare", "{fault} Nothing was compared.")
FAILED = "could not be read by the pipeline"


def evaluate_files(
    files: Sequence[Path],
    *,
    layer: str = "",
    least: float = 0.0,
    scheme: Scheme | None = None,
    effort: Effort | None = None,
) -> Evaluation:
    """Compare suggestions with the finished lines of native files.

    Suggestions are the lines of the annotator `suggestion` in the files; for texts without one they are made anew.

    Args:
        files: files or folders.
        layer: as in a project, by the annotators named in the lines.
        least: suggestions with a lower score count as not made.
        scheme: the vocabulary of suggestions made anew; the default one if None.
        effort: how they are made.

    Raises:
        LabelerError: a file or line can't be read, no such layer, nothing finished, no worker, or it was cancelled.
    """
    effort = effort or Effort()
    lines = list(_lines(files))
    labelled = [one for one in lines if one.annotator != native.SUGGESTION and not one.bare]
    layer, taken, excluded = _chosen(labelled, layer)
    comparison = Comparison(layer, least, excluded=excluded)
    given = {one.text_sha256: _of_line(one, least) for one in lines if one.annotator == native.SUGGESTION}
    texts = {
        one.text_sha256: Article(id=one.text_sha256, key=one.key, text=one.text, text_sha256=one.text_sha256, number=0)
        for one in taken
        if one.text_sha256 not in given
    }
    if texts:
        vocabulary = scheme or parse_scheme(paths.default_scheme().read_text(encoding="utf-8"))
        given |= made_anew(texts, vocabulary, effort, comparison)
    for one in taken:
        proposed = given.get(one.text_sha256)
        if proposed is None:
            comparison.excluded[FAILED] += 1
            continue
        names = {speaker: [name] for speaker, name in one.names.items()}
        labels = of_labels(one.claims, one.speakers, one.stances, one.boilerplate, names)
        aided = unaided.taken(origins(one.claims, one.speakers, one.stances))
        comparison.tally.add(one.key, one.text, proposed, labels, aided=aided)
    return comparison.done()


def _chosen(lines: Sequence[Line], layer: str) -> tuple[str, list[Line], Counter[str]]:
    """Return the layer that is meant, its finished lines, and how many others it has, by state."""
    if not layer:
        layer = "gold" if any(one.annotator == GOLD and one.state == "finished" for one in lines) else "all"
    name = layer_name(layer, majority=False)
    who = GOLD if layer == "gold" else name
    mine = [one for one in lines if (one.annotator == who if who else one.annotator != GOLD)]
    taken = [one for one in mine if one.state == "finished"]
    if not taken:
        raise LabelerError(NOTHING_FINISHED, layer=layer)
    return layer, taken, Counter(one.state.replace("_", " ") for one in mine if one.state != "finished")


def _lines(files: Sequence[Path]) -> Iterator[Line]:
    for source in import_sources.find(files).sources:
        for item in import_sources.items(source):
            if item.line is None:
                raise LabelerError(BAD_LINES, fault=item.fault)
            yield item.line


def _of_line(line: Line, least: float) -> Proposed:
    """Return the suggestions of a line; boilerplate has no score there."""
    claims = [one for one in line.claims if one.score >= least]
    brought = {one.speaker_id for one in claims}
    speakers = [one for one in line.speakers if one.score >= least or one.id in brought]
    stances = [one for one in line.stances if one.score >= least]
    names = {speaker: [name] for speaker, name in line.names.items()}
    scored: dict[Key, tuple[str, float | None]] = {}
    scored |= {("claim", one.id): (one.rule, one.score) for one in claims}
    scored |= {("speaker", one.id): (one.rule, one.score) for one in speakers}
    scored |= {("stance", one.id): (one.rule, one.score) for one in stances}
    return Proposed(of_labels(claims, speakers, stances, line.boilerplate, names), scored)
