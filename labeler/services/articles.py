"""Articles: the list with the actor's own progress, and one text."""

from __future__ import annotations

from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.sets import Actor
from labeler.services.projects import known
from labeler.store import Reader, Store
from labeler.store.listing import ArticleRow, article_rows

__all__ = ["ArticleRow", "article_of", "list_articles", "read_article"]

NO_ARTICLE = sentence("no_article", "No article of this project is called {key!r}.")


def list_articles(store: Store, actor: Actor) -> list[ArticleRow]:
    """Return all articles in the order of import, with the state and counts of the actor's own sets."""
    with store.read() as read:
        return article_rows(read, known(read, actor).id)


def read_article(store: Store, actor: Actor, key: str) -> Article:
    """Return an article by its key, else by its id.

    Raises:
        LabelerError: `no_article`.
    """
    with store.read() as read:
        known(read, actor)
        return article_of(read, key)


def article_of(read: Reader, key: str) -> Article:
    """Return an article by its id, else by its key.

    Raises:
        LabelerError: `no_article`.
    """
    found = read.one(Article, id=key) or read.one(Article, key=key)
    if found is None:
        raise LabelerError(NO_ARTICLE, key=key)
    return found
