"""The panels of the page, and what each shows of a report."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from labeler.agreement.defaults import DRAWS
from labeler.agreement.report import Confusion, Report
from labeler.gui.agreement import grids_counts, grids_layers, grids_people, picks
from labeler.gui.agreement.cells import Grid
from labeler.gui.agreement.panel import Panel
from labeler.gui.agreement.words import number
from labeler.gui.plural import counted

translate = QCoreApplication.translate
# Under so many articles no interval is given.
ENOUGH = 10
_PARTS = (("suggested", "unaided"), ("shown", "blind"))


class Panels(QObject):
    """All panels in reading order."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.report: Report | None = None
        self._maps: list[Confusion] = []
        self.figures = Panel(self.tr("Figures"), field)
        self.matrix = Panel(self.tr("Annotators"), field)
        self.influence = Panel(self.tr("Suggestions"), field)
        self.kinds = Panel(self.tr("Kinds of disagreement"), field)
        self.confusion = Panel(self.tr("Confusion"), field)
        self.worst = Panel(self.tr("Worst articles"), field)
        self.trend = Panel(self.tr("Trend"), field)
        self.gold = Panel(self.tr("Against gold"), field)
        self.which = self.figures.choose_by(self.tr("Which figures"))
        self.measure = self.matrix.choose_by(self.tr("Which figure"))
        self.compared = self.influence.choose_by(self.tr("What is compared"))
        self.attribute = self.confusion.choose_by(self.tr("Which choice"))
        self.pair = self.confusion.choose_by(self.tr("Which annotators"))
        self.along = self.trend.choose_by(self.tr("Along what"))
        self.against = self.gold.choose_by(self.tr("Against what"))
        self.confusion.describe_by(self._met)
        self.influence.describe_by(self._legend)
        self._shown = {
            self.figures: self._show_figures,
            self.matrix: self._show_matrix,
            self.influence: self._show_influence,
            self.kinds: self._show_kinds,
            self.confusion: self._show_confusion,
            self.worst: self._show_worst,
            self.trend: self._show_trend,
            self.gold: self._show_gold,
        }
        for panel, show in self._shown.items():
            panel.chosen.connect(show)

    def all(self) -> list[Panel]:
        """Return the panels in reading order."""
        return list(self._shown)

    def show_report(self, report: Report) -> None:
        """Show another report; choices stay as they are where they still can be made."""
        self.report = report
        self.which.show_choices([("", self.tr("Headline")), ("all", self.tr("All figures"))])
        self.measure.show_choices([(one, one.words) for one in picks.comparable(report)])
        self.compared.show_choices(_comparisons(report))
        found = self._maps = picks.maps(report)
        names = {(one.attribute, one.topic): grids_people.confusion_name(one) for one in found}
        self.attribute.show_choices(list(names.items()))
        if self.pair.count() < 2:
            # Of two annotators nothing was chosen.
            self.pair.show_choices([])
        self.pair.show_choices(list({(one.first, one.second): grids_people.pair_name(one) for one in found}.items()))
        self.along.show_choices(_ways(report))
        self.against.show_choices(_standards(report))
        for show in self._shown.values():
            show()
        self.trend.setVisible(self.along.count() > 0)
        self.gold.setVisible(self.against.count() > 0)
        self.influence.setVisible(self.compared.count() > 0)

    def _show_figures(self) -> None:
        report = self._report()
        grid = grids_layers.figures(report, whole=self.which.value() == "all")
        self.figures.show_grid(grid, note=self._drawn(report), empty=self.tr("No figures for this layer."))

    def _drawn(self, report: Report) -> str:
        """Return what was drawn for the figures, and from which seed."""
        note = self.tr("95 % interval by bootstrap over articles, {draws} draws, seed {seed} · dotted: α .667 and .80")
        few = 0 < report.doubly < ENOUGH
        words = self.tr("fewer than ten articles: no intervals") if few else note
        gamma = max((row.articles for row in report.rows if row.measure == "gamma"), default=0)
        if gamma:
            words = self.tr("{words} · γ of {articles} drawn with seed {seed}").replace("{words}", words)
        articles = counted(gamma, "{count} article", "{count} articles")
        return words.format(draws=number(DRAWS), seed=report.seed, articles=articles)

    def _show_matrix(self) -> None:
        report = self._report()
        grid = grids_people.matrix(report, self.measure.value())
        if not picks.pairs(report):
            grid = Grid()
        empty = self.tr("Who agrees with whom stands here once two annotators have finished the same articles.")
        self.matrix.show_grid(grid, empty=empty)

    def _show_influence(self) -> None:
        report, chosen = self._report(), self.compared.value()
        if chosen in {"by annotator", "by rule"}:
            grid = grids_counts.decisions(report, by_rule=chosen == "by rule")
            self.influence.show_grid(grid)
        else:
            first, second = chosen or _PARTS[0]
            grid = grids_layers.influence(report, first, second)
            self.influence.show_grid(grid)

    def _show_kinds(self) -> None:
        report = self._report()
        differ, agree = grids_counts.total_kinds(report)
        note = self.tr("{differ} · first cause only").format(differ=number(differ))
        empty = self.tr("They agree on everything that both finished.") if agree else self.tr("Nothing to compare.")
        self.kinds.show_grid(grids_counts.kinds(report), note=note, empty=empty)

    def _show_confusion(self) -> None:
        found = self._confusion()
        grid = grids_people.confusion(found) if found is not None else Grid()
        empty = self.tr("Which values are taken for which stands here once two annotators marked the same claims.")
        together = found is not None and not found.first
        note = self.tr("every two people once, the same both ways round") if together else ""
        self.confusion.show_grid(grid, note=note, empty=empty)

    def _show_worst(self) -> None:
        report = self._report()
        empty = self.tr("No article is finished by two annotators.")
        note = self.tr("disagreements per 1,000 words")
        self.worst.show_grid(grids_counts.worst(report), note=note, empty=empty)

    def _show_trend(self) -> None:
        report, way = self._report(), self.along.value()
        if way == "threshold":
            grid = grids_layers.over_thresholds(report)
        else:
            parts = picks.subsets(report, str(way or "month:"))
            grid = grids_layers.over_parts(report, parts)
        self.trend.show_grid(grid, note=grid.note)

    def _show_gold(self) -> None:
        report = self._report()
        if self.against.value() == "self":
            self.gold.show_grid(grids_people.with_oneself(report), note=self.tr("articles labelled twice"))
        else:
            note = self.tr("against the settled labels")
            self.gold.show_grid(grids_people.against_gold(report), note=note)

    def _confusion(self) -> Confusion | None:
        """Return the chosen one; of a pair without it, that of another pair."""
        what, pair = self.attribute.value(), self.pair.value()
        same = [one for one in self._maps if (one.attribute, one.topic) == what]
        return next((one for one in same if (one.first, one.second) == pair), same[0] if same else None)

    def _legend(self) -> str:
        chosen = self.compared.value()
        if not isinstance(chosen, tuple):
            return ""
        first, second = (grids_layers.part_name(str(one)) for one in chosen)
        return f"● {first}   ■ {second}"

    def _met(self) -> str:
        cell, found = self.confusion.chart.current(), self._confusion() if self.report is not None else None
        if cell is None or found is None or not cell.spoken:
            return ""
        if cell.wanted is None:
            return cell.spoken
        return self.tr("Enter opens {words}").format(words=cell.spoken)

    def _report(self) -> Report:
        assert self.report is not None
        return self.report


