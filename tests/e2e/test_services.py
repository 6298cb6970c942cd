"""A service of one's own, from adding it to replaying what it said: every step is a process of its own."""

import json
import re
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Rate = Callable[[str, str], float]


@dataclass(frozen=True)
class Served:
    """A service that listens on this computer, and the key that opens it."""

    url: str
    key: str


def announced(server: "subprocess.Popen[str]") -> Served:
    assert server.stdout is not None
    line = json.loads(server.stdout.readline())
    return Served(line["url"], line["token"])


@pytest.fixture
def serve(program: dict[str, Any]) -> Iterator[Callable[..., Served]]:
    """Start `transcriber serve` or `replay`."""
    servers: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> Served:
        server = subprocess.Popen([*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, text=True)
        servers.append(server)
        return announced(server)

    yield start
    for server in servers:
        server.terminate()
        server.communicate(timeout=60)


@pytest.fixture
def type_in(program: dict[str, Any]) -> Run:
    """Run a command with something piped into it."""

    def run_with(text: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*program["args"], *arguments],
            env=program["env"],
            input=text,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run_with


@pytest.fixture
def studio(serve: Callable[..., Served], run: Run, type_in: Run) -> Served:
    """An engine that was added as the service `studio`, with its key in a file."""
    served = serve("serve")
    added = run("services", "add", "studio", "--address", served.url, "--key-place", "file", "--model", "whisper-1")
    assert (added.returncode, added.stdout) == (0, "")
    kept = type_in(f"{served.key}\n", "key", "set", "studio")
    assert (kept.returncode, kept.stdout) == (0, "")
    assert "a file that only you can read" in kept.stderr
    assert served.key not in kept.stderr
    return served


def test_six_that_are_added_at_once_are_six_services(run: Run, program: dict[str, Any]) -> None:
    names = [f"studio-{number}" for number in range(6)]
    adding = [
        subprocess.Popen(
            [*program["args"], "services", "add", name, "--address", "https://studio.example/v1"],
            env=program["env"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in names
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in adding]

    assert [process.returncode for process in adding] == [0] * 6, said
    listed = json.loads(run("services", "--json").stdout)
    assert sorted(each["name"] for each in listed) == ["local", "openai", *names]


def test_six_of_one_name_are_one_service_and_five_refusals(run: Run, program: dict[str, Any]) -> None:
    adding = [
        subprocess.Popen(
            [*program["args"], "services", "add", "studio", "--address", f"https://studio-{number}.example/v1"],
            env=program["env"],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(6)
    ]
    said = {process.communicate(timeout=120)[1]: process.returncode for process in adding}

    (added,) = (text for text, code in said.items() if code == 0)
    assert [process.returncode for process in adding].count(2) == 5
    shown = json.loads(run("services", "show", "studio", "--json").stdout)
    assert shown["address"] in added


def test_a_service_is_listed_and_tested_step_by_step(run: Run, studio: Served) -> None:
    listed = json.loads(run("services", "--json").stdout)
    tested = run("services", "test", "studio")

    assert [(each["name"], each["has_key"]) for each in listed] == [
        ("local", False),
        ("openai", False),
        ("studio", True),
    ]
    assert (tested.returncode, tested.stderr) == (0, "")
    lines = tested.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["ok"] * 5
    assert all(re.search(r"\d+\.\d\d s  ", line) for line in lines)
    assert "The service heard: " in lines[-1]
    assert studio.key not in run("services", "show", "studio").stdout


def test_a_test_that_fails_says_where_and_what_to_change(run: Run, type_in: Run, studio: Served) -> None:
    type_in("sk-wrong\n", "key", "set", "studio")
    wrong_key = run("services", "test", "studio")
    run("key", "remove", "studio")
    run("services", "change", "studio", "--address", "http://127.0.0.1:9/v1", "--key-place", "none")
    nobody = run("services", "test", "studio")

    assert wrong_key.returncode == nobody.returncode == 1
    assert wrong_key.stdout.splitlines()[-1].startswith("FAILED  Client secret")
    assert nobody.stdout.splitlines()[-1].startswith("FAILED  ")
    assert len(wrong_key.stderr.splitlines()) == len(nobody.stderr.splitlines()) == 2, "what to change, and how"
    assert "sk-wrong" not in wrong_key.stdout + wrong_key.stderr


def test_a_file_is_transcribed_traced_and_the_trace_replayed(
    run: Run,
    serve: Callable[..., Served],
    studio: Served,
    speech: Path,
    tmp_path: Path,
    transcript_of: Callable[[str], str],
    word_errors: Rate,
) -> None:
    trace = tmp_path / "trace.jsonl"
    clip = "jfk.flac"
    command = ("transcribe", str(speech / clip), "--service")

    done = run(*command, "studio", "--trace", str(trace))

    assert done.returncode == 0
    assert word_errors(transcript_of(clip), done.stdout) < 0.2
    told, account, cost = done.stderr.splitlines()
    assert account.endswith("0:00 missing")
    assert told.startswith(f"The trace {trace} will hold all speech as text, without its sound")
    assert re.fullmatch(r"Usage: \d+\.\d s; cost unknown\.", cost), "what OpenAI charges is not what others do"
    assert studio.key not in trace.read_text()

    replayed = serve("replay", str(trace))
    again = run(*command, replayed.url, "--model", "whisper-1", env={"TRANSCRIBER_SERVICE_KEY": "any"})
    assert again.stdout == done.stdout

    refused = run(*command, "studio", "--trace", str(trace))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "exists already and was left as it is" in refused.stderr


def test_json_lines_tell_of_the_session_and_of_what_it_cost(run: Run, studio: Served, speech: Path) -> None:
    done = run("transcribe", str(speech / "LJ001-0008.flac"), "--service", "studio", "--format", "jsonl")

    lines = {line["type"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0
    assert lines["session"]["opened_with"] == "client_secret"
    assert lines["session"]["session"]["audio"]["input"]["transcription"]["model"] == "whisper-1"
    assert lines["usage"]["seconds"] > 1
    assert studio.key not in done.stdout


def test_a_client_secret_that_was_made_elsewhere_opens_its_own_session(
    type_in: Run, studio: Served, speech: Path
) -> None:
    body = {"session": {"type": "transcription", "audio": {"input": {"transcription": {"model": "made-elsewhere"}}}}}
    request = urllib.request.Request(
        f"{studio.url}/realtime/client_secrets",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {studio.key}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        secret = json.load(answer)["value"]

    done = type_in(
        f"{secret}\n",
        *("transcribe", str(speech / "LJ001-0008.flac"), "--format", "jsonl"),
        *("--service", studio.url, "--secret-stdin"),
    )

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    [session] = [line for line in lines if line["type"] == "session"]
    assert session["opened_with"] == "pasted_secret"
    assert session["session"]["audio"]["input"]["transcription"]["model"] == "made-elsewhere"
    assert any("surpassed" in line["text"] for line in lines if line["type"] == "completed")
    assert secret not in done.stdout + done.stderr


def test_a_service_that_was_handed_on_is_used_only_after_a_yes(
    run: Run, type_in: Run, studio: Served, speech: Path, tmp_path: Path
) -> None:
    exported = tmp_path / "services.toml"
    assert run("services", "export", "studio", "--output", str(exported)).returncode == 0
    run("services", "remove", "studio")
    imported = run("services", "import", str(exported))
    [name] = imported.stdout.split()
    type_in(studio.key, "key", "set", name, "--place", "file")
    command = ("transcribe", str(speech / "LJ001-0008.flac"), "--service", name)

    before = run(*command)
    run("services", "confirm", name)
    after = run(*command)

    assert (before.returncode, before.stdout) == (1, "")
    assert "127.0.0.1" in before.stderr
    assert after.returncode == 0
    assert "surpassed" in after.stdout


def test_a_trace_that_is_nonsense_is_not_served(run: Run, tmp_path: Path) -> None:
    nonsense = tmp_path / "trace.jsonl"
    nonsense.write_text("hello\n")

    done = run("replay", str(nonsense))

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
