"""How the window looks: colours, theme, faces, icons and the small controls.

`tokens` is the only table of colours; `theme` puts it on the application and says when it changes; style sheets and
painters ask `theme.tokens()` when they need a colour and keep none.
"""
