"""The one style sheet, made from the tokens and the size of the text.

It names what Fusion with our palette leaves plain. Heights are those of the text plus padding: nothing is cut
at 200 %.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from labeler.config.paths import resources
from labeler.gui.look.fonts import px
from labeler.gui.look.tokens import Tokens, token_names


def style_sheet(look: Tokens) -> str:
    """Return the style sheet of a theme at the present size of the text."""
    sheet = _SHEET + (_CONTRAST if look.forced else "")
    for name in sorted((*token_names(), "focus", "selection", "onSelection"), key=len, reverse=True):
        sheet = sheet.replace(f"@{name};", f"{getattr(look, name)};").replace(f"@{name} ", f"{getattr(look, name)} ")
    ticks_on_dark = QColor(look.onAccent).lightness() < 128
    for place, dark in (("@art/", look.dark), ("@tick/", ticks_on_dark)):
        sheet = sheet.replace(place, f"{(resources() / 'themes' / ('dark' if dark else 'light')).as_posix()}/")
    for size in (7, 11, 12, 13, 14, 16, 20, 26, 28):
        sheet = sheet.replace(f"${size}px", f"{px(size)}px")
    return sheet


_SHEET = """
QToolTip { color: @text; background: @raised; border: 1px solid @line2; padding: 4px; }
QLabel[role="title"] { font-size: $20px; font-weight: 600; color: @text; }
QLabel[role="panel"] { font-size: $14px; font-weight: 600; color: @text; }
QLabel[role="figure"] { font-size: $26px; font-weight: 600; color: @text; }
QLabel[role="strong"] { font-weight: 600; color: @text; }
QLabel[role="secondary"] { font-size: $12px; color: @text2; }
QLabel[role="hint"] { font-size: $12px; color: @text3; }
QLabel[role="ok"] { color: @ok; font-weight: 600; }
QLabel[role="warn"] { color: @warn; font-weight: 600; }
QLabel[role="bad"] { color: @bad; font-weight: 600; }

QPushButton { color: @text; background: @page; border: 1px solid @line2; border-radius: 6px;
  padding: 5px 11px; min-height: $20px; }
