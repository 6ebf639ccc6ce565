"""The one family of errors that reaches a user: a code, its fields, and one sentence made of both.

A code stands for one sentence in `MESSAGES`. The command line prints that sentence; the window
translates it first. A sentence names what is wrong, where, and the remedy.
"""

from __future__ import annotations

MESSAGES: dict[str, str] = {}


def sentence(code: str, template: str) -> str:
    """Enter the sentence of a code; called at import by the module that raises it.

    Raises:
        ValueError: the code has another sentence already.
    """
    if MESSAGES.setdefault(code, template) != template:
        msg = f"two sentences for the error code {code!r}"
        raise ValueError(msg)
    return code


class LabelerError(Exception):
    """A refusal: nothing was written. `code` selects the sentence, `fields` fill it."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.fields = fields
        super().__init__(code, fields)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return MESSAGES[self.code].format(**self.fields)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross threads and processes whole."""
        return (_restore, (self.code, self.fields))


def _restore(code: str, fields: dict[str, object]) -> LabelerError:
    return LabelerError(code, **fields)
