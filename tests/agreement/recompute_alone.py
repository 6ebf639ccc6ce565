# ruff: noqa
"""Compute all figures of `labeler agreement … --csv DIR` again, with nothing of Labeler: python3 recompute_alone.py DIR"""
import csv, json, sys
from collections import Counter, defaultdict
from itertools import combinations, permutations
import numpy as np
read = lambda name: list(csv.DictReader(open(f"{sys.argv[1]}/{name}.csv", encoding="utf-8", newline="")))
ratio = lambda a, b: np.divide(a, b, out=np.full(np.broadcast_shapes(np.shape(a), np.shape(b)), np.nan), where=np.asarray(b) != 0)
about, sets, ORDER = {r["name"]: r["value"] for r in read("about")}, read("sets"), ("oppose", "neutral", "support")
names, keys = list(sets[0])[5:], [r["article"] for r in sets if not r["subset"]]
at, done = {a: i for i, a in enumerate(keys)}, {(r["subset"], r["article"]): [p for p in names if r[p]] for r in sets}
left, label = {r["article"]: (int(r["left"]), int(r["length"])) for r in sets}, {r["label"]: r for r in read("labels") if not r["set"]}
items, units = defaultdict(list), defaultdict(list)
for r in read("items"):
    r["in"], r["at"] = [label[r[p]] for p in names if r[p]], at[r["article"]]
    items[r["subset"], r["layer"], tuple(json.loads(r["between"] or "[]"))].append(r)
for r in read("units"): units[r["layer"], r["attribute"], r["article"], r["annotator"]].append(r)
stances = {k: {t or "(unset)": v or "(unset)" for t, v in json.loads(r["stances"]).items()} for k, r in label.items() if r["stances"]}
def of_pair(f, p):  # spans, links, entities, frames: (article, number of the sum, what it adds)
    layer, m, by = f["layer"], f["measure"], "values" if f["attribute"] or f["layer"] in ("link", "frame") else "spans"
    rows = items[f["subset"], {"entity": "speaker", "link": "claim", "frame": "claim"}.get(layer, "claim" if f["attribute"] else layer), p]
    if layer == "entity":
        met = [(r["at"], *(l["entity"] or l["label"] for l in r["in"]), "entity" in r["same"]) for r in rows if "0" in r["values"].split()]
        n, g, h = Counter(r[:3] for r in met), Counter(r[:2] for r in met), Counter((a, y) for a, _, y, _ in met)
        return [(a, *s) for a, x, y, e in met for s in ((0, n[a, x, y] / g[a, x]), (1, n[a, x, y] / h[a, y]), (2, e), (3, 1))]
    def parts(l):  # what of a label is counted
        if not f["attribute"]: return [""] if layer != "link" or l["speaker"] else []
        of = {("", l["value:type"]): 0} if f["attribute"] == "type" else stances[l["label"]].items()
        return [s for s in of if f["topic"] in ("", s[0]) and f["category"] in ("", s[1])]
    ours = {l["label"]: (r["at"], l) for r in rows for l in r["in"] if r[by] != "-" and (by == "values" or not l["same_as"])}.values()
    if m == "f1_characters":
        marks = [Counter((a, i) for a, l in ours if l["annotator"] == q for i in range(int(l["start"]), int(l["end"]))) for q in p]
        return [(a, 0, min(v, marks[1][a, i])) for (a, i), v in marks[0].items()] + [(a, j + 1, v) for j in (0, 1) for (a, _), v in marks[j].items()]
    met = [r for r in rows if ("1" if m == "f1_exact" else f"{float(f['threshold'] or about['threshold']):g}") in r[by].split()]
    common = [(r["at"], 0, 1) for r in met for s in parts(r["in"][0]) if s in parts(r["in"][1]) and (layer not in ("link", "frame") or layer in r["same"])]
    return common + [(a, 1 + p.index(l["annotator"]), 1) for a, l in ours for s in parts(l)] + [(r["at"], 3, 1) for r in met if any(map(parts, r["in"]))]
def of_values(f, p):  # coincidences of values; the table of two annotators
    own, m, value = f["layer"] == "stance", f["measure"], lambda l, t: stances[l["label"]].get(t, "none") if t else l["value:" + f["attribute"]]
    topics = [""] if not own else [f["topic"]] if f["topic"] else json.loads(about["topics"])
    rows = [r for r in items[f["subset"], "claim", p] if len(r["in"]) > 1 and (not p or "0" in r["values"].split())]
    given = [(r["at"], [v for v in (value(l, t) for l in r["in"]) if m != "alpha_ordinal" or v in ORDER]) for r in rows for t in topics]
    given = [(a, [v == f["category"] for v in vs] if f["category"] else vs) for a, vs in given if len(vs) > 1]
    n = {w: i for i, w in enumerate(ORDER if m == "alpha_ordinal" else sorted({v for _, vs in given for v in vs}))}; V = f["V"] = len(n)
    return [(a, n[x] * V + n[y], 1 / (len(vs) - 1)) for a, vs in given for x, y in permutations(vs, 2)] + [(a, V * V + n[vs[0]] * V + n[vs[1]], 1) for a, vs in given if p]
