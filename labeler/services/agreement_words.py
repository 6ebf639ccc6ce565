"""What is said beside the items of agreement: how to read them."""

from __future__ import annotations

READ_ME = """Items of agreement

Every figure in figures.csv can be computed again from the other files: `labeler agreement --recompute FOLDER` does so,
derives every item again from the labels, and names what differs. All files are CSV in UTF-8 with a line of names; lists
within a cell are JSON. A text that a spreadsheet would compute has an apostrophe before it: take one away.

about.csv     What holds for all figures: seed and number of the draws, the IoU from which labels match (threshold), the
              fewest articles for an interval (enough), the topics that everybody was asked about.
articles.csv  One row an article, a column an annotator: "finished;shown or blind;guidelines;month" or nothing. `length`
              is that of the text in code points. `drawn`: the intervals that it is drawn for. Of one who labelled it
              twice, each further set is an article of its own; `again` names the first one.
labels.csv    One row a label. `start`, `end`: code points of the text, no white space at the edges. A claim has its
              values (value:NAME), its stances (stance:TOPIC, empty: none), its `speaker` (a label), and its `frame`:
              source, who is meant, stances. A mention has its `entity`, a cue its `claim`. `aided`: it came from a
              suggestion; of which `rule`. `set`: of repeated ones, whether it is of the first or of a further set.
families.csv  Which items belong together: what they are, of which part of the data (subset), between which annotators.
items.csv     One row an item, a column an annotator. `used`: the thresholds (IoU; 0 is any overlap) at which it counts,
              empty for all, - for none; `amount`: what it counts for. By what the family is:
  labels      both: two labels that match; first, second: all labels of an article that one of two marked. Of labels
              with the same edges the first. chosen: of claims with a type or stance, frames: with the same source and
              stances, links: that are linked to mentions that match (either: matched ones of which any is linked).
  characters  The same in characters: both tells a stretch of text and how many labels of each lie over it.
  groups      both: mentions that overlap; first, second: which part of her group (of the mentions of an article with
              one entity) the other gave one entity, too.
  claims      Claims of two that overlap; mentions: the same of mentions. clusters: labels of all annotators that are
              the same, and their kind of disagreement (agreed: none).
  stretches   Stretches of text without what gold calls boilerplate, and what each marked there: "START VALUE" of the
              unit, or none. Of one annotator labels that overlap are merged; with the attribute type the earliest, of
              these the longest, is kept.
figures.csv   One row a figure, as in --json; and which `families` it is the mean of (those in which it is defined),
              `between` whom (empty: all of the family), the threshold at which items are `used`, and which columns of
              labels it `compares`.

How: F1 is 2 both / (first + second), precision both / first, recall both / second, conditional both / either; b3 is the
harmonic mean of first / both and second / both. Values of an item with m annotators are m (m - 1) / 2 pairs, each
weighing 1 / (m - 1) both ways; these coincidences give observed, alpha, kappa, ac1, and of stretches u_alpha (marked
text against gaps: bar_u_alpha; where both marked something: cu_alpha; of one value there: ku_alpha). Chance pairs no
two ratings of one item: of n these are n (n - 1) pairs, of stretches n (n - sum of squared units / n).

Intervals: n = the articles with this word in `drawn`, in the order of articles.csv. Draws: generator =
numpy.random.default_rng(seed); each draw is generator.integers(n, size=n). What the drawn articles add is summed, and
the figure computed from the sums; low and high are numpy.quantile(values, (0.025, 0.975)) over the draws that have a
value. Below `enough` articles there is no interval.
"""
