"""The verbs of the program: the one door for window and command line.

Each function takes the store, then the actor, checks with `domain`, and writes through `store.edit`. Begin with
`projects`, `sets` and `labeling`; `work` holds what the verbs share.
"""
