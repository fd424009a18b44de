"""Tables that look like a browser's and are not quite: no act is counted twice, and none is dropped unsaid."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.readers.carried import READERS, Reading, chromium, firefox, reading
from tests.readers.recipe import connect
from tests.readers.test_silent_loss import EVERY

ROWS = 30


def made(folder: Path, *changes: str, file: str = "History") -> Path:
    path = (chromium if file == "History" else firefox)(folder / file, ROWS)
    with closing(connect(path)) as db:
        for change in changes:
            db.executescript(change)
    return path


def acts(got: Reading) -> int:
    return sum(got.acts.values())


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER boom AFTER UPDATE ON visits BEGIN DELETE FROM visits; END",
        "CREATE VIEW looks_like AS SELECT * FROM visits",
        "CREATE INDEX mine ON visits (abs(url))",
        "CREATE TABLE visits_old AS SELECT * FROM visits",
        "ALTER TABLE visits ADD COLUMN told TEXT DEFAULT 'more'",
        "ALTER TABLE visits ADD COLUMN computed AS (visit_time + 1)",
        "CREATE TABLE moz_places (id, url)",
        "REINDEX; ANALYZE",
        "PRAGMA auto_vacuum = FULL; VACUUM",
        "PRAGMA encoding = 'UTF-16'; VACUUM",
    ],
)
@pytest.mark.parametrize("name", ["chromium_history", "chromium_searches", "chromium_downloads", "chromium_extent"])
def test_what_lies_beside_changes_nothing(name: str, change: str, tmp_path: Path) -> None:
    plain = reading(READERS[name], made(tmp_path))
    (tmp_path / "History").unlink()
    changed = reading(READERS[name], made(tmp_path, change))
    assert (changed.acts, changed.rows, changed.whole) == (plain.acts, plain.rows, True)


MAIN = {
    "chromium_history": {"visits"},
    "chromium_downloads": {"downloads"},
    "chromium_searches": {"keyword_search_terms", "visits"},
    "chromium_extent": {"visits"},
    "firefox_history": {"moz_historyvisits"},
    "firefox_extent": {"moz_historyvisits"},
}
"""The tables without whose rows each reader opens nothing."""

REMADE = """
    ALTER TABLE {table} RENAME TO was;
    CREATE TABLE {table} ({columns});
    INSERT INTO {table} SELECT * FROM was;
    {more}
    DROP TABLE was;
