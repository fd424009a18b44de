"""The hygiene gate: what of a new list stands on the lists of the other side.

A listed list is held against the benign ones, by what would cover its entries: an
address below an ordinary host, a term within an ordinary phrase. A benign list is held
against the listed ones, entry by entry. For files, one digest in common is an overlap,
in either order: two lists that agree on one digest speak of one file, or one is wrong.
For pictures, an entry within the distance of the other side's is an overlap, in any orientation.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from inzage.watchlists import ListKind, Manifest, Meaning
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.picture_list import PictureList
from inzage.watchlists.store import Lists, StoredList

_COVERS: Mapping[ListKind, Callable[[KeyedList, str], object]] = {
    ListKind.ADDRESSES: KeyedList.classes_of_address,
    ListKind.TERMS: KeyedList.classes_of_text,
    ListKind.HANDLES: KeyedList.classes_of_handle,
    ListKind.DIGESTS: KeyedList.shares_digest,
}
"""What an entry of each kind would be looked up as, where a list keeps keyed entries."""


@dataclass(slots=True)
class Gate:
    """The lists on the other side of the gate, opened, and how many entries each shares with the new one."""

    others: Sequence[tuple[StoredList, KeyedList | PictureList]]
    covering: bool
    overlap: Counter[str] = field(default_factory=Counter)

    def test(self, form: str) -> None:
        """Count this entry for each list that holds it."""
        for stored, opened in self.others:
            if self._held(opened, form):
                self.overlap[stored.name] += 1

    def _held(self, opened: KeyedList | PictureList, form: str) -> object:
        if isinstance(opened, PictureList):
            return opened.classes_near(form)
        kind = opened.header.kind
        if self.covering or kind == ListKind.DIGESTS:
            return _COVERS[kind](opened, form)
        return opened.classes_of_form(form)


@contextmanager
def opened_gate(lists: Lists, manifest: Manifest, key: bytes) -> Iterator[Gate]:
    """The gate for a list with this manifest."""
    listed = manifest.meaning == Meaning.LISTED
    others = lists.of(manifest.kind, Meaning.BENIGN if listed else Meaning.LISTED)
    with ExitStack() as stack:
        opened = [(one, stack.enter_context(one.look_up(key))) for one in others if one.name != manifest.name]
        yield Gate(opened, covering=listed)
