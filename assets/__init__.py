"""Icons, the interface font and a sample of speech; read through `importlib.resources` as `transcriber.assets`."""
