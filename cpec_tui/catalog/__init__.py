"""The SQLite catalog: documents, paragraph texts, mentions, compiled entities, word forms."""
