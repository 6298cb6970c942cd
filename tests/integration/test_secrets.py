"""Whatever goes wrong: no key and no client secret is found afterwards, in no log, trace, file, argument or child.

Recordings run through the whole program with every logger at DEBUG, while a service refuses, breaks off and sends the
keys back in its words.
"""

import asyncio
import base64
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
import soundfile
import soxr

from tests.connect_proxy import connect_proxy
from tests.script import (
    Answers,
    Closes,
    Drops,
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Step,
    Visit,
    committed,
    completed,
    error,
    gives_client_secret,
    opening,
    post,
    refused_upgrade,
    websocket,
)
from tests.scripted_service import PlayScript
from transcriber.app import App, FileSource, RecordingRequest
from transcriber.engine.process import EngineProcess, child_environment
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.switches import KeyPlacement, Switches
from transcriber.realtime.trace_file import read_trace
from transcriber.session.notices import Notice, ProtocolTraced, RecordingChanged, RecordingState
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import save_preferences
from transcriber.settings.profiles import KeyPlace, Profile

CLIP = Path(__file__).parents[1] / "speech" / "jfk.flac"
REST = "/v1/realtime/client_secrets"
SPOKEN_S = 2
SPOKEN_BYTES = SPOKEN_S * 48_000
KEY = "9f3c1a7be2d84056b1c9e07d5a3f2468"
"""Of a shape that nobody can know."""
SHAPED_KEY = "sk-proj-Zx81kQ_mN4vB-7tYp0aLsD3fGh6jW9e"
CLIENT_SECRET = "ek_7c2e9b40d1f84a6e8b35"
SHAPELESS_CLIENT_SECRET = "tmp.Qw7Er9Ty1Ui3Op5As8Df0Gh2"
SECRETS = (KEY, SHAPED_KEY, CLIENT_SECRET, SHAPELESS_CLIENT_SECRET)
SHORTEST_FOUND = 10
"""Characters of a secret that would be too many to show."""

ECHO = f"You sent '{KEY}' and {SHAPED_KEY} with {CLIENT_SECRET}."
"""Only what the program knows or what has a known shape; what a service never gave it, it cannot know."""
LATER_ECHO = f"{ECHO} Was it {SHAPELESS_CLIENT_SECRET}?"
SPLIT_ECHO = f"You sent {KEY[:16]} {KEY[16:]} and {SHAPELESS_CLIENT_SECRET[:9]}\n{SHAPELESS_CLIENT_SECRET[9:]}."
ADDRESS_ECHO = f"/v1/realtime?api_key={KEY}&secret={quote(SHAPELESS_CLIENT_SECRET)}"
BUSY = {"error": {"message": ECHO, "code": "busy"}}
NO_KEY = {"error": {"message": ECHO, "type": "invalid_request_error", "code": "invalid_api_key"}}


def escaped(event: Json) -> str:
    """The event as another writer of JSON would send it: every letter of its words as an escape."""
    words = event["error"]["message"]
    return json.dumps(event).replace(json.dumps(words), '"' + "".join(f"\\u{ord(c):04x}" for c in words) + '"')


