"""An invented Windows computer with traces for the questions, and its twin: the same programs, nothing to find.

The twin holds near misses: what lies just beside a rule (before the window, another word,
a declared device, a file of another size).
"""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.readers.makers import bencode, hive, prefetch
from tests.whole.twelve_browsers import GENERATED, RELOAD, History, Page, chromium, firefox, ordinary
from tests.whole.twelve_days import NOON, Days

DECLARED, UNDECLARED, SECOND = "DECL0001", "UNDE0002", "UNDE0003"
LETTER = "brief.txt"
"""A file that no question asks for."""

GAP, UNDER = 8, 4
"""Numbers missing: enough to be a gap, and too few."""

_STORAGE = "ControlSet001/Enum/USBSTOR/Disk&Ven_A&Prod_B"
_TIMES = "Properties/{83da6326-97a6-4088-9453-a1923f573b29}/0066"
_COUNT = "Software/Microsoft/Windows/CurrentVersion/Explorer/UserAssist/{CEBFF5CD-ACE2-4F4F-9178-9926F41749EA}/Count"
_UNINSTALL = "Microsoft/Windows/CurrentVersion/Uninstall"
_USER = "ControlSet001/Services/bam/State/UserSettings/S-1-5-21-1-2-3-1001"


@dataclass(frozen=True)
class Made:
    """What an invented carrier is made from. ``word``: stands in every text that no rule looks for."""

    root: Path
    days: Days
    planted: bool
    word: str = "gewoon"

    def choose(self, planted: Any, twin: Any) -> Any:
        """What belongs to this one of the pair."""
        return planted if self.planted else twin

    def file(self, path: str, content: bytes) -> Path:
        """Write a file below the root."""
        made = self.root / path
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(content)
        return made


def computer(made: Made) -> None:
    """Write the whole tree."""
    person = f"Users/{made.word}"
    chromium(
        made.root / person / "AppData/Local/Google/Chrome/User Data/Default/History",
        made.choose(_planted(made.word), _twin(made.word)),
        made.days,
        made.word,
    )
    place = made.choose("https://listed.example/page", "https://xlisted.example/page")
    firefox(
        made.root / person / "AppData/Roaming/Mozilla/Firefox/Profiles/abcd1234.default-release/places.sqlite",
        [*ordinary(made.word), Page(12, 10, f"{place}?{made.word}")],
        made.days,
        made.word,
    )
    _registry(made, person)
    _prefetch(made)
    _torrents(made, person)
    _pictures(made, f"{person}/Pictures")
    made.file(f"{person}/Documents/{LETTER}", made.word.encode())


def _planted(word: str) -> History:
    pages = [
        Page(40, 12.5, f"https://listed.example/page?{word}"),
        Page(20, 9, f"https://listed.example/page?{word}"),
        Page(20, 10, f"https://www.listed.example/other/{word}"),
        Page(7, 9, f"https://second.example/{word}"),
        Page(30, 9, f"https://talk.example/group-a/{word}"),
        Page(15, 9, "https://talk.example/group-a/"),
        Page(25, 9, f"https://ter.example/channel-a/{word}"),
        Page(18, 9, f"https://market.example/{word}"),
        Page(18, 10, f"https://market.example/{word}/2"),
        Page(21, 9, f"https://zoek.example/?q={word}", GENERATED, f"TERM-A {word}"),
        Page(21, 10, f"https://zoek.example/?q={word}", GENERATED, "iets over term-a vandaag"),
        Page(11, 9, f"https://zoek.example/?q={word}", GENERATED, "TERM-B twee"),
        Page(5, 2.5, f"https://plain.example/night/{word}"),
    ]
    return History([*ordinary(word), *pages], [(20, 11, f"https://listed.example/file/{word}")], {9: GAP})


def _twin(word: str) -> History:
    """Beside each rule: another host, path or word, a reload, a visit and a gap of too long ago."""
    pages = [
        Page(99, 13, f"https://listed.example/page?{word}"),
        Page(40, 12.5, f"https://notlisted.example/page?{word}"),
        Page(20, 9, f"https://plain.example/?to=listed.example&{word}"),
        Page(20, 10, f"https://listed.example/page?{word}", RELOAD),
        Page(20, 11, f"https://listed.example.plain.example/{word}"),
        Page(7, 9, f"https://listed.example/uitleg/{word}"),
        Page(30, 9, f"https://talk.example/group-ab/{word}"),
        Page(15, 9, "https://talk.example/"),
        Page(25, 9, f"https://ter.example/channel-b/{word}"),
        Page(18, 9, f"https://market.example.org/{word}"),
        Page(21, 9, f"https://zoek.example/?q={word}", GENERATED, f"TERM-AB {word}"),
        Page(21, 10, f"https://zoek.example/?q={word}", GENERATED, "TERMA"),
        Page(11, 9, f"https://zoek.example/?q={word}", GENERATED, "TERM-B drie"),
        Page(5, 22.99, f"https://plain.example/evening/{word}"),
        Page(5, 6, f"https://plain.example/morning/{word}"),
    ]
    return History([*ordinary(word), *pages], [(20, 11, f"https://plain.example/file/{word}")], {50: GAP, 9: UNDER})


