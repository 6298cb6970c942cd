"""The style sheet, written once for both palettes. Sizes follow a grid of 4 px."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcriber.gui.palettes import Colours


def style_sheet(c: "Colours") -> str:
    """The whole program's style in the given colours."""
    parts = (_structure, _text, _buttons, _inputs, _stored, _sliders, _lists, _history, _windows)
    edges = _edges(c) if c.is_high_contrast else ""
    return "\n".join((*(part(c) for part in parts), edges))


def _structure(c: "Colours") -> str:
    return f"""
QMainWindow, QDialog, #panel, #panelBody {{ background: {c.background}; }}
#topBar {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.border}; }}
#foot {{ background: {c.surface}; border: 0; border-top: 1px solid {c.border}; }}
#centre, #page {{ background: {c.surface}; }}
#panel {{ border: 0; border-left: 1px solid {c.border}; }}
#panelNote, #panelBelow {{ border-top: 1px solid {c.border}; }}
#rule {{ background: {c.border}; border: 0; max-height: 1px; min-height: 1px; }}
#banner {{ background: {c.warn_background}; border: 0; border-radius: 10px; }}
#wayCard {{ background: {c.surface}; border: 1px solid {c.control_edge}; border-radius: 10px; }}
#wayCard[isChosen="true"] {{ border: 2px solid {c.accent}; background: {c.accent_soft}; }}
#wayCard QRadioButton {{ font-size: 15px; font-weight: 600; color: {c.text}; background: transparent; }}
#wayCard QRadioButton {{ border: 2px solid transparent; border-radius: 6px; spacing: 10px; padding: 0 4px 0 0; }}
#wayCard QRadioButton:focus {{ border-color: {c.accent}; }}
#wayCard QRadioButton::indicator {{ width: 14px; height: 14px; border-radius: 9px; border: 2px solid {c.faint};
  background: {c.surface}; }}
#wayCard QRadioButton::indicator:checked {{ width: 8px; height: 8px; border: 5px solid {c.accent}; }}
#heardWords {{ font-size: 15px; color: {c.text}; background: {c.background}; border-radius: 8px; padding: 10px 14px; }}
#lightNote {{ background: {c.background}; border: 1px solid {c.border}; border-radius: 10px; margin-bottom: 12px; }}
#findCount {{ color: {c.muted}; }}
#findBar[isMissing="true"] QLabel {{ color: {c.record}; }}
#chip {{ border-radius: 15px; background: {c.control}; }}
#chip[tone="ok"] {{ background: {c.ok_soft}; }}
#chip[tone="warn"] {{ background: {c.warn_background}; }}
#chip[tone="bad"] {{ background: {c.record_soft}; }}
#chipDot {{ border-radius: 4px; background: {c.faint}; }}
#chip[tone="ok"] #chipDot {{ background: {c.ok}; }}
#chip[tone="warn"] #chipDot {{ background: {c.warn}; }}
#chip[tone="bad"] #chipDot {{ background: {c.record}; }}
QScrollArea {{ border: 0; background: transparent; }}
QAbstractScrollArea::corner {{ border: 0; background: transparent; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; padding: 4px 8px; }}
"""


