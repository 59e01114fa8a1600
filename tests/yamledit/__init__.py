"""Edits of YAML texts."""