QPushButton:hover { background: @accentT; border-color: @accent; }
QPushButton:pressed, QPushButton:checked { background: @accentT; border-color: @accent; font-weight: 600; }
QPushButton:disabled { color: @text3; background: @window; border-color: @line; }
QPushButton[look="primary"] { color: @onAccent; background: @accent; border-color: @accent; font-weight: 600; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed { background: @accentH; border-color: @accentH; }
QPushButton[look="primary"]:disabled { color: @text3; background: @window; border-color: @line; }
QPushButton[look="quiet"] { color: @accent; background: transparent; border-color: transparent; padding: 5px 7px; }
QPushButton[look="quiet"]:hover { color: @accentH; background: @accentT; }
QPushButton[look="quiet"]:disabled { color: @text3; }
QPushButton[look="quiet"][flush="true"] { padding-left: 0; }
QPushButton[look="quiet"][ink="warn"] { color: @warn; font-weight: 600; }
QPushButton[look="quiet"][ink="ok"] { color: @ok; font-weight: 600; }
QPushButton[look="link"] { color: @accent; background: transparent; border: 0; padding: 2px; text-decoration: underline;
  min-height: $20px; text-align: left; }
QPushButton[look="link"]:hover { color: @accentH; }
QPushButton[look="stance"] { color: @stance; background: @stanceT; border-color: @stanceL; font-weight: 600;
  border-radius: 4px; padding: 2px 7px; min-height: $20px; }
QPushButton[look="stance"]:hover { background: @stanceS; }
QPushButton[look="stance"]:disabled { color: @text3; background: @window; border-color: @line; }
QPushButton[size="large"] { min-height: $28px; }
QPushButton[size="small"] { min-height: $16px; }

QToolButton { color: @text; background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; }
QToolButton:hover { background: @accentT; border-color: @accent; }
QToolButton:pressed, QToolButton:checked { background: @accentT; font-weight: 600; }
QToolButton:disabled { color: @text3; }
QToolButton[look="segment"] { background: @page; border: 0; border-radius: 0; padding: 5px 8px; min-height: $20px; }
QToolButton[look="segment"]:hover, QToolButton[look="segment"]:checked { background: @accentT; }
QToolButton[look="segment"]:checked { font-weight: 600; }
QToolButton[look="segment"]:disabled { background: @window; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { color: @text; background: @page;
  border: 1px solid @line2; border-radius: 6px; padding: 5px 8px; selection-background-color: @selection;
  selection-color: @onSelection; }
QLineEdit, QPlainTextEdit { placeholder-text-color: @text3; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { min-height: $20px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: @accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: @text3;
  background: @window; border-color: @line; }

QComboBox::drop-down { border: 0; width: $28px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("@art/chevron-down.svg"); width: $16px; height: $16px; }
QComboBox QAbstractItemView { background: @page; border: 1px solid @line2; selection-background-color: @accentT;
  selection-color: @text; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateEdit::up-button { border: 0; width: $20px;
  subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateEdit::down-button { border: 0; width: $20px;
  subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateEdit::up-arrow { image: url("@art/chevron-up.svg");
  width: $12px; height: $12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateEdit::down-arrow { image: url("@art/chevron-down.svg");
  width: $12px; height: $12px; }
QCheckBox, QRadioButton { color: @text; spacing: 8px; min-height: $20px; padding: 2px; }
QCheckBox:disabled, QRadioButton:disabled { color: @text3; }
QCheckBox::indicator, QRadioButton::indicator { width: $14px; height: $14px; border: 1px solid @line2;
  background: @page; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: $7px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; background: @accentT; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url("@tick/check.svg"); }
QCheckBox::indicator:indeterminate { background: @accent; border-color: @accent; image: url("@tick/minus.svg"); }
QRadioButton::indicator:checked { background: @accent; border-color: @accent; image: url("@tick/dot.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @window; border-color: @line; }
QCheckBox::indicator:checked:disabled { background: @text3; border-color: @text3; image: url("@tick/check.svg"); }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @bar2; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @bar2; }
QSlider::add-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: @page;
  border: 1px solid @accent; }
QSlider::handle:horizontal:hover { background: @accentT; }

QHeaderView::section { color: @text2; background: @raised; border: 0; border-bottom: 1px solid @line2;
  padding: 6px 8px; font-size: $11px; font-weight: 600; }
QHeaderView { background: @raised; }
QTableView, QListView, QTreeView { background: @page; border: 0; gridline-color: @line;
  selection-background-color: @accentT; selection-color: @text; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: @accentT; color: @text; }

QMenu { color: @text; background: @page; border: 1px solid @line2; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentT; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line2; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @text2; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent;
  width: 0; height: 0; }
QTabBar::tab { color: @text2; background: transparent; border: 0; padding: 6px 12px; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QFrame[panel="window"] { background: @window; }
QFrame[panel="rail"] { background: @rail; }
QFrame[panel="header"] { background: @header; }
QFrame[panel="page"] { background: @page; }
QFrame[panel="raised"] { background: @raised; border: 1px solid @line; border-radius: 8px; }
QFrame[panel="card"] { background: @page; border: 1px solid @line; border-radius: 8px; }
QFrame[rule="across"] { background: @line; max-height: 1px; min-height: 1px; border: 0; }
QFrame[rule="down"] { background: @line; max-width: 1px; min-width: 1px; border: 0; }

Rail { background: @rail; border-right: 1px solid @line; }
PageButton, PageButton:hover, PageButton:pressed, PageButton:checked { background: transparent; border: 0;
  text-align: left; }
PageButton[locked="true"] { color: @text3; }
#who { padding-right: $26px; }
#settings { text-align: left; color: @text2; }
Header { background: @header; border-bottom: 1px solid @line; }
Example { background: @page; }
#start, #ways { background: @window; }
#start { border-right: 1px solid @line; }
#brand { font-size: $28px; font-weight: 700; }
#about { font-size: $16px; color: @text2; }
#recent { background: @page; border: 1px solid @line; border-radius: 8px; }
#recent:focus { border: 2px solid @focus; }
#centre, #articleHeader { background: @page; }
#articleHeader { border-bottom: 1px solid @line; }
#findBar { background: @raised; border-bottom: 1px solid @line; }
#sidebar, #articles, #inspector, #selected, #inspector QScrollArea { background: @window; }
#pages, #topics { background: @window; }
#sidebar QTableView, #inspector QListView { background: @window; border: 0; }
#inspector[drawer="true"] { border-left: 1px solid @line2; }
#sidebar[drawer="true"] { border-right: 1px solid @line2; }
#offers { background: @page; border: 1px solid @line2; border-radius: 0; }
#prompt QScrollArea, #choices { background: @page; border: 0; }
#reviewTable { outline: 0; }
#reviewTable QHeaderView::section { padding: 6px 4px; }
#palette QTableView { background: @page; border: 0; }
#paletteCard { background: @page; border: 1px solid @line2; border-radius: 8px; }
"""

# Without tints, what is off has a broken border, and what is chosen is filled or framed.
_CONTRAST = """
QPushButton:disabled, QToolButton[look="segment"]:disabled, QLineEdit:disabled, QPlainTextEdit:disabled,
QComboBox:disabled, QSpinBox:disabled, QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  border: 1px dashed @line2; }
QPushButton:checked, QToolButton:checked { border: 2px solid @accent; }
QToolButton[look="segment"]:checked { padding: 3px 6px; }
QMenu::item:selected { background: @accent; color: @onAccent; }
QMenu::item:disabled { font-style: italic; }
QComboBox QAbstractItemView { selection-background-color: @accent; selection-color: @onAccent; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { border: 1px solid @accent; }
QFrame[panel="header"], QFrame[panel="rail"] { border: 1px solid @line; }
QScrollBar::handle:hover { background: @accent; }
"""
