"""Globs of all readers in one matcher, so that one walk over the names serves them all.

A glob is relative and ``/``-separated and is held against the *end* of a path,
without regard to case: extractors put ``filesystem1/`` or ``Dump/data/`` in front.
``*`` stands for any characters of one name, ``?`` for one, ``**`` for any number of
whole folders. Brackets and braces stand for themselves: folders on carriers carry
them, and a reader that wants two spellings writes two globs.

Nearly every path is turned away on its last name alone, by a few looks in tables (``Sieve``): of whole
names, of beginnings, of endings, and of folders of which everything is wanted. Only what is left
meets an expression over its folder, of which the answer is remembered for what lies beside it, and one over its name;
both are made when they are first needed.

References: facts on extractor prefixes as in plaso's and LEAPP's suffix matching.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from inzage.sources import Patterns

_WILD = re.compile(r"[*?]")
_KEY = 3
"""Signs of a beginning or an ending by which it is looked up; readers' own are seldom shorter."""


class _Glob:
    """One glob of one reader; its expressions are made at first use, for most of them never meet a path."""

    __slots__ = ("_above", "_name", "_names", "order", "sure")

    def __init__(self, order: int, sure: bool, names: Sequence[str]) -> None:
        self.order, self.sure = order, sure
        self._names = names
        self._above: re.Pattern[str] | None = None
        self._name: re.Pattern[str] | None = None

    def lies(self, above: str) -> bool:
        """May what it looks for lie in this lowered folder (with its last ``/``; '' of none)?"""
        if self._above is None:
            self._above = _expression_above(self._names)
        return self._above.fullmatch(above) is not None

    def called(self, name: str) -> bool:
        """May what it looks for be called so (lowered)?"""
        if self._name is None:
            self._name = name_expression(self._names[-1])
        return self._name.fullmatch(name) is not None


class Sieve:
    """Which names may be wanted, by the last name and its folder's alone: none that is wanted is turned away.

    ``add`` what is looked for, as lowered names of a glob. ``everything``: no name can be turned away.
    """

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.heads: set[str] = set()
        self.tails: set[str] = set()
        self.folders: set[str] = set()
        self.everything = False

    def add(self, names: Sequence[str]) -> None:
        """Look for what this glob's names may fit."""
        kind, key = _key_of(names)
        match kind:
            case "whole":
                self.whole.add(key)
            case "head":
                self.heads.add(key)
            case "tail":
                self.tails.add(key)
            case "folder":
                self.folders.add(key)
            case _:
                self.everything = True

    def passed(self, lowered: Sequence[str]) -> Iterable[int]:
        """Which of these lowered names may be wanted, whatever folder they lie in."""
        if self.everything:
            return range(len(lowered))
        whole, heads, tails = self.whole, self.heads, self.tails
        return [
            at
            for at, name in enumerate(lowered)
            if name in whole or name[-_KEY:] in tails or name[:_KEY] in heads or name[: _KEY - 1] in heads
        ]


class Matcher:
    """All readers' globs, looked up by name. Paths are relative, ``/``-separated, without ``.`` or ``..``.

    What may lie in the folder of the last path is remembered: most files lie beside the one before.
    """

    def __init__(self, patterns: Sequence[Patterns]) -> None:
        self._readers = tuple(wanted.reader for wanted in patterns)
        self._by: dict[str, dict[str, list[_Glob]]] = {kind: defaultdict(list) for kind in _KINDS}
        for order, wanted in enumerate(patterns):
            for sure, globs in ((True, wanted.at), (False, wanted.elsewhere)):
                for glob in globs:
                    names = names_of(glob)
                    kind, key = _key_of(names)
                    self._by[kind][key].append(_Glob(order, sure, names))
        self._above = ""
        self._near: dict[tuple[str, str], Sequence[_Glob]] = {}

    def match(self, path: str) -> Iterator[tuple[str, bool]]:
        """(reader, sure) for each reader whose globs fit, in the order the readers were given."""
        lowered = path.lower()
        cut = lowered.rfind("/") + 1
        above, name = lowered[:cut], lowered[cut:]
        keys = [
            ("whole", name),
            ("tail", name[-_KEY:]),
            ("head", name[:_KEY]),
            ("folder", above[above.rfind("/", 0, -1) + 1 : -1]),
            ("any", ""),
        ]
        if len(name) >= _KEY:  # a beginning may also be one sign shorter; a shorter name is looked up whole already
            keys.append(("head", name[: _KEY - 1]))
        by = self._by
        met = [(kind, key) for kind, key in keys if key in by[kind]]
        return self._decide(above, name, met) if met else iter(())

    def _decide(self, above: str, name: str, met: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bool]]:
        if above != self._above:
            self._above, self._near = above, {}
        found: dict[int, bool] = {}
        for key in met:
            if key not in self._near:
                self._near[key] = [glob for glob in self._by[key[0]][key[1]] if glob.lies(above)]
            for glob in self._near[key]:
                if not found.get(glob.order) and glob.called(name):
                    found[glob.order] = glob.sure or found.get(glob.order, False)
        return iter([(self._readers[order], sure) for order, sure in sorted(found.items())])


_KINDS = ("whole", "tail", "head", "folder", "any")


def _key_of(names: Sequence[str]) -> tuple[str, str]:
    """By what a glob is looked up: its whole last name, the end or the beginning of it, the folder's, or nothing."""
    last = names[-1]
    wild = [found.start() for found in _WILD.finditer(last)]
    if not wild:
        return "whole", last
    head, tail = last[: wild[0]], last[wild[-1] + 1 :]
    if len(tail) >= _KEY:
        return "tail", tail[-_KEY:]
    if len(head) >= _KEY - 1:
        return "head", head[:_KEY]
    if len(names) > 1 and not _WILD.search(names[-2]):
        return "folder", names[-2]
    return "any", ""


@cache
def name_expression(glob: str) -> re.Pattern[str]:
    """An expression for one name (no ``/``), to be used with ``fullmatch`` on a lowered name."""
    (name,) = names_of(glob)
    return re.compile(_name_expression(name), re.DOTALL)


def any_name_expression(globs: Iterable[str]) -> re.Pattern[str]:
    """As ``name_expression``, for what fits any of some globs; it fits nothing where there is none."""
    return re.compile("|".join(name_expression(glob).pattern for glob in globs) or r"(?!)", re.DOTALL)


def names_of(glob: str) -> list[str]:
    """The glob's names, lowered; raises where a reader's author wrote one that could never fit."""
    names = glob.lower().split("/")
    if any(name in ("", ".", "..") or ("**" in name and name != "**") for name in names) or names[-1] == "**":
        raise ValueError(f"glob {glob!r}: expected relative names, '**' only as a whole folder and not last")
    while names[0] == "**":  # the end of a path may begin anywhere, so this adds nothing
        del names[0]
    return names


def _expression_above(names: Sequence[str]) -> re.Pattern[str]:
    """For the folder that a glob's last name lies in, with its ``/``: a name holds none, so each is asked apart."""
    middle = "".join("(?:[^/]+/)*" if name == "**" else _name_expression(name) + "/" for name in names[:-1])
    return re.compile(r"(?:.*/)?" + middle, re.DOTALL)


def _name_expression(name: str) -> str:
    return "".join({"*": "[^/]*", "?": "[^/]"}.get(char) or re.escape(char) for char in name)
