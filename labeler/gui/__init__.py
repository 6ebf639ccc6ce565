"""The window. The only room with PySide6.

Begin with `app` (start), `window` (the frame) and `actions` (every command as a record). `bus` and `desk` are the way
down to the services; `look` holds colours and small controls, `page` the article, `annotate` the page around it.
"""
