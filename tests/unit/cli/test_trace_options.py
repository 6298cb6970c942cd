import argparse
from pathlib import Path

import pytest

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.trace_options import AskedTrace, add_trace_options, trace_from


def asked(*arguments: str) -> AskedTrace | None:
    parser = argparse.ArgumentParser()
    add_trace_options(parser)
    return trace_from(parser.parse_args(arguments))


def test_without_the_option_there_is_no_trace() -> None:
    assert asked() is None


def test_what_will_be_in_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "trace.jsonl"

    assert asked("--trace", str(path)) == AskedTrace(path, False)
    assert "all speech as text, without its sound; keys are masked" in capsys.readouterr().err
    assert asked("--trace", str(path), "--trace-audio") == AskedTrace(path, True)
    assert "all speech as sound and text" in capsys.readouterr().err
    assert not path.exists(), "it is made by who writes it"


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    path.write_text("mine")

    with pytest.raises(CannotStart, match="exists already and was left as it is"):
        asked("--trace", str(path))
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["missing/trace.jsonl", "file/trace.jsonl", "x" * 300])
def test_a_place_that_cannot_be_written_is_refused_beforehand(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CannotStart, match="cannot be written: "):
        asked("--trace", str(tmp_path / name))


def test_sound_needs_a_file() -> None:
    with pytest.raises(WrongUsage, match="--trace FILE"):
        asked("--trace-audio")
