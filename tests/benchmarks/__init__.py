"""Figures, not tests: `python -m tests.benchmarks [NAME] [--json]`.

Each work is measured several times and printed against its bar and against a raw limit or a peer that is measured in
the same run, so that figures of different machines can be compared by their ratios.
"""
