"""The part `speaker`: which words name who says a claim, learnt from labelled articles.

Every noun phrase in and before the claim's sentence may be the speaker; one regression says how probable each is. The
subject that the rules found is one of them, and known as that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labeler.nlp.candidates import Candidate
from labeler.nlp.learning import linear
from labeler.nlp.learning.attributing import attributed
from labeler.nlp.learning.features import bucket, class_of, group_of
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.lessons import ReadLesson
from labeler.nlp.learning.linear import Rows
from labeler.nlp.learning.picking import Picker
from labeler.nlp.learning.sheets import Sheet, sheets_of
from labeler.nlp.learning.table import NOBODY, SUBJECTS, Table
from labeler.nlp.learning.targets import Goal, Targets, covered, goals_of, places_of, targets_of
from labeler.nlp.lexicon import STRONG, Lexicon
from labeler.nlp.passage import Range
from labeler.nlp.subjects import phrase_of

PART = "speaker"
FEATURES = 1

_HALF = 0.5
_SEEN = 3
_STRENGTH = 0.1
_PRUNED = 0.1
_NEEDED = 0.15
_LEAD = 0.6
"""How much likelier another phrase must be than the subject that the rules found: news name speakers otherwise."""

_SKIPPED = frozenset({"compound", "amod", "nmod", "det", "case", "quantmod", "nummod", "dative", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_EARLIER = frozenset({"nsubj", "pobj", "nsubjpass", "poss"})
_STEPS = 5
_AT_START = 8
_DISTANCES = (1, 2, 4, 8, 15)
_OFTEN = (0, 1, 2, 4, 8)


def fit(
    read: Sequence[ReadLesson],
    *,
    targets: Targets = targets_of,
    prior: Learnt | None = None,
    shipping: bool = False,
    lexicon: Lexicon | None = None,
) -> Learnt:
    """Return the weights that fit these lessons best, near those of `prior`: the shipped ones unless told otherwise.

    Raises:
        ValueError: no claim of these lessons names who makes it.
    """
    if not shipping and prior is None:
        prior = shipped(PART)
    every = _every(read, targets, lexicon)
    return _fit(every, [one.lesson.weight for one in read], prior)


def cross_fit(read: Sequence[ReadLesson], fold_of: Sequence[int], folds: int) -> tuple[Learnt, list[Learnt]]:
    """Return the weights that fit all lessons, and those without the lessons of each fold; each is read once.

    Raises:
        ValueError: as `fit`.
    """
    prior, every = shipped(PART), _every(read, targets_of, None)
    worth = [one.lesson.weight for one in read]
    without: list[Learnt] = []
    for fold in range(folds):
        kept = [i for i, own in enumerate(fold_of) if own != fold]
        without.append(_fit([every[i] for i in kept], [worth[i] for i in kept], prior))
    return _fit(every, worth, prior), without


def _every(read: Sequence[ReadLesson], targets: Targets, lexicon: Lexicon | None) -> list[list[tuple[list[str], bool]]]:
    picker = Picker(shipped("claim"))
    return [list(_examples(one, targets, picker, lexicon or Lexicon())) for one in read]


def _fit(every: Sequence[list[tuple[list[str], bool]]], weights: Sequence[float], prior: Learnt | None) -> Learnt:
    """Return the weights for the examples of each lesson, and what each lesson counts."""
    rows = [names for examples in every for names, _ in examples]
    right = [float(good) for examples in every for _, good in examples]
    worth = [weight for examples, weight in zip(every, weights, strict=True) for _ in examples]
    if not any(right):
        raise ValueError("No claim in these articles names who makes it.")
    known = None if prior is None else prior.models.get("choice")
    model = linear.fit(Rows.of(rows), right, worth, _STRENGTH, seen=_SEEN, prior=known)
    return Learnt(
        PART, FEATURES, {"choice": model.pruned(_PRUNED)}, {"lead": 0.0 if prior else _LEAD, "threshold": _NEEDED}
    )


def _examples(read: ReadLesson, targets: Targets, picker: Picker, lexicon: Lexicon) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of each phrase that may be the speaker of a claim found, and whether it is."""
    sheets = sheets_of(read.reading.docs, lexicon)
    goals = goals_of(targets(read.lesson), read.reading, [sheet.table for sheet in sheets])
    facts = Facts()
    for number, (sheet, paragraph) in enumerate(zip(sheets, read.reading.paragraphs, strict=True)):
        facts.add(sheet.table)
        for candidate in attributed(sheet, picker.pick(sheet), utterances=True):
            goal = _goal_of(sheet.table, candidate.tokens, number, goals)
            if goal is None or not goal.target.speaker:
                continue
            said_by = set(places_of(sheet.table, paragraph.start, goal.target.speaker))
            if not said_by:
                continue
            heads = {i for i in said_by if sheet.table.head[i] == i or sheet.table.head[i] not in said_by}
            for option in options(sheet.table, candidate):
                first, last = _phrase(sheet.table, candidate, option)
                right = any(first <= i <= last for i in heads)
                yield names_of(sheet.table, candidate, option, facts), right


