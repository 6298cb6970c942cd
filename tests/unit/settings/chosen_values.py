"""What people choose, as hypothesis makes it up: configurations, commit policies, services, presets, preferences."""

from dataclasses import replace

from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.switches import KeyPlacement, Switches, UpdateShape
from transcriber.settings.appearance import Appearance
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.preferences import Preferences
from transcriber.settings.presets import preset_from
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, KeyPlace, Profile, ServiceKind
from transcriber.settings.safeguards import AudioKeeping, Safeguards
from transcriber.settings.shortcuts import Shortcut

LINES = st.text(alphabet="abcXYZ äß\"'\\#=[]日.", min_size=1, max_size=20).map(str.strip).filter(bool)

CONFIGURATIONS = st.builds(
    SessionConfiguration,
    audio_format=st.sampled_from(AudioFormat),
    model=st.sampled_from(["gpt-4o-transcribe", "moonshine-tiny-en", "whisper-1"]),
    language=st.none() | st.sampled_from(["en", "de"]),
    languages=st.sampled_from([(), ("en", "fr")]),
    keywords=st.sampled_from([(), ("Qt", "PySide6")]),
    prompt=st.none() | st.text(alphabet='abc "\\\n\t=[]#é', min_size=1, max_size=20),
    delay=st.sampled_from([None, "low"]),
    turn_detection=st.one_of(
        st.none(),
        st.builds(
            ServerVad,
            threshold=st.floats(0, 1),
            prefix_padding_ms=st.integers(0, 2000),
            silence_duration_ms=st.integers(200, 2000),
        ),
        st.builds(SemanticVad, eagerness=st.sampled_from(["low", "auto"])),
    ),
    noise_reduction=st.none() | st.sampled_from(NoiseReduction),
    noise_reduction_strength=st.none() | st.floats(0, 1),
    include_logprobs=st.booleans(),
    client_secret_seconds=st.integers(10, 7200),
)
POLICIES = st.builds(
    CommitPolicy,
    at_pauses=st.booleans(),
    pause_ms=st.integers(100, 5000),
    threshold=st.floats(0.05, 0.95),
    latest_after_s=st.none() | st.integers(5, 120),
    push_to_talk=st.booleans(),
)
SWITCHES = st.builds(
    Switches,
    dialect=st.sampled_from(Dialect),
    uses_rest=st.booleans(),
    key_placement=st.sampled_from(KeyPlacement),
    sends_intent=st.booleans(),
    sends_model=st.booleans(),
    sends_language=st.booleans(),
    query=st.lists(st.tuples(st.sampled_from(["region", "input_audio_format"]), LINES), max_size=2).map(tuple),
    update_shape=st.sampled_from(UpdateShape),
    awaits_update=st.booleans(),
    takes_semantic_vad=st.booleans(),
    deltas_replace=st.booleans(),
    times_restart=st.booleans(),
    sample_rate_hz=st.sampled_from([24_000, 16_000]),
    chunk_ms=st.integers(20, 200),
    backlog_speed=st.floats(1, 5),
    certificate_authority_path=st.sampled_from(["", "/etc/ssl/company ca.pem", "C:\\ca.pem"]),
)
PROFILES = st.builds(
    Profile,
    name=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(
        lambda name: name not in (LOCAL.name, OPENAI.name)
    ),
    title=LINES,
    kind=st.sampled_from([ServiceKind.OPENAI, ServiceKind.AZURE, ServiceKind.COMPATIBLE]),
    base_url=st.sampled_from(["https://captions.example/v1", "http://127.0.0.1:8000/v1", "wss://a.example:8443"]),
    switches=SWITCHES,
    default_model=st.sampled_from(["", "whisper-1", "my deployment"]),
    behaves_like=st.sampled_from(["", "gpt-4o-transcribe"]),
    key_place=st.sampled_from(KeyPlace),
    key_variable=st.sampled_from(["MY_KEY", "_x9"]),
    is_confirmed=st.booleans(),
)
SAFEGUARDS = st.builds(
    Safeguards,
    fallback=st.sampled_from(["never", "ask", "always"]),
    monthly_budget_dollars=st.none() | st.floats(0.01, 100_000),
    budget_warning_percent=st.integers(1, 100),
    at_budget=st.sampled_from(["stop", "move"]),
    substitutes_microphone=st.booleans(),
    returns_to_microphone=st.booleans(),
    inhibits_sleep=st.booleans(),
)
CAPTION_SHARING = st.builds(
    CaptionSharing,
    is_page_on=st.booleans(),
    port=st.integers(1, 65_535),
    is_open_to_network=st.booleans(),
    is_file_on=st.booleans(),
    file_path=LINES,
    file_lines=st.integers(1, 6),
)

APPEARANCES = st.builds(
    Appearance,
    contrast=st.sampled_from(["system", "normal", "high"]),
    text_percent=st.integers(80, 300),
    motion=st.sampled_from(["system", "full", "reduced"]),
    announces_turns=st.booleans(),
)
SHORTCUTS = st.lists(
    st.builds(
        Shortcut,
        action=st.sampled_from(["record", "mark", "save"]),
        keys=st.lists(st.sampled_from(["F2", "Ctrl+M", "Ctrl+Ü"]), max_size=3).map(tuple),
    ),
    max_size=3,
    unique_by=lambda shortcut: shortcut.action,
).map(tuple)
AUDIO_KEEPING = st.builds(
    AudioKeeping,
    retention=st.sampled_from(["until_transcribed", "days", "always"]),
    days=st.integers(1, 3650),
    compression=st.sampled_from(["none", "flac", "opus"]),
)
EDITED_BUILT_INS = st.tuples(
    st.just(LOCAL), SWITCHES.map(lambda switches: replace(OPENAI, switches=switches)) | st.just(OPENAI)
)
OWN_PRESETS = st.lists(
    st.builds(preset_from, LINES, CONFIGURATIONS, POLICIES), max_size=3, unique_by=lambda preset: preset.name.casefold()
).map(tuple)


@st.composite
def preferences(draw: st.DrawFn) -> Preferences:
    """Everything, with a service that is there."""
    own = draw(st.lists(PROFILES, max_size=3, unique_by=lambda profile: profile.name))
    profiles = (*draw(EDITED_BUILT_INS), *own)
    assert [profile.name for profile in profiles[:2]] == [profile.name for profile in BUILT_IN_PROFILES]
    return Preferences(
        service=draw(st.sampled_from([profile.name for profile in profiles])),
        profiles=profiles,
        configuration=draw(CONFIGURATIONS),
        commit_policy=draw(POLICIES),
        presets=draw(OWN_PRESETS),
        marks_doubtful_words=draw(st.booleans()),
        input_device_id=draw(st.none() | LINES),
        theme=draw(st.sampled_from(["system", "light", "dark"])),
        is_panel_open=draw(st.booleans()),
        open_sections=draw(st.sampled_from([(), ("advanced",), ("turn_ending", "this_session", "safety")])),
        keeps_history=draw(st.booleans()),
        safeguards=draw(SAFEGUARDS),
        audio_keeping=draw(AUDIO_KEEPING),
        caption_sharing=draw(CAPTION_SHARING),
        appearance=draw(APPEARANCES),
        shortcuts=draw(SHORTCUTS),
    )
