"""The parts of the report on agreement as one file of HTML; `labeler.formats.agreement_html` puts them together.

`page` is HTML itself, `words` says rows in plain words, `drawing` draws them, `cells` puts both into tables; `tables`,
`counts` and `parts` are the sections.
"""
