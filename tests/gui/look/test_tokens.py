from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette

from labeler.config.paths import resources
from labeler.gui.look.contrast import contrast, over
from labeler.gui.look.sheet import style_sheet
from labeler.gui.look.tokens import DARK, LIGHT, Tokens, contrast_tokens, forced_tokens, token_names
from labeler.gui.page.painting import VEIL


def _palette(**colours: str) -> QPalette:
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    return palette


FORCED = {
    "Window": "#000000",
    "Base": "#000000",
    "WindowText": "#ffff00",
    "Highlight": "#00ffff",
    "HighlightedText": "#000000",
}


# What must be read on what, and the least contrast.
PAIRS = {
    (
        "text",
        4.5,
    ): "page window rail header raised accentT claimT claimT2 claimS speakerT speakerS stanceT stanceS "
    "annAT annBT annCT warnT okT badT seq1 seq2",
    ("text2", 4.5): "page window rail header raised accentT",
    ("text3", 4.5): "page window rail",
    ("accent", 4.5): "page window accentT warnT",
    ("onAccent", 4.5): "accent accentH",
    ("claim", 4.5): "page claimT",
    ("speaker", 4.5): "page speakerT",
    ("stance", 4.5): "page stanceT",
    ("ok", 4.5): "okT page",
    ("warn", 4.5): "warnT page",
    ("bad", 4.5): "badT page",
    ("annA", 4.5): "annAT page",
    ("annB", 4.5): "annBT page",
    ("annC", 4.5): "annCT page",
    ("page", 4.5): "claim speaker stance",
    ("claimL", 3.0): "page claimT claimT2",
    ("speakerL", 3.0): "page claimT speakerT",
    ("stanceL", 3.0): "page",
    ("line2", 3.0): "page window",
    ("focus", 3.0): "page window accentT",
    ("bar", 3.0): "page",
    ("accent", 3.0): "bar2",
}
YELLOW = forced_tokens(_palette(**FORCED))
CONTRAST = [contrast_tokens(dark=False), contrast_tokens(dark=True), YELLOW]
TABLE = [(ink, ground, least) for (ink, least), grounds in PAIRS.items() for ground in grounds.split()]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), TABLE)
def test_what_is_to_be_read_has_contrast(look: Tokens, ink: str, ground: str, least: float) -> None:
    assert contrast(getattr(look, ink), getattr(look, ground)) >= least


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_boilerplate_can_be_read_under_its_veil(look: Tokens) -> None:
    assert contrast(over(look.page, VEIL, look.text), look.page) >= 4.5


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == 1
    assert contrast(LIGHT.text, LIGHT.page) == pytest.approx(17.2, abs=0.05)
    assert contrast(DARK.speakerL, DARK.claimT) == pytest.approx(4.95, abs=0.05)


def test_a_forced_palette_gives_its_own_colours_alone() -> None:
    look = forced_tokens(_palette(**FORCED))
    assert look.dark
    assert {getattr(look, name) for name in token_names()} == {"#000000", "#FFFF00", "#00FFFF"}
    assert (look.page, look.claimT, look.claimL, look.focus) == ("#000000", "#000000", "#FFFF00", "#00FFFF")


@pytest.mark.parametrize("weak", ["WindowText", "Highlight", "HighlightedText"])
def test_a_palette_that_cannot_be_read_is_replaced(weak: str) -> None:
    look = forced_tokens(_palette(**(FORCED | {weak: "#808080"})))
    assert look == contrast_tokens(dark=True)


@pytest.mark.parametrize("look", CONTRAST, ids=["light", "dark", "forced"])
@pytest.mark.parametrize(("ink", "ground"), [(ink, ground) for ink, ground, _ in TABLE if ground != "bar2"])
def test_high_contrast_is_aaa(look: Tokens, ink: str, ground: str) -> None:
    # A tint that is one of the kinds' inks here is no ground: selected tags are drawn on the accent.
    if ground in {"claim", "speaker", "stance"}:
        ink, ground = "onAccent", "accent"
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 7


@pytest.mark.parametrize("look", CONTRAST, ids=["light", "dark", "forced"])
def test_high_contrast_has_no_tints(look: Tokens) -> None:
    assert look.forced
    tints = [name for name in token_names() if name.endswith(("T", "T2", "S"))]
    assert {getattr(look, name) for name in tints} == {look.page}
    assert contrast(look.onSelection, look.selection) >= 7
    assert contrast(look.selection, look.page) >= 3


@pytest.mark.parametrize("look", [LIGHT, DARK, *CONTRAST], ids=["light", "dark", "contrast", "black", "forced"])
def test_the_style_sheet_knows_no_colour_but_the_tokens(look: Tokens) -> None:
    sheet = style_sheet(look)
    assert "@" not in sheet
    assert "$" not in sheet
    known = {getattr(look, name).upper() for name in token_names()}
    assert {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", sheet)} <= known
    assert all((resources().parent / name).is_file() for name in re.findall(r'url\("([^"]+)"\)', sheet))


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_art_of_a_theme_has_its_colours(look: Tokens) -> None:
    inks = {"chevron-down": "text2", "chevron-up": "text2", "check": "onAccent", "minus": "onAccent", "dot": "onAccent"}
    for name, token in inks.items():
        drawing = (resources() / "themes" / look.name / f"{name}.svg").read_text(encoding="utf-8")
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", drawing)) == {getattr(look, token)}
