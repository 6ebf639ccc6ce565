"""Figures and measures in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from labeler.agreement.report import Row

translate = QCoreApplication.translate
NOT_THERE = "—"
_MINUS = "−"


def figure(value: float | None) -> str:
    """Return a figure as `.87`; what is not quite 1 is never told as 1, nor what is not quite 0 as 0."""
    if value is None:
        return translate("Agreement", "undef.")
    size, sign = abs(value), _MINUS if value < 0 else ""
    if 0.995 <= size < 1:
        return f"{sign}>.99"
    text = f"{size:.2f}"
    if text == "0.00":
        return ".00"
    return sign + (text.removeprefix("0"))


def interval(low: float | None, high: float | None) -> str:
    """Return the bounds of an interval as `.84–.90`, "" without one."""
    if low is None or high is None:
        return ""
    words = translate("Agreement", "{low} to {high}") if low < 0 else "{low}–{high}"
    return words.format(low=_bound(low), high=_bound(high))


def share(part: float, whole: float) -> str:
    """Return a part in whole per cent, a dash of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else NOT_THERE


def whole_shares(counts: list[int]) -> list[str]:
    """Return counts in whole per cent that add up to 100: the largest remainders are rounded up."""
    total = sum(counts)
    if not total:
        return [NOT_THERE for _ in counts]
    floors = [100 * one // total for one in counts]
    rest = sorted(range(len(counts)), key=lambda place: (-(100 * counts[place] % total), place))
    for place in rest[: 100 - sum(floors)]:
        floors[place] += 1
    return [f"{one} %" for one in floors]


def number(count: int) -> str:
    """Return a count with its thousands set apart."""
    return f"{count:,}"


def subject(row: Row) -> str:
    """Return what a row's figure is about: a layer, or an attribute of it."""
    if not of_spans(row):
        name = attribute_name(row.attribute, row.topic)
        return f"{name} = {row.category}" if row.category else name
    return layer_name(row.layer)


def of_spans(row: Row) -> bool:
    """Tell whether a figure is about where labels are, be it with their types, rather than about a choice."""
    return not row.attribute or row.measure.endswith("u_alpha") or row.measure == "gamma"


def layer_name(layer: str) -> str:
    """Return a layer's name, or that of what ties labels together."""
    return {
        "claim": translate("Agreement", "Claim"),
        "speaker": translate("Agreement", "Speaker"),
        "stance": translate("Agreement", "Stance cue"),
        "boilerplate": translate("Agreement", "Boilerplate"),
        "link": translate("Agreement", "Claim to speaker"),
        "entity": translate("Agreement", "Entity, per article"),
        "frame": translate("Agreement", "Whole frame"),
    }.get(layer, layer)


def attribute_name(attribute: str, topic: str = "") -> str:
    """Return an attribute's name; attributes of the scheme have their own."""
    if attribute == "value":
        if not topic:
            return translate("Agreement", "Stance, all topics")
        return translate("Agreement", "Stance {topic}").format(topic=topic)
    return {
        "type": translate("Agreement", "Type"),
        "attribution": translate("Agreement", "Attribution"),
        "source": translate("Agreement", "Source"),
    }.get(attribute, attribute[:1].upper() + attribute[1:])


def measure_name(row: Row) -> str:
    """Return a measure's name as the table shows it."""
    if row.measure == "f1":
        whole = translate("Agreement", "F1, all equal")
        return {"link": translate("Agreement", "F1, end to end"), "frame": whole}.get(row.layer, "F1")
    if row.measure == "alpha_nominal" and row.attribute == "value":
        return translate("Agreement", "α with none")
    if row.measure in {"u_alpha", "bar_u_alpha"} and row.attribute == "type":
        both = translate("Agreement", "u-α, types"), translate("Agreement", "|u-α, types")
        return both[row.measure == "bar_u_alpha"]
    if row.measure == "f1_overlap" and row.threshold not in {None, 0.5}:
        return _over(row.threshold)
    if row.measure == "gamma" and row.attribute:
        return translate("Agreement", "γ, types")
    if row.measure == "ku_alpha":
        return translate("Agreement", "(k)u-α, {category}").format(category=row.category)
    return _MEASURES().get(row.measure, row.measure)


def _over(threshold: float | None) -> str:
    if not threshold:
        return translate("Agreement", "F1, any overlap")
    return translate("Agreement", "F1, overlap {least}").format(least=figure(threshold))


def _MEASURES() -> dict[str, str]:
    return {
        "f1_exact": translate("Agreement", "F1, exact edges"),
        "f1_overlap": translate("Agreement", "F1, overlap"),
        "f1_characters": translate("Agreement", "F1, characters"),
        "u_alpha": translate("Agreement", "u-α, spans"),
        "bar_u_alpha": translate("Agreement", "|u-α, words"),
        "cu_alpha": translate("Agreement", "cu-α, types"),
        "observed": translate("Agreement", "observed"),
        "alpha_nominal": translate("Agreement", "α nominal"),
        "alpha_ordinal": translate("Agreement", "α ordinal"),
        "kappa": translate("Agreement", "Cohen’s κ"),
        "ac1": translate("Agreement", "Gwet’s AC1"),
        "conditional": translate("Agreement", "agreement"),
        "b3": translate("Agreement", "B³ F1"),
        "precision": translate("Agreement", "precision"),
        "recall": translate("Agreement", "recall"),
        "f1": translate("Agreement", "F1"),
        "gamma": "γ",
    }


def explained(row: Row) -> str:
    """Return what a measure says, in a sentence or two for who has never met it."""
    if row.measure == "f1" and row.layer == "frame":
        return translate(
            "Agreement",
            "Of the claims of two annotators, the share that the other has with the same source and the same stances: "
            "what matters to who uses the dataset.",
        )
    if row.measure == "f1" and row.layer == "link":
        return translate("Agreement", "Of all links from a claim to its speaker, the share that both made.")
    return _explanations().get(row.measure, "")


def _explanations() -> dict[str, str]:
    return {
        "f1_exact": translate(
            "Agreement",
            "Of the labels of two annotators, the share that the other marked from the same first to the same last "
            "character. 1 is all of them.",
        ),
        "f1_overlap": translate(
            "Agreement",
            "Of the labels of two annotators, the share that the other marked too, at least half of their words in "
            "common. 1 is all of them.",
        ),
        "f1_characters": translate(
            "Agreement", "Of the characters that two annotators marked, the share that both did. 1 is all of them."
        ),
        "u_alpha": translate(
            "Agreement",
            "Krippendorff’s alpha for spans: agreement on what is marked and where, over what chance would give. 1 is "
            "perfect, 0 is chance.",
        ),
        "bar_u_alpha": translate(
            "Agreement",
            "As u-α, but only whether a place is marked counts, not where one label ends and the next begins.",
        ),
        "cu_alpha": translate("Agreement", "Agreement on the type where both marked a claim, over chance."),
        "ku_alpha": translate("Agreement", "Agreement on one type where at least one of both gave it, over chance."),
        "observed": translate("Agreement", "How often two chose the same, chance not taken off."),
        "alpha_nominal": translate(
            "Agreement",
            "Krippendorff’s alpha: how often they chose the same, over what chance would give. 1 is perfect, 0 is "
            "chance; .80 is good, below .667 nothing should be concluded.",
        ),
        "alpha_ordinal": translate(
            "Agreement",
            "As α, where both saw a stance: oppose against support counts more than oppose against neutral.",
        ),
        "kappa": translate("Agreement", "Agreement of two over chance, each with a habit of their own."),
        "ac1": translate("Agreement", "Agreement over chance that stays steady where nearly all choices are the same."),
        "conditional": translate(
            "Agreement", "Of the claims that both marked, how often both named the same words as the speaker."
        ),
        "b3": translate(
            "Agreement", "How well they agree on which mentions are one person or body, article by article."
        ),
        "precision": translate("Agreement", "Of what the annotator marked, the share that is in the gold labels."),
        "recall": translate("Agreement", "Of the gold labels, the share that the annotator marked."),
        "gamma": translate(
            "Agreement",
            "Labels are aligned so that they are as near as possible; what remains of distance is compared with what "
            "chance leaves. 1 is perfect, 0 is chance. Of some articles, drawn from the seed.",
        ),
    }


def too_few() -> str:
    """Return what stands in place of an interval where there are too few articles for one."""
    return translate("Agreement", "too few")


def reason_words(reason: str) -> str:
    """Return why there is no value or no interval, or why a set is left out."""
    return {
        "no_overlap_annotators": translate("Agreement", "no article finished by both"),
        "no_pairable_units": translate("Agreement", "nothing to pair"),
        "no_variation": translate("Agreement", "one value used"),
        "no_units": translate("Agreement", "none marked"),
        "values_without_order": translate("Agreement", "values have no order"),
        "too_few_articles": translate("Agreement", "too few articles"),
        "assigned": translate("Agreement", "not started"),
        "in_progress": translate("Agreement", "being annotated"),
        "skipped": translate("Agreement", "skipped"),
        "flagged": translate("Agreement", "flagged"),
        "single": translate("Agreement", "finished by one only"),
        "again": translate("Agreement", "same annotator again"),
    }.get(reason, reason.replace("_", " "))


def verdict_name(verdict: str) -> str:
    """Return what became of a suggestion, in a word or two."""
    return {
        "accepted": translate("Agreement", "accepted"),
        "edited": translate("Agreement", "edited"),
        "rejected": translate("Agreement", "rejected"),
        "unaided match": translate("Agreement", "marked the same unaided"),
    }.get(verdict, verdict)


def kind_name(layer: str, kind: str) -> str:
    """Return a kind of disagreement, told by the layer that it is about."""
    if kind in {"missing", "boundary"}:
        return {
            ("claim", "missing"): translate("Agreement", "missing claim"),
            ("claim", "boundary"): translate("Agreement", "claim boundary"),
            ("speaker", "missing"): translate("Agreement", "missing speaker"),
            ("speaker", "boundary"): translate("Agreement", "speaker boundary"),
            ("boilerplate", "missing"): translate("Agreement", "missing boilerplate"),
            ("boilerplate", "boundary"): translate("Agreement", "boilerplate boundary"),
            ("stance", "boundary"): translate("Agreement", "cue boundary"),
        }.get((layer, kind), f"{layer} {kind}")
    if (layer, kind) == ("speaker", "entity"):
        return translate("Agreement", "speaker’s entity")
    return {
        "type": translate("Agreement", "type"),
        "attribution": translate("Agreement", "attribution"),
        "speaker": translate("Agreement", "speaker of a claim"),
        "entity": translate("Agreement", "entity of a claim"),
        "stance missing": translate("Agreement", "stance missing"),
        "stance value": translate("Agreement", "stance value"),
        "attribute": translate("Agreement", "further attribute"),
    }.get(kind, kind)


def _bound(value: float) -> str:
    return figure(value) if not 0.995 <= value < 1 else "1.00"
