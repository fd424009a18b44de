"""What the screen of a court's order stands on.

``writing_down`` makes the mandate of what the records say, and of what a form says so far; ``entry``,
``blocks`` and ``names`` are that form; ``saving`` writes the records; ``looking`` is the wording check beside
it; ``keys`` and ``signing`` make the two signatures; ``comparing`` is what the second person ticks;
``told`` says a mandate in words.
"""
