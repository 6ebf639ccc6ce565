"""From what the services read to what the page shows: sides, and cases in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span
from labeler.gui.page.marks import short_name
from labeler.gui.plural import counted
from labeler.gui.review import words
from labeler.gui.review.cases import Case, Fact, Said, Side, Verdict
from labeler.services import reviewing
from labeler.services.reviewing import GoldBeside, Item, ReviewSheet, Settlement

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article as the page shows it. `sheet` is what was read for a reviewer, None for an annotator who compares."""

    article: Article
    scheme: Scheme
    sides: tuple[Side, ...]
    cases: tuple[Case, ...]
    sheet: ReviewSheet | None = None

    @property
    def disagreements(self) -> list[Case]:
        """The cases that sides do not agree on."""
        return [case for case in self.cases if case.kind]

    @property
    def agreed_open(self) -> int:
        """How many labels all agree on that were not taken yet."""
        return sum(not case.kind and case.verdict is None for case in self.cases)

    @property
    def open(self) -> list[Case]:
        """The disagreements that nobody settled."""
        return [case for case in self.cases if case.open]

    @property
    def gold_state(self) -> str:
        """The state of the gold set: `assigned` before anything was decided."""
        return self.sheet.gold.set.state if self.sheet else "finished"

    def case(self, case_id: str) -> Case | None:
        """Return a case by its id."""
        return next((case for case in self.cases if case.id == case_id), None)

    def with_verdicts(self, verdicts: Mapping[str, Verdict | None]) -> Reading:
        """Return the same with other verdicts for some cases, None for one that is open."""
        return replace(self, cases=_judged(self.cases, lambda case: verdicts.get(case.id, case.verdict)))


def reading_of(sheet: ReviewSheet, before: Reading | None = None) -> Reading:
    """Return what a reviewer sees; of what was read before, what still holds is kept."""
    names = {side.annotator_id: side.name or side.letter for side in sheet.sides}
    verdicts = {key: _verdict(one, names, sheet) for key, one in sheet.settled.items()}
    if before is not None and before.sheet is not None and _alike(before.sheet, sheet):
        cases = _judged(before.cases, lambda case: verdicts.get(case.id))
        return replace(before, cases=cases, sheet=sheet)
    sides = tuple(_side(one, place, one.name) for place, one in enumerate(sheet.sides))
    cases = _Maker(sheet.scheme, sheet.entities, sheet.sides).cases(sheet.items, verdicts)
    return Reading(article=sheet.article, scheme=sheet.scheme, sides=sides, cases=cases, sheet=sheet)


def _judged(cases: Iterable[Case], verdict_of: Callable[[Case], Verdict | None]) -> tuple[Case, ...]:
    """Return cases with their verdicts; those of which nothing changes stay the same objects."""
    found = ((case, verdict_of(case)) for case in cases)
    return tuple(case if case.verdict == verdict else replace(case, verdict=verdict) for case, verdict in found)


def _alike(one: ReviewSheet, other: ReviewSheet) -> bool:
    """Whether two sheets differ in nothing but what is settled and said about it."""
    if (one.article, one.scheme, one.blind, one.items) != (other.article, other.scheme, other.blind, other.items):
        return False
    return one.sides == other.sides and one.entities == other.entities


def reading_beside(beside: GoldBeside) -> Reading:
    """Return what an annotator sees of the gold beside her own labels."""
    both = (beside.own, beside.gold)
    you, gold = translate("Review", "you"), translate("Review", "gold")
    sides = (_side(beside.own, 0, you), _side(beside.gold, 1, gold))
    verdicts: dict[str, Verdict] = {}
    for item in beside.items:
        labels = (item.labels.get(side.annotator_id, "") for side in (beside.gold, beside.own))
        why = next((beside.why[one] for one in labels if one in beside.why), None)
        reason, clause = ("", "") if why is None else (why.reason, why.clause)
        verdicts[item.id] = Verdict(words=gold, side=1, reason=reason, clause=clause)
    cases = _Maker(beside.scheme, beside.entities, both).cases(beside.items, verdicts)
    return Reading(article=beside.article, scheme=beside.scheme, sides=sides, cases=cases)


def _side(side: reviewing.Side, place: int, name: str) -> Side:
    letter = chr(ord("A") + place)
    return Side(
        annotator_id=side.annotator_id,
        letter=letter,
        name=name or letter,
        finished=_day(side.set.finished) if name else "",
    )


def _day(stamp: str) -> str:
    """Return a stamp's day as it is told in passing: `18 Nov`, with the year where that is another one."""
    if not stamp:
        return ""
    day = QDate.fromString(stamp[:10], Qt.DateFormat.ISODate)
    return QLocale.c().toString(day, "d MMM" if day.year() == QDate.currentDate().year() else "d MMM yyyy")


def _verdict(one: Settlement, names: Mapping[str, str], sheet: ReviewSheet) -> Verdict:
    side = next((n for n, each in enumerate(sheet.sides) if each.annotator_id == one.taken_from), None)
    if one.how == "unanimous":
        said = translate("Review", "all agree")
    elif one.how == "majority":
        said = translate("Review", "majority")
    elif one.edited:
        said, side = translate("Review", "edited"), None
    elif side is not None:
        said = names[one.taken_from]
    else:
        said = translate("Review", "none of them")
    by = f"{one.annotator}, {one.at[:10]}" if one.annotator else one.at[:10]
    return Verdict(words=said, side=side, how=one.how, by=by, reason=one.reason, clause=one.clause)


