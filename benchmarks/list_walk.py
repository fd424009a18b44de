"""What the listing benchmark times of Inzage: survey an image and match every reader's patterns."""

import sys

from inzage.readers import all_readers
from inzage.sources import Patterns
from inzage.sources.opening import open_source

if __name__ == "__main__":
    source = open_source(sys.argv[1])
    survey = source.survey()
    patterns = [Patterns(one.name, one.at, one.elsewhere, one.beside) for one in all_readers()]
    found = sum(1 for _ in source.find(patterns, frozenset()))
    print(sum(one.entries for one in survey.filesystems), found)
    source.close()
