"""VICS JSON: versions by their first key, digests wherever they stand, categories as they are."""

import json

import pytest

from inzage.watchlists import EntryFault, ListKind
from inzage.watchlists.formats import Format, Left, Row
from tests.watchlists.formats.bringing import MD5, PDNA, SHA1, SHA256, read

V12 = {"odata.metadata": "http://github.com/ICMEC/ProjectVic/DataModels/1.2.xml#Media"}
V13 = {"odata.metadata": "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media"}
V20 = {"@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"}
CASES = {"@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/Default/$metadata#Cases"}
ITEM = {"MediaID": 7, "Category": 1, "MD5": MD5.upper(), "SHA1": SHA1.upper(), "MediaSize": "42", "Tags": "x"}
WHOLE = f"md5:{MD5.upper()} sha1:{SHA1.upper()} size:42"


def vics(*items: object, first: dict[str, str] = V20) -> str:
    return json.dumps(first | {"value": items})


@pytest.mark.parametrize("first", [V12, V13, V20])
def test_every_version_gives_digests_size_and_category(first: dict[str, str]) -> None:
    assert read(vics(ITEM, first=first), Format.VICS).rows == [Row(1, WHOLE, "1")]
    assert read("\ufeff" + vics(ITEM, first=first), Format.VICS).rows == [Row(1, WHOLE, "1")]


def test_cases_hold_their_media() -> None:
    text = vics({"CaseID": "c", "Media": [ITEM]}, {"Media": [ITEM | {"Category": "0"}]}, {"Media": []}, first=CASES)
    assert read(text, Format.VICS).rows == [Row(1, WHOLE, "1"), Row(2, WHOLE, "0")]


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        ({"MediaSize": 42}, WHOLE),
        ({"MediaSize": None}, f"md5:{MD5.upper()} sha1:{SHA1.upper()}"),
        ({"MediaSize": ""}, f"md5:{MD5.upper()} sha1:{SHA1.upper()}"),
        ({"MD5": None}, f"sha1:{SHA1.upper()} size:42"),
        ({"Hashes": [{"HashName": "SHA-256", "HashValue": SHA256}]}, f"{WHOLE} sha256:{SHA256}"),
        # what would become a second digest stays one wrong value
        ({"MD5": f"{MD5} {SHA1}"}, f"md5:{MD5}?{SHA1} sha1:{SHA1.upper()} size:42"),
        ({"MD5": f"{MD5};sha1:{SHA1}"}, f"md5:{MD5}?sha1?{SHA1} sha1:{SHA1.upper()} size:42"),
        # names of files are not digests
        ({"MediaFiles": [{"FileName": "a", "MD5": "x"}], "SHA512": "y", "MediaType": "z"}, WHOLE),
    ],
)
def test_what_an_item_says_of_its_file(change: dict[str, object], entry: str) -> None:
    (row,) = read(vics(ITEM | change), Format.VICS).rows
    assert sorted(row.entry.split()) == sorted(entry.split())


def test_photodna_is_kept_out_and_counted_wherever_it_stands() -> None:
    nested = {"PhotoDNA": [{"HashName": "PhotoDNA", "HashValue": PDNA}]}
    alone = {"MediaID": 1, "Category": 1, "PhotoDNA": PDNA}
    found = read(vics(ITEM | {"PhotoDNA": PDNA}, ITEM | nested, ITEM | {"PhotoDNA": ""}, alone), Format.VICS)
    assert [row.number for row in found.rows] == [1, 2, 3]
    assert not any(PDNA in row.entry for row in found.rows)
    assert found.left == {Left.PHOTODNA: 3, Left.NO_DIGEST: 1}


def test_a_category_that_is_not_given_is_not_zero() -> None:
    items = (ITEM | {"Category": None}, {k: v for k, v in ITEM.items() if k != "Category"}, ITEM | {"Category": 0})
    assert [row.category for row in read(vics(*items), Format.VICS).rows] == [None, None, "0"]


@pytest.mark.parametrize(
    "first",
    [
        {"odata.metadata": "http://github.com/ICMEC/ProjectVic/DataModels/1.1.xml#Media"},
        {"@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/3.0.xml/US/$metadata#Media"},
        {"@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Other"},
        {"other": "x"},
    ],
)
def test_another_version_is_refused(first: dict[str, str]) -> None:
    with pytest.raises(EntryFault) as told:
        read(vics(ITEM, first=first), Format.VICS)
    assert "VICS 1.2, 1.3 of 2.0" in told.value.sentence("nl")


@pytest.mark.parametrize(
    ("spoil", "record"),
    [
        (lambda text: text[: text.rindex("MediaID")], 3),
        (lambda text: text[:-1], 4),
        (lambda text: text + "{}", 4),
        (lambda text: text.replace('"MediaSize"', "MediaSize", 1), 1),
        (lambda text: text.replace(MD5.upper(), "\udcff", 1), 1),
        (lambda text: text[: len(text) // 2] + "\0" + text[len(text) // 2 :], 2),
    ],
)
def test_a_file_that_breaks_off_names_the_record(spoil: object, record: int) -> None:
    text = spoil(vics(*[ITEM | {"Tags": "x" * 100_000} for _ in range(3)]))  # type: ignore[operator]
    with pytest.raises(EntryFault) as told:
        read(text.encode("utf-8", "surrogateescape"), Format.VICS)
    said = told.value.sentence("nl")
    assert said.startswith("Record ")
    assert int(said.split()[1]) <= record
    assert MD5.upper() not in said


@pytest.mark.parametrize("item", ['"text"', "7", "[]", "null", "[[1]]"])
def test_a_record_must_have_fields(item: str) -> None:
    with pytest.raises(EntryFault) as told:
        read(vics(ITEM)[:-2] + f", {item}]}}", Format.VICS)
    assert "Record 2" in told.value.sentence("nl")


@pytest.mark.parametrize("filler", ['"' + "x" * 9_000_000 + '"', "[" + "1," * 4_500_000 + "1]", "[" * 9_000_000])
def test_one_record_cannot_fill_the_memory(filler: str) -> None:
    with pytest.raises(EntryFault):
        read(vics(ITEM)[:-2] + f', {{"MD5": {filler}', Format.VICS)


@pytest.mark.parametrize("closed", [True, False])
def test_deep_nesting_is_refused_by_the_record_that_has_it(closed: bool) -> None:
    first = vics(ITEM | {"Tags": "[" * 500 + "x" * 5000})
    deep = "[" * 100_000 + "]" * 100_000 * closed
    with pytest.raises(EntryFault) as told:
        read(first[:-2] + f', {{"MD5": "{MD5}", "x": {deep}}}]}}', Format.VICS)
    assert "Record 2" in told.value.sentence("nl")


def test_many_records_with_lone_brackets_in_a_text_are_no_nesting() -> None:
    assert len(read(vics(*[ITEM | {"Tags": ":[ :{ " * 100}] * 100), Format.VICS).rows) == 100


def test_vics_holds_files_alone() -> None:
    assert read(vics(ITEM), Format.VICS, ListKind.ADDRESSES).rows == []
