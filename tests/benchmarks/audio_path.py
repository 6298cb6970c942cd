"""What the audio path costs: resampler against soxr, G.711 against audioop, and a chunk's way stage by stage.

    python -m tests.benchmarks.audio_path [--json FILE]

Rivals are timed in turns in one process, and the best of many rounds counts, so that what else the machine does hits
all of them alike. Times are microseconds of one core, latencies milliseconds of audio.
"""

import argparse
import binascii
import json
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # Only obeyed before NumPy is loaded.

import numpy as np
import soxr

from transcriber.audio.encoder import Encoder
from transcriber.audio.formats import AudioFormat
from transcriber.audio.g711 import decode_alaw, decode_ulaw, encode_alaw, encode_ulaw
from transcriber.audio.pcm import F32, to_int16
from transcriber.audio.resampler import Resampler
from transcriber.audio.spool import Spool
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.events import AppendAudio

Row = dict[str, Any]

PAIRS_HZ = [
    (48_000, 24_000),
    (44_100, 24_000),
    (8_000, 24_000),
    (11_025, 24_000),
    (16_000, 24_000),
    (22_050, 24_000),
    (32_000, 24_000),
    (88_200, 24_000),
    (96_000, 24_000),
    (192_000, 24_000),
    (24_000, 16_000),
    (24_000, 8_000),
    (8_000, 16_000),
    (48_000, 8_000),
    (44_100, 8_000),
]
WIRES = [(AudioFormat.PCM16, 24_000), (AudioFormat.PCM16, 16_000), (AudioFormat.G711_ULAW, 8_000)]
CHUNKS_MS = (20, 40, 100)
DEVICE_RATE_HZ = 48_000
BLOCK_MS = 20
ROUNDS = 40
CALLS_PER_ROUND = 100
SPOOLED_MS = 600_000


def run() -> dict[str, list[Row]]:
    """Measure everything: about half a minute."""
    return {
        "resampler, one block of 20 ms": [resampler_row(*pair) for pair in PAIRS_HZ],
        "block to wire samples, 20 ms from the device": encoder_rows(),
        "G.711, 100 ms": g711_rows(),
        "chunk path, pcm16 from 48 kHz": [chunk_row(AudioFormat.PCM16, ms) for ms in CHUNKS_MS],
        "chunk path, g711_ulaw from 48 kHz": [chunk_row(AudioFormat.G711_ULAW, ms) for ms in CHUNKS_MS],
        "spool, ten minutes": [spool_row(ms) for ms in CHUNKS_MS],
    }


