"""Render a busy page to pictures, to be looked at.

QT_SCALE_FACTOR=2 python -m tests.gui.page.pictures FOLDER dark
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from labeler.gui.look import theme
from labeler.gui.page.marks import Mark
from labeler.gui.page.view import ArticlePage

TEXT = (
    '"The port will certainly go on to lead the region in the handling of containers and cold goods," she said.\n'
    "Harbour works\n"
    "The shock that the new terminal set off, which brought a massive fall in freight rates led by shippers leaving "
    "older berths, came because many harbour boards have led the trade to believe that sums on the order of hundreds "
    "of millions of euros are needed for a quay to be profitable.\n"
    "But Northquay said it spent less than 6 million to dredge its basin -- though some observers have been doubtful, "
    "arguing that Northquay was not entirely open about its costs. In contrast, harbour master Ida Holm has said the "
    "board spent more than 100 million to deepen its channel.\n"
    '"It\'s still bold," said Jo Baker, vice president of planning at Seafield, a maker of cranes that builds '
    'remote-controlled hoists. "It is an important signpost and does raise questions long term about whether we can '
    'ever say who is winning this race at all," he said in the end.\n'
    "Sign up to read this article. Read news from hundreds of titles, picked for you.\n"
    "The last word belongs to the tide, wrote שלום עולם in the margin of a Hebrew sheet, and 😀 to the gulls.\n"
)


def _mark(kind: str, words: str, tag: str = "", *, mark_id: str = "", after: str = "", **rest: object) -> Mark:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    end = start + len(words)
    return Mark(id=mark_id or f"{kind}:{words[:12]}", kind=kind, start=start, end=end, tag=tag, name=kind, **rest)


MARKS = [
    _mark("claim", TEXT[1 : TEXT.index('," she')], "pred", linked_to="she"),
    _mark("speaker", "she", "→ Lind", mark_id="she", after='goods," '),
    _mark("claim", TEXT[TEXT.index("The shock") : TEXT.index(".\nBut")], "eval"),
    _mark("speaker", "many harbour boards", "S"),
    _mark("claim", TEXT[TEXT.index("sums on") : TEXT.index(".\nBut")], "eval", mark_id="nested"),
    _mark("stance", "hundreds of millions of euros", "T3 ▲"),
    _mark("stance", "millions of euros", "T4 ▼"),
    _mark("speaker", "Northquay", "S", mark_id="north"),
    _mark("claim", "it spent less than 6 million to dredge its basin", "fact", mark_id="spent", linked_to="north"),
    _mark("stance", "less than 6 million", "T3 ▼"),
    _mark("speaker", "some observers", "S"),
    _mark("claim", "Northquay was not entirely open about its costs", "eval ? ✎", unsure=True, comment=True),
    _mark("speaker", "Ida Holm", "S"),
    _mark("claim", "the board spent more than 100 million to deepen its channel", "fact"),
    _mark("claim", "It's still bold", "eval .91", suggested=True, score=0.91, mark_id="bold"),
    _mark("speaker", "Jo Baker", "S .91", suggested=True, score=0.91),
    _mark(
        "claim", TEXT[TEXT.index("It is an important") : TEXT.index('," he')], "eval", mark_id="sign", linked_to="he"
    ),
    _mark("speaker", "he", "→ Segal", mark_id="he", after='all," '),
    _mark("boilerplate", TEXT[TEXT.index("Sign up") : TEXT.index("\nThe last")]),
    _mark("claim", "wrote שלום עולם in the margin", "fact · T1 ◆"),
    _mark("speaker", "עולם in", "S"),
]


def busy_page(width: int = 760, height: int = 1180, size: int = 18) -> ArticlePage:
    """Return a page with every kind of mark."""
    page = ArticlePage()
    page.resize(width, height)
    page.zoom(size)
    page.set_article(TEXT)
    page.show_marks(MARKS)
    return page


def main() -> None:
    folder, name = Path(sys.argv[1]), sys.argv[2]
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, name)
    page = busy_page()
    page.show()
    page.setFocus()
    for current in ("spent", "sign", "bold", "nested"):
        page.go_to(current)
        if current == "nested":
            page.show_letters({"she": "A", "north": "B", "he": "C"})
        app.processEvents()
        page.grab().save(str(folder / f"{name}-{current}-{page.devicePixelRatioF():.0f}x.png"))


if __name__ == "__main__":
    main()
