"""Captions elsewhere at work: what is chosen reaches the application and the settings; the dialog shows what comes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transcriber.captions.look import CaptionLook
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.session.notices import CaptionPageChanged, Problem, ProblemPassed
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.preferences import Preferences

if TYPE_CHECKING:
    from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog

_OWN_PROBLEMS = ("caption_port_taken", "caption_page_failed", "caption_file_failed")


class SharingDesk(Protocol):
    """What lets captions go elsewhere."""

    def update(self, sharing: CaptionSharing, look: CaptionLook | None = None, lane_names: Sequence[str] = ()) -> None:
        """Returns at once; `CaptionPageChanged` or a problem answers."""

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """Returns at once."""

    def renew_link(self) -> None:
        """Returns at once; answers as `update`."""


class SharingApp(Protocol):
    """What has such a desk."""

    @property
    def caption_page(self) -> SharingDesk:
        """Asked on the main thread."""


class CaptionPageControl(QObject):
    """Between the dialog, the application and the settings. Main thread.

    Args:
        app: Serves the page and writes the file.
        bridge: Tells what becomes of them.
        theme: Of the dialog.
        known: What is remembered.
        keep: Remembers other preferences.
        window: Owns this and the dialog.
    """

    def __init__(
        self,
        app: SharingApp,
        bridge: NoticeBridge,
        theme: Theme,
        known: Callable[[], Preferences],
        keep: Callable[[Preferences], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._theme = theme
        self._known = known
        self._keep = keep
        self._window = window
        self._page = CaptionPageChanged()
        self._problems: dict[str, Problem] = {}
        self.dialog: CaptionPageDialog | None = None
        bridge.caption_page_changed.connect(self._on_page_changed)
        bridge.problem_raised.connect(self._on_problem_raised)
        bridge.problem_passed.connect(self._on_problem_passed)

    def begin(self) -> None:
        """Let captions go where they went last time; nothing is loaded for it otherwise."""
        sharing = self._known().caption_sharing
        if sharing.is_page_on or sharing.is_file_on:
            self._share(sharing)

    def refresh(self) -> None:
        """The look is another one."""
        self.begin()

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom in the recording that runs."""
        self._app.caption_page.name_speakers(given)

    def open(self) -> None:
        """Show the dialog."""
        if self.dialog is None:
            from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog

            self.dialog = CaptionPageDialog(self._theme, self._window)
            self.dialog.changed.connect(self._on_changed)
            self.dialog.page.new_link_asked.connect(self._app.caption_page.renew_link)
            self.dialog.show_sharing(self._known().caption_sharing)
            self.dialog.show_page(self._page)
            for problem in self._problems.values():
                self.dialog.banner.show_problem(problem)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def close(self) -> None:
        """With the main window."""
        if self.dialog is not None:
            self.dialog.close()

    def _on_changed(self, sharing: CaptionSharing) -> None:
        self._keep(replace(self._known(), caption_sharing=sharing))
        self._share(sharing)

    def _share(self, sharing: CaptionSharing) -> None:
        self._app.caption_page.update(sharing, self._known().captions.look, (tr("Me"), tr("Others")))

    def _on_page_changed(self, page: CaptionPageChanged) -> None:
        self._page = page
        if self.dialog is not None:
            self.dialog.show_page(page)

    def _on_problem_raised(self, problem: Problem) -> None:
        if problem.code in _OWN_PROBLEMS:
            self._problems[problem.code] = problem
            if self.dialog is not None:
                self.dialog.banner.show_problem(problem)

    def _on_problem_passed(self, notice: ProblemPassed) -> None:
        if self._problems.pop(notice.code, None) is not None and self.dialog is not None:
            self.dialog.banner.take_back(notice.code)
