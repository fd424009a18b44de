"""PDQ of JPEGs in the locked worker, one worker for each, beside full decoding and ``pdqhash`` in plain Python.

Photos are made from a seed: fractal clouds of colour with shapes, noise and slopes, 1 to 12 megapixels, of several
qualities and samplings, baseline and progressive; sides that are no multiple of eight. Both sides have each picture in
turn. Time is that of the processor, on our side of all three processes: broker, warm process and worker.
No hash leaves a worker, so how far ours lie from those of ``pdqhash`` is taken from the same
functions outside it; to that count the real photos add what ``INZAGE_REAL_DATA`` (``../shared/data``) holds.
"""

import io
import os
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
from measuring import Row, keep, keep_row
from numpy.typing import NDArray
from peers import ROOM, environment
from PIL import Image

from inzage.artefact import Artefact
from inzage.check.gallery import Gallery
from inzage.check.job import Asked, OpenList
from inzage.mandate import DataClass, Question
from inzage.media import ENOUGH, decode
from inzage.media.pdq import distance, fingerprint
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.layout import Header
from inzage.watchlists.sealed import seal

HERE = Path(__file__).parent
REAL = Path(os.environ.get("INZAGE_REAL_DATA", HERE.parent.parent / "shared" / "data"))
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
SEED = 20260401
SIZES = (
    *((1000, 1000), (1280, 960), (1600, 1200), (1920, 1080), (2048, 1536), (2592, 1944)),
    *((3264, 2448), (4032, 3024), (4000, 3000), (1237, 1789), (2999, 2003), (3024, 4032)),
)
PHOTOS = 24
ENTRIES = 100
WITHIN = 2
KEY = bytes(range(32))
_HEAD = 1000
"""Bytes before which the marker of a made photo's frame stands."""

Floats = NDArray[np.float32]


def photos(room: Path = ROOM / "corpora" / "pdq") -> list[Path]:
    """The made-up photos, made at first need."""
    room.mkdir(parents=True, exist_ok=True)
    files = [room / f"{number:02}.jpg" for number in range(PHOTOS)]
    for number, file in enumerate(files):
        if not file.exists():
            made = packed(photo(number, *SIZES[number % len(SIZES)]), number)
            file.with_suffix(".part").write_bytes(made)
            file.with_suffix(".part").rename(file)
    return files


def photo(number: int, width: int, height: int) -> Image.Image:
    """Clouds in three tints, over them shapes that partly cover, a slope of light, and the noise of a sensor."""
    dice = np.random.default_rng((SEED, number))
    y, x = np.ogrid[0:1:height * 1j, 0:1:width * 1j]  # fmt: skip
    clouds = [_clouds(dice, height, width) for _ in range(2)]
    slope = 40 * (dice.uniform(-1, 1) * x + dice.uniform(-1, 1) * y)
    tints = dice.uniform((0.6, -1), (1.3, 1), (3, 2))
    seen = np.stack([110 + slope + 45 * one * clouds[0] + 20 * two * clouds[1] for one, two in tints], axis=2)
    for _ in range(dice.integers(3, 25)):
        centre, reach, turn, cover = dice.uniform(0, 1, 2), dice.uniform(0.03, 0.25), dice.uniform(0, 3), dice.uniform()
        disc = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < reach**2
        bar = np.abs((x - centre[0]) * np.cos(turn) + (y - centre[1]) * np.sin(turn)) < reach / 5
        inside = disc if dice.random() < 0.5 else bar
        seen[inside] = seen[inside] * (1 - cover) + cover * (dice.uniform(0, 255, 3) + 15 * clouds[0][inside][:, None])
    seen += dice.normal(0, dice.uniform(0, 8), (height, width, 1))
    return Image.fromarray(seen.clip(0, 255).astype(np.uint8))


def packed(seen: Image.Image, number: int) -> bytes:
    """As a JPEG: every sixth progressive, most with colours at half the sides."""
    dice = np.random.default_rng((SEED, number, 1))
    written = io.BytesIO()
    quality, sampling = int(dice.choice([60, 75, 85, 92, 95])), int(dice.choice([0, 1, 2, 2, 2]))
    seen.save(written, "JPEG", quality=quality, subsampling=sampling, progressive=number % 6 == 5)
    return written.getvalue()


def _clouds(dice: np.random.Generator, height: int, width: int) -> Floats:
    seen = np.zeros((height, width), np.float32)
    step, strength, fall = max(height, width) // 2, 1.0, dice.uniform(0.5, 0.8)
    while step > 1:
        coarse = dice.standard_normal((height // step + 2, width // step + 2)).astype(np.float32)
        seen += strength * np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))
        step, strength = step // 2, strength * fall
    even: Floats = (seen - seen.mean()) / seen.std()
    return even


