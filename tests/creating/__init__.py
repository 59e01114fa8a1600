"""Making a corpus."""
