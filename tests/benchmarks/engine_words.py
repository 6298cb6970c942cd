"""How soon and how right the engine's words are: clips played through a `Listener`, one table and one JSON object.

    python -m tests.benchmarks.engine_words [FOLDER] [--real-time] [--format g711_ulaw] [--json FILE]

FOLDER (or the environment variable TRANSCRIBER_SPEECH, else tests/speech) holds clips and a `manifest.json`. By default
the clock is virtual: audio arrives as if spoken, every decode is done for real on one thread, and its CPU time is what
passes on the clock, so that other work on the machine does not count. `--real-time` plays the clips with the real
decode queue and the real clock.
"""

import argparse
import asyncio
import heapq
import itertools
import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import soundfile
from numpy.typing import NDArray

from tests.benchmarks.spoken_words import (
    Clip,
    Shown,
    aligned,
    by_percent,
    read_manifest,
    rounded,
    spoken_words,
    word_delays_s,
)
from transcriber.audio.encoder import Decoder, Encoder
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, AudioFormat
from transcriber.audio.pcm import to_int16
from transcriber.audio.resampler import Resampler
from transcriber.audio.speech_gate import SpeechGate
from transcriber.engine.decode_queue import Answer, DecodeJob, DecodeQueue, decode
from transcriber.engine.listener import Listener
from transcriber.engine.recogniser import MoonshineRecogniser, Recogniser
from transcriber.realtime.configuration import ServerVad, TurnDetection
from transcriber.realtime.events import (
    ServerEvent,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptPartial,
)

Samples = NDArray[np.float32]
CHUNK_SAMPLES = 640
TRAILING_SILENCE_S = 1.5
SAMPLE_RATE_HZ = 16_000


