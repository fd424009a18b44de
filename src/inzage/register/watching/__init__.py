"""Lists that are brought to the register: looked at in a locked worker, agreed to by a second person, then imported.

In the order of use (``by``: an ``Actor``; ``places``: ``Places.from_settings()``)::

    arriving.arrive(list_file, manifest_file, places)       -> Arrived   what both say, after the locked worker
    (a decision of two people on ``lijst-invoeren`` with ``object`` = Arrived.object)
    arriving.kept(object, places)                           -> Arrived   the same, for the second person
    importing.bring_in(catalogue, decision, by, places, at) -> Imported  carries the decision out
    importing.withdraw(name, by, places)                    one person may: it only takes acts out of counts

``object`` is the SHA-256 of the signed manifest, which names that of the list: what was agreed to is
what is imported. Larger lists than a browser brings go by ``inzage lists import``.

Implementations load Django, but for ``examine_inside``: it runs in the locked worker.
"""

NAMES = {True: "list.csv", False: "list"}
"""What a list's file is called here: of its own name only the ending (CSV or not) helps to tell its form."""
