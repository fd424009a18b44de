"""A list of pictures as the counting worker has it: classes by place, and no entry.

The worker that decodes was given the list itself, and tells only places in it. Which of them count
for a question is counted here, where every other list is asked too.
"""

from collections.abc import Sequence
from typing import NoReturn

from inzage.artefact import Near
from inzage.watchlists import Meaning


class PicturePlaces:
    """One list by its place in the request. Implements ``watchlists.Lookup``, and has nothing of other kinds."""

    def __init__(self, number: int, meaning: Meaning, classes: Sequence[str]) -> None:
        self._number = number
        self._classes = classes
        self.meaning = meaning

    def class_of(self, near: Near) -> str | None:
        """The class that this find has on this list; None where it is another list's, or this one is benign."""
        listed = near.list == self._number and self.meaning is Meaning.LISTED
        return self._classes[near.place] if listed else None

    def classes_of_address(self, untrusted_url: str) -> NoReturn:
        """Never: the list holds pictures."""
        raise TypeError("a list of pictures was asked for an address")

    def classes_of_text(self, untrusted_text: str) -> NoReturn:
        """Never: the list holds pictures."""
        raise TypeError("a list of pictures was asked for a text")

    def classes_of_handle(self, untrusted_handle: str) -> NoReturn:
        """Never: the list holds pictures."""
        raise TypeError("a list of pictures was asked for a handle")

    def classes_of_digests(self, digests: Sequence[str], size: int) -> NoReturn:
        """Never: the list holds pictures."""
        raise TypeError("a list of pictures was asked for digests")

    def names_hosts(self, hosts: Sequence[str]) -> NoReturn:
        """Never: the list holds pictures."""
        raise TypeError("a list of pictures was asked for hosts")

    def classes_of_many(self, forms: Sequence[str]) -> NoReturn:
        """Never: the list holds pictures."""
        raise TypeError("a list of pictures was asked for what is spelt")
