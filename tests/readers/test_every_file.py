"""What holds for each reader whatever its file is: a database, a hive, a list, a log, or a mere name.

``test_every_reader`` says the same, and more, of databases. A reader of a kind of file that
cannot tell stands in one of the two lists below, with the reason.
"""

import re
import typing
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from inzage import observations
from inzage.artefact import Window
from inzage.observations import Observation, Opened, Remark
from inzage.readers import Reader, all_readers
from inzage.result import Unreadable
from tests.readers.recipe import SIDECARS, Case, artefact, build, cases

READERS = all_readers()
GOOD = [(reader, case) for reader in READERS for case in cases(reader.name) if isinstance(case.expected, list)]
ACTS = typing.get_args(Observation)
SPEAKS = (*ACTS, *typing.get_args(Remark))

BY_NAME_ALONE = {"android_reset", "android_trash", "ios_backup_apps", "ios_erased", "macos_setup"}
"""That the file is there, and its date, is all that is read: what it holds cannot be wrong."""

BY_HEAD_ALONE = {"cloud_accounts", "linux_thumbnails", "media_files", "media_similar", "outlook_stores", "thumbs_db"}
"""Nothing is decoded: the first bytes, or the list of streams, are all that is read."""

LINES = {
    "android_bluetooth", "ios_installation_log", "linux_bluetooth", "linux_networks", "linux_packages", "linux_users",
    "wpa_networks",
}  # fmt: skip
"""Text that grows by the line: where it stops between two, nothing tells that it went on."""

NAY_LOST = {"ios_messages"}
"""A table beside the main one says what is no act (messages in the bin). Where it is lost, they count: as damaged."""

each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
each_good = pytest.mark.parametrize(("reader", "case"), GOOD, ids=lambda value: getattr(value, "id", ""))


def worked(reader: Reader) -> Case:
    return max((case for one, case in GOOD if one is reader), key=lambda case: len(case.expected))


def told(reader: Reader, made: Path, case: Case, window: Window | None = None) -> Counter[str]:
    """Kinds that were yielded; a refusal counts as its reason."""
    kinds: Counter[str] = Counter()
    with artefact(made, case.facts | {"sure": True}) as opened:
        try:
            kinds.update(type(seen).__name__ for seen in reader.read(opened, window or case.window))
        except Unreadable as fault:
            return Counter({f"unreadable: {fault.reason}": 1})
    return kinds


def alone(case: Case, folder: Path) -> Path:
    """The case's file without what lies beside it."""
    made = build(case, folder)
    for suffix in SIDECARS:
        Path(f"{made}{suffix}").unlink(missing_ok=True)
    return made


def says_why(kinds: Counter[str]) -> bool:
    return kinds["Degraded"] + kinds["Beyond"] > 0 or any(kind.startswith("unreadable: ") for kind in kinds)


@pytest.mark.parametrize("defect", ["empty", "zeroed", "something else"])
@each_reader
def test_what_is_no_such_file_says_why_and_tells_of_no_act(reader: Reader, defect: str, tmp_path: Path) -> None:
    case = worked(reader)
    made = alone(case, tmp_path)
    size = made.stat().st_size
    made.write_bytes({"empty": b"", "zeroed": bytes(max(64, size))}.get(defect, b"<html>something else</html>" * 100))
    kinds = told(reader, made, case)
    if reader.name in BY_NAME_ALONE:
        assert kinds["Opened"] == 1
    else:
        assert says_why(kinds), kinds
        assert not any(kinds[act.__name__] for act in ACTS)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.8])
@each_reader
def test_a_file_that_stops_early_says_so_or_cannot_tell_and_never_tells_more(
    reader: Reader, part: float, tmp_path: Path
) -> None:
    case = worked(reader)
    made = alone(case, tmp_path)
    whole = told(reader, made, case)
    content = made.read_bytes()
    made.write_bytes(content[: int(len(content) * part)])
    kinds = told(reader, made, case)
    assert says_why(kinds) or reader.name in BY_NAME_ALONE | BY_HEAD_ALONE | LINES
    more = kinds["Degraded"] > 0 and reader.name in NAY_LOST
    assert more or sum(kinds[act.__name__] for act in ACTS) <= sum(whole[act.__name__] for act in ACTS)


@each_good
def test_a_window_in_which_nothing_lies_opens_no_row(reader: Reader, case: Case, tmp_path: Path) -> None:
    """Not one act and not one row, long before what the file holds, and long after."""
    made = build(case, tmp_path)
    for day in (date(1990, 2, 1), date(2089, 1, 1)):
        with artefact(made, case.facts) as opened:
            seen = list(reader.read(opened, Window(day, day + timedelta(days=2))))
        assert [one for one in seen if isinstance(one, ACTS)] == []
        assert sum(one.rows for one in seen if isinstance(one, Opened)) == 0


@each_reader
def test_a_reader_says_whether_it_met_a_real_file(reader: Reader) -> None:
    """In its description, in words that fit what ``met_real`` says."""
    words = " ".join(reader.doc.split())
    met = r"\b([Mm]et|[Tt]ried on)\b[^.]*\breal\b"
    said = r"\b([Mm]et|[Tt]ried on|schema|[Nn]o real)\b"
    assert len(words.partition("References:")[0]) > 200
    assert re.search(met if reader.met_real else said, words)


def test_one_field_name_has_one_type_everywhere() -> None:
    types: dict[str, set[object]] = {}
    for kind in SPEAKS:
        for name, said in typing.get_type_hints(kind, vars(observations)).items():
            types.setdefault(name, set()).add(said)
    assert {name: said for name, said in types.items() if len(said) > 1} == {}
    assert len(types) > 15


def test_who_cannot_tell_is_a_reader() -> None:
    assert {reader.name for reader in READERS} >= BY_NAME_ALONE | BY_HEAD_ALONE | LINES | NAY_LOST
