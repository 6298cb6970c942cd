"""What every test may ask for."""

import pytest
from hypothesis import HealthCheck, settings

# In an order in which no module is imported by another one before pytest has rewritten its assertions.
pytest_plugins = [
    "tests.guards",
    "tests.window_ends",
    "tests.pulse_server",
    "tests.scripted_service",
    "tests.recording_stage",
    "tests.served_engine",
    "tests.wire_judge",
]


def pytest_configure(config: pytest.Config) -> None:
    """Before any test asks for its settings.

    How long an example takes depends on the machine and on what else it does: time is for the benchmarks. Every run
    has the same examples; `--hypothesis-seed=N` looks for others.
    """
    settings.register_profile(
        "shared-machine",
        settings(),
        deadline=None,
        derandomize=config.getoption("hypothesis_seed", None) is None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("shared-machine")
