"""The article page: a read-only text with a caret, under and over which labels are painted.

`view.ArticlePage` is the widget; `marks` says what it shows; `index` knows where; `painting`, `tags` and `links` draw.
The document is never touched when labels change.
"""
