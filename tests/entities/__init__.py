"""Entities: the schema, loading with every problem named, the checks."""
