"""Small controls in the look of the tokens; each has an accessible name, shows its focus and grows with its text."""

from labeler.gui.look.controls.bars import ProgressBar
from labeler.gui.look.controls.buttons import Button, IconButton, LinkButton, PrimaryButton, QuietButton
from labeler.gui.look.controls.chips import Chip, KeyCap
from labeler.gui.look.controls.focus import FocusRing
from labeler.gui.look.controls.frames import Rule, panel, splitter
from labeler.gui.look.controls.labels import PlainLabel
from labeler.gui.look.controls.notice import Notice
from labeler.gui.look.controls.segmented import Segmented

__all__ = [
    "Button",
    "Chip",
    "FocusRing",
    "IconButton",
    "KeyCap",
    "LinkButton",
    "Notice",
    "PlainLabel",
    "PrimaryButton",
    "ProgressBar",
    "QuietButton",
    "Rule",
    "Segmented",
    "panel",
    "splitter",
]
