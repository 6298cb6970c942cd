import builtins
from pathlib import Path
from typing import Any

import pytest

from transcriber.audio import sound_server


@pytest.fixture
def _no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")


@pytest.mark.usefixtures("_no_server")
def test_where_no_server_answers_there_is_nothing_to_list_or_follow() -> None:
    assert sound_server.sources() is None
    assert sound_server.newest_stream() is None


@pytest.mark.usefixtures("_no_server")
def test_a_watch_without_a_server_ends_by_itself() -> None:
    watch = sound_server.StreamWatch(0)
    watch._thread.join(5)
    assert not watch._thread.is_alive()
    assert watch.heard is None
    watch.close()


@pytest.mark.parametrize("error", [ImportError("no module"), OSError("no libpulse.so.0")])
def test_without_the_library_there_is_no_server(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    real_import = builtins.__import__

    def missing(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name == "pulsectl":
            raise error
        return real_import(name, *arguments, **keywords)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert sound_server.sources() is None
    assert sound_server.newest_stream() is None


def test_other_systems_have_no_such_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert sound_server.sources() is None
