"""What a running check says on its standard error, taken in with care: bounded lines, known fields, nothing else."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

LONGEST = 4096
"""Bytes of a line; what is longer is dropped."""
SENTENCES, LETTERS = 3, 600
"""Sentences that are kept, and how much of each."""
STAGES = ("A", "B", "C", "digest")
_COUNTS = ("carrier", "done", "total", "rows")
_MOST = 10**12


class Lines:
    """Bytes in, whole lines out."""

    def __init__(self) -> None:
        self._begun, self._dropping = b"", False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The lines that these bytes complete, without those that are too long."""
        *whole, rest = (self._begun + data).split(b"\n")
        for line in whole:
            if not self._dropping and len(line) <= LONGEST:
                yield line
            self._dropping = False
        self._dropping = self._dropping or len(rest) > LONGEST
        self._begun = b"" if self._dropping else rest


def step(line: bytes) -> dict[str, Any] | None:
    """Progress in a line; None where it is something else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return _step(said) if isinstance(said, dict) else None


def _step(said: Mapping[str, Any]) -> dict[str, Any] | None:
    counts = {name: said.get(name) for name in _COUNTS}
    times = {name: said.get(name) for name in ("seconds", "left")}
    if said.get("stage") not in STAGES or not all(_count(one) for one in counts.values()):
        return None
    if not _time(times["seconds"]) or not (times["left"] is None or _time(times["left"])):
        return None
    total = int(counts["total"] or 0)
    fraction = min(1.0, int(counts["done"] or 0) / total) if total else 0.0
    return {"stage": said["stage"], **counts, **times, "fraction": round(fraction, 4)}


def _count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _time(value: object) -> bool:
    return type(value) in (int, float) and 0 <= value < _MOST  # type: ignore[operator]


def lit(at: Mapping[str, Any]) -> dict[str, Any]:
    """The step with its lights: of stages, not of answers."""
    here = STAGES.index(at["stage"])
    lights = {
        stage: "done" if place < here else "running" if place == here else "waiting"
        for place, stage in enumerate(STAGES[:3])
    }
    return {**at, "lights": lights}


def at_the_end(at: Mapping[str, Any]) -> dict[str, Any]:
    """The last step of a process that came to its end: what was under way is done, what never came was not needed."""
    lights = {stage: "done" if light == "running" else light for stage, light in at.get("lights", {}).items()}
    return {**at, "fraction": 1.0, "left": 0.0, "lights": lights} if at else {}


def sentence(line: bytes, hidden: Iterable[str]) -> str:
    """A line for people, on one line, in which the paths of the carriers are not told; empty for anything else."""
    text = line.decode("utf-8", "replace").strip()
    if text.startswith(("{", "[")):
        return ""
    for path in sorted(hidden, key=len, reverse=True):
        text = text.replace(path, "…")
    return "".join(one for one in text if unicodedata.category(one) not in ("Cc", "Cf"))[:LETTERS]
