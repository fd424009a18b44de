"""MISP and STIX: what was meant for detection and is a plain equality; the rest is counted, never widened."""

import json

import pytest

from inzage.watchlists import EntryFault, ListKind
from inzage.watchlists.formats import Format, Left, Row
from inzage.watchlists.formats.patterns import alternatives
from tests.watchlists.formats.bringing import MD5, SHA1, SHA256, read

ADDRESSES, DIGESTS, HANDLES = ListKind.ADDRESSES, ListKind.DIGESTS, ListKind.HANDLES


def attribute(kind: str, value: str, **more: object) -> dict[str, object]:
    return {"type": kind, "value": value, "to_ids": True, "category": "Network activity"} | more


def misp(attributes: list[object], objects: list[object] | None = None) -> str:
    return json.dumps({"Event": {"info": "x", "Attribute": attributes, "Object": objects or []}})


@pytest.mark.parametrize(
    ("kind", "given", "entry"),
    [
        (ADDRESSES, attribute("domain", "listed.example"), "listed.example"),
        (ADDRESSES, attribute("domain|ip", "listed.example|192.0.2.1"), "listed.example"),
        (ADDRESSES, attribute("url", "http://listed.example/x?y|z"), "http://listed.example/x?y|z"),
        (DIGESTS, attribute("md5", MD5), f"md5:{MD5}"),
        (DIGESTS, attribute("filename|sha256", f"a|b|{SHA256}"), f"sha256:{SHA256}"),
        (HANDLES, attribute("email-src", "a@listed.example"), "a@listed.example"),
    ],
)
def test_an_attribute_of_the_wanted_kind_is_an_entry(kind: ListKind, given: object, entry: str) -> None:
    for text in (misp([given]), json.dumps({"response": [json.loads(misp([given]))]})):
        assert read(text, Format.MISP, kind).rows == [Row(1, entry, "Network activity")]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (attribute("domain", "listed.example", to_ids=False), Left.CONTEXT),
        (attribute("domain", "listed.example", deleted=True), Left.WITHDRAWN),
        (attribute("md5", MD5), Left.OTHER_KIND),
        (attribute("ssdeep", "x"), Left.OTHER_KIND),
        (attribute("comment", "listed.example"), Left.OTHER_KIND),
    ],
)
def test_what_else_an_event_holds_is_counted(given: object, left: Left) -> None:
    found = read(misp([given]), Format.MISP, ADDRESSES)
    assert (found.rows, found.left) == ([], {left: 1})


def test_a_file_object_is_one_entry_of_which_all_must_agree() -> None:
    inside = [
        attribute("md5", MD5),
        attribute("sha1", SHA1),
        attribute("size-in-bytes", "42", to_ids=False),
        attribute("filename", "x"),
        attribute("sha256", SHA256, to_ids=False),
    ]
    found = read(misp([], [{"name": "file", "Attribute": inside}]), Format.MISP)
    assert found.rows == [Row(1, f"md5:{MD5} sha1:{SHA1} size:42", "Network activity")]
    other = read(misp([], [{"name": "other", "Attribute": inside[:2]}]), Format.MISP)
    assert [row.entry for row in other.rows] == [f"md5:{MD5}", f"sha1:{SHA1}"]
    assert read(misp([], [{"name": "file", "Attribute": inside, "deleted": True}]), Format.MISP).left == {
        Left.WITHDRAWN: 1
    }


def test_a_large_event_is_read_piece_by_piece() -> None:
    many = [attribute("md5", f"{n:032x}", comment="x" * 10_000) for n in range(2000)]
    text = misp(many, [{"name": "file", "Attribute": [attribute("sha1", SHA1)]}])
    assert len(text) > 16 * 1024 * 1024
    assert len(read(text, Format.MISP).rows) == 2001


def test_a_broken_event_names_its_record() -> None:
    with pytest.raises(EntryFault) as told:
        read(misp([attribute("md5", MD5), attribute("md5", MD5)])[:-60], Format.MISP)
    assert "Record 2" in told.value.sentence("nl")


def indicator(pattern: str, **more: object) -> dict[str, object]:
    return {"type": "indicator", "pattern": pattern, "pattern_type": "stix", "indicator_types": ["b", "a"]} | more


def stix(*objects: object) -> str:
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": [{"type": "identity"}, *objects]})