def best_us(rivals: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Microseconds a call of each, the best of the rounds; the rivals take turns."""
    best = dict.fromkeys(rivals, float("inf"))
    for _ in range(ROUNDS):
        for name, call in rivals.items():
            begin_ns = time.perf_counter_ns()
            for _ in range(CALLS_PER_ROUND):
                call()
            best[name] = min(best[name], (time.perf_counter_ns() - begin_ns) / CALLS_PER_ROUND / 1000)
    return {name: round(value, 2) for name, value in best.items()}


def noise(count: int) -> F32:
    return np.random.default_rng(1).uniform(-0.5, 0.5, count).astype(np.float32)


def percent_of_a_core(cost_us: float, audio_ms: float) -> float:
    return round(cost_us / audio_ms / 10, 3)


def resampler_row(source_rate_hz: int, target_rate_hz: int) -> Row:
    block = noise(source_rate_hz * BLOCK_MS // 1000)
    ours = Resampler(source_rate_hz, target_rate_hz)
    hq, vhq = soxr_stream(source_rate_hz, target_rate_hz, "HQ"), soxr_stream(source_rate_hz, target_rate_hz, "VHQ")
    cost = best_us({"us": lambda: ours.process(block), "hq": lambda: hq(block), "vhq": lambda: vhq(block)})
    latency_ms = ours.delay_ms + worst_hold_ms(
        Resampler(source_rate_hz, target_rate_hz).process, source_rate_hz, target_rate_hz
    )
    hq_latency_ms, vhq_latency_ms = (
        worst_hold_ms(soxr_stream(source_rate_hz, target_rate_hz, quality), source_rate_hz, target_rate_hz)
        for quality in ("HQ", "VHQ")
    )
    return {
        "from_hz": source_rate_hz,
        "to_hz": target_rate_hz,
        "us": cost["us"],
        "core_percent": percent_of_a_core(cost["us"], BLOCK_MS),
        "soxr_hq_us": cost["hq"],
        "soxr_vhq_us": cost["vhq"],
        "latency_ms": round(latency_ms, 2),
        "soxr_hq_latency_ms": round(hq_latency_ms, 2),
        "soxr_vhq_latency_ms": round(vhq_latency_ms, 2),
        "part_of_hq_latency": round(latency_ms / hq_latency_ms, 3),
    }


def soxr_stream(source_rate_hz: int, target_rate_hz: int, quality: str) -> Callable[[F32], F32]:
    stream = soxr.ResampleStream(source_rate_hz, target_rate_hz, 1, dtype="float32", quality=quality)
    return lambda samples: stream.resample_chunk(samples)


def worst_hold_ms(process: Callable[[F32], F32], source_rate_hz: int, target_rate_hz: int) -> float:
    """The most audio that ever went in, in 20 ms blocks, without having come out.

    soxr shifts its output back to the input's time, so this is its whole latency; the `Resampler` holds nothing but
    its output lags by `delay_ms`, which the caller adds.
    """
    block = noise(source_rate_hz * BLOCK_MS // 1000)
    in_ms = out_ms = worst_ms = 0.0
    for _ in range(250):
        in_ms += len(block) * 1000 / source_rate_hz
        out_ms += len(process(block)) * 1000 / target_rate_hz
        worst_ms = max(worst_ms, in_ms - out_ms)
    return worst_ms


def encoder_rows() -> list[Row]:
    """Resample and encode, the whole of what a block costs before base64, by device rate and format."""
    rows = []
    for device_rate_hz in (48_000, 44_100, 16_000, 96_000, 192_000):
        for audio_format, wire_rate_hz in WIRES:
            block = noise(device_rate_hz * BLOCK_MS // 1000)
            cost_us = best_us({"us": block_to_wire(block, device_rate_hz, Encoder(audio_format, wire_rate_hz))})["us"]
            rows.append(
                {
                    "device_hz": device_rate_hz,
                    "format": audio_format.value,
                    "wire_hz": wire_rate_hz,
                    "us": cost_us,
                    "core_percent": percent_of_a_core(cost_us, BLOCK_MS),
                }
            )
    return rows


def block_to_wire(block: F32, device_rate_hz: int, encoder: Encoder) -> Callable[[], bytes]:
    resampler = Resampler(device_rate_hz, 24_000)
    return lambda: encoder.encode(to_int16(resampler.process(block)))


def g711_rows() -> list[Row]:
    samples = to_int16(noise(800))
    linear, codes = samples.tobytes(), encode_ulaw(samples)
    coded = codes.tobytes()
    ours: dict[str, Callable[[], object]] = {
        "encode_ulaw": lambda: encode_ulaw(samples),
        "encode_alaw": lambda: encode_alaw(samples),
        "decode_ulaw": lambda: decode_ulaw(codes),
        "decode_alaw": lambda: decode_alaw(codes),
    }
    theirs: dict[str, Callable[[], object]] = {}
    if sys.version_info < (3, 13):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import audioop
        theirs = {
            "encode_ulaw": lambda: audioop.lin2ulaw(linear, 2),
            "encode_alaw": lambda: audioop.lin2alaw(linear, 2),
            "decode_ulaw": lambda: audioop.ulaw2lin(coded, 2),
            "decode_alaw": lambda: audioop.alaw2lin(coded, 2),
        }
    rows = []
    for name, call in ours.items():
        cost = best_us({"us": call, **({"audioop_us": theirs[name]} if name in theirs else {})})
        rows.append({"table": name, "us": cost["us"], "audioop_us": cost.get("audioop_us")})
    return rows


def chunk_row(audio_format: AudioFormat, chunk_ms: int) -> Row:
    """One chunk's way from the device's floats to the WebSocket message, each stage by itself and all in one go."""
    block = noise(DEVICE_RATE_HZ * chunk_ms // 1000)
    resampler, encoder = Resampler(DEVICE_RATE_HZ, 24_000), Encoder(audio_format)
    resampled = resampler.process(block).copy()
    samples = to_int16(resampled)
    chunk = encoder.encode(samples)
    whole = block_to_wire(block, DEVICE_RATE_HZ, Encoder(audio_format))
    cost = best_us(
        {
            "resample": lambda: resampler.process(block),
            "int16": lambda: to_int16(resampled),
            "encode": lambda: encoder.encode(samples),
            "base64": lambda: binascii.b2a_base64(chunk, newline=False),
            "message": lambda: encode_client_event(AppendAudio(chunk), Dialect.GA),
            "all": lambda: encode_client_event(AppendAudio(whole()), Dialect.GA),
        }
    )
    return {
        "chunk_ms": chunk_ms,
        "resample_us": cost["resample"],
        "int16_us": cost["int16"],
        "encode_us": cost["encode"],
        "base64_us": cost["base64"],
        "json_us": round(cost["message"] - cost["base64"], 2),
        "all_us": cost["all"],
        "core_percent": percent_of_a_core(cost["all"], chunk_ms),
        "message_bytes": len(encode_client_event(AppendAudio(chunk), Dialect.GA)),
    }


def spool_row(block_ms: int) -> Row:
    """Ten minutes of sound into a spool, with its headers and syncs; processor time, which a waiting disk is not."""
    block = to_int16(noise(24 * block_ms))
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool.create(Path(folder) / "spool.wav")
        begin_ns, began_s = time.process_time_ns(), time.perf_counter()
        for number in range(SPOOLED_MS // block_ms):
            spool.append(block)
            spool.keep_alive(number * block_ms / 1000)
        cost_us = (time.process_time_ns() - begin_ns) / 1000 / (SPOOLED_MS // block_ms)
        took_s = time.perf_counter() - began_s
        spool.delete()
    return {
        "block_ms": block_ms,
        "us": round(cost_us, 2),
        "core_percent": percent_of_a_core(cost_us, block_ms),
        "with_disk_percent": round(took_s / SPOOLED_MS * 1e5, 3),
    }


def table(title: str, rows: list[Row]) -> str:
    names = list(rows[0])
    cells = [names] + [["-" if row[name] is None else str(row[name]) for name in names] for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    return "\n".join([title, *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the rows as JSON")
    arguments = parser.parse_args()
    results = run()
    print("\n\n".join(table(title, rows) for title, rows in results.items()))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
