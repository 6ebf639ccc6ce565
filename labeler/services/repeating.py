"""Lines that an article shares with others of its source, for a run over a project: read once for each source."""

from __future__ import annotations

from collections import OrderedDict, defaultdict

from labeler.domain.articles import Article
from labeler.nlp.elsewhere import Sample, spread
from labeler.store import Store
from labeler.store.listing import sources_of_articles, texts_of

_SOURCES = 5_000
"""The samples of so many sources are kept."""


class Repeats:
    """Looks up repeated lines. A new article of the project is known to it from `refresh` on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids: dict[str, list[str]] = {}
        self._samples: OrderedDict[str, Sample] = OrderedDict()
        self.refresh()

    def refresh(self) -> None:
        """Learn which articles there are."""
        ids: defaultdict[str, list[str]] = defaultdict(list)
        with self._store.read() as read:
            for article_id, source in sources_of_articles(read):
                ids[source].append(article_id)
        self._ids = ids
        self._samples.clear()

    def of(self, article: Article) -> tuple[tuple[int, int], ...]:
        """Return where lines of an article begin that others of its source hold too, each with their number."""
        if len(self._ids.get(article.source, ())) < 2:
            return ()
        return self._sample(article.source).repeated(article.id, article.text)

    def _sample(self, source: str) -> Sample:
        found = self._samples.get(source)
        if found is None:
            with self._store.read() as read:
                found = Sample(texts_of(read, spread(self._ids[source])))
            self._samples[source] = found
            if len(self._samples) > _SOURCES:
                self._samples.popitem(last=False)
        self._samples.move_to_end(source)
        return found
