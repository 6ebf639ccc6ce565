"""The only room with spaCy: text in, suggestions out.

A chain of spaCy components, each of which can be configured, replaced and tested alone: quotations -> attributions
-> speakers -> claims -> stances; boilerplate is found before the parse, from the shape of the text. Begin with
`pipeline` (what a run is), then `components` (the chain) and the module of the component in question.

`worker` runs the pipeline as a process of its own; `protocol` is what both sides say to each other, `client` the side
of the command line. Importing this package, `protocol`, `results` or `client` does not load spaCy.
"""
