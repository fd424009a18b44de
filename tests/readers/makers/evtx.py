"""A Windows event log (form 3.1) of one chunk, its records as binary XML, each with its own template.

``[[event]]`` with ``source``, ``number``, ``at`` (when written), ``user`` (a SID) and ``data`` (texts).
``first``: number of the first record; ``missing``: places of events that get a number and no
record; ``flags`` of the file.

References: libevtx, "Windows XML Event Log (EVTX) format" (Joachim Metz)
"""

import struct
import zlib
from typing import Any

from tests.readers.makers.packed import filetime

FILE, CHUNK, CHUNK_HEAD = 4096, 65536, 512
BEGIN, END, VALUE, CLOSE, END_ELEMENT = b"\x0f\x01\x01\x00", b"\x00", b"\x05\x01", b"\x02", b"\x04"
TEXT, SHORT, MOMENT, WHO = 0x01, 0x06, 0x11, 0x13

Element = tuple[str, dict[str, "str | int"], "list[Element] | int | None"]
"""Tag, attributes, and what it holds; a number is the place of a value, whose kind ``kinds`` tells."""


class Template:
    """The binary XML of one template at its place in a chunk: names are told by where they stand."""

    def __init__(self, place: int, kinds: list[int]) -> None:
        self.start, self.kinds, self.body = place, kinds, bytearray(BEGIN)

    def element(self, tag: str, attributes: dict[str, str | int], held: "list[Element] | int | None") -> None:
        """An element with a value or with other elements."""
        begin = len(self.body)
        self.body += bytes([0x41 if attributes else 0x01]) + b"\xff\xff" + bytes(4)
        self.named(tag)
        if attributes:
            listed = len(self.body)
            self.body += bytes(4)
            for key, value in attributes.items():
                self.body += b"\x06"
                self.named(key)
                self.body += text(value) if isinstance(value, str) else self.place(value)
            struct.pack_into("<I", self.body, listed, len(self.body) - listed - 4)
        self.body += CLOSE
        if isinstance(held, int):
            self.body += self.place(held)
        for one in held if isinstance(held, list) else []:
            self.element(*one)
        self.body += END_ELEMENT
        struct.pack_into("<I", self.body, begin + 3, len(self.body) - begin - 7)

    def place(self, value: int) -> bytes:
        """Here stands the value of that number."""
        return struct.pack("<BHB", 0x0D, value, self.kinds[value])

    def named(self, tag: str) -> None:
        """A name that stands here for the first time."""
        self.body += struct.pack("<I", self.start + len(self.body) + 4)
        self.body += struct.pack("<IHH", 0, 0, len(tag)) + tag.encode("utf-16-le") + b"\0\0"


def text(value: str) -> bytes:
    return VALUE + struct.pack("<H", len(value)) + value.encode("utf-16-le")


def sid(written: str) -> bytes:
    _, revision, authority, *others = written.split("-")
    head = bytes([int(revision), len(others)]) + int(authority).to_bytes(6, "big")
    return head + b"".join(int(one).to_bytes(4, "little") for one in others)


def record(number: int, place: int, event: dict[str, Any]) -> bytes:
    """One record at a place in its chunk."""
    values = [(SHORT, struct.pack("<H", event["number"])), (MOMENT, struct.pack("<Q", filetime(event["at"])))]
    values += [(WHO, sid(event["user"]))] if event.get("user") else [(TEXT, b"")]
    values += [(TEXT, one.encode("utf-16-le")) for one in event.get("data", [])]
    template = Template(place + 24 + len(BEGIN) + 34, [kind for kind, _ in values])
    system: list[Element] = [
        ("Provider", {"Name": event["source"]}, None),
        ("EventID", {}, 0),
        ("TimeCreated", {"SystemTime": 1}, None),
        ("Security", {"UserID": 2} if event.get("user") else {}, None),
    ]
    data: list[Element] = [("Data", {}, 3 + place) for place in range(len(event.get("data", [])))]
    template.element("Event", {}, [("System", {}, system), ("EventData", {}, data)])
    template.body += END
    here = place + 24 + len(BEGIN) + 10
    body = BEGIN + struct.pack("<BBII", 0x0C, 1, number, here)
    body += struct.pack("<I16sI", 0, bytes(16), len(template.body)) + bytes(template.body)
    body += struct.pack("<I", len(values)) + b"".join(struct.pack("<HBB", len(raw), kind, 0) for kind, raw in values)
    body += b"".join(raw for _, raw in values) + END
    body += bytes(-(24 + len(body) + 4) % 8)
    size = 24 + len(body) + 4
    return struct.pack("<IIQQ", 0x2A2A, size, number, filetime(event["at"])) + body + struct.pack("<I", size)


def chunk(records: bytes, first: int, last: int, last_place: int) -> bytes:
    head = bytearray(CHUNK_HEAD)
    free = CHUNK_HEAD + len(records)
    struct.pack_into("<8sQQQQIII", head, 0, b"ElfChnk\0", first, last, first, last, 128, last_place, free)
    struct.pack_into("<I", head, 52, zlib.crc32(records))
    struct.pack_into("<I", head, 124, zlib.crc32(bytes(head[:120] + head[128:])))
    return (bytes(head) + records).ljust(CHUNK, b"\0")


def make(facts: dict[str, Any]) -> bytes:
    """The whole file."""
    first, records, place, last_place = facts.get("first", 1), b"", CHUNK_HEAD, CHUNK_HEAD
    events = facts.get("event", [])
    for number, event in enumerate(events):
        if number in facts.get("missing", []):
            continue
        made = record(first + number, place, event)
        last_place = place
        records, place = records + made, place + len(made)
    last = first + len(events) - 1 if events else 2**64 - 1  # as Windows writes a chunk that is empty
    last_place = last_place if events else 0
    head = bytearray(FILE)
    struct.pack_into("<8sQQQIHHHH", head, 0, b"ElfFile\0", 0, 0, first + len(events), 128, 1, 3, FILE, 1)
    struct.pack_into("<I", head, 120, facts.get("flags", 0))
    struct.pack_into("<I", head, 124, zlib.crc32(bytes(head[:120])))
    return bytes(head) + chunk(records, first, last, last_place)
