import argparse
import json
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.unit.cli.history_stage import MORNING, close, open_store
from transcriber.app.folders import store_folder
from transcriber.cli.history_tidy import tidy
from transcriber.store.store import StoreReader


def keep(path: Path, until_days: int | None, codec: str) -> str:
    soundfile.write(path, np.zeros(24_000, np.float32), 24_000, subtype="PCM_16")
    store = open_store()
    until = None if until_days is None else MORNING + timedelta(days=until_days)
    recording = store.recordings.create(MORNING, audio_path=path, audio_until_utc=until, audio_codec=codec)
    store.recordings.finish(recording.public_id, 1_000)
    close(store)
    return recording.public_id


def test_what_is_due_goes_and_what_stays_gets_smaller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due, stays = keep(tmp_path / "due.wav", -400, "none"), keep(tmp_path / "stays.wav", None, "flac")

    tidy(argparse.Namespace(json=False))

    reader = StoreReader(store_folder())
    assert reader.recordings.get(due).audio_path is None
    assert reader.recordings.get(stays).audio_path == tmp_path / "stays.flac"
    reader.close()
    assert [path.name for path in tmp_path.glob("*.*")] == ["stays.flac"]
    assert capsys.readouterr().err == "The audio of the history takes 0.0 MB; before, 0.1 MB.\n"


def test_sizes_are_told_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(tmp_path / "one.wav", None, "none")

    tidy(argparse.Namespace(json=True))

    size = (tmp_path / "one.wav").stat().st_size
    assert json.loads(capsys.readouterr().out) == {"audio_bytes_before": size, "audio_bytes": size}
