"""One entry of a list of digests from what a record says of a file."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from inzage.watchlists.formats import Left

SIZE = "size"
_NAMES: Mapping[str, str] = {
    "md5": "md5",
    "sha1": "sha1",
    "sha256": "sha256",
    "photodna": "photodna",
    "pdna": "photodna",
}
_DIGESTS = frozenset({"md5", "sha1", "sha256"})
_PARTS = re.compile(r"[\s,;:]")


@lru_cache(1024)
def named(algorithm: str) -> str | None:
    """Our name of an algorithm however it is written (``SHA-256``, ``Sha1``), None for one that we do not keep."""
    return _NAMES.get(algorithm.lower().replace("-", "").replace("_", ""))


def entry(said: Iterable[tuple[str, object]], left: Counter[Left]) -> str | None:
    """The entry that these names and values give, as ``digests.form`` takes it; None where no digest is among them.

    Empty values are not given. A value with a separator in it stays one (wrong) value.
    """
    parts: list[str] = []
    for name, value in said:
        told = "" if value is None else str(value).strip()
        if told and name == "photodna":
            left[Left.PHOTODNA] += 1
        elif told:
            parts.append(f"{name}:{told if told.isalnum() else _PARTS.sub('?', told)}")
    if not any(part.partition(":")[0] in _DIGESTS for part in parts):
        left[Left.NO_DIGEST] += 1
        return None
    return " ".join(parts)
