"""Inzage checks data carriers for the probation service, in proportion.

A court's order opens doors; what lies behind them is counted inside a locked
process and never shown. Data flows one way through these stages:

===============  =============================================================
``signing``      whose signature counts for what
``mandate``      what may be opened, for which question, in which period
``worker``       the locked process in which everything a carrier holds is read
``formats``      containers of data that readers share (SQLite, ...)
``watchlists``   what the organisation brings: signed, keyed lists
``sources``      open a carrier, read-only
``readers``      one artefact each: from bytes to observations
``indicators``   one question each: from observations to a tally and an answer
``record``       ledger, case file, the instrument's fingerprint
``check``        plan (pure), then run (the only shell)
``report``       result and record become documents
``cluster``      the same reading, on more machines than one
``cli``          one file per command
===============  =============================================================
"""

__version__ = "0.1.0"
