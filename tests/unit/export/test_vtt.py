import io
from pathlib import Path

import webvtt

from tests.unit.export.conftest import said
from tests.unit.export.judges import ffprobe_times_ms
from transcriber.export.clock import read_clock
from transcriber.export.cues import cues_of
from transcriber.export.material import Material
from transcriber.export.vtt import to_vtt
from transcriber.transcript.turns import Turn


def test_markup_is_escaped(turns: list[Turn]) -> None:
    assert to_vtt(Material(turns=turns)) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nCats &amp; dogs &lt;b&gt;--&gt;&lt;/b&gt;\n"
        "\n00:00:02.000 --> 00:00:03.000\n[Not transcribed: The audio\ncould not be transcribed.]\n"
        "\n00:00:03.000 --> 00:00:05.000\n# Not a *heading*\n"
    )


def test_another_reader_finds_every_cue(talk: list[Turn]) -> None:
    material = Material(turns=[*talk, said("word " * 100, 8000, 40_000)])

    read = webvtt.from_buffer(io.StringIO(to_vtt(material)))

    assert [(read_clock(cue.start), read_clock(cue.end), tuple(cue.lines)) for cue in read.captions] == [
        (cue.start_ms, cue.end_ms, cue.lines) for cue in cues_of(material)
    ]


def test_what_looks_like_the_formats_own_words_is_text() -> None:
    turns = [said("NOTE this", 0, 2000), said("00:00.000 --> 00:09.000", 3000, 5000), said("STYLE", 6000, 7000)]

    read = webvtt.from_buffer(io.StringIO(to_vtt(Material(turns=turns))))

    assert [cue.start for cue in read.captions] == ["00:00:00.000", "00:00:03.000", "00:00:06.000"]


def test_ffprobe_reads_the_cues(talk: list[Turn], tmp_path: Path) -> None:
    path = tmp_path / "x.vtt"
    path.write_text(to_vtt(Material(turns=talk)), encoding="utf-8")

    assert ffprobe_times_ms(path) == [(1000, 2500), (3000, 5000), (6000, 7000)]
