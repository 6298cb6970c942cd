"""What every test may ask for."""

# In an order in which no module is imported by another one before pytest has rewritten its assertions.
pytest_plugins = [
    "tests.guards",
    "tests.pulse_server",
    "tests.scripted_service",
    "tests.recording_stage",
    "tests.served_engine",
    "tests.wire_judge",
]
