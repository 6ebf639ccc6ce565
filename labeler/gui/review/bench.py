"""What the keys of the Review page work with: the open article, the panels, and the ways to say something."""

from __future__ import annotations

from typing import Protocol

from labeler.gui.bus import Bus
from labeler.gui.prompt import Prompt
from labeler.gui.review.centre import Centre
from labeler.gui.review.column import Column
from labeler.gui.review.decision import DecisionPanel
from labeler.gui.review.head import View
from labeler.gui.review.opened import OpenReview
from labeler.gui.review.panes import ReviewPanes


class Settles(Protocol):
    """Settles the case that is looked at."""

    def may_settle(self) -> bool:
        """Say whether the case can be settled, and why if it can't."""
        ...

    def take(self, place: int) -> None:
        """Settle the case by a side."""
        ...

    def neither(self) -> None:
        """Settle the case by none of the sides."""
        ...

    def edit(self) -> None:
        """Put the case in words of one's own."""
        ...

    def step(self, step: int) -> None:
        """Look at the next disagreement, or the one before."""
        ...

    def next_open(self) -> None:
        """Look at the next open disagreement."""
        ...


class ReviewBench(Protocol):
    """The Review page as its keys know it."""

    bus: Bus
    prompt: Prompt
    opened: OpenReview
    column: Column
    centre: Centre
    decision: DecisionPanel
    panes: ReviewPanes

    @property
    def settling(self) -> Settles:
        """What settles cases."""
        ...

    def other_keys(self) -> None:
        """Tell that other keys act now."""
        ...

    def tell(self, words: str) -> None:
        """Say what happened."""
        ...

    def turn(self, view: View) -> None:
        """Show the article in another way."""
        ...

    def step_article(self, step: int) -> None:
        """Open the next article, or the one before."""
        ...

    def list_articles(self) -> None:
        """Go to the articles, or back."""
        ...

    def go_to_article(self) -> None:
        """Go into the middle of the page."""
        ...

    def go_on(self, step: int) -> bool:
        """Open the next article with items that were asked for; False without one."""
        ...
