"""Sound: devices, files, the spool, and the pure maths from a device's samples to the bytes of a chunk."""
