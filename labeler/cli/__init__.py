"""The command line: arguments -> a service -> text or JSON.

Begin with `app` (the verbs and how errors end); each `verbs_…` module holds the verbs of one theme, `terminal` is the
only place that prints. Importing this package loads neither Qt nor spaCy nor the database layer: each verb imports the
service that it calls.
"""
