"""From when on a picture is like another: numbers, in one place.

References: https://github.com/facebook/ThreatExchange (pdq: distance 31, quality 50; vpdq: 80 % of unique
frames); trust facts 2.5, 2.6.
"""

HASH = 32
"""Bytes in a PDQ value."""

NEAR = 31
"""Bits in which two values of similar pictures may differ, as the makers of PDQ advise."""

ENOUGH = 50
"""Quality below which a picture says too little: the featureless ones look all alike."""

LEAST_FRAMES = 3
"""Unique frames with enough to see that a video must have before anything is said of it."""

LEAST_SHARE = 80
"""Per cent of those that must lie near to one class of a list, as vPDQ advises."""
