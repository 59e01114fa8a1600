"""Campaigns against the built index and the curated files; ``python -m tests.torture`` runs them."""
