"""What every figure of a report means, in a sentence each: printed with the figures, so that they can be compared."""

from __future__ import annotations

from collections.abc import Mapping

from labeler.agreement.choice_units import MANY
from labeler.agreement.intervals import ENOUGH


def conventions(*, threshold: float, draws: int, seed: int, cut: bool, dropped: int) -> Mapping[str, str]:
    """Return what holds for a report.

    Args:
        threshold: the IoU from which labels match.
        draws: how many times articles were drawn.
        seed: with what.
        cut: whether boilerplate was cut from the text.
        dropped: how many claims overlap an earlier one of their annotator, and so have no say in u_alpha by type.
    """
    return {
        "length": "Unicode code points of the text, [start, end), without the white space at the edges of a label.",
        "who counts": "Finished sets alone. Gold and suggestions are in no figure of the team.",
        "team": "The mean over pairs of annotators, each pooled over the articles that both finished; alpha, observed "
        "and ac1 are over all annotators at once.",
        "matching": f"One to one, of the greatest total IoU among labels with an IoU of {threshold:g} or more. "
        "Threshold 0 is any overlap.",
        "span F1": "2 * matched / (labels of both). Identical labels of one annotator are one. Articles in which "
        "neither marked anything add nothing. f1_characters counts (article, position) as often as it is marked.",
        "unitizing alpha": "Krippendorff 2016. u_alpha: text and value; bar_u_alpha: text alone; cu_alpha and "
        "ku_alpha, for pairs: the value where both marked something. Attribute '': labels of one annotator that "
        "overlap are merged, those that touch are not; type: the earliest, of these the longest, is kept. An "
        "article with m finished sets weighs 1 / (m - 1).",
        "boilerplate": "What gold calls boilerplate was cut from the text."
        if cut
        else "Nothing was cut from the text.",
        "dropped": f"{dropped} claims have no say in u_alpha by type: they overlap another one of their annotator.",
        "alignment": "Attributes and stances are compared on claims aligned at an IoU above 0: two annotators one to "
        "one, more in clusters, the greatest IoU first, at most one label of each.",
        "coverage": "The share of all labels that were compared.",
        "undecided": "(unset) is a value like others; a claim without a stance on a topic has the value none. "
        "Topics are those that occur and, in a project, those of its scheme.",
        "observed": "Units weighted by their number of ratings.",
        "ac1": "Gwet's, from observed as above; its number of values is that of the values that occur among the units.",
        "many values": f"Of an attribute with more than {MANY} values, observed agreement alone is given.",
        "alpha": "Krippendorff's, nominal; ordinal for stances that both assigned, oppose < neutral < support.",
        "per category": "The value against all others taken as one.",
        "links": "conditional: of the matched claims that at least one links to a speaker, the share where both do "
        "and the mentions match. f1: 2 * links in common / (links of both).",
        "entities": "b3: B-cubed F1 of how matched mentions are grouped in each article; nobody yet is alone. "
        "observed: the same entity, or nobody yet to both.",
        "frames": "Claims that match, with the same source (entity, author, unstated, undecided) and the same stances. "
        "Speakers who are nobody yet to both are the same where their mentions mark just the same text.",
        "interval": f"95 %, percentile bootstrap: {draws} draws of the articles that two or more finished, seed "
        f"{seed}, draws without a value left out; none below {ENOUGH} articles.",
        "undefined": "No value but a reason: no_overlap_annotators, no_pairable_units, no_variation, no_units, "
        "values_without_order.",
        "kinds": "One kind for each disagreement, the first that applies: missing, boundary, type, attribution, "
        "speaker, entity, stance missing, stance value, attribute (any further attribute).",
    }
