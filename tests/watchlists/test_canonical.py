"""One spelling per address, by the document's vectors, and nothing that raises.

The inputs are the published Safe Browsing vectors (document and Go tests); where the
document and Google's code differ (query kept, upper-case hex, five host labels) the
document's answer stands here, because it is the one frozen with the list format.
"""

import base64
import hashlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inzage.watchlists import FORMAT_VERSION
from inzage.watchlists.canonical import canonical, expressions, host_of
from inzage.watchlists.onion import is_onion_v3

DOTS = "http://i.have.way.too.many.dots.com/"
UPLOADS = (
    "http://195.127.0.11/uploads/%20%20%20%20/.verify/"
    ".eBaysecure=updateuserdataxplimnbqmn-xplmvalidateinfoswqpcmlx=hgplmcx/"
)
ESCAPED_IP = (
    "http://%31%36%38%2e%31%38%38%2e%39%39%2e%32%36/%2E%73%65%63%75%72%65/%77%77%77%2E%65%62%61%79%2E%63%6F%6D/"
)

VECTORS = [
    (ESCAPED_IP, "http://168.188.99.26/.secure/www.ebay.com/"),
    (UPLOADS, UPLOADS),
    (
        "http://host%23.com/%257Ea%2521b%2540c%2523d%2524e%25f%255E00%252611%252A22%252833%252944_55%252B",
        "http://host%23.com/~a!b@c%23d$e%25f^00&11*22(33)44_55+",
    ),
    ("http://host/%25%32%35", "http://host/%25"),
    ("http://host/%25%32%35%25%32%35", "http://host/%25%25"),
    ("http://host/%2525252525252525", "http://host/%25"),
    ("http://host/asdf%25%32%35asd", "http://host/asdf%25asd"),
    ("http://host/%%%25%32%35asd%%", "http://host/%25%25%25asd%25%25"),
    ("http://www.google.com/", "http://www.google.com/"),
    ("http://3279880203/blah", "http://195.127.0.11/blah"),
    ("http://www.evil.com/blah#frag", "http://www.evil.com/blah"),
    ("http://www.GOOgle.com/", "http://www.google.com/"),
    ("http://www.google.com.../", "http://www.google.com/"),
    ("http://www.google.com/foo\tbar\rbaz\n2", "http://www.google.com/foobarbaz2"),
    ("http://www.google.com/q?", "http://www.google.com/q?"),
    ("http://www.google.com/q?r?", "http://www.google.com/q?r?"),
    ("http://www.google.com/q?r?s", "http://www.google.com/q?r?s"),
    ("http://evil.com/foo#bar#baz", "http://evil.com/foo"),
    ("http://evil.com/foo;", "http://evil.com/foo;"),
    ("http://evil.com/foo?bar;", "http://evil.com/foo?bar;"),
    ("http://\x01\udc80.com/", "http://%01%80.com/"),
    ("http://notrailingslash.com", "http://notrailingslash.com/"),
    ("http://www.gotaport.com:1234/", "http://www.gotaport.com/"),
    ("  http://www.google.com/  ", "http://www.google.com/"),
    ("http:// leadingspace.com/", "http://%20leadingspace.com/"),
    ("http://%20leadingspace.com/", "http://%20leadingspace.com/"),
    ("%20leadingspace.com/", "http://%20leadingspace.com/"),
    ("https://www.securesite.com/", "https://www.securesite.com/"),
    ("ftp://ftp.myfiles.com/", "ftp://ftp.myfiles.com/"),
    ("http://some%1bhost.com/%1b", "http://some%1Bhost.com/%1B"),
    ("http://www.google.com/q?r?s%3F", "http://www.google.com/q?r?s?"),
    ("http://www.ümlat.com/", "http://www.xn--mlat-zra.com/"),
    ("http://[2001:470:1:18::114]/", "http://[2001:470:1:18::114]/"),
    ("http%3A%2F%2Fwackyurl.com:80/", "http://wackyurl.com/"),
    ("http://W!eird<>Ho$^.com/", "http://w!eird<>ho$^.com/"),
    (DOTS, DOTS),
    ("http://www.google.com/blah/..", "http://www.google.com/"),
    ("www.google.com/", "http://www.google.com/"),
    ("www.google.com", "http://www.google.com/"),
    ("http://host.com//twoslashes?more//slashes", "http://host.com/twoslashes?more//slashes"),
    *((nothing, None) for nothing in ("", ":", "/blah", "#ref", "/blah#ref", "?query#ref", "/blah?query#ref")),
    *((nothing, None) for nothing in ("/blah;param", "http://#ref", "http:///blah#ref", "http://?query#ref")),
    ("http:///blah?query#ref", None),
    ("http:///blah;param", None),
    ("http:///blah;param?query#ref", None),
    ("mailto:somebody@listed.example", None),
]


