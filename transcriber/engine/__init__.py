"""The engine: its own program, speaking the Realtime protocol and recognising speech on this computer."""
