"""What a window talks to, scripted: remembers what it was asked for, and says what it is let say."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from transcriber.app import RecordingRequest
from transcriber.app.wanted_audio import WantedAudio
from transcriber.captions.look import CaptionLook
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Meter, Notice
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import Profile
from transcriber.settings.safeguards import Safeguards
from transcriber.store.store import Store
from transcriber.transcript.vocabulary import Vocabulary


class ScriptedDesk:
    """Remembers what of the history was to be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[object, ...]] = []

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        self.asked.append(("edit", public_id, act))

    def delete(self, public_id: str) -> None:
        self.asked.append(("delete", public_id))

    def undo_delete(self, public_id: str) -> None:
        self.asked.append(("undo_delete", public_id))

    def add_mark(self, label: str = "") -> None:
        self.asked.append(("mark", label))

    def add_note(self, text: str, at_ms: int | None = None) -> None:
        self.asked.append(("note", text, at_ms))

    def transcribe(
        self, public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration
    ) -> None:
        self.asked.append(("transcribe", public_id, what, profile.name))

    def go_on_transcribing(self, profiles: Sequence[Profile]) -> None:
        self.asked.append(("go on", *(profile.name for profile in profiles)))

    def stop_transcribing(self, public_id: str = "") -> None:
        self.asked.append(("stop", public_id))


class ScriptedSharing:
    """Remembers where captions were to go."""

    def __init__(self) -> None:
        self.asked: list[CaptionSharing | str] = []
        self.looks: list[CaptionLook | None] = []
        self.named: list[dict[str, str]] = []

    def update(self, sharing: CaptionSharing, look: CaptionLook | None = None, lane_names: Sequence[str] = ()) -> None:
        self.asked.append(sharing)
        self.looks.append(look)

    def name_speakers(self, given: Mapping[str, str]) -> None:
        self.named.append(dict(given))

    def renew_link(self) -> None:
        self.asked.append("new link")


class ScriptedWords:
    """Remembers what was to be written right."""

    def __init__(self) -> None:
        self.asked: list[Vocabulary | str] = []
        self.elsewhere: list[Mapping[str, Sequence[int]]] = []

    def use(self, vocabulary: Vocabulary) -> None:
        self.asked.append(vocabulary)

    def correct(self, vocabulary: Vocabulary, elsewhere: Mapping[str, Sequence[int]] | None = None) -> None:
        self.asked += ["correct", vocabulary]
        self.elsewhere.append(elsewhere or {})

    def rewrite(self, number: int, text: str) -> None:
        self.asked.append(f"rewrite {number}: {text}")

    def call_speech(self, number: int) -> None:
        self.asked.append(f"speech {number}")

    def undo(self) -> None:
        self.asked.append("undo")


class ScriptedApp:
    """Remembers what the window asked for; says what the test lets it say."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self.publish = publish
        self.asked: list[RecordingRequest | str] = []
        self.updates: list[SessionConfiguration] = []
        self.policies: list[CommitPolicy] = []
        self.safeguards: list[Safeguards] = []
        self.key_store = KeyStore({}, Path("keys"))
        self.history = ScriptedDesk(Path("history"))
        self.caption_page = ScriptedSharing()
        self.words = ScriptedWords()
        self.meter_now = Meter()
        self.polls = 0

    def start_recording(self, request: RecordingRequest) -> None:
        self.asked.append(request)

    def stop_recording(self) -> None:
        self.asked.append("stop")

    def pause_recording(self) -> None:
        self.asked.append("pause")

    def resume_recording(self) -> None:
        self.asked.append("resume")

    def go_on_locally(self) -> None:
        self.asked.append("go on locally")

    def update_safeguards(self, safeguards: Safeguards) -> None:
        self.safeguards.append(safeguards)

    def update_session(self, configuration: SessionConfiguration) -> None:
        self.updates.append(configuration)

    def update_commit_policy(self, policy: CommitPolicy) -> None:
        self.policies.append(policy)

    def commit(self) -> None:
        self.asked.append("commit")

    def hold_to_talk(self, is_held: bool) -> None:
        self.asked.append("talk" if is_held else "silence")

    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        self.asked.append(f"try {profile.name}")

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        self.asked.append("watch" if is_watched else "watch no more")

    def meter(self) -> Meter:
        self.polls += 1
        return self.meter_now
