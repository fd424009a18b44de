"""One artefact each: from an open file to observations. A new reader is one file.

The folder is the registry: ``<name>.py`` holds one generator ``<name>`` under
``@reader``; the file's name is its identity. No code is loaded from outside the
package. Readers run inside the lock, know no other reader, and yield only the
closed vocabulary of ``inzage.observations``.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from inzage.artefact import Artefact, Window
from inzage.mandate import DataClass
from inzage.observations import Alike, Call, Contact, Message, Observation, Remark, Rest, Sharing, Visit

Read = Callable[[Artefact, Window], Iterator[Observation | Alike | Rest | Remark]]
"""``Alike`` only of an artefact that is read ``together``, ``Rest`` only of one with a ``sieve``."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader as the rest of the house knows it.

    ``family``: what kind of source it is to a question's ``requires`` (for example
    ``browser_history``). ``met_real``: has read a file that nobody here wrote.
    ``copies``: places of older copies of the same artefact, which would count acts twice.
    ``yields``: the kinds of observation it can give; a question that asks for none of
    them has no use for it, and so does not open it. ``many``: one worker may be given many of its files, one after
    another: it looks at a few bytes of each with Python alone, no library decodes any, and each is one row at most.
    """

    name: str
    opens: DataClass
    family: str
    at: tuple[str, ...]
    elsewhere: tuple[str, ...]
    beside: tuple[str, ...]
    met_real: bool
    read: Read
    doc: str
    copies: tuple[str, ...] = ()
    yields: frozenset[type[Observation]] = frozenset()
    many: bool = False


def reader(
    *,
    opens: DataClass,
    family: str,
    at: tuple[str, ...],
    elsewhere: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    met_real: bool = False,
    copies: tuple[str, ...] = (),
    many: bool = False,
) -> Callable[[Read], Read]:
    """Declare what a reader opens and where its artefact lies (globs as in ``sources.Patterns``)."""

    def declare(read: Read) -> Read:
        doc = read.__globals__.get("__doc__") or ""
        made = Reader(
            read.__name__,
            opens,
            family,
            at,
            elsewhere,
            beside,
            met_real,
            read,
            doc,
            copies,
            _yields(read, family),
            many,
        )
        read.reader = made  # type: ignore[attr-defined]
        return read

    return declare


_BY_FAMILY: Mapping[str, type[Observation]] = {
    "messages": Message,
    "calls": Call,
    "contacts": Contact,
    "sharing": Sharing,
    "browser_history": Visit,
}
"""What readers of these families give through a helper they share."""


_KINDS: frozenset[type[Observation]] = frozenset(get_args(Observation))


def _yields(read: Read, family: str) -> frozenset[type[Observation]]:
    """The kinds that the reader's own module names; its cases hold it to them."""
    named = _KINDS.intersection(thing for thing in read.__globals__.values() if isinstance(thing, type))
    return named | {_BY_FAMILY[family]} if family in _BY_FAMILY else named


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every reader in this folder, by name; raises where a file breaks the rule of the folder."""
    return tuple(_load(module.name) for module in pkgutil.iter_modules(__path__))


def _load(name: str) -> Reader:
    module = importlib.import_module(f"{__name__}.{name}")
    made = getattr(getattr(module, name, None), "reader", None)
    if not isinstance(made, Reader):
        raise TypeError(f"readers/{name}.py: expected one generator {name!r} under @reader, found none")
    return made
