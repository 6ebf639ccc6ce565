"""The sample project's seeds: ten articles, their manifest, and the labels of two annotators and the gold layer."""

import functools
import hashlib
import json
import pathlib
import re
import tomllib
from collections import Counter
from typing import Any

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
LABELS = SEEDS / "labels.jsonl"
GENRES = {"news wire", "trade press", "company blog", "personal blog", "academic op-ed"}
KINDS = ["missing", "boundary", "type", "attribution", "speaker", "entity", "stance missing", "stance value"]
REPORTING = re.compile(
    r"\b(?:says?|said|told|tells|according to|added|adds|argue[sd]?|warned|wrote|written|believes?|thinks?|expects?"
    r"|estimates?|calls?|concedes|found|noted|recalled|cautions|wants|worr(?:y|ies)|noting|heard|described|doubtful"
    r"|skeptical|reckons|maintain|answer|object)\b"
)

QUOTED = re.compile('"[^"\n]+|\u201c[^\u201d\n]+|\u2018[^\n]+?\u2019')

TOP = ["id", "title", "source", "author", "published", "url", "language", "text", "text_sha256"]
LINE_KEYS = [
    *TOP,
    *("annotator", "state", "scheme", "guidelines", "split"),
    *("claims", "speakers", "stances", "boilerplate", "metadata"),
]
TAIL = ["unsure", "note", "origin", "score", "rule", "attributes"]
LABEL_KEYS = {
    "claims": ["id", "start", "end", "text", "type", "attribution", "source", "speaker_id", *TAIL],
    "speakers": ["id", "start", "end", "text", "entity", "entity_id", *TAIL],
    "stances": ["id", "claim_id", "topic", "value", "start", "end", "text", *TAIL],
    "boilerplate": ["start", "end", "text"],
}
VALUES = {
    ("claims", "type"): {"fact", "prediction", "evaluation", "policy"},
    ("claims", "attribution"): {"direct", "indirect", "author"},
    ("claims", "source"): {"speaker", "author", "unstated"},
    ("stances", "topic"): {"T1", "T2", "T3", "T4", "T5"},
    ("stances", "value"): {"support", "oppose", "neutral"},
}

Label = dict[str, Any]
Line = dict[str, Any]


@functools.cache
def manifest() -> list[Label]:
    tables: list[Label] = tomllib.loads((SEEDS / "manifest.toml").read_text(encoding="utf-8"))["article"]
    return tables


@functools.cache
def texts() -> dict[str, str]:
    return {a["key"]: (SEEDS / a["file"]).read_bytes().decode("utf-8") for a in manifest()}


@functools.cache
def lines() -> dict[tuple[str, str], Line]:
    with LABELS.open(encoding="utf-8", newline="\n") as rows:
        loaded = [json.loads(row) for row in rows]
    return {(line["id"], line["annotator"]): line for line in loaded}


def labelled() -> list[str]:
    return sorted({key for key, _ in lines()})


def overlap(a: Label, b: Label) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))
    return shared / (a["end"] - a["start"] + b["end"] - b["start"] - shared)


def align(left: list[Label], right: list[Label]) -> list[tuple[Label | None, Label | None]]:
    """Claims of both sides, one to one by best overlap, with the unmatched ones of either side."""
    candidates = [(overlap(x, y), x["start"], i, j) for i, x in enumerate(left) for j, y in enumerate(right)]
    found = sorted(candidates, key=lambda f: (-f[0], f[1]))
    pairs: dict[int, int] = {}
    for value, _, i, j in found:
        if value > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    both: list[tuple[Label | None, Label | None]] = [(left[i], right[j]) for i, j in sorted(pairs.items())]
    both += [(x, None) for i, x in enumerate(left) if i not in pairs]
    return both + [(None, y) for j, y in enumerate(right) if j not in pairs.values()]


def speaker(line: Line, claim: Label) -> Label | None:
    return next((s for s in line["speakers"] if s["id"] == claim["speaker_id"]), None)


def stances(line: Line, claim: Label) -> dict[str, str]:
    return {s["topic"]: s["value"] for s in line["stances"] if s["claim_id"] == claim["id"]}


