"""One artefact each: from an open file to observations. A new reader is one file.

The folder is the registry: ``<name>.py`` holds one generator ``<name>`` under
``@reader``; the file's name is its identity. No code is loaded from outside the
package. Readers run inside the lock, know no other reader, and yield only the
closed vocabulary of ``inzage.observations``.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from inzage.artefact import Artefact, Window
from inzage.mandate import DataClass
from inzage.observations import Observation, Remark

Read = Callable[[Artefact, Window], Iterator[Observation | Remark]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader as the rest of the house knows it.

    ``family``: what kind of source it is to a question's ``requires`` (for example
    ``browser_history``). ``met_real``: has read a file that nobody here wrote.
    ``copies``: places of older copies of the same artefact, which would count acts twice.
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


def reader(
    *,
    opens: DataClass,
    family: str,
    at: tuple[str, ...],
    elsewhere: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    met_real: bool = False,
    copies: tuple[str, ...] = (),
) -> Callable[[Read], Read]:
    """Declare what a reader opens and where its artefact lies (globs as in ``sources.Patterns``)."""

    def declare(read: Read) -> Read:
        doc = importlib.import_module(read.__module__).__doc__ or ""
        made = Reader(read.__name__, opens, family, at, elsewhere, beside, met_real, read, doc, copies)
        read.reader = made  # type: ignore[attr-defined]
        return read

    return declare


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