def _registry(made: Made, person: str) -> None:
    made.file("Windows/System32/config/SYSTEM", hive.make({"key": _system(made)}))
    made.file("Windows/System32/config/SOFTWARE", hive.make({"key": _software(made)}))
    made.file(f"{person}/NTUSER.DAT", hive.make({"key": [_started(made)]}))


def _system(made: Made) -> list[dict[str, Any]]:
    days, keys = made.days, [{"path": "Select", "values": {"Current": {"dword": 1}}}]
    devices = made.choose({DECLARED: 8, UNDECLARED: 33, SECOND: 3, "7&12AB&0": 6}, {DECLARED: 8, UNDECLARED: 120})
    for serial, ago in devices.items():
        named = serial if "&" in serial else f"{serial}&0"
        path = f"{_STORAGE}_{made.word}/{named}/{_TIMES}"
        keys.append({"path": path, "values": {"": {"pack": "<Q8x", "fields": [days.utc(ago)]}}})
    program = made.choose("AnyDesk", "Notepad")
    path = f"\\Device\\HarddiskVolume3\\{made.word}\\{program}.exe"
    keys.append({"path": _USER, "values": {path: {"pack": "<Q16x", "fields": [days.utc(4)]}}})
    return keys


def _software(made: Made) -> list[dict[str, Any]]:
    listed = {"qBittorrent 4.6.0": 45, "Kantoor": 44} | made.choose(
        {"NordVPN": 14, "VeraCrypt 1.26": 13, f"Tool X 4.2 {made.word}": 6},
        {"NordVPN": 200, "VeraCrypt 1.26": 201, f"Toolx 4.2 {made.word}": 6, f"Tool Y {made.word}": 6},
    )
    return [
        {
            "path": f"{_UNINSTALL}/{number}",
            "written": made.days.utc(ago),
            "values": {
                "DisplayName": {"text": name},
                "Publisher": {"text": made.word},
                "InstallDate": {"text": made.days.ago(ago).replace("-", "")},
            },
        }
        for number, (name, ago) in enumerate(listed.items())
    ]


def _started(made: Made) -> dict[str, Any]:
    """Programs started by hand: (name, days ago, hour)."""
    runs = made.choose(
        [
            ("NordVPN\\NordVPN.exe", 14, NOON),
            ("VeraCrypt\\VeraCrypt.exe", 13, 13.0),
            ("Tool X\\run.exe", 6, 12.5),
            ("Kantoor\\tekst.exe", 9, 23.0),
            ("Kantoor\\tabel.exe", 8, 2.5),
        ],
        [
            ("NordVPN\\NordVPN.exe", 120, NOON),
            ("VeraCrypt\\VeraCrypt.exe", 121, 13.0),
            ("Toolx\\run.exe", 6, 12.5),
            ("Kantoor\\tekst.exe", 9, 22.99),
            ("Kantoor\\tabel.exe", 8, 6.0),
        ],
    )
    values = {
        f"C:\\{made.word}\\{name}": {"pack": "<II52xQ4x", "fields": [0, 3, made.days.utc(ago, hour)]}
        for name, ago, hour in runs
    }
    return {"path": _COUNT, "rot13": True, "values": values}


def _prefetch(made: Made) -> None:
    program = made.choose("BLEACHBIT.EXE", "NOTEPAD.EXE")
    facts = {"form": 30, "program": program, "runs": [made.days.utc(10)], "count": 1}
    trace = made.file(f"Windows/Prefetch/{program}-0AB1C2D3.pf", prefetch.make(facts))
    made.days.touch(trace, 10)


def _torrents(made: Made, person: str) -> None:
    """(days ago, bytes sent): what was sent, and what only lay ready."""
    held = made.choose([(17, 900), (16, 5), (17, 0)], [(17, 0), (120, 900)])
    for number, (ago, sent) in enumerate(held):
        holds = {
            "file-format": "libtorrent resume file",
            "name": made.word,
            "added_time": f"@{made.days.utc(ago)}",
            "completed_time": 0,
            "last_upload": f"@{made.days.utc(ago)}" if sent else -1,
            "total_uploaded": sent,
        }
        folder = f"{person}/AppData/Local/qBittorrent/BT_backup"
        made.file(f"{folder}/{number:040d}.fastresume", bencode.make({"holds": holds}))


SHAPES = {"square": 2, "dot": 16, "stripe": 30, "wave": 29, "plain": 28}
"""Geometric pictures, and how many days ago each was last changed."""


def _pictures(made: Made, folder: str) -> None:
    """*square* is listed exactly, *dot* by MD5 alone; *stripe* and *wave* agree in part only."""
    for name in made.choose(SHAPES, ("stripe", "wave", "plain")):
        file = made.file(f"{folder}/{made.word}-{name}.png", picture(name))
        made.days.touch(file, SHAPES[name])


def picture(name: str) -> bytes:
    """A small grey PNG with one geometric form; each name gives another."""
    step, side = 2 + sorted(SHAPES).index(name), 24
    rows = b"".join(b"\0" + bytes(255 * ((x // step + y // step) % 2) for x in range(side)) for y in range(side))
    header = side.to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big") for kind, data in chunks
    )