@pytest.mark.parametrize(
    ("kind", "pattern", "entries"),
    [
        (ADDRESSES, "[domain-name:value = 'listed.example']", ["listed.example"]),
        (ADDRESSES, "[url:value = 'http://listed.example/it\\'s']", ["http://listed.example/it's"]),
        (ADDRESSES, "[domain-name:value='a.example' OR url:value='b.example/x']", ["a.example", "b.example/x"]),
        (ADDRESSES, "[domain-name:value = 'a.example'] OR [url:value = 'b.example']", ["a.example", "b.example"]),
        (DIGESTS, f"[file:hashes.MD5 = '{MD5}']", [f"md5:{MD5}"]),
        (DIGESTS, f"[file:hashes.'SHA-256' = '{SHA256}' AND file:size = 42]", [f"sha256:{SHA256} size:42"]),
        (
            DIGESTS,
            f"[file:hashes.MD5 = '{MD5}' AND file:hashes.'SHA-1' = '{SHA1}' OR file:hashes.\"SHA-256\" = '{SHA256}']",
            [f"md5:{MD5} sha1:{SHA1}", f"sha256:{SHA256}"],
        ),
        (HANDLES, "[email-addr:value = 'a@listed.example']", ["a@listed.example"]),
    ],
)
def test_an_equality_is_an_entry_for_each_way_to_hold(kind: ListKind, pattern: str, entries: list[str]) -> None:
    found = read(stix(indicator(pattern)), Format.STIX, kind)
    assert found.rows == [Row(2, entry, "a,b") for entry in entries]
    assert found.left == {Left.CONTEXT: 1}


@pytest.mark.parametrize(
    "pattern",
    [
        "[domain-name:value != 'listed.example']",
        "[domain-name:value LIKE '%.listed.example']",
        "[domain-name:value MATCHES 'listed']",
        "[NOT domain-name:value = 'listed.example']",
        "[domain-name:value IN ('a.example', 'b.example')]",
        "[domain-name:value = 'a.example'] AND [url:value = 'b.example']",
        "[domain-name:value = 'a.example'] FOLLOWEDBY [url:value = 'b.example']",
        "[domain-name:value = 'a.example'] WITHIN 5 SECONDS",
        "[domain-name:value = 'a.example' AND domain-name:value = 'b.example']",
        "([domain-name:value = 'a.example'])",
        "[ipv4-addr:value = '192.0.2.1']",
        "[domain-name:value = 'a.example' AND ipv4-addr:value = '192.0.2.1']",
        f"[file:hashes.MD5 = '{MD5}' AND file:name = 'x']",
        f"[file:hashes.'SHA-512' = '{SHA256}{SHA256}']",
        "[domain-name:value = 'a.example'",
        "[domain-name:value = 'a.example']]",
        "[]",
        "",
        "[domain-name:value = 'a.example" + "x" * 70_000 + "']",
    ],
)
def test_a_pattern_that_asks_more_is_not_taken_for_less(pattern: str) -> None:
    for kind in (ADDRESSES, DIGESTS):
        found = read(stix(indicator(pattern)), Format.STIX, kind)
        assert (found.rows, found.left) == ([], {Left.CONTEXT: 1, Left.PATTERN: 1})


@pytest.mark.parametrize(
    ("more", "left"),
    [({"revoked": True}, Left.WITHDRAWN), ({"pattern_type": "yara"}, Left.PATTERN)],
)
def test_what_is_revoked_or_in_another_language(more: dict[str, object], left: Left) -> None:
    found = read(stix(indicator("[domain-name:value = 'a.example']", **more)), Format.STIX, ADDRESSES)
    assert (found.rows, found.left) == ([], {Left.CONTEXT: 1, left: 1})


def test_a_size_alone_names_no_file() -> None:
    assert read(stix(indicator("[file:size = 42]")), Format.STIX).left == {Left.CONTEXT: 1, Left.NO_DIGEST: 1}


def test_no_types_is_no_category() -> None:
    (row,) = read(stix(indicator(f"[file:hashes.MD5='{MD5}']", indicator_types=[])), Format.STIX).rows
    assert row.category is None


def test_and_binds_before_or() -> None:
    assert alternatives("[a:b = 1 OR a:c = 2 AND a:d = 'x\\\\y']") == [
        [("a:b", "1")],
        [("a:c", "2"), ("a:d", "x\\y")],
    ]
