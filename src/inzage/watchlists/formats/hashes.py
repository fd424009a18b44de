"""One entry of a list of digests, or of pictures, from what a record says of a file."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from inzage.watchlists import ListKind
from inzage.watchlists.formats import Brought, Left

SIZE = "size"
PDQ = "pdq"
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


def named_or_pdq(algorithm: str) -> str | None:
    """The same, for a form in which a PDQ value may stand beside digests without making them say more."""
    return PDQ if algorithm.lower() == PDQ else named(algorithm)


def wanted(said: Iterable[tuple[str, object]], brought: Brought) -> str | None:
    """The entry that these names and values give for the kind of list that is brought, None where they give none."""
    if brought.kind is ListKind.PICTURES:
        return picture(said, brought.left)
    return entry(said, brought.left)


def picture(said: Iterable[tuple[str, object]], left: Counter[Left]) -> str | None:
    """The PDQ value among these names and values, None where there is none; a value of PhotoDNA is counted."""
    given = [(name, str(value).strip()) for name, value in said if value is not None]
    left.update(Left.PHOTODNA for name, value in given if name == "photodna" and value)
    found = next((value for name, value in given if name == PDQ and value), None)
    if found is None:
        left[Left.NO_PDQ] += 1
    return found


def entry(said: Iterable[tuple[str, object]], left: Counter[Left]) -> str | None:
    """The entry that these names and values give, as ``digests.form`` takes it; None where no digest is among them.

    Empty values are not given. A value with a separator in it stays one (wrong) value.
    """
    parts: list[str] = []
    for name, value in said:
        told = "" if value is None else str(value).strip()
        if told and name == "photodna":
            left[Left.PHOTODNA] += 1
        elif told and name != PDQ:
            parts.append(f"{name}:{told if told.isalnum() else _PARTS.sub('?', told)}")
    if not any(part.partition(":")[0] in _DIGESTS for part in parts):
        left[Left.NO_DIGEST] += 1
        return None
    return " ".join(parts)
