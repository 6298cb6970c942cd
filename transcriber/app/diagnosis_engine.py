"""Whether the engine on this computer starts and makes text of the bundled sample."""

import threading
from collections.abc import Iterator

from transcriber.app.diagnosis import Finding, Outcome
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice, TrialState, TrialStepChanged
from transcriber.settings.profiles import LOCAL

_PATIENCE_S = 60.0


def engine_findings() -> Iterator[Finding]:
    """A connection test of this computer, as the window does it."""
    from transcriber.app.application import App

    steps: list[TrialStepChanged] = []
    over = threading.Event()

    def publish(notice: Notice) -> None:
        if isinstance(notice, TrialStepChanged):
            steps.append(notice)
            if notice.is_last or notice.state is TrialState.FAILED:
                over.set()

    app = App(publish, {}, keeps_history=False)
    app.start()
    try:
        app.try_service(LOCAL, SessionConfiguration(model=LOCAL.default_model, language="en"))
        is_over = over.wait(_PATIENCE_S)
    finally:
        app.close()
    yield finding_of(steps if is_over else [])


def finding_of(steps: list[TrialStepChanged]) -> Finding:
    """What the steps come to; without any, that the engine said nothing."""
    remedy = "Install the program again; if that does not help, send this report."
    if not steps:
        words = f"The speech engine gave no answer within {_PATIENCE_S:.0f} s."
        return Finding(area="engine", outcome=Outcome.TROUBLE, words=words, remedy=remedy)
    facts: dict[str, str | int | float | bool] = {
        f"{step.step.value}_ms": step.elapsed_ms for step in steps if step.state is TrialState.PASSED
    }
    last = steps[-1]
    if last.state is TrialState.FAILED:
        return Finding(
            area="engine",
            outcome=Outcome.TROUBLE,
            words=f"The speech engine failed: {last.message}",
            remedy=last.remedy or remedy,
            facts=facts | {"failed_at": last.step.value},
        )
    return Finding(
        area="engine", outcome=Outcome.FINE, words="The speech engine starts and recognises the sample.", facts=facts
    )
