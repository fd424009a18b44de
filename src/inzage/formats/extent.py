"""What two readers of a history's extent share: how long a run counts, and plain arithmetic."""

from datetime import timedelta

DAY = timedelta(days=1)

RUN = 5
"""Missing row numbers in a row, from which they are reported.

A judgement: repair, an extension or one retracted page takes out a few; a finding must
rest on more than that. What lies under it is not seen, and the readers say so.
"""


def whole(value: object) -> int:
    """An integer that a database gave, or 0 where it gave something else."""
    return value if isinstance(value, int) else 0
