from pathlib import Path

from transcriber.app.folders import keys_folder, recordings_folder, remove_audio, sample_path, store_folder
from transcriber.audio.lane_files import lane_path


def test_the_sample_ships_with_the_program() -> None:
    assert sample_path().stat().st_size > 100_000


def test_everything_of_a_person_lies_in_that_persons_folders_and_is_not_made_by_asking(own_home: Path) -> None:
    for folder in (recordings_folder(), keys_folder(), store_folder()):
        assert own_home in folder.parents
        assert not folder.exists()


def test_audio_goes_and_audio_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    audio = tmp_path / "talk.wav"
    for lane in (0, 1):
        lane_path(audio, lane).write_bytes(b"RIFF")

    for _ in range(2):
        remove_audio(audio)
        assert not list(tmp_path.iterdir())
