import json
from datetime import UTC, datetime

from transcriber.export.json_document import to_json
from transcriber.export.material import ExportOptions, Gap, Material, TimeRange
from transcriber.transcript.turns import Turn, TurnState


def test_every_turn_is_there_with_its_state_and_times(turns: list[Turn]) -> None:
    document = json.loads(to_json(Material(turns=turns, title="talk", gaps=[Gap(7000, 9000, "unplugged")])))

    assert (document["name"], document["started"]) == ("talk", None)
    assert [(turn["turn"], turn["state"], turn["start_ms"]) for turn in document["turns"]] == [
        (1, "finished", 0),
        (2, "failed", 2000),
        (3, "finished", 3000),
        (4, "live", 6000),
    ]
    assert document["turns"][1]["failure"] == "The audio could not be transcribed."
    assert document["gaps"] == [{"start_ms": 7000, "end_ms": 9000, "reason": "unplugged"}]


def test_speakers_and_languages_are_there(talk: list[Turn]) -> None:
    first = json.loads(to_json(Material(turns=talk)))["turns"][0]

    assert first["languages"] == ["en"]
    assert first["segments"][1] == {
        "speaker": "spk_2",
        "name": "Speaker 2",
        "text": "*Hi.*",
        "start_ms": 3000,
        "end_ms": 5000,
    }


def test_a_range_and_a_document_without_speakers(talk: list[Turn]) -> None:
    options = ExportOptions(speakers=False, range=TimeRange(5500))
    started = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    gaps = [Gap(0, 10, "before"), Gap(8000, 9000, "after")]

    document = json.loads(to_json(Material(turns=talk, options=options, started=started, gaps=gaps)))

    assert document["started"] == "2026-11-21T09:30:00+00:00"
    assert [(turn["text"], turn["segments"]) for turn in document["turns"]] == [("Bye.", [])]
    assert [gap["reason"] for gap in document["gaps"]] == ["after"]


def test_it_can_always_be_written_as_utf_8() -> None:
    turn = Turn(number=1, state=TurnState.FINISHED, text="a\ud800\x00b")
    assert json.loads(to_json(Material(turns=[turn])).encode())["turns"][0]["text"] == "ab"
