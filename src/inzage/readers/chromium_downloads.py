"""Downloads in the history of every Chromium browser, old schema and new.

An observation is a file that the person had fetched, with the chain of addresses it came
by (the final one last). Two layouts: since schema 24 the chain stands in
``downloads_url_chains``; before, one address in ``downloads`` itself, with the time in
Unix seconds. A file with neither yields downloads without an address.

Left out: what was broken off before a byte came in (state cancelled or interrupted with
nothing received) and transient downloads, which the browser makes for itself.

Downloads are not synchronised and not imported: all are of this device. Met five real
histories, of both layouts (1 or 2 rows each).

References: https://source.chromium.org/chromium/chromium/src/+/main:components/history/core/browser/download_database.cc
"""

from collections.abc import Iterator
from itertools import groupby

from inzage.artefact import Artefact, Window
from inzage.formats import chromium
from inzage.formats.extent import reach
from inzage.formats.sqlite import Database, Row, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_KNOWN = names(
    "id guid full_path url current_path target_path start_time received_bytes total_bytes state danger_type "
    "interrupt_reason hash end_time opened last_access_time transient referrer site_url embedder_download_data "
    "tab_url tab_referrer_url http_method by_ext_id by_ext_name by_web_app_id etag last_modified mime_type "
    "original_mime_type"
)
_ROWS = """
    SELECT d.id, d.start_time, {fetched}, {address}, {place}
    FROM downloads AS d NOT INDEXED {join}
    WHERE {inside}
"""
_CHAINS = """
    LEFT JOIN (
        WITH kept AS MATERIALIZED (
            SELECT k.id AS id, {address} AS url, {place} AS place FROM downloads_url_chains AS k NOT INDEXED
            WHERE k.id IN (SELECT d.id FROM downloads AS d NOT INDEXED WHERE {inside})
        )
        SELECT * FROM kept
    ) AS c ON c.id = d.id
"""
"""Read from the table itself: an index of it may leave rows out, and an address with them."""


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_history",
    at=chromium.places("History"),
    elsewhere=("**/History",),
    copies=chromium.COPIES,
    met_real=True,
)
def chromium_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the downloads that were started inside the window."""
    with database(artefact) as db:
        columns = db.need("downloads", ("id", "start_time"))
        yield from db.compare("downloads", _KNOWN, ("state", "received_bytes"))
        rows = 0
        for _, hops in groupby(db.rows(_query(db, columns, window), many=True), key=lambda row: row[0]):
            rows += 1
            yield from _download(list(hops))
        yield Opened(rows)
        yield from reach(db, "downloads", "start_time", chromium.DOWNLOAD_CLOCK)
        yield from db.remarks()


def _query(db: Database, columns: frozenset[str], window: Window) -> str:
    inside = chromium.DOWNLOAD_CLOCK.inside("d.start_time", window)
    fetched = _fetched(columns)
    if not (db.has("downloads_url_chains", "url") and db.has("downloads_url_chains", "id")):
        address = text("d.url") if "url" in columns else "NULL"
        return _ROWS.format(fetched=fetched, address=address, place="0", join="", inside=inside)
    place = "k.chain_index" if db.has("downloads_url_chains", "chain_index") else "0"
    chains = _CHAINS.format(address=text("k.url"), place=place, inside=inside)
    return _ROWS.format(fetched=fetched, address="c.url", place="c.place", join=chains, inside=inside)


def _fetched(columns: frozenset[str]) -> str:
    """SQL: did the person get (part of) a file?"""
    kept = ["coalesce(d.transient, 0) = 0"] if "transient" in columns else []
    if {"state", "received_bytes"} <= columns:
        kept.append("(d.state NOT IN (2, 3, 4) OR d.received_bytes > 0)")
    return f"({' AND '.join(kept)})" if kept else "1"


def _download(hops: list[Row]) -> Iterator[Download]:
    _, time, fetched, *_ = hops[0]
    at = chromium.DOWNLOAD_CLOCK.moment(time)
    if at and fetched:
        chain = sorted(hops, key=lambda hop: hop[4] if isinstance(hop[4], int) else 0)
        yield Download(at, tuple(hop[3] for hop in chain if isinstance(hop[3], str) and hop[3]), OnThisDevice.YES)
