"""Every action with its keys: to be changed, taken away and set back, with a word about keys that are taken."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.appearance.key_field import KeyField
from transcriber.gui.appearance.keys_delegate import KEYS, KeysDelegate
from transcriber.gui.language import tr
from transcriber.gui.talk_key import held_keys
from transcriber.settings.shortcuts import MOST_KEYS

Keys = Mapping[str, tuple[str, ...]]
_ACTION = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """Never blocks the window behind it; what is changed counts at once. Main thread."""

    changed = Signal(object)
    """The keys of every action, by its name in the program."""

    def __init__(self, words: Mapping[str, str], own: Keys, parent: QWidget | None = None) -> None:
        """`words`: what each action is called. `own`: the keys that the program gives it."""
        super().__init__(parent)
        self._words = dict(words)
        self._own = dict(own)
        self._held = held_keys()
        self._keys: dict[str, tuple[str, ...]] = dict(own)
        self.list = QListWidget()
        self.field = KeyField()
        self.use = QPushButton(tr("Use these keys"))
        self.clear = QPushButton(tr("No keys"))
        self.reset = QPushButton(tr("Usual keys"))
        self.reset_all = QPushButton(tr("Usual keys for everything"))
        self.said = QLabel()
        self._close = QPushButton(tr("Close"))
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.field.keySequenceChanged.connect(self._on_pressed)
        self.use.clicked.connect(self._on_use)
        self.clear.clicked.connect(self._on_clear)
        self.reset.clicked.connect(self._on_reset)
        self.reset_all.clicked.connect(self._on_reset_all)
        self._close.clicked.connect(self.close)
        self._fill()

    @property
    def action(self) -> str:
        """The chosen one."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_ACTION))

    def show_keys(self, keys: Keys) -> None:
        """They are so now; nothing is emitted."""
        self._keys = dict(keys)
        for row in range(self.list.count()):
            self._say_keys(self.list.item(row))
        self._on_current_changed()

    def choose(self, action: str) -> None:
        """Go to an action."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ACTION) == action:
                self.list.setCurrentRow(row)

    # ---- changing ----------------------------------------------------------------------------------------------------

    def _on_use(self) -> None:
        key, action = self.field.key, self.action
        if not key or not action or self._taken_for(key):
            return
        if key not in self._keys[action]:
            self._set(action, (*self._keys[action], key)[-MOST_KEYS:])
        self.field.clear()

    def _on_clear(self) -> None:
        self._set(self.action, ())

    def _on_reset(self) -> None:
        action = self.action
        taken = {key: self._owner_of(key) for key in self._own[action]}
        self._set(action, tuple(key for key in self._own[action] if not taken[key]))
        left_out = [f"{_shown(key)} ({self._words[owner]})" for key, owner in taken.items() if owner]
        if left_out:
            self.said.setText(tr("Taken by another action: {keys}").format(keys=", ".join(left_out)))

    def _on_reset_all(self) -> None:
        self.show_keys(self._own)
        self.changed.emit(dict(self._keys))

    def _set(self, action: str, keys: tuple[str, ...]) -> None:
        if not action:
            return
        self._keys[action] = keys
        self.show_keys(self._keys)
        self.changed.emit(dict(self._keys))

    def _owner_of(self, key: str) -> str:
        """Which other action has this key."""
        return next((name for name, keys in self._keys.items() if key in keys and name != self.action), "")

    def _taken_for(self, key: str) -> str:
        """What the key does already, in words."""
        owner = self._owner_of(key)
        return self._words[owner] if owner else self._held.get(key, "")

    def _on_pressed(self) -> None:
        key = self.field.key
        taken_for = self._taken_for(key) if key else ""
        words = ""
        if taken_for:
            words = tr("{keys} is taken by “{action}”.").format(keys=_shown(key), action=taken_for)
        self.said.setText(words)
        self.use.setEnabled(bool(key and self.action and not taken_for))

    def _on_current_changed(self) -> None:
        action = self.action
        self.clear.setEnabled(bool(action and self._keys[action]))
        self.reset.setEnabled(bool(action and self._keys[action] != self._own[action]))
        self.reset_all.setEnabled(self._keys != self._own)
        self._on_pressed()

    # ---- making ------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for action, words in self._words.items():
            item = QListWidgetItem(words)
            item.setData(_ACTION, action)
            self._say_keys(item)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _say_keys(self, item: QListWidgetItem) -> None:
        action = str(item.data(_ACTION))
        keys = "  ".join(_shown(key) for key in self._keys[action])
        item.setData(KEYS, keys)
        spoken = tr("{action}: {keys}").format(action=self._words[action], keys=keys or tr("no keys"))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setModal(False)
        self.resize(520, 640)
        self.list.setObjectName("annotations")
        self.list.setItemDelegate(KeysDelegate(self.list))
        self.list.setAccessibleName(tr("Actions and their keys"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.said.setObjectName("fieldError")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        choose = QHBoxLayout()
        choose.setSpacing(8)
        choose.addWidget(self.field, 1)
        choose.addWidget(self.use)
        others = QHBoxLayout()
        others.setSpacing(8)
        others.addWidget(self.clear)
        others.addWidget(self.reset)
        others.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addLayout(choose)
        column.addWidget(self.said)
        column.addLayout(others)
        column.addLayout(foot)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)


def _shown(key: str) -> str:
    """As the keys are called on this system."""
    return QKeySequence.fromString(key).toString(QKeySequence.SequenceFormat.NativeText)
