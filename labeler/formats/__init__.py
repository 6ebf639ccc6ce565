"""Bytes <-> domain values: what comes in as text or dataset lines, and what goes out.

Begin with `native` (a line of the dataset form, as a value), then `reading` (bytes to lines, every key checked) and
`writing` (lines to bytes). `text` reads articles from text files. `schema`, `card`, `croissant` and `manifest` are the
files that accompany the lines of an export, `audit` those of its audit profile; `check` finds damage in lines.
"""
