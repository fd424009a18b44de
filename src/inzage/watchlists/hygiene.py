"""What may not be on a list: entries so broad that they name everybody.

Built in, without a list of our own: no single-label name, no public suffix shaped
like a country's second level (``co.uk``), no shared host under which strangers have
their own names; no empty file, which every computer has. The overlap with lists of
ordinary entries is tested by ``ingest``.

References: https://publicsuffix.org/learn/ (shape of public suffixes; the hosts named
here are the best known of its private section).
"""

import hashlib
import re

from inzage.watchlists.digests import ALGORITHMS

_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_LONGEST_NAME = 253
_COUNTRY = re.compile(r"[a-z]{2}|xn--[a-z0-9-]+")
# fmt: off
_SECOND_LEVELS = frozenset({
    "ac", "asn", "co", "com", "ed", "edu", "gen", "go", "gob", "gouv", "gov", "gv", "id", "info", "mil", "ne",
    "net", "nom", "off", "or", "org", "plc", "sch", "school", "web",
})
_SHARED_HOSTS = frozenset({
    "appspot.com", "azurewebsites.net", "blogspot.com", "cloudfront.net", "firebaseapp.com", "fly.dev",
    "github.io", "gitlab.io", "herokuapp.com", "myshopify.com", "netlify.app", "onrender.com", "pages.dev",
    "r2.dev", "surge.sh", "vercel.app", "web.app", "weebly.com", "wixsite.com", "wordpress.com", "workers.dev",
})
# fmt: on


_EMPTY = frozenset(f"{name}:{hashlib.new(name, usedforsecurity=False).hexdigest()}" for name in ALGORITHMS) | {"size:0"}


def of_empty_file(form: str) -> bool:
    """Does this form of a file name the empty file?"""
    return not _EMPTY.isdisjoint(form.split())


def is_host_name(host: str) -> bool:
    """Could a browser visit this (canonical) name? A list entry of another shape can never match."""
    return len(host) <= _LONGEST_NAME and all(_LABEL.fullmatch(label) for label in host.split("."))


def too_broad(host: str) -> bool:
    """Does this whole host (canonical, no IP address) name more than one place?"""
    labels = host.split(".")
    if len(labels) == 1:
        return True
    if len(labels) > 2:  # noqa: PLR2004 - three labels name somebody's place
        return False
    return host in _SHARED_HOSTS or (labels[0] in _SECOND_LEVELS and _COUNTRY.fullmatch(labels[1]) is not None)
