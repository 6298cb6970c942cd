"""The connection tests of the services in the window: which one runs, and what each has said. Pure."""

from transcriber.session.notices import TrialState, TrialStepChanged


class Trials:
    """Results by the number of the service; at most one test runs. Main thread."""

    def __init__(self) -> None:
        self.running: int | None = None
        """The number of the service that is being tested."""
        self._results: dict[int, tuple[TrialStepChanged, ...]] = {}

    def begin(self, number: int) -> None:
        """A test was asked for."""
        self.running = number
        self._results[number] = ()

    def take(self, change: TrialStepChanged) -> bool:
        """What a test said; False where none of this window runs."""
        if self.running is None:
            return False
        # A service that was removed meanwhile has no results any more; its test goes on to its end all the same.
        if self.running in self._results:
            self._results[self.running] += (change,)
        if change.is_last or change.state is TrialState.FAILED:
            self.running = None
        return True

    def of(self, number: int) -> tuple[TrialStepChanged, ...]:
        """Everything that the service's last test has said, in order."""
        return self._results.get(number, ())

    def forget(self, number: int) -> None:
        """The service is another one now; what its test said counts no more."""
        self._results.pop(number, None)
