import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli.grammar import command_line

COMMANDS = ("listen", "transcribe", "session", "services", "key", "devices", "serve", "replay")
SECRET = "ek_not_for_anyone"


def test_the_help_lists_every_command(command: Command) -> None:
    shown = command("--help")

    assert shown.code == 0
    assert all(f"\n    {name}" in shown.out for name in COMMANDS)


@pytest.mark.parametrize("arguments", [["listen"], ["transcribe"], ["session", "show"], ["services", "test"]])
def test_the_help_of_a_session_names_every_default(command: Command, arguments: list[str]) -> None:
    shown = " ".join(command(*arguments, "--help").out.split())

    for option in ("dialect", "model", "language", "prompt", "audio-format", "noise-reduction", "vad", "vad-threshold"):
        described = shown.partition("session: ")[2].partition(f"--{option} ")[2].partition(" --")[0]
        assert "default" in described, option
    assert ("default local" in shown) is (arguments != ["services", "test"])
    assert all(f" {field}" in shown for field in ("eagerness", "commit.latest_after_s", "client_secret_seconds"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["listen", f"--secret-stdin={SECRET}"],
        ["listen", "--secret-stdin", SECRET],
        ["services", "test", "openai", "--secret-stdin", SECRET],
        ["key", "set", "openai", f"--secret={SECRET}"],
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(command: Command, arguments: list[str]) -> None:
    done = command(*arguments)

    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert SECRET not in done.err


def test_what_sends_nothing_takes_no_secret(command: Command) -> None:
    assert command("session", "show", "--secret-stdin", stdin=SECRET).code == 2


@pytest.mark.parametrize(("text", "speed"), [("max", None), ("2", 2.0), ("0.5", 0.5)])
def test_a_speed(text: str, speed: float | None) -> None:
    assert command_line().parse_args(["transcribe", "a.wav", "--speed", text]).speed == speed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["diagnose"], "1 something is, and the report calls it TROUBLE (also a microphone or a display"),
        (["listen"], "beside a microphone only, so not with --input FILE"),
        (["history", "delete"], "where nobody can be asked, --yes is needed"),
        (["key"], "key set NAME [--place keyring|file]"),
        (["key"], "file, one that only you can read"),
    ],
)
def test_the_help_says_what_a_script_has_to_know(command: Command, arguments: list[str], told: str) -> None:
    assert told in " ".join(command(*arguments, "--help").out.split())
