"""What holds of the tables whatever is in them."""

import hashlib

from transcriber.store.connection import Database
from transcriber.store.schema import STEPS


def test_every_turn_session_and_stretch_has_its_lane_from_the_first_version_on(database: Database) -> None:
    for table in ("turns", "sessions", "stretches"):
        columns = {row["name"]: row["notnull"] for row in database.rows(f"PRAGMA table_info({table})")}
        assert columns["lane"] == 1, table


def test_a_step_that_was_released_is_never_changed() -> None:
    found = [hashlib.sha256("\n".join(step).encode()).hexdigest()[:16] for step in STEPS]
    assert found == ["2f267290913f0f08", "17f13aa2c4123d5c"]
