from pathlib import Path

from transcriber.cli.grammar import command_line


def test_words_of_a_file_for_one_recording() -> None:
    for command in (["listen"], ["transcribe", "talk.wav"]):
        parse = command_line().parse_args
        assert parse(command).vocabulary is None
        assert parse([*command, "--vocabulary", "words.csv"]).vocabulary == Path("words.csv")


def test_a_word_with_several_heard_forms() -> None:
    options = command_line().parse_args(["vocabulary", "add", "PySide6", "--heard", "pie six", "--heard", "py six"])
    assert (options.written, options.heard, options.preset) == ("PySide6", ["pie six", "py six"], "")
