"""Reading: canonical text, structure, encodings, front matter."""
