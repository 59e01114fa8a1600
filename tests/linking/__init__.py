"""Tests of linking: from a gazetteer and a document to mentions."""
