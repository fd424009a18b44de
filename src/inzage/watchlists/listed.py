"""Several lists asked at once: what the listed ones say, unless a benign one speaks for it."""

from collections.abc import Callable, Sequence

from inzage.watchlists import Lookup, Meaning
from inzage.watchlists.canonical import expressions

Ask = Callable[[Lookup], frozenset[str]]


class Listed:
    """The lists of one question. A benign list outweighs every other, whatever the order."""

    def __init__(self, lookups: Sequence[Lookup]) -> None:
        self._listed = [one for one in lookups if one.meaning == Meaning.LISTED]
        self._benign = [one for one in lookups if one.meaning == Meaning.BENIGN]

    def classes_of_address(self, untrusted_url: str) -> frozenset[str]:
        """Classes by which an address counts (empty: it does not)."""
        return self._classes(lambda one: one.classes_of_address(untrusted_url))

    def classes_of_addresses(self, untrusted_urls: Sequence[str]) -> list[frozenset[str]]:
        """By which classes each of these addresses counts; each expression that they have is looked up once."""
        asked = [expressions(url) for url in untrusted_urls]
        forms = list(dict.fromkeys(one for expressed in asked for one in expressed))
        listed, benign = (_union(forms, lookups) for lookups in (self._listed, self._benign))
        return [
            frozenset()
            if any(map(benign.get, expressed))
            else frozenset().union(*(listed.get(e, ()) for e in expressed))
            for expressed in asked
        ]

    def classes_of_text(self, untrusted_text: str) -> frozenset[str]:
        """Classes by which a text counts (empty: it does not)."""
        return self._classes(lambda one: one.classes_of_text(untrusted_text))

    def classes_of_handle(self, untrusted_handle: str) -> frozenset[str]:
        """Classes by which a number, account or group counts (empty: it does not)."""
        return self._classes(lambda one: one.classes_of_handle(untrusted_handle))

    def classes_of_digests(self, digests: Sequence[str], size: int) -> frozenset[str]:
        """Classes by which a file counts (empty: it does not)."""
        return self._classes(lambda one: one.classes_of_digests(digests, size))

    def _classes(self, ask: Ask) -> frozenset[str]:
        found = frozenset[str]().union(*map(ask, self._listed))
        return frozenset() if found and any(map(ask, self._benign)) else found


def _union(forms: Sequence[str], lookups: Sequence[Lookup]) -> dict[str, frozenset[str]]:
    """What these lists together say of each form; those of which none says anything are left out."""
    found: dict[str, frozenset[str]] = {}
    for one in lookups:
        told = zip(forms, one.classes_of_many(forms), strict=True)
        found.update((form, found.get(form, frozenset()) | classes) for form, classes in told if classes)
    return found
