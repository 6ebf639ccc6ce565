"""Learning from labelled articles, with numpy alone: what the rules propose is weighed by what people marked.

Begin with `linear` (logistic regression over named yes-or-no features) and `learnt` (what is kept of it: numbers and
words), then `lessons` (a finished article to learn from). Each part that learns is a module of its own with a name
`PART`, a version `FEATURES` of its features and a function `fit`.
"""