def _comparisons(report: Report) -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = []
    names = {
        _PARTS[0]: translate("Panels", "Suggested / unaided"),
        _PARTS[1]: translate("Panels", "Shown / blind articles"),
    }
    found += [(parts, name) for parts, name in names.items() if not grids_layers.influence(report, *parts).empty]
    if any(not one.rule for one in report.decided):
        found.append(("by annotator", translate("Panels", "Decisions by annotator")))
    if any(one.rule for one in report.decided):
        found.append(("by rule", translate("Panels", "Decisions by rule")))
    return found


def _ways(report: Report) -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = []
    if len(picks.subsets(report, "month:")) > 1:
        found.append(("month:", translate("Panels", "By month")))
    if len(picks.subsets(report, "guidelines:")) > 1:
        found.append(("guidelines:", translate("Panels", "By version of the guidelines")))
    if not grids_layers.over_thresholds(report).empty:
        found.append(("threshold", translate("Panels", "By overlap asked for")))
    return found


def _standards(report: Report) -> list[tuple[object, str]]:
    found: list[tuple[object, str]] = []
    if not grids_people.against_gold(report).empty:
        found.append(("gold", translate("Panels", "Against gold")))
    if not grids_people.with_oneself(report).empty:
        found.append(("self", translate("Panels", "Against oneself")))
    return found


def counts_words(report: Report) -> str:
    """Return what the figures count, for the line beside the title."""
    articles = counted(
        report.doubly,
        "{count} article finished by two or more annotators",
        "{count} articles finished by two or more annotators",
    )
    sets = counted(report.sets, "{count} finished set", "{count} finished sets")
    return translate("Panels", "{articles}, {sets} · adjudicated labels and suggestions not counted").format(
        articles=articles, sets=sets
    )
