"""The pages of a question of the evaluation: which there are, what one asks, its looks, its rows, and practice.

What its figures look like is not made here but in ``web.evaluating``.
"""
