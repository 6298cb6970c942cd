import json
import subprocess
from pathlib import Path

from transcriber.export.srt import to_srt
from transcriber.transcript.turns import Turn


def test_cues_are_numbered_and_an_arrow_in_the_text_is_not_a_time(turns: list[Turn]) -> None:
    assert to_srt(turns) == (
        "1\n00:00:00,000 --> 00:00:02,000\nCats & dogs <b>→</b>\n"
        "\n2\n00:00:03,000 --> 00:00:05,000\n# Not a *heading*\n"
    )


def test_ffprobe_reads_the_cues(turns: list[Turn], tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    path.write_text(to_srt(turns), encoding="utf-8")

    command = ["ffprobe", "-v", "error", "-show_packets", "-of", "json", str(path)]
    packets = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["packets"]
    assert [(packet["pts_time"], packet["duration_time"]) for packet in packets] == [
        ("0.000000", "2.000000"),
        ("3.000000", "2.000000"),
    ]


def test_nothing_said_is_an_empty_document() -> None:
    assert to_srt([]) == ""
