"""Source file to Document: a registry of formats, canonical text, and the structure of plain text."""
