import json
import subprocess
from pathlib import Path

from transcriber.export.vtt import to_vtt
from transcriber.transcript.turns import Turn


def test_markup_is_escaped(turns: list[Turn]) -> None:
    assert to_vtt(turns) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nCats &amp; dogs &lt;b&gt;--&gt;&lt;/b&gt;\n"
        "\n00:00:03.000 --> 00:00:05.000\n# Not a *heading*\n"
    )


def test_ffprobe_reads_the_cues(turns: list[Turn], tmp_path: Path) -> None:
    path = tmp_path / "x.vtt"
    path.write_text(to_vtt(turns), encoding="utf-8")

    command = ["ffprobe", "-v", "error", "-show_packets", "-of", "json", str(path)]
    packets = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["packets"]
    assert [packet["pts_time"] for packet in packets] == ["0.000000", "3.000000"]
