"""The command line: one module per command; data on stdout, narration on stderr."""
