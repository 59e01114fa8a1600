"""The version of the readers: documents read by another version are read anew."""

READER_VERSION = 3
