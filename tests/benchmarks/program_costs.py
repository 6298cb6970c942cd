"""What the whole program costs: the engine's process, and `listen` from the first sample to the last word."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.spoken_words import Clip, Shown, by_percent, read_manifest, spoken_words, word_delays_s

_IDLE_S = 10.0
_CAPTURES = 5


def run(folder: Path, clip_names: tuple[str, ...]) -> dict[str, Any]:
    """Everything in one run, on real sockets and the real clock."""
    return {
        "engine": asyncio.run(_engine()),
        "first captured block after pressing record, ms": _first_block_ms(folder),
        "listen": _listen(folder, clip_names),
    }


async def _engine() -> dict[str, Any]:
    from transcriber.engine.process import EngineProcess

    engine = EngineProcess()
    start_s = time.perf_counter()
    await engine.address()
    address_ms = (time.perf_counter() - start_s) * 1000
    await asyncio.sleep(3.0)
    assert engine.pid is not None
    process = psutil.Process(engine.pid)
    before, start_s = process.cpu_times(), time.perf_counter()
    await asyncio.sleep(_IDLE_S)
    after, spent_s = process.cpu_times(), time.perf_counter() - start_s
    memory_mb = process.memory_info().rss / 2**20
    await engine.stop()
    busy_s = after.user + after.system - before.user - before.system
    return {
        "start to address, ms": round(address_ms),
        "idle, % of a core": round(100 * busy_s / spent_s, 2),
        "memory idle, MB": round(memory_mb),
    }


def _first_block_ms(folder: Path) -> int:
    """From asking for a recording to the first samples in the spool, with PortAudio and a PulseAudio of its own.

    Something is played meanwhile: an idle null sink sleeps for up to 1.7 s, which no real sound card does.
    """
    from tests.pulse_server import running_pulse_server
    from transcriber.app import App, MicrophoneSource, RecordingRequest
    from transcriber.realtime.configuration import SessionConfiguration
    from transcriber.session.notices import Notice, RecordingChanged, RecordingState

    stopped = threading.Event()

    def hear(notice: Notice) -> None:
        if isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED:
            stopped.set()

    durations_ms = []
    longest = max(read_manifest(folder), key=lambda clip: clip.duration_s)
    with running_pulse_server() as pulse:
        pulse.speak(longest.path)
        app = App(hear, keeps_history=False)
        app.start()
        app.warm_engine()
        time.sleep(3.0)
        for _ in range(_CAPTURES):
            stopped.clear()
            start_s = time.perf_counter()
            app.start_recording(
                RecordingRequest(source=MicrophoneSource(), configuration=SessionConfiguration(language="en"))
            )
            while app.meter().recorded_ms == 0:
                time.sleep(0.002)
            durations_ms.append((time.perf_counter() - start_s) * 1000)
            app.stop_recording()
            stopped.wait(20)
        app.close()
    return round(statistics.median(durations_ms))


def _listen(folder: Path, clip_names: tuple[str, ...]) -> dict[str, Any]:
    clips = [clip for clip in read_manifest(folder) if not clip_names or clip.path.name in clip_names]
    delays_s: list[float] = []
    never_shown = 0
    cpu_s = audio_s = 0.0
    peaks_mb: list[float] = []
    for clip in clips:
        history, cost_s, peak_mb = _listen_to(clip)
        shown, missed = word_delays_s(clip, history)
        delays_s += shown
        never_shown += missed
        cpu_s += cost_s
        audio_s += clip.duration_s
        peaks_mb.append(peak_mb)
    return {
        "clips": len(clips),
        "audio, s": round(audio_s, 1),
        "settled word delay, s": by_percent(delays_s, (50, 90, 95)),
        "words never shown": never_shown,
        "CPU of engine and program, s per s of audio (with their start)": round(cpu_s / audio_s, 2),
        "memory of the engine at most, MB": round(max(peaks_mb)),
    }


def _listen_to(clip: Clip) -> tuple[list[Shown], float, float]:
    """What stood on the screen when, the CPU seconds of all processes, the engine's largest memory."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "transcriber", "listen", "--input", str(clip.path), "--format", "jsonl"]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment(home))
        watch = _ChildrenWatch(run.pid)
        assert run.stdout is not None
        turns: dict[int, str] = {}
        history: list[Shown] = []
        for text in run.stdout:
            line = json.loads(text)
            if line["type"] == "delta":
                turns[line["turn"]] = turns.get(line["turn"], "") + line["text"]
            elif line["type"] == "completed":
                turns[line["turn"]] = line["text"]
            else:
                continue
            history.append(Shown(line["at_ms"] / 1000, _words_of(turns)))
        run.wait()
        return history, *watch.stop()


def _words_of(turns: dict[int, str]) -> tuple[str, ...]:
    return spoken_words(" ".join(turns[number] for number in sorted(turns)))


def _environment(home: str) -> dict[str, str]:
    return dict(os.environ) | {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}


class _ChildrenWatch:
    """Samples a process and its children until it ends; a process's own figures are gone once it is."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._cpu_s: dict[int, float] = {}
        self._engine_mb = 0.0
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> tuple[float, float]:
        """CPU seconds of all, the largest memory of the engine in MB."""
        self._thread.join()
        return sum(self._cpu_s.values()), self._engine_mb

    def _watch(self) -> None:
        while True:
            try:
                processes = [self._process, *self._process.children()]
                for process in processes:
                    times = process.cpu_times()
                    self._cpu_s[process.pid] = times.user + times.system
                    if process.pid != self._process.pid:
                        self._engine_mb = max(self._engine_mb, process.memory_info().rss / 2**20)
                if self._process.status() == psutil.STATUS_ZOMBIE:
                    return
            except psutil.Error:
                return
            time.sleep(0.05)