"""


def remade(table: str, columns: str, more: str = "") -> str:
    return REMADE.format(table=table, columns=columns, more=more)


@pytest.mark.parametrize(
    "again",
    ["INSERT INTO visit_source SELECT * FROM was", "INSERT INTO visit_source SELECT id, 3 FROM was"],
    ids=["the same", "another"],
)
def test_two_sources_of_one_visit_make_no_two_visits(again: str, tmp_path: Path) -> None:
    plain = reading(READERS["chromium_history"], made(tmp_path))
    (tmp_path / "History").unlink()
    twice = remade("visit_source", "id INTEGER, source INTEGER", f"{again};")
    got = reading(READERS["chromium_history"], made(tmp_path, twice))
    assert (acts(got), got.rows) == (acts(plain), plain.rows)
    assert not got.whole, "nobody can say which source is the visit's"


def test_two_addresses_of_one_number_make_no_two_visits(tmp_path: Path) -> None:
    twice = remade("urls", "id INTEGER, url TEXT, title, visit_count, typed_count, last_visit_time, hidden",
                   "INSERT INTO urls SELECT * FROM was;")  # fmt: skip
    got = reading(READERS["chromium_history"], made(tmp_path, twice))
    assert (acts(got), got.rows, got.whole) == (ROWS, ROWS, False)


def test_two_places_of_one_number_make_no_two_visits(tmp_path: Path) -> None:
    twice = remade("moz_places", "id INTEGER, url TEXT, a, b, c, d, e, f, g, h, i",
                   "INSERT INTO moz_places SELECT * FROM was;")  # fmt: skip
    got = reading(READERS["firefox_history"], made(tmp_path, twice, file="places.sqlite"))
    assert (got.rows, got.whole) == (ROWS, False)
    assert acts(got) <= ROWS


def test_two_annotations_of_one_visit_make_no_two_searches(tmp_path: Path) -> None:
    words = "INSERT INTO content_annotations (visit_id, search_terms) SELECT id, 'term' || id FROM visits;"
    twice = words + remade("content_annotations", "visit_id, a, b, search_terms",
                           "INSERT INTO content_annotations SELECT * FROM was;")  # fmt: skip
    plain = reading(READERS["chromium_searches"], made(tmp_path, words))
    (tmp_path / "History").unlink()
    got = reading(READERS["chromium_searches"], made(tmp_path, twice))
    assert (acts(got), got.rows) == (acts(plain), plain.rows)


def test_downloads_without_a_number_are_as_many_as_there_are(tmp_path: Path) -> None:
    columns = (
        "id, guid, current_path, target_path, start_time, received_bytes, total_bytes, state, danger_type, "
        "end_time, opened, transient, referrer, tab_url, by_ext_id, mime_type, embedder_download_data"
    )
    change = remade("downloads", columns, "UPDATE downloads SET id = NULL;")
    got = reading(READERS["chromium_downloads"], made(tmp_path, change))
    assert got.rows == ROWS // 6 or not got.whole


@pytest.mark.parametrize(
    ("name", "table", "column"),
    [
        ("chromium_history", "visits", "visit_time"),
        ("chromium_searches", "visits", "visit_time"),
        ("chromium_extent", "visits", "visit_time"),
        ("chromium_downloads", "downloads", "start_time"),
        ("firefox_history", "moz_historyvisits", "visit_date"),
        ("firefox_extent", "moz_historyvisits", "visit_date"),
    ],
)
@pytest.mark.parametrize("kind", ["TEXT", "BLOB"])
def test_times_kept_as_words_are_not_passed_over(name: str, table: str, column: str, kind: str, tmp_path: Path) -> None:
    """A browser reads such times all the same; whoever made them so must not thereby hide what was done."""
    file = "History" if name.startswith("chromium") else "places.sqlite"
    change = f"""
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, '{column} INTEGER', '{column} {kind}') WHERE name = '{table}';
        PRAGMA writable_schema = RESET;
        UPDATE {table} SET {column} = CAST({column} AS {kind});
    """  # noqa: S608 - names of our own schema
    assert not reading(READERS[name], made(tmp_path, change, file=file)).clear


@pytest.mark.parametrize("change", ["DELETE FROM urls", "UPDATE urls SET url = ''", "UPDATE urls SET url = NULL"])
def test_addresses_taken_out_are_not_passed_over(change: str, tmp_path: Path) -> None:
    got = reading(READERS["chromium_history"], made(tmp_path, change))
    assert (acts(got), got.rows, got.clear) == (0, ROWS, False)


@pytest.mark.parametrize("change", ["DELETE FROM moz_places", "UPDATE moz_places SET url = ''"])
def test_places_taken_out_are_not_passed_over(change: str, tmp_path: Path) -> None:
    got = reading(READERS["firefox_history"], made(tmp_path, change, file="places.sqlite"))
    assert (acts(got), got.rows, got.clear) == (0, ROWS, False)


@pytest.mark.parametrize(("file", "name"), EVERY, ids=[name for _, name in EVERY])
@pytest.mark.parametrize("table", ["visits", "urls", "downloads", "keyword_search_terms", "moz_historyvisits"])
def test_a_table_emptied_of_all_rows_is_read_as_empty_and_ends(
    file: str, name: str, table: str, tmp_path: Path
) -> None:
    belongs = table.startswith("moz_") == (file != "History")
    got = reading(READERS[name], made(tmp_path, f"DELETE FROM {table}" if belongs else "", file=file))  # noqa: S608
    assert got.reason is None
    assert got.rows == 0 if table in MAIN[name] else got.rows > 0


def test_numbers_at_the_ends_of_all_numbers_are_read(tmp_path: Path) -> None:
    ends = "UPDATE visits SET id = 9223372036854775807 WHERE id = 30; UPDATE visits SET id = ~id WHERE id = 1"
    for name in ("chromium_history", "chromium_searches", "chromium_extent"):
        folder = tmp_path / name
        folder.mkdir()
        got = reading(READERS[name], made(folder, ends))
        assert got.reason is None
        assert got.rows > 0
