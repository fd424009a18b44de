"""Each reader beside one written a second time, over databases that hypothesis invents."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.artefact import Window
from inzage.observations import Columns, Covers, Degraded, Opened
from tests.readers import invented, reference
from tests.readers.carried import READERS
from tests.readers.recipe import artefact
from tests.readers.reference import Read

MODIFIED = datetime(2026, 5, 1, tzinfo=UTC).isoformat()


def read(name: str, made: Path, window: Window, beside: frozenset[str] = frozenset()) -> Read:
    """What the reader says, in the reference's terms."""
    acts, rows, whole, covers = [], 0, True, None
    with artefact(made, {"siblings": dict.fromkeys(beside, MODIFIED)}) as opened:
        for seen in READERS[name].read(opened, window):
            match seen:
                case Opened():
                    rows += seen.rows
                case Degraded():
                    whole = False
                case Covers():
                    covers = (seen.first, seen.last)
                case Columns():
                    pass
                case _:
                    acts.append((type(seen).__name__, seen.at, _texts(seen), str(seen.on_this_device)))
    return Read(sorted(acts), rows, whole, covers)


def _texts(seen: Any) -> tuple[str, ...]:
    for name in ("untrusted_url", "untrusted_text"):
        if hasattr(seen, name):
            return (getattr(seen, name),)
    return tuple(seen.untrusted_urls)


def told(expected: Read) -> Read:
    return Read(sorted(expected.acts), expected.rows, expected.whole, expected.covers)


@pytest.mark.parametrize("name", ["chromium_history", "chromium_searches", "chromium_downloads"])
@settings(max_examples=100)
@given(data=st.data())
def test_chromium(name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    window = data.draw(invented.WINDOWS)
    made = data.draw(invented.chromium(window)).make(tmp_path_factory.mktemp("made") / "History")
    assert read(name, made, window) == told(reference.READS[name](made, window))


BESIDE = st.frozensets(st.sampled_from(["prefs.js", "prefs.js", "signedInUser.json", "weave", "synced-tabs.db"]))


@settings(max_examples=100)
@given(data=st.data(), beside=BESIDE)
def test_firefox(data: st.DataObject, beside: frozenset[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    window = data.draw(invented.WINDOWS)
    made = data.draw(invented.firefox(window)).make(tmp_path_factory.mktemp("made") / "places.sqlite")
    expected = reference.firefox_history(made, window, beside)
    assert read("firefox_history", made, window, beside) == told(expected)
