"""The Realtime transcription protocol: typed events, both dialects, rules without I/O, and the client around them."""