def kind(one: Line, x: Label | None, two: Line, y: Label | None) -> str:
    """The first kind of disagreement between two aligned claims, or ''."""
    if x is None or y is None:
        return "missing"
    if (x["start"], x["end"]) != (y["start"], y["end"]):
        return "boundary"
    for attribute in ("type", "attribution"):
        if x[attribute] != y[attribute]:
            return attribute
    s, t = speaker(one, x), speaker(two, y)
    if x["source"] != y["source"] or (s is not None and t is not None and not overlap(s, t)):
        return "speaker"
    if s is not None and t is not None and s["entity"] != t["entity"]:
        return "entity"
    p, q = stances(one, x), stances(two, y)
    if set(p) != set(q):
        return "stance missing"
    return "stance value" if p != q else ""


def compare(left: str, right: str) -> tuple[float, Counter[str]]:
    """Exact claim F1 pooled over the labelled articles, and the kinds of disagreement."""
    same = total = 0
    kinds: Counter[str] = Counter()
    for key in labelled():
        one, two = lines()[key, left], lines()[key, right]
        extents = [{(c["start"], c["end"]) for c in line["claims"]} for line in (one, two)]
        same += len(extents[0] & extents[1])
        total += len(one["claims"]) + len(two["claims"])
        kinds.update(kind(one, x, two, y) for x, y in align(one["claims"], two["claims"]))
    f1 = 2 * same / total
    counts = ", ".join(f"{k} {kinds[k]}" for k in KINDS)
    print(f"{left} against {right}: exact claim F1 {f1:.3f}, agreed {kinds['']}, {counts}")
    return f1, kinds


def test_manifest_hashes() -> None:
    files = {p.relative_to(SEEDS).as_posix() for p in (SEEDS / "articles").iterdir()}
    assert files == {a["file"] for a in manifest()}
    for article in manifest():
        assert article["file"] == f"articles/{article['key']}.txt"
        assert hashlib.sha256((SEEDS / article["file"]).read_bytes()).hexdigest() == article["sha256"], article["key"]
        assert article["licence"] == "CC0-1.0"
        assert article["language"] == "en"
        assert article["published"].year == 2025
        assert article["title"] in texts()[article["key"]]


def test_words() -> None:
    words = {key: len(text.split()) for key, text in texts().items()}
    print("words:", sum(words.values()), words)
    assert 8 <= len(words) <= 12
    assert all(700 <= n <= 3000 for n in words.values())
    assert sum(words.values()) >= 12_000
    assert all(words[key] <= 1200 for key in labelled())


def test_genres() -> None:
    genres = Counter(a["genre"] for a in manifest())
    print("genres:", dict(genres))
    assert set(genres) >= GENRES
    assert len({a["genre"] for a in manifest() if a["key"] in labelled()}) == 4


def test_mess() -> None:
    crlf = [key for key, text in texts().items() if "\r\n" in text]
    astral = [key for key, text in texts().items() if any(ord(c) > 0xFFFF for c in text)]
    print("CRLF:", crlf, "astral:", astral, "no-break spaces:", sum(t.count("\u00a0") for t in texts().values()))
    assert len(crlf) == 1
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", texts()[crlf[0]])
    assert all("\r" not in text for key, text in texts().items() if key != crlf[0])
    assert len(astral) == 1
    assert re.search("[\U0001f000-\U0001faff]\u200d", texts()[astral[0]])
    everything = "".join(texts().values())
    assert all(mark in everything for mark in ("\u00a0", '"', "\u201c", "\u2018", "''", "\u2019"))


def test_quotations_and_sources() -> None:
    sources = set()
    for article in manifest():
        text = texts()[article["key"]]
        assert len(article["sources"]) == len(set(article["sources"])), article["key"]
        for name in article["sources"]:
            assert name.casefold() in text.casefold(), (article["key"], name)
        quoted = QUOTED.findall(text)
        evidence = len(quoted) + len(REPORTING.findall(text))
        assert len(article["sources"]) <= article["quotations"] <= evidence, (article["key"], evidence)
        sources.update(article["sources"])
    quotations = sum(a["quotations"] for a in manifest())
    print("quotations:", quotations, "sources:", len(sources))
    assert quotations >= 80
    assert len(sources) >= 40


