"""What every key of the article needs at hand: the bus, the open sheet, the page, the prompt, a voice."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.scheme import Topic
from labeler.domain.suggestions import Suggestion
from labeler.domain.words import Words
from labeler.gui.annotate.opened import OpenArticle
from labeler.gui.bus import Bus
from labeler.gui.prompt import Prompt

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.gui.page.view import ArticlePage
    from labeler.store import Store

translate = QCoreApplication.translate


class Bench:
    """Passed to the groups of verbs. `say` tells in words what happened: key bar and screen reader."""

    def __init__(
        self, bus: Bus, opened: OpenArticle, page: ArticlePage, prompt: Prompt, say: Callable[[str], None]
    ) -> None:
        self.bus = bus
        self.opened = opened
        self.page = page
        self.prompt = prompt
        self.say = say
        # A suggestion that is looked at though the page has no mark of it: rejected, or a stance without a cue.
        self.aside: Suggestion | None = None
        self._topic = ""
        self._words: tuple[str, Words] | None = None
        self._since = time.monotonic()

    @property
    def text(self) -> str:
        """The text of the open article, "" without one."""
        return self.opened.sheet.article.text if self.opened.sheet else ""

    @property
    def words(self) -> Words:
        """The words of the open article, found once an article."""
        if self._words is None or self._words[0] != self.opened.article_id:
            self._words = (self.opened.article_id, Words(self.text))
        return self._words[1]

    @property
    def label(self) -> Claim | Speaker | Stance | Region | None:
        """The selected label."""
        return self.opened.label(self.page.current)

    @property
    def claim(self) -> Claim | None:
        """The selected claim, or the claim of the selected stance."""
        label = self.label
        if isinstance(label, Stance) and self.opened.sheet is not None:
            return self.opened.sheet.claims.get(label.claim_id)
        return label if isinstance(label, Claim) else None

    @property
    def suggestion(self) -> Suggestion | None:
        """The suggestion under the cursor."""
        return self.opened.suggestion(self.page.current)

    @property
    def topic(self) -> Topic | None:
        """The current topic: the one chosen last, else the scheme's first that is in use."""
        scheme = self.opened.scheme
        return scheme.topic(self._topic) or next((one for one in scheme.topics if not one.retired), None)

    def choose_topic(self, topic_id: str) -> None:
        """Make a topic the current one."""
        self._topic = topic_id

    def look_at(self, mark_id: str) -> None:
        """Go to a label or suggestion and start its clock."""
        self._since = time.monotonic()
        self.page.go_to(mark_id)

    @property
    def milliseconds(self) -> int:
        """How long the current suggestion has been looked at."""
        return round((time.monotonic() - self._since) * 1000)

    def start_clock(self) -> None:
        """Begin to count for `milliseconds`."""
        self._since = time.monotonic()

    def writable(self) -> bool:
        """Tell whether labels can be changed; say why if not."""
        if not self.opened.frozen:
            return True
        if self.opened.sheet is None:
            self.say(translate("Bench", "No article is open."))
        elif self.opened.sheet.set.state == "skipped":
            self.say(translate("Bench", "This article is skipped. Reopen it to change its labels."))
        else:
            self.say(translate("Bench", "This article is finished. Reopen it to change its labels."))
        return False

    def edit(
        self,
        work: Callable[[Store, Actor, str], Changed],
        said: str | Callable[[Changed], str],
        select: str = "",
    ) -> None:
        """Send an edit of the open article; once committed say so, and select a label.

        What is said may depend on what the edit changed.
        """
        article_id = self.opened.article_id

        def done(changed: Changed | None) -> None:
            words = said if isinstance(said, str) else said(changed) if changed is not None else ""
            if words:
                self.say(words)
            if select and self.opened.article_id == article_id:
                self.look_at(select)

        self.bus.do(lambda store, actor: work(store, actor, article_id), done)
