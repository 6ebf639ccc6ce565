"""What a worker and its owner say to each other: JSON lines, UTF-8, at most 64 MiB each. No spaCy here.

Requests: `{"do": "load", "scheme": TOML, "model": "", "learnt": {part: JSON text}}`, `{"do": "suggest", "job",
"article", "sha256", "text", "repeated": [[start, articles], …]}`, `{"do": "cancel", "job"}`, `{"do": "stop"}`.
Answers: `{"did": "ready", "version", "description"}`, `{"did": "suggested", "job", "article", "sha256", "version",
"suggestions", "sentences", "warning"}`, `{"did": "cancelled", "job"}`, `{"did": "failed", "job", "message"}` (`job` is
"" where it is not known).

To learn: `{"do": "teach", "job", "lesson"}` for each labelled article, then `{"do": "learn", "job", "parts", "folds",
"learnt_from", "parses"}`. While it lasts, `{"did": "learning", "job", "done", "total", "what"}` and, for each article
and each part (and for "", what is in use), `{"did": "tried", "job", "article", "part", "suggestions"}`; at the end
`{"did": "learnt", "job", "version", "weights": {part: JSON text}, "notes": {part: sentence}}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

from labeler.domain.suggestions import Suggestion
from labeler.nlp.learning.lessons import Lesson, lesson_from_dict, lesson_to_dict
from labeler.nlp.results import Result

LONGEST_LINE = 64 * 1024 * 1024
"""The longest line in bytes, its end included."""

_NAMES = frozenset(one.name for one in fields(Suggestion))


class BadMessage(ValueError):  # noqa: N818  # the message is bad, the program is not
    """A line that is no message; `job` is the job it names, "" where it names none."""

    def __init__(self, fault: str, job: str = "") -> None:
        self.job = job
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class Load:
    """Load the pipeline for a scheme (TOML text); `model` is the user's choice, "" for the installed one.

    `learnt` are the weights that the project learnt, JSON text by part.
    """

    scheme: str
    model: str = ""
    learnt: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Suggest:
    """Read one article. `sha256` is handed back, so that a late answer to an older text can be told.

    `repeated` says where lines begin that other articles of its source hold too, each with the number of those.
    """

    job: str
    article: str
    sha256: str
    text: str
    repeated: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Teach:
    """Hand over one labelled article of a job that is to learn from several."""

    job: str
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Learn:
    """Learn parts of the pipeline from the articles of a job, and try them on articles that they were not fitted on.

    `folds` is into how many groups the articles are dealt; `learnt_from` names, for each part in use that the project
    learnt, the articles that it was learnt from; `parses` is a folder in which parses are kept, "" for none.
    """

    job: str
    parts: tuple[str, ...]
    folds: int
    learnt_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    parses: str = ""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop a job, queued or running."""

    job: str


@dataclass(frozen=True, slots=True)
class Stop:
    """End the worker."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The pipeline is loaded."""

    version: str
    description: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """The result of a job."""

    job: str
    article: str
    sha256: str
    version: str
    result: Result


@dataclass(frozen=True, slots=True)
class Learning:
    """How far a job is: `done` of `total` steps, the present one in words."""

    job: str
    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What is suggested for an article with a part as learnt from other articles; `part` "" is what is in use."""

    job: str
    article: str
    part: str
    suggestions: list[Suggestion]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a job learnt from all of its articles: weights as JSON text by part; `notes` say why a part is missing.

    `version` is the version of the pipeline on top of which it was learnt.
    """

    job: str
    version: str
    weights: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Failed:
    """A request could not be served; `message` is one sentence."""

    job: str
    message: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A job was dropped."""

    job: str


Request: TypeAlias = Load | Suggest | Teach | Learn | Cancel | Stop
Answer: TypeAlias = Ready | Suggested | Learning | Tried | Learnt | Failed | Cancelled


def encode_request(request: Request) -> bytes:
    """Return a request as one line."""
    match request:
        case Load(scheme, model, learnt):
            return _line({"do": "load", "scheme": scheme, "model": model, "learnt": dict(learnt)})
        case Suggest(job, article, sha256, text, repeated):
            named = {"job": job, "article": article, "sha256": sha256, "text": text}
            return _line({"do": "suggest", **named, "repeated": repeated})
        case Teach(job, lesson):
            return _line({"do": "teach", "job": job, "lesson": lesson_to_dict(lesson)})
        case Learn(job, parts, folds, learnt_from, parses):
            known = {part: list(articles) for part, articles in learnt_from.items()}
            plan = {"parts": list(parts), "folds": folds, "learnt_from": known, "parses": parses}
            return _line({"do": "learn", "job": job, **plan})
        case Cancel(job):
            return _line({"do": "cancel", "job": job})
        case Stop():
            return _line({"do": "stop"})


def encode_answer(answer: Answer) -> bytes:
    """Return an answer as one line."""
    match answer:
        case Ready(version, description):
            return _line({"did": "ready", "version": version, "description": description})
        case Suggested(job, article, sha256, version, result):
            return _line(
                {
                    "did": "suggested",
                    "job": job,
                    "article": article,
                    "sha256": sha256,
                    "version": version,
                    "suggestions": [suggestion_to_dict(one) for one in result.suggestions],
                    "sentences": result.sentences,
                    "warning": result.warning,
                }
            )
        case Learning(job, done, total, what):
            return _line({"did": "learning", "job": job, "done": done, "total": total, "what": what})
        case Tried(job, article, part, suggestions):
            rows = [suggestion_to_dict(one) for one in suggestions]
            return _line({"did": "tried", "job": job, "article": article, "part": part, "suggestions": rows})
        case Learnt(job, version, weights, notes):
            texts = {"weights": dict(weights), "notes": dict(notes)}
            return _line({"did": "learnt", "job": job, "version": version, **texts})
        case Failed(job, message):
            return _line({"did": "failed", "job": job, "message": message})
        case Cancelled(job):
            return _line({"did": "cancelled", "job": job})


def decode_request(line: bytes) -> Request:
    """Read a request.

    Raises:
        BadMessage: it is none.
    """
    table = _table(line)
    match table.get("do"):
        case "load":
            return Load(_text(table, "scheme"), _text(table, "model", ""), _texts(table, "learnt"))
        case "suggest":
            return Suggest(
                _text(table, "job"),
                _text(table, "article", ""),
                _text(table, "sha256", ""),
                _text(table, "text"),
                _pairs(table, "repeated"),
            )
        case "teach":
            return Teach(_text(table, "job"), _lesson(table))
        case "learn":
            return _learn(table)
        case "cancel":
            return Cancel(_text(table, "job"))
        case "stop":
            return Stop()
        case _:
            raise BadMessage("The request does not say what to do.", _job(table))


def decode_answer(line: bytes) -> Answer:
    """Read an answer.

    Raises:
        BadMessage: it is none.
    """
    table = _table(line)
    match table.get("did"):
        case "ready":
            return Ready(_text(table, "version"), _text(table, "description"))
        case "suggested":
            return Suggested(
                _text(table, "job"),
                _text(table, "article"),
                _text(table, "sha256"),
                _text(table, "version"),
                _result(table),
            )
        case "learning":
            return Learning(
                _text(table, "job"), _number(table, "done"), _number(table, "total"), _text(table, "what", "")
            )
        case "tried":
            found = _result(table).suggestions
            return Tried(_text(table, "job"), _text(table, "article"), _text(table, "part"), found)
        case "learnt":
            return Learnt(
                _text(table, "job"), _text(table, "version"), _texts(table, "weights"), _texts(table, "notes")
            )
        case "failed":
            return Failed(_text(table, "job", ""), _text(table, "message"))
        case "cancelled":
            return Cancelled(_text(table, "job"))
        case _:
            raise BadMessage("The answer does not say what was done.", _job(table))


def suggestion_to_dict(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion's fields by name."""
    return {one.name: getattr(suggestion, one.name) for one in fields(Suggestion)}