def of_units(f, p):  # by value, gaps first: coincidences, with itself, squares
    layer, m, n, out = f["layer"], f["measure"], f.setdefault("n", {"": 0}), []
    for a in keys:
        who = [q for q in done.get((f["subset"], a), []) if q in p]; cut = {q: units[layer, f["attribute"], a, q] for q in who}; V = len(who) - 1
        mark = {q: np.zeros(left[a][layer == "boilerplate"], int) for q in who}
        for q in who:
            for u in cut[q]: mark[q][int(u["start"]):int(u["end"])] = n.setdefault(u["value"], len(n))
        for q, o in permutations(who, 2):
            keep = (mark[q] > 0) & (mark[o] > 0) | (m[0] != "c" and m[0] != "k")
            for c in np.unique(mark[q]): out += [(at[a], 3 * c, (keep & (mark[q] == c)).sum() / V), (at[a], 3 * c + 1, (keep & (mark[q] == c) & (mark[o] == c)).sum() / V)]
            out += [(at[a], 3 * n[u["value"]] + 2, keep[int(u["start"]):int(u["end"])].sum() ** 2 / V) for u in cut[q]] + [(at[a], 2, (keep & (mark[q] == 0)).sum() / V)]
    return out
def value(f, t):  # what totals say
    m, V = f["measure"], f.get("V")
    if f["layer"] == "entity": return ratio(2 * t[..., 0] * t[..., 1], (t[..., 0] + t[..., 1]) * t[..., 3]) if m == "b3" else ratio(t[..., 2], t[..., 3])
    if m.endswith("u_alpha"):
        (h, s, q), c = (t[..., i::3] for i in range(3)), f["n"].get(f["category"], 0); N = h.sum(-1); two = N - ratio(q.sum(-1), N)
        if m == "bar_u_alpha": return 1 - ratio((h[..., 0] - s[..., 0]) * two, h[..., 0] * (N - h[..., 0]))
        if m == "ku_alpha": return 1 - ratio(ratio(h[..., c] * N - q[..., c], h[..., c]) * (h[..., c] - s[..., c]), h[..., c] * (N - h[..., c]))
        return 1 - ratio((N - s.sum(-1)) * two, (h * (N[..., None] - h)).sum(-1))
    if V is None: return ratio(t[..., 0], t[..., {"precision": 1, "recall": 2, "conditional": 3}[m]]) if m in ("precision", "recall", "conditional") else ratio(2 * t[..., 0], t[..., 1] + t[..., 2])
    M, K = (t[..., s].reshape(*t.shape[:-1], V, V) for s in (slice(0, V * V), slice(V * V, 2 * V * V))); u = M.sum(-1); N = u.sum(-1); seen = ratio(np.einsum("...ii", M), N)
    if m == "kappa": r, k = (K.sum(-1) * K.sum(-2)).sum(-1), K.sum((-1, -2)); return ratio(k * np.einsum("...ii", K) - r, k * k - r)
    if m == "ac1": e = (ratio(u, N[..., None]) * (1 - ratio(u, N[..., None]))).sum(-1) / (V - 1) if V > 1 else N * np.nan; return ratio(seen - e, 1 - e)
    w = np.cumsum(u, -1) - u / 2; d = (w[..., :, None] - w[..., None, :]) ** 2 if m == "alpha_ordinal" else 1 - np.eye(V)
    return seen if m == "observed" else 1 - ratio((N - 1) * (M * d).sum((-1, -2)), (u[..., :, None] * u[..., None, :] * d).sum((-1, -2)))
def draws(gold):  # how often each article is drawn, by draw
    twice = np.array([at[a] for a in keys if len([p for p in done["", a] if gold or p != "gold"]) > 1], int); rng = np.random.default_rng(int(about["seed"]))
    return np.stack([np.bincount(twice[rng.integers(len(twice), size=len(twice))], minlength=len(keys)) for _ in range(int(about["draws"]))]) if len(twice) else np.zeros((1, len(keys)))
drawn, bad, count = {g: draws(g) for g in (False, True)}, 0, 0
for f in read("figures"):
    p, pairwise = tuple(json.loads(f["annotators"])), f["measure"][:2] in ("f1", "co", "b3", "pr", "re") or f["layer"] == "entity"
    whole = [q for q in names if q != "gold"]; got = []
    for q in ([p] if p or not pairwise else list(combinations(whole, 2))):
        if pairwise and not any(set(q) <= set(done.get((f["subset"], a), [])) for a in keys): continue
        out = (of_pair if pairwise else of_units if "u_alpha" in f["measure"] else of_values)(f, q or (whole if "u_alpha" in f["measure"] else q))
        T = np.zeros((len(keys), max([4, 2 * f.get("V", 0) ** 2, 3 * len(f.get("n", ()))]))); [np.add.at(T, (a, j), v) for a, j, v in out]
        got.append([value(f, T.sum(0)), value(f, drawn["gold" in p] @ T)])
    now = [np.nanmean(np.stack(g), 0) if g and not np.isnan(np.stack(g)).all() else np.array(np.nan) for g in zip(*got)] or [np.array(np.nan)] * 2
    ends = np.nanquantile(now[1], (0.025, 0.975)) if f["low"] else ("", "")
    same = all((f[k] == "" and (k != "value" or np.isnan(v))) or (f[k] != "" and abs(float(f[k]) - v) < 1e-9) for k, v in zip(("value", "low", "high"), (now[0], *ends)))
    count += 1; bad += not same
    if not same: print({k: v for k, v in f.items() if k not in "Vn"}, now[0], *ends)
sys.exit(f"{bad} of {count} figures differ" if bad else print(count, "figures are the same"))
