"""What every test may ask for."""

pytest_plugins = ["tests.guards", "tests.pulse_server", "tests.scripted_service", "tests.wire_judge"]
