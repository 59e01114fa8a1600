"""Gazetteer and document to mentions: the matcher, the rules of an alias, overlaps, definitions."""
