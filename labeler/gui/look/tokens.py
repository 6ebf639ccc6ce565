"""The one table of colours: light, dark, and few for high contrast.

Style sheets and painters take every colour from here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette

from labeler.gui.look.contrast import contrast


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme as `#RRGGBB`.

    Of a hue, the plain name is its ink (tags, words), `L` its line, `T` its tint, `T2` the tint inside another, `S` the
    tint of what is selected. `forced` says that the colours are the system's own (high contrast): no tints then.
    """

    name: str
    window: str
    rail: str
    header: str
    page: str
    raised: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    accentH: str
    onAccent: str
    accentT: str
    ok: str
    okT: str
    warn: str
    warnT: str
    bad: str
    badT: str
    claim: str
    claimL: str
    claimT: str
    claimT2: str
    claimS: str
    speaker: str
    speakerL: str
    speakerT: str
    speakerS: str
    stance: str
    stanceL: str
    stanceT: str
    stanceS: str
    annA: str
    annAT: str
    annB: str
    annBT: str
    annC: str
    annCT: str
    seq0: str
    seq1: str
    seq2: str
    seq3: str
    seq4: str
    bar: str
    bar2: str
    forced: bool = False

    @property
    def focus(self) -> str:
        """The colour of focus rings: the accent."""
        return self.accent

    @property
    def selection(self) -> str:
        """The ground of selected text."""
        return self.accent if self.forced else self.seq2

    @property
    def onSelection(self) -> str:
        """The ink of selected text."""
        return self.onAccent if self.forced else self.text

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark page."""
        return QColor(self.page).lightness() < QColor(self.text).lightness()

    def color(self, name: str) -> QColor:
        """Return a token as a colour; `name` is a field or `focus`."""
        value: str = getattr(self, name)
        return QColor(value)


# Light, then dark.
_TABLE: dict[str, tuple[str, str]] = {
    "window": ("#F3F3F0", "#1E1E22"),
    "rail": ("#EAEAE5", "#19191C"),
    "header": ("#ECECE7", "#222226"),
    "page": ("#FFFFFF", "#17171A"),
    "raised": ("#FAFAF8", "#222227"),
    "line": ("#DDDDD6", "#36363D"),
    "line2": ("#86867E", "#7B7B85"),
    "text": ("#1B1B1F", "#E8E8EA"),
    "text2": ("#52525B", "#B6B6BF"),
    "text3": ("#65656E", "#92929D"),
    "accent": ("#0D665D", "#62CBBE"),
    "accentH": ("#0A524B", "#86DACF"),
    "onAccent": ("#FFFFFF", "#0A2320"),
    "accentT": ("#DCEEEB", "#15352F"),
    "ok": ("#1B6E38", "#74CE93"),
    "okT": ("#E3F3E8", "#16301F"),
    "warn": ("#855300", "#E8B25A"),
    "warnT": ("#FFF1D6", "#352812"),
    "bad": ("#B3261E", "#FF9A91"),
    "badT": ("#FBE6E4", "#3D1B19"),
    "claim": ("#8A5A00", "#EBB652"),
    "claimL": ("#AD7000", "#D79F35"),
    "claimT": ("#FFF3D1", "#352B14"),
    "claimT2": ("#FFE6A6", "#4A3A14"),
    "claimS": ("#FFD877", "#5C450E"),
    "speaker": ("#17599A", "#8FC3F2"),
    "speakerL": ("#2D74BC", "#5F9FDA"),
    "speakerT": ("#EAF3FC", "#152737"),
    "speakerS": ("#C4DFF8", "#1F4469"),
    "stance": ("#9C2A66", "#F39AC4"),
    "stanceL": ("#C03E83", "#DB6BA3"),
    "stanceT": ("#FBE7F1", "#3A1D2C"),
    "stanceS": ("#F6C9DF", "#5C2743"),
    "annA": ("#5542B0", "#B5A8FF"),
    "annAT": ("#E8E4FA", "#2A2548"),
    "annB": ("#9A4510", "#F0A577"),
    "annBT": ("#FBE7DA", "#3E2414"),
    "annC": ("#1F6A6E", "#7CCBD0"),
    "annCT": ("#DDEFF0", "#15302F"),
    "seq0": ("#F6F6F2", "#202024"),
    "seq1": ("#DCEEEB", "#15352F"),
    "seq2": ("#A9D3CC", "#1C5850"),
    "seq3": ("#5FA79D", "#2F8C80"),
    "seq4": ("#0D665D", "#62CBBE"),
    "bar": ("#5B8F88", "#4F9D93"),
    "bar2": ("#C9C9C1", "#4A4A52"),
}


def _tokens(name: str, colours: dict[str, str], *, forced: bool = False) -> Tokens:
    return Tokens(name=name, forced=forced, **colours)  # pyright: ignore[reportArgumentType]


LIGHT = _tokens("light", {name: light for name, (light, _) in _TABLE.items()})
DARK = _tokens("dark", {name: dark for name, (_, dark) in _TABLE.items()})

_ON_PAGE = ("page", "raised")
_READABLE = 7.0


def forced_tokens(palette: QPalette) -> Tokens:
    """Return the tokens of a palette that the system forces: few colours, no tints.

    Where the palette's text could not be read on it, or its highlight not seen, white on black or black on white comes.
    """

    def hex_of(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name().upper()

    ground, page = hex_of(QPalette.ColorRole.Window), hex_of(QPalette.ColorRole.Base)
    ink, mark = hex_of(QPalette.ColorRole.WindowText), hex_of(QPalette.ColorRole.Highlight)
    on_mark = hex_of(QPalette.ColorRole.HighlightedText)
    pairs = ((ink, ground), (ink, page), (mark, page), (mark, ground), (on_mark, mark))
    if min(contrast(*pair) for pair in pairs) < _READABLE:
        return contrast_tokens(dark=QColor(page).lightness() < QColor(ink).lightness())
    return _few_colours(ground, page, ink, mark, on_mark)


def contrast_tokens(*, dark: bool) -> Tokens:
    """Return the theme of high contrast where the system brings no palette for it."""
    if dark:
        return _few_colours("#000000", "#000000", "#FFFFFF", "#FFE100", "#000000")
    return _few_colours("#FFFFFF", "#FFFFFF", "#000000", "#0033A0", "#FFFFFF")


def _few_colours(ground: str, page: str, ink: str, mark: str, on_mark: str) -> Tokens:
    colours = dict.fromkeys(_TABLE, ink) | dict.fromkeys(_ON_PAGE, page)
    colours |= {name: page for name in _TABLE if name.endswith(("T", "T2", "S"))}
    colours |= dict.fromkeys(("window", "rail", "header", "seq0", "seq1", "seq2", "seq3", "bar2"), ground)
    colours |= {"accent": mark, "accentH": mark, "seq4": mark, "onAccent": on_mark}
    return _tokens("contrast", colours, forced=True)


def token_names() -> tuple[str, ...]:
    """Return the names of all colours in the order of the table."""
    return tuple(field.name for field in fields(Tokens) if field.name not in {"name", "forced"})
