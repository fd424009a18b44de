"""Lists of a few words, for indicators: a table instead of a keyed file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from inzage.mandate.handles import handle
from inzage.watchlists import Meaning
from inzage.watchlists.canonical import expressions
from inzage.watchlists.digests import forms, shape
from inzage.watchlists.terms import runs


@dataclass
class Table:
    """A list as a mapping from entry to class."""

    entries: dict[str, str]
    meaning: Meaning = Meaning.LISTED
    asked: list[str] = field(default_factory=list)

    def classes_of_address(self, untrusted_url: str) -> frozenset[str]:
        self.asked.append(untrusted_url)
        return frozenset(self.entries[e] for e in expressions(untrusted_url) if e in self.entries)

    def classes_of_text(self, untrusted_text: str) -> frozenset[str]:
        self.asked.append(untrusted_text)
        return frozenset(self.entries[run] for run in runs(untrusted_text, 6) if run in self.entries)

    def classes_of_handle(self, untrusted_handle: str) -> frozenset[str]:
        self.asked.append(untrusted_handle)
        found = self.entries.get(handle(untrusted_handle))
        return frozenset() if found is None else frozenset({found})

    def classes_of_digests(self, digests: Sequence[str], size: int) -> frozenset[str]:
        shapes = {shape(form) for form in self.entries}
        return frozenset(self.entries[form] for form in forms(digests, size, shapes) if form in self.entries)

    def names_hosts(self, hosts: Sequence[str]) -> list[bool]:
        known = {entry.partition("/")[0] for entry in self.entries}
        return [host in known for host in hosts]

    def classes_of_many(self, forms: Sequence[str]) -> list[frozenset[str]]:
        return [frozenset({self.entries[form]} if form in self.entries else ()) for form in forms]


def benign(*entries: str) -> Table:
    return Table(dict.fromkeys(entries, "ordinary"), Meaning.BENIGN)
