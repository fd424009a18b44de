"""What workers do in the tests: handlers that lie outside the package, so only the tests' own entry loads them."""
