"""The Agreement page: figures with intervals, who with whom, what kinds of disagreement, and every item behind them.

`page` is the widget, `grids_*` turn a report into grids of cells, `chart` shows a grid: a table whose cells are
painted, so that keys and screen readers find rows and cells. `words` says measures in plain words.
"""