def _text(c: "Colours") -> str:
    return f"""
QLabel {{ color: {c.text}; background: transparent; }}
#title {{ font-size: 20px; font-weight: 600; }}
#subtitle, #footText, #levelText, #panelNote {{ color: {c.muted}; }}
#panelTitle, #sectionTitle, #bannerMessage {{ font-weight: 600; }}
#footText[isUrgent="true"] {{ color: {c.warn}; font-weight: 600; }}
#levelText {{ font-size: 12px; }}
#findCount, #jump {{ font-size: 13px; }}
#turnEditor QPlainTextEdit {{ font-size: 15px; }}
#fieldLabel {{ color: {c.muted}; font-size: 12px; font-weight: 500; }}
#fieldLabel:disabled {{ color: {c.disabled}; }}
#fieldReason, #fieldNote {{ color: {c.muted}; font-size: 12px; }}
#fieldHelp, #fieldWhen {{ color: {c.faint}; font-size: 11px; }}
#fieldDifference {{ color: {c.warn}; font-size: 12px; font-weight: 600; }}
#fieldError {{ color: {c.record}; font-size: 12px; font-weight: 600; }}
#verdict {{ color: {c.muted}; }}
#verdict[grade="good"] {{ color: {c.ok}; }}
#verdict[grade="fair"] {{ color: {c.warn}; }}
#verdict[grade="poor"] {{ color: {c.record}; font-weight: 600; }}
#factLabel {{ color: {c.faint}; font-size: 12px; }}
#factWords {{ color: {c.text}; font-size: 12px; }}
#chipState {{ color: {c.muted}; font-weight: 600; font-size: 12px; }}
#chipDelay {{ color: {c.muted}; font-size: 12px; }}
#chip[tone="ok"] QLabel {{ color: {c.ok}; }}
#chip[tone="warn"] QLabel {{ color: {c.warn}; }}
#chip[tone="bad"] QLabel {{ color: {c.record}; }}
#banner QLabel {{ color: {c.warn}; }}
#pageTitle {{ font-size: 20px; font-weight: 600; }}
#pageText {{ font-size: 15px; color: {c.muted}; }}
QMessageBox #qt_msgbox_label {{ font-size: 15px; font-weight: 600; }}
QMessageBox #qt_msgbox_informativelabel {{ color: {c.muted}; }}
#pageHint {{ color: {c.faint}; }}
#transcript {{ background: {c.surface}; border: 0; color: {c.text}; selection-background-color: {c.selection};
  selection-color: {c.text}; }}
"""


def _buttons(c: "Colours") -> str:
    return f"""
QToolButton {{ border: 2px solid transparent; border-radius: 8px; background: transparent; color: {c.muted};
  padding: 0; }}
QToolButton:hover {{ background: {c.control}; }}
QToolButton:checked {{ background: {c.accent_soft}; border: 1px solid {c.control_edge}; }}
QToolButton:pressed {{ background: {c.strong_border}; }}
QToolButton:focus {{ border: 2px solid {c.accent}; }}
QToolButton::menu-indicator {{ image: none; }}
/* Their own classes alone: what is built on them paints its own ring. */
.QCheckBox, .QRadioButton {{ border: 2px solid transparent; border-radius: 6px; padding: 2px; }}
.QCheckBox:focus, .QRadioButton:focus {{ border-color: {c.accent}; }}
#commit {{ background: {c.control}; color: {c.text}; font-weight: 500; padding: 0 8px; }}
#commit:hover {{ background: {c.strong_border}; }}
#disclosure {{ color: {c.text}; font-weight: 600; padding: 0 4px 0 0; }}
#disclosure:hover, #disclosure:checked {{ background: transparent; border: 2px solid transparent; }}
#disclosure:focus {{ border: 2px solid {c.accent}; }}
QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.control_edge}; border-radius: 8px;
  min-height: 32px; padding: 0 16px; font-weight: 500; }}
QPushButton:hover {{ background: {c.control}; }}
QPushButton:pressed {{ background: {c.strong_border}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 0 15px; min-height: 30px; }}
QPushButton:disabled {{ color: {c.disabled}; border-color: {c.border}; background: transparent; }}
/* The sign of a menu stands beside the words. */
#opensMenu {{ padding-right: 28px; }}
#opensMenu:focus {{ padding: 0 27px 0 15px; }}
#primary {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600; }}
#primary:hover {{ background: {c.accent}; }}
#primary:focus {{ border: 5px double {c.on_accent}; padding: 0 12px; min-height: 24px; }}
#bannerAction {{ background: transparent; border-color: {c.warn}; color: {c.warn}; }}
#bannerAction:hover {{ background: {c.surface}; }}
#jump {{ background: {c.accent}; color: {c.on_accent}; border: 0; border-radius: 17px; min-height: 34px;
  padding: 0 16px 0 12px; font-weight: 600; }}
#jump:focus {{ border: 5px double {c.on_accent}; min-height: 24px; padding: 0 11px 0 7px; }}
"""