def test_all_published_vectors_are_here() -> None:
    assert len(VECTORS) >= 52
    assert FORMAT_VERSION == 1, "another format needs its own vectors"


@pytest.mark.parametrize(("url", "spelt"), VECTORS)
def test_published_vector(url: str, spelt: str | None) -> None:
    assert canonical(url) == spelt


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://12.0x12.01234/", "12.18.2.156"),
        ("http://012.034.01.055/", "10.28.1.45"),
        ("http://0x12.0x43.0x44.0x01", "18.67.68.1"),
        ("http://167838211/", "10.1.2.3"),
        ("http://4294967295/", "255.255.255.255"),
        ("http://0/", "0.0.0.0"),  # noqa: S104
        ("http://1.2.3.4.:8080/", "1.2.3.4"),
        ("http://１.２.３.４/", "1.2.3.4"),
        # near misses: names, not numbers
        ("http://4294967296/", "4294967296"),
        ("http://256.2.3.4/", "256.2.3.4"),
        ("http://123.123.0.0.1/", "123.123.0.0.1"),
        ("http://08.1.1.1/", "08.1.1.1"),
        ("http://1.2.3.00x0/", "1.2.3.00x0"),
        ("http://0x.1/", "0x.1"),
        # IPv6
        ("http://[FEDC:BA98:7654:3210:FEDC:BA98:7654:3210]:80/x", "[fedc:ba98:7654:3210:fedc:ba98:7654:3210]"),
        ("http://[2001:0db8:0000::1]/", "[2001:db8::1]"),
        ("http://[::ffff:1.2.3.4]/", "1.2.3.4"),
        ("http://[64:ff9b::1.2.3.4]/", "1.2.3.4"),
        ("http://[fe80::1%25en0]/", "[fe80::1]"),
        ("http://[::1/", None),
        ("http://[]/", None),
        ("http://.[/", None),
        ("http://a]b.example/", None),
        ("http://[1.2.3.4]/", None),
        # users, ports, dots
        ("http://user:word@listed.example:8080/", "listed.example"),
        ("http://listed.example@other.example/", "other.example"),
        ("listed.example:8080/x", "listed.example"),
        ("listed.example:80", "listed.example"),
        ("http://listed.example:/", "listed.example"),
        ("http://..listed..example../", "listed.example"),
        ("http://listed.example:8x/", None),
        # international names
        ("http://LISTÉD.example/", "xn--listd-esa.example"),
        ("http://listéd.example/", "xn--listd-esa.example"),
        ("http://xn--listd-esa.example/", "xn--listd-esa.example"),
        ("http://list%C3%A9d.example/", "xn--listd-esa.example"),
        ("http://listed。example/", "listed.example"),
        ("http://△.example/", "xn--d1h.example"),
        ("http://a_é.example/", "xn--a_-cja.example"),
        ("http://listed．example/", "listed.example"),
        ("http://a／b.example/", "a%EF%BC%8Fb.example"),
        ("http://" + "é" * 64 + ".example/", "%C3%A9" * 64 + ".example"),
    ],
)
def test_host_names_have_one_spelling(url: str, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "file:///home/x/listed.example",
        "chrome://settings/",
        "about:blank",
        "data:text/plain,listed.example",
        "javascript:void(0)",
        "chrome-extension://listed.example/page",
        "android-app://listed.example/",
        "blob:https://listed.example/1",
        "http:listed.example",
        "listed.example:port/x",
        "data%3Atext/plain,x",
    ],
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert canonical(url) is None
    assert expressions(url) == ()


