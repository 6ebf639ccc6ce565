"""How articles are read: face, size, width of lines, with a piece of text that shows it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from labeler.gui.look.controls import Segmented
from labeler.gui.look.fonts import READING_MAX, READING_MIN, Face, px
from labeler.gui.page.surface import TextSurface
from labeler.gui.settings.fields import Fields
from labeler.gui.settings.preferences import FACES, WIDTH_MAX, WIDTH_MIN, WIDTH_STEP, Preferences, face_words


class ReadingPage(Fields):
    """Choices about the text of articles."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Reading"))
        self._preferences = preferences
        self.face = Segmented(self.tr("Face"), [(face, face_words(face)) for face in FACES])
        self.size_box = _number(self.tr("Size"), (READING_MIN, READING_MAX, 1), self.tr(" px"))
        self.width_box = _number(self.tr("Line width"), (WIDTH_MIN, WIDTH_MAX, WIDTH_STEP), self.tr(" characters"))
        self.sample = TextSurface()
        self.sample.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sample.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.sample.setAccessibleName(self.tr("Sample"))
        # The article page paints its own ground; here nothing is painted but the text.
        self.sample.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.sample.setMinimumHeight(px(180))
        self.sample.show_text(
            self.tr(
                "“Cheap models will halve our costs within a year,” said Mara Ellison, who runs data services at a"
                " harbour. She would not say what was to be done with the other half, nor who had asked her to: the"
                " port's 1,900 cranes, she added, “don't read”."
            )
        )
        self.field(self.tr("Face"), self.face)
        self.field(self.tr("Size"), self.size_box)
        self.field(
            self.tr("Line width"), self.width_box, self.tr("At most so many: the column is never wider than the page.")
        )
        self.column.addSpacing(px(10))
        self.column.addWidget(self.sample, 1)
        self.show_choices()
        self.face.chosen.connect(lambda face: preferences.put("reading_face", face))
        self.size_box.valueChanged.connect(lambda size: preferences.put("reading_size", size))
        self.width_box.valueChanged.connect(lambda width: preferences.put("line_width", width))
        preferences.changed.connect(self.show_choices)

    def show_choices(self) -> None:
        """Show what is chosen."""
        face = cast("Face", self._preferences.get("reading_face"))
        size, width = (int(self._preferences.number(key)) for key in ("reading_size", "line_width"))
        self.face.set_value(face)
        self.size_box.setValue(size)
        self.width_box.setValue(width)
        self.sample.set_face(face)
        self.sample.zoom(size)
        self.sample.set_line_width(width)


def _number(name: str, steps: tuple[int, int, int], unit: str) -> QSpinBox:
    least, most, step = steps
    box = QSpinBox()
    box.lineEdit().setAccessibleName(name)
    box.setRange(least, most)
    box.setSingleStep(step)
    box.setSuffix(unit)
    box.setMinimumWidth(px(140))
    box.lineEdit().setTextMargins(px(6), 0, 0, 0)
    return box
