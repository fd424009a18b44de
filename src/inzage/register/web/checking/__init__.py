"""What the screen of a check stands on: carriers to choose from, a case in words, its documents."""
