"""Reports on agreement as their JSON, made by hand, and a reader of pages that minds what browsers forgive."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "br", "rect", "line", "circle", "polyline"}


def row(layer: str, measure: str, **others: Any) -> dict[str, Any]:
    plain = dict.fromkeys(("attribute", "category", "topic", "subset", "reason"), "")
    plain |= dict.fromkeys(("threshold", "low", "high", "coverage", "value"))
    plain |= {"layer": layer, "measure": measure, "annotators": [], "articles": 12, "units": 345}
    assert set(others) <= set(plain)
    return plain | others


def report(rows: list[dict[str, Any]], **others: Any) -> dict[str, Any]:
    return {"measures": rows, "excluded": [], "conventions": {}, "seed": 13, "version": "0.1.0"} | others


class Page(HTMLParser):
    """What a page holds: its text, tags, ids, addresses; raises where a tag is left open or closed twice."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.styles: list[str] = []
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.styles if "style" in self._open else self.words).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [value or "" for key, value in self.attributes if key == name]
