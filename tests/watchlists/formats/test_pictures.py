"""PDQ values as they are brought: NCMEC, VICS, StopNCII, text and CSV; a record without one is no entry."""

import json

import pytest

from inzage.watchlists import EntryFault, ListKind
from inzage.watchlists.formats import Format, Left, Row
from tests.watchlists.formats.bringing import MD5, PDNA, SHA1, read
from tests.watchlists.formats.test_ncmec import gone, item, xml

PDQ = "0123456789abcdef" * 4


def record(value: str = PDQ, kind: str = "ImagePDQ", status: str = "Active") -> dict[str, object]:
    return {"lastModtimestamp": 1, "signalType": kind, "hashValue": value, "hashStatus": status, "caseNumbers": {}}


def answered(*records: dict[str, object], **more: object) -> str:
    return json.dumps({"count": len(records), "hasMoreRecords": False, "hashRecords": records} | more)


def test_a_stopncii_answer_gives_pictures_that_are_in_force() -> None:
    told = [record(), record(status="Withdrawn"), record(status="Deleted"), record(MD5, "VideoMD5"), record("f" * 64)]
    found = read(answered(*told), Format.STOPNCII, ListKind.PICTURES)
    assert found.rows == [Row(1, PDQ), Row(5, "f" * 64)]
    assert found.left == {Left.WITHDRAWN: 2, Left.NO_PDQ: 1}


def test_a_stopncii_answer_holds_no_digests() -> None:
    assert read(answered(record()), Format.STOPNCII).rows == []


def test_a_stopncii_answer_that_is_cut_off_is_a_fault() -> None:
    with pytest.raises(EntryFault):
        read(answered(record(), record())[:-40], Format.STOPNCII, ListKind.PICTURES)


def test_ncmec_gives_pictures_with_their_classification_and_leaves_out_what_it_takes_back() -> None:
    both = f"<md5>{MD5}</md5><pdna>{PDNA}</pdna><PDQ>{PDQ}</PDQ>"
    taken_back = item(number="3", prints=f"<pdq>{'1' * 64}</pdq>")
    found = read(xml(item(prints=both), item(number="2"), taken_back, gone("3")), Format.NCMEC, ListKind.PICTURES)
    assert found.rows == [Row(1, PDQ, "A1")]
    assert found.left == {Left.PHOTODNA: 1, Left.NO_PDQ: 1, Left.WITHDRAWN: 2}


def test_vics_gives_pictures_from_its_table_of_values() -> None:
    values = [{"HashName": "PDQ", "HashValue": PDQ}, {"HashName": "SHA1", "HashValue": SHA1}]
    head = '{"@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media",'
    told = f'{head}"value": {json.dumps([{"MediaID": 1, "Category": 2, "MD5": MD5, "AlternativeHashes": values}])}}}'
    assert read(told, Format.VICS, ListKind.PICTURES).rows == [Row(1, PDQ, "2")]
    assert read(told, Format.VICS).rows == [Row(1, f"md5:{MD5} sha1:{SHA1}", "2")]


@pytest.mark.parametrize("written", [Format.ICSE, Format.NSRL_TEXT, Format.NSRL_SQLITE])
def test_a_form_without_such_values_gives_none(written: Format) -> None:
    assert read("anything", written, ListKind.PICTURES).rows == []
