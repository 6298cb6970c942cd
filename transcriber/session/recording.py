"""One recording from start to stop: an input, a spool, as many connections as it takes, one transcript."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.durations import SHORTEST_SPEECH_MS
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import AudioInput
from transcriber.audio.speech_gate import SpeechGate
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.models import ModelCapabilities, capabilities
from transcriber.realtime.secret import Secret
from transcriber.realtime.tracer import Tracer
from transcriber.sentence import said
from transcriber.session.accounting import Accounting
from transcriber.session.backoff import Backoff
from transcriber.session.budget import BUDGET_SPENT, Budget, BudgetFact, problem_of
from transcriber.session.capture import Capture
from transcriber.session.fallback import Fallback
from transcriber.session.hearing import Gate, Hearing
from transcriber.session.ledger import Ledger
from transcriber.session.line import Line
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    UsageChanged,
)
from transcriber.session.opening import Opener
from transcriber.session.retries import Retries
from transcriber.session.service import Service
from transcriber.session.spool_watch import SpoolWatch
from transcriber.session.supervisor import Supervisor
from transcriber.session.turn_taking import TurnTaking
from transcriber.settings.safeguards import Safeguards

_NO_SAFEGUARDS = Safeguards(fallback="never")
_LONGEST_HEARING_S = 2.0
"""About two minutes of sound; a person waits for the end."""
_LEAST_WORTH_KEEPING_SAMPLES = SHORTEST_SPEECH_MS * SPOOL_SAMPLES_PER_MS
_USUAL_DELAY_MS = 2_000


class Recording:
    """Created and run on the session thread, once; `meter` may be read from any thread."""

    def __init__(
        self,
        source: AudioInput,
        create_spool: Callable[[], Spool],
        service: Service,
        configuration: SessionConfiguration,
        publish: Callable[[Notice], None],
        *,
        is_timed: bool,
        keeps_audio: bool = False,
        model: ModelCapabilities | None = None,
        policy: CommitPolicy | None = None,
        pasted_secret: Secret | None = None,
        tracer: Tracer | None = None,
        safeguards: Safeguards = _NO_SAFEGUARDS,
        create_fallback: Callable[[], Fallback] | None = None,
        spent_before_dollars: float = 0.0,
        spent_beside: Callable[[], RecordingUsage] = RecordingUsage,
        create_gate: Callable[[], Gate] = SpeechGate,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            source: Where the sound comes from.
            create_spool: Makes the file that the sound goes to first.
            service: Where the text comes from.
            configuration: What to ask for, without what the model or the service does not take.
            publish: Takes every notice.
            is_timed: The input runs in real time, so delays mean something.
            keeps_audio: The sound stays on the disk also where all of it was transcribed.
            model: What the usage is counted by; None looks the configuration's model up.
            policy: This side's ends of turns.
            pasted_secret: A client secret made elsewhere, whose session's configuration is adopted.
            tracer: Takes the raw exchange.
            safeguards: What to do when the service stays away or the budget is spent.
            create_fallback: Makes the service to go on with then; None: there is none.
            spent_before_dollars: In this month, before this recording.
            spent_beside: By what runs at the same time and is judged with it.
            create_gate: Makes what hears pauses on this side, when it is first needed.
            uniform: Draws the jitter of reconnects.
        """
        self._source = source
        self._create_spool = create_spool
        self._keeps_audio = keeps_audio
        self._publish = publish
        self._is_timed = is_timed
        self._capture: Capture | None = None
        self._turn_taking = TurnTaking(policy or CommitPolicy(), Hearing(publish, create_gate), self._recorded_samples)
        self._accounting = Accounting(self._take_account)
        self._supervisor = Supervisor(
            Line(
                service,
                configuration,
                model or capabilities(configuration.model),
                opener=Opener(service, pasted_secret, tracer),
                retries=Retries(is_secret_pasted=pasted_secret is not None),
                backoff=Backoff(uniform),
            ),
            publish,
            turn_taking=self._turn_taking,
            accounting=self._accounting,
            is_timed=is_timed,
            is_live=source.is_live,
            noted=self._note,
            safeguards=safeguards,
            create_fallback=create_fallback,
            tracer=tracer,
            uniform=uniform,
        )
        self._safeguards = safeguards
        self._is_complete = False
        self._spent_beside = spent_beside
        self._budget = None if service.is_local else Budget(spent_before_dollars)

    @property
    def meter(self) -> Meter:
        """What moves all the time, as it is now."""
        capture, supervisor = self._capture, self._supervisor
        if capture is None:
            return Meter()
        owed_ms = (capture.recorded_samples - supervisor.watermark_sample) // SPOOL_SAMPLES_PER_MS
        delay_ms = supervisor.delay_ms
        if delay_ms is not None:
            # What came late is not late any more once nothing is owed.
            delay_ms = min(delay_ms, max(owed_ms, _USUAL_DELAY_MS))
        return Meter(
            input_name=self._source.name,
            level_dbfs=capture.level.level_dbfs,
            peak_dbfs=capture.level.peak_dbfs,
            is_clipping=capture.level.is_clipping,
            is_digital_silence=capture.level.is_digital_silence,
            loudness=capture.loudness,
            recorded_ms=capture.recorded_samples // SPOOL_SAMPLES_PER_MS,
            delay_ms=delay_ms,
            waiting_ms=(capture.recorded_samples - supervisor.sent_sample) // SPOOL_SAMPLES_PER_MS,
            owed_ms=owed_ms,
            dropped_ms=round(capture.dropped_ms),
            unsaved_ms=None if (unsaved := capture.unsaved_samples) is None else unsaved // SPOOL_SAMPLES_PER_MS,
        )

    def stop(self) -> None:
        """Capture no more; what was captured is still transcribed."""
        if self._capture is None:
            self._source.stop()
        else:
            self._capture.stop()

    def pause(self) -> None:
        """Let the recording's clock stand still; what was said until now gets its text."""
        if self._capture is not None and not self._capture.is_paused and not self._capture.is_over:
            self._capture.pause()
            self._publish(RecordingChanged(RecordingState.PAUSED, self._source.name, self.meter.recorded_ms))

    def resume(self) -> None:
        """Go on after a pause."""
        if self._capture is not None and self._capture.is_paused and not self._capture.is_over:
            self._capture.resume()
            self._publish(RecordingChanged(RecordingState.RECORDING, self._source.name, self.meter.recorded_ms))

    def go_on_locally(self) -> None:
        """The service on this computer takes over, whether the other one is away or not."""
        self._supervisor.move(said("You chose to go on without the service."))

    def update_safeguards(self, safeguards: Safeguards) -> None:
        """Counts at once."""
        self._safeguards = safeguards
        self._supervisor.update_safeguards(safeguards)
        self._watch_budget(self._accounting.usage)

    def watch_budget(self) -> None:
        """What runs beside this has spent more."""
        self._watch_budget(self._accounting.usage)

    @property
    def is_complete(self) -> bool:
        """Everything that was captured came to its end, and no word of it was lost; False before the end."""
        return self._is_complete

    def commit(self) -> None:
        """End the turn that is being spoken, also while there is no connection."""
        self._turn_taking.commit()

    def hold_to_talk(self, is_held: bool) -> None:
        """The push-to-talk key was pressed, or let go."""
        self._turn_taking.hold_to_talk(is_held)

    def update_policy(self, policy: CommitPolicy) -> None:
        """This side's ends of turns, from now on."""
        self._turn_taking.update_policy(policy)

    async def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask the service for another configuration, at once; the answer comes as a notice.

        Without a connection it counts from the next one on. The audio format is decided once, when a recording starts.
        """
        await self._supervisor.update_session(configuration)

    def _take_account(self, notice: Notice) -> None:
        self._publish(notice)
        if isinstance(notice, UsageChanged):
            self._watch_budget(notice.usage)

    def _watch_budget(self, usage: RecordingUsage) -> None:
        problem = self._problem_of_budget(usage)
        if problem is None:
            return
        self._publish(problem)
        if problem.code == BUDGET_SPENT:
            self.stop()

    def _problem_of_budget(self, usage: RecordingUsage) -> Problem | None:
        """What is new of the budget and was not seen to by moving to this computer."""
        if self._budget is None or self._supervisor.has_moved:
            return None
        usage = usage.with_more(self._spent_beside())
        fact = self._budget.judge(usage, self._safeguards)
        if fact is None:
            return None
        problem = problem_of(fact, self._budget.spent_dollars(usage), self._safeguards)
        if fact is BudgetFact.SPENT and self._safeguards.at_budget == "move":
            self._supervisor.move(problem.message)
            if self._supervisor.has_moved:
                return None
        return problem

    def _may_begin(self) -> bool:
        """Nothing is sent to a service for which nothing is left."""
        problem = self._problem_of_budget(self._accounting.usage)
        if problem is None:
            return True
        is_spent = problem.code == BUDGET_SPENT
        self._publish(replace(problem, is_fatal=is_spent))
        return not is_spent

    def _note(self, ledger: Ledger) -> None:
        self._supervisor.coverage.note(ledger)
        self._tell_progress(self._supervisor.watermark_sample)

    def _recorded_samples(self) -> int:
        return self._capture.recorded_samples if self._capture else 0

    async def run(self) -> None:
        """Until everything that was captured is answered, or cannot be."""
        self._publish(RecordingChanged(RecordingState.STARTING))
        try:
            if self._may_begin():
                await self._open_and_record()
        except AudioError as error:
            self._publish(Problem(error.code, error.message, error.remedy, is_fatal=True))
        except Exception:
            # A bug, told like any other end; its traceback goes to the log.
            self._publish(
                Problem("bug", said("The recording ended because of an error in this program."), is_fatal=True)
            )
            raise
        finally:
            await self._close_source()
            self._publish(LinkChanged(LinkState.OFF))
            self._publish(RecordingChanged(RecordingState.STOPPED, self._source.name, self.meter.recorded_ms))

    async def _close_source(self) -> None:
        try:
            await self._source.close()
        except AudioError as error:
            self._publish(Problem(error.code, error.message, error.remedy))

    async def _open_and_record(self) -> None:
        await self._source.open()
        spool = self._create_spool()
        try:
            coverage = self._supervisor.coverage
            self._capture = Capture(self._source, spool, self._publish, on_gap=coverage.capture_gap)
            self._publish(RecordingChanged(RecordingState.RECORDING, self._source.name))
            supervisor = self._supervisor
            spool.watched_by(
                SpoolWatch(
                    self._publish,
                    coverage.capture_gap,
                    lambda: supervisor.watermark_sample,
                    lambda: supervisor.sent_sample,
                )
            )
            async with asyncio.TaskGroup() as group:
                capturing = group.create_task(self._capture_all(self._capture))
                is_complete = await self._supervisor.run(self._capture, spool)
                self._capture.stop()
                if not is_complete:
                    capturing.cancel()
        except BaseException:
            self._supervisor.coverage.finish(spool.length_samples, said("the recording was broken off"))
            self._end(spool, is_complete=False)
            raise
        reason = "" if is_complete else self._supervisor.end_reason or said("the service did not answer for it")
        if reason:
            await self._hear_the_rest(spool)
        self._supervisor.coverage.finish(spool.length_samples, reason)
        is_nothing = not is_complete and spool.length_samples < _LEAST_WORTH_KEEPING_SAMPLES
        self._end(spool, is_complete and not self._supervisor.has_lost_words, is_nothing=is_nothing)

    async def _hear_the_rest(self, spool: Spool) -> None:
        """What no service heard may have been silence: the gate says so of as much as it can rate in a moment."""
        with contextlib.suppress(TimeoutError, AudioError):
            async with asyncio.timeout(_LONGEST_HEARING_S):
                await self._turn_taking.listen_along(spool)

    async def _capture_all(self, capture: Capture) -> None:
        try:
            await capture.run()
        except AudioError as error:
            at_ms = capture.at_ms() if self._is_timed else None
            self._publish(Problem(error.code, error.message, error.remedy, is_fatal=True, at_ms=at_ms))
        self._publish(RecordingChanged(RecordingState.FINISHING, self._source.name, self.meter.recorded_ms))

    def _end(self, spool: Spool, is_complete: bool, *, is_nothing: bool = False) -> None:
        self._is_complete = is_complete
        if not spool.length_samples or is_nothing or (is_complete and not self._keeps_audio):
            spool.delete()
            return
        spool.close()
        if not is_complete and spool.path.exists():
            remedy = said("The audio is kept in {path}.", path=str(spool.path))
            self._publish(Problem("audio_kept", said("Not everything was transcribed."), remedy))

    def _tell_progress(self, watermark_sample: int) -> None:
        if self._source.duration_ms is not None:
            done_ms = watermark_sample // SPOOL_SAMPLES_PER_MS
            self._publish(Progress(min(done_ms, self._source.duration_ms), self._source.duration_ms))
