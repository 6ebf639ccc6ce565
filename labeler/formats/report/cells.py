"""Figures in cells of tables: value, interval as a drawing and in digits, what is said of them."""

from __future__ import annotations

from collections.abc import Iterable

from labeler.formats.agreement_help import entries, explained
from labeler.formats.report import drawing, words
from labeler.formats.report.drawing import Scale
from labeler.formats.report.page import cell, escape, head, name, row
from labeler.formats.report.words import Row

_CHANCE = {"u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha", "alpha_nominal", "alpha_ordinal", "kappa", "ac1", "gamma"}


def scale_of(rows: Iterable[Row]) -> Scale:
    """Return a scale on which all of the rows and their intervals have place."""
    return drawing.scale_for([one[key] for one in rows for key in ("value", "low")])


def figure_heads(scale: Scale, *titles: str) -> list[str]:
    """Return the heads above `figure_cells`, after those of the given titles."""
    heads = [*(head(escape(one)) for one in titles), head("Value", number=True), head(drawing.axis(scale))]
    return [*heads, head("95 %"), *(head(linked(one), number=True) for one in ("articles", "units", "coverage"))]


def figure_row(one: Row, scale: Scale) -> str:
    """Return a row: what it is about, with a sentence that says the figure, its measure, then `figure_cells`."""
    about = f'{name(words.subject(one))}<span class="say">{escape(words.said(one))}</span>'
    return row(about, [cell(linked(one["measure"], words.measure(one)), kind="m"), *figure_cells(one, scale)])


def figure_cells(one: Row, scale: Scale) -> list[str]:
    """Return value, drawing, interval, articles, units and coverage."""
    return [
        cell(f"<b>{value(one)}</b>", number=True),
        cell(bar(one, scale)),
        cell(escape(interval(one)), kind="w" if one["low"] is not None else "aside"),
        cell(words.count(one["articles"]), number=True),
        cell(words.count(one["units"]), number=True),
        cell("" if one["coverage"] is None else words.percent(one["coverage"]), number=True),
    ]


def value(one: Row) -> str:
    """Return the value in digits, or that there is none."""
    return "undef." if one["value"] is None else words.number(one["value"])


def interval(one: Row) -> str:
    """Return the interval in digits, or why there is none."""
    return words.between(one) or (words.title(one["reason"]) if one["reason"] else "")


def bar(one: Row, scale: Scale, *, second: bool = False) -> str:
    """Return the drawing of a figure."""
    reach = words.between(one)
    said = f"{value(one)}, 95 % interval {reach}" if reach else value(one)
    marks = one["measure"] in _CHANCE
    return drawing.interval(scale, one["value"], one["low"], one["high"], said=said, marks=marks, second=second)


def with_interval(one: Row | None) -> str:
    """Return a cell with a value, its interval below; a dash without a row."""
    if one is None:
        return cell("–", number=True)
    below = interval(one)
    return cell(f"<b>{value(one)}</b>" + (f'<span class="say">{escape(below)}</span>' if below else ""), number=True)


def linked(code: str, text: str = "") -> str:
    """Return the title of what a code stands for, which leads to its explanation."""
    shown = escape(text or words.title(code))
    return f'<a href="#{address(code)}">{shown}</a>' if explained(code) else shown


def address(code: str) -> str:
    """Return the place of an explanation within the page."""
    return "says-" + code.replace(" ", "-")


def says(code: str) -> str:
    """Return the explanation of a code as a paragraph, "" where there is none."""
    entry = explained(code)
    return f"<p>{escape(' '.join(entry.text))}</p>" if entry else ""


def section_says(title: str) -> str:
    """Return what stands below a title of the help, as paragraphs."""
    found = next((one for one in entries() if not one.code and one.title == title), None)
    return "".join(f"<p>{escape(one)}</p>" for one in found.text) if found else ""


def is_choice(one: Row) -> bool:
    """Return whether a row is about what was chosen for a label, not about where it is."""
    return one["measure"] in {"observed", "alpha_nominal", "alpha_ordinal", "kappa", "ac1"} and bool(one["attribute"])


def at(one: Row, threshold: float) -> bool:
    """Return whether a row is not of another threshold than this one; only the curve has others."""
    return one["measure"] not in {"f1_overlap", "precision", "recall", "f1"} or one["threshold"] in {None, threshold}
