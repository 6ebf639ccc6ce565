"""The text itself: a read-only QTextEdit with a caret, roomy lines and a column of reading width.

The stored text is the only text: the document is for showing it, and gives positions, never words.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from labeler.domain.offsets import OffsetMap
from labeler.domain.words import Words
from labeler.gui.look import theme
from labeler.gui.look.fonts import READING_MAX, READING_MIN, READING_SIZE, Face, reading_font
from labeler.gui.page.geometry import Paragraph, Part, Shapes, has_right_to_left, layout_of, line_heights
from labeler.gui.page.laying_out import lay_out_all, lay_out_to, scroll_to, suspend, suspended

GUTTER = 48
RIGHT = 40
TOP = 24
COLUMNS, COLUMNS_MIN, COLUMNS_MAX = 72, 40, 120
LINE_PERCENT = 160.0
PARAGRAPH_GAP = 8.0
STRIP_WIDTH = 16
LONG = 50_000
# A long text is laid out anew once its width and size have stayed the same for so long.
PAUSE_MS = 200


_TO_THE_END = (QKeySequence.StandardKey.MoveToEndOfDocument, QKeySequence.StandardKey.SelectEndOfDocument)
_A_PAGE_DOWN = (QKeySequence.StandardKey.MoveToNextPage, QKeySequence.StandardKey.SelectNextPage)
_DYED = (
    QPalette.ColorRole.Base,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.Highlight,
    QPalette.ColorRole.HighlightedText,
)


def whole(text: str) -> str:
    """Return the text so that it reaches Qt whole: a first U+FEFF or U+FFFE would be taken for a byte order mark."""
    return f"\ufeff{text}" if text[:1] in {"\ufeff", "\ufffe"} else text


class TextSurface(QTextEdit):
    """Shows one text and answers where its characters are. Offsets are code points unless called units."""

    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.map = OffsetMap("")
        self.words = Words("")
        self.text_size = READING_SIZE
        self._face: Face = "serif"
        self._gutter = GUTTER
        self._fitted = -1
        self._columns = COLUMNS
        self._bidi: dict[int, bool] | None = None
        self._kept: tuple[int, float, int] | None = None
        self._shapes = Shapes()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.lay_out)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(2)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        # The page paints its own ground: what lies behind it need not be painted with it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document().setDocumentMargin(0)
        self.setFont(reading_font(self.text_size))
        self._dye()
        theme.themes().changed.connect(self._dye)

    # -- the text

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.text, self.map, self.words = text, OffsetMap(text), Words(text)
        self._bidi = {} if has_right_to_left(text) else None
        self._kept = None
        self._shapes.forget()
        self._pause.stop()
        block = QTextBlockFormat()
        block.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(PARAGRAPH_GAP)
        document = self.document()
        suspend(document)
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        document.rootFrame().setFrameFormat(self._frame())
        cursor.setBlockFormat(block)
        cursor.insertText(whole(text))
        self._lower_blank_lines()
        cursor.endEditBlock()
        cursor.setPosition(0)
        self.setTextCursor(cursor)
        self._set_width()
        self.verticalScrollBar().setValue(0)

    def _follow_size(self) -> None:
        """Scale what does not follow the text's size by itself."""
        self._lower_blank_lines()

    def _lower_blank_lines(self) -> None:
        """Give empty lines half the height of lines of text: articles part their paragraphs by them."""
        low = QTextCharFormat()
        low.setFont(reading_font(self.text_size // 2, self._face))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin().next()
        while block.isValid():
            if block.length() == 1:
                cursor.setPosition(block.position())
                cursor.setBlockCharFormat(low)
            block = block.next()
        cursor.endEditBlock()

    def paragraph_starts(self) -> list[int]:
        """Return where the document's paragraphs begin, in units."""
        starts: list[int] = []
        block = self.document().begin()
        while block.isValid():
            starts.append(block.position())
            block = block.next()
        return starts

    # -- size

    @property
    def scale(self) -> float:
        """What lines, plates and gaps are multiplied with: the text's size over 18."""
        return self.text_size / 18

    def zoom(self, size: int) -> None:
        """Set the text's size in pixels, 14 to 36; what stands at the top stays. Long texts follow after a pause."""
        size = min(max(size, READING_MIN), READING_MAX)
        if size != self.text_size:
            self.text_size = size
            self._soon()

    def set_face(self, face: Face) -> None:
        """Read in a serif, a sans or the system's face."""
        if face != self._face:
            self._face = face
            self._soon()

    def set_line_width(self, characters: int) -> None:
        """Let lines hold about so many characters of running text at most, 40 to 120."""
        characters = min(max(characters, COLUMNS_MIN), COLUMNS_MAX)
        if characters != self._columns:
            self._columns = characters
            self._soon()

    def set_gutter(self, width: int) -> None:
        """Set the room left of the text in pixels: 48, or 56 with numbers."""
        if width != self._gutter:
            self._gutter = width
            self._soon()

    def lay_out(self) -> None:
        """Apply size and width now, and keep what stands at the top in its place."""
        self._pause.stop()
        bar = self.verticalScrollBar()
        # One place is kept as long as nobody scrolls, or many small steps would wander off.
        if self._kept is None or self._kept[2] != bar.value():
            anchor = self.unit_at(QPointF(self._gutter, 2))
            self._kept = (anchor, self._line_top(anchor), bar.value())
        anchor, offset, _ = self._kept
        self._shapes.forget()
        away, document, font = bar.value() > 0, self.document(), reading_font(self.text_size, self._face)
        if font != self.font():
            suspend(document)
            self.setFont(font)
            document.setDefaultFont(font)
            self._follow_size()
        if document.rootFrame().frameFormat().leftMargin() != self._gutter:
            suspend(document)
            document.rootFrame().setFrameFormat(self._frame())
        self._set_width()
        if away:
            scroll_to(self, self.height_of(anchor) - offset)
        self._kept = (anchor, offset, bar.value())
        self.viewport().update()
        self.laid_out.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lay out as far as the key goes: what is not laid out yet can't be scrolled to."""
        if any(event.matches(key) for key in _TO_THE_END):
            lay_out_all(self)
        elif any(event.matches(key) for key in _A_PAGE_DOWN):
            lay_out_to(self, self.verticalScrollBar().value() + 3 * self.viewport().height())
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window; a long article does so once it has stopped moving."""
        super().resizeEvent(event)
        # The viewport's own size comes here too, when its margins follow the column.
        if self.width() != self._fitted:
            self._soon()

    # -- geometry, in the viewport

    def origin(self, block: QTextBlock) -> QPointF:
        """Return the upper left corner of a paragraph."""
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        return QPointF(corner.x() - self.horizontalScrollBar().value(), corner.y() - self.verticalScrollBar().value())

    def paragraphs(self, top: float, bottom: float) -> list[Paragraph]:
        """Return the paragraphs between two heights with their lines there."""
        out: list[Paragraph] = []
        block = self.cursorForPosition(QPointF(0, top).toPoint()).block()
        while block.isValid():
            origin = self.origin(block)
            if origin.y() > bottom:
                break
            out.append(self._shapes.paragraph(block, origin, top, bottom, bidi=self._is_bidi(block)))
            block = block.next()
        return out

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the rectangles of `[start, end)` in units, wherever they are, also out of sight."""
        out: list[Part] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            origin, layout, at = self.origin(block), layout_of(block), block.position()
            if layout is None:
                break
            first = layout.lineForTextPosition(max(start - at, 0))
            last = layout.lineForTextPosition(min(end - at, block.length() - 1))
            if first.isValid() and last.isValid():
                top, foot = origin.y() + first.y(), origin.y() + last.y()
                piece = self._shapes.paragraph(block, origin, top, foot, bidi=self._is_bidi(block))
                out += piece.parts(max(start - at, 0), end - at)
            block = block.next()
        return out

    def height_of(self, unit: int) -> float:
        """Return where the line of a place begins, in the document; what stands above is laid out for that."""
        block = self.document().findBlock(unit)
        layout = layout_of(block)
        if layout is None:
            return 0.0
        top = self.document().documentLayout().blockBoundingRect(block).top()
        line = layout.lineForTextPosition(unit - block.position())
        return top + (line.y() if line.isValid() else 0.0)

    def unit_at(self, point: QPointF) -> int:
        """Return the document position nearest to a point of the viewport; the gap under a line belongs to it."""
        found = self.cursorForPosition(point.toPoint())
        # In the gap, Qt finds the line's end wherever along the line the point is, or the paragraph below.
        block, above = found.block(), found.block().previous()
        if point.y() < self.origin(block).y() and above.isValid() and above.isVisible():
            block = above
        layout = layout_of(block)
        lines = None if layout is None else line_heights(layout, self.origin(block).y(), point.y())
        if lines is not None and not lines[0] <= point.y() < lines[1]:
            found = self.cursorForPosition(QPointF(point.x(), sum(lines) / 2).toPoint())
        return found.position()

    def bring(self, start: int, end: int) -> None:
        """Scroll so that `[start, end)` in units is in sight; not at all if it is already."""
        if self._pause.isActive():
            self.lay_out()
        self.height_of(end)  # laid out to there, nothing moves while it is measured
        parts = self.parts(start, end)
        if not parts:
            return
        box = QRectF(parts[0].rect)
        for part in parts[1:]:
            box = box.united(part.rect)
        margin, height = 28 * self.scale, self.viewport().height()
        if box.top() >= margin and box.bottom() + margin <= height:
            return
        # Its first line comes to the upper third, so that what follows it can be read.
        scroll_to(self, self.verticalScrollBar().value() + box.top() - height / 3)

    def put_at_top(self, unit: int) -> None:
        """Scroll so that the line of a place stands at the top; of the text's first line, the room above it too."""
        if self._pause.isActive():
            self.lay_out()
        top = self.height_of(unit)
        scroll_to(self, 0 if top <= TOP else top)

    # -- inside

    def _is_bidi(self, block: QTextBlock) -> bool:
        if self._bidi is None:
            return False
        number = block.blockNumber()
        if number not in self._bidi:
            self._bidi[number] = has_right_to_left(block.text())
        return self._bidi[number]

    def _soon(self) -> None:
        if len(self.text) > LONG and self.isVisible():
            self._pause.start(PAUSE_MS)
        else:
            self.lay_out()

    def _set_width(self) -> None:
        self._fitted = self.width()
        room = self._fitted - STRIP_WIDTH
        metrics = QFontMetricsF(self.font())
        # 640 at 18 pixels: an average letter of running text is a little wider than half the size.
        column = min(self._columns * metrics.averageCharWidth(), 640 / COLUMNS * self._columns * self.scale)
        width = round(min(room, self._gutter + column + RIGHT))
        side = max(0, (room - width) // 2)
        self.setViewportMargins(side, 0, room - width - side + STRIP_WIDTH, 0)
        if width > 0 and (suspended(self.document()) or self.lineWrapColumnOrWidth() != width):
            self.setLineWrapColumnOrWidth(width)

    def _frame(self) -> QTextFrameFormat:
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(self._gutter)
        frame.setRightMargin(RIGHT)
        frame.setTopMargin(TOP)
        frame.setBottomMargin(TOP * 4)
        return frame

    def _line_top(self, unit: int) -> float:
        # To lay out what is above may move the bar: it is asked after that.
        return self.height_of(unit) - self.verticalScrollBar().value()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the theme's colours: a style sheet on anything around the page puts an older palette back."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._dye()

    def _dye(self) -> None:
        look = theme.tokens()
        wanted = theme.palette(look)
        wanted.setColor(QPalette.ColorRole.Window, wanted.color(QPalette.ColorRole.Base))
        if any(self.palette().color(role) != wanted.color(role) for role in _DYED):
            self.setPalette(wanted)
        self.viewport().update()
