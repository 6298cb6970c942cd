"""The recording that a request asks for: of one source, or of two as one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcriber.app.lane_making import LaneSpools, two_lanes
from transcriber.app.request import FileSource, RecordingRequest
from transcriber.app.sources import create_spool
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.fitting import fitted
from transcriber.session.recording import Recording
from transcriber.session.two_lanes import TwoLanes, played_policy

if TYPE_CHECKING:
    from transcriber.app.kept_recording import KeptRecording
    from transcriber.audio.inputs import AudioInput
    from transcriber.audio.spool import Spool
    from transcriber.realtime.tracer import Tracer
    from transcriber.session.fallback import Fallback
    from transcriber.session.notices import Notice
    from transcriber.session.service import Service


@dataclass(frozen=True, kw_only=True)
class Making:
    """What a request does not name. Session thread."""

    source: "AudioInput"
    publish: "Callable[[Notice], None]"
    """Takes every notice."""
    kept: "KeptRecording | None"
    """What takes the recording into the history; None where it is nobody's."""
    create_service: "Callable[[], Service]"
    tracer: "Tracer | None"
    create_fallback: "Callable[[], Fallback]"
    spent_before_dollars: float


def recording_of(request: RecordingRequest, making: Making) -> Recording | TwoLanes:
    """Not begun yet."""
    keeps_audio = making.kept is not None and request.audio_keeping.retention != "until_transcribed"
    if request.has_two_lanes:
        return _two_lanes(request, making, keeps_audio=keeps_audio)
    create = create_spool if making.kept is None else making.kept.create_spool
    return _recording(request, making, making.source, create, making.publish, keeps_audio=keeps_audio)


def _two_lanes(request: RecordingRequest, making: Making, *, keeps_audio: bool) -> TwoLanes:
    from transcriber.audio.lasting_microphone import LastingMicrophone

    spools = LaneSpools()
    if making.kept is not None:
        making.kept.lies_at(spools.path)

    def make(
        source: "AudioInput",
        create: "Callable[[], Spool]",
        publish: "Callable[[Notice], None]",
        lane: int,
        spent_beside: Callable[[], RecordingUsage],
    ) -> Recording:
        asked = request if not lane else replace(request, commit_policy=played_policy(request.commit_policy))
        # Both files stay until both lanes are over: one of them alone would be no recording.
        return _recording(asked, making, source, create, publish, keeps_audio=True, spent_beside=spent_beside)

    return two_lanes(
        (making.source, LastingMicrophone(None, is_played=True)),
        make,
        spools,
        making.publish,
        keeps_audio=keeps_audio,
        **({} if making.kept is None else {"link_over": making.kept.link_over}),
    )


def _recording(
    request: RecordingRequest,
    making: Making,
    source: "AudioInput",
    create: "Callable[[], Spool]",
    publish: "Callable[[Notice], None]",
    *,
    keeps_audio: bool,
    spent_beside: Callable[[], RecordingUsage] = RecordingUsage,
) -> Recording:
    model = request.profile.capabilities_of(request.configuration.model)
    return Recording(
        source,
        create,
        making.create_service(),
        fitted(request.configuration, model, request.profile.switches),
        publish,
        is_timed=not isinstance(request.source, FileSource) or request.source.speed == 1.0,
        keeps_audio=keeps_audio,
        # An adopted session may use another model than the one that is chosen here: its price is not known.
        model=model if request.pasted_secret is None else replace(model, price=None),
        policy=request.commit_policy,
        pasted_secret=request.pasted_secret,
        tracer=making.tracer,
        safeguards=request.safeguards,
        create_fallback=making.create_fallback,
        spent_before_dollars=making.spent_before_dollars,
        spent_beside=spent_beside,
    )
