"""The audio formats of a transcription session, spelled as on the wire. Pure."""

from enum import StrEnum

SPOOL_SAMPLE_RATE_HZ = 24_000
"""The one rate of everything between capture and encoder: mono pcm16; its sample index is a recording's clock."""
SPOOL_SAMPLES_PER_MS = SPOOL_SAMPLE_RATE_HZ // 1000


class AudioFormat(StrEnum):
    """An input audio format of the Realtime API (`input_audio_format` in its beta dialect); mono in every case."""

    PCM16 = "pcm16"
    G711_ULAW = "g711_ulaw"
    G711_ALAW = "g711_alaw"

    @property
    def sample_rate_hz(self) -> int:
        """Samples a second on the wire."""
        return 24_000 if self is AudioFormat.PCM16 else 8_000

    @property
    def bytes_per_sample(self) -> int:
        """2 for linear 16-bit little-endian, 1 for G.711."""
        return 2 if self is AudioFormat.PCM16 else 1

    @property
    def bytes_per_second(self) -> int:
        """Raw bytes a second, before base64."""
        return self.sample_rate_hz * self.bytes_per_sample

    def duration_ms(self, size_bytes: int) -> float:
        """How long `size_bytes` of this format last, in milliseconds."""
        return size_bytes * 1000 / self.bytes_per_second
