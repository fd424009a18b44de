"""Estimators, each with its interval. From statsmodels, loaded at first use; our own is what no library keeps.

Every function takes numbers, not rows, and gives :class:`~inzage.evaluation.Estimate` or what holds them. Where
there is too little to estimate it raises :class:`~inzage.evaluation.NothingToCount`, which says what is needed.
"""
