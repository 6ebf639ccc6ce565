"""Compute every figure of `labeler agreement … --csv DIR` again: python3 recompute_alone.py DIR (see README.txt)."""

import csv
import json
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np

KNOWN = {"both": 0, "first": 1, "second": 2, "either": 3, False: 0, True: 1, "oppose": 2, "neutral": 3, "support": 4}
read, items, weights, differ, _ = {}, defaultdict(list), {}, [], np.seterr(all="ignore")  # n / 0 is not defined: NaN
for name in ("about", "articles", "families", "items", "labels", "figures"):
    with Path(sys.argv[1], f"{name}.csv").open(encoding="utf-8", newline="") as file:
        read[name] = [[cell.removeprefix("'") for cell in row] for row in csv.reader(file)]
label = {row[0]: dict(zip(read["labels"][0], row, strict=True)) for row in read["labels"]}
about, families = dict(read["about"]), {row[0]: row for row in read["families"]}
at = {row[0]: i for i, row in enumerate(read["articles"])}
for number, article, kind, used, _, _, amount, *cells in read["items"][1:]:
    items[number].append((at[article], kind, used.split(), float(amount), cells))
for name in ("team", "gold", "self"):  # each article once, then as often as each draw has it
    own, rng = [at[row[0]] for row in read["articles"] if name in row[2]], np.random.default_rng(int(about["seed"]))
    draws = [np.array(own)[rng.integers(len(own), size=len(own))] for _ in range(int(about["draws"])) if own]
    weights[name] = np.array([np.ones(len(at)), *(np.bincount(one, minlength=len(at)) for one in draws)])
for f in (dict(zip(read["figures"][0], row, strict=True)) for row in read["figures"][1:]):
    m, category, compares, found = f["measure"], f["category"], json.loads(f["compares"]), []
    for number in f["families"].split():
        sums, unit, code, (*_, who, names) = Counter(), Counter(), dict(KNOWN), families[number]
        own = [read["items"][0].index(name) - 7 for name in json.loads(f["between"] or names)]
        for a, kind, _, n, cells in [row for row in items[number] if not row[2] or f["used"] in row[2]]:
            sums[(a, code[kind]) if not compares else (a, 0, 0)] += 0 if compares else n
            for k in compares:  # values of labels; of a stretch "START VALUE" of the unit there
                held = [(i, c, label[c][k] or "none" if k else c.partition(" ")[2]) for i in own if (c := cells[i])]
                held = [one for one in held if (one[2] in code if m == "alpha_ordinal" else one[2] or m[0] not in "ck")]
                for (i, c, v), (j, d, w) in combinations(held, 2):
                    pair = (v == category, w == category) if category or m == "bar_u_alpha" else (v, w)
                    x, y = (code.setdefault(v, len(code) - 4) for v in ((True, v == w) if m == "observed" else pair))
                    sums[a, x, y] += n / (len(held) - 1)
                    unit.update({(a, x, i, j, c, k, len(held) - 1): n, (a, y, j, i, d, k, len(held) - 1): n})
        for (a, x, *_, c, _, others), n in unit.items():  # units by the square of their length, gaps by their length
            sums[a, x, -1] += n * (1 if c == "none" else n) / others
        table = np.zeros((len(at), len(code) - 4, len(code) - 3) if compares else (len(at), 4))
        table[tuple(np.array(list(sums) or [(0,) * table.ndim]).T)] = list(sums.values()) or 0
        t = np.tensordot(weights[who], table, 1)
        if not compares:
            both, one, other, either = t.T
            parts = {"precision": one, "recall": other, "conditional": either, "b3": (one + other) * both / 2}
            found.append((one * other if m == "b3" else both) / parts.get(m, (one + other) / 2))
            continue
        both, squares = t[..., :-1] + t[..., :-1].swapaxes(1, 2), t[..., -1]
        n, every, agreed = both.sum(2), both.sum((1, 2)), np.einsum("dii->d", both)
        rank, p, kappa = n.cumsum(1) - n / 2, n / every[:, None], t[..., :-1].sum(1) * t[..., :-1].sum(2)
        chance = {"ac1": (p - p * p).sum(1) / (sum(n[0] > 0) - 1), "kappa": kappa.sum(1) / (every / 2) ** 2}.get(m, 0)
        apart = (rank[:, :, None] - rank[:, None]) ** 2 if m == "alpha_ordinal" else 1 - np.eye(len(n[0]))
        unit = squares[:, 1] / n[:, 1] if m == "ku_alpha" else squares.sum(1) / every
        alpha = 1 - (every - unit) * (both * apart).sum((1, 2)) / (n[:, None] * n[:, :, None] * apart).sum((1, 2))
        found.append(alpha if "alpha" in m else (agreed / every - chance) / (1 - chance))
    value, *drawn = np.nansum(found, 0) / np.isfinite(found).sum(0) if found else [np.nan]
    now = [value, *(np.nanquantile(drawn, (0.025, 0.975)) if f["low"] else (np.nan, np.nan))]
    if not np.allclose(now, [float(f[k] or "nan") for k in ("value", "low", "high")], 0, 1e-9, equal_nan=True):
        differ += [print(*list(f.values())[:9], "is", value)]
sys.exit(f"{len(differ)} differ" if differ else print(len(read["figures"]) - 1, "figures are the same"))
