"""A small project for the window's tests, made through the services, and suggestions made by hand."""

from __future__ import annotations

from pathlib import Path

from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion
from labeler.gui.projects import new_project
from labeler.services import articles, importing, projects, sets, suggesting
from labeler.services.sets import Sheet
from labeler.store import Store

TEXT = (
    "Harbour towns look for buyers\n"
    "\n"
    "“Cheap models will halve our costs within a year,” said Mara Ellison, who runs data services at Tidewater.\n"
    "\n"
    "Tidewater said it had moved half of its work to open models. “We need more chips, not fewer,” she added."
    " Analysts doubt it.\n"
    "\n"
    "Sign up to read more.\n"
)
OTHER = "Tugboats and tokens\n\nThe port authority said that models written in the open are safer.\n"
THIRD = "Ice on the quay\n\nNobody knows what the winter will bring, the mayor said.\n"


def make_project(folder: Path, *, people: tuple[str, ...] = ()) -> Path:
    """Make a project of three articles, owned by anna."""
    for name, text in (("a-harbour", TEXT), ("b-tugboats", OTHER), ("c-ice", THIRD)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    file = folder / "harbour.labeler"
    store = new_project(str(file), "Harbour news", "anna")
    actor = projects.actor_named(store, None)
    importing.import_paths(store, actor, sorted(folder.glob("*.txt")))
    for name in people:
        projects.add_annotator(store, actor, name, frozenset({"annotator"}))
    store.close()
    return file


def suggest(store: Store, key: str = "a-harbour") -> list[Suggestion]:
    """Store a run of three suggestions for an article: a speaker, her claim, another claim."""
    actor = projects.actor_named(store, None)
    article = articles.read_article(store, actor, key)
    found = suggestions_for(article.text)
    suggesting.store_run(store, article.id, "test-1", "by hand", found)
    return found


def suggestions_for(text: str) -> list[Suggestion]:
    """Return suggestions for `TEXT`."""
    claim = "Cheap models will halve our costs within a year"
    other = "We need more chips, not fewer"

    def one(ident: str, kind: str, words: str, score: float, **more: str) -> Suggestion:
        start = text.index(words)
        return Suggestion(
            id=ident, kind=kind, start=start, end=start + len(words), text=words, rule="said-that", score=score, **more
        )

    return [
        one("s1", "speaker", "Mara Ellison", 0.97, entity="Mara Ellison", entity_kind="person"),
        one("c1", "claim", claim, 0.93, type="prediction", attribution="direct", source="speaker", speaker_id="s1"),
        one("c2", "claim", other, 0.61, type="policy", attribution="direct"),
    ]


def stored(store: Store, key: str = "a-harbour") -> Sheet:
    """Return what the first person of the project has in an article, as another connection reads it."""
    actor = projects.actor_named(store, None)
    return sets.open_sheet(store, actor, articles.read_article(store, actor, key).id)


def span_of(words: str, text: str = TEXT) -> Span:
    """Return where words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))