PAGE = ("1/2.html?param=1/2", "1/2.html", "", "1/")
DEEP = ("1/2/3/4/5/", "", "1/", "1/2/", "1/2/3/")
MANY = ("a.b.c.d.e.f.g.h.i/", "e.f.g.h.i/", "f.g.h.i/", "g.h.i/", "h.i/")


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://a.b.c/1/2.html?param=1/2", [f"{h}/{p}" for h in ("a.b.c", "b.c") for p in PAGE]),
        ("http://a.b.c/1/2/3/4/5/", [f"{h}/{p}" for h in ("a.b.c", "b.c") for p in DEEP]),
        ("http://a.b.c.d.e.f.g.h.i/", MANY),
        ("http://a.b.c.d.e.f.g/", ("a.b.c.d.e.f.g/", "c.d.e.f.g/", "d.e.f.g/", "e.f.g/", "f.g/")),
        (
            "http://a.b.c.d.e/1.html",
            [f"{h}/{p}" for h in ("a.b.c.d.e", "b.c.d.e", "c.d.e", "d.e") for p in ("1.html", "")],
        ),
        (
            "http://b.c/1/2/3.html?param=1/2",
            [f"b.c/{p}" for p in ("1/2/3.html?param=1/2", "1/2/3.html", "", "1/", "1/2/")],
        ),
        ("http://a.b/?", ["a.b/"]),
        ("http://[2001:470:1:18::114]/a/b", [f"[2001:470:1:18::114]/{p}" for p in ("a/b", "", "a/")]),
        ("http://1.2.3.4/a/b", ["1.2.3.4/a/b", "1.2.3.4/", "1.2.3.4/a/"]),
        ("http://a.b/", ["a.b/"]),
        ("http://b/", ["b/"]),
        ("https://a.b.c.d.e.f.g.h.i/", MANY),
        ("a.b.c.d.e.f.g.h.i/", MANY),
        ("[2001:470:1:18::114]/a/b", [f"[2001:470:1:18::114]/{p}" for p in ("a/b", "", "a/")]),
        ("/asdf", []),
    ],
)
def test_published_expressions(url: str, named: list[str]) -> None:
    assert list(expressions(url)) == list(named)


def test_neither_port_user_nor_scheme_changes_what_a_list_sees() -> None:
    plain = expressions("http://listed.example/a/b?c=d")
    for other in (
        "https://listed.example/a/b?c=d",
        "http://someone:word@listed.example:8443/a/b?c=d",
        "HTTP://LISTED.EXAMPLE./a//./x/../b?c=d#part",
        "listed.example/%61/b?c=d",
    ):
        assert expressions(other) == plain


addresses = st.builds(
    lambda scheme, host, tail: scheme + host + tail,
    st.sampled_from(["", "http://", "https://", "ftp://", "HTTP%3A//", "//", "about:", " http://"]),
    st.text(alphabet="aZé０.%2。:@[]x0１-_/\\?#\x00\udc80ß△", max_size=24),
    st.text(alphabet="/a.%25?#é \t\udc80", max_size=24),
)


@given(st.one_of(st.text(max_size=60), addresses))
@example("http://％41.example/")
@example("http://a/%2./5")
@example("\ud800")
@settings(max_examples=1500, deadline=None)
def test_any_string_has_one_spelling_or_none(url: str) -> None:
    spelt = canonical(url)
    named = expressions(url)
    assert len(named) <= 30
    assert len(set(named)) == len(named)
    assert (spelt is None) == (not named)
    if spelt is not None:
        assert spelt.isascii()
        assert canonical(spelt) == spelt
        assert expressions(spelt) == named


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_every_spelling_of_an_ipv4_address_is_one(number: int) -> None:
    quad = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    for spelling in (str(number), hex(number), f"0{number:o}", quad, f"{quad}."):
        assert host_of(f"http://{spelling}/") == quad


@pytest.mark.parametrize("url", ["http://a/" + "%25" * 50_000 + "41", "http://" + "." * 200_000 + "a/", "0" * 200_000])
def test_an_endless_address_ends(url: str) -> None:
    assert len(expressions(url)) <= 30


def onion(key: bytes) -> str:
    checksum = hashlib.sha3_256(b".onion checksum" + key + b"\x03").digest()[:2]
    return base64.b32encode(key + checksum + b"\x03").decode().lower()


@given(st.binary(min_size=32, max_size=32), st.integers(0, 55), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
@settings(max_examples=200, deadline=None)
def test_an_onion_name_proves_itself(key: bytes, place: int, letter: str) -> None:
    name = onion(key)
    assert is_onion_v3(f"{name}.onion")
    assert is_onion_v3(f"www.{name}.onion")
    changed = name[:place] + letter + name[place + 1 :]
    # The checksum has 16 bits: one change in 65,536 makes another valid name.
    assert is_onion_v3(f"{changed}.onion") == (changed == onion(base64.b32decode(changed.upper())[:32]))


@pytest.mark.parametrize(
    "host",
    ["", "onion", ".onion", "listed.example", "a" * 56, "a" * 16 + ".onion", "1" * 56 + ".onion", "é" * 56 + ".onion"],
)
def test_what_is_no_onion_name(host: str) -> None:
    assert not is_onion_v3(host)


@pytest.mark.parametrize(
    "name",
    [
        "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd",
        "sp3k262uwy4r2k3ycr5awluarykdpag6a7y33jxop4cs2lu5uz5sseqd",
        "xa4r2iadxm55fbnqgwwi5mymqdcofiu3w6rpbtqn7b2dyn7mgwj64jyd",
    ],
)
def test_the_specifications_own_onion_names(name: str) -> None:
    assert is_onion_v3(f"{name}.onion")
