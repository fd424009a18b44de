"""Random changes to the files of a case: what a forger's hand, a bad disk or a careless copy can do.

A case is a mapping from file names to bytes; documents made from it are under ``out/``. A change
takes one and gives another, or None where there is nothing of its kind to do. What it may take
foreign bytes from: a case of the same kit under another mandate, and the same case as it was before.
"""

import base64
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Files = Mapping[str, bytes]
Spoil = Callable[[bytes, random.Random], bytes | None]
Change = Callable[["Ground", random.Random], Files | None]

SPACES = (b" ", b"\n", b"\t", b"\r\n", b"\xc2\xa0", b"\xef\xbb\xbf")


@dataclass(frozen=True)
class Ground:
    """One case, a case of the same kit under another mandate, and the same case in earlier, consistent states."""

    case: Files
    other: Files
    earlier: tuple[Files, ...]


CHANGES: dict[str, Change] = {}


def change(act: Change) -> Change:
    """Register a change to the case as a whole by its name."""
    CHANGES[act.__name__] = act
    return act


def to_a_file(act: Spoil) -> Spoil:
    """Register a change to the bytes of any one file by its name."""

    def to_one(ground: Ground, rng: random.Random) -> Files | None:
        name = rng.choice(sorted(ground.case))
        spoilt = act(ground.case[name], rng)
        return None if spoilt is None else {**ground.case, name: spoilt}

    CHANGES[act.__name__] = to_one
    return act


