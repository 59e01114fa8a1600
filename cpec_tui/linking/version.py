"""The version of the linker's rules: mentions made by another version are made anew."""

LINKER_VERSION = 3
