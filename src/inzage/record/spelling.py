"""A spelling of any text as printable Unicode, from which the text itself follows.

A name found on a carrier can hold anything: NUL, half a character, bytes that are no
UTF-8, marks that turn the direction of writing. Letters of every script stay as they
are; what is not printable is written as ``\\xNN`` (a byte that was no UTF-8) or
``\\u{N...}`` (any other character), and a backslash as two.
"""

import re

_ESCAPED = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u\{([0-9a-f]+)\})")
_FIRST_BYTE, _LAST_BYTE = 0xDC80, 0xDCFF
_TO_BYTE = 0xDC00


def spelt(untrusted_text: str) -> str:
    """``untrusted_text`` in printable characters."""
    return "".join(map(_character, untrusted_text))


def unspelt(spelling: str) -> str:
    """The text again."""
    return _ESCAPED.sub(_back, spelling)


def _character(char: str) -> str:
    if char == "\\":
        return "\\\\"
    if char.isprintable():
        return char
    point = ord(char)
    return f"\\x{point - _TO_BYTE:02x}" if _FIRST_BYTE <= point <= _LAST_BYTE else f"\\u{{{point:x}}}"


def _back(found: re.Match[str]) -> str:
    byte, point = found.groups()
    if byte:
        return chr(int(byte, 16) + _TO_BYTE)
    return chr(int(point, 16)) if point else "\\"
