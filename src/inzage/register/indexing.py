"""Fields of the data that lists ask for, and indexes on them that either database uses.

The expression stands in a query as it stands in its index: Django's own lookups into JSON hand the name of the
field over beside the statement, where no index on it is recognised. A later migration that rebuilds the table
of records on SQLite takes these indexes away, as it does the triggers; it must put them back.
"""

from collections.abc import Iterator

from django.db.models import CharField, F, Func

INDEXED = {"officer": "kind", "deputy": "kind", "pseudonym": "kind", "source_key": "kind", "to": "noun"}
"""By field: what is asked for beside it."""


class Told(Func):
    """The text in a field of a record's data, for ``alias``."""

    def __init__(self, field: str) -> None:
        super().__init__(F("data"), template=f"(%(expressions)s ->> '{field}')", output_field=CharField())


def statements() -> Iterator[str]:
    """What makes the indexes, in the words of both databases. A record without the field is not in its index."""
    for field, beside in INDEXED.items():
        told = f"(data ->> '{field}')"
        yield f"CREATE INDEX record_{field} ON register_record ({beside}, {told}) WHERE {told} IS NOT NULL"
