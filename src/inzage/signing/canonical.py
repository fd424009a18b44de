"""One byte form per JSON value, and a reader that takes nothing two ways.

Sorted keys, no spaces, UTF-8, no escapes but the necessary. Values are ``None``,
``bool``, ``int`` (64 bits), finite ``float``, ``str``, lists and mappings with
``str`` keys. A float is written as Python's shortest form that reads back equal.

References: RFC 8259; RFC 8785 argues for the same restrictions (its number form differs).
"""

import json
import math
from collections.abc import Iterable, Mapping

DEEPEST = 64
"""Levels of nesting that ``parse`` takes; our own documents need six."""

_LARGEST = 2**63
_AS_IS = frozenset({str, bool, type(None)})
_NESTS = frozenset({dict, list, tuple})
_KEYS = frozenset({str})
_written = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class NotCanonical(ValueError):
    """Bytes that are no JSON of ours; ``nl`` and ``en`` say what was found."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


def canonical(value: object) -> bytes:
    """The one byte form of ``value``; ``TypeError`` or ``ValueError`` where it has none."""
    return _written(value if _is_plain(value, 0) else _plain(value, 0)).encode("utf-8")


def joined(fields: Mapping[str, bytes]) -> bytes:
    """The byte form of an object, from those of its fields' values: for what is written more than once in parts."""
    return b"{%s}" % b",".join(canonical(name) + b":" + fields[name] for name in sorted(fields))


def parse(data: bytes) -> object:
    """Read JSON strictly: no duplicate keys, NaN, huge numbers, lone surrogates or deep nesting.

    Raises:
        NotCanonical: what was found instead.
    """
    try:
        value: object = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_bounded_int,
            parse_float=_finite,
        )
    except NotCanonical:
        raise
    except UnicodeDecodeError:
        raise NotCanonical("bytes die geen UTF-8 zijn", "bytes that are not UTF-8") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise NotCanonical("geen geldige JSON", "no valid JSON") from None
    if b"\\u" not in data and data.count(b"[") + data.count(b"{") <= DEEPEST:
        return value  # without an escape there is no half a character, and so few brackets nest no deeper
    try:
        canonical(value)
    except UnicodeEncodeError:
        raise NotCanonical("een half teken (surrogaat)", "half a character (surrogate)") from None
    return value


def _is_plain(value: object, depth: int) -> bool:
    """Can it be written as it is? So is nearly all that we write, and then no copy of it is made first."""
    kind = type(value)
    if kind is int:
        return -_LARGEST <= value < _LARGEST  # type: ignore[operator]
    if kind is float:
        return math.isfinite(value)  # type: ignore[arg-type]
    if kind not in _NESTS:
        return kind in _AS_IS
    if depth >= DEEPEST or (kind is dict and not _KEYS.issuperset(map(type, value))):  # type: ignore[call-overload]
        return False
    inside: Iterable[object] = value.values() if kind is dict else value  # type: ignore[attr-defined, assignment]
    for one in inside:  # noqa: SIM110 - to make and end a generator takes longer than most of them
        if type(one) not in _AS_IS and not _is_plain(one, depth + 1):
            return False
    return True


def _plain(value: object, depth: int) -> object:
    """Of plain types alone; half a character is found where bytes are made of it."""
    if depth > DEEPEST:
        raise _too_deep()
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is dict:
        return {_key(key): _plain(item, depth + 1) for key, item in value.items()}  # type: ignore[attr-defined]
    return _made_plain(value, depth)


def _made_plain(value: object, depth: int) -> object:
    match value:
        case int():
            return _bounded(int(value))
        case float():
            return _finite(repr(value))
        case str():
            return str(value)
        case list() | tuple():
            return [_plain(item, depth + 1) for item in value]
        case Mapping():
            return {_key(key): _plain(item, depth + 1) for key, item in value.items()}
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text, not {type(key).__name__}")
    return str(key)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("een veld dat twee keer voorkomt", "a field that occurs twice")
    return found


def _no_constant(_name: str) -> object:
    raise NotCanonical("een waarde die geen getal is", "a value that is not a number")


def _bounded_int(digits: str) -> int:
    return _bounded(int(digits) if len(digits) <= len(str(-_LARGEST)) else _LARGEST)


def _bounded(value: int) -> int:
    if not -_LARGEST <= value < _LARGEST:
        raise NotCanonical("een getal dat te groot is", "a number that is too large")
    return value


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise NotCanonical("een getal dat te groot is", "a number that is too large")
    return value


def _too_deep() -> NotCanonical:
    return NotCanonical("te diep genest", "nested too deeply")
