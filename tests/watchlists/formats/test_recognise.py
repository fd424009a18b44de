"""A format is known by what stands in the file; a name decides nothing by itself."""

import io

import pytest

from inzage.watchlists import EntryFault
from inzage.watchlists.formats import Format
from inzage.watchlists.formats.recognise import format_of
from tests.watchlists.formats.test_ncmec import xml
from tests.watchlists.formats.test_tables import ICSE, NSRL
from tests.watchlists.formats.test_vics import V12, V20, vics

CLASSES = ("class-a", "class-b")


@pytest.mark.parametrize("name", ["list.txt", "list.json", "list.csv"])
@pytest.mark.parametrize(
    ("data", "written"),
    [
        (vics(first=V12), Format.VICS),
        ("\ufeff  " + vics(first=V20), Format.VICS),
        ('{"Event": {}}', Format.MISP),
        ('{"response": []}', Format.MISP),
        ('{"id": "x", "type" : "bundle"}', Format.STIX),
        ('{"count": 1, "hashRecords": []}', Format.STOPNCII),
        (xml(), Format.NCMEC),
        (ICSE, Format.ICSE),
        (ICSE.replace(";", ","), Format.ICSE),
        (NSRL, Format.NSRL_TEXT),
        ("SQLite format 3\0", Format.NSRL_SQLITE),
        ("entry,class\nx,y\n", Format.CSV),
        ("# note\nlisted.example,class-b\n", Format.CSV),
        ("listed.example\n", Format.TEXT),
        ("", Format.TEXT),
    ],
)
def test_the_content_decides(data: str, written: Format, name: str) -> None:
    assert format_of(io.BytesIO(data.encode()), CLASSES, name) == written


@pytest.mark.parametrize(("name", "written"), [("list.csv", Format.CSV), ("list.txt", Format.TEXT)])
def test_a_name_helps_only_where_a_comma_does(name: str, written: Format) -> None:
    assert format_of(io.BytesIO(b"listed.example,other\n"), CLASSES, name) == written
    assert format_of(io.BytesIO(b"listed.example\n"), CLASSES, name) == Format.TEXT


@pytest.mark.parametrize(
    "data",
    [
        '{"a": 1}',
        "<a/>",
        "listed.example;class-a\n",
        "term a\tclass-b\n",
        "entry;class\nterm a;class-a\n",
        "entry\tclass\n",
    ],
)
def test_what_is_none_of_them_is_said(data: str) -> None:
    with pytest.raises(EntryFault) as told:
        format_of(io.BytesIO(data.encode()), CLASSES, "list.csv")
    assert told.value.sentence("nl").startswith("Regel 1 ")
