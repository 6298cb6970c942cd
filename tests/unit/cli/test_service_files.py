import os
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli.saved import saved_profile
from transcriber.settings.preferences_file import load_preferences

ADDRESS = "https://studio.example/v1"


def names() -> list[str]:
    return [profile.name for profile in load_preferences().profiles]


def test_services_are_handed_on_without_keys_and_confirmed_before_their_first_use(
    command: Command, tmp_path: Path
) -> None:
    command("services", "add", "studio", "--address", ADDRESS, "--key-place", "file")
    command("key", "set", "studio", stdin="sk-not-for-anyone")
    path = tmp_path / "services.toml"
    printed = command("services", "export", "studio")
    assert command("services", "export", "--output", str(path)).code == 0
    assert ADDRESS in printed.out
    assert "sk-not" not in printed.out + path.read_text()
    assert command("services", "export", "--output", str(path)).code == 1, "it is not overwritten"
    command("services", "remove", "studio")

    imported = command("services", "import", str(path))

    assert imported.code == 0
    assert "studio" in imported.out.splitlines()
    assert "`transcriber services confirm NAME`" in imported.err
    assert not saved_profile("studio").is_confirmed
    used = command("transcribe", "talk.wav", "--service", "studio")
    assert used.code == 1
    assert "studio.example" in used.err
    confirmed = command("services", "confirm", "studio")
    assert "studio.example" in confirmed.err
    assert saved_profile("studio").is_confirmed


@pytest.mark.parametrize("text", ["", "[[", "\x00", '{"a": 1}'])
def test_a_file_that_is_nonsense_imports_nothing(command: Command, tmp_path: Path, text: str) -> None:
    path = tmp_path / "services.toml"
    path.write_text(text)

    done = command("services", "import", str(path))

    assert (done.code, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
    assert names() == ["local", "openai"]
    assert command("services", "import", str(tmp_path / "missing")).code == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes as files are of POSIX")
def test_what_is_no_file_is_named_at_once(command: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder").mkdir()

    folder = command("services", "import", str(tmp_path / "folder"))
    pipe = command("services", "import", str(tmp_path / "pipe.toml"))

    assert (folder.code, folder.err) == (1, "folder is a folder, not a file of services. Choose another file.\n")
    assert (pipe.code, pipe.err) == (
        1,
        "pipe.toml is a pipe or a device, not a file of services. Choose another file.\n",
    )
    assert "/ is a folder" in command("services", "import", "/").err


def test_a_model_of_endless_length_is_refused(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "services.toml"
    command("services", "add", "studio", "--address", ADDRESS, "--model", "whisper-1")
    command("services", "export", "studio", "--output", str(path))
    path.write_text(path.read_text().replace("whisper-1", "m" * 201))

    done = command("services", "import", str(path))

    assert done.code == 1
    assert "default_model: A model's name has at most 200 characters" in done.err
    assert names() == ["local", "openai", "studio"]
