"""The answer of an evaluation as parts of a page: sentences, plots, tables of which each number leads to its rows."""