HEARS_SPEECH = (HearsAudio(SPOKEN_BYTES), Hears("input_audio_buffer.commit"))
FINISHED: tuple[Step, ...] = (Says(committed("item_A")), Says(completed("item_A", "Done.")), HearsClose())
GRANT = post(REST, gives_client_secret(value=CLIENT_SECRET))
OTHER_GRANT = post(REST, gives_client_secret(value=SHAPELESS_CLIENT_SECRET))
WHOLE = websocket(*opening(), *HEARS_SPEECH, *FINISHED)
FAILED = {
    "type": "conversation.item.input_audio_transcription.failed",
    "item_id": "item_A",
    "error": {"type": "x", "code": "audio_unintelligible", "message": LATER_ECHO, "param": SPLIT_ECHO},
}
FRAMES_WITH_KEYS: tuple[Step, ...] = (
    Says(error(LATER_ECHO)),
    Says(escaped(error(LATER_ECHO))),
    Says(error(SPLIT_ECHO)),
    Says(error(json.dumps({"request": {"headers": {"Authorization": f"Bearer {KEY}"}, "url": ADDRESS_ECHO}}))),
    Says({"type": "error", "error": LATER_ECHO}),
    Says({"type": "vendor.echo", "client_secret": {"value": SHAPELESS_CLIENT_SECRET}, "parts": [KEY[:11], KEY[11:]]}),
    Says(f'{{"type": "error", "error": {{"message": "{KEY}'),
    Says(f"Bearer {KEY}"),
    Says(LATER_ECHO.encode("utf-16-le")),
    Says(LATER_ECHO.encode() + b"\xff\xfe"),
    Says({"type": "vendor.long", "text": "x" * 65_500 + KEY + "y" * 100_000}),
    Says({"type": f"vendor.{KEY}"}),
)
SCENARIOS: dict[str, tuple[Visit, ...]] = {
    "nothing goes wrong": (GRANT, WHOLE),
    "REST 401": (post(REST, Answers(401, NO_KEY)),),
    "REST 403": (post(REST, Answers(403, NO_KEY)),),
    "REST 400": (post(REST, Answers(400, {"error": {"message": ECHO, "param": KEY, "code": KEY}})),),
    "REST 429": (post(REST, Answers(429, BUSY, {"Retry-After": "0"})), GRANT, WHOLE),
    "REST 500 with a page": (post(REST, Answers(500, f"<html>{ECHO}{ADDRESS_ECHO}")), GRANT, WHOLE),
    "REST bad JSON": (post(REST, Answers(200, f'{{"value": "{SHAPELESS_CLIENT_SECRET}", "expires_at"')),),
    "REST no secret": (post(REST, Answers(200, {"key": SHAPED_KEY, "message": ECHO})),),
    "REST redirect": (post(REST, Answers(307, ECHO, {"Location": f"https://elsewhere.example{ADDRESS_ECHO}"})),),
    "REST breaks off": (post(REST, Drops()), GRANT, WHOLE),
    "upgrade 401, expired secret": (GRANT, refused_upgrade(Answers(401, NO_KEY)), OTHER_GRANT, WHOLE),
    "upgrade 403": (OTHER_GRANT, refused_upgrade(Answers(403, NO_KEY))),
    "upgrade 503": (OTHER_GRANT, refused_upgrade(Answers(503, BUSY)), GRANT, WHOLE),
    "upgrade redirect": (GRANT, refused_upgrade(Answers(302, ECHO, {"Location": f"ws://elsewhere{ADDRESS_ECHO}"}))),
    "session refused": (OTHER_GRANT, websocket(Says(error(ECHO, code="invalid_value", param=KEY)), may_be_left=True)),
    "session refused by key": (GRANT, websocket(Says(NO_KEY | {"type": "error"}), may_be_left=True)) * 2,
    "frames with keys": (OTHER_GRANT, websocket(*opening(), *HEARS_SPEECH, *FRAMES_WITH_KEYS, *FINISHED)),
    "item failed": (
        OTHER_GRANT,
        websocket(*opening(), *HEARS_SPEECH, Says(committed("item_A")), Says(FAILED), HearsClose()),
    ),
    "close 1011": (
        OTHER_GRANT,
        websocket(*opening(), HearsAudio(SPOKEN_BYTES), Closes(1011, f"{KEY} {CLIENT_SECRET}"), may_be_left=True),
        GRANT,
        WHOLE,
    ),
    "close 1008": (
        OTHER_GRANT,
        websocket(*opening(), Closes(1008, f"{SHAPELESS_CLIENT_SECRET} {KEY}"), may_be_left=True),
    ),
    "close 4000": (GRANT, websocket(*opening(), Closes(4000, f"beta {KEY}"), may_be_left=True)),
}


class Everything(logging.Handler):
    """Every record of every logger, as a log file would hold it, tracebacks included."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("aiohttp.access", "aiohttp.server")):  # the service's own
            self.text += self.format(record) + "\n"


@pytest.fixture
def log() -> Iterator[Everything]:
    root, everything = logging.getLogger(), Everything()
    loggers = [root, *(logging.getLogger(name) for name in ("websockets", "websockets.client", "aiohttp", "asyncio"))]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(everything)
    yield everything
    root.removeHandler(everything)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@dataclass
class Told:
    """What became of a recording."""

    notices: list[Notice]
    trace: Path


def found(text: str) -> list[str]:
    """The pieces of secrets that stand in a text, also where something stands between their characters."""
    bare = "".join(character for character in text if character.isalnum() or character in "-_.")
    pieces = {
        secret[start : start + SHORTEST_FOUND]
        for secret in SECRETS
        for start in range(secret.startswith("sk-proj-") * 8, len(secret) - SHORTEST_FOUND + 1)
    }
    encoded = [base64.b64encode(secret.encode()).decode()[:-4] for secret in SECRETS]
    return sorted(piece for piece in pieces if piece in text or piece in bare) + [e for e in encoded if e in text]


def files_below(*folders: Path) -> str:
    """The names and contents of all files."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name != "speech.wav"]
    return "\n".join(f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in paths)


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    samples, rate_hz = soundfile.read(CLIP, dtype="float32")
    path = tmp_path / "speech.wav"
    soundfile.write(path, soxr.resample(samples, rate_hz, 24_000)[: SPOKEN_S * 24_000].clip(-1, 1), 24_000)
    return path


