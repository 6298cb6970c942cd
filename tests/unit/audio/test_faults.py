from transcriber.audio.faults import AudioError
from transcriber.audio.inputs import InputError
from transcriber.audio.spool import SpoolError


def test_reads_as_what_happened_and_what_to_do() -> None:
    assert str(AudioError("no_air", "There is no air.", "Open a window.")) == "There is no air. Open a window."


def test_without_a_remedy_only_says_what_happened() -> None:
    assert str(AudioError("no_air", "There is no air.")) == "There is no air."


def test_every_fault_of_audio_can_be_met_in_one_place() -> None:
    for kind in (InputError, SpoolError):
        error = kind("code", "Message.", "Remedy.")
        assert isinstance(error, AudioError)
        assert (error.code, error.message, error.remedy) == ("code", "Message.", "Remedy.")
