"""Real lists of ordinary places: each entry found again, nothing beside it, and the gate between them.

The folder of education sites serves as a white list and by its path alone: none of its
entries is ever written down here.
"""

from datetime import date
from pathlib import Path

import pytest

from inzage.watchlists import ListKind, Meaning, OverlapsBenign
from inzage.watchlists.canonical import HOST_LABELS
from inzage.watchlists.entries import address
from tests.watchlists.desk import Desk, make_desk

CATEGORIES = ["bank", "jobsearch", "press", "vpn"]
EDUCATION = "sexual_education"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def entries(real_data: Path, category: str, part: str = "domains") -> list[str]:
    text = (real_data / "ut1-blacklists" / "blacklists" / category / part).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def bring(desk: Desk, name: str, lines: list[str], meaning: Meaning = Meaning.LISTED, **said: object) -> int:
    done = desk.bring("\n".join(lines), name=name, meaning=meaning, purpose=name, classes=(name,), **said)
    return done.stored.entries


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_entry_of_a_real_list_is_found_again(category: str, real_data: Path, desk: Desk) -> None:
    lines = entries(real_data, category)
    assert len(lines) > 1000
    assert bring(desk, category, lines) == len({address(line) for line in lines})
    (stored,) = desk.open().stored
    with stored.look_up(desk.kit.list_key()) as opened:
        sample = lines[:: max(1, len(lines) // 1500)]
        assert all(opened.classes_of_address(f"https://{line}/page?x=1") == {category} for line in sample)
        for line in sample:
            # expressions look at the last five labels, so a longer name stands for itself alone
            below = opened.classes_of_address(f"https://www.{line}/page?x=1")
            assert below == {category} or len(line.split(".")) > HOST_LABELS
        assert not any(opened.classes_of_address(f"https://{line}.unlisted.example/") for line in sample)
        assert not any(opened.classes_of_address(f"https://listed.example/?to={line}") for line in sample)


def parents(host: str) -> set[str]:
    labels = host.split(".")
    return {".".join(labels[n:]) for n in range(len(labels))}


def test_real_lists_share_what_plain_set_arithmetic_says(real_data: Path, desk: Desk) -> None:
    press = {line.lower() for line in entries(real_data, "press")}
    bank = entries(real_data, "bank")
    shared = [line for line in bank if parents(line.lower()) & press]
    bring(desk, "press", sorted(press), Meaning.BENIGN)
    if shared:
        with pytest.raises(OverlapsBenign) as told:
            bring(desk, "bank", bank)
        assert told.value.facts["overlap"] == len(shared)
    apart = [line for line in bank if line not in set(shared)]
    assert bring(desk, "bank", apart, issued=date(2026, 10, 2)) == len({address(line) for line in apart})


def test_a_list_that_names_education_sites_never_passes(real_data: Path, desk: Desk) -> None:
    education = entries(real_data, EDUCATION) + entries(real_data, EDUCATION, "urls")
    assert bring(desk, "education", education, Meaning.BENIGN) > 0
    for line in education:
        with pytest.raises(OverlapsBenign) as told:
            bring(desk, "suspect", ["listed.example", line])
        assert told.value.facts["overlap"] == 1
        assert line not in told.value.sentence("nl") + told.value.sentence("en")
    for path in desk.lists.rglob("*"):
        stored = path.read_bytes() if path.is_file() else b""
        assert not any(line.encode() in stored for line in education)
    assert bring(desk, "suspect", ["listed.example"]) == 1
    assert desk.open().of(ListKind.ADDRESSES, Meaning.BENIGN)[0].entries > 0
