"""ICSE and NSRL text: columns by their heading, the wrong separator named, categories as they are."""

import pytest

from inzage.watchlists import EntryFault
from inzage.watchlists.formats import Format, Left, Row
from tests.watchlists.formats.bringing import MD5, PDNA, SHA1, read

ICSE = (
    "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
    "Number of submissions;File Available;Media Type;Baseline\n"
)
NSRL = '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\n'


def icse(md5: str = MD5, sha1: str = SHA1, pdna: str = "", baseline: str = "true") -> str:
    return f"{md5};{sha1};{pdna};1;no;no;no;;1;yes;image;{baseline}\n"


def nsrl(name: str = "a.txt", size: str = "42", code: str = "") -> str:
    return f'"{SHA1.upper()}","{MD5.upper()}","00000000","{name}",{size},7,"362","{code}"\n'


def test_icse_gives_digests_and_its_baseline_column() -> None:
    found = read(ICSE + icse() + icse(sha1="", baseline="") + icse(pdna=PDNA) + "\n" + icse("", "", PDNA), Format.ICSE)
    assert found.rows == [
        Row(2, f"md5:{MD5} sha1:{SHA1}", "true"),
        Row(3, f"md5:{MD5}", None),
        Row(4, f"md5:{MD5} sha1:{SHA1}", "true"),
    ]
    assert found.left == {Left.PHOTODNA: 2, Left.NO_DIGEST: 1}


def test_columns_may_stand_in_another_order() -> None:
    text = f"Baseline;SHA1;PhotoDNA;MD5\nyes;{SHA1};;{MD5}\n"
    assert read(text, Format.ICSE).rows == [Row(2, f"md5:{MD5} sha1:{SHA1}", "yes")]


def test_nsrl_gives_digests_size_and_its_special_code() -> None:
    odd = nsrl("na\udcefve \udcff, b.txt", code="M")
    text = (NSRL + nsrl() + odd + nsrl('quo""ted', "0", "S")).encode("utf-8", "surrogateescape")
    whole = f"sha1:{SHA1.upper()} md5:{MD5.upper()} size:"
    assert read(text, Format.NSRL_TEXT).rows == [
        Row(2, whole + "42", None),
        Row(3, whole + "42", "M"),
        Row(4, whole + "0", "S"),
    ]


@pytest.mark.parametrize(
    ("text", "written", "line"),
    [
        (ICSE.replace(";", ",") + icse().replace(";", ","), Format.ICSE, 1),
        (ICSE.replace(";", "\t") + icse().replace(";", "\t"), Format.ICSE, 1),
        (ICSE.replace("Baseline", "Category") + icse(), Format.ICSE, 1),
        (ICSE + icse() + icse().replace(";", ","), Format.ICSE, 3),
        (ICSE + icse() + icse(baseline="yes;extra"), Format.ICSE, 3),
        (ICSE + icse() + icse(md5="\0" * 32), Format.ICSE, 3),
        (ICSE + icse(pdna="x" * 200_000), Format.ICSE, 2),
        (NSRL.replace(",", ";") + nsrl(), Format.NSRL_TEXT, 1),
        (NSRL + nsrl() + nsrl(name='a","b'), Format.NSRL_TEXT, 3),
        (NSRL + nsrl() + nsrl()[:60], Format.NSRL_TEXT, 3),
    ],
)
def test_the_line_that_is_wrong_is_named(text: str, written: Format, line: int) -> None:
    with pytest.raises(EntryFault) as told:
        read(text, written)
    assert told.value.sentence("nl").startswith(f"Regel {line} ")
    assert told.value.sentence("en").startswith(f"Line {line} ")


def test_a_heading_alone_has_no_entries() -> None:
    assert read(ICSE, Format.ICSE).rows == []