class Ours:
    """A gallery with one list, as a check has it."""

    def __init__(self, gallery: Gallery, entries: int) -> None:
        self._gallery = gallery
        shapes = OpenList("shapes", "1", False, ("a",), entries, pictures=True)
        question = Question("q", "ZO-7", "similar_material", (DataClass.MEDIA_DIGESTS,), (), "p", "nl", "en")
        self._asked = (Asked(question, (shapes,), frozenset({"a"})),)

    def look(self, file: Path) -> float:
        """Processor seconds of one picture; it must have been looked at."""
        before = self._spent()
        descriptor = os.open(file, os.O_RDONLY)
        looked = self._gallery.look(Artefact("", descriptor, file.stat().st_size, None), self._asked)
        os.close(descriptor)
        assert getattr(looked, "cost", 0), looked
        return self._spent() - before

    def _spent(self) -> float:
        """Of this process, the warm one, and the workers that it has buried."""
        pools: dict[Any, Any] = self._gallery._pools
        told, ticks = os.times(), 0
        for pool in pools.values():
            numbers = Path(f"/proc/{pool._warm[0].pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += sum(int(one) for one in numbers[11:15])
        return told.user + told.system + ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def ours() -> Iterator[Ours]:
    """Begun, with one picture looked at."""
    entries = os.memfd_create("list")
    noise = np.random.default_rng(SEED)
    header = Header(ListKind.PICTURES, Meaning.LISTED, ("a",), "{}")
    os.write(entries, seal([(noise.bytes(32), 0) for _ in range(ENTRIES)], KEY, header)[0])
    with Gallery(1 << 30, KEY) as gallery:
        begun = Ours(gallery, entries)
        begun.look(photos()[0])
        yield begun
    os.close(entries)


@contextmanager
def theirs(python: Path) -> Iterator[Callable[[Path], tuple[float, bytes, int]]]:
    """Asks the peer for one picture: processor seconds, hash, quality."""
    with subprocess.Popen(
        [python, HERE / "pdq_peer.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={}
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        said, told = running.stdin, running.stdout

        def ask(file: Path) -> tuple[float, bytes, int]:
            took, code, quality = _answer(said, told, file)
            return float(took), bytes.fromhex(code), int(quality)

        ask(photos()[0])
        yield ask
        said.close()


def _answer(said: IO[str], told: IO[str], file: Path) -> Sequence[str]:
    print(file, file=said, flush=True)
    return told.readline().split()


def apart(files: Sequence[Path], ask: Callable[[Path], tuple[float, bytes, int]]) -> Counter[int]:
    """How many of those that show enough lie how far from the hash of ``pdqhash``."""
    found: Counter[int] = Counter()
    for file in files:
        _, code, quality = ask(file)
        if quality >= ENOUGH:
            seen = decode.picture(file.read_bytes())
            found[distance(fingerprint(seen.grey, seen.full, seen.scale).hashes[0], code)] += 1
    return found


def by_form(each: dict[str, list[list[float]]], files: Sequence[Path], progressive: bool) -> float:
    """How many times as much theirs takes as ours, of those of the one form alone."""
    these = [number for number, file in enumerate(files) if (b"\xff\xc2" in file.read_bytes()[:_HEAD]) is progressive]
    theirs_, ours_ = (np.median([sum(one[n] for n in these) for one in each[name]]) for name in ("theirs", "ours"))
    return float(theirs_ / ours_)


def share(found: Counter[int]) -> float:
    """Of those within two bits."""
    return sum(many for far, many in found.items() if far <= WITHIN) / max(1, found.total())


def main() -> None:
    """Measure in turn, print, keep."""
    peer = environment("pdqhash", "pdqhash==0.2.8", f"pillow=={decode.features.version('pil')}", "numpy")
    if peer is None:
        return
    decode.make_ready()
    made, real = photos(), sorted((REAL / "ThreatExchange").rglob("*.jp*g"))
    each: dict[str, list[list[float]]] = {"ours": [], "theirs": []}
    clock: dict[str, list[float]] = {"ours": [], "theirs": []}
    with ours() as mine, theirs(peer / "python") as other:
        for _ in range(ROUNDS):
            for name, taken in (("ours", mine.look), ("theirs", lambda file: other(file)[0])):
                began = time.monotonic()
                each[name].append([taken(file) for file in made])
                clock[name].append((time.monotonic() - began) / PHOTOS)
        far = {"made": apart(made, other), "real": apart(real, other)}
    spent = {name: [sum(one) / PHOTOS for one in rounds] for name, rounds in each.items()}
    plain, progressive = (by_form(each, made, form) for form in (False, True))
    ratio, by_clock = (float(np.median(side["theirs"]) / np.median(side["ours"])) for side in (spent, clock))
    together = far["made"] + far["real"]
    told = {name: dict(sorted(found.items())) for name, found in far.items()}
    print(f"distances {told}; within {WITHIN}: {share(together):.4f}; ratio by the clock {by_clock:.2f}")
    keep("pdq", {"distances": told, "within_2": share(together), "seconds": spent, "clock": clock})
    note = (
        f"Processor time a picture, all our processes: baseline {plain:.1f}×, progressive {progressive:.1f}×. "
        f"{share(together):.1%} of {together.total()} within {WITHIN}."
    )
    keep_row(
        Row(
            "PDQ of JPEGs, in the locked worker",
            "full decode + pdqhash",
            7,
            ratio,
            spent["ours"],
            spent["theirs"],
            note=note,
        )
    )


if __name__ == "__main__":
    main()
