"""Forms and read-only pages that a kind describes itself, by the JSON schema of its data.

``form_of`` makes the form, ``describe`` the lines of a page; ``inzage/form.html`` and
``inzage/data.html`` show them. What the form takes is what ``schemas.hold`` accepts, and
every rule is looked at here, none in the browser alone. Understood are what the catalogue
uses: closed objects, enum, const, dates, patterns, lengths, integers with bounds, booleans,
lists of choices, lists of short codes (one a line), and lists of objects. Another rule of a
kind of the user's own is still held to, in the last look before ``value``, with a plainer sentence.
"""

from inzage.register.web.schema_forms.describing import Line, describe
from inzage.register.web.schema_forms.form import SchemaForm, form_of
from inzage.register.web.schema_forms.nodes import NO_REFERENCES, References

__all__ = ["NO_REFERENCES", "Line", "References", "SchemaForm", "describe", "form_of"]
