"""Globs of all readers in one matcher, so that one walk over the names serves them all.

A glob is relative and ``/``-separated and is held against the *end* of a path,
without regard to case: extractors put ``filesystem1/`` or ``Dump/data/`` in front.
``*`` stands for any characters of one name, ``?`` for one, ``**`` for any number of
whole folders. Brackets and braces stand for themselves: folders on carriers carry
them, and a reader that wants two spellings writes two globs.

Nearly every path is turned away on its last name alone, by one look in a table; only
what is left meets an expression over the whole path.

References: facts on extractor prefixes as in plaso's and LEAPP's suffix matching.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inzage.sources import Patterns

_WILD = re.compile(r"[*?]")


@dataclass(frozen=True, slots=True)
class _Glob:
    """One glob of one reader; ``whole`` is None where the last name alone decides."""

    order: int
    sure: bool
    whole: re.Pattern[str] | None


class Matcher:
    """All readers' globs, compiled once. Paths are relative, ``/``-separated, without ``.`` or ``..``."""

    def __init__(self, patterns: Sequence[Patterns]) -> None:
        self._readers = tuple(wanted.reader for wanted in patterns)
        self._by_name: dict[str, list[_Glob]] = defaultdict(list)
        self._by_shape: list[tuple[re.Pattern[str], _Glob]] = []
        for order, wanted in enumerate(patterns):
            for sure, globs in ((True, wanted.at), (False, wanted.elsewhere)):
                for glob in globs:
                    self._add(glob, order, sure)
        self._any_shape = _any_of(shape for shape, _ in self._by_shape)

    def match(self, path: str) -> Iterator[tuple[str, bool]]:
        """(reader, sure) for each reader whose globs fit, in the order the readers were given."""
        name = path[path.rfind("/") + 1 :].lower()
        named = self._by_name.get(name, ())
        shaped = self._any_shape is not None and self._any_shape.fullmatch(name) is not None
        return self._decide(path.lower(), name, named, shaped) if named or shaped else iter(())

    def _decide(self, path: str, name: str, named: Sequence[_Glob], shaped: bool) -> Iterator[tuple[str, bool]]:
        globs = [*named]
        if shaped:
            globs += [glob for shape, glob in self._by_shape if shape.fullmatch(name)]
        found: dict[int, bool] = {}
        for glob in globs:
            if not found.get(glob.order) and (glob.whole is None or glob.whole.fullmatch(path)):
                found[glob.order] = glob.sure or found.get(glob.order, False)
        return iter([(self._readers[order], sure) for order, sure in sorted(found.items())])

    def _add(self, glob: str, order: int, sure: bool) -> None:
        names = _names_of(glob)
        made = _Glob(order, sure, _expression(names) if len(names) > 1 else None)
        if _WILD.search(names[-1]):
            self._by_shape.append((re.compile(_name_expression(names[-1]), re.DOTALL), made))
        else:
            self._by_name[names[-1]].append(made)


def name_expression(glob: str) -> re.Pattern[str]:
    """An expression for one name (no ``/``), to be used with ``fullmatch`` on a lowered name."""
    (name,) = _names_of(glob)
    return re.compile(_name_expression(name), re.DOTALL)


def _names_of(glob: str) -> list[str]:
    """The glob's names, lowered; raises where a reader's author wrote one that could never fit."""
    names = glob.lower().split("/")
    if any(name in ("", ".", "..") or ("**" in name and name != "**") for name in names) or names[-1] == "**":
        raise ValueError(f"glob {glob!r}: expected relative names, '**' only as a whole folder and not last")
    while names[0] == "**":  # the end of a path may begin anywhere, so this adds nothing
        del names[0]
    return names


def _expression(names: Sequence[str]) -> re.Pattern[str]:
    middle = "".join("(?:[^/]+/)*" if name == "**" else _name_expression(name) + "/" for name in names[:-1])
    return re.compile(r"(?:.*/)?" + middle + _name_expression(names[-1]), re.DOTALL)


def _name_expression(name: str) -> str:
    return "".join({"*": "[^/]*", "?": "[^/]"}.get(char) or re.escape(char) for char in name)


def _any_of(expressions: Iterable[re.Pattern[str]]) -> re.Pattern[str] | None:
    sources = sorted({expression.pattern for expression in expressions})
    return re.compile("|".join(f"(?:{source})" for source in sources), re.DOTALL) if sources else None