def test_label_lines() -> None:
    assert len(labelled()) == 4
    assert list(lines()) == [(key, who) for key in labelled() for who in ("a", "b", "gold")]
    tables = {a["key"]: a for a in manifest()}
    for (key, who), line in lines().items():
        assert list(line) == LINE_KEYS
        assert line["text"] == texts()[key]
        assert line["text_sha256"] == hashlib.sha256(line["text"].encode()).hexdigest() == tables[key]["sha256"]
        for name in ("title", "source", "author", "language", "url"):
            assert line[name] == tables[key][name]
        assert line["published"] == tables[key]["published"].isoformat()
        assert line["state"] == "finished"
        assert line["scheme"] == "claims-speakers-stances@1"
        assert line["guidelines"] == 1
        assert line["split"] == "train"
        assert line["metadata"] == "{}"
        origin = "adjudicated" if who == "gold" else "manual"
        assert all(label["origin"] == origin for name in ("claims", "speakers", "stances") for label in line[name])


def test_labels() -> None:
    ids: Counter[str] = Counter()
    for (key, who), line in lines().items():
        text, claims = line["text"], {c["id"]: c for c in line["claims"]}
        for name, keys in LABEL_KEYS.items():
            order = [(label["start"], label["end"]) for label in line[name]]
            assert order == sorted(order), (key, who, name)
            for label in line[name]:
                assert list(label) == keys
                if name == "stances" and label["start"] == -1:
                    assert (label["end"], label["text"]) == (-1, "")
                else:
                    assert 0 <= label["start"] < label["end"]
                    assert text[label["start"] : label["end"]] == label["text"] == label["text"].strip()
                ids.update([label["id"]] if "id" in label else [])
                for (where, attribute), allowed in VALUES.items():
                    assert where != name or label[attribute] in allowed
        assert len({(c["start"], c["end"]) for c in claims.values()}) == len(claims)
        linked = {c["speaker_id"] for c in claims.values() if c["source"] == "speaker"}
        assert linked == {s["id"] for s in line["speakers"]}
        for claim in claims.values():
            assert (claim["speaker_id"] != "") == (claim["source"] == "speaker")
            assert (claim["attribution"] == "author") == (claim["source"] == "author")
            assert not any(claim["start"] < b["end"] and b["start"] < claim["end"] for b in line["boilerplate"]), claim
            assert claim["text"][-1] not in ".,;:", claim["text"]
        topics = Counter((s["claim_id"], s["topic"]) for s in line["stances"])
        assert all(n == 1 for n in topics.values())
        for stance in line["stances"]:
            claim = claims[stance["claim_id"]]
            assert stance["start"] == -1 or abs(stance["start"] - claim["start"]) < 400
            assert stance["start"] == -1 or "\n" not in text[min(stance["start"], claim["start"]) : claim["end"]]
    assert max(ids.values()) == 1


def test_agreement() -> None:
    f1, kinds = compare("a", "b")
    assert 0.75 <= f1 <= 0.95
    assert all(kinds[k] >= 3 for k in KINDS)


def test_gold_settles() -> None:
    between, _ = compare("a", "b")
    assert all(compare(who, "gold")[0] > between for who in ("a", "b"))


def test_guidelines_quote_the_articles() -> None:
    text = (SEEDS / "guidelines.md").read_text(encoding="utf-8")
    examples = re.findall(r"^> (.+) \[(\S+)\]$", text, re.MULTILINE)
    assert len(re.findall(r"^### \d+\. ", text, re.MULTILINE)) == 11
    assert len(examples) == text.count("\n> ") >= 11
    golds = {(key, c["text"].replace("\u00a0", " ")) for key in labelled() for c in lines()[key, "gold"]["claims"]}
    for example, key in examples:
        plain = re.sub(r"\*\*|_", "", example)
        assert plain in texts()[key].replace("\u00a0", " "), example
        for claim in re.findall(r"\*\*(.+?)\*\*", re.sub(r"_(\S.*?\S|\S)_", r"\1", example)):
            assert key not in labelled() or (key, claim) in golds, claim


def test_entities() -> None:
    entities = {s["entity"] for line in lines().values() for s in line["speakers"]} - {"AUTHOR"}
    gold = {s["entity"] for (_, who), line in lines().items() if who == "gold" for s in line["speakers"]}
    print("entities:", len(entities), "of these in gold:", len(gold))
    assert len(entities) >= 40
    assert len(gold) >= 35
    stated = Counter(s["topic"] for (_, who), line in lines().items() if who == "gold" for s in line["stances"])
    values = Counter(s["value"] for (_, who), line in lines().items() if who == "gold" for s in line["stances"])
    print("gold stances:", dict(sorted(stated.items())), dict(sorted(values.items())))
    assert len(stated) == 5
    assert len(values) == 3
