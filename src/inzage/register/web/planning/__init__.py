"""What a planner looks at: weeks, checks that fall due, conditions without execution, who can be planned, the future.

Implementations: ``pages`` (what all of them share), ``weeks`` (a week and its activities, counted per region
and per worker), ``room`` (how full its days are, and what could still be planned), ``checks`` (conditions whose
next check falls due, and why), ``gaps`` (conditions that are not being executed), ``staff`` (training and
exposure of who can be planned), ``assigning`` (trajectories and who has them), ``ahead`` (the sum and the
simulation of the capacity, in words and charts).

Lists stand in the order of a day or of a key. Nobody under supervision is ranked, and no worker is.
"""
