"""The Review page: what annotators disagree on in an article, and how a reviewer settles it."""
