"""NCMEC XML: digests with their classification; what it takes back is left out; nothing in it can grow."""

import pytest

from inzage.watchlists import EntryFault
from inzage.watchlists.formats import Format, Left, Row
from tests.watchlists.formats.bringing import MD5, PDNA, SHA1, read

SPACE = "https://hashsharing.ncmec.org/hashsharing/v2"


def item(
    name: str = "image", number: str = "1", prints: str = f"<md5>{MD5}</md5>", kind: str = "A1", member: str = "m"
) -> str:
    says = f"<classification>{kind}</classification>" if kind else ""
    return (
        f'<{name}><member id="4">{member}</member><timestamp>2026-01-01T00:00:00Z</timestamp><id>{number}</id>{says}'
        f"<fingerprints>{prints}</fingerprints></{name}>"
    )


def gone(number: str, name: str = "deletedImage", member: str = "m") -> str:
    return f'<{name}><member id="4">{member}</member><id>{number}</id></{name}>'


def xml(*items: str, before: str = "", space: str = SPACE, after: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<queryResult xmlns="{space}">'
        f"<images>{''.join(items)}</images>{after}</queryResult>"
    )


def test_pictures_and_videos_give_digests_and_classification() -> None:
    both = f"<md5>{MD5}</md5><sha1> {SHA1} </sha1><pdna>{PDNA}</pdna><pdq>{'0' * 64}</pdq>"
    found = read(xml(item(prints=both), item("video", "2", kind="B2"), item(number="3", kind="")), Format.NCMEC)
    assert found.rows == [
        Row(1, f"md5:{MD5} sha1:{SHA1}", "A1"),
        Row(2, f"md5:{MD5}", "B2"),
        Row(3, f"md5:{MD5}", None),
    ]
    assert found.left == {Left.PHOTODNA: 1}


@pytest.mark.parametrize("early", [True, False])
def test_what_is_taken_back_is_left_out_wherever_it_stands(early: bool) -> None:
    order = [gone("1"), item(number="1"), item(number="2")]
    found = read(xml(*(order if early else reversed(order))), Format.NCMEC)
    assert [row.entry for row in found.rows] == [f"md5:{MD5}"]
    assert found.left == {Left.WITHDRAWN: 2}


def test_the_same_number_of_another_member_stays() -> None:
    assert len(read(xml(gone("1", member="n"), item(number="1")), Format.NCMEC).rows) == 1


def test_a_record_with_similarity_values_alone_is_counted() -> None:
    assert read(xml(item(prints=f"<pdna>{PDNA}</pdna>")), Format.NCMEC).left == {Left.PHOTODNA: 1, Left.NO_DIGEST: 1}


def test_a_further_page_is_said() -> None:
    after = "<paging><next>/v2/entries?start=2</next></paging>"
    assert read(xml(item(), after=after), Format.NCMEC).left == {Left.MORE_PAGES: 1}


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
PARAMETER = '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://listed.example/x"> %p;]>'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE, PARAMETER, "<!DOCTYPE queryResult>"])
def test_a_document_type_is_refused_before_it_can_grow(before: str) -> None:
    with pytest.raises(EntryFault) as told:
        read(xml(item(kind="A1"), before=before), Format.NCMEC)
    assert "documenttype" in told.value.sentence("nl")


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (xml(item(), item(number="2"))[:-200], 2),
        (xml(item())[:-3], 2),
        (xml(item(), space="https://listed.example/v2"), 1),
        (xml(item(), item(kind="&unknown;")), 2),
        (xml(item(), item(kind="x" * 5000)), 2),
        (xml(item(), item(kind="\0")), 2),
        (xml(item(), item(prints="<md5>x</md5>" * 200)), 2),
        ("no xml", 1),
    ],
)
def test_what_is_wrong_is_named_by_record(text: str, record: int) -> None:
    with pytest.raises(EntryFault) as told:
        read(text, Format.NCMEC)
    assert f"Record {record} " in told.value.sentence("nl")
