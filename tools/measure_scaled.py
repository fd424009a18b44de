"""Measure how far the hash of a scaled decode lies from that of the full decode.

    tools/measure_scaled.py FOLDER ... [--sample N]

Every JPEG of the folders as it is, and N other pictures that are large enough (by a fixed seed) packed as JPEG at
60, 75, 85 or 92, for the other forms are always decoded whole. Counted are those that the
decoder makes smaller at all and that show enough (quality 50), with the largest distance over
the eight orientations too. The figures stand in docs/validation.md.
"""

import argparse
import io
import random
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image

from inzage.media import decode
from inzage.media.pdq import distance, fingerprint
from inzage.result import Unreadable

PACKINGS = (60, 75, 85, 92)


def apart(asked: tuple[str, int]) -> tuple[int, int] | None:
    """Distance upright and the largest over the orientations; None where nothing is scaled, or too little shows."""
    path, packing = asked
    data = Path(path).read_bytes()
    if packing:
        made = io.BytesIO()
        Image.open(io.BytesIO(data)).convert("RGB").save(made, "JPEG", quality=packing)
        data = made.getvalue()
    try:
        seen = decode.picture(data)
    except Unreadable:
        return None
    whole = fingerprint(np.asarray(Image.open(io.BytesIO(data)).convert("RGB").convert("F")))
    if seen.scale == 1 or not whole.telling:
        return None
    scaled = fingerprint(seen.grey, seen.full, seen.scale)
    far = [distance(one, other) for one, other in zip(whole.hashes, scaled.hashes, strict=True)]
    return far[0], max(far)


def large(path: str) -> bool:
    """Would the decoder make it smaller, once packed?"""
    with Image.open(path) as opened:
        return min(opened.size) >= 2 * decode.LEAST_SIDE and opened.width * opened.height <= decode.MOST_PIXELS


def main() -> None:
    """As called."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--sample", type=int, default=1_500)
    given = asked.parse_args()
    Image.MAX_IMAGE_PIXELS = None
    files = sorted(str(file) for folder in given.folders for file in folder.rglob("*") if file.is_file())
    jpegs = [(file, 0) for file in files if file.lower().endswith((".jpg", ".jpeg"))]
    dice = random.Random(1)  # noqa: S311 - a sample, no secret
    others = [file for file in files if file.lower().endswith(".png") and large(file)]
    chosen = [(file, dice.choice(PACKINGS)) for file in dice.sample(others, min(given.sample, len(others)))]
    for name, todo in (("as they are", jpegs), ("packed as JPEG", chosen)):
        with Pool(initializer=decode.make_ready) as pool:
            far = [one for one in pool.imap_unordered(apart, todo, chunksize=8) if one]
        near = sum(upright <= 2 for upright, _ in far)  # noqa: PLR2004 - the goal
        print(name, len(far), "within 2:", near, f"{near / max(1, len(far)):.4f}")
        print("  upright", sorted(Counter(upright for upright, _ in far).items()))
        print("  worst of eight", sorted(Counter(worst for _, worst in far).items()))


if __name__ == "__main__":
    main()
