import pytest

from transcriber.realtime.dialects.dialect import Dialect


@pytest.mark.parametrize(
    ("dialect", "names"),
    [
        (Dialect.GA, ("session.created", "session.update", "session.updated", "conversation.item.added")),
        (
            Dialect.BETA,
            (
                "transcription_session.created",
                "transcription_session.update",
                "transcription_session.updated",
                "conversation.item.created",
            ),
        ),
    ],
)
def test_the_names_in_which_the_dialects_differ(dialect: Dialect, names: tuple[str, ...]) -> None:
    assert (dialect.created_type, dialect.update_type, dialect.updated_type, dialect.item_added_type) == names
