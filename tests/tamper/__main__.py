"""``make tamper``: random changes to case files, looked at by both verifiers; a table; 1 where one went unseen.

``INZAGE_CHANGES``: how many (10,000). ``INZAGE_SEED``: which. ``INZAGE_PROCESSES``: on how many processors.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.tamper.cases import Scene, scenes
from tests.tamper.examine import Seen, tried

CHANGES = int(os.environ.get("INZAGE_CHANGES", "10000"))
SEED = os.environ.get("INZAGE_SEED", "1")
PROCESSES = int(os.environ.get("INZAGE_PROCESSES", os.cpu_count() or 1))


def main() -> int:
    """Try, print, and say whether all was seen."""
    with tempfile.TemporaryDirectory() as root, ProcessPoolExecutor(PROCESSES) as pool:
        made = scenes(Path(root))
        parts = [pool.submit(part, made, Path(root), n) for n in range(PROCESSES)]
        seen = [one for done in parts for one in done.result()]
    print(table(seen))
    unseen = [one for one in seen if not one.detected]
    for one in unseen:
        print(f"UNSEEN: {one}", file=sys.stderr)
    return 1 if unseen else 0


def part(made: dict[str, Scene], root: Path, share: int) -> list[Seen]:
    """This process's share of the changes."""
    os.fsync = lambda _: None
    return list(_each(made, root / f"room-{share}", share))


def _each(made: dict[str, Scene], room: Path, share: int) -> Iterator[Seen]:
    names = sorted(made)
    for number in range(share, CHANGES, PROCESSES):
        yield tried(made[names[number % len(names)]], f"{SEED}-{number}", room)


def table(seen: list[Seen]) -> str:
    """Per kind of change: tried, seen by both; then per kind of case, and which links broke."""
    rows = [f"{'change':<30}{'tried':>8}{'seen by both':>14}"]
    for what in ("change", "scene"):
        tried_of = Counter(getattr(one, what) for one in seen)
        seen_of = Counter(getattr(one, what) for one in seen if one.detected)
        rows += [f"{name:<30}{tried_of[name]:>8}{seen_of[name]:>14}" for name in sorted(tried_of)] + [""]
    links = Counter(link for one in seen for link in one.looked.links)
    alone = Counter(one.looked.alone for one in seen)
    rows += [f"all: {len(seen)} tried, {sum(one.detected for one in seen)} seen by both (seed {SEED})"]
    rows += [f"links by inzage verify: {json.dumps(dict(links.most_common()))}"]
    rows += [f"links by the other:     {json.dumps({str(k): n for k, n in alone.most_common()})}"]
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