def suggestion_from_dict(table: dict[str, Any]) -> Suggestion:
    """Return the suggestion of a table of fields.

    Raises:
        BadMessage: a field is missing or unknown.
    """
    unknown = sorted(set(table) - _NAMES)
    if unknown:
        raise BadMessage(f"A suggestion has unknown fields: {', '.join(unknown)}.")
    try:
        return Suggestion(**table)
    except TypeError:
        raise BadMessage("A suggestion lacks fields.") from None


def _result(table: dict[str, Any]) -> Result:
    suggestions, sentences = table.get("suggestions"), table.get("sentences", 0)
    if not isinstance(suggestions, list) or not all(isinstance(one, dict) for one in suggestions):
        raise BadMessage("The suggestions are no list of tables.", _job(table))
    if not isinstance(sentences, int):
        raise BadMessage("The number of sentences is no number.", _job(table))
    return Result([suggestion_from_dict(one) for one in suggestions], sentences, _text(table, "warning", ""))


def _line(table: dict[str, Any]) -> bytes:
    try:
        return json.dumps(table, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        return json.dumps(table).encode("ascii") + b"\n"


def _table(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadMessage("The line is longer than 64 MiB.")
    try:
        table = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):  # a number of too many digits is an error of its own
        raise BadMessage("The line is no JSON text in UTF-8.") from None
    if not isinstance(table, dict):
        raise BadMessage("The line is no JSON object.")
    return table


def _text(table: dict[str, Any], key: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise BadMessage(f"The message needs {key} as text.", _job(table))
    return value


def _learn(table: dict[str, Any]) -> Learn:
    known = table.get("learnt_from", {})
    if not isinstance(known, dict):
        raise BadMessage("The message needs learnt_from as lists by part.", _job(table))
    learnt_from = {part: tuple(_list(known, part)) for part in known}
    parts, folds = tuple(_list(table, "parts")), _number(table, "folds")
    if folds < 2:
        raise BadMessage("The message needs two folds at least.", _job(table))
    return Learn(_text(table, "job"), parts, folds, learnt_from, _text(table, "parses", ""))


def _texts(table: dict[str, Any], key: str) -> dict[str, str]:
    value = table.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(text, str) for pair in value.items() for text in pair):
        raise BadMessage(f"The message needs {key} as texts by name.", _job(table))
    return value


def _list(table: dict[str, Any], key: str) -> list[str]:
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadMessage(f"The message needs {key} as a list of texts.", _job(table))
    return value


def _number(table: dict[str, Any], key: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadMessage(f"The message needs {key} as a whole number.", _job(table))
    return value


def _pairs(table: dict[str, Any], key: str) -> tuple[tuple[int, int], ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, list) and len(one) == 2 for one in value):
        raise BadMessage(f"The message needs {key} as pairs of numbers.", _job(table))
    if not all(type(number) is int for one in value for number in one):
        raise BadMessage(f"The message needs {key} as pairs of numbers.", _job(table))
    return tuple((one[0], one[1]) for one in value)


def _lesson(table: dict[str, Any]) -> Lesson:
    try:
        return lesson_from_dict(table.get("lesson"))
    except ValueError as fault:
        raise BadMessage(str(fault), _job(table)) from None


def _job(table: dict[str, Any]) -> str:
    job = table.get("job", "")
    return job if isinstance(job, str) else ""
