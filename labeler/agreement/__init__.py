"""How far two people, or a person and the suggestions, mark the same: plain values in, figures out. No I/O.

Begin with `marks` (what one of them marked in one article), then `matching` (which marks of both are the same) and
`measures` (counts of an article, and what their sums say). `intervals` says how sure a figure is, `reliability`
whether scores are what they promise. Counts are kept by article: corpus figures are ratios of sums over articles,
never means of ratios, and intervals resample whole articles.

For agreement among people begin with `units` (what each marked), then `corpus` (the same as columns) and `sums` (what a
measure is).
"""
