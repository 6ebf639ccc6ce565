"""The sections that count: kinds of disagreement, confusions, articles, decisions on suggestions, what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from labeler.formats.agreement_help import explained
from labeler.formats.report import drawing, words
from labeler.formats.report.cells import address, linked, section_says
from labeler.formats.report.page import cell, escape, head, name, row, section, table

Table: TypeAlias = Mapping[str, Any]

_MOST_ARTICLES = 50
_MOST_NAMED = 20


def kinds(counts: Sequence[Table]) -> str:
    """Return the kinds of disagreement with their shares, and by layer."""
    wrong = [one for one in counts if one["kind"]]
    total = sum(one["count"] for one in wrong)
    if not counts:
        return ""
    if not total:
        return section("kinds", "Kinds of disagreement", ["<p>There is no disagreement.</p>"])
    layers = list(dict.fromkeys(one["layer"] for one in wrong))
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for one in wrong:
        by_kind[one["kind"]][one["layer"]] += one["count"]
    most = max(some.total() for some in by_kind.values())
    heads = [head("Kind"), head("Of all"), head("Count", number=True), head("Share", number=True)]
    heads += [head(escape(words.layer(one)), number=True) for one in layers]
    body: list[str] = []
    for kind, some in by_kind.items():
        here = some.total()
        entry = explained(kind)
        about = f'{linked(kind)}<span class="say">{escape(entry.first if entry else "")}</span>'
        cells = [cell(drawing.bar(here / most, said=f"{here} of {total}")), cell(words.count(here), number=True)]
        cells.append(cell(words.percent(here / total), number=True))
        body.append(row(about, cells + [cell(words.count(some[one]), number=True) for one in layers]))
    agreed = sum(one["count"] for one in counts if not one["kind"])
    said = (
        f"<p>{words.count(total)} disagreements; in {words.count(agreed)} places all who finished the article agree. "
        "Each disagreement counts once, as the first kind that applies, so the kinds add up to all.</p>"
    )
    return section("kinds", "Kinds of disagreement", [said, table(heads, body)])


def confusions(maps: Sequence[Table]) -> str:
    """Return which values are taken for which others; maps of several pairs are added."""
    by_choice: dict[tuple[str, str], list[Table]] = defaultdict(list)
    for one in maps:
        if any(map(any, one["counts"])):
            by_choice[one["attribute"], one["topic"]].append(one)
    parts = [_one_pair(some[0]) if len(some) == 1 else _all_pairs(some) for some in by_choice.values()]
    said = (
        "<p>How often one's value met another's on the same claim. NONE: the other did not mark the claim. "
        "What stands on the diagonal agrees.</p>"
    )
    return section("confusions", "What is taken for what", [said, *parts]) if parts else ""


def articles(rows: Sequence[Table]) -> str:
    """Return the articles with most disagreements for their length."""
    own = sorted((one for one in rows if one["count"]), key=lambda one: (-_rate(one), one["key"]))
    if not own:
        return ""
    heads = [head("Article"), head("Finished by"), head("For 1,000 words", number=True)]
    heads += [head("Disagreements", number=True), head("Words", number=True)]
    body: list[str] = []
    for one in own[:_MOST_ARTICLES]:
        about = f'{name(one["title"] or one["key"])}<span class="say">{name(one["key"])}</span>'
        cells = [cell(", ".join(name(who) for who in one["annotators"])), cell(f"<b>{_rate(one):.1f}</b>", number=True)]
        cells += [cell(words.count(one[key]), number=True) for key in ("count", "words")]
        body.append(row(about, cells))
    rest = len(own) - len(body)
    more = [f'<p class="aside">{words.count(rest)} more articles with disagreements: see the JSON.</p>'] if rest else []
    said = section_says("Articles to look at first")
    return section("articles", "Articles to look at first", [said, table(heads, body), *more])


def decisions(rows: Sequence[Table]) -> str:
    """Return what each annotator did with suggestions, and by rule."""
    if not rows:
        return ""
    heads = [head("Annotator"), head("Rule"), head("Shown", number=True)]
    heads += [head(one, number=True) for one in ("Accepted", "Edited", "Rejected", "Undecided")]
    heads += [head(linked("unaided_match"), number=True), head(linked("seconds"), number=True)]
    body: list[str] = []
    for one in rows:
        parts = [one[key] for key in ("accepted", "edited", "rejected", "undecided")]
        shown, unaided = sum(parts), one["unaided"]
        cells = [cell(f"<code>{escape(one['rule'])}</code>" if one["rule"] else "all")]
        cells += [cell(words.count(shown), number=True)]
        cells += [cell(words.percent(part / shown if shown else None), number=True) for part in parts]
        cells.append(cell(words.percent(unaided / (shown + unaided) if shown + unaided else None), number=True))
        cells.append(cell(words.seconds(one["seconds"]), number=True))
        body.append(row(name(one["annotator"]), cells))
    said = (
        f'<p>Shares of what was shown; <a href="#{address("decisions")}">what they say</a>. Unaided matches are a '
        "share of all suggestions, those included that were never shown because the label was there already.</p>"
    )
    return section("decisions", "What becomes of suggestions", [said, table(heads, body)])


def excluded(rows: Sequence[Table]) -> str:
    """Return what no figure counts, by reason and annotator, with the first articles by name."""
    if not rows:
        return section("excluded", "Left out", ["<p>Nothing: every set is finished.</p>"])
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in rows:
        groups[one["reason"], one["annotator"]].append(one["article"])
    body: list[str] = []
    for (reason, who), keys in sorted(groups.items()):
        rest = len(keys) - _MOST_NAMED
        named = ", ".join(name(key) for key in keys[:_MOST_NAMED]) + (
            f" and {words.count(rest)} more" if rest > 0 else ""
        )
        cells = [cell(name(who) if who else "–"), cell(words.count(len(keys)), number=True), cell(named)]
        body.append(row(escape(words.title(reason)), cells))
    heads = [head("Reason"), head("Annotator"), head("Sets", number=True), head("Articles")]
    return section(
        "excluded", "Left out", [f"<p>{words.count(len(rows))} sets count in no figure.</p>", table(heads, body)]
    )


def _one_pair(one: Table) -> str:
    heads = [head(f"{name(one['first'])} ↓ {name(one['second'])} →"), *(head(name(value)) for value in one["values"])]
    most = max(max(line) for line in one["counts"])
    body = [
        row(name(value), [_count(n, most, same=i == j) for j, n in enumerate(line)])
        for i, (value, line) in enumerate(zip(one["values"], one["counts"], strict=True))
    ]
    return f"<h3>{name(_choice(one))}</h3>" + table(heads, body, kind="map")


def _all_pairs(maps: Sequence[Table]) -> str:
    """Return the maps of all pairs as one: who of two gave which value does not matter then."""
    values = list(dict.fromkeys(value for one in maps for value in one["values"][:-1]))
    values.append(maps[0]["values"][-1])
    place = {value: i for i, value in enumerate(values)}
    both: Counter[tuple[int, int]] = Counter()
    for one in maps:
        at = [place[value] for value in one["values"]]
        for i, line in zip(at, one["counts"], strict=True):
            for j, n in zip(at, line, strict=True):
                both[min(i, j), max(i, j)] += n
    most = max(both.values())
    body = [
        row(
            name(value),
            [cell("") if j < i else _count(both[i, j], most, same=i == j) for j in range(len(values))],
        )
        for i, value in enumerate(values)
    ]
    title = f"<h3>{name(_choice(maps[0]))}, {len(maps)} pairs together</h3>"
    return title + table([head(""), *(head(name(value)) for value in values)], body, kind="map")


def _count(number: int, most: int, *, same: bool) -> str:
    shade = "s2" if 2 * number > most else "s1" if 10 * number > most else ""
    return cell(words.count(number) if number else "·", kind="same" if same else shade)


def _choice(one: Table) -> str:
    layer = "stance" if one["attribute"] == "value" else "claim"
    row_of = {
        "layer": layer,
        "measure": "observed",
        "attribute": one["attribute"],
        "topic": one["topic"],
        "category": "",
    }
    return words.subject(row_of)


def _rate(one: Table) -> float:
    return 1000 * one["count"] / one["words"] if one["words"] else 0.0