def _inputs(c: "Colours") -> str:
    return f"""
QComboBox, QLineEdit, QPlainTextEdit, QAbstractSpinBox {{ background: {c.surface}; color: {c.text};
  border: 1px solid {c.control_edge}; border-radius: 8px; selection-background-color: {c.selection};
  selection-color: {c.text}; placeholder-text-color: {c.faint}; }}
QComboBox, QLineEdit, QAbstractSpinBox {{ min-height: 32px; max-height: 32px; padding: 0 10px; }}
QComboBox {{ padding-right: 4px; }}
QLineEdit {{ padding: 0 8px; }}
QPlainTextEdit {{ padding: 4px 6px; }}
QComboBox:hover, QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover {{ border-color: {c.muted}; }}
QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus {{ border: 2px solid {c.accent};
  min-height: 30px; max-height: 30px; padding-left: 9px; }}
QLineEdit:focus {{ padding-left: 7px; }}
QPlainTextEdit:focus {{ border: 2px solid {c.accent}; padding: 3px 5px; }}
QComboBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled {{
  background: transparent; color: {c.disabled}; placeholder-text-color: {c.disabled}; border-color: {c.border}; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
  border: 0; background: transparent; padding: 0; min-height: 0; max-height: 32px; margin: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ margin-left: -2px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
#microphone {{ padding-left: 36px; }}
#microphone:focus {{ padding-left: 35px; }}
#figure {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0 4px;
  min-height: 22px; max-height: 22px; font-size: 12px; }}
#figure:hover {{ border-color: {c.control_edge}; }}
#figure:focus {{ border: 1px solid {c.accent}; background: {c.surface}; padding: 0 4px;
  min-height: 22px; max-height: 22px; }}
#figure:disabled {{ border-color: transparent; }}
"""


def _stored(c: "Colours") -> str:
    return f"""
#titleEdit {{ font-size: 20px; font-weight: 600; background: transparent; border: 1px solid transparent;
  padding: 0; }}
#titleEdit:hover {{ border-color: {c.control_edge}; }}
#titleEdit:focus {{ border: 2px solid {c.accent}; padding: 0; background: {c.surface}; }}
#guideHeadings {{ background: transparent; border: 1px solid transparent; border-radius: 8px; color: {c.text};
  outline: 0; padding: 0; }}
#guideHeadings:focus {{ border: 2px solid {c.accent}; padding: 0; }}
#guideHeadings::item {{ padding: 7px 8px; border-radius: 6px; color: {c.text}; }}
#guideHeadings::item:selected, #guideHeadings::item:hover {{ background: {c.accent_soft}; }}
#guideText {{ background: {c.surface}; border: 0; border-left: 1px solid {c.border}; border-radius: 0; padding: 2px; }}
#guideText:focus {{ border: 2px solid {c.accent}; padding: 0 0 0 1px; }}
#turnEditor {{ background: {c.surface}; border: 1px solid {c.strong_border}; border-radius: 10px; }}
#turnEditor QPushButton {{ padding: 0 10px; min-height: 28px; }}
#tryAgain {{ min-height: 22px; padding: 0 8px; font-size: 12px; }}
#tryAgain:focus {{ min-height: 20px; padding: 0 7px; }}
#annotations {{ background: transparent; border: 1px solid {c.control_edge}; border-radius: 8px; color: {c.text};
  outline: 0; padding: 4px; }}
#annotations:focus {{ border: 2px solid {c.accent}; padding: 3px; }}
#annotations::item {{ padding: 6px 4px; border-radius: 6px; color: {c.text}; }}
#annotations::item:selected, #annotations::item:hover {{ background: {c.accent_soft}; }}
"""


def _sliders(c: "Colours") -> str:
    return f"""
QSlider {{ min-height: 24px; background: transparent; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.control_edge}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -7px 0; border-radius: 9px;
  border: 2px solid {c.accent}; background: {c.surface}; }}
QSlider::handle:horizontal:hover {{ background: {c.accent_soft}; }}
QSlider::handle:horizontal:pressed, QSlider::handle:horizontal:focus {{ background: {c.accent}; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.strong_border}; }}
QSlider::handle:horizontal:disabled {{ border-color: {c.strong_border}; }}
QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.control_edge}; border-radius: 3px; min-height: 32px;
  margin: 3px; }}
QScrollBar::handle:vertical:hover {{ background: {c.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.control_edge}; border-radius: 3px; min-width: 32px; margin: 3px; }}
"""


