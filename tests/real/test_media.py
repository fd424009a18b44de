"""The reader of media against pictures and videos that nobody here made."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from inzage.observations import MediaItem
from tests.real.test_browsers import OPEN, READERS, artefact, rows

FOLDER = "ThreatExchange"
KNOWN = {(".jpg", "picture"): 26, (".png", "picture"): 5, (".webp", "picture"): 2, (".mp4", "video"): 6}


def test_every_real_picture_and_video_is_of_its_kind(real_data: Path) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for file in sorted((real_data / FOLDER).rglob("*")):
        if file.suffix in {ending for ending, _ in KNOWN}:
            with artefact(file) as opened:
                dated = replace(opened, modified=datetime(2026, 3, 10, tzinfo=UTC))
                told = list(READERS["media_files"].read(dated, OPEN))
            (item,) = [one for one in told if isinstance(one, MediaItem)]
            seen[file.suffix, str(item.media)] += 1
            assert (item.size, rows(told)) == (file.stat().st_size, 1)
    assert seen == KNOWN
