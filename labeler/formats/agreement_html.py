"""A report on agreement as one file of HTML, to read, print and send: what each figure says stands beside it.

Takes what `labeler agreement --json` prints. The page needs nothing else and runs nothing; the same report gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from labeler.formats.agreement_help import Entry, entries
from labeler.formats.report import counts, parts, tables, words
from labeler.formats.report.cells import address
from labeler.formats.report.page import escape, name, page, section
from labeler.formats.report.words import Row

# Up to so many annotators every figure of every pair is printed.
_FEW = 3
# What is said first: layer, measure, attribute.
_SHORT = (
    ("frame", "f1", ""),
    ("claim", "f1_overlap", ""),
    ("speaker", "f1_overlap", ""),
    ("claim", "alpha_nominal", "type"),
    ("stance", "alpha_nominal", "value"),
)


def write(report: Mapping[str, Any], *, title: str) -> bytes:
    """Return the bytes of the page. `title` says of what, such as the project's name.

    Of `report` only `measures`, `excluded`, `conventions`, `seed` and `version` must be there.
    """
    rows: Sequence[Row] = report["measures"]
    annotators: Sequence[str] = report.get("annotators", ())
    threshold: float = report.get("asked", {}).get("threshold", 0.5)
    sections = [
        tables.team(rows, threshold),
        counts.kinds(report.get("kinds", ())),
        tables.curve(rows),
        tables.categories(rows),
        tables.pairs(rows, annotators, threshold),
        tables.each_pair(rows, annotators, threshold) if len(annotators) <= _FEW else "",
        counts.confusions(report.get("confusions", ())),
        counts.articles(report.get("articles", ())),
        parts.beside(rows, ("suggested", "unaided"), "Suggested against unaided", threshold),
        parts.beside(rows, ("shown", "blind"), "With suggestions against without", threshold),
        parts.by_part(rows, "rule", "By rule of the suggestions", threshold),
        counts.decisions(report.get("decisions", ())),
        tables.gold(rows, threshold),
        parts.by_part(rows, "month", "Over time", threshold),
        parts.by_part(rows, "guidelines", "By version of the guidelines", threshold),
        parts.by_part(rows, "self", "Against oneself", threshold),
        counts.excluded(report["excluded"]),
        _glossary(),
        _method(report),
    ]
    shown = [one for one in sections if one]
    return page(f"Agreement: {title}", [_top(report, title, rows, threshold), _contents(shown), *shown])


def _top(report: Mapping[str, Any], title: str, rows: Sequence[Row], threshold: float) -> str:
    figures = [
        (len(report.get("annotators", ())), "annotators"),
        (report.get("doubly"), "articles finished by two or more"),
    ]
    figures += [(report.get("sets"), "finished sets"), (len(report["excluded"]), "sets left out")]
    listed = "".join(f"<li><b>{words.count(n)}</b>{what}</li>" for n, what in figures if n is not None)
    said = [f"<p>{escape(one)}</p>" for one in _in_short(rows, threshold)]
    return "\n".join(
        [
            f"<h1>Agreement: {name(title)}</h1>",
            f'<ul class="figures">{listed}</ul>',
            *_asked(report.get("asked", {})),
            *_warnings(report, rows),
            section("short", "In short", said or ["<p>There is nothing to compare yet.</p>"]),
        ]
    )


def _in_short(rows: Sequence[Row], threshold: float) -> list[str]:
    said: list[str] = []
    for layer, measure, attribute in _SHORT:
        found = next((one for one in rows if _is(one, layer, measure, attribute, threshold)), None)
        if found and (found["units"] or found["value"] is not None):
            reach = f" (95 %: {words.between(found)})" if found["low"] is not None else ""
            value = words.number(found["value"]) if found["value"] is not None else "no figure"
            compared = (
                "" if found["coverage"] is None else f" Compared: {words.percent(found['coverage'])} of all labels."
            )
            said.append(
                f"{words.subject(found)}, {words.measure(found)}: {value}{reach}. {words.said(found)}{compared}"
            )
    return said


def _is(one: Row, layer: str, measure: str, attribute: str, threshold: float) -> bool:
    plain = not (one["annotators"] or one["subset"] or one["category"] or one["topic"])
    wanted = (one["layer"], one["measure"], one["attribute"]) == (layer, measure, attribute)
    return plain and wanted and one["threshold"] in {None, threshold}


def _asked(asked: Mapping[str, Any]) -> list[str]:
    """Return what the report was limited to, if it was."""
    said: list[str] = []
    if asked.get("annotators"):
        said.append("annotators " + ", ".join(name(one) for one in asked["annotators"]))
    if asked.get("articles"):
        said.append(f"{words.count(len(asked['articles']))} chosen articles")
    said += [
        f"finished {word} {escape(asked[key])}"
        for key, word in (("since", "since"), ("until", "until"))
        if asked.get(key)
    ]
    if asked.get("guidelines"):
        said.append(f"version {asked['guidelines']} of the guidelines")
    if asked.get("layer"):
        said.append(f"layer {escape(asked['layer'])}")
    return [f"<p>Only: {'; '.join(said)}.</p>"] if said else []


def _warnings(report: Mapping[str, Any], rows: Sequence[Row]) -> list[str]:
    if report.get("doubly", 1) == 0:
        return ['<p class="note">No article was finished by two people: there is nothing to compare.</p>']
    if any(one["reason"] == "too_few_articles" and not one["subset"] and not one["annotators"] for one in rows):
        return ['<p class="note">Fewer than ten articles were finished by two people: no intervals are given.</p>']
    return []


def _contents(sections: Sequence[str]) -> str:
    links: list[str] = []
    for one in sections:
        id_, title = one.split('id="', 1)[1].split('"', 1)[0], one.split("<h2>", 1)[1].split("</h2>", 1)[0]
        links.append(f'<a href="#{id_}">{title}</a>')
    return f'<nav aria-label="Contents">{" · ".join(links)}</nav>'


def _glossary() -> str:
    """Return what every figure says, in the words of the help."""
    body: list[str] = []
    opened = False
    for one in entries():
        if one.code or one.title != one.section:
            body.append("" if opened else "<dl>")
            opened = True
            body.append(_entry(one))
        else:
            body.append("</dl>" if opened else "")
            opened = False
            level = f"<h3>{escape(one.title)}</h3>" if one.section else ""
            body.append(level + "".join(f"<p>{escape(text)}</p>" for text in one.text))
    body.append("</dl>" if opened else "")
    return section("figures", "What the figures say", [one for one in body if one])


def _entry(one: Entry) -> str:
    place = f' id="{address(one.code)}"' if one.code else ""
    code = f" <code>{escape(one.code)}</code>" if one.code else ""
    return f"<dt{place}>{escape(one.title)}{code}</dt><dd>{''.join(f'<p>{escape(text)}</p>' for text in one.text)}</dd>"


def _method(report: Mapping[str, Any]) -> str:
    listed = "".join(
        f"<dt>{escape(key.replace('_', ' '))}</dt><dd>{escape(text)}</dd>"
        for key, text in report["conventions"].items()
    )
    said = f"<p>Computed by Labeler {escape(report['version'])}; draws from seed {escape(report['seed'])}.</p>"
    kept = (
        "<p>Every figure can be computed again from the items that <code>labeler agreement --csv</code> writes; "
        "<code>--recompute</code> does so and compares.</p>"
    )
    return section("method", "Method", [said, kept, f"<dl>{listed}</dl>"])
