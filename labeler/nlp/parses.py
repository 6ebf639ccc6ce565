"""Parses kept on disk, so that what was parsed once need not be parsed again to learn or to be scored.

A file holds the parsed paragraphs of one call, under a hash of their texts and of the model. A file that is damaged or
of another model is parsed again and replaced. The files hold the article's words: they are made 0600 in a folder 0700.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from labeler.nlp.models import describe_model

_ATTRIBUTES = ["TAG", "POS", "MORPH", "DEP", "HEAD", "LEMMA", "ENT_TYPE", "ENT_IOB", "SENT_START", "SPACY"]


class Parses:
    """What `parser.pipe` gives, from `folder` where it is there already, and kept there where it is not.

    With `keep` False nothing is written.
    """

    def __init__(self, parser: Language, folder: Path, *, keep: bool = True) -> None:
        self.parser = parser
        self.folder = folder
        self.keep = keep
        self._model = describe_model(parser)

    def pipe(self, texts: Iterable[str]) -> list[Doc]:
        """Return the parsed texts in their order."""
        texts = list(texts)
        if not texts:
            return []
        file = self._file(texts)
        known = self._read(file, texts)
        if known is not None:
            return known
        docs = list(self.parser.pipe(texts))
        if self.keep:
            self._write(file, docs)
        return docs

    def _file(self, texts: list[str]) -> Path:
        key = srsly.msgpack_dumps([self._model, *(text.encode("utf-8", "surrogatepass") for text in texts)])
        name = hashlib.sha256(key).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}.docs"

    def _read(self, file: Path, texts: list[str]) -> list[Doc] | None:
        try:
            docs = list(DocBin().from_bytes(file.read_bytes()).get_docs(self.parser.vocab))
        except OSError:
            return None
        except Exception:  # noqa: BLE001  # a damaged file is any of a dozen errors; the text is parsed again
            return None
        return docs if [doc.text for doc in docs] == texts else None

    def _write(self, file: Path, docs: list[Doc]) -> None:
        with contextlib.suppress(OSError):  # a full disk costs time, nothing else
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(DocBin(attrs=_ATTRIBUTES, docs=docs).to_bytes())
                Path(name).replace(file)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise


def prune(folder: Path, most: int) -> None:
    """Remove the oldest files of a folder of parses until it holds at most so many bytes."""
    with contextlib.suppress(OSError):  # somebody else may tidy up at the same time
        known = sorted(((one.stat().st_mtime, one.stat().st_size, one) for one in folder.rglob("*.docs")), reverse=True)
        total = 0
        for _, size, file in known:
            total += size
            if total > most:
                file.unlink(missing_ok=True)
