"""Pieces of the pages on the night round: lines of its summary, the queue, and what can be laid ready."""
