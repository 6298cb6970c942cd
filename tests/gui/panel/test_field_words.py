"""Every field of a session and of the commits has a name and one sentence of help."""

from dataclasses import fields

import pytest

from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration


def test_no_field_is_without_words() -> None:
    session = {field.name for kind in (SessionConfiguration, ServerVad, SemanticVad) for field in fields(kind)}
    commits = {f"commit_policy.{field.name}" for field in fields(CommitPolicy)}
    assert session | commits <= FIELD_WORDS.keys()


@pytest.mark.parametrize("name", FIELD_WORDS)
def test_help_is_one_short_sentence(name: str) -> None:
    words = FIELD_WORDS[name]
    assert words.label[0].isupper()
    assert words.help[0].isupper() or words.help[0].isdigit()
    assert words.help.endswith(".")
    assert words.help.count(". ") == 0
    assert len(words.help) <= 90
