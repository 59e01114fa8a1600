"""Searching: the query tree and its parser, its explanation, plans for engines, the Whoosh engine, highlights."""
