"""Histories of invented browsers, made from the schemas that the readers are tested with."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.readers.recipe import HERE, connect, sql
from tests.whole.twelve_days import NOON, Days

LINK, RELOAD, GENERATED = 0x30000000, 0x30000008, 0x30000005


@dataclass(frozen=True, order=True)
class Page:
    """One row of a history: so many days ago, at that hour; ``term``: the words searched for."""

    ago: int
    hour: float
    url: str
    transition: int = LINK
    term: str = ""


@dataclass(frozen=True)
class History:
    """What one profile holds; ``gaps``: days ago → numbers missing before the first row of that day."""

    pages: Sequence[Page]
    downloads: Sequence[tuple[int, float, str]] = ()
    gaps: dict[int, int] = field(default_factory=dict)


def ordinary(word: str) -> list[Page]:
    """A page a day since before the window began: a history that is neither short nor holed."""
    return [Page(ago, NOON, f"https://plain.example/{word}") for ago in range(100, 0, -1)]


def chromium(file: Path, history: History, days: Days, word: str) -> None:
    """A ``History`` of schema 70."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(connect(file)) as db:
        db.executescript(sql(HERE / "schemas/chromium_70.sql"))
        for number, page in _numbered(history):
            at = days.utc(page.ago, page.hour)
            db.execute(
                "INSERT INTO urls (id, url, title, last_visit_time) VALUES (?, ?, ?, webkit(?))",
                (number, page.url, word, at),
            )
            db.execute(
                "INSERT INTO visits (id, url, visit_time, transition, originator_cache_guid)"
                " VALUES (?, ?, webkit(?), ?, '')",
                (number, number, at, page.transition),
            )
            if page.term:
                db.execute("INSERT INTO keyword_search_terms VALUES (2, ?, ?, ?)", (number, page.term, page.term))
        for number, (ago, hour, url) in enumerate(history.downloads, 1):
            db.execute(
                "INSERT INTO downloads (id, target_path, start_time, received_bytes, total_bytes, state)"
                " VALUES (?, ?, webkit(?), 1, 1, 1)",
                (number, word, days.utc(ago, hour)),
            )
            db.execute("INSERT INTO downloads_url_chains VALUES (?, 0, ?)", (number, url))


def _numbered(history: History) -> Iterable[tuple[int, Page]]:
    number, before = 0, None
    for page in sorted(history.pages, key=lambda one: (-one.ago, one.hour)):
        if page.ago != before:
            number += history.gaps.get(page.ago, 0)
        number, before = number + 1, page.ago
        yield number, page


def firefox(file: Path, pages: Iterable[Page], days: Days, word: str) -> None:
    """A ``places.sqlite`` that was made here before all that it holds, in a profile that never synchronised."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_name("prefs.js").write_text(f"// {word}\n", encoding="utf-8")
    with closing(connect(file)) as db:
        db.executescript(sql(HERE / "schemas/firefox.sql"))
        db.execute("UPDATE moz_bookmarks SET dateAdded = unix_us(?)", (days.utc(130),))
        for number, page in enumerate(sorted(pages, key=lambda one: (-one.ago, one.hour)), 1):
            db.execute("INSERT INTO moz_places (id, url, title) VALUES (?, ?, ?)", (number, page.url, word))
            db.execute(
                "INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type)"
                " VALUES (?, 0, ?, unix_us(?), 1)",
                (number, number, days.utc(page.ago, page.hour)),
            )
