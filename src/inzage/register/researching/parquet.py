"""A table from CSV to Parquet through DuckDB: in memory, in one folder, without extensions and without a network."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inzage.evaluation import StatisticsMissing
from inzage.register.researching.tables import Column

SHUT_OFF: Mapping[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "python_enable_replacements": "false",
}
SETTINGS = ("enable_external_access = false", "lock_configuration = true")
"""From here on only files of the one folder open, nothing is loaded, and none of this can be taken back."""


def shut_in(folder: Path) -> Any:  # noqa: ANN401 a connection of a library that need not be there
    """A database in memory that reaches this folder alone. Raises StatisticsMissing where DuckDB is not installed."""
    try:
        import duckdb  # noqa: PLC0415 68 MB that nothing else needs
    except ImportError as missing:
        raise StatisticsMissing from missing
    connection = duckdb.connect(":memory:", config=dict(SHUT_OFF))
    connection.execute("SET allowed_directories = [?]", [str(folder)])
    for setting in SETTINGS:
        connection.execute(f"SET {setting}")
    return connection


def to_parquet(table: Path, columns: Sequence[Column]) -> Path:
    """``table.csv`` as ``table.parquet`` beside it. An unquoted empty cell is nothing, a quoted one an empty text."""
    target = table.with_suffix(".parquet")
    typed = ", ".join(f"{_text(column.name)}: {_text(column.type)}" for column in columns)
    read = (
        f"read_csv({_text(str(table))}, columns = {{{typed}}}, auto_detect = false, header = true, delim = ',', "
        "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, new_line = '\\r\\n', "
        "max_line_size = 16777216, parallel = false)"
    )
    with shut_in(table.parent) as connection:
        connection.execute(f"COPY (FROM {read}) TO {_text(str(target))} (FORMAT parquet, COMPRESSION zstd)")
    return target


def _text(value: str) -> str:
    """As SQL writes a text."""
    return "'" + value.replace("'", "''") + "'"
