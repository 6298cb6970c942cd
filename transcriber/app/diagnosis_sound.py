"""Whether there is a microphone, and whether anything comes from it: a second is listened to, and not kept."""

import asyncio
import subprocess
from collections.abc import Iterator

from transcriber.app.diagnosis import Finding, Outcome, own_command
from transcriber.audio.faults import AudioError
from transcriber.audio.level import FLOOR_DBFS, LevelMeter

_LISTENS_S = 1.0
_PATIENCE_S = 10.0
_LARGEST_EXIT_CODE = 255
"""Of a program that ended itself; Windows says 0xC0000005 and the like of others, POSIX a negative number."""


def sound_findings() -> Iterator[Finding]:
    """The devices, then the default one's level."""
    from transcriber.audio.devices import input_devices

    if ends_by_force(own_command("devices")):
        words = "The system's sound library ends every program that uses it."
        remedy = "Look whether its configuration is whole (on Linux that of ALSA), or install it again."
        yield Finding(area="sound", outcome=Outcome.TROUBLE, words=words, remedy=remedy)
        return
    try:
        devices = input_devices()
    except AudioError as error:
        yield Finding(area="sound", outcome=Outcome.TROUBLE, words=error.message, remedy=error.remedy)
        return
    if not devices:
        words, remedy = "There is no microphone.", "Plug one in, or use an audio file."
        yield Finding(area="sound", outcome=Outcome.TROUBLE, words=words, remedy=remedy)
        return
    facts: dict[str, str | int | float | bool] = {
        f"device_{number}": f"{device.name}, {device.sample_rate_hz} Hz, {device.channels} channels"
        + (", default" if device.is_default else "")
        for number, device in enumerate(devices, start=1)
    }
    words = "There is one microphone." if len(devices) == 1 else f"There are {len(devices)} microphones."
    yield Finding(area="sound", outcome=Outcome.FINE, words=words, facts=facts)
    yield _listened()


def ends_by_force(command: list[str]) -> bool:
    """Whether the system ends this program: native code that fails takes everything with it, so it is tried apart."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        # What cannot be told so is found when it is used.
        return False
    return done.returncode < 0 or done.returncode > _LARGEST_EXIT_CODE


def _listened() -> Finding:
    try:
        peak_dbfs = asyncio.run(_peak_dbfs())
    except AudioError as error:
        return Finding(area="sound", outcome=Outcome.TROUBLE, words=error.message, remedy=error.remedy)
    except TimeoutError:
        words = f"The microphone gave nothing within {_PATIENCE_S:.0f} s."
        return Finding(area="sound", outcome=Outcome.TROUBLE, words=words, remedy="Choose another one, or restart.")
    facts: dict[str, str | int | float | bool] = {"peak_dbfs": round(peak_dbfs, 1)}
    if peak_dbfs <= FLOOR_DBFS:
        words = "The microphone delivers nothing but exact silence: it is muted, or this program may not use it."
        remedy = "Unmute it, and let programs use the microphone in the system's settings."
        return Finding(area="sound", outcome=Outcome.TROUBLE, words=words, remedy=remedy, facts=facts)
    words = f"The microphone delivers sound; the loudest of a second was {peak_dbfs:.0f} dBFS."
    return Finding(area="sound", outcome=Outcome.FINE, words=words, facts=facts)


async def _peak_dbfs() -> float:
    from transcriber.audio.microphone import Microphone

    microphone, meter = Microphone(None), LevelMeter()
    peak_dbfs, heard_s = FLOOR_DBFS, 0.0
    async with asyncio.timeout(_PATIENCE_S):
        await microphone.open()
        try:
            async for block in microphone.blocks():
                level = meter.measure(block.samples, block.sample_rate_hz or microphone.sample_rate_hz)
                peak_dbfs = max(peak_dbfs, level.peak_dbfs)
                heard_s += block.samples.size / (block.sample_rate_hz or microphone.sample_rate_hz)
                if heard_s >= _LISTENS_S:
                    microphone.stop()
        finally:
            await microphone.close()
    return peak_dbfs
