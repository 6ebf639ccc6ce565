"""Coefficients of agreement on values: observed agreement, Krippendorff's alpha, Cohen's kappa, Gwet's AC1.

All of them are functions of sums, so they take totals, of all data or of many draws at once: axes before the named ones
are passed through, and a coefficient is NaN where it is not defined. Two kinds of totals suffice.

* `agreed[..., c]` and `used[..., c]`: what units with two ratings or more add to the diagonal of the coincidence
  matrix, and how often they use the value c. These give everything in which two different values are just different.
* coincidences[..., c, k]: the whole matrix, where some values differ more than others. A unit with m ratings adds each
  ordered pair of its ratings, weighted by 1 / (m - 1); a unit with one rating adds nothing.
"""

from __future__ import annotations

import numpy as np

from labeler.agreement.sums import Floats


def coincidences(ratings: Floats) -> Floats:
    """Return coincidences [..., V, V] of how often each value was given to each unit [..., units, V]."""
    given = ratings.sum(axis=-1)
    weight = _ratio(np.ones_like(given), np.where(given > 1, given - 1, 0), undefined=0.0)
    pairs = np.einsum("...uc,...uk,...u->...ck", ratings, ratings, weight)
    same = np.einsum("...uc,...u->...c", ratings, weight)
    return pairs - same[..., np.newaxis] * np.eye(ratings.shape[-1])


def coincidences_of_table(table: Floats) -> Floats:
    """Return coincidences of two raters' contingency table [..., V, V]: each unit stands for two ordered pairs."""
    return table + np.swapaxes(table, -1, -2)


def agreed_and_used(matrix: Floats) -> tuple[Floats, Floats]:
    """Return what nominal coefficients need of a coincidence matrix [..., V, V]."""
    return np.diagonal(matrix, axis1=-2, axis2=-1), matrix.sum(axis=-1)


def observed(agreed: Floats, used: Floats) -> Floats:
    """Return the share of pairs of ratings that agree, units weighted by their number of ratings."""
    return _ratio(agreed.sum(axis=-1), used.sum(axis=-1))


def alpha_nominal(agreed: Floats, used: Floats) -> Floats:
    """Return Krippendorff's alpha where values are the same or different."""
    count = used.sum(axis=-1)
    return _alpha(count - agreed.sum(axis=-1), count**2 - (used**2).sum(axis=-1), count)


def alpha_category(agreed: Floats, used: Floats) -> Floats:
    """Return alpha [..., V] of each value against all others taken as one."""
    count = used.sum(axis=-1, keepdims=True)
    return _alpha(2 * (used - agreed), 2 * used * (count - used), count)


def alpha(matrix: Floats, distances: Floats) -> Floats:
    """Return Krippendorff's alpha of coincidences for any squared distances, [..., V, V] both."""
    used = matrix.sum(axis=-1)
    expected = used[..., :, np.newaxis] * used[..., np.newaxis, :]
    return _alpha((matrix * distances).sum(axis=(-2, -1)), (expected * distances).sum(axis=(-2, -1)), used.sum(axis=-1))


def ordinal(used: Floats) -> Floats:
    """Return squared distances of values in their order: how many ratings lie between them, half of both included."""
    place = np.cumsum(used, axis=-1) - used / 2
    return (place[..., :, np.newaxis] - place[..., np.newaxis, :]) ** 2


def interval(values: Floats) -> Floats:
    """Return squared distances of numbers whose differences mean the same everywhere."""
    return (values[:, np.newaxis] - values[np.newaxis, :]) ** 2


def ratio(values: Floats) -> Floats:
    """Return squared distances of numbers, none below 0, of which shares mean the same everywhere."""
    added = values[:, np.newaxis] + values[np.newaxis, :]
    return _ratio(values[:, np.newaxis] - values[np.newaxis, :], added, undefined=0.0) ** 2


def kappa(agreed: Floats, first: Floats, second: Floats) -> Floats:
    """Return Cohen's kappa of two raters: units both gave the value c, and how often each of them used it, [..., V]."""
    units = first.sum(axis=-1)
    by_chance = (first * second).sum(axis=-1)
    return _ratio(units * agreed.sum(axis=-1) - by_chance, units**2 - by_chance)


def ac1(agreed: Floats, used: Floats) -> Floats:
    """Return Gwet's AC1 of V values; it depends on V, so values that nobody uses have to be left out beforehand.

    Observed agreement and shares of values are those of `observed`: units count by their number of ratings.
    """
    values = used.shape[-1]
    if values < 2:
        return np.full(used.shape[:-1], np.nan)
    share = _ratio(used, used.sum(axis=-1, keepdims=True))
    by_chance = (share * (1 - share)).sum(axis=-1) / (values - 1)
    return _ratio(observed(agreed, used) - by_chance, 1 - by_chance)


def _alpha(apart: Floats, expected: Floats, count: Floats) -> Floats:
    """Return 1 - (n - 1) * sum o d / sum n_c n_k d; without variation nothing is expected to differ."""
    return 1 - _ratio((count - 1) * apart, expected)


def _ratio(above: Floats, below: Floats, undefined: float = np.nan) -> Floats:
    above, below = np.broadcast_arrays(above, below)
    return np.divide(above, below, out=np.full(above.shape, undefined), where=below != 0)
