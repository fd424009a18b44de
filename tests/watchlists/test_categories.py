"""What a file calls its categories counts only as the signed manifest says."""

import json
from dataclasses import replace

import pytest

from inzage.signing.canonical import canonical
from inzage.watchlists import EntryFault, ManifestFault
from inzage.watchlists.formats import Left
from inzage.watchlists.manifest import from_payload, to_payload
from tests.watchlists.desk import PLAIN, Desk
from tests.watchlists.formats.test_vics import vics

TWO = ("class-a", "class-b")


def item(number: int, category: object = 1) -> dict[str, object]:
    return {"MediaID": number, "Category": category, "MD5": f"{number:032x}"}


def test_each_category_has_its_class_and_an_empty_one_is_left_out(desk: Desk) -> None:
    mapped = (("0", ""), ("1", "class-a"), ("2", "class-b"))
    done = desk.bring_files(vics(item(1), item(2, 2), item(3, 0), item(4, "0")), classes=TWO, categories=mapped)
    assert done.stored.entries == 2
    assert done.stored.header.left == ((Left.CATEGORY.value, 2),)
    assert done.stored.header.written == "vics"
    assert [desk.classes("places", f"md5:{n:032x}") for n in (1, 2, 3, 4)] == [{"class-a"}, {"class-b"}, set(), set()]


@pytest.mark.parametrize(
    ("categories", "classes"),
    [
        ((), ("class-a",)),  # a category that the manifest does not speak of, even with one class
        ((("1", "class-a"),), ("class-a",)),
        ((("1", "class-a"), ("00", "")), TWO),
        ((("1", "class-a"), ("", "")), ("class-a",)),
    ],
)
def test_a_category_that_is_not_named_is_refused_with_its_record(
    desk: Desk, categories: object, classes: object
) -> None:
    with pytest.raises(EntryFault) as told:
        desk.bring_files(vics(item(1), item(2, 0)), categories=categories, classes=classes)
    assert "Record 2 " in told.value.sentence("nl") or "Record 1, 2 " in told.value.sentence("nl")
    assert "categories" in told.value.sentence("nl")


def test_no_category_where_the_manifest_speaks_of_them_is_refused(desk: Desk) -> None:
    with pytest.raises(EntryFault):
        desk.bring_files(vics(item(1), item(2, None)), categories=(("1", "class-a"),))
    named = (("", "class-b"), ("1", "class-a"))
    desk.bring_files(vics(item(1), item(2, None)), categories=named, classes=TWO)
    assert desk.classes("places", f"md5:{2:032x}") == {"class-b"}


def test_no_category_and_none_spoken_of_is_the_only_class(desk: Desk) -> None:
    desk.bring_files(vics(item(1, None)))
    assert desk.classes("places", f"md5:{1:032x}") == {"class-a"}


def test_a_manifest_without_categories_keeps_the_bytes_that_were_signed_before_they_existed() -> None:
    assert b"categories" not in to_payload(PLAIN)
    mapped = replace(PLAIN, categories=(("0", ""), ("1", "class-a")))
    assert from_payload(to_payload(mapped)) == mapped


@pytest.mark.parametrize(
    "categories", [{"1": "class-z"}, {"1": 1}, [["1", "class-a"]], {"x" * 201: ""}, {str(n): "" for n in range(1001)}]
)
def test_categories_that_say_something_else_are_refused(categories: object) -> None:
    payload = json.loads(to_payload(PLAIN)) | {"categories": categories}
    with pytest.raises(ManifestFault):
        from_payload(canonical(payload))
