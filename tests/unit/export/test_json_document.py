import json

from transcriber.export.json_document import to_json
from transcriber.transcript.turns import Turn


def test_every_turn_is_there_with_its_state_and_times(turns: list[Turn]) -> None:
    document = json.loads(to_json(turns, "talk"))

    assert document["name"] == "talk"
    assert [(turn["turn"], turn["state"], turn["start_ms"]) for turn in document["turns"]] == [
        (1, "finished", 0),
        (2, "failed", 2000),
        (3, "finished", 3000),
        (4, "live", 6000),
    ]
    assert document["turns"][1]["failure"] == "The audio could not be transcribed."


def test_speakers_and_languages_are_there(talk: list[Turn]) -> None:
    first = json.loads(to_json(talk, "talk"))["turns"][0]

    assert first["languages"] == ["en"]
    assert first["segments"][1] == {
        "speaker": "spk_2",
        "name": "Speaker 2",
        "text": "*Hi.*",
        "start_ms": 3000,
        "end_ms": 5000,
    }
