"""One spelling per web address, and the expressions by which a list may name it.

``canonical`` follows the Safe Browsing document (not Google's Go code, which drops
the query and writes lower-case hex); ``expressions`` its five host names times six
paths. Both are frozen with ``FORMAT_VERSION``: a change makes every keyed list void.

Host names are spelt as browsers spell them: UTS 46 mapping, then punycode per label.
IPv6 is compressed; IPv4 inside IPv6 (mapped, NAT64) becomes IPv4.

References: https://developers.google.com/safe-browsing/reference/URLs.and.Hashing,
https://www.unicode.org/reports/tr46/, https://url.spec.whatwg.org/#concept-ipv4-parser.
"""

import ipaddress
import re
from typing import NamedTuple

import idna

WEB_SCHEMES = frozenset({"http", "https", "ftp"})
HOST_LABELS = 5
PATH_PREFIXES = 4
_MAX_LABEL = 63

_SCHEME = re.compile(rb"([A-Za-z][A-Za-z0-9+.\-]*):")
_PORT_NEXT = re.compile(rb"\d+(?:[/?]|$)")
_BRACKETED = re.compile(rb"\[([0-9A-Fa-f:.]+)(?:%[^\]]*)?\](?::\d*)?")
_PORT = re.compile(rb":\d*$")
_DOTS = re.compile(rb"\.{2,}")
_IPV4_PART = re.compile(r"0x0*([0-9a-f]{1,8})|0+([0-7]{1,11})|(0|[1-9][0-9]{0,9})")
_ESCAPED = re.compile(rb"[\x00-\x20\x7f-\xff#%]")
_HEX = frozenset(b"0123456789abcdefABCDEF")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_DELIMITERS = frozenset("/?#@:[]%")


class _Parts(NamedTuple):
    scheme: str
    host: str
    path: str
    query: str | None


def canonical(url: str) -> str | None:
    """The address in its one spelling, or None where it is no web address. Never raises."""
    parts = _parse(url)
    if parts is None:
        return None
    query = "" if parts.query is None else f"?{parts.query}"
    return f"{parts.scheme}://{parts.host}{parts.path}{query}"


def expressions(url: str) -> tuple[str, ...]:
    """What a list may hold to mean this address: exact first, at most 30, none where it is no web address."""
    parts = _parse(url)
    if parts is None:
        return ()
    return tuple(host + path for host in hosts_above(parts.host) for path in _paths(parts.path, parts.query))


def host_of(url: str) -> str | None:
    """The host name of an address in its one spelling."""
    parts = _parse(url)
    return parts.host if parts else None


def _parse(url: str) -> _Parts | None:
    raw = _unescape(_trim(_bytes(url)))
    split = _split_scheme(raw)
    if split is None:
        return None
    scheme, rest = split
    end = min((i for i in (rest.find(b"/"), rest.find(b"?")) if i >= 0), default=len(rest))
    host = _host(rest[:end])
    if not host:
        return None
    path, mark, query = rest[end:].partition(b"?")
    return _Parts(scheme, host, _path(path), _escape(query) if mark else None)


def _bytes(url: str) -> bytes:
    """UTF-8; bytes that were none (as ``surrogateescape`` keeps them) come back as they were."""
    try:
        return url.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return url.encode("utf-8", "surrogatepass")


def _trim(raw: bytes) -> bytes:
    raw = raw.partition(b"#")[0].translate(None, b"\t\r\n")
    return raw.strip(bytes(range(0x21)))


def _unescape(raw: bytes) -> bytes:
    """Undo percent-escapes until none is left, in one pass: linear for any depth of nesting."""
    if b"%" not in raw:
        return raw
    out = bytearray()
    for byte in raw:
        out.append(byte)
        while len(out) > 2 and out[-3] == 0x25 and out[-2] in _HEX and out[-1] in _HEX:  # noqa: PLR2004 - %XX
            out[-3:] = bytes((int(out[-2:], 16),))
    return bytes(out)


def _escape(raw: bytes) -> str:
    return _ESCAPED.sub(lambda m: b"%%%02X" % m[0][0], raw).decode("ascii")


