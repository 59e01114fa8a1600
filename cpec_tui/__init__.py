"""A terminal explorer for a corpus about one subject: search, entities, and the text that proves what is said."""

__version__ = "0.1.0"