class _Maker:
    """Makes cases of the items of one article."""

    def __init__(self, scheme: Scheme, entities: Mapping[str, Entity], sides: Sequence[reviewing.Side]) -> None:
        self._scheme, self._entities, self._sides = scheme, entities, sides

    def cases(self, items: Sequence[Item], verdicts: Mapping[str, Verdict]) -> tuple[Case, ...]:
        """Return all cases; disagreements are numbered in reading order."""
        made: list[Case] = []
        number = 0
        for item in items:
            number += bool(item.kind)
            case = self._case(item, number if item.kind else 0, verdicts.get(item.id))
            if case is not None:
                made.append(case)
        return tuple(made)

    def _case(self, item: Item, number: int, verdict: Verdict | None) -> Case | None:
        found = [self._label(item, side) for side in self._sides]
        facts = [[] if one is None else self._facts(one, side) for one, side in zip(found, self._sides, strict=True)]
        shown = [one for one in facts if one]
        said = tuple(
            None if one is None else self._said(item, place, one, facts[place], shown)
            for place, one in enumerate(found)
        )
        if not any(said):
            return None
        layer = item.layer
        title = f"{words.kind_words(item.kind)}, {words.layer_words(layer)}"
        return Case(
            id=item.id,
            number=number,
            layer=layer,
            kind=item.kind,
            title=title + (f", {item.topic}" if item.topic else ""),
            said=said,
            brief=tuple(self._brief(item, one, side) for one, side in zip(found, self._sides, strict=True)),
            verdict=verdict,
        )

    def _label(self, item: Item, side: reviewing.Side) -> Claim | Speaker | Stance | Region | None:
        label_id = item.labels.get(side.annotator_id, "")
        tables = {"claim": side.claims, "speaker": side.speakers, "stance": side.stances}
        return tables.get(item.layer, side.regions).get(label_id) if label_id else None

    def _facts(self, label: Claim | Speaker | Stance | Region, side: reviewing.Side) -> list[tuple[str, str]]:
        """Return (what it is about, words) for each thing said of a label."""
        if isinstance(label, Claim):
            facts = [
                ("type", words.type_words(label, self._scheme)),
                ("attribution", words.attribution_words(label, self._scheme)),
                ("source", words.source_words(label, side, self._entities)),
            ]
            facts += [("other", one) for one in words.other_facts(label)]
            stances = [self._stance(one) for one in words.stances_of(label.id, side)]
            return [*facts, ("stance", ", ".join(stances) or translate("Review", "no stance"))]
        if isinstance(label, Speaker):
            return [("entity", words.entity_words(label, self._entities))]
        if isinstance(label, Stance):
            return [("stance", self._stance(label))]
        return [("", words.layer_words("boilerplate"))]

    def _stance(self, one: Stance) -> str:
        return words.stance_words(one.topic, one.value, self._scheme)

    def _said(
        self,
        item: Item,
        place: int,
        label: Claim | Speaker | Stance | Region,
        facts: list[tuple[str, str]],
        shown: Sequence[list[tuple[str, str]]],
    ) -> Said:
        assert label.start is not None
        assert label.end is not None
        told = tuple(Fact(fact, any((about, fact) not in other for other in shown)) for about, fact in facts)
        side = self._sides[place]
        return Said(
            side=place,
            label_id=label.id,
            span=Span(label.start, label.end),
            facts=told,
            tag=self._tag(label, side, about_entity=item.kind == "entity"),
        )

    def _tag(self, label: Claim | Speaker | Stance | Region, side: reviewing.Side, *, about_entity: bool) -> str:
        if isinstance(label, Claim):
            value = self._scheme.value("type", label.type)
            tag = (value.tag or value.key[:5]) if value else label.type[:5]
            return " ".join([tag, *(self._sign(one) for one in words.stances_of(label.id, side))]).strip()
        if isinstance(label, Stance):
            return self._sign(label)
        if isinstance(label, Speaker) and about_entity:
            return short_name(self._entities.get(label.entity_id or ""))
        return words.layer_words("speaker" if isinstance(label, Speaker) else "boilerplate")

    def _sign(self, one: Stance) -> str:
        known = self._scheme.value("value", one.value)
        return f"{one.topic} {known.glyph or one.value[:3] if known else one.value[:3]}"

    def _brief(self, item: Item, label: Claim | Speaker | Stance | Region | None, side: reviewing.Side) -> str:
        """Return what a side says where they disagree, in a word or two."""
        if label is None:
            return translate("Review", "not marked")
        if item.kind == "missing":
            return translate("Review", "marked")
        if item.kind == "boundary":
            assert label.start is not None
            assert label.end is not None
            return counted(label.end - label.start, "{count} character", "{count} characters")
        if isinstance(label, Claim):
            stances = [self._stance(one) for one in words.stances_of(label.id, side)]
            by_kind = {
                "type": words.type_words(label, self._scheme),
                "attribution": words.attribution_words(label, self._scheme),
                "speaker": words.source_words(label, side, self._entities),
                "entity": words.mention_words(label, side, self._entities),
            }
            return by_kind.get(item.kind) or ", ".join(stances) or translate("Review", "no stance")
        if isinstance(label, Speaker):
            return words.entity_words(label, self._entities)
        return self._stance(label) if isinstance(label, Stance) else words.layer_words("boilerplate")
