"""Jobs of transcribing again that a program left behind: taken up, each with its own service and no other, unasked."""

from collections.abc import Callable, Sequence

from transcriber.app.wanted_audio import WantedAudio
from transcriber.app.wanted_audio_text import from_text
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.sentence import said
from transcriber.session.notices import Notice, Problem, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import Profile
from transcriber.store.errors import StoreError
from transcriber.store.jobs import StoredJob
from transcriber.store.store import Store

NO_SERVICE = said("It cannot be gone on with: its service is not set up any more.")

Asked = tuple[WantedAudio, Profile, SessionConfiguration]


def go_on(
    store: Callable[[], Store],
    profiles: Sequence[Profile],
    add: Callable[[str, WantedAudio, Profile, SessionConfiguration], None],
    publish: Callable[[Notice], None],
) -> None:
    """Begin every one of them anew, with what is left of it. Session thread."""
    try:
        for left in store().left_jobs():
            if (asked := asked_by(left, profiles)) is not None:
                add(left.public_id, *asked)
            else:
                publish(RetranscriptionChanged(left.public_id, RetranscriptionState.FAILED, message=NO_SERVICE))
            store().jobs.end(left.id)
    except StoreError as error:
        publish(Problem("history_failed", error.message, error.remedy))


def asked_by(left: StoredJob, profiles: Sequence[Profile]) -> Asked | None:
    """What it is to do, and with which service; None where that is not set up any more."""
    profile = next((each for each in profiles if each.name == left.profile_name and each.is_confirmed), None)
    what = from_text(left.wanted)
    if profile is None or what is None:
        return None
    model = left.model or profile.default_model
    return what, profile, SessionConfiguration(model=model, language=left.language or None)
