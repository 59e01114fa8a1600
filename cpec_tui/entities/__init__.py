"""YAML to entities: the schema, loading with every problem named, and the checks that need the whole corpus."""