def somewhere(data: bytes, rng: random.Random) -> tuple[int, int]:
    """A stretch of ``data``: mostly short, sometimes long."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 1, 2, 8, 64, 512, len(data))))


# --- bytes of one file -------------------------------------------------------------


@to_a_file
def bit(data: bytes, rng: random.Random) -> bytes | None:
    if not data:
        return None
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


@to_a_file
def some_bits(data: bytes, rng: random.Random) -> bytes | None:
    for _ in range(rng.randint(2, 9)):
        data = bit(data, rng) or data
    return data


@to_a_file
def byte(data: bytes, rng: random.Random) -> bytes | None:
    if not data:
        return None
    at = rng.randrange(len(data))
    return data[:at] + rng.choice((bytes([rng.randrange(256)]), b"0", b"1", b" ", b'"')) + data[at + 1 :]


@to_a_file
def drop(data: bytes, rng: random.Random) -> bytes:
    start, end = somewhere(data, rng)
    return data[:start] + data[end:]


@to_a_file
def insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.choice((1, 2, 16, 300))) + data[at:]


@to_a_file
def repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = somewhere(data, rng)
    return data[:end] + data[start:end] + data[end:]


@to_a_file
def swap(data: bytes, rng: random.Random) -> bytes:
    one, two = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    end = min(len(data), two + (two - one))
    return data[:one] + data[two:end] + data[one:two] + data[end:]


@to_a_file
def truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.choice((rng.randrange(len(data) + 1), max(0, len(data) - 1), 0))]


@to_a_file
def whitespace(data: bytes, rng: random.Random) -> bytes:
    at = rng.choice((0, len(data), rng.randrange(len(data) + 1)))
    return data[:at] + rng.choice(SPACES) + data[at:]


# --- lines ------------------------------------------------------------------------


def lines_of(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


@to_a_file
def line_dropped(data: bytes, rng: random.Random) -> bytes | None:
    lines = lines_of(data)
    if not lines:
        return None
    start = rng.randrange(len(lines))
    return b"".join(lines[:start] + lines[start + rng.randint(1, 3) :])


@to_a_file
def lines_swapped(data: bytes, rng: random.Random) -> bytes | None:
    lines = lines_of(data)
    if len(lines) < 2:
        return None
    one, two = rng.sample(range(len(lines)), 2)
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


@to_a_file
def line_doubled(data: bytes, rng: random.Random) -> bytes | None:
    lines = lines_of(data)
    if not lines:
        return None
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(lines))
    return b"".join(lines)


@to_a_file
def lines_cut_off(data: bytes, rng: random.Random) -> bytes | None:
    lines = lines_of(data)
    return b"".join(lines[: rng.randrange(len(lines))]) if lines else None


# --- JSON --------------------------------------------------------------------------


def objects(data: bytes) -> list[tuple[int, str]] | None:
    """Where each line of a file that is JSON begins, with its text; None where it is none."""
    try:
        lines = lines_of(data)
        found = [(sum(map(len, lines[:n])), line.decode()) for n, line in enumerate(lines)]
        return found if found and all(isinstance(json.loads(text), dict) for _, text in found) else None
    except ValueError:
        return None


def one_object(data: bytes, rng: random.Random, spell: Callable[[str], str | None]) -> bytes | None:
    """One object of the file, said in another way."""
    found = objects(data)
    if not found:
        return None
    at, text = rng.choice(found)
    end, spelt = at + len(text.encode()), spell(text.rstrip("\n"))
    return None if spelt is None else data[:at] + spelt.encode() + b"\n" * text.endswith("\n") + data[end:]


@to_a_file
def key_doubled(data: bytes, rng: random.Random) -> bytes | None:
    def spell(text: str) -> str:
        name, value = rng.choice(sorted(json.loads(text).items()))
        again = json.dumps({name: rng.choice((value, None, "forged"))}, ensure_ascii=False)[1:-1]
        return rng.choice(("{" + again + "," + text[1:], text[:-1] + "," + again + "}"))

    return one_object(data, rng, spell)


@to_a_file
def spelt_otherwise(data: bytes, rng: random.Random) -> bytes | None:
    def spell(text: str) -> str:
        value = json.loads(text)
        ways: tuple[dict[str, object], ...] = (
            {"indent": 1},
            {"separators": (", ", ": ")},
            {"separators": (",", ": "), "sort_keys": True},
        )
        backwards = json.dumps(dict(reversed(value.items())), separators=(",", ":"), ensure_ascii=False)
        escaped = text.replace("s", "\\u0073", 1)
        return rng.choice((*(json.dumps(value, **way) for way in ways), backwards, escaped))  # type: ignore[arg-type]

    return one_object(data, rng, spell)


@to_a_file
def field_added(data: bytes, rng: random.Random) -> bytes | None:
    name = rng.choice(("comment", "version", "zz", ""))
    return one_object(data, rng, lambda text: json.dumps({**json.loads(text), name: 1}, separators=(",", ":")))


@to_a_file
def field_dropped(data: bytes, rng: random.Random) -> bytes | None:
    def spell(text: str) -> str:
        value = json.loads(text)
        value.pop(rng.choice(sorted(value)))
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

    return one_object(data, rng, spell)


# --- envelopes ---------------------------------------------------------------------


def envelope(data: bytes, act: Callable[[dict[str, object]], object]) -> bytes | None:
    """The envelope in ``data`` after ``act``, as the kit would write it; None where there is none."""
    found = objects(data)
    value = json.loads(data) if found and len(found) == 1 else {}
    if "payload" not in value or not value["signatures"]:
        return None
    act(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@to_a_file
def signatures_otherwise(data: bytes, rng: random.Random) -> bytes | None:
    def act(value: dict[str, object]) -> None:
        signatures = list(value["signatures"])  # type: ignore[call-overload]
        strange = {"keyid": rng.randbytes(32).hex(), "sig": base64.b64encode(rng.randbytes(64)).decode()}
        value["signatures"] = rng.choice(
            ([*signatures, strange], [strange, *signatures], [*signatures, signatures[0]], signatures[1:], [strange])
        )

    return envelope(data, act)


@to_a_file
def base64_otherwise(data: bytes, rng: random.Random) -> bytes | None:
    def act(value: dict[str, object]) -> None:
        payload = str(value["payload"])
        value["payload"] = rng.choice(
            (
                payload.rstrip("=") + "\n",
                payload + "=",
                payload[:76] + "\n" + payload[76:],
                "=" + payload,
                " " + payload,
            )
        )

    return envelope(data, act)


@to_a_file
def payload_changed(data: bytes, rng: random.Random) -> bytes | None:
    def act(value: dict[str, object]) -> None:
        spoilt = bit(base64.b64decode(str(value["payload"])), rng) or b""
        value["payload"] = base64.b64encode(spoilt).decode()

    return envelope(data, act)


# --- whole files -------------------------------------------------------------------


@change
def file_gone(ground: Ground, rng: random.Random) -> Files:
    gone = rng.choice(sorted(ground.case))
    return {name: data for name, data in ground.case.items() if name != gone}


@change
def file_put_in(ground: Ground, rng: random.Random) -> Files:
    name = rng.choice(("remarks.txt", "ledger.jsonl.1", "result.json", "journal", "private.pem"))
    return {**ground.case, name: rng.choice((b"", b"{}", rng.choice(list(ground.case.values()))))}


@change
def names_exchanged(ground: Ground, rng: random.Random) -> Files:
    one, two = rng.sample(sorted(ground.case), 2)
    return {**ground.case, one: ground.case[two], two: ground.case[one]}


def some_from(ground: Ground, there: Files, rng: random.Random) -> Files:
    """Some files, or all, as they are in another case or were at another time."""
    names = sorted({*ground.case, *there})
    taken = rng.sample(names, rng.choice((1, 1, 2, 3, len(names))))
    mixed = {name: (there if name in taken else ground.case).get(name) for name in names}
    return {name: data for name, data in mixed.items() if data is not None}


@change
def exchanged_with_another_case(ground: Ground, rng: random.Random) -> Files:
    return some_from(ground, ground.other, rng)


@change
def rolled_back_in_part(ground: Ground, rng: random.Random) -> Files:
    return some_from(ground, rng.choice(ground.earlier), rng)


@change
def rolled_back(ground: Ground, rng: random.Random) -> Files:
    return rng.choice(ground.earlier)


@change
def ledger_lines_of_another_case(ground: Ground, rng: random.Random) -> Files | None:
    mine, theirs = (lines_of(files["ledger.jsonl"]) for files in (ground.case, ground.other))
    if not mine or not theirs:
        return None
    mine[rng.randrange(len(mine))] = rng.choice(theirs)
    return {**ground.case, "ledger.jsonl": b"".join(mine)}
