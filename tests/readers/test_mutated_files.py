"""Files that are no database, mutated, inside the lock: every one ends in an answer and no worker dies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.check.reading import HANDLER
from inzage.result import Status
from inzage.worker.pool import Pool
from tests.readers.mutations import statuses
from tests.readers.recipe import cases

ANSWERS = {Status.READ, Status.DEGRADED, Status.UNREADABLE, Status.ABSENT}


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(HANDLER) as one:
        yield one


@pytest.mark.parametrize(
    ("reader", "name"),
    [
        ("prefetch", "windows_10_last_runs"),
        ("lnk_files", "opened"),
        ("jump_lists", "windows_10"),
        ("recycle_bin", "windows_xp"),
        ("shimcache", "windows_10"),
        ("amcache", "windows_10"),
        ("android_packages", "binary_of_android_12"),
        ("android_packages", "text_of_android_10"),
        ("utorrent", "sent_and_only_there"),
        ("emule", "sent_granted_and_only_there"),
        ("webcache_history", "acts_and_near_misses"),
        ("srum", "persons_and_the_system"),
        ("custom_destinations", "named_known_and_tasks"),
        ("windows_thumbnails", "windows_11"),
        ("thumbs_db", "windows_xp"),
        ("windows_clock_changes", "by_a_person_and_by_the_system"),
        ("android_usage_stats", "a_day_with_names"),
        ("android_recent_tasks", "in_binary_form"),
        ("chromium_sessions", "open_tabs"),
        ("chromium_accounts", "two_accounts"),
        ("deluge", "sent_and_only_there"),
        ("linux_recent", "opened_and_saved"),
        ("nicotine", "fetched"),
        ("ares", "fetched_put_in_and_written_again"),
        ("shareaza", "version_26"),
        ("windows_installed", "upgraded_twice"),
        ("windows_bluetooth", "connected_paired_and_only_seen"),
        ("windows_networks", "by_the_clock_of_the_computer"),
        ("network_shares", "two_of_another_among_volumes"),
        ("outlook_accounts", "an_account_among_services"),
        ("microsoft_accounts", "signed_in_here_and_in_windows_alone"),
    ],
)
def test_a_mutated_file_ends_in_an_answer(reader: str, name: str, pool: Pool, tmp_path: Path) -> None:
    (case,) = [case for case in cases(reader) if case.folder.name == name]
    found = statuses(pool, case, tmp_path, range(40))
    assert found <= ANSWERS
    assert found & {Status.UNREADABLE, Status.DEGRADED}
