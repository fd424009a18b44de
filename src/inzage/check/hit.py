"""A hit of known material, inside the lock: written up, encrypted to the police, and nothing else.

What concerns the hit (name, digests, class, list) exists in this process alone, and leaves it
as ciphertext that only the police can open. The broker never holds it in the clear.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inzage.artefact import Artefact
from inzage.observations import Alike, MediaItem, Observation, Remark, Rest
from inzage.record.case_bundle import Hit, Occasion, bundle
from inzage.record.sealing import seal
from inzage.watchlists import Lookup
from inzage.watchlists.listed import Listed


@dataclass(frozen=True, slots=True)
class Sealer:
    """What a request brings for the case of a hit.

    ``codes``: questions whose first act ends the reading. ``lists``: the lists they use, opened,
    each with name and version. ``recipient``: the police's age key.
    """

    codes: frozenset[str]
    lists: tuple[tuple[Lookup, tuple[str, str]], ...]
    recipient: str
    occasion: Occasion

    @classmethod
    def of(cls, message: Mapping[str, Any], lists: Sequence[Lookup]) -> "Sealer | None":
        """The sealer of a request; None where no question of it ends the reading."""
        told = message["seal"]
        if told is None:
            return None
        codes = frozenset(told["codes"])
        used = {n for one in message["questions"] if one["code"] in codes for n in one["lists"]}
        named = tuple((lists[n], (told["lists"][n][0], told["lists"][n][1])) for n in sorted(used))
        return cls(codes, named, told["recipient"], Occasion.of(told["occasion"]))

    def reply(self, artefact: Artefact, seen: Observation | Alike | Rest | Remark, label: str) -> dict[str, Any]:
        """The whole answer of the worker: what it found, sealed. ``label``: the class of the act."""
        hit = self._hit(artefact, seen, label) if isinstance(seen, MediaItem) else None
        return {"sealed": base64.b64encode(seal(bundle(self.occasion, hit), self.recipient)).decode()}

    def _hit(self, artefact: Artefact, seen: MediaItem, label: str) -> Hit:
        lookups = [lookup for lookup, _ in self.lists]
        matched = tuple(one for one in seen.digests if Listed(lookups).classes_of_digests((one,), seen.size))
        return Hit(
            untrusted_path=artefact.untrusted_path,
            size=seen.size,
            modified=artefact.modified,
            digests=tuple(seen.digests),
            matched=matched or tuple(seen.digests),
            match="exact",
            label=label,
            lists=tuple(self._naming(seen)),
            distance=None,
        )

    def _naming(self, seen: MediaItem) -> Iterator[tuple[str, str]]:
        for lookup, name in self.lists:
            if Listed([lookup]).classes_of_digests(seen.digests, seen.size):
                yield name