def _goal_of(table: Table, tokens: Range, number: int, goals: Sequence[Goal]) -> Goal | None:
    found = [(covered(table, tokens, number, goal), -i) for i, goal in enumerate(goals) if number in goal.words]
    best = max(found, default=(0.0, 0))
    return goals[-best[1]] if best[0] >= _HALF else None


class Facts:
    """How often each noun of an article occurred so far, and how often as the subject of a reporting verb."""

    def __init__(self) -> None:
        self.often: Counter[str] = Counter()
        self.says: Counter[str] = Counter()

    def add(self, table: Table) -> None:
        """Count the words of one more paragraph."""
        for i in range(table.n):
            if table.pos[i] in {"PROPN", "NOUN"}:
                self.often[table.lower[i]] += 1
            if table.dep[i] == "nsubj" and table.lemma[table.head[i]] in STRONG:
                self.says[table.lower[i]] += 1


@dataclass(frozen=True, slots=True)
class Option:
    """The head of a noun phrase that may be the speaker, and where it stands."""

    head: int
    where: str


class SpeakerChooser:
    """Chooses the speaker of each utterance by the weights of the part `speaker`."""

    def __init__(self, learnt: Learnt, *, utterances: bool = False) -> None:
        """Take the weights; with `utterances` the likeliest phrase is taken without any lead.

        Raises:
            ValueError: they lack the model or a number.
        """
        if "choice" not in learnt.models or not {"lead", "threshold"} <= learnt.numbers.keys():
            raise ValueError("The weights lack choice, lead or threshold.")
        self._model = learnt.models["choice"]
        self._threshold = learnt.numbers["threshold"]
        self._lead = 0.0 if utterances else learnt.numbers["lead"]

    def choose(self, sheet: Sheet, candidate: Candidate, facts: Facts) -> None:
        """Let the candidate have the likeliest speaker; what the rules found stays where none is likely."""
        table = sheet.table
        if candidate.subject is None and (self._lead or candidate.rule == "raising"):
            return  # the rules know of none: nobody is said to say it
        scored = [
            (self._model.probability(names_of(table, candidate, option, facts)), -k, option)
            for k, option in enumerate(options(table, candidate))
        ]
        if not scored:
            return
        best, _, option = max(scored, key=lambda one: one[:2])
        known = NOBODY if candidate.subject is None else candidate.subject.i
        if best < self._threshold or option.head == known:
            return
        if self._lead and any(one.head == known and best - value < self._lead for value, _, one in scored):
            return
        candidate.subject = table.passage.tokens[option.head]
        candidate.speaker = _phrase(table, candidate, option)


def _phrase(table: Table, candidate: Candidate, option: Option) -> Range:
    cue = None if candidate.cue is None else candidate.cue.i
    return phrase_of(table.passage, table.passage.tokens[option.head], cue)


def options(table: Table, candidate: Candidate) -> list[Option]:  # noqa: C901  # one walk over what may be meant
    """Return the phrases that may name the speaker: the rules' first, then those of the sentences around."""
    first, last = candidate.tokens
    cue = NOBODY if candidate.cue is None else candidate.cue.i
    found: dict[int, Option] = {}

    def offer(i: int, where: str) -> None:
        if i >= 0 and i not in found and table.dep[i] not in _SKIPPED and table.pos[i] in _NOMINAL:
            found[i] = Option(i, where)

    if candidate.subject is not None:
        found[candidate.subject.i] = Option(candidate.subject.i, "subject")
    if cue >= 0 and not first <= table.subject(cue) <= last:
        offer(table.subject(cue), "other")
    near = {table.sentence(first), table.sentence(last)} | ({table.sentence(cue)} if cue >= 0 else set())
    for start, end in sorted(near):
        for i in range(start, end + 1):
            if table.quote_of[i] >= 0:
                continue
            if i < first or i > last or _between_pieces(candidate, i):
                offer(i, "near")
            elif table.dep[i] in SUBJECTS and (first <= cue <= last or i - first <= _AT_START):
                offer(i, "inside")
    start = min(near)[0]
    if start:
        before = table.sentence(start - 1)
        for i in range(before[0], before[1] + 1):
            if table.dep[i] in _EARLIER and table.quote_of[i] < 0:
                offer(i, "earlier")
    return list(found.values())


