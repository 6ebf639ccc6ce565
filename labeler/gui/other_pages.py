"""Review and Agreement: made when they are first shown, anew for another person; and how one leads to the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from labeler.domain.sets import Actor
from labeler.gui.bus import Bus
from labeler.gui.commands import Commands
from labeler.gui.learner import RunJob
from labeler.gui.locks import Locks
from labeler.gui.paging import Page, PageKeys, PageName, Pages
from labeler.gui.prompt import Prompt
from labeler.gui.rail import Rail
from labeler.gui.remembered import Remembered

if TYPE_CHECKING:
    from labeler.gui.agreement.page import AgreementPage
    from labeler.gui.review.page import ReviewPage
    from labeler.services.reviewing import ItemQuery
    from labeler.store import Store

# Into how many steps it is divided to give a page's widgets their style: none holds the window up.
_PARTS = 6


class OtherPages(QObject):
    """Offers both pages; their modules are imported with the page."""

    def __init__(
        self,
        bus: Bus,
        commands: Commands,
        remembered: Remembered,
        *,
        pages: Pages,
        rail: Rail,
        prompt: Prompt,
        say: Callable[[str], None],
        run_job: RunJob,
    ) -> None:
        super().__init__(pages)
        self._bus, self._commands, self._remembered = bus, commands, remembered
        self._pages = pages
        self.locks = Locks(bus, pages, rail, self)
        self._prompt, self._say, self._run_job = prompt, say, run_job
        self._review: ReviewPage | None = None
        self._agreement: AgreementPage | None = None
        pages.offer("review", self._make_review)
        pages.offer("agreement", self._make_agreement)

    def steps(self) -> Sequence[Callable[[], object]]:
        """Return what is done before a page is asked for: it is made, gets its style, and shows what is kept."""
        names: tuple[PageName, ...] = ("review", "agreement")
        made: list[Callable[[], object]] = []
        for name in names:
            made += [partial(self._pages.prepare, name), *(partial(self._dress, name, part) for part in range(_PARTS))]
        return [*made, self._show_kept]

    def show_items(self, query: ItemQuery) -> None:
        """Show in Review what is behind a figure."""

        def find(store: Store, actor: Actor) -> list[tuple[str, str]]:
            from labeler.services import reviewing_items

            return reviewing_items.items_of(store, actor, query)

        self._bus.ask(find, self._show_found)

    def review(self, article_id: str, item_id: str = "") -> None:
        """Show an article in Review."""
        if self._pages.turn("review") and self._review is not None:
            self._review.show_article(article_id, item_id)

    def follow_reading(self) -> None:
        """Show articles in Review as the settings of reading say now."""
        if self._review is not None:
            self._review.follow_reading()

    def begin_again(self) -> None:
        """Make both anew for somebody else, who may see other things there, or nothing, and go on on the same page."""
        shown = self._pages.name
        self._pages.turn("annotate")
        if self._agreement is not None:
            self._agreement.computing.stop()
            self._agreement.gamma.stop()
        self._review, self._agreement = None, None
        for name in ("review", "agreement"):
            if (widget := self._pages.discard(name)) is not None:
                # What it asked for is answered first.
                self._bus.ask(_nothing, lambda _none, gone=widget: gone.deleteLater())
        self.locks.read(lambda: self._pages.turn(shown) if shown in {"review", "agreement"} else None)

    def _dress(self, name: PageName, part: int) -> None:
        page = self._pages.made(name)
        for widget in [] if page is None else [page, *page.findChildren(QWidget)][part::_PARTS]:
            widget.ensurePolished()

    def _show_kept(self) -> None:
        if self._agreement is not None:
            self._agreement.prepare()

    def _show_found(self, found: list[tuple[str, str]]) -> None:
        if not found:
            self._say(self.tr("No item is behind this figure."))
        elif self._pages.turn("review") and self._review is not None:
            self._review.show_items(found)

    def _make_review(self) -> tuple[QWidget, Page]:
        from labeler.gui.review.page import ReviewPage

        page = self._review = ReviewPage(self._bus, self._remembered, self._prompt, self._say, self._pages)
        PageKeys(self._commands, page, "review")
        page.keys_changed.connect(lambda: self._pages.tell("review"))
        return page, page

    def _make_agreement(self) -> tuple[QWidget, Page]:
        from labeler.gui.agreement.page import AgreementPage

        page = self._agreement = AgreementPage(self._bus, self._run_job, self._remembered, self._say, self._pages)
        PageKeys(self._commands, page, "agreement")
        page.keys_changed.connect(lambda: self._pages.tell("agreement"))
        page.items_wanted.connect(self.show_items)
        page.asked_for.connect(self._commands.trigger)
        return page, page


def _nothing(_store: Store, _actor: Actor) -> None:
    """Ask nothing: the answer comes after those to all that was asked before."""
