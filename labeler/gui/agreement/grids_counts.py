"""What is counted rather than measured: kinds of disagreement, articles, decisions, what is left out, as grids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from labeler.agreement.report import ArticleRow, Decided, Excluded, Report
from labeler.gui.agreement.cells import Amount, Cell, Column, Grid, Later, Line
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.agreement.words import NOT_THERE, kind_name, number, reason_words, share, verdict_name, whole_shares
from labeler.gui.plural import counted

translate = QCoreApplication.translate
# So many titles tell how wide the longest is: it is cut where it is wider than its column.
_SAMPLE = 200


def kinds(report: Report) -> Grid:
    """Return the kinds of disagreement, the most frequent first; they add up to 100 %."""
    found = sorted((one for one in report.kinds if one.kind and one.count), key=lambda one: -one.count)
    shares = whole_shares([one.count for one in found])
    greatest = max((one.count for one in found), default=1)
    lines: list[Line] = []
    for one, part in zip(found, shares, strict=True):
        name = kind_name(one.layer, one.kind)
        words = f"{name}: {number(one.count)}, {part}"
        wanted = Wanted(title=name, layer=one.layer, kind=one.kind)
        lines.append(
            Line(
                (
                    Cell(text=name, spoken=words, tip=_kind_told(one.layer, one.kind) or words, wanted=wanted),
                    Cell(spoken=words, tip=words, drawing=Amount(one.count / greatest), wanted=wanted),
                    Cell(text=number(one.count), tone="strong", wanted=wanted),
                    Cell(text=part, tone="soft", wanted=wanted),
                ),
                key=f"{one.layer} {one.kind}",
            )
        )
    columns = (
        Column(named=translate("Agreement", "Kind"), wide=2, least=84),
        Column(named=translate("Agreement", "Share of the most frequent"), wide=3),
        Column(named=translate("Agreement", "Number"), right=True),
        Column(named=translate("Agreement", "Share of all"), right=True),
    )
    return Grid(columns=columns, lines=tuple(lines), high=26, headless=True)


def _kind_told(layer: str, kind: str) -> str:
    """Return what counts as a kind."""
    if kind == "missing":
        return translate("Agreement", "At least one who finished the article did not mark it at all.")
    if kind == "boundary":
        return translate("Agreement", "All marked it, but not from the same first to the same last character.")
    if layer == "claim":
        return {
            "type": translate("Agreement", "The same words, but another type of claim."),
            "attribution": translate("Agreement", "The same words and type, but another attribution."),
            "speaker": translate("Agreement", "Another speaker, or the author against a speaker."),
            "entity": translate("Agreement", "The same mention as speaker, but it stands for someone else."),
            "stance missing": translate("Agreement", "One saw a stance on a topic where another saw none."),
            "stance value": translate("Agreement", "A stance on the same topic, but another value."),
            "attribute": translate("Agreement", "The same but for a further attribute."),
        }.get(kind, "")
    return ""


def total_kinds(report: Report) -> tuple[int, int]:
    """Return how many units disagree, and how many agree."""
    differ = sum(one.count for one in report.kinds if one.kind)
    return differ, sum(one.count for one in report.kinds if not one.kind)


def worst(report: Report) -> Grid:
    """Return the articles by disagreements per 1,000 words, the worst first, as the report has them."""
    found = [one for one in report.articles if len(one.annotators) > 1]
    numbers = {name: place for place, name in enumerate(report.annotators)}

    def widest() -> list[Line]:
        people = dict(zip(map(attrgetter("annotators"), found), found, strict=True))
        told = [found[0], max(found, key=attrgetter("count")), *people.values()]
        told.append(max(found[:_SAMPLE], key=lambda one: len(one.title or one.key)))
        return [_article_line(numbers, one) for one in told]

    lines = Later([one.key for one in found], lambda place: _article_line(numbers, found[place]), widest)
    columns = (
        Column(head=translate("Agreement", "Article"), wide=1, least=100),
        Column(head=translate("Agreement", "Who"), named=translate("Agreement", "Finished by"), drop=1),
        Column(head=translate("Agreement", "Per 1,000"), named=translate("Agreement", "Per 1,000 words"), right=True),
        Column(head=translate("Agreement", "All"), named=translate("Agreement", "Disagreements"), right=True),
    )
    return Grid(columns=columns, lines=lines, high=28)


def _article_line(numbers: Mapping[str, int], one: ArticleRow) -> Line:
    title = " ".join(one.title.split()) or one.key
    who = ", ".join(one.annotators)
    words = translate("Agreement", "{title}: {rate} per 1,000 words, {count}, finished by {who}").format(
        title=title,
        rate=f"{one.rate:.1f}",
        count=counted(one.count, "{count} disagreement", "{count} disagreements"),
        who=who,
    )
    letters = tuple(numbers[name] for name in one.annotators if name in numbers)
    shown = letters if len(letters) <= 3 else letters[:2]
    more = f"+{len(letters) - 2}" if len(letters) > 3 else ""
    wanted = Wanted(title=title, article=one.key) if one.count else None
    return Line(
        (
            Cell(text=title, spoken=words, tip=words, wanted=wanted),
            Cell(text=more, spoken=who, tip=who, letters=shown, tone="soft"),
            Cell(text=f"{one.rate:.1f}", tone="strong"),
            Cell(text=number(one.count)),
        ),
        key=one.key,
    )


def decisions(report: Report, *, by_rule: bool) -> Grid:
    """Return what became of suggestions: by annotator, or by annotator and rule."""
    found = [one for one in report.decided if bool(one.rule) == by_rule]
    found.sort(key=lambda one: (-_suggested(one), one.annotator, one.rule) if by_rule else (0, one.annotator, ""))
    lines = [_decided_line(report, one, by_rule=by_rule) for one in found]
    columns = (
        Column(head=translate("Agreement", "Annotator"), wide=1, least=72, most=150),
        *((Column(head=translate("Agreement", "Rule"), wide=1, least=72, most=150),) if by_rule else ()),
        Column(head=translate("Agreement", "Accepted"), right=True),
        Column(head=translate("Agreement", "Edited"), right=True, drop=1),
        Column(head=translate("Agreement", "Rejected"), right=True),
        Column(
            head=translate("Agreement", "Unaided"),
            named=translate("Agreement", "Marked the same without the suggestion"),
            right=True,
            drop=2,
        ),
        Column(
            head=translate("Agreement", "Time"), named=translate("Agreement", "Median seconds to decide"), right=True
        ),
    )
    return Grid(columns=columns, lines=tuple(lines), by_cell=True, even=False)


def _decided_line(report: Report, one: Decided, *, by_rule: bool) -> Line:
    whole = _suggested(one)
    time = translate("Agreement", "{seconds} s").format(seconds=f"{one.seconds:.1f}") if one.seconds is not None else ""
    letters = (report.annotators.index(one.annotator),) if one.annotator in report.annotators else ()
    who = one.annotator or translate("Agreement", "everybody")
    told = translate(
        "Agreement",
        "{who}: of {whole} suggestions {accepted} accepted, {edited} edited, {rejected} rejected, {unaided} marked the "
        "same unaided, {undecided} left open",
    ).format(
        who=f"{who}, {one.rule}" if by_rule else who,
        whole=number(whole),
        accepted=number(one.accepted),
        edited=number(one.edited),
        rejected=number(one.rejected),
        unaided=number(one.unaided),
        undecided=number(one.undecided),
    )
    counts = {
        "accepted": one.accepted,
        "edited": one.edited,
        "rejected": one.rejected,
        "unaided match": one.unaided,
    }
    taken = _came_of(one, "accepted") if one.accepted else None
    return Line(
        (
            Cell(text=who, spoken=told, tip=told, letters=letters, wanted=taken),
            *((Cell(text=one.rule, tip=one.rule, tone="soft", wanted=taken),) if by_rule else ()),
            *(_verdict(one, verdict, count, whole) for verdict, count in counts.items()),
            Cell(text=time or NOT_THERE, tone="soft", wanted=taken),
        ),
        key=f"{one.annotator} {one.rule}",
    )


def _verdict(one: Decided, verdict: str, count: int, whole: int) -> Cell:
    name = verdict_name(verdict)
    told = translate("Agreement", "{name}: {count} of {whole}").format(
        name=name, count=number(count), whole=number(whole)
    )
    # Of a suggestion that was rejected no label is there to be opened.
    opened = count and verdict != "rejected"
    return Cell(
        text=share(count, whole),
        spoken=told,
        tip=told if verdict != "rejected" else f"{told}. {translate('Agreement', 'They left no label to open.')}",
        tone="strong" if verdict == "accepted" else "",
        wanted=_came_of(one, verdict) if opened else None,
    )


def _came_of(one: Decided, verdict: str) -> Wanted:
    who = ", ".join(part for part in (one.annotator, one.rule, verdict_name(verdict)) if part)
    return Wanted(title=who, decided=(one.annotator, one.rule, verdict))


def _suggested(one: Decided) -> int:
    return one.accepted + one.edited + one.rejected + one.unaided + one.undecided


def left_out(report: Report) -> Grid:
    """Return the sets and articles that no figure counts, with the reasons."""
    titles = {one.key: " ".join(one.title.split()) for one in report.articles}
    found = sorted(report.excluded)
    numbers = {name: place for place, name in enumerate(report.annotators)}

    def widest() -> list[Line]:
        told = {max(found, key=lambda one: len(titles.get(one.article) or one.article))}
        told |= set({one.annotator: one for one in found}.values()) | set({one.reason: one for one in found}.values())
        return [_left_out_line(numbers, titles, one) for one in told]

    def make(place: int) -> Line:
        return _left_out_line(numbers, titles, found[place])

    lines = Later([" ".join(one) for one in found], make, widest)
    columns = (
        Column(head=translate("Agreement", "Article"), wide=3, least=120),
        Column(head=translate("Agreement", "Annotator"), wide=1, least=80, most=220),
        Column(head=translate("Agreement", "Why"), wide=1, least=100, most=320),
    )
    return Grid(columns=columns, lines=lines)


def _left_out_line(numbers: Mapping[str, int], titles: Mapping[str, str], one: Excluded) -> Line:
    title, why = titles.get(one.article) or one.article, reason_words(one.reason)
    who = one.annotator or NOT_THERE
    words = f"{title}, {who}: {why}"
    letters = (numbers[one.annotator],) if one.annotator in numbers else ()
    return Line(
        (
            Cell(text=title, spoken=words, tip=words),
            Cell(text=who, letters=letters, tone="soft"),
            Cell(text=why, tone="soft"),
        ),
        key=" ".join(one),
    )


def left_out_words(report: Report) -> str:
    """Return how many articles are left out and why, "" if none are."""
    reasons: Counter[str] = Counter()
    articles = {one.article for one in report.excluded}
    for one in {(one.article, one.reason) for one in report.excluded}:
        reasons[one[1]] += 1
    if not articles:
        return ""
    told = ", ".join(f"{number(count)} {reason_words(reason)}" for reason, count in reasons.most_common())
    head = counted(
        len(articles), "{count} article has sets that are left out", "{count} articles have sets that are left out"
    )
    return f"{head}: {told}."
