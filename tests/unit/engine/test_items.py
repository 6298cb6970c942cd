"""What a session can still tell: every transcript, and audio of the last minute."""

from transcriber.audio.formats import AudioFormat
from transcriber.engine.items import Items
from transcriber.realtime.events import (
    AudioCommitted,
    ItemRetrieved,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
)

ULAW = AudioFormat.G711_ULAW


def second(number: int) -> bytes:
    return bytes([number]) * ULAW.bytes_per_second


def test_a_turn_is_told_with_its_text_and_its_own_audio() -> None:
    items = Items()
    for number in range(5):
        items.hear(second(number), ULAW)
    items.note(SpeechStarted("item_A", 1000))
    items.note(SpeechStopped("item_A", 3000))
    items.note(AudioCommitted("item_A"))

    assert items.retrieve("item_A") == ItemRetrieved("item_A", None, second(1) + second(2))

    items.note(TranscriptDelta("item_A", "Hel"))
    items.note(TranscriptCompleted("item_A", "Hello."))

    assert items.retrieve("item_A") == ItemRetrieved("item_A", "Hello.", second(1) + second(2))


def test_items_that_the_client_commits_follow_each_other_without_a_gap() -> None:
    items = Items()
    items.hear(second(0), ULAW)
    items.note(AudioCommitted("item_A"))
    items.hear(second(1), ULAW)
    items.clear()
    items.hear(second(2) + second(3), ULAW)
    items.note(AudioCommitted("item_B"))

    assert items.retrieve("item_A").audio == second(0)
    assert items.retrieve("item_B").audio == second(2) + second(3)


def test_a_turn_cut_by_a_commit_ends_there() -> None:
    items = Items()
    items.hear(second(0) + second(1), ULAW)
    items.note(SpeechStarted("item_A", 1000))
    items.note(AudioCommitted("item_A"))

    assert items.retrieve("item_A").audio == second(1)


def test_after_a_minute_the_text_stays_and_the_audio_does_not() -> None:
    items = Items()
    items.hear(second(0), ULAW)
    items.note(AudioCommitted("item_A"))
    items.note(TranscriptCompleted("item_A", "Hello."))
    for number in range(59):
        items.hear(second(number), ULAW)
    assert items.retrieve("item_A").audio == second(0)

    items.hear(second(99)[:8], ULAW)

    assert items.retrieve("item_A") == ItemRetrieved("item_A", "Hello.", None)
    items.note(AudioCommitted("item_B"))
    for number in range(100):
        items.hear(second(number), ULAW)
    items.note(SpeechStarted("item_C", 101_001))
    items.note(SpeechStopped("item_C", 102_001))
    items.note(AudioCommitted("item_C"))
    audio = items.retrieve("item_C").audio
    assert audio is not None
    assert len(audio) == len(second(0))


def test_another_format_forgets_the_audio_before_it_and_keeps_the_clock() -> None:
    items = Items()
    items.hear(second(0), ULAW)
    items.note(AudioCommitted("item_A"))
    items.hear(bytes(48_000), AudioFormat.PCM16)
    items.note(AudioCommitted("item_B"))

    assert items.retrieve("item_A").audio is None
    assert items.retrieve("item_B").audio == bytes(48_000)


def test_a_deleted_item_is_forgotten() -> None:
    items = Items()
    items.hear(second(0), ULAW)
    items.note(AudioCommitted("item_A"))
    items.delete("item_A")
    items.note(TranscriptCompleted("item_A", "Hello."))

    assert items.retrieve("item_A") == ItemRetrieved("item_A")
