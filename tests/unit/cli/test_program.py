import pytest

from transcriber import __version__
from transcriber.cli.program import main


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"transcriber {__version__}\n"


def test_the_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    shown = capsys.readouterr().out
    assert all(word in shown for word in ("listen", "transcribe", "serve", "devices", "exit codes: 0"))


@pytest.mark.parametrize("arguments", [["sing"], ["listen", "--format", "pdf"], ["transcribe"], ["--loud"]])
def test_wrong_usage_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
