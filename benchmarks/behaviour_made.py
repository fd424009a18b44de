"""The carrier and the papers of the behaviour check that is timed: all invented, from a seed.

Five profiles of five browsers. In each the visits are spread over its pages as in a life: a few pages often, most
seldom; a tenth are reloads, some pages are results of a search, and a few visits are to a place that stands on
every list. The folders are those of Linux, because dissect asks a Windows for its users' names in a registry that
nobody made here. The mandate asks every question about browsers that the catalogue has.
"""

import os
import random
import secrets
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from made_databases import schema

from inzage.cli._demo_papers import bring_lists
from inzage.mandate import CheckOrder
from inzage.mandate.signed import any_mandate, signed_mandate, signed_order
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind

VISITS = int(os.environ.get("INZAGE_VISITS", "1000000"))
FILES = int(os.environ.get("INZAGE_FILES", "2000"))
VISITS_A_PAGE = 5
SEED = 20260401

USERS = ("anna", "bram", "chris")
CHROMIUM = (
    "home/anna/.config/google-chrome/Default",
    "home/anna/.config/microsoft-edge/Default",
    "home/bram/.config/BraveSoftware/Brave-Browser/Default",
)
FIREFOX = (
    "home/bram/.mozilla/firefox/abcd1234.default-release",
    "home/chris/.mozilla/firefox/efgh5678.default-release",
)
LISTED_EACH = 3
LISTED_VISITS = LISTED_EACH * (len(CHROMIUM) + len(FIREFOX))
"""Visits to the listed place, of all profiles."""

_PURPOSES = {
    "places": ListKind.ADDRESSES,
    "talk_places": ListKind.ADDRESSES,
    "cyber_markets": ListKind.ADDRESSES,
    "ter_places": ListKind.ADDRESSES,
    "search_terms": ListKind.TERMS,
}
_BLOCKS = (("ZO-1", 1), ("ZO-2", 1), ("ZO-3", 1), ("CY-2", 1), ("TER-1", 1), ("ALG-1", 1), ("ALG-5", 1))
_DOORS = ("history_extent", "browsing", "searches", "downloads")

_DAYS = 80
_SINCE_1601 = 11_644_473_600
_CHAIN, _TYPED, _RELOAD = 0x30000000, 0x30000001, 0x30000008
_OTHER_PROGRAMS = """
    ALTER TABLE downloads ADD COLUMN interrupt_reason INTEGER NOT NULL DEFAULT 0;
"""
_OTHER_PROGRAMS_FIREFOX = """
    CREATE TABLE moz_items_annos(id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, content LONGVARCHAR,
        dateAdded INTEGER DEFAULT 0, lastModified INTEGER DEFAULT 0);
"""
"""What plaso wants to see before it takes a file for what it is."""


def carrier(room: Path) -> Path:
    """The image, made by way of a tree that is removed again."""
    tree, image = room / "tree", room / "image.dd"
    chance = random.Random(SEED)  # noqa: S311 - invented data, no secret
    now = int(datetime.now(UTC).timestamp())
    for folder in CHROMIUM:
        (tree / folder).mkdir(parents=True)
        _chromium(tree / folder / "History", now, chance)
    for folder in FIREFOX:
        (tree / folder).mkdir(parents=True)
        _firefox(tree / folder / "places.sqlite", now, chance)
        (tree / folder / "prefs.js").write_text("// invented\n", encoding="utf-8")
    for folder in ("etc", "opt", "var"):
        (tree / folder).mkdir()
    passwd = (f"{name}:x:{1000 + n}:{1000 + n}::/home/{name}:/bin/sh\n" for n, name in enumerate(USERS))
    (tree / "etc/passwd").write_text("".join(passwd), encoding="utf-8")
    for number in range(FILES):
        folder = tree / f"home/{USERS[number % 3]}/Documents/{number // 100}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"bestand {number}.txt").write_bytes(b"x" * (number % 4096))
    _ntfs(image, tree)
    return image


