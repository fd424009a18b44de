"""A visit to an onion service goes the same way as any other: from the file to the list's class, or to none."""

from pathlib import Path

import pytest

from inzage.indicators.visits_listed_place import VisitsListedPlace
from inzage.observations import Visit
from inzage.readers import all_readers
from inzage.watchlists.canonical import expressions
from tests.indicators.lookups import Table
from tests.readers.recipe import artefact, cases, connect, sql

ONION = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion"
OTHER = "a" * 56 + ".onion"
VISITED = (
    f"http://{ONION}/page?x=1",
    f"http://www.{ONION.upper()}/",
    f"http://{OTHER}/",
    f"https://plain.example/?to={ONION}",
)
READERS = {reader.name: reader for reader in all_readers()}

FILES = {
    "chromium_history": (
        "chromium_70.sql",
        "INSERT INTO urls (id, url) VALUES (?1, ?2)",
        "INSERT INTO visits (id, url, visit_time, transition)"
        " VALUES (?1, ?1, webkit('2026-03-10 09:0' || ?1), 0x30000000)",
    ),
    "firefox_history": (
        "firefox.sql",
        "INSERT INTO moz_places (id, url) VALUES (?1, ?2)",
        "INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type)"
        " VALUES (?1, 0, ?1, unix_us('2026-03-10 09:0' || ?1), 1)",
    ),
    "safari_history": (
        "safari.sql",
        "INSERT INTO history_items (id, url) VALUES (?1 + 100, ?2)",
        "INSERT INTO history_visits (id, history_item, visit_time)"
        " VALUES (?1, ?1 + 100, cocoa('2026-03-10 09:0' || ?1))",
    ),
}


def visits(name: str, folder: Path) -> list[Visit]:
    """What a reader yields of a history with these visits."""
    made = folder / "history"
    schema, page, visit = FILES[name]
    with connect(made) as db:
        db.executescript(sql(Path(__file__).parent / "schemas" / schema))
        for number, address in enumerate(VISITED, 1):
            db.execute(page, (number, address))
            db.execute(visit, (number,))
    db.close()
    window = cases(name)[0].window
    with artefact(made) as opened:
        return [seen for seen in READERS[name].read(opened, window) if isinstance(seen, Visit)]


@pytest.mark.parametrize("name", FILES)
def test_a_listed_onion_service_counts_and_another_does_not(name: str, tmp_path: Path) -> None:
    seen = visits(name, tmp_path)
    assert [visit.untrusted_url for visit in seen] == list(VISITED)
    indicator = VisitsListedPlace((Table({f"{ONION}/": "class-a"}),), {})
    assert [[label for label, *_ in indicator.observe(visit)] for visit in seen] == [["class-a"], ["class-a"], [], []]


def test_an_onion_name_is_looked_up_by_itself_and_never_by_its_ending() -> None:
    assert f"{ONION}/" in set(expressions(VISITED[0]))
    assert "onion/" not in set(expressions(VISITED[0]))
