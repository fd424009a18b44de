"""Capacity: what the orders ask, what pairs can do, and where it goes over the edge.

Implementations: ``inputs`` (the assumptions, each with its unit and where it comes from), ``formula`` (the sum),
``simulation`` (the same orders as events, with what waiting does), ``frequencies`` (the officer's, inside the
court's), ``spread`` (a day drawn inside a window, so that anybody can draw it again).

Nothing here knows a person: a mix of frequencies exists for a whole year of orders only.
"""
