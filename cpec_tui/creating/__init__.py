"""Making a corpus: the folders, the curated files to begin with, sources and entities copied in."""

from cpec_tui.creating.create import Created, create, loose_files

__all__ = ["Created", "create", "loose_files"]