def _lists(c: "Colours") -> str:
    return f"""
QComboBox QAbstractItemView, QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border};
  padding: 4px; outline: 0; selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
QComboBox QAbstractItemView::item {{ min-height: 32px; padding: 0 8px; border-radius: 6px; }}
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover {{
  background: {c.accent_soft}; color: {c.text}; }}
QMenu::item {{ min-height: 20px; padding: 6px 28px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.accent_soft}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 10px; }}
"""


def _history(c: "Colours") -> str:
    return f"""
#historyColumn {{ background: {c.background}; border: 0; border-right: 1px solid {c.border}; }}
#historyList {{ background: transparent; border: 0; outline: 0; padding: 0 8px 8px 8px; }}
#historyList QLineEdit {{ font-weight: 600; }}
#historyWords {{ color: {c.muted}; padding: 12px 20px; }}
#jobProgress {{ background: {c.control}; border: 0; border-radius: 3px; }}
#jobProgress::chunk {{ background: {c.accent}; border-radius: 3px; }}
#soundSum {{ color: {c.muted}; border: 0; border-top: 1px solid {c.border}; padding: 0 20px; min-height: 39px; }}
#undoBar {{ background: {c.surface}; border: 0; border-top: 1px solid {c.border}; }}
#undo {{ padding: 0 10px; color: {c.accent}; }}
#undo:focus {{ padding: 0 9px; }}
#back {{ color: {c.accent}; font-weight: 600; padding: 0 8px 0 4px; }}
"""


def _windows(c: "Colours") -> str:
    return f"""
#servicePage, #services {{ background: {c.background}; }}
#services {{ border: 0; padding: 8px 0; outline: 0; }}
#sideRule {{ background: {c.border}; border: 0; }}
#fieldFault {{ color: {c.record}; font-size: 12px; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
#trialState {{ color: {c.muted}; font-weight: 600; }}
#trialState[tone="ok"] {{ color: {c.ok}; }}
#trialState[tone="warn"] {{ color: {c.warn}; }}
#trialState[tone="bad"] {{ color: {c.record}; }}
#messages {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; border-radius: 8px;
  selection-background-color: {c.accent_soft}; selection-color: {c.text}; outline: 0; }}
#messages {{ font-size: 12px; }}
#messages::item {{ padding: 0 8px; border: 0; }}
QTableView::item {{ padding: 0 8px; border: 0; }}
QLineEdit[readOnly="true"] {{ background: transparent; color: {c.muted}; }}
QTableView, #placeList {{ border: 1px solid {c.control_edge}; border-radius: 8px; padding: 1px; }}
#messages:focus, QTableView:focus, #placeList:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: 0; border-bottom: 1px solid {c.border};
  padding: 6px 12px; font-size: 12px; font-weight: 500; }}
QSplitter::handle {{ background: transparent; }}
"""


def _edges(c: "Colours") -> str:
    """In high contrast nothing is told by its ground alone."""
    return f"""
QToolButton, QPushButton, #commit, QComboBox, QLineEdit, QPlainTextEdit, QAbstractSpinBox, #figure, #titleEdit {{
  border-color: {c.border}; }}
QToolButton {{ border: 1px solid {c.border}; }}
QToolButton:hover, QPushButton:hover, QComboBox:hover, QLineEdit:hover, QPlainTextEdit:hover, #figure:hover {{
  border-color: {c.accent}; }}
QToolButton:checked {{ border: 2px solid {c.accent}; }}
QToolButton:focus, QPushButton:focus, QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, #figure:focus,
#titleEdit:focus {{ border: 3px solid {c.accent}; }}
#disclosure, #back {{ border: 1px solid transparent; }}
#disclosure:focus, #back:focus {{ border: 3px solid {c.accent}; }}
#banner {{ border: 2px solid {c.warn}; }}
#chip {{ border: 1px solid {c.border}; }}
#jobProgress {{ border: 1px solid {c.border}; }}
QMenu::item:selected, #annotations::item:selected {{ border: 2px solid {c.accent}; }}
QComboBox QAbstractItemView::item:selected {{ border: 2px solid {c.accent}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{
  border: 0; }}
"""