def profile_of(base_url: str, **switches: object) -> Profile:
    return Profile(
        name="mine",
        title="Mine",
        base_url=base_url,
        switches=replace(Switches(key_placement=KeyPlacement.API_KEY_HEADER), **switches),  # type: ignore[arg-type]
        key_place=KeyPlace.ENVIRONMENT,
        key_variable="MY_SERVICE_KEY",
    )


async def record(profile: Profile, speech: Path, key: str = KEY) -> Told:
    """A whole recording: settings saved, exchange watched and traced with its audio, until it has ended."""
    save_preferences(Preferences(service=profile.name, profiles=(profile,)))
    trace = speech.with_name("trace.jsonl")
    notices: list[Notice] = []
    is_over, loop = asyncio.Event(), asyncio.get_running_loop()

    def hear(notice: Notice) -> None:
        notices.append(notice)
        if isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED:
            loop.call_soon_threadsafe(is_over.set)

    app = App(hear, {"MY_SERVICE_KEY": key})
    app.start()
    try:
        app.watch_protocol(True)
        app.trace_to(trace, keeps_audio=True)
        configuration = SessionConfiguration(turn_detection=None)
        app.start_recording(
            RecordingRequest(source=FileSource(speech, speed=None), profile=profile, configuration=configuration)
        )
        async with asyncio.timeout(60):
            await is_over.wait()
    finally:
        await asyncio.to_thread(app.close)
    return Told(notices, trace)


def assert_nothing_is_found(told: Told, log: Everything, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    entries = [notice.entry for notice in told.notices if isinstance(notice, ProtocolTraced)]
    assert entries
    assert len(read_trace(told.trace).entries) >= len(entries) - 1
    places = {
        "the notices": repr(told.notices),
        "the log": log.text,
        "the terminal": "".join(capfd.readouterr()),
        "the files": files_below(home, told.trace.parent),
        "the arguments": " ".join(psutil.Process().cmdline()),
    }
    assert {place: found(text) for place, text in places.items()} == {place: [] for place in places}


@pytest.mark.parametrize("text", [ECHO, SPLIT_ECHO, ADDRESS_ECHO, *SECRETS, KEY[5:17], json.dumps(list(KEY))])
def test_the_search_itself_finds_what_is_there(text: str) -> None:
    assert found(f"before {text} after")


@pytest.mark.allowed_logs("")
@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_nothing_is_found_after(
    scenario: str,
    scripted_service: PlayScript,
    speech: Path,
    log: Everything,
    own_home: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    service = await scripted_service(*SCENARIOS[scenario])

    told = await record(profile_of(service.base_url), speech)

    assert {arrival.headers.get("api-key", KEY) for arrival in service.arrivals} == {KEY}, "the key was used"
    assert_nothing_is_found(told, log, own_home, capfd)


@pytest.mark.allowed_logs("")
@pytest.mark.parametrize("placement", KeyPlacement)
@pytest.mark.parametrize("key", [KEY, SHAPED_KEY])
async def test_nothing_is_found_wherever_the_key_is_put(
    key: str,
    placement: KeyPlacement,
    scripted_service: PlayScript,
    speech: Path,
    log: Everything,
    own_home: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    echo = error(f"You sent {key}, {key[:12]} {key[12:]} or {quote(key)} to /v1?api_key={key}")
    service = await scripted_service(
        refused_upgrade(Answers(503, echo)), websocket(*opening(), *HEARS_SPEECH, Says(echo), *FINISHED)
    )

    told = await record(profile_of(service.base_url, uses_rest=False, key_placement=placement), speech, key)

    arrived = service.arrivals[0]
    assert key in repr((arrived.headers, arrived.query)), "the key was used"
    assert_nothing_is_found(told, log, own_home, capfd)


@pytest.mark.allowed_logs("")
async def test_nothing_is_found_of_a_proxys_password(
    speech: Path, log: Everything, own_home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connect_proxy(1, "name:right") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("://", f"://name:{KEY}@"))
        told = await record(profile_of("https://service.example/v1"), speech)

    assert proxy.heads
    assert_nothing_is_found(told, log, own_home, capfd)


async def test_the_engine_inherits_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "MY_SERVICE_KEY", "AZURE_OPENAI_API_KEY", "TRANSCRIBER_SERVICE_KEY", "LC_KEY_FREE"):
        monkeypatch.setenv(name, SHAPED_KEY if "FREE" not in name else "C")
    assert found(repr(child_environment(os.environ))) == []

    engine = EngineProcess()
    try:
        await engine.address()
        child = psutil.Process(engine.pid)
        shown = child.cmdline(), child.environ()
    finally:
        await engine.stop()

    assert "engine" in shown[0]
    assert found(repr(shown)) == []