def _split_scheme(raw: bytes) -> tuple[str, bytes] | None:
    found = _SCHEME.match(raw)
    if found is None:
        return "http", raw
    rest = raw[found.end() :]
    if not rest.startswith(b"//"):
        return ("http", raw) if _PORT_NEXT.match(rest) else None
    scheme = found[1].decode("ascii").lower()
    return (scheme, rest[2:]) if scheme in WEB_SCHEMES else None


def _host(authority: bytes) -> str | None:
    name = authority.rpartition(b"@")[2]
    if name.startswith(b"["):
        return _ipv6(name)
    name = _PORT.sub(b"", name)
    if any(mark in name for mark in (b":", b"[", b"]")):
        return None
    mapped = name if name.isascii() else _punycode(name)
    tidy = _DOTS.sub(b".", mapped).strip(b".").lower()
    spelt = _escape(tidy)
    return _ipv4(spelt) or spelt


def _ipv6(name: bytes) -> str | None:
    found = _BRACKETED.fullmatch(name)
    try:
        address = ipaddress.IPv6Address(found[1].decode("ascii") if found else "")
    except ValueError:
        return None
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    if address in _NAT64:
        return str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return f"[{address.compressed}]"


def _ipv4(host: str) -> str | None:
    """Decimal, octal or hex, in one to four parts, as the resolvers of old read them."""
    parts = host.split(".")
    if len(parts) > 4:  # noqa: PLR2004 - an IPv4 address has four parts
        return None
    numbers = [_ipv4_part(part) for part in parts]
    *leading, last = numbers
    if last is None or any(n is None or n > 0xFF for n in leading):  # noqa: PLR2004 - a byte
        return None
    if last >= 256 ** (4 - len(leading)):
        return None
    total = sum(n << 8 * (3 - i) for i, n in enumerate(leading) if n) + last
    return str(ipaddress.IPv4Address(total))


def _ipv4_part(part: str) -> int | None:
    found = _IPV4_PART.fullmatch(part)
    if found is None:
        return None
    return int(found[1], 16) if found[1] else int(found[2], 8) if found[2] else int(found[3])


def _punycode(name: bytes) -> bytes:
    """The ASCII spelling of an international name; where there is none, the bytes as they came."""
    try:
        mapped = idna.uts46_remap(name.decode("utf-8"), std3_rules=False, transitional=False)
        labels = [_label(label) for label in mapped.split(".")]
    except (UnicodeError, ValueError):
        return name
    spelt = ".".join(labels)
    return name if _DELIMITERS & set(spelt) else spelt.encode("ascii")


def _label(label: str) -> str:
    if label.isascii():
        return label
    if len(label) > _MAX_LABEL:
        # Python's punycode is quadratic, and no name service knows a longer label.
        raise ValueError
    return "xn--" + label.encode("punycode").decode("ascii")


def _path(raw: bytes) -> str:
    kept: list[bytes] = []
    segments = raw.split(b"/")
    for segment in segments:
        if segment == b"..":
            del kept[-1:]
        elif segment not in {b"", b"."}:
            kept.append(segment)
    joined = b"/" + b"/".join(kept)
    folder = kept and segments[-1] in {b"", b".", b".."}
    return _escape(joined + b"/" if folder else joined)


def hosts_above(host: str) -> tuple[str, ...]:
    """A host in its one spelling, and the names above it that an entry may give: at most five in all."""
    if host.startswith("[") or _ipv4(host):
        return (host,)
    labels = host.split(".")
    longest = min(HOST_LABELS, len(labels) - 1)
    return (host, *(".".join(labels[-n:]) for n in range(longest, 1, -1)))


def _paths(path: str, query: str | None) -> tuple[str, ...]:
    exact = (f"{path}?{query}", path) if query else (path,)
    folders = path.split("/")[1:-1][: PATH_PREFIXES - 1]
    prefixes = ("/" + "".join(f"{f}/" for f in folders[:n]) for n in range(len(folders) + 1))
    return tuple(dict.fromkeys((*exact, *prefixes)))


# Now, because Python and idna load their tables at first use, and inside the lock no file can be opened.
_punycode("é.example".encode())
