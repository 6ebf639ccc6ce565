"""Panels that stand beside the article in the left column: what was done, and the guidelines."""
