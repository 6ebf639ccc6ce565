"""Claims that repeat another: headline and pull quote say what the body says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.domain.labels import Claim
from labeler.gui.annotate import choosers
from labeler.gui.annotate.bench import Bench
from labeler.services import labeling

translate = QCoreApplication.translate


def repeated(bench: Bench, claim: Claim) -> Claim | None:
    """Return the claim that a claim of the open set repeats, None if it repeats none."""
    sheet = bench.opened.sheet
    return None if sheet is None or claim.repeats is None else sheet.claims.get(claim.repeats)


def toggle_repeat(bench: Bench) -> None:
    """Ask which claim in sight the selected one repeats; one that repeats another no longer does."""
    if not bench.writable():
        return
    claim, sheet = bench.claim, bench.opened.sheet
    if claim is None or sheet is None:
        bench.say(translate("Repeats", "Select a claim first."))
        return
    if claim.repeats is not None:
        forget_repeat(bench, claim)
        return
    if any(one.repeats == claim.id for one in sheet.claims.values()):
        bench.say(translate("Repeats", "Another claim repeats this one, so this one can repeat none."))
        return
    found = [sheet.claims[one] for one in bench.page.claims_in_sight() if one in sheet.claims and one != claim.id]
    found = [one for one in found if one.repeats is None]
    if not found:
        bench.say(translate("Repeats", "No other claim is in sight: scroll until the one that is repeated is."))
        return
    question = translate("Repeats", "Which claim does it repeat?")
    choosers.choose_claim(bench, found, question, lambda target: set_repeat(bench, claim, target))


def set_repeat(bench: Bench, claim: Claim, target: Claim) -> None:
    """Say that a claim repeats another of the article."""
    bench.edit(
        lambda store, actor, article_id: labeling.change_claim(store, actor, article_id, claim.id, repeats=target.id),
        translate("Repeats", "It repeats “{words}”.").format(words=target.text),
        claim.id,
    )


def forget_repeat(bench: Bench, claim: Claim) -> None:
    """Say that a claim repeats none."""
    bench.edit(
        lambda store, actor, article_id: labeling.change_claim(store, actor, article_id, claim.id, repeats=None),
        translate("Repeats", "It repeats no other claim any more."),
        claim.id,
    )
