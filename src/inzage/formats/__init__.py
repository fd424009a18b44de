"""Containers of data that readers share. Each opens descriptors only, inside the lock.

Implementations: ``sqlite`` (a database with its ``-wal`` and ``-journal``, through a
file layer of our own). What cannot be opened raises ``inzage.result.Unreadable``.
"""