def _between_pieces(candidate: Candidate, i: int) -> bool:
    """Tell whether a word stands within an utterance but outside its quotations: in “A,” she said, “B”."""
    cue = candidate.cue
    return cue is not None and candidate.holds_cue(candidate.tokens) and abs(i - cue.i) <= _STEPS


def names_of(table: Table, candidate: Candidate, option: Option, facts: Facts) -> list[str]:
    """Return the features of a phrase as the speaker of a candidate."""
    i, where = option.head, option.where
    first, last = candidate.tokens
    cue = NOBODY if candidate.cue is None else candidate.cue.i
    lemma = table.lemma[cue] if cue >= 0 else "none"
    kind, dep, rule = class_of(table, i), table.dep[i], candidate.rule
    side = "before" if i < first else "after" if i > last else "in"
    says = min(3, facts.says[table.lower[i]])
    out = [
        f"w={where}",
        f"w={where}|{rule}",
        f"w={where}|{kind}",
        f"w={where}|{dep}",
        f"cls={kind}|{dep}",
        f"word={table.lower[i]}" if table.pos[i] != "PROPN" else "word",
        f"word={table.lower[i]}|w={where}" if table.pos[i] != "PROPN" else f"word|w={where}",
        f"tag={table.tag[i]}",
        f"side={side}|{dep}",
        f"side={side}|{where}|{kind}",
        f"headsay={table.lemma[table.head[i]] in STRONG}|{dep}|{side}",
        f"head={table.lemma[table.head[i]]}|{dep}",
        f"freq={bucket(facts.often[table.lower[i]], _OFTEN)}|{table.pos[i]}",
        f"says={says}|{table.pos[i]}",
        f"says={says}|{where}",
        f"agent={table.lower[table.head[i]] == 'by'}|{where}",
        f"quoted={bool(candidate.quotes)}|{where}|{dep}",
        f"rule={rule}|{dep}|{where}",
    ]
    if cue >= 0:
        away = i - cue
        route = route_of(table, i, cue)
        out += [
            f"away={bucket(abs(away), _DISTANCES)}{'+' if away > 0 else '-'}|{where}",
            f"route={route}",
            f"route={route}|{rule}",
            f"route={route}|cue={lemma}",
            f"cue={lemma}|{dep}|w={where}",
            f"group={group_of(lemma)}|{dep}|{where}",
            f"iscue={i == cue}",
            f"own={table.subject(cue) == i}|{where}",
            f"passive={_is_passive(table, cue)}|{dep}|{where}",
        ]
    out += _between(table, candidate, i, where, side)
    return out


def _is_passive(table: Table, cue: int) -> bool:
    return any(table.dep[k] in {"auxpass", "nsubjpass"} for k in table.kids[cue])


def _between(table: Table, candidate: Candidate, i: int, where: str, side: str) -> list[str]:
    """Return what stands between a phrase and the claim, and what the rules' own subject is."""
    first, last = candidate.tokens
    low, high = (i + 1, first - 1) if i < first else (last + 1, i - 1)
    names = sum(1 for k in range(low, high + 1) if table.pos[k] in {"PROPN", "PRON"} and table.dep[k] in _EARLIER)
    out = [
        f"finite={min(3, table.finite(low, high)) if high >= low else 0}|{where}|{side}",
        f"names={min(3, names)}|{where}",
        f"samesent={table.passage.same_sentence(i, first)}{table.passage.same_sentence(i, last)}|{where}",
    ]
    if candidate.subject is None:
        return [*out, f"nosubj|{where}|{table.dep[i]}"]
    known = candidate.subject.i
    return [
        *out,
        f"subj={class_of(table, known)}|w={where}",
        f"subj={class_of(table, known)}|{where}|{class_of(table, i)}",
    ]


def route_of(table: Table, i: int, cue: int) -> str:
    """Return the way from the cue to a word over what they hang on: steps up, then dependencies down."""
    up: dict[int, int] = {}
    place = cue
    for steps in range(_STEPS):
        up[place] = steps
        if table.head[place] == place:
            break
        place = table.head[place]
    down: list[str] = []
    place = i
    while place not in up and table.head[place] != place and len(down) < _STEPS:
        down.append(table.dep[place])
        place = table.head[place]
    return f"{up.get(place, 9)}^{'>'.join(reversed(down))}"
