"""An invented carrier for the demo: three users, five browsers, nothing of anybody.

Every address is a reserved example name. What is on the list of the demo is
``DEMO_PLACES`` and ``DEMO_TERMS``; nobody in the demo searches for the latter.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

DEMO_PLACES = ("listed.example", "listed.example/forum/", "other-listed.example")
DEMO_TERMS = ("TERM-A", "TERM-B twee")
ORDINARY_TERMS = ("weer morgen", "treintijden", "TERM-Z")
ORDINARY = (
    "news.example",
    "weather.example/vandaag",
    "bank.example/inloggen",
    "trein.example",
    "recepten.example/soep",
)

_WEBKIT = datetime(1601, 1, 1, tzinfo=UTC)
_UNIX = datetime(1970, 1, 1, tzinfo=UTC)
_LINK_WHOLE_CHAIN = 0x30000000
_GENERATED = 0x30000005

_CHROMIUM = """
CREATE TABLE meta(key LONGVARCHAR NOT NULL UNIQUE PRIMARY KEY, value LONGVARCHAR);
CREATE TABLE urls(id INTEGER PRIMARY KEY AUTOINCREMENT, url LONGVARCHAR, title LONGVARCHAR,
  visit_count INTEGER DEFAULT 0 NOT NULL, typed_count INTEGER DEFAULT 0 NOT NULL,
  last_visit_time INTEGER NOT NULL, hidden INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL,
  from_visit INTEGER, transition INTEGER DEFAULT 0 NOT NULL, segment_id INTEGER,
  visit_duration INTEGER DEFAULT 0 NOT NULL, opener_visit INTEGER, originator_cache_guid TEXT,
  originator_visit_id INTEGER);
CREATE TABLE visit_source(id INTEGER PRIMARY KEY, source INTEGER NOT NULL);
CREATE TABLE keyword_search_terms(keyword_id INTEGER NOT NULL, url_id INTEGER NOT NULL,
  term LONGVARCHAR NOT NULL, normalized_term LONGVARCHAR NOT NULL);
CREATE TABLE downloads(id INTEGER PRIMARY KEY, guid VARCHAR NOT NULL, current_path LONGVARCHAR NOT NULL,
  target_path LONGVARCHAR NOT NULL, start_time INTEGER NOT NULL, received_bytes INTEGER NOT NULL,
  total_bytes INTEGER NOT NULL, state INTEGER NOT NULL, danger_type INTEGER NOT NULL,
  interrupt_reason INTEGER NOT NULL, end_time INTEGER NOT NULL, opened INTEGER NOT NULL,
  referrer VARCHAR NOT NULL, tab_url VARCHAR NOT NULL);
CREATE TABLE downloads_url_chains(id INTEGER NOT NULL, chain_index INTEGER NOT NULL, url LONGVARCHAR NOT NULL,
  PRIMARY KEY (id, chain_index));
INSERT INTO meta VALUES ('version', '70'), ('last_compatible_version', '16');
"""

_FIREFOX = """
CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR,
  visit_count INTEGER DEFAULT 0, hidden INTEGER DEFAULT 0 NOT NULL, typed INTEGER DEFAULT 0 NOT NULL,
  last_visit_date INTEGER, guid TEXT, url_hash INTEGER DEFAULT 0 NOT NULL);
CREATE TABLE moz_historyvisits(id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER,
  visit_date INTEGER, visit_type INTEGER, session INTEGER, source INTEGER DEFAULT 0 NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """One invented browser profile: where it lies and how much it holds."""

    folder: str
    visits: int
    listed: int = 0
    terms: int = 0


CHROMIUM = (
    Profile("Users/anna/AppData/Local/Google/Chrome/User Data/Default", visits=140, listed=6, terms=5),
    Profile("Users/anna/AppData/Local/Microsoft/Edge/User Data/Default", visits=40),
    Profile("Users/bram/AppData/Local/BraveSoftware/Brave-Browser/User Data/Default", visits=60, listed=2),
    Profile("Users/chris/AppData/Local/Vivaldi/User Data/Default", visits=25, listed=9),
)
FIREFOX = (Profile("Users/bram/AppData/Roaming/Mozilla/Firefox/Profiles/abcd1234.default-release", visits=35),)


def make_carrier(root: Path, now: datetime, seed: int = 1, chromium: Sequence[Profile] = CHROMIUM) -> None:
    """Write the invented tree below ``root``; equal for equal ``now`` and ``seed``."""
    chance = random.Random(seed)  # noqa: S311 - invented data, no secret
    for profile in chromium:
        _chromium(_folder(root, profile) / "History", profile, now, chance)
    for profile in FIREFOX:
        _firefox(_folder(root, profile) / "places.sqlite", profile, now, chance)
    (root / "Users/anna/Documents").mkdir(parents=True)
    (root / "Users/anna/Documents/brief.txt").write_text("Een gewone brief.\n", encoding="utf-8")


def _folder(root: Path, profile: Profile) -> Path:
    folder = root / profile.folder
    folder.mkdir(parents=True)
    return folder


def _moments(n: int, now: datetime, chance: random.Random) -> list[datetime]:
    return sorted(now - timedelta(seconds=chance.uniform(3600, 80 * 86400)) for _ in range(n))


def _addresses(profile: Profile, chance: random.Random) -> Iterator[str]:
    places = [f"https://{chance.choice(DEMO_PLACES)}" for _ in range(profile.listed)]
    ordinary = [f"https://{chance.choice(ORDINARY)}" for _ in range(profile.visits - profile.listed)]
    every = places + ordinary
    chance.shuffle(every)
    yield from every


def _chromium(file: Path, profile: Profile, now: datetime, chance: random.Random) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(_CHROMIUM)
        for at, url in zip(_moments(profile.visits, now, chance), _addresses(profile, chance), strict=True):
            _chromium_visit(db, url, _webkit(at), _LINK_WHOLE_CHAIN)
        for n, at in enumerate(_moments(profile.terms, now, chance)):
            place = _chromium_visit(db, "https://zoek.example/?q=x", _webkit(at), _GENERATED)
            term = ORDINARY_TERMS[n % len(ORDINARY_TERMS)]
            db.execute("INSERT INTO keyword_search_terms VALUES (2, ?, ?, ?)", (place, term, term.lower()))


def _chromium_visit(db: sqlite3.Connection, url: str, at: int, transition: int) -> int:
    place = db.execute(
        "INSERT INTO urls(url, title, visit_count, last_visit_time) VALUES (?, 'Pagina', 1, ?)", (url, at)
    ).lastrowid
    db.execute(
        "INSERT INTO visits(url, visit_time, transition, originator_cache_guid) VALUES (?, ?, ?, '')",
        (place, at, transition),
    )
    return int(place or 0)


def _firefox(file: Path, profile: Profile, now: datetime, chance: random.Random) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(_FIREFOX)
        for n, at in enumerate(_moments(profile.visits, now, chance), 1):
            micros = int((at - _UNIX).total_seconds() * 1_000_000)
            url = f"https://{chance.choice(ORDINARY)}"
            db.execute(
                "INSERT INTO moz_places(id, url, title, visit_count, last_visit_date) VALUES (?, ?, 'Pagina', 1, ?)",
                (n, url, micros),
            )
            db.execute(
                "INSERT INTO moz_historyvisits(from_visit, place_id, visit_date, visit_type) VALUES (0, ?, ?, 1)",
                (n, micros),
            )


def _webkit(at: datetime) -> int:
    return int((at - _WEBKIT).total_seconds() * 1_000_000)
