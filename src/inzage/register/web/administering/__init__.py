"""What who administers the register looks at and does, one file per part.

Implementations: ``catalogue_of`` (kinds as tables), ``keys`` (whose signature counts), ``runs`` (the queue of
checks), ``logs`` (lines and attempts to sign in), ``due`` (what may be erased, decisions on it, proofs),
``giving`` (inspection exports), ``watch`` (lists: what is imported, and what waits for a second person).
"""
