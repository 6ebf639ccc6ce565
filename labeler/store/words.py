"""The index of all articles' words: FTS5 in a file, tsvector and GIN on PostgreSQL, with the same results.

Both are given the same words, folded by `domain.folding` and written in ASCII, so that neither splits nor folds them by
rules of its own. `article_words` stands beside `listing`, whose `place` names its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from labeler.domain.folding import WORD, fold
from labeler.domain.querying import Term

# PostgreSQL's own limits (a vector of 1 MiB, a word of 2 KiB); beyond them the body is searched.
_VECTOR_BYTES = 900_000
_WORD_BYTES = 2000
# A word that no text has, for the texts whose words no vector can hold.
_TOO_MANY = "-"
_OTHER = re.compile(r"[^\x00-\x7f]")

_ENTER_FTS = text("INSERT INTO article_words (rowid, body) VALUES (:place, :body)")
_LEAVE_FTS = text("INSERT INTO article_words (article_words, rowid, body) VALUES ('delete', :place, :body)")
_ENTER_VECTOR = text(
    "INSERT INTO article_words (place, body, words) VALUES (:place, :body, array_to_tsvector(CAST(:words AS text[])))"
)
_LEAVE_VECTOR = text("DELETE FROM article_words WHERE place = :place")


def enter(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Add the words of articles, given as (place, text)."""
    if connection.dialect.name == "sqlite":
        rows: list[dict[str, Any]] = [{"place": place, "body": _written(words)} for place, words in texts]
        connection.execute(_ENTER_FTS, rows)
        return
    rows = []
    for place, words in texts:
        found = WORD.findall(_written(words))
        vector = sorted({one[:_WORD_BYTES] for one in found})
        if sum(map(len, vector)) + 8 * len(vector) > _VECTOR_BYTES:
            vector = [_TOO_MANY]
        rows.append({"place": place, "body": f" {' '.join(found)} ", "words": vector})
    connection.execute(_ENTER_VECTOR, rows)


def leave(connection: Connection, place: int, words: str) -> None:
    """Take the words of an article out; `words` is its text."""
    if connection.dialect.name == "sqlite":
        connection.execute(_LEAVE_FTS, {"place": place, "body": _written(words)})
    else:
        connection.execute(_LEAVE_VECTOR, {"place": place})


def places(connection: Connection, terms: Sequence[Term], limit: int) -> tuple[list[int], int]:
    """Return the first places, in order, of the articles that hold all the terms, and how many articles do."""
    if not terms:
        return [], 0
    condition, given = _fts(terms) if connection.dialect.name == "sqlite" else _vector(terms)
    name = "rowid" if connection.dialect.name == "sqlite" else "place"
    query = f"SELECT {name} FROM article_words WHERE {condition} ORDER BY {name} LIMIT {limit:d}"  # noqa: S608
    found = [row[0] for row in connection.execute(text(query), given)]
    if len(found) < limit:
        return found, len(found)
    count = text(f"SELECT count(*) FROM article_words WHERE {condition}")  # noqa: S608  made of constants
    return found, connection.execute(count, given).scalar_one()


def counted(connection: Connection) -> dict[int, int]:
    """Return how many words the index holds of each article, by place."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT id, sz FROM article_words_docsize"))
        return {row[0]: _varint(row[1]) for row in rows}
    query = "SELECT place, length(body) - length(replace(body, ' ', '')) - 1 FROM article_words"
    return {row[0]: max(row[1], 0) for row in connection.execute(text(query))}


def count_of(words: str) -> int:
    """Return how many words of a text the index holds."""
    return len(WORD.findall(fold(words).text))


def _written(words: str) -> str:
    return _in_ascii(fold(words).text)


def _in_ascii(folded: str) -> str:
    """Return a folded text in ASCII: z stands before a code of six digits, so that no code begins another one."""
    return _OTHER.sub(lambda match: f"z{ord(match.group()):06x}", folded.replace("z", "zz"))


def _fts(terms: Sequence[Term]) -> tuple[str, Mapping[str, str]]:
    asked = " AND ".join(f'"{" ".join(_in_ascii(word) for word in term.words)}"{"*" * term.prefix}' for term in terms)
    return "article_words MATCH :asked", {"asked": asked}


def _vector(terms: Sequence[Term]) -> tuple[str, Mapping[str, str]]:
    """Return a condition: the vector finds articles, the body tells phrases (a vector forgets far places)."""
    given: dict[str, str] = {}
    lexemes: dict[str, None] = {}
    always: list[str] = []
    unless_vector: list[str] = []
    for number, term in enumerate(terms):
        words = [_in_ascii(word) for word in term.words]
        for place, word in enumerate(words):
            begun = (term.prefix and place == len(words) - 1) or len(word) > _WORD_BYTES
            lexemes[f"'{word[:_WORD_BYTES]}'{':*' * begun}"] = None
        given[f"like{number}"] = f"% {' '.join(words)}{'' if term.prefix else ' '}%"
        exact = len(words) == 1 and len(words[0]) <= _WORD_BYTES
        (unless_vector if exact else always).append(f"body LIKE :like{number}")
    given |= {"asked": f"({' & '.join(lexemes)}) | '{_TOO_MANY}'", "many": f"'{_TOO_MANY}'"}
    parts = ["words @@ CAST(:asked AS tsquery)", *always]
    if unless_vector:
        parts.append(f"(NOT words @@ CAST(:many AS tsquery) OR ({' AND '.join(unless_vector)}))")
    else:
        del given["many"]
    return " AND ".join(parts), given


def _varint(data: bytes) -> int:
    value = 0
    for byte in data:
        value = (value << 7) | (byte & 0x7F)
        if not byte & 0x80:
            break
    return value
