"""How often keyed lists of addresses match what is not on them: counts and 95 % bounds, never an address.

Usage: measure_addresses.py FOLDER [--json]   (rows of the report, or all counts)
       measure_addresses.py --rows COUNTS     (rows of the report from such counts)

FOLDER is the folder of real data. Four categories of ordinary places (``LISTED`` and
``BENIGN``, of ut1-blacklists) are brought in as an organisation does: signed, through the
hygiene gate, keyed. One of them is the benign list. Then these *visits* are asked of
``VisitsListedPlace``, one act each:

- *own*: every entry of a list, as a page on it; it must count;
- *foreign*: every entry of the other categories, as a page on it;
- *histories*: what the readers find in histories and downloads that others published.

A match is *explained* where plain text arithmetic (the name or a name above it stands in
the file) says the same; an *unexplained* one is a false match. A visit that a benign list
covers must never count.

No entry and no address is printed. The white list of education sites is not used here:
its own test is in ``tests/real/test_lists.py``.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from bounds import upper

from inzage.artefact import Artefact, Window
from inzage.indicators.visits_listed_place import VisitsListedPlace
from inzage.observations import Download, OnThisDevice, Visit
from inzage.readers import Reader, all_readers
from inzage.result import Unreadable
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind, Lookup, Manifest, Meaning, OverlapsBenign, ingest, manifest
from inzage.watchlists.canonical import host_of
from inzage.watchlists.store import Lists

LISTED = ("jobsearch", "press", "vpn")
BENIGN = "bank"
HISTORIES = ("hindsight", "plaso", "DFIRArtifactMuseum")
EVERY = {"jobsearch": 5}
"""Of the largest category one entry in so many is used; of the others all are."""

_TODAY = date(2026, 11, 1)
_OPEN = Window(date(1995, 1, 1), date(2090, 1, 1))
_AT = datetime(2026, 10, 1, tzinfo=UTC)


class Desk:
    """A kit that trusts one issuer, and its lists."""

    def __init__(self, home: Path) -> None:
        Kit.create(home / "kit", laboratory=True)
        self._issuer = PrivateKey.generate()
        TrustStore.add(home / "kit" / "trust", Role.LIST_ISSUER, self._issuer.public)
        self._home, self._kit, self._lists = home, Kit.load(home / "kit"), home / "lists"

    def bring(self, name: str, entries: Sequence[str], meaning: Meaning) -> int:
        """Import a list; the number of its entries that stand on a benign list (then nothing is imported)."""
        raw = "\n".join(entries).encode()
        said = Manifest(
            name=name, version="1", issuer="issuer", kind=ListKind.ADDRESSES, meaning=meaning, purpose="places",
            classes=(name,), issued=_TODAY, fresh_until=date(2090, 1, 1),
            file_sha256=hashlib.sha256(raw).hexdigest(), entries=len(entries),
        )  # fmt: skip
        (self._home / "list.txt").write_bytes(raw)
        (self._home / "manifest.json").write_bytes(manifest.sign(said, self._issuer))
        try:
            ingest.import_list(
                self._home / "list.txt", self._home / "manifest.json", self._lists, self._kit, today=_TODAY
            )
        except OverlapsBenign as stopped:
            return int(str(stopped.facts["overlap"]))
        return 0

    def lookups(self, stack: ExitStack) -> dict[str, Lookup]:
        """The imported lists, opened."""
        key = self._kit.list_key()
        return {one.name: stack.enter_context(one.look_up(key)) for one in Lists.open(self._lists, self._kit).stored}


def entries(folder: Path, category: str) -> list[str]:
    """The domain names of a category, of the largest a part."""
    text = (folder / "ut1-blacklists" / "blacklists" / category / "domains").read_text("utf-8")
    return [line.strip().lower() for line in text.splitlines() if line.strip()][:: EVERY.get(category, 1)]


def covered(host: str, names: frozenset[str]) -> bool:
    """Does the name, or a name above it, stand there? Text alone: no hash, no canonical form."""
    labels = host.split(".")
    return any(".".join(labels[n:]) in names for n in range(len(labels)))


def histories(folder: Path) -> list[Visit | Download]:
    """What every reader of visits and downloads finds in the published histories."""
    readers = [one for one in all_readers() if {Visit, Download} & one.yields]
    files = [file for top in HISTORIES for file in sorted((folder / top).rglob("*")) if file.is_file()]
    return [seen for file in files for reader in readers for seen in _read(reader, file)]


def measure(folder: Path) -> dict[str, int]:
    """All counts, by name."""
    names = {category: entries(folder, category) for category in (*LISTED, BENIGN)}
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        counts, opened = _brought(Path(home), names, stack)
        counts |= _categories(names, opened)
        return counts | _histories(histories(folder), names, opened) | _white(Path(home), names[BENIGN], stack)


def table(counts: Mapping[str, int]) -> Iterator[str]:
    """The rows of the report."""
    for events, trials in (
        ("own_missed", "own_visits"),
        ("foreign_unexplained", "foreign_asked"),
        ("benign_counted", "benign_visits"),
        ("history_unexplained", "history_asked"),
    ):
        bound = 100_000 * upper(counts[events], counts[trials])
        yield f"| `{events}` | {counts[events]} | {counts[trials]} `{trials}` | {bound:.1f} per 100000 |"
    names = ("gate_overlap", "foreign_explained", "foreign_deep", "white_before", "white_after")
    yield "| " + " · ".join(f"`{name}` {counts[name]}" for name in names) + " | | | |"


def _brought(home: Path, names: Mapping[str, list[str]], stack: ExitStack) -> tuple[dict[str, int], dict[str, Lookup]]:
    """The benign list, and the others: stopped at the gate where they overlap, then without what overlaps."""
    (home / "one").mkdir()
    desk = Desk(home / "one")
    desk.bring(BENIGN, names[BENIGN], Meaning.BENIGN)
    benign, overlap = frozenset(names[BENIGN]), 0
    for category in LISTED:
        stopped = desk.bring(category, names[category], Meaning.LISTED)
        apart = [one for one in names[category] if not covered(one, benign)]
        if stopped != len(names[category]) - len(apart) or (stopped and desk.bring(category, apart, Meaning.LISTED)):
            sys.exit(f"{category}: the gate and plain arithmetic do not agree")
        overlap += stopped
    return {"gate_overlap": overlap}, desk.lookups(stack)


def _categories(names: Mapping[str, list[str]], opened: Mapping[str, Lookup]) -> dict[str, int]:
    """Entries as visits, asked of their own list and of the others, each with the benign list beside it."""
    benign = frozenset(names[BENIGN])
    sets = {category: frozenset(names[category]) for category in LISTED}
    told = dict.fromkeys(
        ("own_visits", "own_missed", "foreign_asked", "foreign_explained", "foreign_unexplained", "foreign_deep",
         "benign_visits", "benign_counted"), 0,
    )  # fmt: skip
    for category in LISTED:
        detector = VisitsListedPlace((opened[category], opened[BENIGN]), {})
        for source, hosts in names.items():
            for host in hosts:
                counted = _counts(detector, f"https://{host}/page?x=1")
                if covered(host, benign):
                    told["benign_visits"] += 1
                    told["benign_counted"] += counted
                elif source == category:
                    told["own_visits"] += 1
                    told["own_missed"] += not counted
                else:
                    explained = covered(host, sets[category])
                    told["foreign_asked"] += 1
                    told["foreign_explained"] += counted and explained
                    told["foreign_unexplained"] += counted and not explained
                    told["foreign_deep"] += explained and not counted
    return told


def _histories(
    seen: Sequence[Visit | Download], names: Mapping[str, list[str]], opened: Mapping[str, Lookup]
) -> dict[str, int]:
    told = {"histories": len(seen), "history_asked": 0, "history_explained": 0, "history_unexplained": 0}
    for category in LISTED:
        listed = frozenset(names[category])
        detector = VisitsListedPlace((opened[category], opened[BENIGN]), {})
        for one in seen:
            counted = any(True for _ in detector.observe(one))
            hosts = filter(None, map(host_of, [one.untrusted_url] if isinstance(one, Visit) else one.untrusted_urls))
            explained = any(covered(host, listed) for host in hosts)
            told["history_asked"] += 1
            told["history_explained"] += counted and explained
            told["history_unexplained"] += counted and not explained
    return told


def _white(home: Path, names: Sequence[str], stack: ExitStack) -> dict[str, int]:
    """One list brought as listed at one desk, and half of it as benign at another: what is left of the count."""
    lookups: list[Lookup] = []
    for place, part, meaning in (("two", names, Meaning.LISTED), ("three", names[::2], Meaning.BENIGN)):
        (home / place).mkdir()
        desk = Desk(home / place)
        desk.bring("places", part, meaning)
        lookups += desk.lookups(stack).values()
    told = {}
    for name, used in (("white_before", lookups[:1]), ("white_after", lookups)):
        detector = VisitsListedPlace(used, {})
        told[name] = sum(_counts(detector, f"https://{host}/") for host in names)
    white = frozenset(names[::2])
    return told | {"white_expected": sum(not covered(host, white) for host in names)}


def _counts(detector: VisitsListedPlace, url: str) -> bool:
    return any(True for _ in detector.observe(Visit(_AT, url, OnThisDevice.YES)))


def _read(reader: Reader, file: Path) -> Iterator[Visit | Download]:
    paths = {"": file} | {end: Path(f"{file}{end}") for end in ("-wal", "-journal")}
    opened = {end: os.open(path, os.O_RDONLY) for end, path in paths.items() if path.is_file()}
    main = opened.pop("")
    try:
        found = list(reader.read(Artefact(file.name, main, file.stat().st_size, None, opened), _OPEN))
    except Unreadable:
        return
    finally:
        for descriptor in (main, *opened.values()):
            os.close(descriptor)
    yield from (one for one in found if isinstance(one, Visit | Download))


def main() -> None:
    """Print the rows of the report, or all counts."""
    match sys.argv[1:]:
        case ["--rows", kept]:
            print("\n".join(table(json.loads(Path(kept).read_text("utf-8")))))
        case [folder, "--json"]:
            print(json.dumps(measure(Path(folder)), indent=1))
        case [folder]:
            print("\n".join(table(measure(Path(folder)))))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
