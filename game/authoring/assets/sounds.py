"""The sounds, reckoned from sine waves: mono, 16 bits, made by the standard library alone."""

from __future__ import annotations

import io
import math
import sys
import wave
from array import array
from typing import Any, Final

from game.authoring.assets.sources import Files, Packages, recipe

FULL: Final = 32767  # the loudest that 16 bits can say
ATTACK: Final = 0.004  # seconds until a voice is there; a wave that starts at once clicks
RELEASE: Final = 0.02  # seconds in which the end of the file fades to nothing


def make(_packages: Packages) -> Files:
    """Return every sound as WAV."""
    plan = recipe("sounds")
    rate = plan["rate"]
    return {f"sounds/{name}.wav": _wav(_samples(sound, rate), rate) for name, sound in plan["sound"].items()}


def _samples(sound: dict[str, Any], rate: int) -> list[float]:
    """Return the sum of a sound's voices, one number from -1 to 1 a sample."""
    count = round(sound["seconds"] * rate)
    mixed = [0.0] * count
    for voice in sound["voices"]:
        for at, value in _voice(voice, sound.get("glide", 1.0), count, rate):
            mixed[at] += value
    return [value * min(1.0, (count - at) / (RELEASE * rate)) for at, value in enumerate(mixed)]


def _voice(voice: list[float], glide: float, count: int, rate: int) -> list[tuple[int, float]]:
    """Return a voice as (sample, value); its pitch moves evenly to `glide` times what it was."""
    hertz, loud, begins, fades = voice
    first, turns, found = round(begins * rate), 0.0, []
    for at in range(first, count):
        seconds = (at - first) / rate
        envelope = min(1.0, seconds / ATTACK) * math.exp(-seconds / fades)
        found.append((at, loud * envelope * math.sin(math.tau * turns)))
        turns += hertz * (1.0 + (glide - 1.0) * at / count) / rate
    return found


def _wav(samples: list[float], rate: int) -> bytes:
    """Return samples as a WAV file of one channel, smallest byte first."""
    numbers = array("h", (round(FULL * max(-1.0, min(1.0, value))) for value in samples))
    if sys.byteorder == "big":
        numbers.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(numbers.tobytes())
    return out.getvalue()
