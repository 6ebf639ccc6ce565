"""Learns the weights that ship from labelled articles: `python -m tests.nlp.fit PART [check]`.

`check` writes nothing: it prints what the weights are worth on articles, kinds and collections left out of fitting.
The same labels give the same bytes. `claim` and then `speaker`, which learns from the claims found, take the 840 news
articles of the folder LABELER_SHARED: about ten minutes on one core, once parses are kept in LABELER_PARSES.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from labeler.nlp.learning import author, claim, speaker
from labeler.nlp.pipeline import load
from tests.nlp.carrying import check_claims
from tests.nlp.evaluate import PARSES, ROOT, default_scheme
from tests.nlp.lessons import read_all, samples
from tests.nlp.relations import Relations, records
from tests.nlp.voices import check

WEIGHTS = ROOT / "labeler" / "nlp" / "weights"


def fit_author() -> None:
    """Write `author.json` from the sample project, the fixtures and the fully labelled articles."""
    pipeline = load(default_scheme(), parses=PARSES)
    learnt = author.fit(read_all(pipeline, (one.lesson for one in samples())))
    (WEIGHTS / "author.json").write_text(learnt.as_json(), encoding="utf-8")


def fit_claim() -> None:
    """Write `claim.json` from the news relations."""
    news = Relations(records("train"))
    learnt = claim.fit(list(news.read()), targets=news.targets, shipping=True)
    (WEIGHTS / "claim.json").write_text(learnt.as_json(), encoding="utf-8")


def fit_speaker() -> None:
    """Write `speaker.json` from the news relations."""
    news = Relations(records("train"))
    learnt = speaker.fit(list(news.read()), targets=news.targets, shipping=True)
    (WEIGHTS / "speaker.json").write_text(learnt.as_json(), encoding="utf-8")


PARTS: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
    "author": (fit_author, check),
    "claim": (fit_claim, check_claims),
    "speaker": (fit_speaker, check_claims),
}
"""What fits a part, and what checks it, by the part's name."""


def main() -> None:
    """Fit or check the part that the command line names."""
    fit, check_it = PARTS[sys.argv[1]]
    (check_it if "check" in sys.argv[2:] else fit)()


if __name__ == "__main__":
    main()
