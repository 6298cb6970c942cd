import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli.grammar import command_line
from transcriber.settings.templates import SERVICE_TEMPLATES


def test_the_help_names_every_action(command: Command) -> None:
    shown = command("services", "--help").out

    actions = ("list", "show", "test", "add", "change", "remove", "confirm", "export", "import")
    assert all(f"\n    {action}" in shown for action in actions)


def test_the_help_of_add_explains_every_template(command: Command) -> None:
    shown = " ".join(command("services", "add", "--help").out.split())

    assert all(f"{each.name}: {each.explanation}" in shown for each in SERVICE_TEMPLATES)
    assert "certificate_authority_path" in shown


@pytest.mark.parametrize(
    ("arguments", "as_json"),
    [(["services"], False), (["services", "--json"], True), (["services", "list"], False)],
)
def test_json_may_stand_before_or_after_the_action(arguments: list[str], as_json: bool) -> None:
    assert command_line().parse_args(arguments).json is as_json
    assert command_line().parse_args(["services", "list", "--json"]).json
    assert command_line().parse_args(["services", "--json", "show", "openai"]).json
