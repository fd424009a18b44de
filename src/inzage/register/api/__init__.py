"""The interface for machines, ``/api/v1``, by the Dutch API Design Rules (docs/manual/register-api.md).

A field kit takes mandates out and brings cases in, an evaluator's program takes out events without
persons, other systems read kinds and commitments. It stands beside the screens and over the same
services; it has no rules of its own about records. Who calls shows a key (``Authorization: Bearer``):
made by two people for one account, for one use, for at most half a year, kept as a digest only. Cookies count for
nothing here.

Implementations: ``models`` and ``keys`` (the keys, and what was answered before), ``guarding`` (whose
key it is, its line in the log of access, what the right allows), ``routing`` (a route: its right, who
acts, faults as answers), ``checks``, ``cases``, ``runs``, ``reading`` and ``evaluation`` (the routes), ``forms``
(what goes in and out), ``bringing`` (a case as it comes in), ``problems`` (RFC 9457), ``description``
(OpenAPI), ``interface`` (all of it, at its address), ``middleware`` (around it). Errors: ``faults``.
"""

VERSION = "1.0.0"
"""Of the interface, in every answer; its first number is in the address."""
BASE = "/api/v1"

__all__ = ["BASE", "VERSION"]
