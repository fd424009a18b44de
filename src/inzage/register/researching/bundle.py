"""One zip of a delivery, made in a folder that goes with it. The same rows give the same CSV, dictionary and README."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from inzage.evaluation import Rows
from inzage.register import Kind
from inzage.register.researching import Given, Terms, dictionary
from inzage.register.researching.parquet import to_parquet
from inzage.register.researching.readme import readme
from inzage.register.researching.tables import EVENT, SPAN, Column, Row, csv_lines, event_rows, span_rows

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""Of every file in the zip: when it was made stands in the register."""
NAMES = (
    "README.txt",
    "event.csv",
    "event.parquet",
    "span.csv",
    "span.parquet",
    "dictionary.csv",
    "values.csv",
    "SHA256SUMS",
)


def bundle(rows: Rows, kinds: Sequence[Kind], key: bytes, terms: Terms) -> Given:
    """Raises StatisticsMissing where DuckDB is not installed."""
    with TemporaryDirectory(prefix="inzage-") as made:
        folder = Path(made)
        _table(folder / "event.csv", EVENT, event_rows(rows, kinds, key))
        _table(folder / "span.csv", SPAN, span_rows(rows, key))
        _written(folder / "dictionary.csv", csv_lines(dictionary.FIELDS, dictionary.fields(kinds)))
        _written(folder / "values.csv", csv_lines(dictionary.VALUES, dictionary.values(kinds)))
        _written(folder / "README.txt", [readme(terms, len(rows.events), len(rows.spans))])
        _written(folder / "SHA256SUMS", _sums(folder))
        data = _zipped(folder)
    return Given(data, hashlib.sha256(data).hexdigest(), len(rows.events), len(rows.spans))


def _table(file: Path, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    _written(file, csv_lines(columns, rows))
    to_parquet(file, columns)


def _written(file: Path, lines: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines)


def _sums(folder: Path) -> Iterator[str]:
    for name in NAMES[:-1]:
        yield f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"


def _zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in NAMES:
            packed.writestr(zipfile.ZipInfo(name, BEGINNING), (folder / name).read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
