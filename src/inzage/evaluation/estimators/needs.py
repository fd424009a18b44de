"""What an estimator needs at least, asked in one place so that each refuses in the same words."""

from collections.abc import Sized

from inzage.evaluation import NothingToCount
from inzage.words import Words


def need(holds: bool, method: str, nl: str, en: str) -> None:
    """Raises NothingToCount, which says in both languages what ``method`` needs, unless it ``holds``."""
    if not holds:
        raise NothingToCount(method=method, needed=Words(nl, en))


def need_share(k: int, n: int, method: str) -> None:
    """``k`` of ``n`` is a share: at least one was counted, and no more than all of them. Raises NothingToCount."""
    need(n >= 1, method, "ten minste één telling", "at least one count")
    need(0 <= k <= n, method, f"een aantal van 0 tot en met {n}", f"a number from 0 up to {n}")


def need_pairs(one: Sized, other: Sized, method: str) -> None:
    """Both hold as much, and something. Raises NothingToCount."""
    need(len(one) > 0, method, "ten minste één geval", "at least one case")
    need(len(one) == len(other), method, "bij elk geval beide gegevens", "both data with each case")
