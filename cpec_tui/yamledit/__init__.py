"""Edits of a YAML text that change one node and leave every other byte as it is.

A place is a path of keys and item numbers from the top. An edit splices text in at the marks of the parser; then the
whole is parsed, and must be the old value with just that change, else YamlError is raised and there is no new text.
Line ends, indentation and comments stay what they are; a single item that stands without its list counts as the list.
"""

from cpec_tui.yamledit.appending import append
from cpec_tui.yamledit.removing import remove
from cpec_tui.yamledit.replacing import put, rename_key
from cpec_tui.yamledit.splicing import Edited, Path, Splice, Value

__all__ = ["Edited", "Path", "Splice", "Value", "append", "put", "remove", "rename_key"]