def _ntfs(image: Path, tree: Path) -> None:
    taken = sum(file.stat().st_size + 4096 for file in tree.rglob("*"))
    mount = image.with_suffix(".mount")
    mount.mkdir()
    _run("truncate", "-s", taken * 5 // 4 + 64 * 1024**2, image)
    _run("mkntfs", "-q", "-F", "-f", image)
    _run("ntfs-3g", image, mount)
    try:
        _run("cp", "-r", f"{tree}/.", mount)
    finally:
        _run("umount", mount)
    _run("rm", "-r", tree)


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def _address(number: int, chance: random.Random) -> str:
    """One of some thousand hosts, a few of them with most pages; now and then a query."""
    host = int(1500 * chance.random() ** 3)
    query = f"?source=list&page={number % 9}&id={chance.getrandbits(40):x}" if number % 3 == 0 else ""
    return f"https://www.site-{host}.example/section-{number % 37}/an-article-with-a-long-name-{number}{query}"


def _pages(chance: random.Random) -> list[str]:
    """Addresses of one profile, the listed one last."""
    many = VISITS // VISITS_A_PAGE // (len(CHROMIUM) + len(FIREFOX))
    return [*(_address(number, chance) for number in range(1, many)), "https://listed.example/forum/een"]


def _visits(pages: int, now: int, chance: random.Random) -> Iterator[tuple[int, int, int]]:
    """(number, page, microseconds since 1970): every page once, the rest by its rank, the listed one now and then."""
    many = VISITS // (len(CHROMIUM) + len(FIREFOX))
    places = [*range(1, pages), *(1 + int((pages - 1) * chance.random() ** 2) for _ in range(many - pages + 1))]
    chance.shuffle(places)
    for n in range(LISTED_EACH):
        places[(n + 1) * many // (LISTED_EACH + 2)] = pages
    step = _DAYS * 86_400 * 10**6 // many
    start = (now - (_DAYS + 1) * 86_400) * 10**6
    for n, page in enumerate(places, 1):
        yield n, page, start + n * step + chance.randrange(step)


def _chromium(file: Path, now: int, chance: random.Random) -> None:
    pages = _pages(chance)
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(schema("schemas/chromium_70.sql") + _OTHER_PROGRAMS)
        db.executemany(
            "INSERT INTO urls (id, url, title, visit_count) VALUES (?, ?, ?, 1)",
            ((n, url, f"An article with a name {n}") for n, url in enumerate(pages, 1)),
        )
        kinds = [_CHAIN] * 7 + [_TYPED] * 2 + [_RELOAD]
        db.executemany(
            "INSERT INTO visits (id, url, visit_time, from_visit, transition) VALUES (?, ?, ?, ?, ?)",
            (
                (n, page, at + _SINCE_1601 * 10**6, n - 1 if n % 3 else 0, _CHAIN if page == len(pages) else kind)
                for n, page, at in _visits(len(pages), now, chance)
                for kind in (chance.choice(kinds),)
            ),
        )
        terms = ((2, n, f"woorden over {n}", f"woorden over {n}") for n in range(50, len(pages), 50))
        db.executemany("INSERT INTO keyword_search_terms VALUES (?, ?, ?, ?)", terms)
        for n in range(1, 101):
            at = (now - n * 86_400 // 2 + _SINCE_1601) * 10**6
            db.execute(
                "INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state) VALUES (?, ?, 9, 9, 1)",
                (n, at),
            )
            db.execute("INSERT INTO downloads_url_chains VALUES (?, 0, ?)", (n, pages[n]))


def _firefox(file: Path, now: int, chance: random.Random) -> None:
    pages = _pages(chance)
    with closing(sqlite3.connect(file)) as db, db:
        db.executescript(schema("schemas/firefox.sql") + _OTHER_PROGRAMS_FIREFOX)
        made = (now - 300 * 86_400) * 10**6
        db.execute("INSERT INTO moz_bookmarks (id, type, parent, title, dateAdded) VALUES (1, 2, 0, '', ?)", (made,))
        db.executemany(
            "INSERT INTO moz_places (id, url, title, visit_count) VALUES (?, ?, ?, 1)",
            ((n, url, f"An article with a name {n}") for n, url in enumerate(pages, 1)),
        )
        kinds = [1] * 7 + [2] * 2 + [9]
        db.executemany(
            "INSERT INTO moz_historyvisits (id, place_id, visit_date, from_visit, visit_type) VALUES (?, ?, ?, ?, ?)",
            (
                (n, page, at, n - 1 if n % 3 else 0, 1 if page == len(pages) else chance.choice(kinds))
                for n, page, at in _visits(len(pages), now, chance)
            ),
        )


_DRAFT = """\
# Verzonnen opdracht. Geen vonnis, geen persoon.
schema = 1
reference = "SNEL-0001"
person = "P-snel"
title = "art. 14c lid 2 onder 14 Sr (verzonnen)"
verdict_quote = "Verzonnen tekst."
retention_days = 42

[period]
first = {first}
last = {last}

[frequency]
at_most = 4
per = "year"
notice = "announced"

[manner]
carriers = ["computer"]
presented = ["aangereikt"]
owners = ["betrokkene"]
data_classes = [{doors}]
window_days = 90
human = []

[officials]
allowed = ["toezichthouder"]
excluded = ["politie"]

[hit]
contact = "de officier van dienst (verzonnen nummer)"
instructions = "Leg het apparaat in de kluis van de locatie en noteer wie het daar legde (verzonnen voorschrift)."

[exclusions]
salt = "{salt}"
containers = []
contacts = []
"""


def papers(room: Path) -> list[object]:
    """A signed mandate with every question about browsers, an order, small lists; as words of a command."""
    today = date.today()
    keys = {role: PrivateKey.generate() for role in Role if role is not Role.KIT}
    kit = Kit.create(room / "kit", laboratory=True)
    with (kit.path / "kit.toml").open("a", encoding="utf-8") as policy:
        policy.write('retention_days = 42\ndpia = "verzonnen"\n')
    for role, key in keys.items():
        TrustStore.add(kit.path / "trust", role, key.public)
    mandate, order, lists = room / "mandate.json", room / "order.json", room / "lists"
    once = signed_mandate(_draft(today), keys[Role.MANDATE_ISSUER])
    mandate.write_bytes(signed_mandate(once, keys[Role.SECOND_SIGNER]))
    asked = any_mandate(mandate.read_bytes())
    told = CheckOrder(asked.sha256, asked.person, 1, today, 1, ("toezichthouder",), None, secrets.token_hex(16))
    order.write_bytes(signed_order(told, [keys[Role.REGISTER]]))
    for purpose, kind in _PURPOSES.items():
        _list(room / f"{purpose}.txt", kind, Kit.load(kit.path), keys[Role.LIST_ISSUER], lists)
    said = ["--mandate", mandate, "--order", order, "--kit", kit.path, "--lists", lists]
    return [*said, "--owner", "betrokkene", "--presented", "aangereikt", "--role", "toezichthouder"]


def _draft(today: date) -> bytes:
    conditions = "".join(f'\n[[conditions]]\nblock = "{code}"\nversion = {version}\n' for code, version in _BLOCKS)
    return (
        _DRAFT.format(
            doors=", ".join(f'"{door}"' for door in _DOORS),
            first=today - timedelta(days=120),
            last=today + timedelta(days=600),
            salt=secrets.token_hex(16),
        )
        + conditions
    ).encode()


def _list(file: Path, kind: ListKind, kit: Kit, key: PrivateKey, into: Path) -> None:
    """Ten thousand entries, of which the carrier holds one."""
    real = ["listed.example"] if kind is ListKind.ADDRESSES else ["TERM-A"]
    form = "place-{}.example" if kind is ListKind.ADDRESSES else "TERM-{}"
    file.write_text("\n".join([*real, *map(form.format, range(10_000))]) + "\n", encoding="utf-8")
    bring_lists([(file, kind, file.stem)], into, kit, key, date.today())
