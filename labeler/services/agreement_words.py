"""What is said beside the items of agreement: how to read them."""

from __future__ import annotations

READ_ME = """Items of agreement

Every figure in figures.csv can be computed again from the other files: `labeler agreement --recompute FOLDER` does so
and compares. All files are CSV in UTF-8 with a line of names; lists and tables within a cell are JSON.

about.csv    What holds for all figures: seed and number of the draws, the IoU from which labels match (threshold), the
             fewest articles for an interval (enough), the topics of stances.
sets.csv     One row an article, a column an annotator: "finished;shown or blind;guidelines;month" or nothing. The
             column subset names a part of the data; "" is all of it, "again N" one further set of one who labelled a
             text twice. `length` is that of the text in code points, `left` what is left of it without what gold
             calls boilerplate. Articles come in the order of their keys.
labels.csv   One row a label. `start`, `end`: code points of the text, without white space at the edges. `same_as` names
             the annotator's first label with the same edges. A claim has its values (columns value:NAME), its
             speaker (a label) and its stances by topic. A speaker has its entity; a stance with a cue its claim (in
             `speaker`) and its topic (in `entity`). `aided`: it came from a suggestion; of which rule.
units.csv    One row a unit of the text, as u_alpha and its family count them: labels of one annotator that overlap are
             merged; with the attribute type the earliest, of these the longest, is kept. Offsets are those of the text
             without what gold calls boilerplate, unless it is boilerplate that they are about.
items.csv    One row an item, a column an annotator: labels that were matched, or one that matches no other. `between`
             names the pair, "" is a cluster over all annotators. Of a pair, `spans` lists the thresholds (IoU; 0 is
             any overlap) at which the two match where labels with the same edges are one: for f1_exact (1) and
             f1_overlap; `values` the same for all labels: for values and entities (0), links and frames (threshold).
             "-": the item does not count for these. `same`: what else the two have in common: entity; of claims
             frame (source and stances) and link (to mentions that match at the threshold). `kind`: the kind of
             disagreement, "" where all agree, "-" where none is told. `used`: whether there is anything to compare.
figures.csv  One row a figure, as in --json.

Intervals: n = the articles of the subset "" that two annotators or more finished (gold is one for rows against gold),
in the order of sets.csv. Draws: generator = numpy.random.default_rng(seed); each draw is generator.integers(n, size=n).
What the drawn articles add is summed, and the figure computed from the sums; low and high are
numpy.quantile(values, (0.025, 0.975)) over the draws that have a value. A figure of a team that is a mean over pairs is
the mean over the pairs that have a value. Below `enough` articles there is no interval.
"""
