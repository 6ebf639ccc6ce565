"""Labeler: who claims what in news articles, and where they stand.

The map, one line a room, in reading order (imports go down only):

__main__    `labeler` opens the window, `labeler VERB …` is the command line
wiring      the only module that knows every room: builds store, suggester, window
gui/        the only room with PySide6: window, pages, the article page, the desk
cli/        argv -> service -> text or JSON
services/   the verbs of the program: the one door for window and command line
store/      the only room with SQL: tables, migrations, journal, queries
nlp/        the only room with spaCy: the suggestion pipeline and its worker
agreement/  how far two people, or a person and the suggestions, mark the same: figures with intervals
formats/    bytes <-> domain values: article readers, dataset writers and readers
domain/     what annotation is: spans, offsets, labels, scheme, journal entries
config/     settings (one table), paths, logging
"""

__version__ = "0.1.0"
