"""The services window: every service that can be used, how each is reached, its key, and a test of its connection."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.banner import Banner
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.desktop.kept_sizes import KeptSize
from transcriber.gui.errands import Errands
from transcriber.gui.language import in_words, tr
from transcriber.gui.services.drafts import ServiceDrafts
from transcriber.gui.services.profile_transfer import ProfileTransfer
from transcriber.gui.services.service_list import ServiceList
from transcriber.gui.services.service_page import ServicePage
from transcriber.gui.services.trials import Trials
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Problem, TrialStepChanged
from transcriber.settings.confirmation import confirmed
from transcriber.settings.keys import KeyStore, KeyStoreError
from transcriber.settings.profiles import KeyPlace, Profile
from transcriber.settings.templates import ServiceTemplate, new_profile

_KEPT_PLACES = frozenset({KeyPlace.KEYRING, KeyPlace.MEMORY, KeyPlace.FILE})


class TryingApp(Protocol):
    """What tries a connection."""

    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        """Returns at once; `TrialStepChanged` notices follow."""


class ServicesDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    profiles_changed = Signal(object)
    """A tuple of every `Profile`, all of them valid; the built-in ones first."""

    def __init__(
        self,
        theme: Theme,
        profiles: tuple[Profile, ...],
        key_store: KeyStore,
        app: TryingApp,
        bridge: NoticeBridge,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key_store = key_store
        self._app = app
        self._errands = Errands(self)
        self._drafts = ServiceDrafts(profiles)
        self._trials = Trials()
        self._transfer = ProfileTransfer(self)
        self._current = next(iter(self._drafts)).number
        self.list = ServiceList(theme)
        self.banner = Banner(theme)
        self.page = ServicePage(theme, key_store, self._errands)
        self.close_button = QPushButton(tr("Close"))
        self._note = QLabel()
        self._note.setObjectName("footText")
        self._lay_out()
        self._connect(bridge)
        self._show(self._current)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every service as it was last valid."""
        return self._drafts.profiles

    @property
    def current(self) -> Profile:
        """The service that is shown, as it stands in the form."""
        return self._drafts[self._current].profile

    def show_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """They were changed elsewhere; nothing is emitted."""
        self._drafts.take(profiles)
        self._show(self._current if self._current in self._drafts else next(iter(self._drafts)).number)

    def open_profile(self, name: str) -> None:
        """Show the window with that service in it, or as it was where no service has the name."""
        draft = self._drafts.named(name)
        if draft is not None:
            self._on_chosen(draft.number)
        self.show()
        self.raise_()
        self.activateWindow()

    @asked_by_qt
    def done(self, result: int) -> None:
        """Take what was typed last, then close."""
        self.page.settle()
        super().done(result)

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Services"))
        self.setModal(False)
        self.setMinimumSize(720, 480)
        self.resize(900, 720)
        KeptSize(self, "services")
        self.area = QScrollArea()
        self.area.setWidget(self.page)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.area, 1)
        line = QFrame()
        line.setObjectName("sideRule")
        line.setFixedWidth(1)
        sides.addWidget(line)
        sides.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(sides, 1)
        column.addWidget(self._foot())
        # Enter in a field takes the field, and presses no button.
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 10)
        row.addWidget(self._note, 1)
        row.addWidget(self.close_button)
        return foot

    def _connect(self, bridge: NoticeBridge) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.template_chosen.connect(self._on_template_chosen)
        self.list.duplicate_asked.connect(self._on_duplicate_asked)
        self.list.remove_asked.connect(self._on_remove_asked)
        self.list.import_action.triggered.connect(self._on_import_asked)
        self.list.export_action.triggered.connect(self._on_export_asked)
        self.list.export_all_action.triggered.connect(self._on_export_all_asked)
        self.page.changed.connect(self._on_changed)
        self.page.consent.given.connect(self._on_consent_given)
        self.page.key.kept.connect(self._on_key_kept)
        self.page.trial.test_asked.connect(self._on_test_asked)
        self._transfer.imported.connect(self._on_imported)
        self._transfer.problem_raised.connect(self.banner.show_problem)
        self.close_button.clicked.connect(self.close)
        bridge.trial_step_changed.connect(self._on_trial_step_changed)

    # ---- showing -----------------------------------------------------------------------------------------------------

    def _show(self, number: int) -> None:
        is_other = number != self._current
        self._current = number
        draft = self._drafts[number]
        self.list.show_drafts(self._drafts, number)
        self.list.allow(duplicate=not draft.profile.is_local, remove=not draft.is_built_in)
        self.page.show_draft(draft)
        self._show_trial()
        is_saved = draft.fault is None
        self._note.setText(tr("Changes are saved.") if is_saved else tr("Not saved: correct what is marked."))
        if is_other:
            self.area.verticalScrollBar().setValue(0)

    def _show_trial(self) -> None:
        draft = self._drafts[self._current]
        running = self._trials.running
        self.page.trial.show_steps(self._trials.of(self._current))
        if running == self._current:
            self.page.trial.allow(False, tr("The test runs."))
        elif running is not None:
            title = self._drafts[running].profile.title if running in self._drafts else tr("Another service")
            self.page.trial.allow(False, tr("{title} is being tested.").format(title=title))
        elif draft.fault is not None:
            self.page.trial.allow(False, tr("Correct what is marked first."))
        elif not draft.profile.default_model:
            self.page.trial.allow(False, tr("Name a model first."))
        elif not draft.profile.is_confirmed:
            self.page.trial.allow(False, tr("Agree to use this service first."))
        else:
            free = tr("From the address to one second of speech.")
            charged = tr("From the address to one second of speech; the service may charge for it.")
            self.page.trial.allow(True, free if draft.profile.is_local else charged)

    def _keep(self, number: int, profile: Profile) -> None:
        is_changed = self._drafts.change(number, profile)
        if self._trials.running != number:
            self._trials.forget(number)
        self._show(self._current)
        if is_changed:
            self.profiles_changed.emit(self.profiles)

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_chosen(self, number: int) -> None:
        self.page.settle()
        self._show(number)

    def _on_changed(self, profile: Profile) -> None:
        self._keep(self._current, profile)

    def _on_consent_given(self) -> None:
        self.page.settle()
        self._keep(self._current, confirmed(self.current))

    def _on_key_kept(self) -> None:
        self._drafts.settle(self._current)
        self._show(self._current)

    def _on_test_asked(self) -> None:
        self.page.settle()
        draft = self._drafts[self._current]
        if not self.page.trial.test.isEnabled():
            return
        self._trials.begin(self._current)
        self._show_trial()
        self._app.try_service(draft.profile, SessionConfiguration(model=draft.profile.default_model))

    def _on_trial_step_changed(self, change: TrialStepChanged) -> None:
        if self._trials.take(change):
            self._show_trial()

    def _on_template_chosen(self, template: ServiceTemplate) -> None:
        self.page.settle()
        profile = new_profile(template, [draft.profile for draft in self._drafts])
        self._add(profile, template.explanation)
        self.page.service.base_url.setFocus()

    def _on_duplicate_asked(self) -> None:
        self.page.settle()
        self._show_added(self._drafts.duplicate(self._current))
        self.page.service.title.setFocus()

    def _on_imported(self, profiles: tuple[Profile, ...]) -> None:
        for profile in profiles:
            self._add(replace(profile, is_confirmed=False))

    def _add(self, profile: Profile, hint: str = "") -> None:
        self._show_added(self._drafts.add(profile, hint))

    def _show_added(self, number: int) -> None:
        self._show(number)
        if self._drafts[number].saved is not None:
            self.profiles_changed.emit(self.profiles)

    def _on_remove_asked(self) -> None:
        title, number = self.current.title or self.current.name, self._current
        question = QMessageBox(self)
        question.setWindowTitle(tr("Remove a service"))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(tr("Remove {title}?").format(title=title))
        question.setInformativeText(tr("Its key is removed too. Recordings are not touched."))
        remove = question.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(lambda: self._on_remove_agreed(number))
        question.finished.connect(question.deleteLater)
        # Shown, not opened: nothing may hold up the window while it records.
        question.setModal(False)
        question.show()

    def _on_remove_agreed(self, number: int) -> None:
        # What is shown may be another one by now, and this one may be gone.
        if number not in self._drafts:
            return
        draft = self._drafts.remove(number)
        self._trials.forget(draft.number)
        self._show(self._current if self._current in self._drafts else next(iter(self._drafts)).number)
        saved = draft.saved
        if saved is None:
            return
        self.profiles_changed.emit(self.profiles)
        if saved.key_place in _KEPT_PLACES:
            self._errands.run(lambda: self._key_store.forget(saved), None, self._on_key_not_removed)

    def _on_key_not_removed(self, error: Exception) -> None:
        if not isinstance(error, KeyStoreError):
            raise error
        self.banner.show_problem(
            Problem(
                "key_not_removed",
                tr("The key was not removed: {message}").format(message=in_words(error.message)),
                error.remedy,
            )
        )

    def _on_import_asked(self) -> None:
        self._transfer.ask_what_to_import(tuple(draft.profile for draft in self._drafts))

    def _on_export_asked(self) -> None:
        self.page.settle()
        saved = self._drafts[self._current].saved
        if saved is not None:
            self._transfer.ask_where_to_export((saved,))

    def _on_export_all_asked(self) -> None:
        self.page.settle()
        self._transfer.ask_where_to_export(self.profiles)
