"""What a planner looks at: weeks, checks that fall due, conditions without execution, who can be planned.

Implementations: ``weeks`` (a week and its activities, counted per region and per worker), ``checks``
(conditions whose next check falls due), ``gaps`` (conditions that are not being executed), ``staff``
(training and exposure of who can be planned), ``assigning`` (trajectories and who has them).

Lists stand in the order of a day or of a key. Nobody under supervision is ranked, and no worker is.
"""
