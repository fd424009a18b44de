"""Capacity: what the orders ask, what pairs can do, and where it goes over the edge."""