class VirtualQueue:
    """The decode queue on a virtual clock: same order of work, each decode lasts the CPU time that it takes."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.now_s = 0.0
        self._recogniser = recogniser
        self._finals: deque[DecodeJob] = deque()
        self._partials: dict[Hashable, DecodeJob] = {}
        self._running: DecodeJob | None = None
        self._happenings: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def submit_final(self, owner: Hashable, samples: Samples, answer: Answer) -> DecodeJob:
        job = DecodeJob(owner, samples, answer)
        self._finals.append(job)
        self._partials.pop(owner, None)
        self._work()
        return job

    def submit_partial(self, owner: Hashable, samples: Samples, answer: Answer) -> None:
        self._partials[owner] = DecodeJob(owner, samples, answer, is_partial=True)
        self._work()

    def is_decoding_partial(self, owner: Hashable) -> bool:
        return self._running is not None and self._running.is_partial and self._running.owner == owner

    def cancel(self, job: DecodeJob) -> bool:
        if job not in self._finals:
            return False
        self._finals.remove(job)
        return True

    def forget(self, owner: Hashable) -> None:
        self._finals.clear()
        self._partials.clear()
        self._running = None

    def at(self, moment_s: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._happenings, (moment_s, next(self._order), happen))

    def run(self) -> None:
        while self._happenings:
            self.now_s, _, happen = heapq.heappop(self._happenings)
            happen()

    def _work(self) -> None:
        if self._running is not None or not (self._finals or self._partials):
            return
        job = self._finals.popleft() if self._finals else self._partials.pop(next(iter(self._partials)))
        self._running = job
        started_s = time.thread_time()
        outcome = decode(self._recogniser, job.samples)
        self.at(self.now_s + time.thread_time() - started_s, lambda: self._deliver(job, outcome))

    def _deliver(self, job: DecodeJob, outcome: Any) -> None:
        if self._running is job:
            self._running = None
            job.answer(outcome)
            self._work()


@dataclass
class Record:
    """What one clip's listener published, with the time of each event since the clip's first sample."""

    clip: Clip
    events: list[tuple[float, ServerEvent]] = field(default_factory=list)

    def history(self, *, is_provisional: bool) -> list[Shown]:
        settled: dict[str, str] = {}
        provisional: dict[str, str] = {}
        history = []
        for at_s, event in self.events:
            match event:
                case TranscriptDelta(item_id, delta):
                    settled[item_id] = settled.get(item_id, "") + delta
                case TranscriptPartial(item_id, transcript):
                    provisional[item_id] = transcript
                case TranscriptCompleted(item_id, transcript):
                    settled[item_id] = provisional[item_id] = transcript
                case _:
                    continue
            texts = settled | provisional if is_provisional else settled
            history.append(Shown(at_s, spoken_words(" ".join(texts.values()))))
        return history

    def final_words(self) -> tuple[str, ...]:
        completed = (str(event.transcript) for _, event in self.events if isinstance(event, TranscriptCompleted))
        return spoken_words(" ".join(completed))

    def changed_words(self) -> tuple[int, int]:
        """Emitted words, and how many of them the completed transcript changed or took out."""
        emitted: dict[str, str] = {}
        count = changed = 0
        for _, event in self.events:
            if isinstance(event, TranscriptDelta):
                emitted[event.item_id] = emitted.get(event.item_id, "") + event.delta
            elif isinstance(event, TranscriptCompleted):
                words = spoken_words(emitted.get(event.item_id, ""))
                count += len(words)
                changed += len(words) - len(aligned(words, spoken_words(event.transcript), is_whole=True)[1])
        return count, changed

    def completed_after_stop_s(self) -> list[float]:
        stopped_s = {event.item_id: at_s for at_s, event in self.events if isinstance(event, SpeechStopped)}
        return [
            at_s - stopped_s[event.item_id]
            for at_s, event in self.events
            if isinstance(event, TranscriptCompleted) and event.item_id in stopped_s
        ]


def heard_samples(path: Path, audio_format: AudioFormat) -> Samples:
    """The clip as the engine hears it: spooled at 24 kHz, encoded in the format, decoded to 16 kHz, then silence."""
    frames, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mono: Samples = frames.mean(axis=1, dtype=np.float32)
    if rate_hz != SPOOL_SAMPLE_RATE_HZ:
        resampler = Resampler(rate_hz, SPOOL_SAMPLE_RATE_HZ)
        mono = np.concatenate([resampler.process(mono).copy(), resampler.flush().copy()])
    silence = np.zeros(int(TRAILING_SILENCE_S * SPOOL_SAMPLE_RATE_HZ), dtype=np.float32)
    encoder = Encoder(audio_format)
    data = encoder.encode(to_int16(np.concatenate([mono, silence]))) + encoder.flush()
    return np.array(Decoder(audio_format).decode(data), dtype=np.float32)


def chunks_of(samples: Samples) -> Iterator[tuple[float, Samples]]:
    """Each chunk with the moment at which it is complete."""
    for start in range(0, samples.size, CHUNK_SAMPLES):
        chunk = samples[start : start + CHUNK_SAMPLES]
        yield (start + chunk.size) / SAMPLE_RATE_HZ, chunk


def play_virtually(clip: Clip, samples: Samples, queue: VirtualQueue, turn_detection: TurnDetection) -> Record:
    record = Record(clip)
    start_s = queue.now_s
    numbers = itertools.count(1)
    gate = SpeechGate()
    listener = Listener(
        queue,
        lambda event: record.events.append((queue.now_s - start_s, event)),
        lambda: f"item_{next(numbers)}",
        wants_partials=True,
        gate=gate,
    )
    listener.configure(turn_detection)
    for moment_s, chunk in chunks_of(samples):
        queue.at(start_s + moment_s, lambda chunk=chunk: listener.feed(chunk))  # type: ignore[misc]
    if turn_detection is None:
        queue.at(start_s + samples.size / SAMPLE_RATE_HZ, lambda: _commit(listener))
    queue.run()
    gate.close()
    return record


def _commit(listener: Listener) -> None:
    listener.commit()


async def play_in_real_time(clip: Clip, samples: Samples, queue: DecodeQueue, turn_detection: TurnDetection) -> Record:
    record = Record(clip)
    start_s = time.monotonic()
    numbers = itertools.count(1)
    listener = Listener(
        queue,
        lambda event: record.events.append((time.monotonic() - start_s, event)),
        lambda: f"item_{next(numbers)}",
        wants_partials=True,
    )
    listener.configure(turn_detection)
    for moment_s, chunk in chunks_of(samples):
        await asyncio.sleep(max(0.0, start_s + moment_s - time.monotonic()))
        listener.feed(chunk)
    if turn_detection is None:
        listener.commit()
    await asyncio.sleep(1.0)
    await listener.close()
    return record


async def _play_all_in_real_time(
    clips: list[tuple[Clip, Samples]], recogniser: Recogniser, turn_detection: TurnDetection
) -> list[Record]:
    queue = DecodeQueue(recogniser)
    records = [await play_in_real_time(clip, samples, queue, turn_detection) for clip, samples in clips]
    await queue.close()
    return records


def measured(records: list[Record], cpu_s: float) -> dict[str, Any]:
    settled: list[float] = []
    provisional: list[float] = []
    never_shown = errors = reference_words = emitted = changed = 0
    for record in records:
        delays, missing = word_delays_s(record.clip, record.history(is_provisional=False))
        settled += delays
        never_shown += missing
        provisional += word_delays_s(record.clip, record.history(is_provisional=True))[0]
        reference = [word.text for word in record.clip.words]
        errors += aligned(reference, record.final_words(), is_whole=True)[0]
        reference_words += len(reference)
        count, changed_count = record.changed_words()
        emitted += count
        changed += changed_count
    speech_s = sum(record.clip.duration_s for record in records)
    completed = [after_s for record in records for after_s in record.completed_after_stop_s()]
    return {
        "clips": len(records),
        "speech_s": round(speech_s, 1),
        "words": reference_words,
        "settled_delay_s": by_percent(settled, (50, 90, 95)),
        "provisional_delay_s": by_percent(provisional, (50, 90)),
        "never_shown_words": never_shown,
        "changed_percent": rounded(100 * changed / max(1, emitted), 1),
        "completed_after_stop_s": by_percent(completed, (50, 95)),
        "wer_percent": rounded(100 * errors / max(1, reference_words), 1),
        "cpu_s_per_s": rounded(cpu_s / speech_s, 3),
        "rss_mb": round(psutil.Process().memory_info().rss / 1e6),
    }


def run(
    folder: Path | None = None,
    *,
    is_real_time: bool = False,
    audio_format: AudioFormat = AudioFormat.PCM16,
    turn_detection: TurnDetection = ServerVad(),  # noqa: B008 a frozen value
    recogniser: Recogniser | None = None,
) -> dict[str, Any]:
    """Play every clip of the folder; the figures, with `clock` and `format` naming how they were taken."""
    folder = folder or Path(os.environ.get("TRANSCRIBER_SPEECH") or Path(__file__).parents[1] / "speech")
    recogniser = recogniser or MoonshineRecogniser()
    clips = [(clip, heard_samples(clip.path, audio_format)) for clip in read_manifest(folder)]
    recogniser.transcribe(np.zeros(SAMPLE_RATE_HZ, dtype=np.float32))
    started_s = time.process_time()
    if is_real_time:
        records = asyncio.run(_play_all_in_real_time(clips, recogniser, turn_detection))
    else:
        records = []
        for clip, samples in clips:
            records.append(play_virtually(clip, samples, VirtualQueue(recogniser), turn_detection))
    cpu_s = time.process_time() - started_s
    how = {"folder": str(folder), "clock": "real" if is_real_time else "virtual", "format": audio_format.value}
    return how | measured(records, cpu_s)


def table(figures: dict[str, Any]) -> str:
    lines = []
    for name, value in figures.items():
        shown = "  ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else str(value)
        lines.append(f"{name:24} {shown}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Word delay, word errors and cost of the engine.")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--real-time", action="store_true")
    parser.add_argument("--manual", action="store_true", help="no turn detection: one commit at the end of each clip")
    parser.add_argument("--format", type=AudioFormat, default=AudioFormat.PCM16, choices=list(AudioFormat))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    turn_detection = None if options.manual else ServerVad()
    figures = run(
        options.folder, is_real_time=options.real_time, audio_format=options.format, turn_detection=turn_detection
    )
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
