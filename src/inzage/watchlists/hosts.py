"""Which addresses could stand on a list at all, told by their hosts: each distinct one is asked once.

An entry names a host, and perhaps pages below it, so an address whose host (and what stands above it) no entry
names is on no list; its path is not looked at. A history holds many addresses of few hosts. How an ordinary
address begins is enough to know its host: the same beginning is looked up once, without taking the address apart.
What does not begin in an ordinary way is never turned away here.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import compress

from inzage.watchlists import Lookup, Meaning
from inzage.watchlists.canonical import host_of, hosts_above

_FIRST = len("https://")
_ORDINARY = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]*)?")
"""A beginning up to the first slash behind it: no sign in it has another meaning, whatever follows."""


class Hosts:
    """The hosts of some lists. A benign list is not asked: it only ever takes an act out of a count."""

    def __init__(self, lookups: Sequence[Lookup]) -> None:
        self._lists = [one for one in lookups if one.meaning == Meaning.LISTED]
        self._known: dict[str, bool] = {}

    @classmethod
    def of_all(cls, several: Iterable["Hosts"]) -> "Hosts":
        """Those of several questions, each list once."""
        return cls(list({id(one): one for hosts in several for one in hosts._lists}.values()))

    def known(self, untrusted_urls: Sequence[str]) -> set[str]:
        """Those of these addresses that may be on a list."""
        begins = [url[:at] if (at := url.find("/", _FIRST)) > 0 else url for url in untrusted_urls]
        self._learn(set(begins).difference(self._known))
        return set(compress(untrusted_urls, map(self._known.__getitem__, begins)))

    def _learn(self, begins: Iterable[str]) -> None:
        """Ask the lists for the hosts of these beginnings."""
        asked: dict[str, tuple[str, ...]] = {}
        for begin in begins:
            if _ORDINARY.fullmatch(begin):
                host = host_of(begin)
                asked[begin] = hosts_above(host) if host else ()
            else:
                self._known[begin] = True
        named = list(dict.fromkeys(host for hosts in asked.values() for host in hosts))
        met = {host for one in self._lists for host, there in zip(named, one.names_hosts(named), strict=True) if there}
        self._known.update((begin, not met.isdisjoint(hosts)) for begin, hosts in asked.items())
